"""From matches to claims: one claim a document for a subject, predicate and object, with every sentence that states it.

In: Draft claims in the order of the text. Out: Claims, sorted by their place; ids are hashes of their content.

Where a document states a claim several times, the more firmly asserted standing counts, and among equals the later one (GUIDELINES.md).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.confidence import ClaimFeatures, Sure, confidence
from kg.model import Claim, Evidence, Modality, Polarity
from kg.vocabulary import vocabulary

_FIRMNESS: dict[Modality, int] = {"actual": 3, "alleged": 2, "planned": 1, "demanded": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one sentence says; `order` is its place in the document, `features` what its confidence depends on."""

    order: int
    subject: str
    predicate: str
    object: str
    polarity: Polarity
    modality: Modality
    evidence: Evidence
    features: ClaimFeatures
    attributed_to: str | None = None
    time: str | None = None
    time_words: str | None = None
    about: str | None = None
    subject_sector: str | None = None
    object_sector: str | None = None


def to_claims(drafts: Iterable[Draft], sure: Sure = confidence) -> list[Claim]:
    """Consolidate the drafts of one document; `sure` gives a claim its confidence."""
    groups: dict[tuple[str, str, str], list[Draft]] = {}
    symmetric = {name for name, predicate in vocabulary().predicates.items() if predicate.symmetric}
    for draft in sorted(drafts, key=lambda draft: (draft.order, draft.evidence.rule)):
        key = (draft.subject, draft.predicate, draft.object)
        turned = (draft.object, draft.predicate, draft.subject)
        if draft.predicate in symmetric and turned in groups:
            key = turned
        groups.setdefault(key, []).append(draft)
    claims = [_consolidate(key, group, sure) for key, group in groups.items()]
    return sorted(claims, key=lambda claim: (claim.evidence[0].start, claim.subject, claim.predicate, claim.object))


def _consolidate(key: tuple[str, str, str], drafts: Sequence[Draft], sure: Sure) -> Claim:
    subject, predicate, object_ = key
    first = max(drafts, key=lambda draft: (_FIRMNESS[draft.modality], draft.polarity == "affirmed", -draft.order))
    rest = [draft for draft in drafts if draft is not first]
    evidence: dict[tuple[int, int], Evidence] = {(first.evidence.start, first.evidence.end): first.evidence}
    for draft in rest:
        evidence.setdefault((draft.evidence.start, draft.evidence.end), draft.evidence)
    same = [draft for draft in drafts if (draft.polarity, draft.modality) == (first.polarity, first.modality)]
    dated = max((first, *same), key=lambda draft: (draft.time is not None, draft.time_words is not None))
    claim = Claim(
        id="",
        subject=subject,
        predicate=predicate,
        object=object_,
        polarity=first.polarity,
        modality=first.modality,
        evidence=tuple(evidence.values()),
        attributed_to=first.attributed_to if first.attributed_to is not None else None,
        time=dated.time,
        time_words=dated.time_words,
        about=next((draft.about for draft in (first, *same) if draft.about is not None), None),
        confidence=sure(features_of(same)),
        subject_sector=next((draft.subject_sector for draft in drafts if draft.subject_sector is not None), None),
        object_sector=next((draft.object_sector for draft in drafts if draft.object_sector is not None), None),
    )
    return replace(claim, id=claim_id(claim))


def features_of(drafts: Sequence[Draft]) -> ClaimFeatures:
    """Features of the claim that drafts of one standing make: those of the plainest draft, with the surest score that a model gave any."""
    plainest = max(drafts, key=_plainness).features
    scores = [draft.features.model_score for draft in drafts if draft.features.model_score is not None]
    return replace(
        plainest,
        model_score=max(scores, default=None),
        sentences=len({draft.evidence.start for draft in drafts}),
        rules=max(len({draft.features.rule for draft in drafts} - {None}), 1),
    )


def _plainness(draft: Draft) -> tuple[bool, bool, float, int]:
    """A rule's draft before a model's, a stated one before an inferred one, then by the links of its arguments, then the earlier one."""
    one = draft.features
    return one.rule is not None, not one.inferred, one.subject.score * one.object.score, -draft.order


def claim_id(claim: Claim) -> str:
    """First 16 hex digits of the SHA-256 of what the claim says and where: document, arguments, standing, sentences."""
    content = [
        claim.document,
        claim.subject,
        claim.predicate,
        claim.object,
        claim.polarity,
        claim.modality,
        claim.attributed_to,
        claim.time,
        [[one.start, one.end] for one in claim.evidence],
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("utf-8")).hexdigest()[:16]
