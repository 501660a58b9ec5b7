"""Edges that cannot both hold, and those that a later one overtook: by polarity, by opposite acts, by their dates."""

from __future__ import annotations

import random

import pytest

from kg.contradictions import before, opposites_of, relations
from kg.edges import to_edges
from kg.independence import Provenance
from kg.model import Claim
from kg.vocabulary import vocabulary
from tests.factories import make_claim, make_document, make_evidence

Spec = tuple[str, str, str, str | None, str | None]
"""Predicate, polarity, modality, publication, time; the subject is France, the object Chirper."""


def claim(number: int, spec: Spec, *, subject: str = "country:FR", object: str = "platform:chirper") -> tuple[Claim, Provenance]:
    predicate, polarity, modality, published, time = spec
    document = make_document(f"Text {number}.")
    made = make_claim(
        make_evidence(document),
        predicate=predicate,
        polarity=polarity,  # type: ignore[arg-type]
        modality=modality,  # type: ignore[arg-type]
        time=time,
        subject=subject,
        object=object,
    )
    return made, Provenance(id=document.id, published=published)


def found(specs: list[Spec], seed: int = 0) -> list[tuple[str, str, str]]:
    pairs = [claim(number, spec) for number, spec in enumerate(specs)]
    claims = [one for one, _ in pairs]
    random.Random(seed).shuffle(claims)
    edges = to_edges(claims, {origin.id: origin for _, origin in pairs})
    return [(f"{r.edge.predicate} {r.edge.status}", r.kind, f"{r.other.predicate} {r.other.status}") for r in relations(edges, claims)]


JAN, FEB, MAR = "2026-01-10", "2026-02-10", "2026-03-10"
CASES: list[tuple[str, list[Spec], list[tuple[str, str, str]]]] = [
    ("nothing", [], []),
    ("a fact alone", [("banned", "affirmed", "actual", JAN, None)], []),
    (
        "a fact and its denial",
        [("banned", "affirmed", "actual", JAN, None), ("banned", "negated", "actual", FEB, None)],
        [("banned denied", "contradicts", "banned fact")],
    ),
    (
        "an allegation and its denial",
        [("banned", "affirmed", "alleged", JAN, None), ("banned", "negated", "actual", JAN, None)],
        [("banned alleged", "contradicts", "banned denied")],
    ),
    (
        "a plan, and the denial of the act",
        [("banned", "affirmed", "planned", JAN, None), ("banned", "negated", "actual", JAN, None)],
        [],
    ),
    (
        "a plan and the denial of the plan",
        [("banned", "affirmed", "planned", JAN, None), ("banned", "negated", "planned", JAN, None)],
        [("banned denied", "contradicts", "banned planned")],
    ),
    (
        "denied in January, done in March by its own date",
        [("banned", "negated", "actual", JAN, None), ("banned", "affirmed", "actual", MAR, MAR)],
        [("banned fact", "supersedes", "banned denied")],
    ),
    (
        "denied in January, reported in March: it may have been done before",
        [("banned", "negated", "actual", JAN, None), ("banned", "affirmed", "actual", MAR, None)],
        [("banned denied", "contradicts", "banned fact")],
    ),
    (
        "done in January, denied in March",
        [("banned", "negated", "actual", MAR, None), ("banned", "affirmed", "actual", JAN, JAN)],
        [("banned denied", "contradicts", "banned fact")],
    ),
    (
        "a ban and its lifting",
        [("banned", "affirmed", "actual", JAN, None), ("unbanned", "affirmed", "actual", FEB, None)],
        [("unbanned fact", "supersedes", "banned fact")],
    ),
    (
        "a ban after a lifting",
        [(predicate, "affirmed", "actual", day, None) for predicate, day in (("banned", JAN), ("unbanned", FEB), ("banned", MAR))],
        [("banned fact", "supersedes", "unbanned fact")],
    ),
    (
        "a ban and its lifting on a day",
        [("banned", "affirmed", "actual", JAN, None), ("unbanned", "affirmed", "actual", JAN, None)],
        [("banned fact", "contradicts", "unbanned fact")],
    ),
    (
        "a ban and its lifting without dates",
        [("banned", "affirmed", "actual", None, None), ("unbanned", "affirmed", "actual", JAN, None)],
        [("banned fact", "contradicts", "unbanned fact")],
    ),
    (
        "a ban and a planned lifting",
        [("banned", "affirmed", "actual", JAN, None), ("unbanned", "affirmed", "planned", FEB, None)],
        [],
    ),
    (
        "a month and a day in it",
        [("banned", "affirmed", "actual", None, "2026-01"), ("unbanned", "affirmed", "actual", JAN, None)],
        [("banned fact", "contradicts", "unbanned fact")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("specs", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_relations(specs: list[Spec], expected: list[tuple[str, str, str]]) -> None:
    assert found(specs) == expected
    assert found(specs[::-1], seed=1) == expected


def test_other_subjects_and_objects_contradict_nothing() -> None:
    pairs = [
        claim(1, ("banned", "affirmed", "actual", JAN, None)),
        claim(2, ("banned", "negated", "actual", JAN, None), subject="country:DE"),
        claim(3, ("unbanned", "affirmed", "actual", FEB, None), object="platform:other"),
    ]
    claims = [one for one, _ in pairs]
    assert relations(to_edges(claims, {}), claims) == []


def test_partners_are_denied_in_either_direction() -> None:
    ends = {"subject": "platform:chirper", "object": "country:FR"}
    yes, no = (("partnered_with", polarity, "actual", JAN, None) for polarity in ("affirmed", "negated"))
    claims = [claim(1, yes)[0], claim(2, no, **ends)[0]]
    (relation,) = relations(to_edges(claims, {}), claims)
    assert (relation.kind, relation.edge.subject, relation.other.subject) == ("contradicts", "country:FR", "platform:chirper")


def test_a_thousand_reports_and_denials_are_one_relation() -> None:
    pairs = [claim(number, ("banned", "negated" if number % 2 else "affirmed", "actual", JAN, None)) for number in range(1000)]
    claims = [one for one, _ in pairs]
    assert len(relations(to_edges(claims, {origin.id: origin for _, origin in pairs}), claims)) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2026-01-10", "2026-01-11", True),
        ("2026-01", "2026-01-11", False),
        ("2026-01-11", "2026-01", False),
        ("2025", "2026-01", True),
        ("2026", "2026", False),
        (None, "2026", False),
        ("2026", None, False),
    ],
)
def test_dates_as_far_as_both_go(one: str | None, other: str | None, expected: bool) -> None:
    assert before(one, other) is expected


def test_opposites_are_mutual_and_each_is_a_predicate() -> None:
    known = vocabulary().predicates
    assert opposites_of("unbanned") == {"banned", "sanctioned"}
    assert opposites_of("raided") == opposites_of("unknown") == frozenset()
    for name, predicate in known.items():
        for other in predicate.opposites:
            assert name in known[other].opposites and other != name
