"""Nodes, edges, claims and documents as typed columns: what tables for other programs hold, and what each column means.

In: Records. Out: rows of text, numbers, tuples of text and None, one table at a time and row by row. Columns are those of kg.tables, and
what only files need: ids of edges, all sentences of a claim with their places, what contradicts what.

>>> [column.name for column in SHEETS["nodes"].columns][:3]
['id', 'type', 'name']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kg.edges import edge_id
from kg.export.network import related
from kg.model import Records
from kg.tables import TABLES, Row, claim_rows, edge_rows

Kind = Literal["text", "number", "integer", "list"]
"""What a column holds; dates are text, since they may be a year, a month or a day. A list is of text."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`needed`: no row is without it. `refers`: the sheet whose `id` it holds."""

    name: str
    kind: Kind
    meaning: str
    needed: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of one kind of thing; `table` is its name in kg.tables."""

    table: str
    meaning: str
    columns: tuple[Column, ...]


def _text(name: str, meaning: str, *, needed: bool = False, refers: str = "") -> Column:
    return Column(name=name, kind="text", meaning=meaning, needed=needed, refers=refers)


def _count(name: str, meaning: str) -> Column:
    return Column(name=name, kind="integer", meaning=meaning, needed=True)


def _list(name: str, meaning: str) -> Column:
    return Column(name=name, kind="list", meaning=meaning, needed=True)


_STATUS = "How texts hold it: fact (a text states it), alleged, planned, demanded or denied. Only 'fact' is stated as having happened."
_CONFIDENCE = Column(name="confidence", kind="number", meaning="How sure the reading is, between 0 and 1", needed=True)
_ENDS = (
    _text("subject", "Who acts: id of a node", needed=True, refers="nodes"),
    _text("subject_name", "Name of the subject", needed=True),
    _text("predicate", "What is done: a predicate of the vocabulary", needed=True),
    _text("object", "To whom: id of a node", needed=True, refers="nodes"),
    _text("object_name", "Name of the object", needed=True),
    _text("status", _STATUS, needed=True),
)

SHEETS: Mapping[str, Sheet] = MappingProxyType(
    {
        "nodes": Sheet(
            table="entities",
            meaning="Entities: organisations, platforms, countries and others that documents name",
            columns=(
                _text("id", "Id of the entity, TYPE:KEY", needed=True),
                _text("type", "country, organisation, platform, ai_system, person, law, work or product", needed=True),
                _text("name", "Its name", needed=True),
                _list("aliases", "All its names, those that texts use among them"),
                _text("country", "Id of its country"),
                _text("sector", "regulator, government, police and so on, where it is known"),
                _text("wikidata", "Number of the Wikidata item, where that has a source"),
                _text("gazetteer", "Gazetteer that lists it; empty where only texts name it"),
                _count("claims", "Claims in which it is subject or object"),
            ),
        ),
        "edges": Sheet(
            table="edges",
            meaning="All claims of one subject, predicate, object and status, over all documents",
            columns=(
                _text("id", "Id of the edge", needed=True),
                *_ENDS,
                _list("claims", "Ids of its claims"),
                _list("documents", "Ids of the documents that they stand in"),
                _list("sources", "Independent sources: copies of one text, and texts of one outlet, are one"),
                _text("first", "Earliest date of its claims (ISO 8601: year, month or day)"),
                _text("last", "Latest date of its claims"),
                _CONFIDENCE,
                _list("contradicts", "Ids of edges that cannot hold together with it"),
                _list("supersedes", "Ids of earlier edges that it replaces"),
            ),
        ),
        "claims": Sheet(
            table="claims",
            meaning="Who did what to whom, as one document has it, with the sentence that says so",
            columns=(
                _text("id", "Id of the claim; `kg why DIR ID` tells all about it", needed=True),
                _text("edge", "Id of the edge that it is part of", needed=True, refers="edges"),
                *_ENDS,
                _text("polarity", "affirmed or negated", needed=True),
                _text("modality", "actual, alleged, planned or demanded", needed=True),
                _text("date", "When: its own time, else the day of its document (ISO 8601: year, month or day)"),
                _text("time", "Its own time, where the text says when"),
                _text("time_words", "The words that say when"),
                _text("attributed_to", "Whose word it is: id of a node", refers="nodes"),
                _text("about", "What the act was about"),
                _CONFIDENCE,
                _text("rule", "Rule that read it", needed=True),
                _text("subject_sector", "Which part of a state acts: government, police, judiciary ..."),
                _text("object_sector", "Which part of a state is acted upon"),
                _text("verdict", "accepted or corrected, where a person has judged it"),
                _text("sentence", "The sentence that settled its status, in one line", needed=True),
                _list("sentences", "All sentences of the document that state it, as they stand there"),
                _list("places", "Where these stand in the document: START-END in characters (Unicode code points)"),
                _text("document", "Id of the document", needed=True, refers="documents"),
                _text("document_name", "Name of the document", needed=True),
                _text("title", "Title of the document"),
                _text("published", "When the document was published"),
                _text("outlet", "Who published it"),
                _text("author", "Who wrote it"),
                _text("url", "Address of the document"),
            ),
        ),
        "documents": Sheet(
            table="documents",
            meaning="Documents that were read",
            columns=(
                _text("id", "Id of the document: the first 16 digits of the SHA-256 of its text", needed=True),
                _text("name", "Its own id in the input, or the name of its file", needed=True),
                _text("title", "Its title"),
                _text("published", "When it was published (ISO 8601: year, month or day)"),
                _text("outlet", "Who published it"),
                _text("author", "Who wrote it"),
                _text("url", "Its address"),
                _text("language", "Its language (BCP 47)"),
                _text("source", "The file that it was read from", needed=True),
                _count("characters", "Length of its text"),
                _count("claims", "Claims that stand in it"),
            ),
        ),
    }
)  # fmt: skip


def rows(records: Records, sheet: str) -> Iterator[tuple[object, ...]]:
    """The rows of a sheet, sorted by id, each as long as its columns. Lone surrogates, which UTF-8 cannot hold, become U+FFFD."""
    names = [column.name for column in SHEETS[sheet].columns]
    found = {"edges": _edges, "claims": _claims}.get(sheet)
    for row in found(records) if found else TABLES[SHEETS[sheet].table][1](records):
        yield tuple(_encodable(row[name]) for name in names)


def _edges(records: Records) -> Iterator[Row]:
    found = list(edge_rows(records))
    others = related([edge for edge, _ in found], records.claims())
    for edge, row in found:
        id = edge_id(edge)
        yield {**row, "id": id, **{kind: others.get((id, kind), ()) for kind in ("contradicts", "supersedes")}}


def _claims(records: Records) -> Iterator[Row]:
    for claim, document, row in claim_rows(records):
        yield {
            **row,
            "edge": edge_id(claim),
            "sentences": tuple(document.text[one.start : one.end] for one in claim.evidence),
            "places": tuple(f"{one.start}-{one.end}" for one in claim.evidence),
        }


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    return tuple(map(_encodable, value)) if isinstance(value, tuple) else value
