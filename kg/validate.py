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
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from kg.iri import BASE, Iris
from kg.limits import Breach, breaches, compared, counted
from kg.model import Records
from kg.prefixes import Shortener, prefixes
from kg.shapes import NodeShape, PropertyShape, Query, Shapes, read_shapes
from kg.store import Bench
from kg.terms import TYPE, Graphs, Triple
from kg.triples import to_graphs
from kg.violations import ValidationReport, Violation

MOST = 10_000
"""Violations that a report holds; there is no use in more."""
BATCH = 10_000
"""Triples of documents that are asked about together."""
_BATCH_GRAPH = "urn:documents"

Index = Mapping[str, Mapping[str, list[str]]]
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
    """One validation: the shapes, what is known of entities, and a store for the queries."""

    def __init__(self, shapes: Shapes, base: str) -> None:
        known = prefixes(Iris(base))
        self._shapes = shapes
        self._short = Shortener(known)
        self._within, self._across = Bench(known), Bench(known)
        self._shared = _index(shapes.ontology)
        self._targets: dict[tuple[str, ...], list[NodeShape]] = {}

    def violations(self, graphs: Graphs) -> Iterator[Violation]:
        for bench in (self._within, self._across):
            bench.put("urn:ontology", self._shapes.ontology)
        kept = frozenset(token for shape in self._shapes.nodes for token in shape.looks_at)
        iris = {"entities", "asserted", "entailed"}
        batch: list[Triple] = []
        for name, triples in graphs:
            shared = name.rpartition("/")[2] in iris
            index = _index(triples)
            yield from self._nodes(index)
            self._across.put(name, triples if shared else [triple for triple in triples if triple[1] in kept])
            if shared:
                self._within.put(name, triples)
                self._shared = {**self._shared, **index} if name.endswith("entities") else self._shared
                continue
            batch += triples
            if len(batch) >= BATCH:
                yield from self._within_documents(batch)
                batch = []
        yield from self._within_documents(batch)
        yield from self._queries(self._across, across=True)

    def _within_documents(self, triples: list[Triple]) -> Iterator[Violation]:
        """What the queries find in some documents: their nodes have nothing to do with each other."""
        self._within.put(_BATCH_GRAPH, triples)
        yield from self._queries(self._within, across=False)
        self._within.drop(_BATCH_GRAPH)

    def _nodes(self, index: Index) -> Iterator[Violation]:
        for node, values in index.items():
            for shape in self._shapes_for(tuple(values.get(TYPE, ()))):
                yield from self._node(shape, node, index)

    def _shapes_for(self, types: tuple[str, ...]) -> Sequence[NodeShape]:
        """The shapes that look at a node of these types; few combinations of types recur at all nodes."""
        if types not in self._targets:
            known = self._types({TYPE: [*types]})
            self._targets[types] = [shape for shape in self._shapes.nodes if shape.classes & known]
        return self._targets[types]

    def _types(self, values: Mapping[str, list[str]]) -> set[str]:
        return {upper for cls in values.get(TYPE, ()) for upper in self._shapes.above.get(cls, (cls,))}

    def _node(self, shape: NodeShape, node: str, index: Index) -> Iterator[Violation]:
        if shape.closed:
            for predicate, objects in index[node].items():
                if predicate not in shape.allowed:
                    breach = Breach("Closed", f"{self._shown(predicate)} is no property of such a node")
                    yield from (self._violation(shape, node, (predicate,), breach, value) for value in objects)
        for part in shape.properties:
            yield from self._property(part, node, index)

    def _property(self, shape: PropertyShape, node: str, index: Index) -> Iterator[Violation]:
        distinct = dict.fromkeys([node])
        for step in shape.path:
            distinct = dict.fromkeys(value for start in distinct for value in index.get(start, {}).get(step, ()))
        if not distinct and not shape.min_count:
            return
        yield from (self._violation(shape, node, shape.path, breach) for breach in counted(distinct, shape, self._shown))

        def classes(value: str) -> Collection[str]:
            return self._types(index.get(value) or self._shared.get(value, {}))

        for value in distinct:
            for breach in breaches(value, shape.limits, classes, self._shown):
                yield self._violation(shape, node, shape.path, breach, value)
            for breach in compared(value, shape, index[node], self._shown):
                yield self._violation(shape, node, shape.path, breach, value)

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


def _index(triples: Iterable[Triple]) -> Index:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, object_ in triples:
        found[subject][predicate].append(object_)
    return {subject: dict(values) for subject, values in found.items()}
