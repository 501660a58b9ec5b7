"""What stands of a document's claims once people have judged them: accepted ones stand, corrected ones as corrected, rejected ones not.

In: the claims that rules read in a document, and the judgements on it, oldest first. Out: for each claim what stands in its place, and why.

A judgement holds for what a claim says (subject, predicate, object, polarity, modality) and for the sentences that it was judged by, not
for its id, so that it outlives newer rules: where they read the same or nothing in that sentence, or only another standing, the person's
word counts; where a rejected claim is found in another sentence, it has to be judged again.

>>> from tests.factories import make_claim, make_document, make_entity
>>> claim = make_claim()
>>> judgement = Judgement(claim=claim, verdict="rejected", by="N.N.")
>>> settle([claim], [judgement], {"country:FR": "country", "platform:chirper": "platform"})[0].result is None
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claims import claim_id
from kg.model import Claim, Evidence, Judgement, Mention, Reading, Span
from kg.vocabulary import vocabulary

BY_HAND = "set by the person who corrected the claim"
"""How an argument was reached that a person put in and that no mention in the sentence names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One claim: as rules `read` it (None where they no longer do), the `result` that stands for it (None where nothing does).

    `judgement` is the one that decided, None where nobody judged. An accepted or corrected claim without a result waits: the graph lacks
    an entity that it needs.
    """

    read: Claim | None
    result: Claim | None
    judgement: Judgement | None = None

    @property
    def waits(self) -> bool:
        return self.result is None and self.judgement is not None and self.judgement.right is not None


def reading_of(claim: Claim) -> Reading:
    """What a claim says."""
    return Reading(
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        polarity=claim.polarity,
        modality=claim.modality,
        attributed_to=claim.attributed_to,
        time=claim.time,
    )


def judgements_in_force(history: Iterable[Judgement]) -> list[Judgement]:
    """Of all judgements on one document, oldest first, those that no later one on the same claim replaces or withdraws; oldest first."""
    kept: list[Judgement] = []
    for judgement in history:
        kept = [earlier for earlier in kept if not _about_the_same(earlier, judgement)]
        if judgement.verdict != "withdrawn":
            kept.append(judgement)
    return kept


def settle(
    claims: Sequence[Claim], judgements: Sequence[Judgement], known: Mapping[str, str], mentions: Sequence[Mention] = ()
) -> list[Settled]:
    """What stands of one document's claims; first those that were read, in their order, then those that only judgements keep.

    `judgements` are those in force, `known` gives the type of each entity of the graph, `mentions` are those of the document.
    """
    return _Settling(judgements, known, mentions).all(claims)


class _Settling:
    def __init__(self, judgements: Sequence[Judgement], known: Mapping[str, str], mentions: Sequence[Mention]) -> None:
        self._judgements = judgements
        self._known = known
        self._mentions = mentions
        self._used: set[int] = set()

    def all(self, claims: Sequence[Claim]) -> list[Settled]:
        settled = [self._settle(claim, claim) for claim in claims]
        taken = {_triple(reading_of(one.result)) for one in settled if one.result}
        for number, judgement in enumerate(self._judgements):
            if judgement.right is None or number in self._used:
                continue
            one = self._settle(replace(judgement.claim, judgement=None), None)
            if one.waits or (one.result and _triple(reading_of(one.result)) not in taken):
                settled.append(one)
                taken |= {_triple(reading_of(one.result))} if one.result else set()
        return self._one_a_triple(settled)

    def _settle(self, claim: Claim, read: Claim | None) -> Settled:
        """Follows judgements from one to the next: a correction may itself have been judged."""
        reading, last = reading_of(claim), -1
        while (number := self._next(reading, claim.evidence, last)) is not None:
            last = number
            self._used.add(number)
            right = self._judgements[number].right
            if right is None:
                return Settled(read=read, result=None, judgement=self._judgements[number])
            reading = right
        if last < 0:
            return Settled(read=read, result=claim)
        judgement = self._judgements[last]
        if not self._fits(reading):
            return Settled(read=read, result=None, judgement=judgement)
        if reading.attributed_to not in self._known:
            reading = replace(reading, attributed_to=None)
        return Settled(read=read, result=self._result(claim, reading, judgement, kept=read is None), judgement=judgement)

    def _next(self, reading: Reading, evidence: Sequence[Evidence], after: int) -> int | None:
        """The number of the latest judgement, later than `after`, that decides about a reading of these sentences."""
        numbers = range(len(self._judgements) - 1, after, -1)
        return next((number for number in numbers if _decides(self._judgements[number], reading, evidence)), None)

    def _fits(self, reading: Reading) -> bool:
        subject, object_ = self._known.get(reading.subject), self._known.get(reading.object)
        return subject is not None and object_ is not None and vocabulary().allows(reading.predicate, subject, object_)

    def _result(self, claim: Claim, reading: Reading, judgement: Judgement, *, kept: bool) -> Claim:
        changed = reading != reading_of(claim)
        evidence = tuple(self._evidence(one, claim, reading) for one in claim.evidence)
        reasons = [f"{judgement.verdict} by {judgement.by}"] if changed or kept else []
        reasons += [f"it was read as {said(reading_of(claim))}"] if changed else []
        reasons += ["it stands by this judgement: the rules no longer read it"] if kept else []
        if reasons:
            evidence = (replace(evidence[0], reasons=(*evidence[0].reasons, "; ".join(reasons))), *evidence[1:])
        sectors = {claim.subject: claim.subject_sector, claim.object: claim.object_sector}
        result = replace(
            claim,
            subject=reading.subject,
            predicate=reading.predicate,
            object=reading.object,
            polarity=reading.polarity,
            modality=reading.modality,
            attributed_to=reading.attributed_to,
            time=reading.time,
            subject_sector=sectors.get(reading.subject),
            object_sector=sectors.get(reading.object),
            evidence=evidence,
            judgement=judgement,
        )
        return replace(result, id=claim_id(result)) if changed else result

    def _evidence(self, evidence: Evidence, claim: Claim, reading: Reading) -> Evidence:
        """Evidence whose subject and object are marked where the corrected ones stand."""
        spans = {claim.subject: evidence.subject_span, claim.object: evidence.object_span}
        inferred = evidence.inferred
        found: list[Span | None] = []
        for entity in (reading.subject, reading.object):
            span = spans[entity] if entity in spans else self._place(entity, evidence)
            if span is None and entity not in spans:
                inferred = inferred or BY_HAND
            found.append(span)
        return replace(evidence, subject_span=found[0], object_span=found[1], inferred=inferred)

    def _place(self, entity: str, evidence: Evidence) -> Span | None:
        inside = (one for one in self._mentions if one.entity == entity and evidence.start <= one.start and one.end <= evidence.end)
        return next(((one.start, one.end) for one in inside), None)

    def _one_a_triple(self, settled: Sequence[Settled]) -> list[Settled]:
        """Where a correction says what another claim of the document says, they become one claim; what was judged counts more."""
        best: dict[tuple[str, str, str], Claim] = {}
        ranks: dict[Judgement | None, int] = {judgement: number for number, judgement in enumerate(self._judgements)}
        order = [(ranks.get(one.judgement, -1), one.result) for one in settled if one.result]
        for _, result in sorted(order, key=lambda pair: -pair[0]):
            first = best.setdefault(_triple(reading_of(result)), result)
            if first is not result:
                best[_triple(reading_of(result))] = _joined(first, result)
        return [replace(one, result=best[_triple(reading_of(one.result))]) if one.result else one for one in settled]


def said(reading: Reading) -> str:
    """A reading in one line, by the ids of its entities."""
    standing: list[str] = [word for word in (reading.polarity, reading.modality) if word not in {"affirmed", "actual"}]
    standing += [f"said by {reading.attributed_to}"] if reading.attributed_to else []
    standing += [reading.time] if reading.time else []
    return f"{reading.subject} {reading.predicate} {reading.object}" + (f" ({', '.join(standing)})" if standing else "")


def _joined(first: Claim, other: Claim) -> Claim:
    places = {(one.start, one.end) for one in first.evidence}
    more = tuple(one for one in other.evidence if (one.start, one.end) not in places)
    joined = replace(first, evidence=(*first.evidence, *more))
    return replace(joined, id=claim_id(joined)) if more else first


def _about_the_same(earlier: Judgement, later: Judgement) -> bool:
    """Whether two judgements are on the same claim: it says the same, in a sentence of both."""
    return _says(earlier.claim, reading_of(later.claim)) and _any_overlap(earlier.claim.evidence, later.claim.evidence)


def _decides(judgement: Judgement, reading: Reading, evidence: Sequence[Evidence]) -> bool:
    claim = judgement.claim
    if judgement.right is None:
        return _says(claim, reading) and all(_any_overlap([one], claim.evidence) for one in evidence)
    same = _says(claim, reading) or _triple(judgement.right) == _triple(reading)
    return same and _any_overlap(evidence, claim.evidence)


def _says(claim: Claim, reading: Reading) -> bool:
    own = reading_of(claim)
    return _triple(own) == _triple(reading) and (own.polarity, own.modality) == (reading.polarity, reading.modality)


def _triple(reading: Reading) -> tuple[str, str, str]:
    """Subject, predicate and object; those of a symmetric predicate in either order."""
    known = vocabulary().predicates.get(reading.predicate)
    ends = (reading.subject, reading.object)
    first, second = sorted(ends) if known is not None and known.symmetric else ends
    return first, reading.predicate, second


def _any_overlap(one: Iterable[Evidence], other: Sequence[Evidence]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)
