"""Lessons of the learned extractor: both readings of a text, and names that are swapped with everything in its place."""

from __future__ import annotations

import pytest

from kg.gold import GoldDocument, read_gold
from kg.lessons import Mark, Spot, lessons, swapped
from kg.pipeline import Pipeline

MARKUP = """# t1 | 2026-03-06
[Norland|e1 country] and [Acme|e2 organisation] joined hands. [The company|e2] may sue [Chirper|e3 platform] in [Bolton|-].
> e1 partnered_with e2
> e2 sued e3 | planned
> e2 accused e3 | ?
"""


@pytest.fixture
def gold(tmp_path_factory: pytest.TempPathFactory) -> GoldDocument:
    path = tmp_path_factory.mktemp("gold") / "t.txt"
    path.write_text(MARKUP, encoding="utf-8")
    return read_gold(path)[0]


@pytest.mark.model
def test_a_lesson_has_the_reading_of_the_annotators_and_that_of_the_program(gold: GoldDocument, pipeline: Pipeline) -> None:
    (lesson,) = lessons([gold], pipeline)
    assert len(lesson.sentences) == 2
    marked = lesson.sides["gold"]
    assert [(actor.type, actor.truth, actor.gold) for actor in marked.actors] == [
        ("country", "country", "e1"),
        ("organisation", "organisation", "e2"),
        ("platform", "platform", "e3"),
    ]
    words = [lesson.sentences[sentence][start:end] for sentence, start, end, _, _ in marked.spots]
    assert words == [("Norland",), ("Acme",), ("The", "company"), ("Chirper",)]
    assert [back for *_, back in marked.spots] == [False, False, True, False]
    found = {actor.gold for actor in lesson.sides["system"].actors}
    assert found >= {"e2", "e3"}
    claims = {(claim.subject, claim.predicate, claim.object): claim for claim in lesson.claims}
    assert set(claims) == {("e1", "partnered_with", "e2"), ("e2", "partnered_with", "e1"), ("e2", "sued", "e3"), ("e2", "accused", "e3")}
    assert claims["e2", "sued", "e3"].modality == "planned"
    assert [(lesson.sentences[s][a:b], type_) for s, a, b, type_ in lesson.marks()] == [
        (("Norland",), "country"),
        (("Acme",), "organisation"),
        (("Chirper",), "platform"),
    ]
    assert lesson.antecedents("gold") == [actor.gold for actor in (marked.actors[spot[3]] for spot in marked.spots)]
    assert [claim.firm for claim in claims.values()] == [True, True, True, False]


def test_swapped_names_move_what_stands_behind_them_and_nothing_else() -> None:
    text = (("Acme", "sued", "Bolt", "and", "Acme", "'s", "owner"), ("It", "won"))
    spots: list[Spot] = [(0, 0, 1, 0, False), (0, 2, 3, 1, False), (0, 4, 6, 0, False), (1, 0, 1, 0, True)]
    marks: list[Mark] = [(0, 0, 1, "organisation"), (0, 2, 3, "organisation"), (0, 4, 5, "organisation")]
    words, places, names = swapped(text, spots, {0: ("Zed", "Labs", "AG")}, marks)
    assert words == (("Zed", "Labs", "AG", "sued", "Bolt", "and", "Zed", "Labs", "AG", "'s", "owner"), ("It", "won"))
    assert [words[s][a:b] for s, a, b, _, _ in places] == [("Zed", "Labs", "AG"), ("Bolt",), ("Zed", "Labs", "AG", "'s"), ("It",)]
    assert [words[s][a:b] for s, a, b, _ in names] == [("Zed", "Labs", "AG"), ("Bolt",), ("Zed", "Labs", "AG")]


@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ((("the", "platform", "fell"),), [(0, 0, 2, 0, False)]),
        ((("Bank", "of", "Norland"),), [(0, 0, 3, 1, False), (0, 2, 3, 0, False)]),
    ],
    ids=["no capitalised name", "a name inside another"],
)
def test_what_is_no_name_of_its_own_is_not_swapped(text: tuple[tuple[str, ...], ...], spots: list[Spot]) -> None:
    assert swapped(text, spots, {0: ("Zed",)}) == (text, spots, [])
