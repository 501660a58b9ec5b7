"""Files, folders and standard input, as a user names them."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.export import write_export
from kg.html.page import to_html
from kg.model import Document
from kg.read import Skipped, read, streams
from kg.read.kinds import kind_of_beginning
from kg.read.streams import Stream
from tests.factories import sample_records


def texts(*names: Path | str) -> list[tuple[str, str, str]]:
    return [(item.source, item.name, item.text) for item in read([str(name) for name in names]) if isinstance(item, Document)]


def skipped(*names: Path | str) -> list[Skipped]:
    return [item for item in read([str(name) for name in names]) if isinstance(item, Skipped)]


def write(root: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return root


def test_document_of_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"story.txt": "France banned Grok.\r\nSo it was.\n"})
    (document,) = read([str(tmp_path / "story.txt")], published="2026-02-04T10:00:00Z")
    assert isinstance(document, Document)
    assert document.text == "France banned Grok.\r\nSo it was.\n"
    assert (document.name, document.source, document.published, document.encoding) == ("story", "story.txt", "2026-02-04", "utf-8")
    assert document.sha256.startswith(document.id) and len(document.id) == 16
    assert document.title is None


def test_folder_is_read_in_order_and_its_sources_are_below_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"b.txt": "B", "a/z.txt": "Z", "a/y.TXT": "Y", "a.txt": "A", ".hidden.txt": "H", ".git/x.txt": "X", "c.jsonl": '{"text": "C"}'},
    )
    expected = [("a/y.TXT", "y", "Y"), ("a/z.txt", "z", "Z"), ("a.txt", "a", "A"), ("b.txt", "b", "B"), ("c.jsonl#1", "c#1", "C")]
    assert texts(tmp_path) == expected
    assert skipped(tmp_path) == []


def test_other_types_are_skipped_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A", "b.docx": "B", "README": "C", "d.tar.gz": "D"})
    assert [(item.source, item.reason.split(" (")[0]) for item in skipped(tmp_path)] == [
        ("README", "a file whose name has no type"),
        ("b.docx", "files of type '.docx' are not read"),
        ("d.tar.gz", "files of type '.tar' are not read"),
    ]
    assert all("expected: " in item.reason for item in skipped(tmp_path))


def test_a_stem_that_is_taken_gives_way_to_the_path(tmp_path: Path) -> None:
    write(tmp_path, {"01.txt": "A", "2025/01.txt": "B", "2025/01.txt.gz": gzip.compress(b"C", mtime=0), "2026/01.txt": "D", "02.txt": "E"})
    assert [name for _, name, _ in texts(tmp_path)] == ["01", "02", "2025/01", "2025/01~2", "2026/01"]


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff"])
def test_empty_file(tmp_path: Path, content: str) -> None:
    write(tmp_path, {"a.txt": content})
    assert skipped(tmp_path / "a.txt") == [Skipped("a.txt", "empty")]


def test_folder_without_documents_gives_nothing(tmp_path: Path) -> None:
    assert list(read([str(tmp_path)])) == []


@pytest.mark.parametrize(
    ("name", "why"), [("nowhere.txt", "no such file or folder"), ("nowhere/a.txt", "no such file or folder"), ("a\0b", "null")]
)
def test_missing_path_is_an_error_before_anything_is_read(tmp_path: Path, name: str, why: str) -> None:
    write(tmp_path, {"a.txt": "A"})
    with pytest.raises(UsageError, match=why) as caught:
        read([str(tmp_path / "a.txt"), str(tmp_path / name)])
    assert name in str(caught.value)


def test_standard_input_that_is_closed_or_named_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="named twice"):
        read(["-", "-"])
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="there is no standard input"):
        read(["-"])


def test_pipe_that_breaks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Broken()), encoding="utf-8"))
    assert [str(item) for item in read(["-"])] == ["-: cannot be read: Input/output error"]


def test_an_empty_name_is_not_the_folder_that_one_is_in() -> None:
    with pytest.raises(UsageError, match="an INPUT without a name"):
        read([""])


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.docx", "saved as .pdf, .html or .txt"),
        ("a.xlsx", "saved as .csv"),
        ("a.zip", "unpacked"),
        ("a.msg", ".eml or .mbox"),
        ("a.png", ".atom, "),
    ],
)
def test_what_to_do_about_a_file_of_another_type(name: str, remedy: str, tmp_path: Path) -> None:
    (item,) = skipped(write(tmp_path, {name: "x"}))
    assert remedy in item.reason


def test_pages_and_notes_of_ours_are_no_sources(tmp_path: Path) -> None:
    write_export(sample_records(), tmp_path / "notes", "markdown")
    (tmp_path / "page.html").write_text(to_html(sample_records()), encoding="utf-8")
    found = {item.source: item.reason for item in skipped(tmp_path)}
    assert found["page.html"].startswith("a page that Actorgraph made")
    assert [reason for source, reason in found.items() if source.startswith("notes/")] == [
        "a note that Actorgraph made: its sentences are those of other documents (expected: these)"
        for _ in (tmp_path / "notes").glob("*/*.md")
    ]


def test_device_is_an_error() -> None:
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        read([os.devnull])


def test_date_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--published yesterday: no date"):
        read([str(tmp_path)], published="yesterday")


def test_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": "A", "b.txt": "B"})
    original = streams.open_file

    def refuse(path: Path) -> Stream:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return original(path)

    monkeypatch.setattr("kg.read.inputs.open_file", refuse)
    assert [str(item) for item in skipped(tmp_path)] == ["a.txt: cannot be read: Permission denied"]
    assert [text for _, _, text in texts(tmp_path)] == ["B"]


def test_loops_and_doubles_of_links_are_read_once(tmp_path: Path) -> None:
    root = write(tmp_path / "news", {"a.txt": "A", "sub/b.txt": "B"})
    outside = write(tmp_path / "outside", {"c.txt": "C"})
    (root / "0-self").symlink_to(root)
    (root / "0-sub").symlink_to(root / "sub")
    (root / "0-up").symlink_to(tmp_path)
    (root / "sub" / "loop").symlink_to(root / "sub")
    (root / "zz").symlink_to(outside)
    (root / "y.txt").symlink_to(outside / "c.txt")
    (root / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    (root / "round").symlink_to(root / "round")
    assert texts(root) == [("a.txt", "a", "A"), ("sub/b.txt", "b", "B"), ("y.txt", "y", "C"), ("zz/c.txt", "c", "C")]
    assert [item.source for item in skipped(root)] == ["broken.txt", "round", "0-self", "0-up"]
    assert skipped(root)[0].reason == "a link to nothing"


def test_special_files_in_a_folder_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A"})
    os.mkfifo(tmp_path / "pipe.txt")
    assert [str(item) for item in skipped(tmp_path)] == ["pipe.txt: neither a file nor a folder"]
    assert len(texts(tmp_path)) == 1


def test_deep_folders(tmp_path: Path) -> None:
    place = tmp_path
    for _ in range(300):
        place /= "d"
    write(place, {"a.txt": "A"})
    assert [text for _, _, text in texts(tmp_path)] == ["A"]


def test_name_that_is_no_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("A", encoding="utf-8")
    assert texts(tmp_path) == [("caf\\xe9.txt", "caf\\xe9", "A")]


def read_stdin(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[Document | Skipped]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    return list(read(["-"]))


RECORDS = b'{"text": "A", "id": "one"}\n{"text": "B"}\n'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"France banned Grok.", [("-", "stdin", "France banned Grok.")]),
        (b"{sic} France banned Grok.", [("-", "stdin", "{sic} France banned Grok.")]),
        (RECORDS, [("-#1", "one", "A"), ("-#2", "stdin#2", "B")]),
        (b"\n \n" + RECORDS, [("-#3", "one", "A"), ("-#4", "stdin#4", "B")]),
        (RECORDS.decode().encode("utf-16"), [("-#1", "one", "A"), ("-#2", "stdin#2", "B")]),
        (gzip.compress(RECORDS, mtime=0), [("-#1", "one", "A"), ("-#2", "stdin#2", "B")]),
        (gzip.compress(b"France", mtime=0), [("-", "stdin", "France")]),
    ],
)
def test_standard_input(data: bytes, expected: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    items = read_stdin(data, monkeypatch)
    assert [(item.source, item.name, item.text) for item in items if isinstance(item, Document)] == expected


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (gzip.compress(b"France", mtime=0)[:11], "gzip data that ends too early: the file was cut off")]
)
def test_standard_input_without_a_text(data: bytes, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_stdin(data, monkeypatch) == [Skipped("-", reason)]


def test_named_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'wb').write({RECORDS!r})"]):
        assert texts(pipe) == [("pipe#1", "one", "A"), ("pipe#2", "pipe#2", "B")]


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"From: The Paper <n@p.example>\r\nTo: a@b.c\r\nSubject: A\r\n fine\r\nDate: Wed, 4 Feb 2026 10:00:00 +0000\r\n\r\nText.", "mail"),
        (b"Subject: A fine\nX-Mailer: x\nFrom: n@p.example\nMIME-Version: 1.0\n\nText: 1", "mail"),
        (b"DKIM-Signature: v=1;\n b=" + b"x" * 400 + b"\nFrom: n@p.example\nDate: Wed, 4 Feb 2026 10:00:00 +0000\nSubj", "mail"),
        (b"From: the minister\n\nDate: soon, he said.", "text"),
        (b"From: the minister\nThe date: soon.\nDate: x\n\nText.", "text"),
        (b"Question: who?\nAnswer: nobody.\n\nText.", "text"),
        (b"From", "text"),
        (b"", "text"),
    ],
)
def test_mail_on_standard_input_is_told_by_its_fields(beginning: bytes, kind: str) -> None:
    assert kind_of_beginning(beginning) == kind
