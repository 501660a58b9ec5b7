"""The graph as tables: one row a claim, an edge, an entity or a document, with names beside ids and the sentence beside the claim.

In: Records. Out: columns and rows of plain Python values (text, numbers, tuples of text, None), sorted by id as the records are.

>>> from tests.factories import sample_records
>>> columns, rows = to_table(sample_records(), "edges")
>>> columns[:4], rows[0][:4]
(('subject', 'subject_name', 'predicate', 'object'), ('country:DE', 'Germany', 'banned', 'ai_system:parrot'))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Literal, NamedTuple

from kg.errors import UsageError
from kg.model import Claim, Document, Edge, Entity, Records

Table = Literal["claims", "edges", "entities", "documents"]
Row = dict[str, object]


class Content(NamedTuple):
    """Names of columns, and rows as long as they are."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


CLAIM_COLUMNS = (
    "id", "subject", "subject_name", "predicate", "object", "object_name", "status", "polarity", "modality", "date", "time", "time_words",
    "attributed_to", "about", "confidence", "rule", "subject_sector", "object_sector", "verdict", "sentence", "document", "document_name",
    "title", "published", "outlet", "author", "url",
)  # fmt: skip
ENTITY_COLUMNS = ("id", "type", "name", "aliases", "country", "sector", "wikidata", "gazetteer", "claims")
DOCUMENT_COLUMNS = ("id", "name", "title", "published", "outlet", "author", "url", "language", "source", "characters", "claims")


def to_table(records: Records, table: str) -> Content:
    """One of the tables; UsageError where there is none of that name."""
    if table not in TABLES:
        raise UsageError(f"no table is called {table!r}; expected one of {', '.join(TABLES)}")
    columns, rows = TABLES[table]
    return Content(columns, [tuple(row[name] for name in columns) for row in rows(records)])


def sentence(claim: Claim, document: Document) -> str:
    """The sentence that settled a claim, in one line."""
    evidence = claim.evidence[0]
    return " ".join(document.text[evidence.start : evidence.end].split())


def wikidata(entity: Entity) -> str | None:
    """The Wikidata item of an entity whose identifier has a source; None where there is none."""
    return next((link.value for link in entity.links if link.scheme == "wikidata" and link.status == "sourced"), None)


def claim_rows(records: Records) -> Iterator[tuple[Claim, Document, Row]]:
    """Each claim with its document and its row."""
    names, documents = _names(records), {document.id: document for document in records.documents()}
    for claim in records.claims():
        document = documents[claim.document]
        row: Row = {
            "id": claim.id,
            "subject": claim.subject,
            "subject_name": names.get(claim.subject, claim.subject),
            "predicate": claim.predicate,
            "object": claim.object,
            "object_name": names.get(claim.object, claim.object),
            "status": claim.status,
            "polarity": claim.polarity,
            "modality": claim.modality,
            "date": claim.time or document.published,
            "time": claim.time,
            "time_words": claim.time_words,
            "attributed_to": claim.attributed_to,
            "about": claim.about,
            "confidence": claim.confidence,
            "rule": claim.rule,
            "subject_sector": claim.subject_sector,
            "object_sector": claim.object_sector,
            "verdict": claim.judgement.verdict if claim.judgement else None,
            "sentence": sentence(claim, document),
            "document": document.id,
            "document_name": document.name,
            "title": document.title,
            "published": document.published,
            "outlet": document.outlet,
            "author": document.author,
            "url": document.url,
        }
        yield claim, document, row


def edge_rows(records: Records) -> Iterator[tuple[Edge, Row]]:
    """Each edge with its row."""
    names = _names(records)
    for edge in records.edges():
        row: Row = {name: getattr(edge, name) for name in _EDGE}
        yield edge, {**row, "subject_name": names.get(edge.subject, edge.subject), "object_name": names.get(edge.object, edge.object)}


def _entities(records: Records) -> Iterator[Row]:
    acts: Counter[str] = Counter()
    for claim in records.claims():
        acts.update({claim.subject, claim.object})
    for entity in records.entities():
        row: Row = {name: getattr(entity, name) for name in ("id", "type", "name", "aliases", "country", "sector", "gazetteer")}
        yield {**row, "wikidata": wikidata(entity), "claims": acts[entity.id]}


def _documents(records: Records) -> Iterator[Row]:
    claims = Counter(claim.document for claim in records.claims())
    for document in records.documents():
        row: Row = {name: getattr(document, name) for name in DOCUMENT_COLUMNS[:-2]}
        yield {**row, "characters": len(document.text), "claims": claims[document.id]}


def _names(records: Records) -> dict[str, str]:
    return {entity.id: entity.name for entity in records.entities()}


_EDGE = tuple(field.name for field in fields(Edge))
EDGE_COLUMNS = tuple(
    column for name in _EDGE for column in ((name, f"{name}_name") if name in {"subject", "object"} else (name,))
)  # names stand beside ids

TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Records], Iterator[Row]]]] = MappingProxyType(
    {
        "claims": (CLAIM_COLUMNS, lambda records: (row for _, _, row in claim_rows(records))),
        "edges": (EDGE_COLUMNS, lambda records: (row for _, row in edge_rows(records))),
        "entities": (ENTITY_COLUMNS, _entities),
        "documents": (DOCUMENT_COLUMNS, _documents),
    }
)
