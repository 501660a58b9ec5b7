"""The values of kg.model as rows of the ledger's tables, and back.

In: an Extraction, or rows in the order of the tables' columns. Out: parameters for INSERT, or the values again.

>>> block_of((0, 5, "headline", 1, ""))
Block(start=0, end=5, kind='headline', kept=True, reason='')
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.appearances import Appearance, appearance_row
from kg.model import Block, Claim, Document, Entity, Evidence, Extraction, Link, Mention, Span

Row = tuple[Any, ...]

_FIRST = "id, name, text, source, sha256, title, published, language, url, outlet, encoding"
_LATER = "author, language_from"
DOCUMENT = f"{_FIRST}, {_LATER}"
BLOCK = "start, end, kind, kept, reason"
ENTITY = "id, type, name, aliases, country, sector, links, gazetteer, reason"
MENTION = "start, end, text, type, origin, entity, sector, score, reason"
CLAIM = (
    "id, subject, predicate, object, polarity, modality, attributed_to, time, about, confidence, subject_sector, object_sector, time_words"
)
EVIDENCE = "document, start, end, rule, trigger_start, trigger_end, subject_start, subject_end, object_start, object_end, inferred"


def content_digests(extraction: Extraction) -> frozenset[str]:
    """sha256, in hex, of everything that one document gave, whatever the order of its parts: as it is computed now and, where its claims
    have no words of time, as versions computed it that had no place for them."""
    tables = _tables(extraction)
    if any(claim.time_words is not None for claim in extraction.claims):
        return frozenset({_digest(tables)})
    return frozenset({_digest(tables), _digest({**tables, "claims": [row[:-1] for row in tables["claims"]]})})


def mention_order(mention: Mention) -> tuple[int, int, str, str, str]:
    return mention.start, mention.end, mention.entity, mention.type, mention.origin


def document_row(document: Document) -> Row:
    """All fields; without those that earlier versions did not know, where none of them is known: digests stay what they were."""
    later = _values(document, _LATER)
    return _values(document, _FIRST) + (later if any(value is not None for value in later) else ())


def document_of(row: Row, blocks: Iterable[Row]) -> Document:
    return Document(**dict(zip(DOCUMENT.split(", "), row, strict=True)), blocks=tuple(block_of(block) for block in blocks))


def block_row(block: Block) -> Row:
    return block.start, block.end, block.kind, int(block.kept), block.reason


def block_of(row: Row) -> Block:
    start, end, kind, kept, reason = row
    return Block(start=start, end=end, kind=kind, kept=bool(kept), reason=reason)


def entity_row(entity: Entity) -> Row:
    links = [[link.scheme, link.value, link.status] for link in entity.links]
    return (
        *(entity.id, entity.type, entity.name, json.dumps(entity.aliases), entity.country, entity.sector),
        *(json.dumps(links), entity.gazetteer, entity.reason),
    )


def entity_of(row: Row) -> Entity:
    id, type, name, aliases, country, sector, links, gazetteer, reason = row
    return Entity(
        id=id,
        type=type,
        name=name,
        aliases=tuple(json.loads(aliases)),
        country=country,
        sector=sector,
        links=tuple(Link(scheme=scheme, value=value, status=status) for scheme, value, status in json.loads(links)),
        gazetteer=gazetteer,
        reason=reason,
    )


def mention_row(mention: Mention) -> Row:
    return tuple(getattr(mention, name) for name in MENTION.split(", "))


def mention_of(row: Row) -> Mention:
    return Mention(**dict(zip(MENTION.split(", "), row, strict=True)))


def claim_row(claim: Claim) -> Row:
    return tuple(getattr(claim, name) for name in CLAIM.split(", "))


def claim_of(row: Row, evidence: Iterable[Evidence]) -> Claim:
    found = tuple(evidence)
    if not found:
        raise ValueError(f"claim {row[0]} has lost its evidence")
    return Claim(**dict(zip(CLAIM.split(", "), row, strict=True)), evidence=found)


def evidence_row(evidence: Evidence) -> Row:
    spans = [_ends(span) for span in (evidence.trigger, evidence.subject_span, evidence.object_span)]
    return (
        *(evidence.document, evidence.start, evidence.end, evidence.rule),
        *(end for span in spans for end in span),
        evidence.inferred,
    )


def evidence_of(row: Row, reasons: Iterable[str]) -> Evidence:
    document, start, end, rule, *ends, inferred = row
    return Evidence(
        document=document,
        start=start,
        end=end,
        rule=rule,
        trigger=_span(ends[0], ends[1]),
        subject_span=_span(ends[2], ends[3]),
        object_span=_span(ends[4], ends[5]),
        inferred=inferred,
        reasons=tuple(reasons),
    )


def rows_of(extraction: Extraction, *, key: str, place: str, appearances: Sequence[Appearance]) -> dict[str, list[Row]]:
    """All rows of what one document gave and of where it appeared, by table, in an order that the foreign keys allow.

    Raises:
        ValueError: an id stands twice, or a claim has evidence from another document.
    """
    for values in (extraction.claims, extraction.entities):
        if len({value.id for value in values}) != len(values):
            raise ValueError("the same claim or entity stands twice in what one document gave")
    documents = {evidence.document for claim in extraction.claims for evidence in claim.evidence}
    if not documents <= {extraction.document.id} or not all(claim.evidence for claim in extraction.claims):
        raise ValueError("a claim has no evidence, or evidence from another document")
    tables = _tables(extraction)
    first, later = (_values(extraction.document, names) for names in (_FIRST, _LATER))
    return {
        **tables,
        "documents": [(*first, key, place, _digest(tables), *later)],
        "appearances": [(extraction.document.id, *appearance_row(one)) for one in appearances],
        **_counted(extraction, len(appearances)),
    }


def _counted(extraction: Extraction, appearances: int) -> dict[str, list[Row]]:
    """What reports count of one document."""
    document = extraction.document
    dropped = Counter(block.reason or block.kind for block in document.blocks if not block.kept)
    return {
        "sizes": [(document.id, len(document.text), len(document.blocks), len(extraction.mentions), appearances)],
        "dropped": [(document.id, reason, number) for reason, number in sorted(dropped.items())],
    }


def _tables(extraction: Extraction) -> dict[str, list[Row]]:
    document = extraction.document
    mentions = sorted(extraction.mentions, key=mention_order)
    entities = sorted(extraction.entities, key=lambda entity: entity.id)
    claims = sorted(extraction.claims, key=lambda claim: claim.id)
    sentences = [(claim, number, evidence) for claim in claims for number, evidence in enumerate(claim.evidence)]
    return {
        "documents": [document_row(document)],
        "blocks": [(document.id, number, *block_row(block)) for number, block in enumerate(document.blocks)],
        "entities": [(row[0], document.id, *row[1:]) for row in map(entity_row, entities)],
        "mentions": [(document.id, number, *mention_row(mention)) for number, mention in enumerate(mentions)],
        "claims": [(row[0], document.id, *row[1:]) for row in map(claim_row, claims)],
        "evidence": [(claim.id, number, *evidence_row(evidence)) for claim, number, evidence in sentences],
        "reasons": [
            (claim.id, number, line, reason) for claim, number, evidence in sentences for line, reason in enumerate(evidence.reasons)
        ],
    }


def _digest(tables: Mapping[str, list[Row]]) -> str:
    return hashlib.sha256(json.dumps(tables, ensure_ascii=True).encode("ascii")).hexdigest()


def _values(document: Document, names: str) -> Row:
    return tuple(getattr(document, name) for name in names.split(", "))


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return span or (None, None)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)
