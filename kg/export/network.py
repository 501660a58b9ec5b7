"""The graph as graph tools want it: nodes and edges with attributes; the same ones whatever the format that is made of it.

In: Records. Out: a Network. Formats without lists or with XML's alphabet take `flat` attributes.

>>> flat({"aliases": ("X", "Twitter"), "claims": 2})
{'aliases': 'X; Twitter', 'claims': 2}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.contradictions import relations
from kg.edges import edge_id
from kg.model import Claim, Document, Edge, Entity, Records
from kg.tables import sentence, wikidata

Value = str | float | int | tuple[str, ...]
Attributes = Mapping[str, Value]
Flat = dict[str, str | float | int]

NODE: Mapping[str, type] = MappingProxyType(
    {"label": str, "type": str, "aliases": tuple, "country": str, "sector": str, "wikidata": str, "claims": int}
)
EDGE: Mapping[str, type] = MappingProxyType(
    {
        "label": str, "predicate": str, "status": str, "first": str, "last": str, "confidence": float, "claims": int, "documents": int,
        "independent_sources": int, "reviewed": int, "contradicts": tuple, "supersedes": tuple, "evidence": tuple, "sources": tuple,
        "rules": tuple,
    }
)  # fmt: skip
"""Attributes of nodes and edges with their types: all nodes have all of them, and so do all edges. A tuple is of text."""

_LINES = frozenset({"evidence", "sources"})
"""Lists of which each entry gets a line of its own where there are no lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity. `attributes` are those of NODE."""

    id: str
    attributes: Attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """An edge with an id of its own, the one that it has in RDF: two nodes may be joined by several. `attributes` are those of EDGE."""

    id: str
    source: str
    target: str
    attributes: Attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]


def to_network(records: Records) -> Network:
    """Entities as nodes, edges as arcs, both sorted. Both ends of every arc are nodes, also where the records know no such entity."""
    documents = {document.id: document for document in records.documents()}
    claims = {claim.id: claim for claim in records.claims()}
    edges = list(records.edges())
    others = related(edges, claims.values())
    counts: dict[str, int] = {}
    for edge in edges:
        for end in {edge.subject, edge.object}:
            counts[end] = counts.get(end, 0) + len(edge.claims)
    return Network(
        nodes=tuple(Node(id=one.id, attributes=_node(one, counts.get(one.id, 0))) for one in all_entities(records, edges)),
        arcs=tuple(_arc(edge_id(edge), edge, [claims[id] for id in edge.claims], documents, others) for edge in edges),
    )


def all_entities(records: Records, named_by: Iterable[Edge | Claim]) -> list[Entity]:
    """The entities of records, and, called by its id, each end of an edge or claim that they do not know; sorted by id."""
    found = {entity.id: entity for entity in records.entities()}
    for id in {end for one in named_by for end in (one.subject, one.object)} - found.keys():
        found[id] = Entity(id=id, type=id.partition(":")[0], name=id)
    return [found[id] for id in sorted(found)]


def flat(attributes: Attributes) -> Flat:
    """Attributes with text in the place of lists: sentences and sources one a line, other entries with semicolons between."""
    return {
        name: ("\n" if name in _LINES else "; ").join(value) if isinstance(value, tuple) else value for name, value in attributes.items()
    }


def known(attributes: Attributes) -> dict[str, str | float | int | list[str]]:
    """Attributes as JSON has them, without those that are empty."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in attributes.items() if value not in {"", ()}}


def whole(attributes: Attributes, name: str) -> int:
    """An attribute that is a whole number."""
    value = attributes[name]
    if not isinstance(value, int):
        raise TypeError(f"{name} is no whole number")
    return value


def _node(entity: Entity, claims: int) -> Attributes:
    return {
        "label": entity.name,
        "type": entity.type,
        "aliases": entity.aliases,
        "country": entity.country or "",
        "sector": entity.sector or "",
        "wikidata": wikidata(entity) or "",
        "claims": claims,
    }


def related(edges: Iterable[Edge], claims: Iterable[Claim]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """By the id of an edge and the kind of relation, the ids of the edges that it contradicts or supersedes, sorted."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in relations(edges, claims):
        one, other = edge_id(relation.edge), edge_id(relation.other)
        found[one, relation.kind].append(other)
        if relation.kind == "contradicts":
            found[other, relation.kind].append(one)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _arc(
    id: str, edge: Edge, claims: list[Claim], documents: Mapping[str, Document], others: Mapping[tuple[str, str], tuple[str, ...]]
) -> Arc:
    sentences = [sentence(claim, documents[claim.document]) for claim in claims]
    sources = [documents[name].url or documents[name].source for name in edge.documents]
    return Arc(
        id=id,
        source=edge.subject,
        target=edge.object,
        attributes={
            "label": edge.predicate.replace("_", " ") + ("" if edge.status == "fact" else f" ({edge.status})"),
            "predicate": edge.predicate,
            "status": edge.status,
            "first": edge.first or "",
            "last": edge.last or "",
            "confidence": edge.confidence,
            "claims": len(edge.claims),
            "documents": len(edge.documents),
            "independent_sources": len(edge.sources),
            "contradicts": others.get((id, "contradicts"), ()),
            "supersedes": others.get((id, "supersedes"), ()),
            "reviewed": sum(claim.judgement is not None for claim in claims),
            "evidence": tuple(dict.fromkeys(sentences)),
            "sources": tuple(dict.fromkeys(sources)),
            "rules": tuple(sorted({claim.rule for claim in claims})),
        },
    )
