"""Tables: rows as documents, columns by their names, nested fields of records, and hostile rows."""

from __future__ import annotations

import io
import tracemalloc

import pytest

from kg.model import Document
from kg.read.place import Place
from kg.read.record import of_line
from kg.read.skipped import Skipped, UnreadableError
from kg.read.table import read_table


def items(data: bytes | str, *, field: str | None = None) -> list[Document | Skipped]:
    raw = data.encode("utf-8") if isinstance(data, str) else data
    return list(read_table(io.BufferedReader(io.BytesIO(raw)), Place(name="n", source="n.csv", text_field=field)))


def rows(data: bytes | str, *, field: str | None = None) -> list[tuple[str, str]]:
    return [(item.source, item.text) for item in items(data, field=field) if isinstance(item, Document)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    data = f'id{separator}Text\n7{separator}"France{separator} ""banned"" Grok.\nSo it was."\n'
    assert rows(data) == [("n.csv#2", f'France{separator} "banned" Grok.\nSo it was.')]


def test_fields_beside_the_text() -> None:
    (document,) = items("id,headline,date,link,publisher,lang,text\n7,Ban,2026-02-04,https://e.org,Paper,en,France banned Grok.")
    assert isinstance(document, Document)
    assert (document.name, document.title, document.published) == ("7", "Ban", "2026-02-04")
    assert (document.url, document.outlet, document.language) == ("https://e.org", "Paper", "en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert rows("text\nLa décision a été annoncée.".encode(encoding)) == [("n.csv#2", "La décision a été annoncée.")]


def test_text_in_another_column() -> None:
    assert rows("Body,text\nFrance banned Grok.,x", field="Body") == [("n.csv#2", "France banned Grok.")]
    with pytest.raises(UnreadableError, match=r"no column 'text' among 'a', 'b'.*--text-field"):
        items("a,b\n1,2")


def test_a_bad_row_does_not_end_the_table() -> None:
    data = "id,text,published\n1,A,\n2,,\n3,C,yesterday\n4,D,,,,\n5,E,\n\n6,F\n"
    assert [item.text if isinstance(item, Document) else str(item).partition(" (")[0] for item in items(data)] == [
        "A",
        "n.csv row 3: has no 'text'",
        "n.csv row 4: 'published' is 'yesterday', no date",
        "n.csv row 5: has 6 cells, the head 3",
        "E",
        "F",
    ]


@pytest.mark.parametrize("data", ['text\nA\n"unclosed\n' + "x\n" * 1000, 'text\nA\n"a"b\nC\n'])
def test_damaged_quotes(data: str) -> None:
    found = items(data)
    assert isinstance(found[0], Document) and any(isinstance(item, Skipped) and "no row of a table" in item.reason for item in found)


def test_a_table_without_texts_is_given_up() -> None:
    found = items("text,x\n" + ",1\n" * 1000)
    assert len(found) == 101 and "given up after 100 rows" in str(found[-1])


@pytest.mark.parametrize("data", ["", "\n\n", "text\n"])
def test_empty(data: str) -> None:
    assert items(data) == [Skipped("n.csv", "empty")]


@pytest.mark.parametrize(
    ("field", "text"),
    [("article.body", "A"), ("parts.1.text", "C"), ("a.b", "dotted"), ("article", None), ("parts.9.text", None), ("none.x", None)],
)
def test_nested_fields_of_a_record(field: str, text: str | None) -> None:
    line = '{"article": {"body": "A"}, "parts": [{"text": "B"}, {"text": "C"}], "a.b": "dotted", "text": "other"}'
    place = Place(name="n", source="n.jsonl#1", text_field=field)
    if text is None:
        with pytest.raises(UnreadableError, match=field):
            of_line(line, place)
    else:
        assert of_line(line, place).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines(end: str) -> None:
    assert [text for _, text in rows(end.join(("id,text", '1,"A', 'B\u2028C"', "2,D")))] == [f"A{end}B\u2028C", "D"]


def test_a_table_takes_little_more_memory_than_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"id,text\n" + (b"1," + b"France banned Grok on Monday. " * 100 + b"\n") * 300
    monkeypatch.setattr("kg.read.table.LARGEST_TABLE", len(data))  # so many bytes are asked for at once
    stream = io.BufferedReader(io.BytesIO(data))
    tracemalloc.start()
    count = sum(1 for _ in read_table(stream, Place(name="n", source="n.csv")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300 and peak < 3 * len(data)
