"""From a document to its entities and claims: the chain of all stages, in memory.

In: a Document (or a plain text). Out: an Extraction.

>>> print(extract("France banned Grok."))          # doctest: +SKIP
France --banned--> Grok   [fact]   "France banned Grok."
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.arguments import Argument
from kg.claims import Draft, to_claims
from kg.clean import clean
from kg.confidence import ArgumentFeatures, ClaimFeatures, Sure, confidence, load_weights
from kg.coref import resolve as resolve_references
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.infer import Read, with_inferred
from kg.lexicon import Lexicon, load_lexicon
from kg.link import Linked, link
from kg.match import Match, matches
from kg.mentions import find_mentions
from kg.model import Document, Evidence, Extraction, Mention, Span
from kg.nlp import DEFAULT_MODEL, load, parse
from kg.passage import Passage
from kg.qualify import left_out, presupposed, standing
from kg.rules import RuleBook, load_rules
from kg.standing import Standing
from kg.timex import time_of
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """What extraction needs, loaded once."""

    nlp: Language
    gazetteer: Gazetteer
    rules: RuleBook
    lexicon: Lexicon
    sure: Sure = confidence


def load_pipeline(*, model: str = DEFAULT_MODEL, rules_dir: Path | None = None, gazetteers: Sequence[Path] = ()) -> Pipeline:
    """Load model, gazetteer, rules and word lists.

    Raises:
        UsageError: an unknown model or folder. DataError: problems in rules, gazetteers, word lists or weights.
    """
    rules = load_rules(rules_dir)
    sure = partial(confidence, weights=load_weights())
    return Pipeline(nlp=load(model), gazetteer=load_gazetteer(gazetteers), rules=rules, lexicon=load_lexicon(), sure=sure)


def extract(
    text: str, *, title: str | None = None, published: str | None = None, name: str = "text", pipeline: Pipeline | None = None
) -> Extraction:
    """Entities and claims of one text; loads the default pipeline where none is given."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(id=digest[:16], name=name, text=text, source=name, sha256=digest, title=title, published=published)
    return extract_document(clean(document), pipeline or load_pipeline())


def extract_document(
    document: Document,
    pipeline: Pipeline,
    *,
    given: Linked | None = None,
    passages: Sequence[Passage] | None = None,
) -> Extraction:
    """Run all stages on a cleaned document.

    `given` puts known mentions and entities in place of found ones, `passages` a parse made before.
    """
    parsed = list(passages) if passages is not None else parse(pipeline.nlp, document)
    linked = given
    if linked is None:
        linked = resolve_references(link(find_mentions(parsed, pipeline.gazetteer), parsed, pipeline.gazetteer), parsed, pipeline.gazetteer)
    mentions = tuple(replace(mention, text=document.text[mention.start : mention.end]) for mention in linked.mentions)
    claims = to_claims(_drafts(document, parsed, linked.mentions, pipeline), pipeline.sure)
    return Extraction(document=document, mentions=mentions, entities=linked.entities, claims=tuple(claims))


def by_token(passage: Passage, mentions: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    """Mentions by the numbers of the tokens that they cover."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        tokens = passage.tokens((mention.start, mention.end)) if mention.entity else None
        for number in range(*tokens) if tokens else ():
            found.setdefault(number, []).append(mention)
    return {number: tuple(listed) for number, listed in found.items()}


def _drafts(document: Document, passages: Sequence[Passage], mentions: Sequence[Mention], pipeline: Pipeline) -> Iterator[Draft]:
    """Matches of all passages, then those whose missing argument the context gives."""
    read: list[Read] = []
    tokens = {passage.index: by_token(passage, mentions) for passage in passages}
    for passage in passages:
        found, pending = matches(passage.doc, tokens[passage.index], pipeline.rules, pipeline.lexicon)
        read.append(Read(passage=passage, matches=tuple(found), pending=tuple(pending)))
    for one in with_inferred(read, pipeline.lexicon.arguments.decisions):
        for match in one.matches:
            draft = _draft(document, one.passage, match, tokens[one.passage.index], pipeline)
            if draft is not None:
                yield draft


def _draft(
    document: Document, passage: Passage, match: Match, tokens: Mapping[int, tuple[Mention, ...]], pipeline: Pipeline
) -> Draft | None:
    ordered = match.subject.path.startswith("by order")
    role = "self" in (*match.rule.subject.slots, *match.rule.object.slots)
    if role and presupposed(match.trigger):
        status = Standing()
    else:
        status = standing(match.trigger, match.light, tokens, pipeline.lexicon, by_order=ordered)
    if not status.asserted:
        return None
    for argument in (match.subject, match.object):
        word = left_out(argument.token) if argument.mention.origin != "coref" else None
        if word is not None and status.polarity == "affirmed":
            status.negate(f"'{word}' before '{argument.mention.text}'")
    if match.rule.polarity == "negated":
        status.negate(f"rule {match.rule.id}")
    subject, object_ = match.subject.mention, match.object.mention
    lasting = vocabulary().predicates[match.rule.predicate].group == "structural"
    when = None if lasting else time_of(match.trigger, document.published, ahead=status.modality == "planned")
    sentence = _sentence(passage, match)
    span = passage.span(match.trigger.i, match.trigger.i + 1)
    inferred = match.inferred
    reasons = [f"subject '{subject.text}': {match.subject.path}", f"object '{object_.text}': {match.object.path}", *status.reasons]
    if when is not None:
        reasons.append(f"time: '{when[1]}'")
    return Draft(
        order=span[0],
        subject=subject.entity,
        predicate=match.rule.predicate,
        object=object_.entity,
        polarity=status.polarity,
        modality=status.modality,
        attributed_to=status.speaker.entity if status.speaker else None,
        time=when[0] if when is not None else None,
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
