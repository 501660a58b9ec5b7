"""kg.store: the graph of a folder, fresh or from the ledger; answers that can cross a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, QueryError, UsageError
from kg.iri import Iris
from kg.ledger import Ledger
from kg.prefixes import prefixes
from kg.rdf import digest_of, write_rdf
from kg.solutions import to_result
from kg.store import Answer, answer, load, open_store, read_trig
from kg.views import rebuild
from tests.factories import MemoryRecords

KNOWN = prefixes(Iris())


def ask(records: MemoryRecords, query: str, **options: bool) -> Answer:
    return answer(load(records), query, known=KNOWN, limit=100, **options)


def count(store: object, query: str = "SELECT (COUNT(*) AS ?n) { ?s a ag:Claim }") -> str:
    [[cell]] = to_result(answer(store, query, known=KNOWN, limit=1)).rows  # type: ignore[arg-type]
    return "" if cell is None else cell.value


def fill(path: Path, records: MemoryRecords) -> None:
    with Ledger.open(path, write=True) as ledger:
        for extraction in records.extractions:
            ledger.write(extraction, key="key")


def test_trig_and_records_give_the_same_store(hostile: MemoryRecords, tmp_path: Path) -> None:
    write_rdf(hostile, tmp_path / "graph.trig")
    assert set(read_trig(tmp_path / "graph.trig")) == set(load(hostile))
    assert set(open_store(tmp_path)) == set(load(hostile))


def test_union_and_asserted(sample: MemoryRecords) -> None:
    everywhere = ask(sample, "ASK { country:DE ag:banned platform:chirper }")
    inside = ask(sample, "SELECT ?p { GRAPH graph:asserted { country:FR ?p platform:chirper } }")
    assert everywhere["boolean"] is True
    assert inside["table"] == "?p\n<https://w3id.org/actorgraph/ontology#raided>\n"
    assert ask(sample, "SELECT * FROM graph:asserted { ?s a ?o }", union=False)["table"] in {"?s\t?o\n", "?o\t?s\n"}


def test_ontology_can_be_asked(sample: MemoryRecords) -> None:
    assert ask(sample, "ASK { ag:raided rdfs:subPropertyOf ag:actedAgainst }")["boolean"] is True


def test_values_of_every_kind(sample: MemoryRecords) -> None:
    found = ask(sample, "SELECT (1 AS ?a) ('x' AS ?b) ('y'@de AS ?c) (?none AS ?d) (BNODE() AS ?e) {}")
    names, row, end = found["table"].split("\n")
    assert (names, end) == ("?a\t?b\t?c\t?d\t?e", "")
    assert row.split("\t")[:4] == ["1", '"x"', '"y"@de', ""]
    assert row.split("\t")[4].startswith("_:")
    graph = ask(sample, "CONSTRUCT { ?s a ?o } { ?s a ?o . FILTER(?o = ag:Country) }")
    assert graph["form"] == "graph"
    assert graph["table"].count("\n") == 3


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT", "not SPARQL: line 1, column 7, after 'SELECT'"),
        ("SELECT * {\n?s ?p }", r"line 2, column 8, after 'SELECT \* {\\n\?s \?p }'"),
        ("SELECT * { ?s unknown:x ?o }", "after '.*unknown:x'"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "not SPARQL"),
        ("SELECT * { ?s ?p ?o }", "more than 100 rows"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "more than 100 rows"),
        ("SELECT (TRIPLE(ag:a, ag:b, ag:c) AS ?t) {}", "triple as a value"),
        ("CONSTRUCT { ag:a ag:b <<( ag:a ag:b ag:c )>> } {}", "triple as a value"),
    ],
)
def test_errors(sample: MemoryRecords, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(sample, query)


def test_the_ledger_goes_before_an_older_file(sample: MemoryRecords, tmp_path: Path) -> None:
    old = MemoryRecords(extractions=sample.extractions[:1])
    fill(tmp_path / "ledger.sqlite", old)
    rebuild(tmp_path)
    with Ledger.open(tmp_path) as ledger:
        assert digest_of(tmp_path / "graph.trig") == ledger.digest()
    assert count(open_store(tmp_path)) == "8"
    fill(tmp_path / "ledger.sqlite", sample)
    assert count(open_store(tmp_path)) == "13"
    (tmp_path / "graph.trig").unlink()
    assert count(open_store(tmp_path)) == "13"


def test_nothing_there_and_damage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no graph\.trig and no ledger\.sqlite"):
        open_store(tmp_path)
    (tmp_path / "graph.trig").write_text("graph:x { <a", encoding="utf-8")
    assert digest_of(tmp_path / "graph.trig") is None
    with pytest.raises(KgError, match="kg rebuild"):
        open_store(tmp_path)
