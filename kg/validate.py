"""Whether a graph is what the vocabulary says: the SHACL shapes of ontologies/shapes.ttl, checked over records of any size.

In: Records. Out: a ValidationReport: each violation with its node, its path, what is wrong and how to mend it.
The shapes are plain SHACL, and other validators give the same results (a test holds ours to pyshacl's); this one goes through the graph a
document at a time, so that it takes milliseconds a document and the memory of one.

>>> from tests.factories import sample_records
>>> validate(sample_records()).conforms
True
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from kg.iri import BASE, Iris
from kg.literals import XSD, date, literal, parts
from kg.model import Records
from kg.prefixes import Shortener, prefixes
from kg.shapes import SH, SHAPES, Limits, NodeShape, PropertyShape, Query, Shapes, read_shapes
from kg.store import Bench
from kg.terms import TYPE, Graphs, Triple
from kg.triples import to_graphs
from kg.turtle import to_turtle

MOST = 10_000
"""Violations that a report holds; there is no use in more."""

_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_VALID: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "string": lambda _: True,
        "integer": lambda text: bool(_INTEGER.fullmatch(text)),
        "nonNegativeInteger": lambda text: bool(_INTEGER.fullmatch(text)) and int(text) >= 0,
        "decimal": lambda text: bool(re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text, re.ASCII)),
        "hexBinary": lambda text: bool(re.fullmatch(r"([0-9A-Fa-f]{2})*", text, re.ASCII)),
        **{kind: lambda text: date(text) != literal(text) for kind in ("date", "gYearMonth", "gYear", "dateTime")},
    }
)

Index = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One thing that is wrong. `node`, `path` and `value` are short forms (claim:HASH, rdf:subject); `message` says how to mend it."""

    node: str
    path: str
    shape: str
    value: str
    message: str

    def __str__(self) -> str:
        shown = f" (it is {self.value})" if self.value else ""
        return f"{self.node} {self.path}: {self.message}{shown}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """All violations, sorted; `complete` is False where there were more than a report holds."""

    violations: tuple[Violation, ...] = ()
    complete: bool = True

    @property
    def conforms(self) -> bool:
        return not self.violations

    def to_json(self) -> str:
        """One object: conforms, complete, violations."""
        fields = ("node", "path", "value", "shape", "message")
        found = [{field: getattr(violation, field) for field in fields} for violation in self.violations]
        return json.dumps({"conforms": self.conforms, "complete": self.complete, "violations": found}, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """The report in the words of SHACL (sh:ValidationReport); its nodes have IRIs, not blank nodes."""
        report = "<urn:actorgraph:report>"
        triples: list[Triple] = [(report, TYPE, _sh("ValidationReport")), (report, _sh("conforms"), _truth(self.conforms))]
        for number, violation in enumerate(self.violations, start=1):
            result = f"<urn:actorgraph:report:{number:05}>"
            triples += [
                (report, _sh("result"), result),
                (result, TYPE, _sh("ValidationResult")),
                (result, _sh("resultSeverity"), _sh("Violation")),
                (result, _sh("focusNode"), literal(violation.node)),
                (result, _sh("resultPath"), literal(violation.path)),
                (result, _sh("value"), literal(violation.value)),
                (result, _sh("sourceShape"), f"<{SHAPES}{violation.shape}>"),
                (result, _sh("resultMessage"), literal(violation.message)),
            ]
        return "".join(to_turtle([("", triples)], {"sh": SH, "shape": SHAPES}))


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

    def violations(self, graphs: Graphs) -> Iterator[Violation]:
        for bench in (self._within, self._across):
            bench.put("urn:ontology", self._shapes.ontology)
        kept = frozenset(token for shape in self._shapes.nodes for token in shape.looks_at)
        iris = {"entities", "asserted", "entailed"}
        for name, triples in graphs:
            shared = name.rpartition("/")[2] in iris
            index = _index(triples)
            yield from self._nodes(index)
            self._across.put(name, triples if shared else [triple for triple in triples if triple[1] in kept])
            self._within.put(name, triples)
            if shared:
                self._shared = {**self._shared, **index} if name.endswith("entities") else self._shared
            else:
                yield from self._queries(self._within, across=False)
                self._within.drop(name)
        yield from self._queries(self._across, across=True)

    def _nodes(self, index: Index) -> Iterator[Violation]:
        for node, values in index.items():
            types = self._types(values)
            for shape in self._shapes.nodes:
                if shape.classes & types:
                    yield from self._node(shape, node, index)

    def _types(self, values: Mapping[str, list[str]]) -> set[str]:
        return {upper for cls in values.get(TYPE, ()) for upper in self._shapes.above.get(cls, (cls,))}

    def _node(self, shape: NodeShape, node: str, index: Index) -> Iterator[Violation]:
        if shape.closed:
            for predicate, objects in index[node].items():
                if predicate not in shape.allowed:
                    yield from (self._violation(node, predicate, shape.name, value, shape.message) for value in objects)
        for part in shape.properties:
            yield from self._property(part, node, index)

    def _property(self, shape: PropertyShape, node: str, index: Index) -> Iterator[Violation]:
        values = [node]
        for step in shape.path:
            values = [value for start in values for value in index.get(start, {}).get(step, ())]
        path = "/".join(shape.path)
        distinct = dict.fromkeys(values)
        if len(distinct) < shape.min_count or (shape.max_count is not None and len(distinct) > shape.max_count):
            yield self._violation(node, path, shape.name, "", shape.message)
        for value in distinct:
            if not self._fits(value, shape.limits, index) or not _compares(value, shape, index[node]):
                yield self._violation(node, path, shape.name, value, shape.message)

    def _fits(self, value: str, limits: Limits, index: Index) -> bool:
        is_iri = value.startswith("<")
        text, kind = (value[1:-1], None) if is_iri else parts(value)
        if limits.iri and not is_iri:
            return False
        if limits.datatype and (is_iri or not _has_type(text, kind or f"{XSD}string", limits.datatype[1:-1])):
            return False
        if limits.cls and limits.cls not in self._types(index.get(value) or self._shared.get(value, {})):
            return False
        if limits.among and value not in limits.among:
            return False
        if (limits.pattern and not limits.pattern.search(text)) or len(text) < limits.min_length or not _in_range(text, limits):
            return False
        return not limits.either or any(self._fits(value, option, index) for option in limits.either)

    def _queries(self, bench: Bench, *, across: bool) -> Iterator[Violation]:
        for shape in self._shapes.nodes:
            if bool(shape.looks_at) is across:
                for query in shape.queries:
                    yield from self._query(bench, query)

    def _query(self, bench: Bench, query: Query) -> Iterator[Violation]:
        for row in bench.rows(query.text):
            yield self._violation(row["value"], row["path"], query.name, "", query.message)

    def _violation(self, node: str, path: str, shape: str, value: str, message: str) -> Violation:
        steps = "/".join(self._short(step.strip("<>")) for step in re.findall("<[^>]*>", path))
        return Violation(node=self._shown(node), path=steps, shape=shape, value=self._shown(value), message=message)

    def _shown(self, token: str) -> str:
        return self._short(token[1:-1]) if token.startswith("<") else token


def _index(triples: Iterable[Triple]) -> Index:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, object_ in triples:
        found[subject][predicate].append(object_)
    return {subject: dict(values) for subject, values in found.items()}


def _has_type(text: str, kind: str, wanted: str) -> bool:
    return kind == wanted and _VALID[wanted.removeprefix(XSD)](text)


def _in_range(text: str, limits: Limits) -> bool:
    if limits.minimum is None and limits.maximum is None:
        return True
    try:
        number = float(text)
    except ValueError:
        return False
    return (limits.minimum is None or number >= limits.minimum) and (limits.maximum is None or number <= limits.maximum)


def _compares(value: str, shape: PropertyShape, values: Mapping[str, list[str]]) -> bool:
    if shape.disjoint and value in values.get(shape.disjoint, ()):
        return False
    return not shape.less_than or all(_less(value, other) for other in values.get(shape.less_than, ()))


def _less(value: str, other: str) -> bool:
    numbers = [parts(token)[0] for token in (value, other) if token.startswith('"')]
    return len(numbers) == 2 and all(_INTEGER.fullmatch(number) for number in numbers) and int(numbers[0]) < int(numbers[1])


def _sh(word: str) -> str:
    return f"<{SH}{word}>"


def _truth(value: bool) -> str:
    return f'"{str(value).lower()}"^^<{XSD}boolean>'
