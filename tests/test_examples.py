"""Marked sentences, trials of sentences, and what is told of them."""

from __future__ import annotations

import pytest

from kg.errors import DataError
from kg.examples import Outcome, lines_of, parse_marked, try_sentence
from kg.extract import extract
from kg.nlp import load, parse
from kg.pipeline import Pipeline
from tests.invariants import broken
from tests.makers import make_document


def test_marks_become_mentions() -> None:
    text, mentions = parse_marked("[Norland|country/police] raided [Acme|organisation] and [Acme|organisation].")
    assert text == "Norland raided Acme and Acme."
    assert [(text[m.start : m.end], m.entity, m.sector, m.origin) for m in mentions] == [
        ("Norland", "country:Norland", "police", "marked"),
        ("Acme", "organisation:Acme", None, "marked"),
        ("Acme", "organisation:Acme", None, "marked"),
    ]


@pytest.mark.parametrize("text", ["", "No marks.", "[a] b|c [d|E]", "[|country]", "[" * 500])
def test_what_is_no_mark_stays(text: str) -> None:
    assert parse_marked(text) == (text, [])


def test_unknown_type() -> None:
    with pytest.raises(DataError, match=r"\[Acme\|firm\]: type: unknown entity type \(expected: .*organisation") as caught:
        parse_marked("[Acme|firm] left.")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("expected", "found", "passed"), [((), (), True), (("a", "b"), ("b", "a"), True), (("a",), (), False), (("a",), ("a", "a"), False)]
)
def test_an_example_passes_where_all_is_found(expected: tuple[str, ...], found: tuple[str, ...], passed: bool) -> None:
    assert Outcome(rule="r", text="t", expected=expected, found=found, slots=()).passed is passed


@pytest.mark.model
def test_a_marked_sentence(pipeline: Pipeline) -> None:
    extraction, slots = try_sentence("[Norland|country] will not raid [Acme|organisation].", pipeline)
    assert lines_of(extraction.claims, extraction) == ["Norland --raided--> Acme (negated planned)"]
    assert [line for line in slots if line.startswith("raid (verb; ") and line.endswith(": subject = Norland; object = Acme")]


@pytest.mark.model
def test_a_sentence_without_marks_goes_through_the_whole_pipeline(pipeline: Pipeline) -> None:
    extraction, slots = try_sentence("France banned Grok.", pipeline)
    assert [(claim.subject, claim.predicate, claim.object) for claim in extraction.claims] == [("country:FR", "banned", "ai_system:grok")]
    assert any(line.startswith("banned (verb; ") for line in slots)


@pytest.mark.model
def test_a_sentence_without_triggers(pipeline: Pipeline) -> None:
    extraction, slots = try_sentence("It rained.", pipeline)
    assert (extraction.claims, extraction.mentions, slots) == ((), (), ())


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " ", "\n\n", "."])
def test_nothing_to_read(text: str, pipeline: Pipeline) -> None:
    assert extract(text, pipeline=pipeline).claims == ()


@pytest.mark.model
def test_extract(pipeline: Pipeline) -> None:
    text = "France banned Grok on Monday.\n\nGermany has not banned Grok, the French government said."
    extraction = extract(text, title="Bans", published="2026-02-04", name="bans", pipeline=pipeline)
    assert [(claim.subject, claim.status, claim.time, claim.attributed_to) for claim in extraction.claims] == [
        ("country:FR", "fact", "2026-02-02", None),
        ("country:DE", "denied", None, "country:FR"),
    ]
    assert [text[claim.evidence[0].start : claim.evidence[0].end] for claim in extraction.claims] == text.split("\n\n")
    assert (extraction.document.name, extraction.document.title, extraction.document.id) == (
        "bans",
        "Bans",
        extraction.document.sha256[:16],
    )
    assert broken(extraction, pipeline.gazetteer) == []
    assert extract(text, title="Bans", published="2026-02-04", name="bans", pipeline=pipeline) == extraction


@pytest.mark.model
def test_a_passage_translates_between_tokens_and_offsets() -> None:
    document = make_document("Norland left.\nAcme’s app won.")
    first, second = parse(load(), document)
    assert (first.index, second.index) == (0, 1)
    span = second.span(0, 1)
    assert document.text[slice(*span)] == "Acme"
    assert second.tokens(span) == (0, 1) and second.tokens((span[0] + 1, span[1] - 1)) == (0, 1)
    assert first.tokens(span) is None
    assert document.text[slice(*second.span(0, len(second.doc)))] == "Acme’s app won."
