"""One document's extraction against its gold.

In: a `GoldDocument` and an `Extraction` of the same text. Out: a `DocumentScore`: tallies at every level, and what
became of each claim.

>>> from kg.model import Document, Extraction
>>> gold = GoldDocument(id="d", text="", published=None, title=None, entities=(), claims=(), mentions=None, path="")
>>> empty = Extraction(document=Document(id="d", name="d", text="", source="d", sha256=""))
>>> score_document(gold, empty).levels["claim"].f1
0.0
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.gold import GoldClaim, GoldDocument
from kg.model import Entity, Extraction
from kg.score.align import align
from kg.score.match import Judged, Level, Matching, fits, judged, match
from kg.score.mentions import MentionLevel, score_mentions
from kg.score.tally import Tally
from kg.vocabulary import vocabulary

ScoreLevel = Literal["entity", "typed", "pair", "claim", "status"]
LEVELS: tuple[ScoreLevel, ...] = ("entity", "typed", "pair", "claim", "status")
Agreement = Literal["same", "prefix", "differs", "missed", "spurious"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A right claim with its gold; `time` and `attribution` say how these two agree, None where neither side has one."""

    system: Judged
    gold: GoldClaim
    status: bool
    time: Agreement | None
    attribution: Agreement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScore:
    """What became of one document. `claims` and `statuses` are the matchings at these levels; `mapping` is system to gold entity ids."""

    gold: GoldDocument
    extraction: Extraction
    mapping: Mapping[str, str]
    levels: Mapping[ScoreLevel, Tally]
    mentions: Mapping[MentionLevel, Tally]
    claims: Matching
    statuses: Matching
    matched: tuple[Matched, ...]


def score_document(gold: GoldDocument, extraction: Extraction) -> DocumentScore:
    """Score one document, exactly as the reference scorer counts it."""
    types = vocabulary().types
    entities = [entity for entity in extraction.entities if entity.type in types]
    mapping = align(gold.entities, entities)
    claims = judged(extraction.claims, mapping)
    levels: tuple[Level, ...] = ("pair", "claim", "status")
    matchings = {level: match(claims, gold.claims, level) for level in levels}
    tallies: dict[ScoreLevel, Tally] = {level: _tally(matching) for level, matching in matchings.items()}
    return DocumentScore(
        gold=gold,
        extraction=extraction,
        mapping=mapping,
        levels=dict(_entity_levels(gold, entities, mapping)) | tallies,
        mentions=score_mentions(gold, extraction.mentions, mapping),
        claims=matchings["claim"],
        statuses=matchings["status"],
        matched=tuple(_matched(system, claim, mapping) for system, claim in matchings["claim"].right),
    )


def _entity_levels(gold: GoldDocument, entities: Sequence[Entity], mapping: Mapping[str, str]) -> Iterable[tuple[ScoreLevel, Tally]]:
    by_id = {entity.id: entity for entity in gold.entities}
    pairs = [(entity, by_id[mapping[entity.id]]) for entity in entities if entity.id in mapping]
    right = [(entity, other) for entity, other in pairs if not other.optional]
    found = len(entities) - (len(pairs) - len(right))
    wanted = sum(not entity.optional for entity in gold.entities)
    yield "entity", Tally(right=len(right), found=found, gold=wanted)
    yield "typed", Tally(right=sum(entity.type in other.types for entity, other in right), found=found, gold=wanted)


def _tally(matching: Matching) -> Tally:
    right = len(matching.right)
    return Tally(right=right, found=right + len(matching.spurious), gold=right + len(matching.missed))


def _matched(system: Judged, gold: GoldClaim, mapping: Mapping[str, str]) -> Matched:
    time = system.claim.time if system.claim else None
    speaker = system.claim.attributed_to if system.claim else None
    return Matched(
        system=system,
        gold=gold,
        status=fits(system, gold, "status"),
        time=_agreement(time, (gold.time,) if gold.time else ()),
        attribution=_agreement(speaker and mapping.get(speaker, "?" + speaker), gold.attributed_to, prefixes=False),
    )


def _agreement(found: str | None, wanted: tuple[str, ...], *, prefixes: bool = True) -> Agreement | None:
    if not found:
        return "missed" if wanted else None
    if not wanted:
        return "spurious"
    if found in wanted:
        return "same"
    near = prefixes and any(one.startswith(found + "-") or found.startswith(one + "-") for one in wanted)
    return "prefix" if near else "differs"
