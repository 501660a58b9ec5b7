"""Passages in markup: what is read from them, and what is said of mistakes in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Problem
from kg.gold import GoldDocument, GoldEntity, GoldMention, points_back
from kg.gold.markup import read_markup

PASSAGE = """\
# p1 | 2026-02-04
[French|e1 country/government] police raided [Fizz|e2 platform]'s [Paris|-] offices.
¶ [The company|e2] and [its|e2] owner, the [Acme
Group|e3 organisation], said nothing.
= e1: France; Republic of France
> e1 raided e2
> e3 owns e2 | ?
> e1 banned e2 | negated planned @e3 2026-02
"""


def read(text: str) -> tuple[list[GoldDocument], list[Problem]]:
    problems: list[Problem] = []
    return list(read_markup(text, "sample.txt", problems)), problems


def test_a_passage_is_read_whole() -> None:
    (document,), problems = read(PASSAGE)
    assert problems == []
    assert document.id == "p1"
    assert document.published == "2026-02-04"
    assert document.text == "French police raided Fizz's Paris offices.\nThe company and its owner, the Acme Group, said nothing."
    assert document.entities == (
        GoldEntity(id="e1", types=("country",), names=("French", "France", "Republic of France"), sector="government"),
        GoldEntity(id="e2", types=("platform",), names=("Fizz",)),
        GoldEntity(id="e3", types=("organisation",), names=("Acme Group",)),
    )
    assert [(document.text[m.start : m.end], m.entity, m.naming) for m in document.mentions or ()] == [
        ("French", "e1", "name"),
        ("Fizz", "e2", "name"),
        ("The company", "e2", "reference"),
        ("its", "e2", "reference"),
        ("Acme Group", "e3", "name"),
    ]
    assert [(c.predicates[0], c.status, c.attributed_to, c.time, c.optional) for c in document.claims] == [
        ("raided", "fact", (), None, False),
        ("owns", "fact", (), None, True),
        ("banned", "denied", ("e3",), "2026-02", False),
    ]


def test_a_date_may_be_missing_and_passages_are_parted_by_blank_lines() -> None:
    documents, problems = read("# a | -\nOne.\n\n \n\n# b | 2025-01-01\nTwo.\n\n")
    assert [(d.id, d.published, d.text) for d in documents] == [("a", None, "One."), ("b", "2025-01-01", "Two.")]
    assert problems == []


MISTAKES = [
    ("[Italy|e1 country] banned it.", "line 1", "no head line", "# ID | DATE"),
    ("# p | -\n[Italy|e1 nation] slept.", "line 2", "unknown type 'nation'", "country"),
    ("# p | -\n[Italy|e1 country/army] slept.", "line 2", "unknown sector 'army'", "military"),
    ("# p | -\nOne.\n[Italy|e1 country] and [Italy|e1 organisation] slept.", "line 3", "e1 is country and organisation", "one type"),
    ("# p | -\n[Italy|e1 country] met\n[Kick|e2].", "line 3", "e2 is used before it has a type", "[Kick|e2 TYPE]"),
    ("# p | -\n[it|e1 country] slept.", "line 1", "e1 has no name", "= e1: NAME"),
    ("# p | -\n[Italy|e1 country slept.", "line 1", "stray markup", "none inside another"),
    ("# p | -\n[Italy|e1 country] slept.\n= e7: Kick", "line 3", "names for unknown 'e7'", "id of a marked entity"),
    ("# p | -\n[Italy|e1 country] slept.\n> e1 banned e2", "line 3", "claim '> e1 banned e2'", "different marked entities"),
    ("# p | -\n[Italy|e1 country] slept.\n> e1 banned e1", "line 3", "claim '> e1 banned e1'", "different marked entities"),
    ("# p | -\n[Italy|e1 country] slept.\n> e1 banned", "line 3", "claim '> e1 banned'", "> ID PREDICATE ID"),
    ("# p | -\n[Italy|e1 country], [Kick|e2 platform].\n> e1 kicked e2", "line 3", "unknown predicate 'kicked'", "actorgraph.ttl"),
    ("# p | -\n[Italy|e1 country], [Kick|e2 platform].\n> e1 banned e2\n> e1 banned e2 | ?", "line 4", "twice", "once a document"),
    ("# p | -\n[Italy|e1 country], [Kick|e2 platform].\n> e1 banned e2 | maybe", "line 3", "flag 'maybe'", "negated, a modality"),
    ("# p | -\n[Italy|e1 country], [Kick|e2 platform].\n> e1 banned e2 | @e9", "line 3", "flag '@e9'", "@ID of a marked entity"),
    ("# p | -\n[Italy|e1 country], [Kick|e2 platform].\n> e1 banned e2 | 2026-2", "line 3", "flag '2026-2'", "a date"),
]


@pytest.mark.parametrize(("text", "where", "message", "expected"), MISTAKES, ids=[m[2] for m in MISTAKES])
def test_a_mistake_is_named_with_its_line_and_what_was_expected(text: str, where: str, message: str, expected: str) -> None:
    _, (problem,) = read(text)
    assert problem.path == "sample.txt"
    assert problem.where == where
    assert message in problem.message
    assert expected in problem.expected


def test_all_mistakes_of_a_file_are_collected() -> None:
    _, problems = read("# p | -\n[Italy|e1 nation] slept.\n> e1 banned e2\n\nno head\n\n# q | -\n[x|e1 country].\n= e2: y\n")
    assert [problem.where for problem in problems] == ["line 2", "line 3", "line 5", "line 9"]


@pytest.mark.parametrize(
    ("surface", "back"),
    [
        ("it", True), ("Its", True), ("the company", True), ("The company", True), ("the Commission", True), ("who", True),
        ("The Hague", False), ("The Guardian", False), ("Italy", False), ("Item", False), ("That's Life", True), ("ITV", False),
    ],
)  # fmt: skip
def test_pronouns_and_descriptions_are_told_from_names(surface: str, back: bool) -> None:
    assert points_back(surface) is back


WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(WORD, st.one_of(st.none(), st.integers(1, 4))), min_size=1, max_size=20))
def test_marks_come_back_at_their_offsets(pieces: list[tuple[str, int | None]]) -> None:
    seen: set[int] = set()
    marked, plain, wanted = [], "", []
    for word, number in pieces:
        if number is None:
            marked.append(word)
        else:
            marked.append(f"[{word}|e{number}" + ("" if number in seen else " organisation") + "]")
            wanted.append(GoldMention(start=len(plain), end=len(plain) + len(word), entity=f"e{number}", naming="name"))
            seen.add(number)
        plain += word + " "
    names = "".join(f"= e{number}: Name {number}\n" for number in sorted(seen))
    (document,), problems = read(f"# p | -\n{' '.join(marked)}\n{names}")
    assert problems == []
    assert document.text == plain.rstrip()
    assert [(m.start, m.end, m.entity) for m in document.mentions or ()] == [(m.start, m.end, m.entity) for m in wanted]
