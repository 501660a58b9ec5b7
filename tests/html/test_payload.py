"""The data of a page: complete, true to its sources, and marked where something is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from kg.html.payload import Limits, to_payload
from kg.model import Edge, Extraction
from kg.vocabulary import vocabulary
from tests.factories import MemoryRecords, judged, make_claim, make_document, make_evidence


def _data(records: MemoryRecords, **limits: int) -> dict[str, Any]:
    """The data as the page restores it: edges take ends and status from their claims, sentences are cut from whole texts."""
    data: dict[str, Any] = dict(to_payload(records, limits=Limits(**limits) if limits else None).data)
    for edge in data["edges"]:
        first = data["claims"][edge["claims"][0]]
        edge |= {name: first[name] for name in ("subject", "predicate", "object", "status")}
    for sentence in data["sentences"]:
        if "text" not in sentence:
            units = data["documents"][sentence["document"]]["text"].encode("utf-16-le")
            sentence["text"] = units[2 * sentence["start"] : 2 * sentence["end"]].decode("utf-16-le")
    return data


def test_every_edge_and_claim_is_there(sample: MemoryRecords) -> None:
    data = _data(sample)
    names = [entity["id"] for entity in data["entities"]]
    found = {(names[edge["subject"]], edge["predicate"], names[edge["object"]], edge["status"]) for edge in data["edges"]}
    assert found == {(edge.subject, edge.predicate, edge.object, edge.status) for edge in sample.edges()}
    assert sorted(claim["id"] for claim in data["claims"]) == [claim.id for claim in sample.claims()]
    assert data["omitted"] is None


def test_spans_quote_the_words_of_the_document(sample: MemoryRecords) -> None:
    """Checked as a browser counts: in UTF-16 units of a text that begins with a bird."""
    data = _data(sample)
    originals = {claim.id: claim for claim in sample.claims()}
    texts = {document.id: document.text for document in sample.documents()}
    assert any(ord(character) > 0xFFFF for text in texts.values() for character in text)
    for claim in data["claims"]:
        for shown, evidence in zip(claim["evidence"], originals[claim["id"]].evidence, strict=True):
            text = texts[evidence.document]
            sentence = data["sentences"][shown["sentence"]]
            assert sentence["text"] == text[evidence.start : evidence.end]
            units = sentence["text"].encode("utf-16-le")
            for name, span in (("trigger", evidence.trigger), ("subject", evidence.subject_span), ("object", evidence.object_span)):
                assert (name in shown) == (span is not None)
                if span is not None:
                    assert units[2 * shown[name][0] : 2 * shown[name][1]].decode("utf-16-le") == text[slice(*span)]


def test_sentences_say_where_they_begin_in_code_points(sample: MemoryRecords) -> None:
    """In a text that begins with a bird the browser's units are not those of the ledger; 'at' is left away where they are."""
    texts = {document.id: document.text for document in sample.documents()}
    for limits in ({}, {"text": 0}):
        data = _data(sample, **limits)
        for sentence in data["sentences"]:
            start = sentence.get("at", sentence.get("start"))
            assert texts[data["documents"][sentence["document"]]["id"]][start:].startswith(sentence["text"])
        assert ["at" in one for one in data["sentences"] if data["documents"][one["document"]]["name"] == "ban"] == [bool(limits)] * 4


def test_claims_that_a_person_judged_say_so(sample: MemoryRecords) -> None:
    first, *others = sample.extractions
    claim, second, *claims = first.claims
    corrected = judged(second, before=replace(second, modality="alleged"), note="seen")
    data = _data(MemoryRecords(extractions=(replace(first, claims=(judged(claim), corrected, *claims)), *others)))
    when = {"by": "A. Editor", "at": "2026-02-11T09:30:00Z"}
    was = "country:DE banned ai_system:parrot (alleged, said by organisation:cnil)"
    assert {one["id"]: one["review"] for one in data["claims"] if "review" in one} == {
        claim.id: {"verdict": "accepted", **when}, second.id: {"verdict": "corrected", **when, "note": "seen", "was": was},
    }  # fmt: skip


def test_reasons_stand_once_and_are_those_of_the_claims(sample: MemoryRecords) -> None:
    data = _data(sample)
    assert len(set(data["reasons"])) == len(data["reasons"])
    originals = {claim.id: claim for claim in sample.claims()}
    for claim in data["claims"]:
        for shown, evidence in zip(claim["evidence"], originals[claim["id"]].evidence, strict=True):
            assert tuple(data["reasons"][number] for number in shown.get("reasons", ())) == evidence.reasons


def test_all_predicates_are_there_to_correct_by(sample: MemoryRecords) -> None:
    words = vocabulary().predicates
    assert _data(sample)["vocabulary"] == {name: [word.label, sorted(word.domain), sorted(word.range)] for name, word in words.items()}


def test_claims_are_in_the_order_of_reading(sample: MemoryRecords) -> None:
    data = _data(sample)
    places = [data["sentences"][claim["evidence"][0]["sentence"]] for claim in data["claims"]]
    days = [data["documents"][place["document"]]["published"] for place in places]
    assert days == sorted(days)
    assert all(one["start"] <= other["start"] for one, other in pairwise(places) if one["document"] == other["document"])


def test_spans_outside_the_sentence_are_left_away() -> None:
    document = make_document("France spoke. It banned Chirper.")
    evidence = make_evidence(document, "It banned Chirper.", trigger="banned", object="Chirper")
    evidence = evidence.__class__(**{name: getattr(evidence, name) for name in evidence.__slots__} | {"subject_span": (0, 6)})
    records = MemoryRecords(extractions=(Extraction(document=document, claims=(make_claim(evidence, predicate="banned"),)),))
    (claim,) = _data(records)["claims"]
    assert "subject" not in claim["evidence"][0]
    assert claim["evidence"][0]["object"] == [10, 17]


def test_entities_that_the_records_do_not_know_are_shown_by_their_id() -> None:
    document = make_document("France banned Chirper.")
    claim = make_claim(make_evidence(document), predicate="banned", attributed_to="person:nobody")
    data = _data(MemoryRecords(extractions=(Extraction(document=document, claims=(claim,)),)))
    assert {(entity["id"], entity["type"]) for entity in data["entities"]} == {
        ("country:FR", "country"), ("platform:chirper", "platform"), ("person:nobody", "person"),
    }
    assert data["claims"][0]["speaker"] == 2


def test_above_the_limit_the_strongest_edges_stay_and_the_page_knows(sample: MemoryRecords) -> None:
    data = _data(sample, edges=3)
    assert len(data["edges"]) == 3
    assert max(len(edge["claims"]) for edge in data["edges"]) == 2
    assert data["omitted"] == {"edges": 9, "claims": 0}
    assert {claim for edge in data["edges"] for claim in edge["claims"]} == set(range(len(data["claims"])))


def test_edges_that_show_only_some_claims_say_how_many_there_are(sample: MemoryRecords) -> None:
    data = _data(sample, claims=1)
    assert [(len(edge["claims"]), edge.get("total"), edge.get("documents")) for edge in data["edges"] if "total" in edge] == [(1, 2, 2)]
    assert data["omitted"]["claims"] == 1


def test_whole_texts_are_left_out_when_they_are_too_long(sample: MemoryRecords) -> None:
    longest = max(len(document.text) for document in sample.documents())
    assert all("text" in document for document in _data(sample)["documents"])
    assert sum("text" in document for document in _data(sample, text=longest)["documents"]) < 2
    assert [one["text"] for one in _data(sample, text=0)["sentences"]] == [one["text"] for one in _data(sample)["sentences"]]


def test_addresses_of_a_script_are_shown_but_not_linked(hostile: MemoryRecords) -> None:
    for document in _data(hostile)["documents"]:
        assert "address" not in document
        assert document["source"].startswith("javascript:")


def test_documents_without_a_claim_are_left_out(sample: MemoryRecords) -> None:
    silent = Extraction(document=make_document("Nothing happened."))
    data = _data(MemoryRecords(extractions=(*sample.extractions, silent)))
    assert len(data["documents"]) == 2


def test_edges_without_a_claim_are_not_shown() -> None:
    class Edges(MemoryRecords):
        def edges(self) -> Iterator[Edge]:
            yield Edge(subject="country:FR", predicate="banned", object="platform:x", status="fact", claims=("gone",), documents=("gone",))

    payload = to_payload(Edges())
    assert (payload.data["edges"], payload.drawn.nodes) == ([], [])


def test_no_records_make_an_empty_page() -> None:
    payload = to_payload(MemoryRecords())
    assert payload.data["edges"] == []
    assert payload.drawn.nodes == []


@pytest.mark.parametrize("field", ["size", "x", "y", "label", "group"])
def test_pyvis_builds_the_nodes(sample: MemoryRecords, field: str) -> None:
    payload = to_payload(sample)
    assert [node["id"] for node in payload.drawn.nodes] == list(range(8))
    assert all(field in node for node in payload.drawn.nodes)


def test_pyvis_keeps_parallel_edges_and_directions(sample: MemoryRecords) -> None:
    payload = to_payload(sample)
    assert sorted(number for edge in payload.drawn.edges for number in edge["members"]) == list(range(12))  # type: ignore[attr-defined]
    assert all(edge["arrows"] == "to" for edge in payload.drawn.edges)
    assert payload.drawn.options["physics"] == {"enabled": False}
