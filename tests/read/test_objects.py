"""A .json of whatever shape: an array, an object, an object with a list, several objects; what breaks off keeps what came before."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Document
from kg.read import Skipped, read
from kg.read.kinds import kind_of_beginning
from kg.read.objects import read_objects
from kg.read.place import Place
from kg.read.utf8 import Utf8

ARTICLE = {"id": "a", "title": "T", "text": "Acme bans Chirper."}
OTHER = {"id": "b", "text": "Norland fined Acme."}


def items(path: Path, data: str | bytes, **options: Any) -> list[Document | Skipped]:
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return list(read([str(path)], **options))


@pytest.mark.parametrize(
    ("value", "field", "expected"),
    [
        ([ARTICLE, OTHER], None, ["a", "b"]),
        (ARTICLE, None, ["a"]),
        ({"status": "ok", "articles": [ARTICLE, OTHER]}, None, ["a", "b"]),
        ({"tags": [{"name": "x"}], "articles": [ARTICLE]}, None, ["a"]),
        ({"text": "Acme.", "id": "whole", "parts": [ARTICLE]}, None, ["whole"]),
        ({"articles": [{"id": 1, "body": "Acme."}, {"id": 2, "body": "B."}], "total": 2}, "articles.body", ["1", "2"]),
        ({"articles": [{"id": 1, "body": "Acme."}]}, "body", ["1"]),
        ({"response": {"docs": [{"id": 1, "body": {"text": "Acme."}}]}}, "response.docs.body.text", ["1"]),
        ({"id": 9, "parts": [{"body": "Acme."}, {"body": "B."}]}, "parts.1.body", ["9"]),
        ({"article": {"id": 3, "body": "Acme."}}, "article.body", ["3"]),
        ([{"article": {"body": "Acme."}, "id": 4}], "article.body", ["4"]),
        ({"a.b": "Acme.", "id": 5}, "a.b", ["5"]),
    ],
)
def test_shapes(value: object, field: str | None, expected: list[str], tmp_path: Path) -> None:
    for number, text in enumerate((json.dumps(value), json.dumps(value, indent=2), "\ufeff" + json.dumps(value))):
        found = items(tmp_path / f"{number}.json", text, text_field=field)
        assert [item.name if isinstance(item, Document) else str(item) for item in found] == expected
        assert [item.source for item in found] == [f"{number}.json#{place}" for place in range(1, len(found) + 1)]


def test_what_the_object_around_a_text_says_of_it(tmp_path: Path) -> None:
    record = {"title": "Own", "article": {"body": "Acme.", "title": "T", "published": "2026-02-04", "authors": ["J. Doe"], "language": 7}}
    (document,) = items(tmp_path / "a.json", json.dumps([record]), text_field="article.body")
    assert isinstance(document, Document)
    assert (document.title, document.published, document.author, document.language) == ("Own", "2026-02-04", "J. Doe", None)
    later = {"article": {"body": "Acme.", "published": "yesterday"}}
    (document,) = items(tmp_path / "b.json", json.dumps(later), text_field="article.body", published="2026")
    assert isinstance(document, Document)
    assert document.published == "2026"


@pytest.mark.parametrize(
    ("text", "good", "reason"),
    [
        ('[{"text": "A"}, 7, {"text": "B"}, {"title": "x"}, ["text"], null, {"text": "C"}]', 3, "record 2: is a number"),
        ('[{"text": "A"}, {"text": "B"}, {"te', 2, "breaks off or is none after record 2"),
        ('[{"text": "A"}, {"text": "B"} {"text": "C"}]', 2, "after record 2"),
        ('{"articles": [{"text": "A"}', 0, "after record 0"),
        ("", 0, "empty"),
        ("[]", 0, "empty"),
        ("no JSON", 0, "after record 0"),
        ('"text"', 0, "record 1: is a string"),
        ('{"texts": "A"}', 0, "has no 'text'"),
        ("[" * 100_000, 0, "nested|breaks off"),
        ('[{"text": "A", "deep": ' + "[" * 5000 + "]" * 5000 + '}, {"text": "B"}]', 1, "record 1: JSON that is nested more than 100 deep"),
        ('{"a":' * 5000, 0, "nested|breaks off"),
        ('[{"text": "A"}, {"text": "B", "n": ' + "9" * 10_000 + "}]", 1, "after record 1"),
        ("\x00" * 1000, 0, "after record 0"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_kept(text: str, good: int, reason: str, tmp_path: Path) -> None:
    found = items(tmp_path / "a.json", text)
    assert len([item for item in found if isinstance(item, Document)]) == good
    assert any(part in str(item) for part in reason.split("|") for item in found if isinstance(item, Skipped)), found


def test_lines_in_a_json_file_and_the_reverse(tmp_path: Path) -> None:
    lines = "".join(json.dumps(record) + "\n" for record in (ARTICLE, OTHER))
    assert [item.source for item in items(tmp_path / "a.json", lines)] == ["a.json#1", "a.json#2"]
    packed = gzip.compress(json.dumps([ARTICLE, OTHER]).encode())
    assert [item.source for item in items(tmp_path / "b.json.gz", packed)] == ["b.json.gz#1", "b.json.gz#2"]


@pytest.mark.parametrize(
    ("beginning", "kind"), [("[{", "objects"), ("[]", "objects"), ("{\n ", "objects"), ('{"text"', "lines"), ("[1] A note", "text")]
)
def test_kind_of_a_pipe(beginning: str, kind: str) -> None:
    assert kind_of_beginning(beginning.encode()) == kind
    assert kind_of_beginning(beginning.encode("utf-16")) == kind or kind == "text"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-32", "utf-32")],
)
def test_encodings(encoding: str, told: str, tmp_path: Path) -> None:
    text = "Türkiye a banni « Grok » — 3 €."
    written = json.dumps([{"text": text}, {"text": "x" * 70_000 + text}], ensure_ascii=False).encode(encoding)
    found = items(tmp_path / "a.json", written)
    assert [(item.text[-len(text) :], item.encoding) for item in found if isinstance(item, Document)] == [(text, told)] * 2


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100_000])
def test_pieces_of_any_size_make_the_same_text(size: int) -> None:
    written = "aé€🐦".encode() + "é €".encode("cp1252") + b" \x81" + "🐦".encode()
    source = Utf8(io.BufferedReader(io.BytesIO(written)), most=1000)
    assert b"".join(iter(lambda: source.read(size), b"")).decode() == "aé€🐦é € \ufffd🐦"
    assert source.encoding == "utf-8, 3 bytes read as cp1252"


def test_a_file_of_another_kind_is_given_up(tmp_path: Path) -> None:
    found = items(tmp_path / "a.json", json.dumps([{"name": "x"}] * 1_000))
    assert len(found) == 101
    assert "given up after 100 records" in str(found[-1])


def test_a_record_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.objects.LARGEST_LINE", 2**20)
    many = [{"text": f"Acme {number} " + "9 " * 500} for number in range(3_000)]  # 3 MiB: no record is large
    assert len(items(tmp_path / "a.json", json.dumps(many))) == 3_000
    found = items(tmp_path / "b.json", json.dumps([ARTICLE, {"text": "x" * 2**21}]))
    assert isinstance(found[0], Document)
    assert str(found[1]) == "b.json: more than 1 MiB in one record; the rest after record 1 is not read"


def test_export_of_a_messenger() -> None:
    rich = ["Norland asked ", {"type": "bold", "text": "Chirper"}, " for an answer. ", {"type": "link", "text": "https://t.example"}]
    messages = [
        {"id": 2, "date": "2026-02-04T10:00:00", "text": "Sudland fined Chirper."},
        {"id": 3, "date": "2026-02-05T10:00:00", "text": rich},
    ]
    data = json.dumps(
        {"name": "Flash", "id": 1, "messages": [{"id": 1, "text": ""}, *messages, {"id": 4, "text": [{"type": "x"}, 5]}]}
    ).encode()
    found = list(read_objects(io.BufferedReader(io.BytesIO(data)), Place(name="a", source="a.json")))
    assert [(one.name, one.published, one.text) for one in found if isinstance(one, Document)] == [
        ("2", "2026-02-04", "Sudland fined Chirper."),
        ("3", "2026-02-05", "Norland asked Chirper for an answer. https://t.example"),
    ]
    assert [str(one).partition(" (")[0] for one in found if isinstance(one, Skipped)] == [
        "a.json record 1: empty",
        "a.json record 4: 'text' is an array",
    ]
