"""kg.index: an index on disk gives what the ledger says, or is made anew; nothing that lies in it is trusted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.index
from kg.errors import KgError, LedgerError, UsageError
from kg.index import INDEX, Opened, needs_index, open_graph
from kg.iri import Iris
from kg.ledger import Ledger
from kg.prefixes import prefixes
from kg.query import query
from kg.solutions import to_result
from kg.store import answer
from kg.views import rebuild
from tests.factories import MemoryRecords, sample_records

COUNT = "SELECT (COUNT(?c) AS ?n) { ?c a ag:Claim }"


def write(folder: Path, records: MemoryRecords) -> None:
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in records.extractions:
            ledger.write(extraction, key="key")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's folder with an index, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    write(folder, sample_records())
    release(open_graph(folder, use="always"))
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "graph")


def release(opened: Opened) -> None:
    if opened.lock is not None:
        os.close(opened.lock)


def claims(opened: Opened) -> int:
    """How many claims the graph has; an index is released."""
    [[cell]] = to_result(answer(opened.store, COUNT, known=prefixes(Iris()), limit=1)).rows
    release(opened)
    return int(cell.value) if cell else 0


def index_of(folder: Path) -> Path:
    [found] = [path for path in (folder / INDEX).iterdir() if path.is_dir()]
    return found


def asked(folder: Path) -> tuple[int, list[str]]:
    """The answer, and what was said on the way to it."""
    said: list[str] = []
    opened = open_graph(folder, use="always", say=said.append)
    assert opened.lock is not None
    return claims(opened), said


def test_the_first_query_makes_it_and_the_next_one_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, sample_records())
    assert asked(tmp_path) == (13, ["making an index of the graph, once for this content"])
    assert asked(tmp_path) == (13, [])
    shutil.rmtree(tmp_path / INDEX)
    monkeypatch.setattr(kg.index, "LONG", 2)
    assert asked(tmp_path)[1][1:] == ["1 of 2 documents are in the index", "2 of 2 documents are in the index"]
    assert set(open_graph(tmp_path, use="never").store) == set(open_graph(tmp_path, use="always").store)


def test_small_graphs_are_loaded_into_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_graph(folder).lock is None
    assert not needs_index(folder, share=1.0)
    monkeypatch.setattr(kg.index, "LEDGER_FROM", (folder / "ledger.sqlite").stat().st_size)
    assert needs_index(folder, share=1.0)
    assert not needs_index(folder, share=0.5)
    (folder / "graph.trig").write_bytes(b"")
    assert not needs_index(folder, share=1.0)
    assert not needs_index(folder, share=0.5)
    (folder / "graph.trig").unlink()
    opened = open_graph(folder)
    assert opened.lock is not None
    release(opened)


def test_another_content_or_program_makes_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = index_of(folder)
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        ledger.remove([sample_records().extractions[1].document.id])
    number, said = asked(folder)
    assert number < 13
    assert said
    second = index_of(folder)
    assert second != first
    monkeypatch.setattr(kg.index, "program", lambda: "another")
    assert asked(folder) == (number, said)
    assert index_of(folder) not in {first, second}


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    if content:
        content[len(content) // 2] ^= 0x10
    else:
        content += b"\0"
    path.write_bytes(content)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2) if path.stat().st_size else path.unlink()


DAMAGE: dict[str, Callable[[Path], None]] = {"flipped": flip, "cut": cut, "gone": Path.unlink, "emptied": lambda path: os.truncate(path, 0)}


@pytest.mark.parametrize("kind", DAMAGE)
def test_whatever_is_damaged_the_next_answer_is_right(folder: Path, kind: str) -> None:
    path = index_of(folder) / "store" / "CURRENT"
    DAMAGE[kind](path)
    assert asked(folder) == (13, ["making an index of the graph, once for this content"])
    assert asked(folder) == (13, [])


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_of_any_file_is_seen(folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(*_: object) -> None:
        raise OSError("seen")

    monkeypatch.setattr(kg.index, "_make", seen)
    monkeypatch.setattr(kg.index, "_fill", lambda *_: None)
    files = sorted(path for path in index_of(folder).rglob("*") if path.is_file())
    assert len(files) > 10
    for path in files:
        content = path.read_bytes()
        if content or kind != "emptied":
            DAMAGE[kind](path)
            assert "(seen)" in open_graph(folder, use="always").notes[0], path
        path.write_bytes(content)
        assert asked(folder) == (13, []), path


@pytest.mark.parametrize("stamp", ["", "[]", "{}", "null", '{"content": {}, "files": {}}'])
def test_a_stamp_that_is_none(folder: Path, stamp: str) -> None:
    (index_of(folder) / "stamp.json").write_text(stamp, encoding="utf-8")
    number, said = asked(folder)
    assert (number, len(said)) == (13, 1)


def test_files_that_nobody_stamped(folder: Path) -> None:
    (index_of(folder) / "store" / "000099.sst").write_bytes(b"x")
    assert asked(folder)[1]


def test_what_killed_processes_left_is_removed(folder: Path) -> None:
    for name in (".0123.abcd.tmp", ".0123.abcd.gone"):
        (folder / INDEX / name / "store").mkdir(parents=True)
    shutil.rmtree(index_of_visible(folder))
    asked(folder)
    assert sorted(path.name for path in (folder / INDEX).iterdir()) == sorted([index_of(folder).name, "lock"])


def index_of_visible(folder: Path) -> Path:
    [found] = [path for path in (folder / INDEX).iterdir() if path.is_dir() and not path.name.startswith(".")]
    return found


def test_an_index_that_is_read_stays(folder: Path) -> None:
    reading = open_graph(folder, use="always")
    first = index_of(folder)
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        ledger.remove([sample_records().extractions[1].document.id])
    assert asked(folder)[0] < 13
    assert first.exists()
    assert claims(reading) == 13
    (folder / "ledger.sqlite").unlink()
    write(folder, sample_records())
    assert asked(folder) == (13, [])


def test_damaged_while_it_is_read_the_graph_is_loaded(folder: Path) -> None:
    reading = open_graph(folder, use="always")
    flip(index_of(folder) / "stamp.json")
    opened = open_graph(folder, use="always")
    assert opened.lock is None
    assert "another query still reads it" in opened.notes[0]
    assert claims(opened) == 13
    release(reading)


def test_where_nothing_can_be_written_the_graph_is_loaded(folder: Path) -> None:
    shutil.rmtree(folder / INDEX)
    (folder / INDEX).write_text("in the way", encoding="utf-8")
    opened = open_graph(folder, use="always")
    assert opened.lock is None
    assert "no index can be kept" in opened.notes[0]
    assert claims(opened) == 13


def test_an_error_on_the_way_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(folder / INDEX)

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kg.index, "finish", full)
    opened = open_graph(folder, use="always")
    assert "No space left on device" in opened.notes[0]
    assert [path.name for path in (folder / INDEX).iterdir()] == ["lock"]


def test_an_index_that_is_there_is_used_in_a_folder_that_is_only_read(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    for path in (folder / INDEX, folder):
        path.chmod(0o555)
    try:
        assert asked(folder) == (13, [])
    finally:
        for path in (folder, folder / INDEX):
            path.chmod(0o755)


def test_dates_have_indexes_of_their_own(folder: Path) -> None:
    full = index_of(folder)
    numbers = []
    for until in ("2026-02-04", "2026-02-05", "2025"):
        opened = open_graph(folder, as_of=until, use="always")
        assert opened.kept is not None
        numbers.append((opened.kept.count, claims(opened)))
    assert numbers == [(1, 8), (1, 8), (0, 0)]
    kept = [path for path in (folder / INDEX).iterdir() if path.is_dir()]
    assert full in kept
    assert len(kept) == 2
    assert asked(folder) == (13, [])


def test_two_queries_at_once(folder: Path) -> None:
    shutil.rmtree(folder / INDEX)
    code = "import sys; from kg.query import query; print(query(sys.argv[1], sys.argv[2], index='always').to_text('tsv').split()[1][1:3])"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), COUNT], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in running:
        out, error = process.communicate(timeout=120)
        assert (out, error) == ("13\n", "")
    assert asked(folder) == (13, [])


def test_a_query_is_answered_from_the_index(folder: Path) -> None:
    """Whole way: the process that answers opens files of the index and no socket."""
    said: list[str] = []
    assert query(folder, COUNT, index="always", progress=said.append).to_text("csv") == "n\r\n13\r\n"
    assert said == []


def test_folders_without_a_ledger(folder: Path) -> None:
    rebuild(folder)
    (folder / "ledger.sqlite").unlink()
    assert claims(open_graph(folder, use="always")) == 13
    with pytest.raises(UsageError, match="alone says what was published by 2026"):
        open_graph(folder, as_of="2026")
    (folder / "graph.trig").unlink()
    with pytest.raises(UsageError, match="kg build"):
        open_graph(folder)


def test_a_ledger_that_is_damaged_is_told(folder: Path) -> None:
    shutil.rmtree(folder / INDEX)
    (folder / "ledger.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises((LedgerError, KgError), match=r"ledger\.sqlite"):
        open_graph(folder, use="always")


def test_the_stamp_says_what_it_is_of(folder: Path) -> None:
    stamp = json.loads((index_of(folder) / "stamp.json").read_text(encoding="utf-8"))
    with Ledger.open(folder) as ledger:
        assert stamp["content"]["ledger"] == ledger.digest()
    assert stamp["as of"] is False
    assert set(stamp["files"]) == {"parts", *(f"store/{path.name}" for path in (index_of(folder) / "store").iterdir())}
