"""Claims that the learned model draws and no rule does: their sentence, their standing, their time and what led to them.

In: a document's predictions, its passages and mentions, the triples that rules drew. Out: Drafts whose evidence names the rule 'learned'.

What holds for rules holds for the model: only what the vocabulary allows between two types, no claim from a question, and polarity,
modality, speaker and time are read at the word that the model attended to most, those first that trigger a rule of the predicate. Where
the words around it say nothing of the standing, the model's own view of it counts if it is sure. One sentence does not say an act and its
opposite ('lifted its ban', 'overturned the ruling against'): what a rule draws, or the model more surely, excludes the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.claims import Draft
from kg.confidence import ArgumentFeatures, ClaimFeatures
from kg.learned.predict import Predicted, Predictions
from kg.learned.reading import Place
from kg.lexicon import Lexicon
from kg.model import Document, Evidence, Mention, Span
from kg.passage import Passage
from kg.qualify import light_of, standing_of
from kg.readings import ByToken
from kg.restated import lies_ahead
from kg.rules import RuleBook
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
_OBJECTS = frozenset({"dobj", "nsubjpass"})
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
    rules: RuleBook
    predictions: Predictions
    ids: Sequence[str]


def proposals(heard: Heard, taken: Mapping[Triple, Sequence[Draft]]) -> Iterator[Draft]:
    """Drafts of the model's claims, but for triples that are there already, in this or (symmetric predicates) in the other direction, and
    those that a sentence excludes by saying the opposite. `taken` are the drafts that rules made, by their triples."""
    words = vocabulary()
    done = {triple: list(drafts) for triple, drafts in taken.items()}
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
        trigger = _trigger(one, tokens, heard.rules)
        draft = _draft(heard, one, triple, trigger, passages[id(tokens[0].doc)])
        if draft is None:
            continue
        verb = trigger.head if trigger.dep_ in _OBJECTS else trigger
        against = _opposed(draft, trigger, passages[id(tokens[0].doc)].span(verb.i, verb.i + 1), done, heard.rules)
        if against is None:
            done[triple] = [draft]
            yield draft
        elif against.features.rule is not None:
            yield replace(against, features=replace(against.features, model_score=draft.features.model_score))


def _opposed(draft: Draft, trigger: Token, verb: Span, done: Mapping[Triple, Sequence[Draft]], rules: RuleBook) -> Draft | None:
    """The draft that says the opposite of the same two in the same sentence, where this one is no more than another view of that.

    `verb` is where the trigger stands, or the verb whose object it is. Where other words say the draft ('restored access that it had cut
    off', 'lifted its ban'), both are said.
    """
    for opposite in sorted(vocabulary().predicates[draft.predicate].opposites):
        for other in done.get((draft.subject, opposite, draft.object), ()):
            if not (draft.evidence.start < other.evidence.end and other.evidence.start < draft.evidence.end):
                continue
            known = _triggers(trigger, draft.predicate, rules) or _lends(trigger, draft.predicate, rules)
            own = any(child.dep_ == "poss" for child in trigger.children)
            if not known or (other.evidence.trigger == verb and not own):
                return other
    return None


def _draft(heard: Heard, one: Predicted, triple: Triple, trigger: Token, passage: Passage) -> Draft | None:
    tokens = heard.predictions.reading.tokens[one.sentence]
    predicate = vocabulary().predicates[one.predicate]
    light = light_of(trigger, heard.lexicon)
    own = light is not None and _lends(light, one.predicate, heard.rules)
    found = standing_of(trigger, heard.tokens[passage.index], heard.lexicon, role=predicate.group == "structural", own=own)
    if not found.asserted:
        return None
    if lies_ahead(trigger):
        found.shift("planned", "'to' of a headline")
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
        features=_features(one, found, (first, second), tokens),
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


def _trigger(one: Predicted, tokens: Sequence[Token], rules: RuleBook) -> Token:
    """The word of the sentence that both entities attend to most and that can say something, one that triggers a rule of the predicate
    before others; the root where there is none."""
    attended = _attended(one, tokens)
    return next((token for token in attended if token.pos_ in _SAYING and _triggers(token, one.predicate, rules)), attended[0])


def _attended(one: Predicted, tokens: Sequence[Token]) -> list[Token]:
    """The words of the sentence to which both entities attend, those that can say something first; its root where there are none."""
    inside = [tokens[word] for sentence, word, _ in one.words if sentence == one.sentence]
    return sorted(inside, key=lambda token: token.pos_ not in _SAYING) or [tokens[0].sent.root]


def _triggers(token: Token, predicate: str, rules: RuleBook) -> bool:
    """Whether a word is the trigger of a rule of the predicate."""
    listed = (*rules.verbs.get(token.lower_, ()), *rules.nouns.get(token.lower_, ()))
    return any(rule.predicate == predicate for rule, _ in listed)


def _lends(token: Token, predicate: str, rules: RuleBook) -> bool:
    """Whether a verb is one that the noun of a rule of the predicate needs: 'lift' of bans."""
    return any(rule.predicate == predicate and rule.only_light and token.lower_ in rule.light for rule in rules.rules.values())


def _when(trigger: Token, published: str | None, *, ahead: bool) -> When | None:
    """The time of the trigger, or of the verb that it belongs to: what the model attends to most may be an amount, a name or 'back'."""
    token, found = trigger, time_of(trigger, published, ahead=ahead)
    while found is None and token.dep_ in _PARTS and token.head.i != token.i:
        token = token.head
        found = time_of(token, published, ahead=ahead) if token.pos_ in _SAYING else None
    return found


def _settle(found: Standing, one: Predicted) -> None:
    """The model's view of the standing, where the words around the trigger show none."""
    if found.polarity == "affirmed" and found.modality == "actual" and not found.presupposed:
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


def _features(one: Predicted, found: Standing, places: tuple[Place, Place], tokens: Sequence[Token]) -> ClaimFeatures:
    first, second = places
    return ClaimFeatures(
        predicate=one.predicate,
        subject=_argument(_mention(first)),
        object=_argument(_mention(second)),
        model_score=one.score,
        polarity=found.polarity,
        modality=found.modality,
        attributed=found.speaker is not None,
        noun=_attended(one, tokens)[0].pos_ in ("NOUN", "PROPN"),
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
