"""Every pair of formats holds the same graph: nodes, edges, claims, and of each the status, dates, confidence and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from kg.export import FORMATS, write_export
from tests.export.seen import READERS, Facts, Seen, key
from tests.factories import MemoryRecords, hostile_records, sample_records
from tests.test_company import EXTRACTIONS

EDGE = frozenset({"status", "first", "last", "confidence", "claims", "sources"})
CLAIM = frozenset({"status", "subject", "object", "confidence"})
# What a format tells of an edge and of a claim where it does not tell everything of the one and nothing of the other.
HOLDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"), (EDGE - {"confidence"}, CLAIM)),
    **dict.fromkeys(("neo4j", "cypher", "csv", "parquet", "excel", "stix", "markdown"), (EDGE, CLAIM)),
    "mermaid": (frozenset({"status", "first", "last"}), frozenset()),
    "ftm": (frozenset(), CLAIM),
}
GRAPHS: dict[str, Callable[[], MemoryRecords]] = {
    "sample": sample_records,
    "hostile": hostile_records,
    "company": lambda: MemoryRecords(extractions=EXTRACTIONS),
}


class Reader:
    """Writes and reads each format of each graph once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[tuple[str, str], Seen] = {}

    def __call__(self, graph: str, format: str) -> Seen:
        if (graph, format) not in self._seen:
            path = self._folder / f"{graph}-{format}"
            records = GRAPHS[graph]()
            write_export(records, path, format)
            seen = READERS[format](path, format)
            self._seen[graph, format] = _with_ids(seen, records) if format == "mermaid" else seen
        return self._seen[graph, format]


def _with_ids(seen: Seen, records: MemoryRecords) -> Seen:
    """Mermaid's numbers as the ids that they stand for, in the order of the ids."""
    ids = {f"n{number}": entity.id for number, entity in enumerate(records.entities())}
    edges = {}
    for edge in records.edges():
        numbers = {id: number for number, id in ids.items()}
        name = key(numbers[edge.subject], edge.predicate, numbers[edge.object], edge.status)
        edges[key(edge.subject, edge.predicate, edge.object, edge.status)] = seen.edges[name]
    assert len(edges) == len(seen.edges)
    return Seen(nodes=frozenset(ids[number] for number in seen.nodes), edges=edges)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(tmp_path_factory.mktemp("exports"))


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(FORMATS)


def common(one: dict[str, Facts], other: dict[str, Facts]) -> tuple[dict[str, Facts], dict[str, Facts]]:
    """Both with what both tell."""
    names = set.intersection(*(set(facts) for facts in (*one.values(), *other.values())))
    found = [{id: {name: facts[name] for name in names} for id, facts in side.items()} for side in (one, other)]
    return found[0], found[1]


@pytest.mark.parametrize(("one", "other"), [pytest.param(*pair, id="-".join(pair)) for pair in combinations(READERS, 2)])
def test_two_formats_agree(one: str, other: str, read: Reader) -> None:
    for graph in GRAPHS:
        first, second = read(graph, one), read(graph, other)
        assert first.nodes == second.nodes
        assert None in {first.count, second.count} or first.count == second.count
        for mine, yours in ((dict(first.edges), dict(second.edges)), (dict(first.claims), dict(second.claims))):
            if mine and yours:
                left, right = common(mine, yours)
                assert left == right
        if first.claims and second.edges and second.count is not None and not second.claims:
            assert Counter(facts["status"] for facts in first.claims.values()) == statuses(second)


def statuses(seen: Seen) -> Counter[object]:
    """How many claims of each status stand behind the edges."""
    found: Counter[object] = Counter()
    for facts in seen.edges.values():
        found[facts["status"]] += int(str(facts["claims"]))
    return found


@pytest.mark.parametrize("format", READERS)
def test_a_format_holds_what_it_can(format: str, read: Reader) -> None:
    """All of the graph is there, by a count that no export makes, and status, dates, confidence and sources wherever there is room."""
    records, seen = sample_records(), read("sample", format)
    edges, claims = HOLDS.get(format, (EDGE, frozenset()))
    assert seen.nodes == {entity.id for entity in records.entities()}
    assert seen.count == (None if format == "mermaid" else 13)
    if edges:
        wanted = {key(edge.subject, edge.predicate, edge.object, edge.status): edge for edge in records.edges()}
        assert set(seen.edges) == set(wanted)
        assert set.union(*map(set, seen.edges.values())) == edges
        for id, facts in seen.edges.items():
            edge = wanted[id]
            whole = {
                "status": edge.status, "first": edge.first, "last": edge.last, "confidence": edge.confidence, "claims": len(edge.claims),
                "sources": len(edge.sources),
            }  # fmt: skip
            assert facts == {name: whole[name] for name in edges}
    if claims:
        known = {claim.id: claim for claim in records.claims()}
        assert set(seen.claims) == set(known)
        assert set.union(*map(set, seen.claims.values())) == claims
        assert all(facts == {name: getattr(known[id], name) for name in claims} for id, facts in seen.claims.items())
