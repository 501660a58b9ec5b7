"""What the rules say of a document: a draft for each sentence that states a claim.

In: a document's passages, the mentions by token, the rules. Out: Drafts with evidence, standing, time and what their confidence depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.arguments import Argument
from kg.claims import Draft
from kg.confidence import ArgumentFeatures, ClaimFeatures
from kg.ellipsis import with_elided
from kg.infer import Read, with_inferred
from kg.lexicon import Lexicon
from kg.match import Match, matches
from kg.model import Document, Evidence, Mention, Span
from kg.passage import Passage
from kg.qualify import left_out, presupposed, standing
from kg.readings import ByToken
from kg.restated import lies_ahead, restate
from kg.rules import RuleBook
from kg.standing import Standing
from kg.timex import time_of
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token


_LASTING = frozenset({"member_of", "operates_in", "partnered_with"})
"""Predicates of what holds until it ends; who may ignore a demand has not complied with it as yet."""
_WILL = frozenset({"will", "'ll", "’ll", "shall"})


def rule_drafts(
    document: Document, passages: Sequence[Passage], tokens: Mapping[int, ByToken], rules: RuleBook, lexicon: Lexicon
) -> Iterator[Draft]:
    """Matches of all passages, then those whose missing argument the context gives."""
    read: list[Read] = []
    for passage in passages:
        found, pending = matches(passage.doc, tokens[passage.index], rules, lexicon)
        found = with_elided(found, passage.doc, tokens[passage.index])
        read.append(Read(passage=passage, matches=tuple(found), pending=tuple(pending)))
    for one in with_inferred(read, lexicon.arguments.decisions, tokens):
        for match in one.matches:
            draft = _draft(document, one.passage, match, tokens[one.passage.index], lexicon)
            if draft is not None:
                yield draft


def _draft(document: Document, passage: Passage, match: Match, tokens: ByToken, lexicon: Lexicon) -> Draft | None:
    ordered = match.subject.path.startswith("by order")
    role = "self" in (*match.rule.subject.slots, *match.rule.object.slots)
    heard = not (role and presupposed(match.trigger))
    lasting = vocabulary().predicates[match.rule.predicate].group == "structural"
    own = match.rule.only_light
    status = standing(match.trigger, match.light, tokens, lexicon, by_order=ordered, lasting=lasting, own=own) if heard else Standing()
    if not status.asserted:
        return None
    if match.elided is not None:
        restate(status, match.elided, lexicon.status)
    if lies_ahead(match.trigger):
        status.shift("planned", "'to' of a headline")
    for argument in (match.subject, match.object):
        word = left_out(argument.token, match.trigger) if argument.mention.origin != "coref" else None
        if word is not None and status.polarity == "affirmed":
            status.negate(f"'{word}' before '{argument.mention.text}'")
    if match.rule.polarity == "negated":
        _ended(status, match)
    subject, object_ = match.subject.mention, match.object.mention
    holds = lasting and (status.polarity, status.modality) == ("affirmed", "actual")
    ahead = status.modality in ("planned", "demanded")
    when = None if holds else time_of(match.trigger, document.published, ahead=ahead, light=match.light)
    sentence = _sentence(passage, match)
    span = passage.span(match.trigger.i, match.trigger.i + 1)
    inferred = match.inferred
    reasons = [f"subject '{subject.text}': {match.subject.path}", f"object '{object_.text}': {match.object.path}", *status.reasons]
    if when is not None:
        reasons.append(f"time: '{when.words}'")
    return Draft(
        order=span[0],
        subject=subject.entity,
        predicate=match.rule.predicate,
        object=object_.entity,
        polarity=status.polarity,
        modality=status.modality,
        attributed_to=status.speaker.entity if status.speaker else None,
        time=when.iso if when is not None else None,
        time_words=when.words if when is not None else None,
        about=_phrase(document, passage, match.about) if match.about is not None else None,
        features=_features(match, status),
        subject_sector=subject.sector,
        object_sector=object_.sector,
        evidence=Evidence(
            document=document.id,
            start=sentence[0],
            end=sentence[1],
            rule=match.rule.id,
            trigger=span,
            subject_span=_within(sentence, subject),
            object_span=_within(sentence, object_),
            inferred=inferred,
            reasons=tuple(reasons),
        ),
    )


def _ended(status: Standing, match: Match) -> None:
    """What a rule says to end: where its end lies ahead or was denied, it holds as yet ('may leave', 'did not quit')."""
    if status.ending or status.holds:
        return
    if status.modality in ("planned", "demanded") and match.rule.predicate in _LASTING and not _settled(match.light or match.trigger):
        status.still_holds(f"rule {match.rule.id}")
        status.closed = False
    else:
        status.negate(f"rule {match.rule.id}")


def _settled(verb: Token) -> bool:
    """'will leave', 'agreed to leave': the end is sure to come."""
    sure = any(child.dep_ == "aux" and child.lower_ in _WILL for child in verb.children)
    told = verb.dep_ == "ccomp" and any(child.dep_ == "aux" and child.lower_ == "would" for child in verb.children)
    if told and not any(child.dep_ == "advcl" for child in verb.children):
        return True  # 'said that it would leave': what it said was 'will'
    return sure or (verb.dep_ == "xcomp" and verb.head.lemma_ in ("agree", "decide", "resolve"))


def _features(match: Match, status: Standing) -> ClaimFeatures:
    """What the confidence of a match depends on."""
    first, second = match.subject.token, match.object.token
    together = first.doc is second.doc and first.sent == second.sent
    return ClaimFeatures(
        predicate=match.rule.predicate,
        subject=_argument(match.subject),
        object=_argument(match.object),
        rule=match.rule.id,
        rule_confidence=match.rule.confidence,
        polarity=status.polarity,
        modality=status.modality,
        attributed=status.speaker is not None,
        inferred=match.inferred is not None,
        noun=match.trigger.pos_ in ("NOUN", "PROPN"),
        light=match.light is not None,
        words=len(match.trigger.sent),
        distance=abs(first.i - second.i) if together else None,
    )


def _argument(argument: Argument) -> ArgumentFeatures:
    mention = argument.mention
    steps = len([part for part in argument.path.split("; ") if part]) - (mention.origin == "coref")
    return ArgumentFeatures(type=mention.type, origin=mention.origin, score=mention.score, steps=max(steps, 0))


def _sentence(passage: Passage, match: Match) -> Span:
    """The sentence of the trigger without white space around it, up to the arguments where the splitter cut between or inside them."""
    doc = passage.doc
    tokens = {match.trigger.i}
    for argument in (match.subject, match.object):
        covered = passage.tokens((argument.mention.start, argument.mention.end))
        if covered is not None and (match.inferred is None or argument.token.sent == match.trigger.sent):
            tokens |= {covered[0], covered[1] - 1}
    sentences = [doc[number].sent for number in sorted(tokens)]
    start, end = sentences[0].start, sentences[-1].end
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    return passage.span(start, end)


def _phrase(document: Document, passage: Passage, head: Token) -> str:
    """The noun phrase of a word, as the document has it."""
    start, end = passage.span(head.left_edge.i, head.right_edge.i + 1)
    return document.text[start:end]


def _within(sentence: Span, mention: Mention) -> Span | None:
    return (mention.start, mention.end) if sentence[0] <= mention.start and mention.end <= sentence[1] else None
