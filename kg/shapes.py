"""The SHACL shapes of ontologies/shapes.ttl, read into plain values that kg.validate checks by.

In: the shapes file. Out: node shapes with their properties and queries. Only the part of SHACL that the file uses is known; a word of SHACL
that is not known here is an error, never passed over.

>>> next(shape.name for shape in read_shapes().nodes if shape.closed)
'claim'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.resources import ontology_path

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SHAPES = "https://w3id.org/actorgraph/shapes#"
SH = "http://www.w3.org/ns/shacl#"

_NODE_WORDS = frozenset({"targetClass", "targetNode", "closed", "ignoredProperties", "message", "property", "sparql"})
_VALUE_WORDS = frozenset({"datatype", "class", "nodeKind", "in", "pattern", "minLength", "minInclusive", "maxInclusive", "or"})
_PROPERTY_WORDS = _VALUE_WORDS | {"path", "minCount", "maxCount", "lessThan", "disjoint", "message"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a value must be; None and empty mean any. Terms are in N-Triples notation; `either` are Limits of which one must hold."""

    datatype: str | None = None
    cls: str | None = None
    iri: bool = False
    among: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    min_length: int = 0
    minimum: float | None = None
    maximum: float | None = None
    either: tuple[Limits, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyShape:
    """What the values at the end of a path must be, and how many there may be; `less_than` and `disjoint` name another property."""

    name: str
    path: tuple[str, ...]
    message: str
    mend: str
    limits: Limits
    min_count: int = 0
    max_count: int | None = None
    less_than: str | None = None
    disjoint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query that gives ?value (the node that is wrong) and ?path for all nodes at once; `shape` is the node shape that it is of."""

    name: str
    shape: str
    message: str
    mend: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeShape:
    """What nodes of some classes must be. `allowed` are the properties of a closed shape; `looks_at` those that the queries read."""

    name: str
    classes: frozenset[str]
    message: str
    mend: str
    closed: bool
    allowed: frozenset[str]
    properties: tuple[PropertyShape, ...]
    queries: tuple[Query, ...]
    looks_at: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """All shapes, and for each class of the ontology the classes that it is below, itself among them (tokens)."""

    nodes: tuple[NodeShape, ...]
    above: Mapping[str, frozenset[str]]
    ontology: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=1)
def read_shapes() -> Shapes:
    """The shapes that the package ships; KgError where a file is broken."""
    return parse_shapes(ontology_path("shapes.ttl"), ontology_path("actorgraph.ttl"))


def parse_shapes(shapes: Path, ontology: Path) -> Shapes:
    """Shapes of a file, to be read with an ontology."""
    from rdflib import RDF, RDFS, Graph, URIRef

    graphs = []
    for path in (shapes, ontology):
        try:
            graphs.append(Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle"))
        except (OSError, SyntaxError, ValueError) as error:
            raise KgError(f"{path.name}: cannot be read as Turtle; reinstall the package") from error
    graph, words = graphs
    reading = _Reading(graph, shapes.name)
    classes = {*words.subjects(RDFS.subClassOf, None), *words.objects(None, RDFS.subClassOf)}
    above = {cls.n3(): frozenset(upper.n3() for upper in words.transitive_objects(cls, RDFS.subClassOf) if upper) for cls in classes}
    nodes = [reading.node(node) for node in graph.subjects(RDF.type, URIRef(f"{SH}NodeShape"))]
    return Shapes(
        nodes=tuple(sorted(nodes, key=lambda shape: shape.name)),
        above=above,
        ontology=tuple(sorted((s.n3(), p.n3(), o.n3()) for s, p, o in words)),
    )


class _Reading:
    """One reading of a shapes graph."""

    def __init__(self, graph: Graph, file: str) -> None:
        self._graph = graph
        self._file = file

    def node(self, node: Node) -> NodeShape:
        self._known(node, _NODE_WORDS)
        properties = tuple(sorted((self._property(part) for part in self._objects(node, "property")), key=lambda shape: shape.name))
        ignored = self._items(node, "ignoredProperties")
        return NodeShape(
            name=self._name(node),
            classes=frozenset(cls.n3() for cls in self._objects(node, "targetClass")),
            message=self._text(node, "message"),
            mend=self._text(node, "mend", SHAPES),
            closed=self._text(node, "closed") == "true",
            allowed=frozenset(ignored) | {shape.path[0] for shape in properties if len(shape.path) == 1},
            properties=properties,
            queries=tuple(sorted((self._query(part, node) for part in self._objects(node, "sparql")), key=lambda query: query.name)),
            looks_at=frozenset(part.n3() for part in self._objects(node, "looksAt", SHAPES)),
        )

    def _property(self, node: Node) -> PropertyShape:
        self._known(node, _PROPERTY_WORDS)
        path = self._items(node, "path") or [part.n3() for part in self._objects(node, "path")]
        if not path or not all(step.startswith("<") for step in path):
            raise KgError(f"{self._file}: {node} has a path that is neither a property nor a list of properties")
        return PropertyShape(
            name=self._name(node),
            path=tuple(path),
            message=self._text(node, "message"),
            mend=self._text(node, "mend", SHAPES),
            limits=self._limits(node),
            min_count=int(self._text(node, "minCount") or 0),
            max_count=int(self._text(node, "maxCount")) if self._text(node, "maxCount") else None,
            less_than=self._token(node, "lessThan"),
            disjoint=self._token(node, "disjoint"),
        )

    def _limits(self, node: Node) -> Limits:
        from rdflib import URIRef

        kind = self._token(node, "nodeKind")
        if kind not in {None, f"<{SH}IRI>"}:
            raise KgError(f"{self._file}: {node} has a node kind that this program does not know; expected sh:IRI")
        pattern, minimum, maximum = (self._text(node, word) for word in ("pattern", "minInclusive", "maxInclusive"))
        either = []
        for name in self._items(node, "or"):
            option = URIRef(name[1:-1])
            self._known(option, _VALUE_WORDS)
            either.append(self._limits(option))
        return Limits(
            datatype=self._token(node, "datatype"),
            cls=self._token(node, "class"),
            iri=kind is not None,
            among=frozenset(self._items(node, "in")),
            pattern=re.compile(pattern) if pattern else None,
            min_length=int(self._text(node, "minLength") or 0),
            minimum=float(minimum) if minimum else None,
            maximum=float(maximum) if maximum else None,
            either=tuple(either),
        )

    def _query(self, node: Node, shape: Node) -> Query:
        self._known(node, frozenset({"prefixes", "message", "select"}))
        message, mend = self._text(node, "message"), self._text(node, "mend", SHAPES)
        return Query(name=self._name(node), shape=self._name(shape), message=message, mend=mend, text=self._text(node, "select"))

    def _known(self, node: Node, words: frozenset[str]) -> None:
        """Tells a word of SHACL that this program would pass over."""
        for predicate in self._graph.predicates(node, None):
            word = str(predicate).removeprefix(SH)
            if str(predicate).startswith(SH) and word not in words:
                known = ", ".join(sorted(words))
                raise KgError(f"{self._file}: {self._name(node)} uses sh:{word}, which this program does not check; expected {known}")

    def _name(self, node: Node) -> str:
        return str(node).removeprefix(SHAPES)

    def _objects(self, node: Node, word: str, namespace: str = SH) -> list[Node]:
        from rdflib import URIRef

        return sorted(self._graph.objects(node, URIRef(f"{namespace}{word}")), key=str)

    def _text(self, node: Node, word: str, namespace: str = SH) -> str:
        return next((str(value) for value in self._objects(node, word, namespace)), "")

    def _token(self, node: Node, word: str) -> str | None:
        return next((value.n3() for value in self._objects(node, word)), None)

    def _items(self, node: Node, word: str) -> list[str]:
        """The members of a list, as tokens; empty where the value is no list."""
        return [item.n3() for head in self._objects(node, word) for item in self._graph.items(head)]
