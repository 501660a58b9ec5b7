"""Judged documents as gold: what rules are measured on and what a model learns from, made of a newsroom's own decisions.

In: a ledger with judgements. Out: GoldTexts, and the text of a file in the two shapes that kg.gold reads: markup and JSON.

A document is gold where a person has judged each of its claims that views show. Of one that was judged in part, the claims that nobody
looked at are optional ('?'): found or missed, they neither earn nor cost.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.gold import points_back
from kg.ledger import Ledger
from kg.model import Claim, Document, Entity, Mention

# Signs of the markup itself, and what stands for them in a text, one for one, so that offsets stay true.
_SIGNS = str.maketrans({"[": "(", "]": ")", "|": "¦", "¶": "⁋", "\r": " "})
_LINE = " ¶ "


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """A document with its claims as people judged them; `open` counts the claims that nobody looked at, which are in `optional`."""

    document: Document
    entities: Mapping[str, Entity]
    mentions: Sequence[Mention]
    claims: Sequence[Claim]
    optional: frozenset[str]
    open: int

    @property
    def complete(self) -> bool:
        return self.open == 0


def to_gold(ledger: Ledger) -> Iterator[GoldText]:
    """Every document on which there is a judgement, by id."""
    entities = {entity.id: entity for entity in ledger.entities()}
    judged: set[str] = set()
    shown = {claim.id for claim in ledger.claims()}
    standing: dict[str, dict[str, Claim]] = defaultdict(dict)
    for one in ledger.settled():
        claim = one.result or one.read
        if one.judgement is not None:
            judged.add(claim.document if claim else one.judgement.claim.document)
        if one.result is not None:
            standing[one.result.document][one.result.id] = one.result
    for document in ledger.documents():
        if document.id in judged:
            claims = sorted(standing[document.id].values(), key=lambda claim: (claim.evidence[0].start, claim.id))
            unseen = frozenset(claim.id for claim in claims if claim.judgement is None)
            mentions = _apart(mention for mention in ledger.mentions(document.id) if mention.entity in entities)
            named = {mention.entity for mention in mentions}
            named |= {id for claim in claims for id in (claim.subject, claim.object, claim.attributed_to) if id}
            yield GoldText(
                document=document,
                entities={id: entities[id] for id in sorted(named) if id in entities},
                mentions=mentions,
                claims=claims,
                optional=unseen,
                open=len(unseen & shown),
            )


def to_markup(gold: GoldText) -> tuple[str, list[str]]:
    """The document as a passage in markup, and what the markup had no place for: claims whose entities the text does not name."""
    document = gold.document
    numbers = {entity: f"e{number}" for number, entity in enumerate(dict.fromkeys(mention.entity for mention in gold.mentions), start=1)}
    lines = [f"# {document.id} | {document.published or '-'}", _marked(document.text, gold, numbers)]
    lines += [f"= {numbers[id]}: {'; '.join(names)}" for id in numbers if (names := _more_names(gold, id))]
    lost = []
    for claim in gold.claims:
        ends = (claim.subject, claim.object)
        if any(end not in numbers for end in ends):
            lost.append(f"{document.id}: {claim.subject} {claim.predicate} {claim.object}")
            continue
        flags: list[str] = [word for word in (claim.polarity, claim.modality) if word not in {"affirmed", "actual"}]
        flags += [f"@{numbers[claim.attributed_to]}"] if claim.attributed_to in numbers else []
        flags += [claim.time] if claim.time else []
        flags += ["?"] if claim.id in gold.optional else []
        said = f"> {numbers[claim.subject]} {claim.predicate} {numbers[claim.object]}"
        lines.append(f"{said} | {' '.join(flags)}" if flags else said)
    return "\n".join(lines) + "\n", lost


def to_json(gold: GoldText) -> str:
    """The document as one JSON object in the shape of the annotation guidelines, in one line."""
    document = gold.document
    mentions: dict[str, list[list[int]]] = {id: [] for id in gold.entities}
    for mention in gold.mentions:
        mentions[mention.entity].append([mention.start, mention.end])
    record = {
        "id": document.id,
        "published": document.published,
        "title": document.title,
        "source": document.source,
        "text": document.text,
        "entities": [_entity(entity, mentions[id], gold) for id, entity in gold.entities.items()],
        "claims": [_claim(claim, gold) for claim in gold.claims],
    }
    return json.dumps({name: value for name, value in record.items() if value is not None}, ensure_ascii=False)


def _entity(entity: Entity, mentions: list[list[int]], gold: GoldText) -> dict[str, Any]:
    names = list(dict.fromkeys((*_marked_names(gold, entity.id), entity.name, *entity.aliases)))
    sector = _sector(gold, entity.id)
    return {"id": entity.id, "type": entity.type, "names": names, "mentions": mentions} | ({"sector": sector} if sector else {})


def _claim(claim: Claim, gold: GoldText) -> dict[str, Any]:
    evidence = claim.evidence[0]
    return {
        "subject": claim.subject,
        "predicate": claim.predicate,
        "object": claim.object,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attributed_to": claim.attributed_to if claim.attributed_to in gold.entities else None,
        "time": claim.time,
        "evidence": gold.document.text[evidence.start : evidence.end],
        "optional": claim.id in gold.optional,
    }


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that do not overlap, of two the longer; those that point back must look like it, or a reader would take them for names."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end, one.entity)):
        usable = mention.origin != "coref" or points_back(mention.text)
        if usable and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return kept


def _marked(text: str, gold: GoldText, numbers: Mapping[str, str]) -> str:
    """The text in one line with each mention in its brackets; the first of an entity bears its type."""
    parts, place, seen = [], 0, set()
    for mention in gold.mentions:
        entity = gold.entities[mention.entity]
        sector = _sector(gold, entity.id)
        kind = "" if entity.id in seen else f" {entity.type}" + (f"/{sector}" if sector else "")
        seen.add(entity.id)
        parts += [_plain(text[place : mention.start]), f"[{_plain(mention.text)}|{numbers[entity.id]}{kind}]"]
        place = mention.end
    line = "".join((*parts, _plain(text[place:].rstrip())))
    # A line that began with one of these would be read as a claim, as names or as a head.
    return line.replace(">", "›", 1) if line.startswith(">") else line.replace("=", "⁼", 1) if line.startswith("= ") else line


def _plain(text: str) -> str:
    return text.translate(_SIGNS).replace("\n", _LINE)


def _marked_names(gold: GoldText, entity: str) -> list[str]:
    found = (mention.text for mention in gold.mentions if mention.entity == entity)
    return list(dict.fromkeys(name for name in found if not points_back(name)))


def _more_names(gold: GoldText, entity: str) -> list[str]:
    """Names that no mark gives, as one line can hold them."""
    known = gold.entities[entity]
    marked = {_plain(name) for name in _marked_names(gold, entity)}
    names = (" ".join(name.replace(";", ",").split()) for name in (known.name, *known.aliases))
    return [name for name in dict.fromkeys(names) if name and name not in marked]


def _sector(gold: GoldText, entity: str) -> str | None:
    """The sector in which a country acts; other entities have none in gold."""
    if gold.entities[entity].type != "country":
        return None
    sectors = (mention.sector for mention in gold.mentions if mention.entity == entity and mention.sector)
    return next(sectors, None)
