"""kg query on the command line: questions, parameters, dates, and what is said beside the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import cli
from kg.ledger import Ledger
from tests.factories import MemoryRecords

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def graph(sample: MemoryRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in graph/, below the current folder."""
    folder = tmp_path / "graph"
    folder.mkdir()
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in sample.extractions:
            ledger.write(extraction, key="k")
    monkeypatch.chdir(tmp_path)
    return folder


def kg_json(capsys: Capture, *arguments: str) -> Any:
    capsys.readouterr()
    assert cli.main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_query(graph: Path, capsys: Capture) -> None:
    question = "SELECT ?o WHERE { GRAPH graph:asserted { country:FR ag:raided ?o } }"
    assert cli.main(["query", "graph", question]) == 0
    assert capsys.readouterr().out == "o\n----------------\nplatform:chirper\n(1 row)\n"
    found = kg_json(capsys, "query", "graph", question, "--json")
    assert found["results"]["bindings"][0]["o"]["type"] == "uri"
    Path("q.rq").write_text(question, encoding="utf-8")
    assert cli.main(["query", "graph", "-f", "q.rq", "--format", "csv", "-o", "out.csv"]) == 0
    assert Path("out.csv").read_bytes().startswith(b"o\r\nhttps://")
    named = "SELECT ?o WHERE { GRAPH graph:asserted { $who ag:raided ?o } }"
    Path("named.rq").write_text(named, encoding="utf-8")
    for arguments in ([named, "--param", "who=country:FR"], [named, "who=country:FR"], ["-f", "named.rq", "who=country:FR"]):
        assert cli.main(["query", "graph", *arguments]) == 0
        assert "platform:chirper" in capsys.readouterr().out


def test_parameters_stand_behind_a_named_query(graph: Path, capsys: Capture) -> None:
    asked = ["query", "graph", "actions-against", "platform=platform:chirper", "--param", "since=2026-02-10"]
    assert cli.main([*asked, "--format", "tsv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert cli.main([*asked, "--explain"]) == 0
    explained = capsys.readouterr().out
    assert "PREFIX ag: <https://w3id.org/actorgraph/ontology#>\n" in explained and "id/platform/chirper>" in explained
    Path("whole.rq").write_text(explained, encoding="utf-8")
    assert cli.main(["query", "graph", "-f", "whole.rq", "--format", "tsv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert cli.main(["query", "nowhere", "most-active", "--explain", "-o", "out.rq"]) == 0
    assert "ORDER BY" in Path("out.rq").read_text(encoding="utf-8")


def test_an_entity_may_be_called_by_its_name(graph: Path, capsys: Capture) -> None:
    asked = ["query", "graph", "actions-against", "--format", "tsv"]
    answers = []
    for platform in ("platform:chirper", "chirper"):
        assert cli.main([*asked, f"platform={platform}"]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1] and len(answers[0].splitlines()) > 1
    assert cli.main([*asked, "platform=Chirper", "--explain"]) == 0
    assert "id/platform/chirper>" in capsys.readouterr().out


def test_a_graph_as_it_stood(graph: Path, capsys: Capture) -> None:
    question = "SELECT (COUNT(?c) AS ?n) { ?c a ag:Claim }"
    assert cli.main(["query", "graph", question, "--as-of", "2026-02-05", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out == "n\r\n8\r\n"
    assert err == "kg: as of 2026-02-05: 1 of 2 documents count; 1 are later, or may be\n"
    assert cli.main(["query", "graph", question, "--as-of", "2025", "--undated", "--format", "csv"]) == 0
    assert capsys.readouterr().out == "n\r\n0\r\n"


def test_an_index_is_told_of_once(graph: Path, capsys: Capture) -> None:
    for said in ("kg: making an index of the graph, once for this content ...\n", ""):
        assert cli.main(["query", "graph", "ASK {}", "--index", "always"]) == 0
        assert capsys.readouterr() == ("yes\n", said)


def test_queries_with_a_name_are_listed(capsys: Capture) -> None:
    listed = kg_json(capsys, "query", "nowhere", "--list", "--json")
    assert len(listed) >= 8
    assert all(query["description"] for query in listed)
    assert cli.main(["query", "nowhere", "--list"]) == 0
    out = capsys.readouterr().out
    assert all(f"{query['name']}\n" in out for query in listed)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a query, write SPARQL, or give a file with -f"),
        (["ASK {}", "-f", "q.rq"], "one of the three"),
        (["-f", "nowhere.rq"], "-f nowhere.rq: cannot be read: No such file"),
        (["-f", "binary.rq"], "-f binary.rq: cannot be read: not UTF-8"),
        (["ASK {}", "--param", "x"], "--param x: expected NAME=VALUE"),
        (["ASK {}", "--param", "=x"], "--param =x: expected NAME=VALUE"),
        (["ASK {}", "x"], "x: expected NAME=VALUE, such as platform="),
        (["ASK { $x a ag:Claim }", "x=a", "--param", "x=b"], "x is given twice"),
        (["ASK { $x a ?y }", "z=a"], "the query has no $z"),
        (["actions-against", "platfrom=platform:x"], "it takes platform (entity)"),
        (["actions-against", "platform=chirpr"], "platform=chirpr: no entity of this graph is called so; did you mean"),
        (["ASK {}", "--as-of", "soon"], "expected a year, month or day"),
        (["ASK {}", "--undated"], "--as-of"),
        (["ASK {}", "--time-limit", "0"], "time limit 0"),
        (["ASK {}", "--time-limit", "nan"], "time limit nan"),
        (["most-activ", "--explain"], "did you mean most-active?"),
        (["most-activ"], "did you mean most-active?"),
        (["SELECT"], "kg: "),
        (["INSERT DATA { <a:a> <b:b> <c:c> }"], "kg: "),
    ],
)
def test_bad_questions(arguments: list[str], message: str, graph: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe")
    assert cli.main(["query", "graph", *arguments]) == 2
    out, err = capsys.readouterr()
    assert message in err and out == ""
