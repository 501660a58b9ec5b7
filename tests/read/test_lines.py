"""Records of a .jsonl, good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.read import Skipped, lines, read, streams
from kg.read.place import Place
from kg.read.record import of_line
from kg.read.skipped import UnreadableError


def items(path: Path, data: bytes | str) -> list[Document | Skipped]:
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return list(read([str(path)], published="2026-01"))


def test_all_fields(tmp_path: Path) -> None:
    record = {
        "id": "a-1",
        "text": "France\u2028banned Grok.\r\n",
        "title": " Ban ",
        "url": "https://example.org/a",
        "published": "2026-02-04T09:30:00+08:00",
        "language": "en",
        "outlet": "The Example",
        "more": [1, {"x": None}],
    }
    (document,) = items(tmp_path / "news.jsonl", json.dumps(record, ensure_ascii=False))
    assert isinstance(document, Document)
    assert document.text == "France\u2028banned Grok.\r\n"
    assert (document.name, document.source, document.title, document.published) == ("a-1", "news.jsonl#1", "Ban", "2026-02-04")
    assert (document.url, document.language, document.outlet) == ("https://example.org/a", "en", "The Example")


def test_what_a_record_lacks(tmp_path: Path) -> None:
    data = '{"text": "A", "id": null, "title": "", "published": null}\r\n\n{"text": "B", "id": 12}\n{"text": "C", "id": " "}'
    found = items(tmp_path / "news.jsonl", data)
    assert [(item.name, item.source, item.published, item.title) for item in found if isinstance(item, Document)] == [
        ("news#1", "news.jsonl#1", "2026-01", None),
        ("12", "news.jsonl#3", "2026-01", None),
        ("news#4", "news.jsonl#4", "2026-01", None),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "A"', "not JSON: Expecting ',' delimiter at column 13 (expected: one object a line"),
        ("{'text': 'A'}", "not JSON: Expecting property name enclosed in double quotes at column 2 (expected: one object a line"),
        ('{"text": "A"} {"text": "B"}', "not JSON: Extra data"),
        ('["A"]', "is an array (expected: one object a line"),
        ('"A"', "is a string (expected: one object"),
        ("12", "is a number (expected: one object"),
        ("null", "is null (expected: one object"),
        ('{"title": "A"}', "has no 'text' (expected: a string"),
        ('{"text": null}', "has no 'text'"),
        ('{"text": 5}', "'text' is a number (expected: a string)"),
        ('{"text": ["A"]}', "'text' is an array (expected: a string)"),
        ('{"text": " \\n"}', "empty"),
        ('{"text": "A", "id": true}', "'id' is true (expected: a string or an integer)"),
        ('{"text": "A", "id": 1.5}', "'id' is a number (expected: a string or an integer)"),
        ('{"text": "A", "title": {}}', "'title' is an object (expected: a string)"),
        ('{"text": "A", "published": 2026}', "'published' is a number (expected: a string)"),
        ('{"text": "A", "published": "Feb 4"}', "'published' is 'Feb 4', no date (expected: an ISO 8601 date such as 2026-02-04"),
        ("[" * 200_000, "JSON that is nested too deeply"),
        ('{"text": "A", "id": ' + "9" * 10_000 + "}", "'id' is a number"),
        ("caf\0e", "holds NUL bytes"),
    ],
)
def test_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, reason: str) -> None:
    first, bad, last = items(tmp_path / "news.jsonl", f'{{"text": "first"}}\n{line}\n{{"text": "last"}}\n')
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(bad, Skipped)
    assert bad.source == "news.jsonl line 2"
    assert bad.reason.startswith(reason)
    assert len(bad.reason) < 300


def test_numbers_that_python_refuses_do_no_harm_elsewhere() -> None:
    line = '{"text": "A", "n": ' + "9" * 10_000 + ', "m": -1e999999, "k": NaN}'
    assert of_line(line, Place(name="n", source="s")).text == "A"


def test_half_surrogates_become_one_replacement_each() -> None:
    document = of_line('{"text": "a\\ud800b\\udc00 \\ud83d\\ude00", "title": "\\udfff"}', Place(name="n", source="s"))
    assert document.text == "a\ufffdb\ufffd 😀"
    assert document.title == "\ufffd"


@pytest.mark.parametrize("data", ['[\n{"text": "A"},\n{"text": "B"}\n]\n', '{\n  "text": "A"\n}\n'])
def test_json_over_many_lines_is_read_like_a_json_file(tmp_path: Path, data: str) -> None:
    found = items(tmp_path / "news.jsonl", data)
    assert [item.source for item in found if isinstance(item, Document)] == [f"news.jsonl#{n}" for n in range(1, data.count("text") + 1)]


def test_a_file_of_another_kind_is_given_up(tmp_path: Path) -> None:
    found = items(tmp_path / "news.jsonl", "no JSON\n" * 5_000)
    assert len(found) == 101
    assert str(found[-1]).startswith("news.jsonl: given up after 100 lines without one record")


def test_many_bad_lines_among_good_ones_are_all_told(tmp_path: Path) -> None:
    found = items(tmp_path / "news.jsonl", '{"text": "A"}\n' + "no JSON\n" * 500)
    assert sum(isinstance(item, Skipped) for item in found) == 500


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty(tmp_path: Path, data: bytes) -> None:
    assert items(tmp_path / "news.jsonl", data) == [Skipped("news.jsonl", "empty")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    data = '{"text": "café one"}\n{"text": "café two"}\n'.encode(encoding)
    found = items(tmp_path / "news.jsonl", data)
    assert [item.text for item in found if isinstance(item, Document)] == ["café one", "café two"]


def test_line_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST_LINE", streams.LARGEST_LINE // 2**16)
    found = items(tmp_path / "news.jsonl", '{"text": "A"}\n{"text": "' + "b" * 2**20 + '"}\n')
    assert isinstance(found[0], Document)
    assert [item.reason.split(";")[0] for item in found if isinstance(item, Skipped)] == ["line 2 is longer than 0 MiB"]


VALUES = st.recursive(st.none() | st.text() | st.floats() | st.integers(), lambda s: st.lists(s) | st.dictionaries(st.text(), s))


@given(st.one_of(st.text(), VALUES.map(json.dumps)))
def test_any_line_gives_a_document_or_a_reason(line: str) -> None:
    try:
        document = of_line(line, Place(name="n", source="s"))
    except UnreadableError as error:
        reason = str(error)
    else:
        reason = document.text
    assert reason.strip()


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_text_is_kept_as_it_is(text: str) -> None:
    document = of_line(json.dumps({"text": text}), Place(name="n", source="s"))
    assert document.text == text
    document.text.encode("utf-8")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"date": "2026-02-04", "headline": "T", "link": "u", "lang": "en", "publisher": "P", "byline": "By Jane Doe"},
            "2026-02-04 T u en P Jane Doe",
        ),
        (
            {"publishedAt": "2026-02-04T10:00:00Z", "source": {"id": None, "name": "P"}, "authors": ["A B", "C D"]},
            "2026-02-04 - - - P A B, C D",
        ),
        ({"published_date": "4 February 2026", "publisher": {"name": "P"}, "creator": {"name": "A B"}}, "2026-02-04 - - - P A B"),
        ({"published": "2026", "date": "2025", "title": "T", "headline": "H", "outlet": "O", "publisher": "P"}, "2026 T - - O -"),
        (
            {"Title": "T", "Published": "2026-02-04", "URL": "u", "Language": "en", "Outlet": "P", "Author": ["A B"]},
            "2026-02-04 T u en P A B",
        ),
        ({"published": None, "pubDate": "Wed, 04 Feb 2026 10:00:00 GMT", "date": 5}, "2026-02-04 - - - - -"),
        ({"source": "news.jsonl#3", "created_at": "", "lang": 7, "authors": [], "publisher": {}}, "- - - - - -"),
    ],
)
def test_fields_that_others_call_otherwise(record: dict[str, object], expected: str) -> None:
    found = of_line(json.dumps({"text": "A", **record}), Place(name="n", source="s"))
    told = (found.published, found.title, found.url, found.language, found.outlet, found.author)
    assert " ".join(value or "-" for value in told) == expected


def test_a_field_is_named_as_the_record_calls_it() -> None:
    with pytest.raises(UnreadableError, match=r"^'publishedAt' is '04/02/2026', no date"):
        of_line('{"text": "A", "publishedAt": "04/02/2026"}', Place(name="n", source="s"))
    found = of_line('{"headline": "A", "byline": "B"}', Place(name="n", source="s", text_field="headline"))
    assert (found.text, found.title, found.author) == ("A", None, "B")
