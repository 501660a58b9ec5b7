"""Tables for other programs hold the records, value by value: duckdb, pandas, pyarrow and openpyxl read them."""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from kg.edges import edge_id
from kg.errors import UsageError
from kg.export import write_export
from kg.export.excel import CELL, fitted, write_workbook
from kg.export.tabular import SHEETS, rows
from kg.literals import fit
from kg.model import Document, Extraction
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence

NAMES = tuple(SHEETS)


def columns_of(name: str) -> list[str]:
    return [column.name for column in SHEETS[name].columns]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_its_columns_and_what_is_needed(name: str, records: MemoryRecords) -> None:
    found = list(rows(records, name))
    assert len({row[0] for row in found}) == len(found)
    kinds = {"text": str, "number": float, "integer": int, "list": tuple}
    for row in found:
        for column, value in zip(SHEETS[name].columns, row, strict=True):
            assert isinstance(value, kinds[column.kind]) or (value is None and not column.needed), column
    counts = {"nodes": records.entities, "edges": records.edges, "claims": records.claims, "documents": records.documents}
    assert len(found) == len(list(counts[name]()))


def test_keys_lead_to_rows(records: MemoryRecords) -> None:
    ids = {name: {row[0] for row in rows(records, name)} for name in NAMES}
    for name, sheet in SHEETS.items():
        for row in rows(records, name):
            for column, value in zip(sheet.columns, row, strict=True):
                assert not column.refers or value is None or value in ids[column.refers], column


def test_sentences_stand_where_their_places_say(sample: MemoryRecords) -> None:
    texts = {document.id: document.text for document in sample.documents()}
    for row in rows(sample, "claims"):
        claim = dict(zip(columns_of("claims"), row, strict=True))
        places = [tuple(map(int, str(place).split("-"))) for place in claim["places"]]  # type: ignore[attr-defined]
        assert tuple(texts[str(claim["document"])][start:end] for start, end in places) == claim["sentences"]


def test_edges_name_what_they_contradict(sample: MemoryRecords) -> None:
    edges = {str(row[0]): dict(zip(columns_of("edges"), row, strict=True)) for row in rows(sample, "edges")}
    denied = next(edge for edge in edges.values() if edge["status"] == "denied")
    assert isinstance(denied["contradicts"], tuple)
    other = str(denied["contradicts"][0])
    assert (edges[other]["predicate"], edges[other]["status"]) == ("banned", "fact")
    assert edges[other]["contradicts"] == (denied["id"],)
    assert {edge_id(edge) for edge in sample.edges()} == set(edges)


@pytest.mark.parametrize("name", NAMES)
def test_csv_gives_every_value_back(name: str, records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "tables", "csv")
    with (tmp_path / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *lines = list(csv.reader(file))
    assert head == columns_of(name)
    for line, row in zip(lines, rows(records, name), strict=True):
        for column, text, value in zip(SHEETS[name].columns, line, row, strict=True):
            if column.kind == "list":
                assert tuple(json.loads(text)) == value
            else:
                assert text == ("" if value is None else str(value))


@pytest.mark.parametrize("name", NAMES)
def test_pandas_reads_csv_exactly(name: str, records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "tables", "csv")
    frame = pd.read_csv(tmp_path / "tables" / f"{name}.csv", dtype=str, keep_default_na=False)
    assert list(frame.columns) == columns_of(name)
    expected = [tuple("" if value is None else _csv_text(value) for value in row) for row in rows(records, name)]
    assert list(frame.itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_duckdb_reads_csv_and_parquet(name: str, records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "c", "csv")
    write_export(records, tmp_path / "p", "parquet")
    expected = list(rows(records, name))
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "p" / f"{name}.parquet")]).fetchall()
        assert [tuple(tuple(value) if isinstance(value, list) else value for value in row) for row in found] == expected
        options = "all_varchar = true, strict_mode = false, header = true, quote = '\"', escape = '\"', delim = ','"
        texts = connection.execute(f"SELECT * FROM read_csv(?, {options})", [str(tmp_path / "c" / f"{name}.csv")]).fetchall()
    assert [tuple(value or "" for value in row) for row in texts] == [
        tuple("" if value is None else _csv_text(value) for value in row) for row in expected
    ]


def _csv_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("name", NAMES)
def test_parquet_has_types_and_no_metadata_of_programs(name: str, sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "tables", "parquet")
    file = pq.ParquetFile(tmp_path / "tables" / f"{name}.parquet")
    kinds = {"text": "string", "number": "double", "integer": "int64", "list": "list<element: string not null>"}
    for column, found in zip(SHEETS[name].columns, file.schema_arrow, strict=True):
        assert (found.name, str(found.type), found.nullable) == (column.name, kinds[column.kind], not column.needed)
    assert file.metadata.metadata is None
    frame = pd.read_parquet(tmp_path / "tables" / f"{name}.parquet")
    assert (len(frame), list(frame.columns)) == (len(list(rows(sample, name))), columns_of(name))


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_the_data_package_tells_what_is_there(format: str, sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "tables", format)
    package = json.loads((tmp_path / "tables" / "datapackage.json").read_bytes())
    assert [resource["name"] for resource in package["resources"]] == list(NAMES)
    for resource in package["resources"]:
        content = (tmp_path / "tables" / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert [one["name"] for one in resource["schema"]["fields"]] == columns_of(resource["name"])
        assert all(one["description"] for one in resource["schema"]["fields"])
        named = {other["name"] for other in package["resources"]}
        assert {key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]} <= named
    assert not {path.name for path in (tmp_path / "tables").iterdir()} - {
        "datapackage.json", ".actorgraph.json", *(f"{name}.{format}" for name in NAMES),
    }  # fmt: skip


@pytest.mark.parametrize(("format", "library"), [("parquet", "pyarrow"), ("excel", "xlsxwriter")])
def test_a_missing_extra_is_named(
    format: str, library: str, sample: MemoryRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"--to {format}: needs .*actorgraph\[{format}\]"):
        write_export(sample, tmp_path / "tables", format)
    assert list(tmp_path.iterdir()) == []


# Excel


def test_openpyxl_reads_every_value_and_no_formula(records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.xlsx", "excel")
    book = openpyxl.load_workbook(tmp_path / "graph.xlsx")
    assert book.sheetnames == ["Nodes", "Edges", "Claims", "Documents", "About"]
    for name in NAMES:
        sheet = book[name.title()]
        assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref
        head, *lines = list(sheet.iter_rows(max_col=len(columns_of(name))))
        assert [cell.value for cell in head] == columns_of(name)
        found = list(rows(records, name))
        for line, row in zip(lines, found, strict=True):
            assert ["" if cell.value is None else cell.value for cell in line] == [_shown(value) for value in row]
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type in {"s", "n", "inlineStr"}
                assert cell.hyperlink is None or cell.hyperlink.target.startswith("https://news.example/")
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
                    assert cell.quotePrefix


def test_a_workbook_that_cannot_be_finished_leaves_nothing(sample: MemoryRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor the files in which its rows wait."""

    class Stopped(MemoryRecords):
        def documents(self) -> Iterator[Document]:
            yield from list(super().documents())[:1]
            raise KeyboardInterrupt

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        write_export(Stopped(extractions=sample.extractions), tmp_path / "graph.xlsx", "excel")
    assert list(tmp_path.iterdir()) == []


def _shown(value: object) -> object:
    if isinstance(value, int | float):
        return value
    text = fit("\n".join(map(str, value)) if isinstance(value, tuple) else str(value or ""))
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "1e5", "TRUE", "http://x.example", "{=1}", "_x0041_"])
def test_no_text_becomes_anything_else(start: str, tmp_path: Path) -> None:
    document = make_document(published="2026-01-01")
    entity = make_entity("organisation:a", start)
    records = MemoryRecords(extractions=(Extraction(document=document, entities=(entity,)),))
    write_export(records, tmp_path / "graph.xlsx", "excel")
    cell = openpyxl.load_workbook(tmp_path / "graph.xlsx")["Nodes"]["C2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert str(cell.value).replace("_x005F_", "_") == start.replace("\r", "\n")  # openpyxl leaves Excel's escape of an escape as it is


def test_what_excel_has_no_room_for_is_cut_and_counted(tmp_path: Path) -> None:
    text = "🐦" * 20_000
    document = replace(make_document(), title=text)
    write_export(MemoryRecords(extractions=(Extraction(document=document),)), tmp_path / "graph.xlsx", "excel")
    book = openpyxl.load_workbook(tmp_path / "graph.xlsx")
    value = str(book["Documents"]["C2"].value)
    assert len(value.encode("utf-16-le")) // 2 <= CELL
    assert value.endswith("… [cut") and value.startswith("🐦")
    about = {str(row[0]): str(row[2]) for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert about["Cut"].startswith("1 cells end with")


@pytest.mark.parametrize("length", [CELL - 1, CELL, CELL + 1, CELL * 2])
def test_a_cell_holds_as_much_as_it_may(length: int) -> None:
    found = fitted("a" * length)
    assert len(found) == min(length, CELL)
    assert found.endswith("[cut") == (length > CELL)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(sample: MemoryRecords, tmp_path: Path) -> None:
    write_workbook(sample, tmp_path / "graph.xlsx", most_rows=6)
    book = openpyxl.load_workbook(tmp_path / "graph.xlsx")
    claims = [sheet for sheet in book if sheet.title.startswith("Claims")]
    assert [sheet.title for sheet in claims] == ["Claims", "Claims 2", "Claims 3"]
    ids = [str(row[0]) for sheet in claims for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert ids == [claim.id for claim in sample.claims()]
    assert all(one < other for one, other in pairwise(ids))
    about = {str(row[0]): str(row[2]) for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert "Claims 2, Claims 3" in about["Further sheets"]


def test_the_date_of_a_workbook_is_the_one_that_is_stated(sample: MemoryRecords, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_export(sample, tmp_path / "a.xlsx", "excel")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    write_export(sample, tmp_path / "b.xlsx", "excel")
    assert {info.date_time for info in zipfile.ZipFile(tmp_path / "a.xlsx").infolist()} == {(1980, 1, 31, 0, 0, 0)}
    made = [str(openpyxl.load_workbook(tmp_path / f"{name}.xlsx").properties.created) for name in "ab"]
    assert made == ["2000-01-01 00:00:00", "2026-02-02 02:40:00"]


def test_an_edge_of_claims_with_several_sentences_keeps_them_all(tmp_path: Path) -> None:
    document = make_document("A raided B.\nA raided B again.")
    claim = make_claim([make_evidence(document, "A raided B."), make_evidence(document, "A raided B again.")])
    ends = (make_entity("country:FR", "France"), make_entity())
    (row,) = rows(MemoryRecords(extractions=(Extraction(document=document, entities=ends, claims=(claim,)),)), "claims")
    found = dict(zip(columns_of("claims"), row, strict=True))
    assert (found["sentences"], found["places"]) == (("A raided B.", "A raided B again."), ("0-11", "12-29"))
