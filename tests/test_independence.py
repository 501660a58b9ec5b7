"""Copies and one outlet's articles are one source; what is known of no outlet stands for itself."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.appearances import outlets
from kg.edges import to_edges
from kg.independence import Provenance, origins, sources
from kg.model import Copy
from tests.factories import make_claim, make_document, make_evidence


def origin(id: str, *names: str, copy_of: str = "", published: str | None = None) -> Provenance:
    return Provenance(id=id, outlets=frozenset(names), copy_of=copy_of, published=published)


CASES: list[tuple[str, list[Provenance], tuple[str, ...]]] = [
    ("nothing", [], ()),
    ("no outlet known", [origin("1"), origin("2")], ("1", "2")),
    ("one outlet", [origin("1", "a"), origin("2", "a")], ("a",)),
    ("two outlets", [origin("1", "a"), origin("2", "b")], ("a", "b")),
    ("copies", [origin("1", "a", copy_of="1", published="2026"), origin("2", "b", copy_of="1"), origin("3", "c")], ("a", "c")),
    ("a chain", [origin("1", "a", copy_of="1"), origin("2", "b", copy_of="1"), origin("3", "b"), origin("4")], ("4", "a")),
    ("name and address join", [origin("1", "the day"), origin("2", "the day", "day.example"), origin("3", "day.example")], ("the day",)),
    ("the first one lends its name", [origin("1", "a", copy_of="1"), origin("2", "b", copy_of="1", published="2025")], ("b",)),
]


@pytest.mark.parametrize(("given", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sources(given: list[Provenance], expected: tuple[str, ...]) -> None:
    assert {sources(order) for order in permutations(given)} == {expected}


@pytest.mark.parametrize(
    ("url", "outlet", "expected"),
    [
        (None, None, set()),
        ("https://www.Day.example/a?b", " The  Day ", {"the day", "day.example"}),
        ("https://m.day.example./", None, {"day.example"}),
        ("http://[", None, set()),
        ("no address", "X", {"x"}),
    ],
)
def test_whose_an_article_is(url: str | None, outlet: str | None, expected: set[str]) -> None:
    assert outlets(url, outlet) == expected


def test_an_event_told_by_several_is_one_edge_with_its_sources() -> None:
    documents = [
        make_document(f"{name}: France raided Chirper.", name=name, outlet=name, published=f"2026-02-0{day}")
        for day, name in enumerate(("Agency", "Reprint", "Rival"), start=1)
    ]
    claims = [make_claim(make_evidence(document)) for document in documents]
    known = origins(documents, [Copy(document=documents[1].id, of=documents[0].id)])
    (edge,) = to_edges(claims, known)
    assert (edge.sources, len(edge.documents), edge.first, edge.last) == (("agency", "rival"), 3, "2026-02-01", "2026-02-03")
