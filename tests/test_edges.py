"""Claims become edges: one for a subject, predicate, object and status."""

from __future__ import annotations

import random

import pytest

from kg.edges import to_edges
from kg.independence import Provenance, origins
from kg.model import Claim
from tests.factories import MemoryRecords, make_claim, make_document, make_evidence

ONE, TWO = make_document("One France raids Chirper."), make_document("Two France raids Chirper.")
KNOWN = {ONE.id: Provenance(id=ONE.id, published="2026-01-05"), TWO.id: Provenance(id=TWO.id)}


def claim(document: str = "one", **fields: str | float) -> Claim:
    return make_claim(make_evidence(ONE if document == "one" else TWO), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "first", "last"),
    [
        ([claim()], "2026-01-05", "2026-01-05"),
        ([claim("two")], None, None),
        ([claim(), claim("two")], "2026-01-05", "2026-01-05"),
        ([claim(), claim("two", time="2025-12")], "2025-12", "2026-01-05"),
        ([claim(time="2026"), claim("two", time="2026-03-01")], "2026", "2026-03-01"),
    ],
)
def test_dates(claims: list[Claim], first: str | None, last: str | None) -> None:
    (edge,) = to_edges(claims, KNOWN)
    assert (edge.first, edge.last) == (first, last)
    assert len(edge.claims) == len(claims)


def test_the_best_claim_gives_the_confidence() -> None:
    (edge,) = to_edges([claim(confidence=0.4), claim("two", confidence=0.8)], KNOWN)
    assert edge.confidence == 0.8
    assert edge.documents == tuple(sorted((ONE.id, TWO.id)))


def test_statuses_stand_apart() -> None:
    edges = to_edges([claim(), claim("two", polarity="negated"), claim("two", id="b", modality="alleged")], KNOWN)
    assert [edge.status for edge in edges] == ["alleged", "denied", "fact"]


def test_order_of_claims_makes_no_difference(sample: MemoryRecords) -> None:
    claims = list(sample.claims())
    expected = list(sample.edges())
    known = origins(sample.documents())
    for seed in range(5):
        random.Random(seed).shuffle(claims)
        assert to_edges(claims, known) == expected
