"""kg.worker in this process, with the walls left down: what it reads and what it says."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

import kg.worker
from kg.iri import Iris
from kg.prefixes import prefixes
from kg.rdf import write_rdf
from tests.factories import MemoryRecords


@pytest.fixture
def ordered(sample: MemoryRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """An order for the sample's graph; the limits that bind a process for good are not set."""
    write_rdf(sample, tmp_path / "graph.trig")
    monkeypatch.setattr(kg.worker, "_shut_in", lambda: None)
    return {"directory": str(tmp_path), "query": "ASK { ?s a ag:Claim }", "union": True, "limit": 5, "prefixes": prefixes(Iris())}


def said(order: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(order)))
    monkeypatch.setattr(sys, "stdout", out)
    kg.worker.main()
    return out.getvalue().splitlines()


def test_ready_then_the_answer(ordered: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    ready, answer = said(ordered, monkeypatch)
    assert ready == "ready"
    assert json.loads(answer) == {"form": "ask", "variables": [], "rows": [], "boolean": True}


def test_errors_of_the_query_come_after_ready(ordered: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    ready, answer = said({**ordered, "query": "SELECT * { ?s ?p ?o }"}, monkeypatch)
    assert ready == "ready"
    assert "more than 5 rows" in json.loads(answer)["error"]


def test_errors_of_the_folder_come_with_their_kind(ordered: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [answer] = said({**ordered, "directory": str(tmp_path / "none")}, monkeypatch)
    assert json.loads(answer)["kind"] == "UsageError"


def test_out_of_memory_is_an_error_of_the_query(ordered: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.worker, "answer", lambda *_, **__: (_ for _ in ()).throw(MemoryError))
    assert "memory" in json.loads(said(ordered, monkeypatch)[1])["error"]


def test_memory_in_use_is_known_or_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 10 << 20 < kg.worker._in_use() < 1 << 44
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(OSError))
    assert kg.worker._in_use() == 16 << 30
