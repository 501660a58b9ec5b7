"""Alignment, mentions, calibration and tallies, each on its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gold import GoldDocument, GoldEntity, GoldMention
from kg.gold.documents import Naming
from kg.model import Entity, Mention, Origin, Span
from kg.score import Tally, align, normalise
from kg.score.calibration import calibration
from kg.score.mentions import score_mentions, trim


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The U.S.", "us"),
        ("X\u2019s", "x"),
        ("an  Acme   Group ", "acme group"),
        ("AT&T", "at&t"),
        ("Meta Platforms, Inc.", "meta platforms inc"),
        ("Wi-Fi+", "wi-fi+"),
        ("...", ""),
        ("\uff38", "x"),
    ],
)
def test_names_are_normalised(name: str, expected: str) -> None:
    assert normalise(name) == expected


def gold(id: str, *names: str, type: str = "organisation") -> GoldEntity:
    return GoldEntity(id=id, types=(type,), names=names)


def found(id: str, *names: str, type: str = "organisation") -> Entity:
    return Entity(id=id, type=type, name=names[0], aliases=names)


ALIGNMENTS: list[tuple[str, list[GoldEntity], list[Entity], dict[str, str]]] = [
    ("most names first", [gold("g1", "A", "AG"), gold("g2", "AG")], [found("s1", "AG"), found("s2", "A", "AG")], {"s2": "g1", "s1": "g2"}),
    ("a right type before a wrong one", [gold("g", "X")], [found("s1", "X", type="law"), found("s2", "X")], {"s2": "g"}),
    ("in the order given otherwise", [gold("g", "X")], [found("s2", "X"), found("s1", "X")], {"s2": "g"}),
    ("one gold entity each", [gold("g1", "X"), gold("g2", "X")], [found("s1", "X"), found("s2", "X")], {"s1": "g1", "s2": "g2"}),
    ("articles and possessives do not count", [gold("g", "Hague Court")], [found("s", "the Hague Court's")], {"s": "g"}),
    ("names without letters meet nothing", [gold("g", "!")], [found("s", "?")], {}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "theirs", "ours", "expected"), ALIGNMENTS, ids=[row[0] for row in ALIGNMENTS])
def test_entities_are_aligned_by_names(why: str, theirs: list[GoldEntity], ours: list[Entity], expected: dict[str, str]) -> None:
    assert align(theirs, ours) == expected


TEXT = "The Acme Group said its owner, Kick's boss, met the company."


def mention(needle: str, entity: str, origin: Origin = "ner") -> Mention:
    start = TEXT.index(needle)
    return Mention(start=start, end=start + len(needle), text=needle, type="organisation", origin=origin, entity=entity)


def mark(needle: str, entity: str, naming: Naming) -> GoldMention:
    start = TEXT.index(needle)
    return GoldMention(start=start, end=start + len(needle), entity=entity, naming=naming)


def marked() -> GoldDocument:
    return GoldDocument(
        id="d",
        text=TEXT,
        published=None,
        title=None,
        path="",
        entities=(gold("g1", "Acme Group"), gold("g2", "Kick")),
        claims=(),
        mentions=(
            mark("Acme Group", "g1", "name"),
            mark("its", "g1", "reference"),
            mark("Kick", "g2", "name"),
            mark("the company", "g1", "reference"),
        ),
    )


MENTIONS: list[tuple[str, list[Mention], tuple[int, int], tuple[int, int, int], tuple[int, int, int]]] = [
    # why, mentions, (right, found) of mention, (right, found, hit) of linked, (right, found, hit) of coreference
    ("article and possessive are stripped", [mention("The Acme Group", "s1"), mention("Kick's", "s2")], (2, 2), (2, 2, 2), (0, 0, 0)),
    ("a part of a name is linked, not found", [mention("Acme", "s1")], (0, 1), (1, 1, 1), (0, 0, 0)),
    ("a name of the wrong entity is found, not linked", [mention("Kick", "s1")], (1, 1), (0, 1, 0), (0, 0, 0)),
    ("a pronoun of the right entity", [mention("its", "s1", "coref")], (0, 0), (0, 0, 0), (1, 1, 1)),
    ("a pronoun of the wrong entity", [mention("its", "s2", "coref")], (0, 0), (0, 0, 0), (0, 1, 0)),
    ("a longer description", [mention("met the company", "s1", "coref")], (0, 0), (0, 0, 0), (1, 1, 1)),
    ("a description over a name is right, but hits no description", [mention("The Acme", "s1", "coref")], (0, 0), (0, 0, 0), (1, 1, 0)),
    ("an unaligned entity", [mention("its", "s9", "coref"), mention("Kick", "s9")], (1, 1), (0, 1, 0), (0, 1, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "mentions", "exact", "linked", "back"), MENTIONS, ids=[row[0] for row in MENTIONS])
def test_mentions_are_judged(
    why: str, mentions: list[Mention], exact: tuple[int, int], linked: tuple[int, int, int], back: tuple[int, int, int]
) -> None:
    result = score_mentions(marked(), mentions, {"s1": "g1", "s2": "g2"})
    assert result["mention"] == Tally(right=exact[0], found=exact[1], gold=2)
    assert result["linked"] == Tally(right=linked[0], found=linked[1], hit=linked[2], gold=2)
    assert result["coreference"] == Tally(right=back[0], found=back[1], hit=back[2], gold=2)


def test_without_marks_nothing_is_judged() -> None:
    plain = GoldDocument(id="d", text=TEXT, published=None, title=None, path="", entities=(), claims=(), mentions=None)
    assert {tally.gold + tally.found for tally in score_mentions(plain, [mention("Kick", "s1")], {}).values()} == {0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the Acme's", (4, 8)), ("Acme\u2019", (0, 4)), ("An Acme", (3, 7)), ("the ", (0, 4)), ("'s", (0, 2)), ("Theatre", (0, 7))],
)
def test_spans_are_trimmed(text: str, expected: Span) -> None:
    assert trim(text, (0, len(text))) == expected


def test_calibration_weighs_the_bins() -> None:
    result = calibration([(1.0, True), (0.95, True), (0.9, False), (0.25, False), (0.0, True)])
    assert [(cell.low, cell.count, cell.accuracy) for cell in result.bins] == [(0.0, 1, 1.0), (0.2, 1, 0.0), (0.9, 3, 0.6667)]
    assert result.error == pytest.approx((1.0 + 0.25 + 0.85) / 5)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_calibration_is_a_share_and_counts_all(outcomes: list[tuple[float, bool]]) -> None:
    result = calibration(outcomes)
    assert 0 <= result.error <= 1
    assert sum(cell.count for cell in result.bins) == len(outcomes)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_tallies_add_up(rows: list[tuple[int, int, int]]) -> None:
    tallies = [Tally(right=right, found=right + more, gold=right + missed) for right, more, missed in rows]
    result = sum(tallies, Tally())
    assert (result.right, result.found, result.gold) == tuple(sum(getattr(t, key) for t in tallies) for key in ("right", "found", "gold"))
    assert min(result.precision, result.recall) - 1e-9 <= result.f1 <= max(result.precision, result.recall) + 1e-9


def test_a_tally_shows_its_hits_where_they_differ() -> None:
    assert Tally(right=1, found=2, gold=4).row() == {"precision": 0.5, "recall": 0.25, "f1": 0.3333, "right": 1, "found": 2, "gold": 4}
    both = Tally(right=1, found=1, gold=2, hit=2) + Tally(right=1, found=1, gold=2)
    assert both.row() == {"precision": 1.0, "recall": 0.75, "f1": 0.8571, "right": 2, "found": 2, "gold": 4, "hit": 3}
