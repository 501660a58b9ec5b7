"""What the model alone draws: with its sentence, its standing, and what led to it; with the rules' vetoes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.claims import Draft
from kg.extract import by_token
from kg.learned.predict import Predicted, Predictions
from kg.learned.reading import Reading, read
from kg.lexicon import load_lexicon
from kg.model import Document, Modality
from kg.proposals import LEARNED, Heard, Triple, proposals
from kg.rules import load_rules
from tests.makers import make_document
from tests.parsed import linked, passages

pytestmark = pytest.mark.model


def _heard(text: str, claims: Sequence[Predicted], reading: Reading, document: Document) -> Heard:
    return Heard(
        document=document,
        passages=passages(text),
        tokens={one.index: by_token(one, linked(text).mentions) for one in passages(text)},
        lexicon=load_lexicon(),
        rules=load_rules(),
        predictions=Predictions(reading=reading, types=(), claims=tuple(claims), scores={}, seen=frozenset()),
        ids=tuple(actor.id for actor in reading.actors),
    )


def _drafts(text: str, triple: Triple, word: str, modality: Modality = "actual", taken: Sequence[Triple] = ()) -> list[Draft]:
    """Proposals for one claim that the model hangs on one word."""
    subject, predicate, object_ = triple
    found = linked(text)
    reading = read(passages(text), found.mentions, found.entities)
    numbers = {actor.id: number for number, actor in enumerate(reading.actors)}
    place = next((s, w, 0.5) for s, words in enumerate(reading.sentences) for w, one in enumerate(words) if one == word)
    claim = Predicted(
        subject=numbers[subject],
        predicate=predicate,
        object=numbers[object_],
        score=0.8,
        polarity="affirmed",
        polarity_score=0.9,
        modality=modality,
        modality_score=0.9,
        sentence=place[0],
        words=(place,),
        runners=(("warned", 0.1),),
    )
    document = make_document(text, published="2026-03-06")
    return list(proposals(_heard(text, [claim], reading, document), dict.fromkeys(taken, ())))


TEXT = "On Tuesday France came down on TikTok like a hammer."


def test_a_proposal_quotes_its_sentence_and_says_what_led_to_it() -> None:
    (draft,) = _drafts(TEXT, ("country:FR", "fined", "platform:tiktok"), "came")
    assert (draft.subject, draft.predicate, draft.object) == ("country:FR", "fined", "platform:tiktok")
    evidence = draft.evidence
    assert TEXT[evidence.start : evidence.end] == TEXT
    assert evidence.rule == LEARNED
    assert evidence.trigger is not None
    assert TEXT[slice(*evidence.trigger)] == "came"
    assert [TEXT[slice(*span)] for span in (evidence.subject_span, evidence.object_span) if span] == ["France", "TikTok"]
    assert draft.time == "2026-03-03"
    assert evidence.reasons[0] == "learned: fined 0.80; next warned 0.10"
    assert evidence.reasons[1] == "words that mattered: 'came' 0.50"
    assert (draft.features.rule, draft.features.model_score) == (None, 0.8)


@pytest.mark.parametrize(
    ("text", "word", "modality", "status"),
    [
        (TEXT, "came", "actual", ("affirmed", "actual")),
        (TEXT, "came", "planned", ("affirmed", "planned")),
        ("France did not come down on TikTok.", "come", "actual", ("negated", "actual")),
        ("France may come down on TikTok.", "come", "actual", ("affirmed", "planned")),
    ],
    ids=["plain", "the model's view where no word says more", "negation by the words", "a modal by the words"],
)
def test_the_words_around_say_the_standing_before_the_model(text: str, word: str, modality: Modality, status: tuple[str, str]) -> None:
    (draft,) = _drafts(text, ("country:FR", "fined", "platform:tiktok"), word, modality)
    assert (draft.polarity, draft.modality) == status


def test_what_the_vocabulary_forbids_a_question_and_what_a_rule_said_is_not_proposed() -> None:
    assert not _drafts(TEXT, ("country:FR", "leads", "platform:tiktok"), "came")
    assert not _drafts("Did France come down on TikTok?", ("country:FR", "fined", "platform:tiktok"), "come")
    assert not _drafts(TEXT, ("country:FR", "fined", "platform:tiktok"), "came", taken=[("country:FR", "fined", "platform:tiktok")])
    other = "France and Italy joined hands."
    taken = [("country:IT", "partnered_with", "country:FR")]
    assert not _drafts(other, ("country:FR", "partnered_with", "country:IT"), "joined", taken=taken)
    assert _drafts(other, ("country:FR", "partnered_with", "country:IT"), "joined")
