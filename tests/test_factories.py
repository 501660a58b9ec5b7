"""The factories' own promise: offsets are true, and the two graphs hold what their names say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import STATUSES
from tests.factories import HOSTILE, MemoryRecords, hostile_records, sample_records

GRAPHS = [sample_records, hostile_records]


@pytest.mark.parametrize("records", GRAPHS)
def test_mentions_quote_their_document(records: Callable[[], MemoryRecords]) -> None:
    graph = records()
    known = {entity.id for entity in graph.entities()}
    found = [(document, mention) for document in graph.documents() for mention in graph.mentions(document.id)]
    assert len(found) == 15
    for document, mention in found:
        assert document.text[mention.start : mention.end] == mention.text
        assert mention.entity in known


@pytest.mark.parametrize("records", GRAPHS)
def test_evidence_is_a_sentence_with_its_spans_inside(records: Callable[[], MemoryRecords]) -> None:
    graph = records()
    texts = {document.id: document.text for document in graph.documents()}
    for claim in graph.claims():
        for evidence in claim.evidence:
            sentence = texts[evidence.document][evidence.start : evidence.end]
            assert sentence.endswith(".") and sentence == sentence.strip()
            for span in (evidence.trigger, evidence.subject_span, evidence.object_span):
                assert span is None or evidence.start <= span[0] < span[1] <= evidence.end


@pytest.mark.parametrize("records", GRAPHS)
def test_blocks_cover_the_text(records: Callable[[], MemoryRecords]) -> None:
    for document in records().documents():
        covered = {place for block in document.blocks for place in range(block.start, block.end)}
        assert not any(character.strip() for place, character in enumerate(document.text) if place not in covered)


def test_sample_has_every_status_and_one_repeated_edge() -> None:
    graph = sample_records()
    assert {claim.status for claim in graph.claims()} == set(STATUSES)
    assert [(edge.subject, edge.predicate, edge.first, edge.last) for edge in graph.edges() if len(edge.documents) > 1] == [
        ("country:FR", "raided", "2026-02-03", "2026-02-09")
    ]


def test_every_payload_is_in_the_hostile_graph() -> None:
    graph = hostile_records()
    for payload in HOSTILE:
        assert all(payload in document.text for document in graph.documents())
        assert all(payload in (claim.about or "") for claim in graph.claims())
