"""Why claims were missed, made up or given a wrong status: one cause for each error, decided by fixed questions, and counted.

In: what extraction made of a gold document, once by itself and once with the marked mentions given. Out: `Cause`s.

A missed claim is asked in this order; the first question that is answered with yes names its cause. Where a claim has alternatives, the
one that comes furthest counts.

    entity not found              no entity of the system is the subject, or the object
    type forbids the predicate    the entities are there, with types that the vocabulary does not let this predicate link
    other predicate               the system says something else of the pair
    direction turned round        ... the same predicate, from object to subject
    no sentence names both        the gold marks the two in no sentence together
    reference not resolved        in each such sentence the system lacks one of them, and the gold has only a pronoun or description for it
    reference resolved wrongly    ... where the system points back to another entity
    name not found there          ... the gold has a name for it that the system did not see
    name linked to another        ... that the system took for another entity
    mentions stand otherwise      all that is there, and rules that are given the marked mentions find the claim
    no rule fires                 the rules do not find it with the marked mentions either

A spurious claim: its subject or object is no entity of the gold; the gold has the pair with another predicate, or turned round; the
mention in its sentence is one of another entity, or of none, in the gold; else the gold does not link the pair.

>>> Cause(kind="missed", cause="no rule fires", detail="fined", with_marks=False).cause
'no rule fires'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.gold import GoldClaim, GoldMention
from kg.model import Mention, Span
from kg.score import DocumentScore, Judged
from kg.score.match import fits
from kg.vocabulary import vocabulary

Kind = Literal["missed", "spurious", "status"]
KINDS: tuple[Kind, ...] = ("missed", "spurious", "status")
MISSED = (
    "entity not found",
    "type forbids the predicate",
    "other predicate",
    "direction turned round",
    "no sentence names both",
    "reference not resolved",
    "reference resolved wrongly",
    "name not found there",
    "name linked to another",
    "mentions stand otherwise",
    "no rule fires",
)
"""Causes of missed claims, in the order in which they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One error. `detail` names the predicate, rule, side or pair of statuses; `with_marks`: the marked mentions alone would mend it."""

    kind: Kind
    cause: str
    detail: str
    with_marks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document as the system read it, as it read it with the marked mentions, those mentions, and where its sentences are."""

    found: DocumentScore
    given: DocumentScore
    marks: Sequence[GoldMention]
    sentences: Sequence[Span]


def causes(case: Case) -> Iterator[Cause]:
    """The cause of every error of a document: missed, spurious, then of status."""
    for gold in case.found.claims.missed:
        yield _missed(case, gold)
    for claim in case.found.claims.spurious:
        yield _spurious(case, claim)
    for pair in case.found.matched:
        if not pair.status:
            gold_status = pair.gold.status
            own = pair.system.claim.status if pair.system.claim else "fact"
            detail = f"{gold_status} taken for {own}" if own != gold_status else f"{gold_status}, with another modality"
            given = any(other.gold is pair.gold and other.status for other in case.given.matched)
            yield Cause(kind="status", cause=detail, detail=pair.gold.predicates[0], with_marks=given)


def _missed(case: Case, gold: GoldClaim) -> Cause:
    found = [_blocked(case, gold, subject, target) for subject in gold.subjects for target in gold.objects]
    cause, detail = max(found, key=lambda one: MISSED.index(one[0]))
    given = any(other is gold for _, other in case.given.claims.right)
    if cause == "no rule fires" and given:
        cause = "mentions stand otherwise"
    return Cause(kind="missed", cause=cause, detail=detail, with_marks=given)


def _blocked(case: Case, gold: GoldClaim, subject: str, target: str) -> tuple[str, str]:
    """What stands in the way of a claim between two gold entities, and the side or predicate where it does."""
    own = {gold_id: system_id for system_id, gold_id in case.found.mapping.items()}
    lacking = [side for side, entity in (("subject", subject), ("object", target)) if entity not in own]
    if lacking:
        return "entity not found", " and ".join(lacking)
    types = {entity.id: entity.type for entity in case.found.extraction.entities}
    first, second = types[own[subject]], types[own[target]]
    if not any(vocabulary().allows(predicate, first, second) for predicate in gold.predicates):
        return "type forbids the predicate", f"{first} {gold.predicates[0]} {second}"
    on_pair = [claim for claim in _claims(case.found) if {claim.subject, claim.object} == {subject, target}]
    turned = [claim for claim in on_pair if claim.subject == target and claim.predicate in gold.predicates]
    if turned:
        return "direction turned round", gold.predicates[0]
    others = [claim for claim in on_pair if claim.subject == subject]
    if others:
        return "other predicate", f"{gold.predicates[0]} taken for {others[0].predicate}"
    return _in_sentences(case, gold.predicates[0], subject, target, own)


def _in_sentences(case: Case, predicate: str, subject: str, target: str, own: dict[str, str]) -> tuple[str, str]:
    """The first sentence where the system has both decides; else the one where it comes nearest to that."""
    blocked: list[tuple[str, str]] = []
    for sentence in case.sentences:
        here = [mark for mark in case.marks if _within(mark, sentence)]
        marked = {entity: [mark for mark in here if mark.entity == entity] for entity in (subject, target)}
        if not (marked[subject] and marked[target]):
            continue
        lacking = [
            (side, marked[entity])
            for side, entity in (("subject", subject), ("object", target))
            if not any(mention.entity == own[entity] and _within(mention, sentence) for mention in case.found.extraction.mentions)
        ]
        if not lacking:
            return "no rule fires", predicate
        side, marks = lacking[0]
        blocked.append((_unresolved(case, marks), side))
    return max(blocked, key=lambda one: MISSED.index(one[0]), default=("no sentence names both", predicate))


def _unresolved(case: Case, marks: Sequence[GoldMention]) -> str:
    """What the system made of the marks of an entity that it does not have in the sentence."""
    names = [mark for mark in marks if mark.naming == "name"]
    there = [mention for mention in case.found.extraction.mentions if any(_meet(mention, mark) for mark in names or marks)]
    if names:
        return "name linked to another" if there else "name not found there"
    return "reference resolved wrongly" if there else "reference not resolved"


def _spurious(case: Case, claim: Judged) -> Cause:
    rule = claim.claim.rule if claim.claim else ""
    given = not any(_same(claim, other) for other in case.given.claims.spurious)
    unknown = [side for side, entity in (("subject", claim.subject), ("object", claim.object)) if entity.startswith("?")]
    if unknown:
        return Cause(kind="spurious", cause="entity that the gold lacks", detail=" and ".join(unknown), with_marks=given)
    on_pair = [gold for gold in case.found.gold.claims if fits(claim, gold, "pair")]
    if any(claim.predicate in gold.predicates for gold in on_pair):
        return Cause(kind="spurious", cause="direction turned round", detail=claim.predicate, with_marks=given)
    if on_pair:
        detail = f"{on_pair[0].predicates[0]} taken for {claim.predicate}"
        return Cause(kind="spurious", cause="other predicate", detail=detail, with_marks=given)
    for side, span in _spans(claim):
        mention = next((one for one in case.found.extraction.mentions if (one.start, one.end) == span[:2] and one.entity == span[2]), None)
        fault = _misread(case, mention, claim.subject if side == "subject" else claim.object) if mention else None
        if fault is not None:
            return Cause(kind="spurious", cause=fault, detail=side, with_marks=given)
    return Cause(kind="spurious", cause="pair that the gold does not link", detail=f"rule {rule}", with_marks=given)


def _misread(case: Case, mention: Mention, entity: str) -> str | None:
    """Whether the mention that fills a place of a claim names another entity in the gold, or none."""
    there = [mark.entity for mark in case.marks if _meet(mention, mark)]
    if entity in there:
        return None
    if mention.origin == "coref":
        return "reference resolved wrongly" if there else "reference where the gold has none"
    return "name linked to another" if there else "name where the gold has none"


def _spans(claim: Judged) -> Iterator[tuple[str, tuple[int, int, str]]]:
    if claim.claim is not None:
        first = claim.claim.evidence[0]
        for side, span, entity in (
            ("subject", first.subject_span, claim.claim.subject),
            ("object", first.object_span, claim.claim.object),
        ):
            if span is not None:
                yield side, (*span, entity)


def _claims(score: DocumentScore) -> list[Judged]:
    return [*(claim for claim, _ in score.claims.right), *score.claims.spurious, *score.claims.aside]


def _same(one: Judged, other: Judged) -> bool:
    return (one.subject, one.predicate, one.object) == (other.subject, other.predicate, other.object)


def _within(stretch: Mention | GoldMention, sentence: Span) -> bool:
    return sentence[0] <= stretch.start < sentence[1]


def _meet(mention: Mention, mark: GoldMention) -> bool:
    return mention.start < mark.end and mark.start < mention.end
