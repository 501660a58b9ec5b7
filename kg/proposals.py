"""Claims that the learned model draws and no rule does: their sentence, their standing, their time and what led to them.

In: a document's predictions, its passages and mentions, the triples that rules drew. Out: Drafts whose evidence names the rule 'learned'.

What holds for rules holds for the model: only what the vocabulary allows between two types, no claim from a question, and polarity,
modality, speaker and time are read at the word that the model attended to most. Where the words around it say nothing of the standing,
the model's own view of it counts if it is sure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claims import Draft
from kg.confidence import ArgumentFeatures, ClaimFeatures
from kg.learned.predict import Predicted, Predictions
from kg.learned.reading import Place
from kg.lexicon import Lexicon
from kg.model import Document, Evidence, Mention, Span
from kg.passage import Passage
from kg.qualify import standing_of
from kg.readings import ByToken
from kg.standing import Standing
from kg.timex import When, time_of
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

LEARNED = "learned"
"""What `Evidence.rule` says of a claim that no rule drew."""
SURE = 0.6
"""Probability from which the model's modality counts where the words around the trigger show none."""
_SAYING = frozenset({"VERB", "NOUN", "ADJ"})
_PARTS = frozenset(
    {"dobj", "nsubjpass", "pobj", "prep", "attr", "xcomp", "oprd", "acomp", "appos", "compound", "amod", "nmod", "poss", "advmod", "prt"}
)
"""Links by which a word belongs to the event of the word above it."""

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What proposals are read with: the mentions by token for each passage index, and the entity of each actor ('' for none)."""

    document: Document
    passages: Sequence[Passage]
    tokens: Mapping[int, ByToken]
    lexicon: Lexicon
    predictions: Predictions
    ids: Sequence[str]


def proposals(heard: Heard, taken: Collection[Triple]) -> Iterator[Draft]:
    """Drafts of the model's claims, but for triples that are there already, in this or (symmetric predicates) in the other direction."""
    words = vocabulary()
    done = set(taken)
    passages = {id(passage.doc): passage for passage in heard.passages}
    for one in sorted(heard.predictions.claims, key=lambda one: (-one.score, one.subject, one.object, one.predicate)):
        subject, object_ = heard.ids[one.subject], heard.ids[one.object]
        types = subject.partition(":")[0], object_.partition(":")[0]
        if not subject or not object_ or subject == object_ or not words.allows(one.predicate, *types):
            continue
        triple = (subject, one.predicate, object_)
        turned = (object_, one.predicate, subject)
        if triple in done or (words.predicates[one.predicate].symmetric and turned in done):
            continue
        tokens = heard.predictions.reading.tokens[one.sentence]
        draft = _draft(heard, one, triple, tokens, passages[id(tokens[0].doc)])
        if draft is not None:
            done.add(triple)
            yield draft


def _draft(heard: Heard, one: Predicted, triple: Triple, tokens: Sequence[Token], passage: Passage) -> Draft | None:
    trigger = _trigger(one, tokens)
    predicate = vocabulary().predicates[one.predicate]
    found = standing_of(trigger, heard.tokens[passage.index], heard.lexicon, role=predicate.group == "structural")
    if not found.asserted:
        return None
    _settle(found, one)
    lasting = predicate.group == "structural"
    when = None if lasting else _when(trigger, heard.document.published, ahead=found.modality in ("planned", "demanded"))
    said = passage.span(trigger.i, trigger.i + 1)
    places = heard.predictions.reading.places
    first, second = (_place(places, actor, one.sentence, said[0]) for actor in (one.subject, one.object))
    subject, object_ = _mention(first), _mention(second)
    sentence = _around(passage.span(tokens[0].i, tokens[-1].i + 1), (subject, object_))
    return Draft(
        order=said[0],
        subject=triple[0],
        predicate=one.predicate,
        object=triple[2],
        polarity=found.polarity,
        modality=found.modality,
        attributed_to=found.speaker.entity if found.speaker else None,
        time=when.iso if when is not None else None,
        time_words=when.words if when is not None else None,
        features=_features(one, found, (first, second), tokens, trigger),
        subject_sector=subject.sector,
        object_sector=object_.sector,
        evidence=Evidence(
            document=heard.document.id,
            start=sentence[0],
            end=sentence[1],
            rule=LEARNED,
            trigger=said,
            subject_span=(subject.start, subject.end),
            object_span=(object_.start, object_.end),
            reasons=(*_reasons(heard.predictions, one), *found.reasons),
        ),
    )


def _trigger(one: Predicted, tokens: Sequence[Token]) -> Token:
    """The word of the sentence that both entities attend to most and that can say something; its root where there is none."""
    inside = [tokens[word] for sentence, word, _ in one.words if sentence == one.sentence]
    return next((token for token in inside if token.pos_ in _SAYING), inside[0] if inside else tokens[0].sent.root)


def _when(trigger: Token, published: str | None, *, ahead: bool) -> When | None:
    """The time of the trigger, or of the verb that it belongs to: what the model attends to most may be an amount, a name or 'back'."""
    token, found = trigger, time_of(trigger, published, ahead=ahead)
    while found is None and token.dep_ in _PARTS and token.head.i != token.i:
        token = token.head
        found = time_of(token, published, ahead=ahead) if token.pos_ in _SAYING else None
    return found


def _settle(found: Standing, one: Predicted) -> None:
    """The model's view of the standing, where the words around the trigger show none."""
    if found.polarity == "affirmed" and found.modality == "actual":
        if one.modality != "actual" and one.modality_score >= SURE:
            found.shift(one.modality, f"learned ({one.modality_score:.2f})")
        if one.polarity == "negated" and one.polarity_score >= SURE:
            found.negate(f"learned ({one.polarity_score:.2f})")


def _place(places: Sequence[Place], actor: int, sentence: int, near: int) -> Place:
    """The mention of an actor in a sentence that is nearest to the trigger, which begins at `near`."""
    own = [place for place in places if place.actor == actor and place.sentence == sentence]
    return min(own, key=lambda place: (abs(_mention(place).start - near), place.start))


def _around(sentence: Span, mentions: Sequence[Mention]) -> Span:
    """The sentence, up to the ends of mentions that the splitter cut through."""
    return min(sentence[0], *(mention.start for mention in mentions)), max(sentence[1], *(mention.end for mention in mentions))


def _mention(place: Place) -> Mention:
    if place.mention is None:
        raise ValueError("a reading of a document has a mention at every place")
    return place.mention


def _features(one: Predicted, found: Standing, places: tuple[Place, Place], tokens: Sequence[Token], trigger: Token) -> ClaimFeatures:
    first, second = places
    return ClaimFeatures(
        predicate=one.predicate,
        subject=_argument(_mention(first)),
        object=_argument(_mention(second)),
        model_score=one.score,
        polarity=found.polarity,
        modality=found.modality,
        attributed=found.speaker is not None,
        noun=trigger.pos_ in ("NOUN", "PROPN"),
        words=len(tokens),
        distance=abs(first.start - second.start),
    )


def _argument(mention: Mention) -> ArgumentFeatures:
    return ArgumentFeatures(type=mention.type, origin=mention.origin, score=mention.score)


def _reasons(predictions: Predictions, one: Predicted) -> Iterator[str]:
    yield f"learned: {one.predicate} {one.score:.2f}; next {', '.join(f'{name} {score:.2f}' for name, score in one.runners)}"
    words = [f"'{predictions.reading.sentences[sentence][word]}' {share:.2f}" for sentence, word, share in one.words]
    if words:
        yield f"words that mattered: {', '.join(words)}"
