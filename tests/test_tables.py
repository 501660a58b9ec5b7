"""kg.tables and kg.frames: rows that say what the records say; a frame of them, or word that pandas is missing."""

from __future__ import annotations

import sys
from dataclasses import fields

import pandas as pd
import pytest

from kg.errors import UsageError
from kg.frames import to_frame
from kg.model import Edge
from kg.tables import EDGE_COLUMNS, TABLES, Table, to_table
from tests.factories import HOSTILE, MemoryRecords

NAMES: tuple[Table, ...] = ("claims", "edges", "entities", "documents")


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_every_column(sample: MemoryRecords, name: Table) -> None:
    columns, rows = to_table(sample, name)
    assert len(set(columns)) == len(columns)
    assert rows
    assert {len(row) for row in rows} == {len(columns)}
    assert len({row[:7] for row in rows}) == len(rows)
    assert to_table(MemoryRecords(), name) == (columns, [])


def test_claims(sample: MemoryRecords) -> None:
    columns, rows = to_table(sample, "claims")
    [ban] = [found for row in rows if (found := dict(zip(columns, row, strict=True)))["sentence"] == "Germany has banned Chirper."]
    expected = {
        "subject": "country:DE", "subject_name": "Germany", "predicate": "banned", "object": "platform:chirper", "object_name": "Chirper",
        "status": "fact", "polarity": "affirmed", "modality": "actual", "date": "2026-02-10", "document_name": "ban", "verdict": None,
    }  # fmt: skip
    assert expected.items() <= ban.items()
    assert len(rows) == len(list(sample.claims()))


def test_edges_have_all_that_the_model_gives_them(sample: MemoryRecords) -> None:
    assert {field.name for field in fields(Edge)} | {"subject_name", "object_name"} == set(EDGE_COLUMNS)
    columns, rows = to_table(sample, "edges")
    for edge, row in zip(sample.edges(), rows, strict=True):
        found = dict(zip(columns, row, strict=True))
        assert {field.name: getattr(edge, field.name) for field in fields(Edge)}.items() <= found.items()


def test_entities_and_documents_count_their_claims(sample: MemoryRecords) -> None:
    columns, rows = to_table(sample, "entities")
    counts = {row[columns.index("id")]: row[columns.index("claims")] for row in rows}
    germany = [claim for claim in sample.claims() if "country:DE" in {claim.subject, claim.object}]
    assert counts["country:DE"] == len(germany)
    assert 0 not in counts.values()
    columns, rows = to_table(sample, "documents")
    assert sum(int(str(row[columns.index("claims")])) for row in rows) == len(list(sample.claims()))


def test_unknown_tables(sample: MemoryRecords) -> None:
    with pytest.raises(UsageError, match="claims, edges, entities, documents"):
        to_table(sample, "people")
    assert tuple(TABLES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_frames(hostile: MemoryRecords, name: Table) -> None:
    columns, rows = to_table(hostile, name)
    frame = to_frame(rows, columns)
    assert list(frame.columns) == list(columns)
    assert len(frame) == len(rows)
    for column in columns:
        got = [None if not isinstance(value, tuple) and pd.isna(value) else value for value in frame[column]]
        assert got == [row[columns.index(column)] for row in rows], column
    assert list(to_frame([], columns).columns) == list(columns)
    assert any(any(text in str(value) for text in HOSTILE) for row in rows for value in row)


def test_without_pandas_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install pandas.*actorgraph\[pandas\]"):
        to_frame([], ["a"])
