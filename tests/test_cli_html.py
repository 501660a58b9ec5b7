"""kg html and the page of a build, where a graph has more relations than a page can show: all of them go into a file beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import cli
from kg.html import Limits, page, payload
from kg.ledger import Ledger
from kg.report import Run
from kg.views import rebuild, write_views
from tests.factories import MemoryRecords

Capture = pytest.CaptureFixture[str]
EDGES = 12


@pytest.fixture
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: MemoryRecords) -> Path:
    """The sample's ledger in graph/, below the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("graph").mkdir()
    with Ledger.open(Path("graph") / "ledger.sqlite", write=True) as ledger:
        for extraction in sample.extractions:
            ledger.write(extraction, key="k")
    return Path("graph")


def test_a_part_has_the_whole_beside_it(graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert cli.main(["html", str(graph), "-o", "small.html", "--max-edges", "3"]) == 0
    assert not Path("small.gexf").exists()
    monkeypatch.setattr(page, "EDGE_LIMIT", 3)
    assert cli.main(["html", str(graph), "-o", "page.html", "--max-edges", "3"]) == 0
    assert "All of them: page.gexf" in " ".join(capsys.readouterr().out.split())
    assert '"whole":"page.gexf"' in Path("page.html").read_text(encoding="utf-8")
    assert Path("page.gexf").read_text(encoding="utf-8").count("<edge ") == EDGES


def test_the_whole_never_takes_the_place_of_the_page(graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(page, "EDGE_LIMIT", 3)
    assert cli.main(["html", str(graph), "-o", "page.gexf", "--max-edges", "3"]) == 0
    assert Path("page.gexf").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert Path("page.gexf.gexf").exists()
    assert cli.main(["html", str(graph), "-o", ""]) == 2
    assert "is a folder; name a file to write to" in capsys.readouterr().err


def test_a_build_writes_it_tells_its_digest_and_takes_it_away_again(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild(graph)
    whole = graph / "graph.gexf"
    assert not whole.exists()
    monkeypatch.setattr(page, "EDGE_LIMIT", 3)
    monkeypatch.setattr(payload, "Limits", lambda: Limits(edges=3))
    report = rebuild(graph)
    assert whole.read_text(encoding="utf-8").count("<edge ") == EDGES
    assert set(report.outputs) == {"graph.trig", "graph.html", "dataset.ttl", "graph.gexf"}
    written = whole.stat().st_mtime_ns
    with Ledger.open(graph) as ledger:
        again = write_views(ledger, graph, run=Run())
    assert (again.outputs, whole.stat().st_mtime_ns) == (report.outputs, written)
    monkeypatch.setattr(page, "EDGE_LIMIT", EDGES)
    assert "graph.gexf" not in rebuild(graph).outputs
    assert not whole.exists()


def test_a_file_of_that_name_that_no_build_wrote_stays(graph: Path) -> None:
    whole = graph / "graph.gexf"
    whole.write_text("mine", encoding="utf-8")
    rebuild(graph)
    rebuild(graph)
    assert whole.read_text(encoding="utf-8") == "mine"
    assert "graph.gexf" not in json.loads((graph / "report.json").read_text(encoding="utf-8"))["digests"]
