"""kg.worker in this process, with the walls left down: what it reads and what it says."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

import kg.worker
from kg.errors import KgError
from kg.iri import Iris
from kg.ledger import Ledger
from kg.prefixes import prefixes
from kg.rdf import write_rdf
from kg.worker import EXAMPLE, Order
from tests.factories import MemoryRecords


@pytest.fixture
def ordered(sample: MemoryRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Order:
    """An order for the sample's graph; what would bind this process for good is not done."""
    write_rdf(sample, tmp_path / "graph.trig")
    monkeypatch.setattr(kg.worker, "refuse_sockets", lambda: True)
    monkeypatch.setattr(kg.worker, "end_after", lambda _: None)
    monkeypatch.setattr(kg.worker, "end_after_work", lambda _: None)
    monkeypatch.setattr(kg.worker, "shut_in", lambda *, files: None)
    return {**EXAMPLE, "directory": str(tmp_path), "query": "ASK { ?s a ag:Claim }", "limit": 5, "prefixes": prefixes(Iris())}


def said(order: Order, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(order)))
    monkeypatch.setattr(sys, "stdout", out)
    kg.worker.main()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_ready_then_the_answer(ordered: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    ready, answer = said(ordered, monkeypatch)
    assert ready == {"ready": True, "notes": [], "kept": None}
    assert answer == {"form": "ask", "variables": [], "table": "", "boolean": True}


def test_what_takes_long_is_said_first(ordered: Order, tmp_path: Path, sample: MemoryRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as ledger:
        for extraction in sample.extractions:
            ledger.write(extraction, key="key")
    progress, ready, answer = said({**ordered, "index": "always", "as_of": "2026-02-04"}, monkeypatch)
    assert "index" in str(progress["progress"])
    assert ready["kept"] == {"count": 1, "total": 2, "later": 1, "undated": 0}
    assert answer["boolean"] is True


def test_errors_of_the_query_come_after_ready(ordered: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    ready, answer = said({**ordered, "query": "SELECT * { ?s ?p ?o }"}, monkeypatch)
    assert ready["ready"] is True
    assert "more than 5 rows" in str(answer["error"])


def test_errors_of_the_folder_come_with_their_kind(ordered: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [answer] = said({**ordered, "directory": str(tmp_path / "none")}, monkeypatch)
    assert answer["kind"] == "UsageError"


def test_out_of_memory_is_an_error_of_the_query(ordered: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.worker, "answer", lambda *_, **__: (_ for _ in ()).throw(MemoryError))
    assert "memory" in str(said(ordered, monkeypatch)[1]["error"])


@pytest.mark.parametrize(("sockets", "use"), [(True, "always"), (False, "never")])
def test_an_index_is_used_only_where_sockets_can_be_refused(
    ordered: Order, monkeypatch: pytest.MonkeyPatch, sockets: bool, use: str
) -> None:
    seen: list[object] = []

    def open_graph(*_: object, use: str, **options: object) -> None:
        seen.append(use)
        raise KgError("enough")

    monkeypatch.setattr(kg.worker, "refuse_sockets", lambda: sockets)
    monkeypatch.setattr(kg.worker, "open_graph", open_graph)
    assert said({**ordered, "index": "always"}, monkeypatch) == [{"failure": "enough", "kind": "KgError"}]
    assert seen == [use]
