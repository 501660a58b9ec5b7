"""Whether a graph is what the vocabulary says: the SHACL shapes of ontologies/shapes.ttl, checked over records of any size.

In: Records. Out: a ValidationReport: each violation with its node, its path, what is wrong and how to mend it.
The shapes are plain SHACL, and other validators give the same results (a test holds ours to pyshacl's); this one goes through the graph a
document at a time, so that it takes milliseconds a document and the memory of one.

>>> from tests.factories import sample_records
>>> validate(sample_records()).conforms
True
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter

from kg.iri import BASE, Iris
from kg.limits import Breach, breaches, compared, counted
from kg.model import Records
from kg.prefixes import Shortener, prefixes
from kg.shapes import Limits, NodeShape, PropertyShape, Query, Shapes, read_shapes
from kg.store import Bench
from kg.terms import TYPE, Graphs, Triple
from kg.triples import to_graphs
from kg.violations import ValidationReport, Violation

MOST = 10_000
"""Violations that a report holds; there is no use in more."""
BATCH = 30_000
"""Triples of documents that are asked about together."""
REMEMBERED = 100_000
"""Values of which it is remembered which limits they break: a few predicates, numbers and dates recur at all nodes."""

Values = Mapping[str, list[str]]
"""Of a node: each property with its objects."""
Index = Mapping[str, Values]
_DATATYPE = re.compile(r'"\^\^<([^<>]*)>$')


def validate(records: Records, *, base: str = BASE) -> ValidationReport:
    """Check records against the shapes that the package ships."""
    return validate_graphs(to_graphs(records, Iris(base)), base=base)


def validate_graphs(graphs: Graphs, *, base: str = BASE, shapes: Shapes | None = None) -> ValidationReport:
    """Check graphs of triples: entities first, then what is asserted, then documents, as kg.triples gives them."""
    checking = _Checking(shapes or read_shapes(), base)
    found = sorted(set(islice(checking.violations(graphs), MOST + 1)))
    return ValidationReport(violations=tuple(found[:MOST]), complete=len(found) <= MOST)


class _Checking:
    """One validation: the shapes, what is known of entities, and a store for the queries over all documents."""

    def __init__(self, shapes: Shapes, base: str) -> None:
        self._known = prefixes(Iris(base))
        self._shapes = shapes
        self._short = Shortener(self._known)
        self._across = Bench(self._known)
        self._entities: dict[str, Values] = {}
        self._types = {node: tuple(values[TYPE]) for node, values in _index(shapes.ontology).items() if TYPE in values}
        self._targets: dict[tuple[str, ...], list[NodeShape]] = {}
        self._above: dict[tuple[str, ...], frozenset[str]] = {}
        self._broken: dict[tuple[int, str], tuple[Breach, ...]] = {}

    def violations(self, graphs: Graphs) -> Iterator[Violation]:
        self._across.put("urn:ontology", self._shapes.ontology)
        kept = frozenset(token for shape in self._shapes.nodes for token in shape.looks_at)
        batch: list[Triple] = []
        for name, pieces in groupby(graphs, key=itemgetter(0)):
            kind = name.rpartition("/")[2]
            whole = kind in {"entities", "asserted", "entailed"}
            later: dict[str, Values] = {}
            for _, triples in pieces:
                index = _index(triples)
                if kind in {"entities", "corroboration"}:
                    self._types.update((node, tuple(values[TYPE])) for node, values in index.items() if TYPE in values)
                if kind == "entities":
                    self._entities.update(index)
                yield from self._nodes(index, later if kind == "corroboration" else None)
                self._across.put(name, triples if whole else [triple for triple in triples if triple[1] in kept])
                batch += () if whole else triples
                if len(batch) >= BATCH:
                    yield from self._within_documents(batch)
                    batch = []
            yield from self._nodes(later)
        yield from self._within_documents(batch)
        yield from self._queries(self._across, across=True)

    def _within_documents(self, triples: list[Triple]) -> Iterator[Violation]:
        """What the queries find in some documents: their nodes have nothing to do with each other, only with entities that they name."""
        bench = Bench(self._known)
        bench.put("urn:ontology", self._shapes.ontology)
        named = {object_ for _, _, object_ in triples if object_ in self._entities}
        known = ((node, word, value) for node in named for word, values in self._entities[node].items() for value in values)
        bench.put("urn:entities", known)
        bench.put("urn:documents", triples)
        yield from self._queries(bench, across=False)

    def _nodes(self, index: Index, later: dict[str, Values] | None = None) -> Iterator[Violation]:
        """What is wrong with nodes; where a class is wrong that a coming piece of the graph may tell, the node is looked at `later`."""
        for node, values in index.items():
            shapes = self._shapes_for(tuple(values.get(TYPE, ())))
            found = [violation for shape in shapes for violation in self._node(shape, node, index)]
            if later is not None and any(violation.component == "Class" for violation in found):
                later[node] = values
            else:
                yield from found

    def _shapes_for(self, types: tuple[str, ...]) -> Sequence[NodeShape]:
        """The shapes that look at a node of these types; few combinations of types recur at all nodes."""
        if types not in self._targets:
            self._targets[types] = [shape for shape in self._shapes.nodes if shape.classes & self._classes(types)]
        return self._targets[types]

    def _classes(self, types: tuple[str, ...]) -> frozenset[str]:
        """These classes and those above them."""
        found = self._above.get(types)
        if found is None:
            above = self._shapes.above
            found = self._above[types] = frozenset(upper for cls in types for upper in above.get(cls, (cls,)))
        return found

    def _node(self, shape: NodeShape, node: str, index: Index) -> Iterator[Violation]:
        if shape.closed:
            for predicate, objects in index[node].items():
                if predicate not in shape.allowed:
                    breach = Breach("Closed", f"{self._shown(predicate)} is no property of such a node")
                    yield from (self._violation(shape, node, (predicate,), breach, value) for value in objects)
        for part in shape.properties:
            values: Collection[str] = index[node].get(part.path[0], ())
            for step in part.path[1:]:
                values = dict.fromkeys(value for start in values for value in index.get(start, {}).get(step, ()))
            if values or part.min_count:
                yield from self._property(part, node, values if len(values) < 2 else dict.fromkeys(values), index)

    def _property(self, shape: PropertyShape, node: str, distinct: Collection[str], index: Index) -> Iterator[Violation]:
        if len(distinct) < shape.min_count or (shape.max_count is not None and len(distinct) > shape.max_count):
            yield from (self._violation(shape, node, shape.path, breach) for breach in counted(distinct, shape, self._shown))
        for value in distinct:
            for breach in self._breaches(value, shape, index):
                yield self._violation(shape, node, shape.path, breach, value)
            if shape.less_than or shape.disjoint:
                for breach in compared(value, shape, index[node], self._shown):
                    yield self._violation(shape, node, shape.path, breach, value)

    def _breaches(self, value: str, shape: PropertyShape, index: Index) -> Sequence[Breach]:
        """The limits that a value breaks; remembered, unless they ask for a class, which depends on the graph."""

        def classes(node: str) -> frozenset[str]:
            return self._classes(tuple(index.get(node, {}).get(TYPE, ())) or self._types.get(node, ()))

        key = id(shape), value
        found = self._broken.get(key)
        if found is None:
            found = tuple(breaches(value, shape.limits, classes, self._shown))
            if len(self._broken) < REMEMBERED and not _asks_for_class(shape.limits):
                self._broken[key] = found
        return found

    def _queries(self, bench: Bench, *, across: bool) -> Iterator[Violation]:
        for shape in self._shapes.nodes:
            if bool(shape.looks_at) is across:
                for query in shape.queries:
                    yield from self._query(bench, query)

    def _query(self, bench: Bench, query: Query) -> Iterator[Violation]:
        for row in bench.rows(query.text):
            yield self._violation(query, row["value"], (row["path"],), Breach("SPARQL", ""))

    def _violation(
        self, shape: NodeShape | PropertyShape | Query, node: str, path: tuple[str, ...], breach: Breach, value: str = ""
    ) -> Violation:
        return Violation(
            node=self._shown(node),
            path="/".join(map(self._shown, path)),
            shape=shape.name,
            value=self._shown(value) if value else "",
            message=shape.message,
            wrong=breach.wrong,
            mend=shape.mend,
            component=breach.component,
            query=shape.name if isinstance(shape, Query) else "",
            focus=node,
            steps=path,
            term=value,
        )

    def _shown(self, token: str) -> str:
        """A token as people read it: IRIs and datatypes in their short form."""
        if token.startswith("<"):
            return self._short(token[1:-1])
        return _DATATYPE.sub(lambda match: f'"^^{self._short(match.group(1))}', token)


def _asks_for_class(limits: Limits) -> bool:
    return limits.cls is not None or any(map(_asks_for_class, limits.either))


def _index(triples: Iterable[Triple]) -> Index:
    found: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, object_ in triples:
        values = found.get(subject)
        if values is None:
            found[subject] = {predicate: [object_]}
        else:
            values.setdefault(predicate, []).append(object_)
    return found
