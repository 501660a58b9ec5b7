"""No edge without a sentence, no name from nowhere: what holds of every extraction, on real and on mangled texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from kg.clean import clean
from kg.evaluate import gold_document
from kg.extract import extract_document
from kg.gold import read_gold
from kg.model import Claim, Document, Entity, Evidence, Extraction, Mention
from kg.pipeline import Pipeline, load_pipeline
from kg.read.record import of_text
from kg.resources import data_path
from tests.invariants import broken
from tests.makers import make_claim, make_document, make_entity, make_evidence, make_mention

SAMPLE = ("dev/d01.json", "dev/dev-01.txt", "passages/A-01.txt", "passages/E-01.txt", "passages/U-01.txt")
HOSTILE = [
    "\x00", "\u202e", "\u200b", "\ufeff", "\u2028", "\u00a0", "\r\n", "\n", "\n\n", "\t", "</script>", "<b>", "&nbsp;",
    '" target="_blank">',     "”", "’s", "'", "[", "](", "http://a.example/b?c=d", "@x", "#", "•", "…", "- Advertisement -", "\U0001f600",
    "e\u0301", "ﬁ", "ＸＹ", "İ", "ß", "١٢", ".", ". ",
    ";", "(", ")", "--", "%", "\ufffd",
]  # fmt: skip


QUICK = settings(deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
"""The same examples at every run, and no shrinking, for an example takes some hundredths of a second."""


@cache
def pipeline() -> Pipeline:
    """No fixture: hypothesis would print it whole."""
    return load_pipeline()


@pytest.mark.model
@pytest.mark.parametrize("name", SAMPLE)
def test_gold_texts_give_sound_extractions(name: str) -> None:
    found = 0
    for gold in read_gold(data_path("gold") / name):
        extraction = extract_document(gold_document(gold), pipeline())
        found += len(extraction.claims)
        assert broken(extraction, pipeline().gazetteer) == []
    assert found > 0


TEXTS = [gold.text for name in SAMPLE for gold in read_gold(data_path("gold") / name)]


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A gold text, cut, doubled, turned to capitals, with hostile characters in it."""
    text = draw(st.sampled_from(TEXTS))[:1500]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 80)))
        piece = text[start:end]
        changed = draw(
            st.sampled_from(
                [
                    "",
                    piece + piece,
                    piece.upper(),
                    piece.lower(),
                    piece.swapcase(),
                    piece[::-1],
                    piece.replace(" ", "\n"),
                    piece.replace(" ", ""),
                ]
            )
            | st.sampled_from(HOSTILE)
            | st.sampled_from(TEXTS).map(lambda other: other[:120])
            | st.text(max_size=8)
        )
        text = text[:start] + changed + text[end:]
    return text.encode("utf-8", "replace").decode("utf-8")


@pytest.mark.model
@settings(QUICK, max_examples=150)
@given(text=mangled())
@example(
    text="Garante blocks ClothOff. ItaChild-safety charity 5Rights Foundation has filed a complaint with Ofcom against Character.AI, "
    "alleging that the chatbotd an immediate halt on the undressing app, made by the British Virgin Islands company AI/Robotics Venture "
    "Strategy 3."
)
def test_mangled_texts_give_sound_extractions(text: str) -> None:
    if text.strip():
        document = clean(of_text(text, name="mangled", source="mangled.txt", published="2026-02-04"))
        assert broken(extract_document(document, pipeline()), pipeline().gazetteer) == []


@pytest.mark.model
@settings(QUICK, max_examples=60)
@given(text=st.text(max_size=120) | st.lists(st.sampled_from([*HOSTILE, "France", " banned ", "X", " X's ", "the EU "])).map("".join))
def test_texts_of_any_characters_give_sound_extractions(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    if text.strip():
        document = clean(of_text(text, name="noise", source="noise.txt"))
        assert broken(extract_document(document, pipeline()), pipeline().gazetteer) == []


def sound() -> Extraction:
    """An extraction with nothing wrong in it."""
    document = make_document("French police raided Chirper.", name="sound")
    claim = make_claim(
        make_evidence(document, trigger="raided", subject="French", object="Chirper"), subject="country:FR", object="platform:chirper-test"
    )
    mentions = (
        make_mention(document, "French", entity="country:FR"),
        make_mention(document, "Chirper", entity="platform:chirper-test", origin="ner"),
    )
    return Extraction(
        document=document,
        mentions=mentions,
        entities=(make_entity("country:FR", "France", gazetteer="countries.csv"), make_entity("platform:chirper-test", "Chirper")),
        claims=(claim,),
    )


def with_claim(change: Callable[[Claim], Claim]) -> Callable[[Extraction], Extraction]:
    return lambda extraction: replace(extraction, claims=tuple(map(change, extraction.claims)))


def with_evidence(change: Callable[[Evidence], Evidence]) -> Callable[[Extraction], Extraction]:
    return with_claim(lambda claim: replace(claim, evidence=tuple(map(change, claim.evidence))))


def with_mention(change: Callable[[Mention], Mention]) -> Callable[[Extraction], Extraction]:
    return lambda extraction: replace(extraction, mentions=(extraction.mentions[0], change(extraction.mentions[1])))


def with_entity(change: Callable[[Entity], Entity]) -> Callable[[Extraction], Extraction]:
    return lambda extraction: replace(extraction, entities=(extraction.entities[0], change(extraction.entities[1])))


def with_document(change: Callable[[Document], Document]) -> Callable[[Extraction], Extraction]:
    return lambda extraction: replace(extraction, document=change(extraction.document))


BREAKS: list[tuple[str, Callable[[Extraction], Extraction]]] = [
    ("stands in no sentence", with_evidence(lambda e: replace(e, end=e.end + 1))),
    ("stands in no sentence", with_evidence(lambda e: replace(e, start=e.start + 6))),
    ("the trigger", with_evidence(lambda e: replace(e, trigger=(40, 50)))),
    ("nothing says how it was reached", with_evidence(lambda e: replace(e, object_span=None))),
    ("of another document", with_evidence(lambda e: replace(e, document="0" * 16))),
    ("not allowed by the vocabulary", with_claim(lambda c: replace(c, predicate="published"))),
    ("does not link two known entities", with_claim(lambda c: replace(c, object="platform:nowhere"))),
    ("does not link two known entities", with_claim(lambda c: replace(c, object=c.subject))),
    ("no ISO date", with_claim(lambda c: replace(c, time="Monday"))),
    ("unknown standing", with_claim(lambda c: replace(c, confidence=0.0))),
    ("has no evidence", with_claim(lambda c: replace(c, evidence=()))),
    ("share an id", lambda x: replace(x, claims=(*x.claims, replace(x.claims[0], predicate="fined")))),
    ("stands 2 times", lambda x: replace(x, claims=(*x.claims, replace(x.claims[0], id="other")))),
    ("does not quote the text", with_mention(lambda m: replace(m, text="chirper"))),
    ("has no entity", with_mention(lambda m: replace(m, entity="platform:nowhere"))),
    ("not in the order", lambda x: replace(x, mentions=x.mentions[::-1])),
    ("neither in the text nor in the gazetteer", with_entity(lambda e: replace(e, aliases=("Fizz",)))),
    ("nowhere mentioned", lambda x: replace(x, mentions=x.mentions[:1])),
    ("the gazetteer says otherwise", with_entity(lambda e: replace(e, gazetteer="core.csv"))),
    ("not sorted", lambda x: replace(x, entities=x.entities[::-1])),
    ("no block covers", with_document(lambda d: replace(d, blocks=()))),
    ("dropped without a reason", with_document(lambda d: replace(d, blocks=(replace(d.blocks[0], kept=False),)))),
    ("in a block that was dropped", with_document(lambda d: replace(d, blocks=(replace(d.blocks[0], kept=False, reason="menu"),)))),
]


@pytest.mark.model
@pytest.mark.parametrize(("message", "spoil"), BREAKS, ids=[f"{number}: {row[0]}" for number, row in enumerate(BREAKS)])
def test_every_break_is_seen(message: str, spoil: Callable[[Extraction], Extraction]) -> None:
    assert broken(sound(), pipeline().gazetteer) == []
    assert any(message in line for line in broken(spoil(sound()), pipeline().gazetteer))
