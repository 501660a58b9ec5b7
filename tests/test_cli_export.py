"""kg export and kg html of a part of a graph: who, when, as of when, of which status, how sure."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg import cli
from kg.ledger import Ledger
from tests.factories import MemoryRecords, sample_records

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: MemoryRecords) -> None:
    """The sample's ledger in graph/; the folder above is the current one."""
    monkeypatch.chdir(tmp_path)
    Path("graph").mkdir()
    with Ledger.open(Path("graph") / "ledger.sqlite", write=True) as ledger:
        for extraction in sample.extractions:
            ledger.write(extraction, key="k")


def kept(*options: str) -> list[tuple[str, str, str]]:
    assert cli.main(["export", "graph", "--to", "graphml", "-o", "part.graphml", *options]) == 0
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_graphml("part.graphml", force_multigraph=True))
    return sorted((subject, data["predicate"], data["status"]) for subject, _, data in graph.edges(data=True))


def test_filters_leave_what_was_asked_for() -> None:
    every = sorted((edge.subject, edge.predicate, edge.status) for edge in sample_records().edges())
    assert kept() == kept("--status", "all") == every
    assert kept("--status", "fact") == [edge for edge in every if edge[2] == "fact"]
    assert kept("--status", "denied", "--status", "planned") == [edge for edge in every if edge[2] in {"denied", "planned"}]
    sure = {claim.id for claim in sample_records().claims() if claim.confidence >= 0.9}
    assert len(kept("--min-confidence", "0.9")) == len([edge for edge in sample_records().edges() if sure & set(edge.claims)])
    france = kept("--about", "France")
    assert france
    assert set(france) < set(every)
    assert kept("--as-of", "2026-02-08") != every


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--status", "true"], "no such status"), (["--min-confidence", "2"], "not between 0 and 1"), (["--undated"], "--as-of DATE"),
        (["--as-of", "soon"], "no date"), (["--since", "soon"], "no date"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", [["export", "graph", "--to", "gexf"], ["html", "graph"]])
def test_what_cannot_be_asked_for_writes_nothing(verb: list[str], options: list[str], message: str, capsys: Capture) -> None:
    assert cli.main([*verb, *options, "-o", "none"]) == 2
    assert message in " ".join(capsys.readouterr().err.split())
    assert not Path("none").exists()


def test_a_page_as_of_a_day_says_so(capsys: Capture) -> None:
    assert cli.main(["html", "graph", "--as-of", "2026-02-08", "--status", "fact", "-o", "page.html"]) == 0
    assert "The page is as of 2026-02-08: " in capsys.readouterr().out
    assert "as of 2026-02-08: " in Path("page.html").read_text(encoding="utf-8")
