"""Which claims of a system are which claims of the gold, at three levels.

In: gold claims and system claims over gold ids. Out: the pairs, the spurious and the missed ones. The levels:

    pair      the claim links two entities that a gold claim links, whatever the predicate and direction
    claim     ... with the predicate and the direction (either direction where the predicate is symmetric)
    status    ... and with the polarity and the modality

>>> gold = GoldClaim(subjects=("e1",), predicates=("banned",), objects=("e2",))
>>> fits(Judged(subject="e2", predicate="sued", object="e1", polarity="affirmed", modality="actual"), gold, "pair")
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.gold import GoldClaim
from kg.model import Claim
from kg.vocabulary import vocabulary

Level = Literal["pair", "claim", "status"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A system claim over gold ids; an entity that the gold lacks is '?' and its own id. `claim` is what the system said."""

    subject: str
    predicate: str
    object: str
    polarity: str
    modality: str
    claim: Claim | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What became of the claims of a document at one level. Neither right nor wrong are `aside`: fits of optional or taken gold."""

    right: tuple[tuple[Judged, GoldClaim], ...]
    spurious: tuple[Judged, ...]
    aside: tuple[Judged, ...]
    missed: tuple[GoldClaim, ...]


def judged(claims: Sequence[Claim], mapping: Mapping[str, str]) -> list[Judged]:
    """System claims over gold ids; of several with one subject, predicate and object the first stands."""
    seen: dict[tuple[str, str, str], Judged] = {}
    for claim in claims:
        subject = mapping.get(claim.subject, "?" + claim.subject)
        target = mapping.get(claim.object, "?" + claim.object)
        made = Judged(
            subject=subject, predicate=claim.predicate, object=target, polarity=claim.polarity, modality=claim.modality, claim=claim
        )
        seen.setdefault((subject, claim.predicate, target), made)
    return list(seen.values())


def fits(system: Judged, gold: GoldClaim, level: Level) -> bool:
    """Whether a system claim says what a gold claim says, at a level."""
    straight = system.subject in gold.subjects and system.object in gold.objects
    turned = system.subject in gold.objects and system.object in gold.subjects
    if level == "pair":
        return straight or turned
    if system.predicate not in gold.predicates or not (straight or (turned and vocabulary().predicates[system.predicate].symmetric)):
        return False
    return level == "claim" or (system.polarity in gold.polarities and system.modality in gold.modalities)


def match(system: Sequence[Judged], gold: Sequence[GoldClaim], level: Level) -> Matching:
    """Match the claims of one document, each gold claim once, by the rules of the reference scorer.

    Gold claims with the fewest alternatives are taken first, so that a system claim takes the one that nothing else would fit.
    A system claim that fits only optional gold, or gold that is taken, is left aside.
    """
    firm = sorted((claim for claim in gold if not claim.optional), key=_alternatives)
    optional = [claim for claim in gold if claim.optional]
    if level == "pair":
        system = list({frozenset((claim.subject, claim.object)): claim for claim in system}.values())
        firm = _unique_pairs(firm)
    left = list(firm)
    right, spurious, aside = [], [], []
    for claim in system:
        hit = next((other for other in left if fits(claim, other, level)), None)
        if hit is not None:
            left.remove(hit)
            right.append((claim, hit))
        elif any(fits(claim, other, level) for other in (gold if level == "pair" else [*optional, *firm])):
            aside.append(claim)
        else:
            spurious.append(claim)
    return Matching(right=tuple(right), spurious=tuple(spurious), aside=tuple(aside), missed=tuple(left))


def _alternatives(claim: GoldClaim) -> int:
    return len(claim.subjects) * len(claim.predicates) * len(claim.objects)


def _unique_pairs(firm: Sequence[GoldClaim]) -> list[GoldClaim]:
    """One gold claim a pair: one whose alternatives share a pair with an earlier claim is no pair of its own."""
    taken: set[frozenset[str]] = set()
    unique = []
    for claim in sorted(firm, key=lambda claim: len(claim.subjects) * len(claim.objects)):
        links = {frozenset((subject, target)) for subject in claim.subjects for target in claim.objects}
        if not links & taken:
            taken |= links
            unique.append(claim)
    return unique
