"""The graph as property graphs have it: entities, documents and claims as nodes, edges as relationships, claims tied to what they name.

In: Records. Out: tables of nodes and of relationships, for Neo4j as CSV and as Cypher.

>>> label("ai_system"), relationship("ruled_against")
('AiSystem', 'RULED_AGAINST')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from kg.export.network import EDGE, NODE, Arc, Network, Node, Value, to_network
from kg.model import Claim, Document, Edge, Records

Properties = Mapping[str, Value | None]

ENTITY: Mapping[str, type] = MappingProxyType({"name": str, **{name: type_ for name, type_ in NODE.items() if name != "label"}})
DOCUMENT: Mapping[str, type] = MappingProxyType(
    dict.fromkeys(("name", "title", "published", "language", "outlet", "author", "url", "source"), str)
)
CLAIM: Mapping[str, type] = MappingProxyType(
    {
        "predicate": str, "status": str, "polarity": str, "modality": str, "confidence": float, "time": str, "time_words": str,
        "about": str, "rule": str, "verdict": str, "sentences": tuple, "start_offset": int, "end_offset": int,
    }
)  # fmt: skip
RELATION: Mapping[str, type] = MappingProxyType(
    {"id": str, **{name: type_ for name, type_ in EDGE.items() if name != "label"}, "claim_ids": tuple}
)
"""Properties with their types. Offsets are code points of the document's text, of the first sentence of a claim."""


class Subject(NamedTuple):
    """A node: its id, the label that it has beside that of its table, its properties."""

    id: str
    label: str
    properties: Properties


class Tie(NamedTuple):
    """A relationship: the ids of its ends, its type, its properties."""

    source: str
    target: str
    type: str
    properties: Properties


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """A table of nodes: `name` is that of its files, `label` that of all its nodes."""

    name: str
    label: str
    types: Mapping[str, type]
    rows: tuple[Subject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """A table of relationships from nodes of one label to nodes of another."""

    name: str
    source: str
    target: str
    types: Mapping[str, type]
    rows: tuple[Tie, ...]


def to_tables(records: Records) -> tuple[tuple[Nodes, ...], tuple[Ties, ...]]:
    """All nodes and all relationships, sorted as the records are."""
    network = to_network(records)
    claims = list(records.claims())
    documents = {document.id: document for document in records.documents()}
    nodes = (
        Nodes(name="entities", label="Entity", types=ENTITY, rows=tuple(map(_entity, network.nodes))),
        Nodes(name="documents", label="Document", types=DOCUMENT, rows=tuple(map(_document, documents.values()))),
        Nodes(name="claims", label="Claim", types=CLAIM, rows=tuple(_claim(claim, documents) for claim in claims)),
    )
    ties = (
        Ties(name="edges", source="Entity", target="Entity", types=RELATION, rows=tuple(_edges(network, records.edges()))),
        Ties(name="roles", source="Claim", target="Entity", types={}, rows=tuple(_roles(claims))),
        Ties(name="places", source="Claim", target="Document", types={}, rows=tuple(_places(claims))),
        Ties(name="copies", source="Document", target="Document", types={}, rows=tuple(_copies(records))),
    )
    return nodes, ties


def label(type: str) -> str:
    """The label of an entity type: letters and digits only, so that it needs no quotes."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", type)) or "Other"


def relationship(predicate: str) -> str:
    """The type of relationship of a predicate: upper snake case, without quotes."""
    return re.sub(r"[^0-9A-Z]+", "_", predicate.upper()) or "OTHER"


def _entity(node: Node) -> Subject:
    named = {"name": node.attributes["label"], **node.attributes}
    return Subject(node.id, label(str(node.attributes["type"])), {name: named[name] for name in ENTITY})


def _document(document: Document) -> Subject:
    return Subject(document.id, "", {name: getattr(document, name) for name in DOCUMENT})


def _claim(claim: Claim, documents: Mapping[str, Document]) -> Subject:
    said = (" ".join(documents[one.document].text[one.start : one.end].split()) for one in claim.evidence)
    own = {
        "status": claim.status,
        "rule": claim.rule,
        "verdict": claim.judgement.verdict if claim.judgement else None,
        "sentences": tuple(dict.fromkeys(said)),
        "start_offset": claim.evidence[0].start,
        "end_offset": claim.evidence[0].end,
    }
    return Subject(claim.id, "", {name: own[name] if name in own else getattr(claim, name) for name in CLAIM})


def _edges(network: Network, edges: Iterable[Edge]) -> Iterator[Tie]:
    for arc, edge in zip(network.arcs, edges, strict=True):
        yield Tie(arc.source, arc.target, relationship(edge.predicate), _relation(arc, edge))


def _relation(arc: Arc, edge: Edge) -> Properties:
    values: dict[str, Value] = {"id": arc.id, **arc.attributes, "claim_ids": edge.claims}
    return {name: values[name] for name in RELATION}


def _roles(claims: Iterable[Claim]) -> Iterator[Tie]:
    for claim in claims:
        for type, id in (("SUBJECT", claim.subject), ("OBJECT", claim.object), ("ATTRIBUTED_TO", claim.attributed_to)):
            if id is not None:
                yield Tie(claim.id, id, type, {})


def _places(claims: Iterable[Claim]) -> Iterator[Tie]:
    return (Tie(claim.id, document, "IN_DOCUMENT", {}) for claim in claims for document in sorted({one.document for one in claim.evidence}))


def _copies(records: Records) -> Iterator[Tie]:
    return (Tie(copy.document, copy.of, "COPY_OF", {}) for copy in records.copies())
