"""kg.query: answers come from a process that ends in time, reaches nothing, and takes nothing down with it."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

import pytest

import kg.query
from kg.errors import KgError, QueryError, UsageError
from kg.gate import check
from kg.query import _ended, explain, query
from kg.rdf import write_rdf
from kg.solutions import to_result
from kg.store import answer, read_trig
from tests.effort import at_most
from tests.factories import sample_records


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    write_rdf(sample_records(), folder / "graph.trig")
    return folder


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port that notes who connects."""
    seen: list[object] = []
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        stop = threading.Event()

        def watch() -> None:
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                seen.append(address)
                connection.close()

        thread = threading.Thread(target=watch)
        thread.start()
        yield server.getsockname()[1], seen
        stop.set()
        thread.join()


def children() -> set[str]:
    """Processes that this one started and that are not gone."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split())


def test_named_query_with_parameters(graph: Path) -> None:
    result = query(graph, "actions-against", params={"platform": "platform:chirper", "since": "2026-02-05"})
    assert [row[1:3] for row in result.cells()] == [["France", "raided"], ["Germany", "banned"]]
    assert len(result) == 2


def test_own_query_with_bound_values(graph: Path) -> None:
    text = "SELECT ?name { $it skos:prefLabel ?name }"
    assert query(graph, text, params={"it": "country:FR"}).to_text("tsv") == '?name\n"France"\n'
    assert len(query(graph, text, params={"it": "> } #"})) == 0


def test_explained_a_query_is_whole(graph: Path) -> None:
    """Any other engine takes it: pyoxigraph without our prefixes, and we ourselves, give the same rows."""
    text = explain("actions-against", params={"platform": "platform:chirper"})
    assert text.startswith("PREFIX ag: <")
    assert "PREFIX xsd:" not in text
    found = answer(read_trig(graph / "graph.trig"), check(text).query, known={}, limit=100)
    assert to_result(found).rows == query(graph, "actions-against", params={"platform": "platform:chirper"}).rows
    own = "PREFIX a: <urn:a> SELECT * { ?s a:b $it }"
    assert explain(own, params={"it": "x y"}).split() == own.replace("$it", '"x y"').split()
    with pytest.raises(QueryError, match="SERVICE"):
        explain("SELECT * { SERVICE <http://a.example/> {} }")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"time_limit": 0}, "time limit 0"),
        ({"time_limit": float("nan")}, "time limit nan"),
        ({"time_limit": float("inf")}, "time limit inf"),
        ({"max_rows": 0}, "at most 0 rows"),
    ],
)
def test_limits_that_are_none(graph: Path, options: dict[str, float], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        query(graph, "ASK {}", **options)  # type: ignore[arg-type]


def test_a_parameter_that_stands_nowhere(graph: Path) -> None:
    with pytest.raises(QueryError, match=r"no \$who .*it has \$it"):
        query(graph, "ASK { $it a ?what }", params={"who": "country:FR"})


def test_an_entity_that_the_graph_does_not_hold_is_told(graph: Path) -> None:
    nothing = query(graph, "actions-against", params={"platform": "platform:chirpr"})
    assert (len(nothing), nothing.notes) == (0, ("platform:chirpr is not in this graph",))
    assert query(graph, "actions-against", params={"platform": "platform:chirper", "since": "2030"}).notes == ()
    assert query(graph, "ASK { $it ag:raided ?x }", params={"it": "country:XX"}).notes == ("country:XX is not in this graph",)
    assert query(graph, "SELECT ?x { ?x skos:prefLabel $name }", params={"name": "no one"}).notes == ()


def test_a_query_that_is_too_long_is_not_looked_into(graph: Path) -> None:
    with at_most(250), pytest.raises(QueryError, match="at most 200,000 are read"):
        query(graph, "SELECT * { FILTER(" + "(" * 20_000_000)


def test_as_of_needs_a_ledger(graph: Path) -> None:
    with pytest.raises(UsageError, match=r"ledger\.sqlite"):
        query(graph, "ASK {}", as_of="2026")


def test_ask_and_construct(graph: Path) -> None:
    assert query(graph, "ASK { country:DE ag:banned ai_system:parrot }").truth is False
    turtle = query(graph, "CONSTRUCT { ?s ag:raided ?o } WHERE { GRAPH graph:asserted { ?s ag:raided ?o } }").to_text("turtle")
    assert turtle.endswith("\ncountry:FR ag:raided platform:chirper .\n")


def test_a_slow_query_really_ends(graph: Path) -> None:
    before, start = children(), time.monotonic()
    with pytest.raises(QueryError, match="more than 1 seconds of processor time"):
        query(graph, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", time_limit=1)
    assert time.monotonic() - start < 60
    assert children() <= before


def test_a_query_that_only_waits_ends_by_the_clock(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.query, "PATIENCE", 0.02)
    with pytest.raises(QueryError, match=r"more than 1 seconds by the clock"):
        query(graph, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", time_limit=50)


def test_a_process_that_ended_itself_while_nobody_looked_is_not_told_as_nested_too_deeply() -> None:
    with TemporaryFile() as complaints:
        assert "was halted" in str(_ended(-signal.SIGALRM, complaints, 1))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "{" * 8_000 + "}" * 8_000 + "}",
        "SELECT * { FILTER(" + "(" * 90_000 + "1" + ")" * 90_000 + ") }",
        "SELECT * { FILTER(" + "!" * 100_000 + "1) }",
        "SELECT * { ?a " + "/".join(["ag:x"] * 39_000) + " ?b }",
    ],
    ids=["braces", "parentheses", "negations", "path"],
)
def test_nesting_bombs_give_an_error(graph: Path, text: str) -> None:
    with pytest.raises(QueryError, match=r"nests more|nested too deeply|not SPARQL"):
        query(graph, text, time_limit=20)


def test_nothing_is_fetched(graph: Path, listener: tuple[int, list[object]]) -> None:
    port, seen = listener
    address = f"http://127.0.0.1:{port}/"
    for text in (
        f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        f"LOAD <{address}>",
    ):
        with pytest.raises(QueryError):
            query(graph, text)
    # The gate takes the quotation marks here for a string and lets it pass; the process that runs it has no way out.
    hidden = f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<'>'||true) SERVICE SILENT <{address}> {{ ?s ?p ?o }} FILTER('a'='a') }}"
    result = query(graph, hidden)
    assert all(row[1:] == (None, None, None) for row in result.rows)
    assert not seen


def test_rows_are_limited(graph: Path) -> None:
    with pytest.raises(QueryError, match="add LIMIT"):
        query(graph, "SELECT * { ?s ?p ?o }", max_rows=10)


def test_errors_of_the_folder_and_the_name(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no graph\.trig"):
        query(tmp_path, "status-counts")
    with pytest.raises(QueryError, match="no query is called"):
        query(graph, "no-such-query")
    (tmp_path / "graph.trig").write_bytes(b"\xff\xfe")
    with pytest.raises(KgError, match="cannot be read"):
        query(tmp_path, "ASK {}")


def test_a_broken_installation_is_told(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(graph / "python"))
    (graph / "python").write_text("#!/bin/sh\necho 'no module called kg' >&2\nexit 3\n", encoding="utf-8")
    (graph / "python").chmod(0o755)
    with pytest.raises(KgError, match="no module called kg"):
        query(graph, "ASK {}")


def test_the_working_folder_cannot_replace_the_program(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kg.py").write_text("raise SystemExit('hijacked')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('hijacked')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert query(graph, "ASK {}").truth is True
