"""kg.parts: an index that is brought up to date holds what a new one holds, whatever was added, changed, retracted or judged before."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kg.parts
from kg.index import INDEX, open_graph, program
from kg.iri import Iris
from kg.ledger import Ledger
from kg.ledger_growth import Retraction
from kg.model import Extraction, Judgement
from kg.parts import Part, changed, noted
from kg.reviewed import reading_of
from kg.store import load
from kg.triples import to_graphs

UPDATE, MAKE = "bringing the index of the graph up to date", "making an index of the graph, once for this content"


def made_up(count: int, start: int = 0) -> list[Extraction]:
    path = Path(__file__).resolve().parent.parent / "scripts" / "made_up_news.py"
    spec = importlib.util.spec_from_file_location("made_up_news", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.made_up_news(count, start=start))


NEWS = made_up(200)
HERE = 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with twelve documents and an index, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in NEWS[:HERE]:
            ledger.write(extraction, key="key")
    asked(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "graph")


def asked(folder: Path) -> list[str]:
    """What was said on the way to the index; its quads are those of the ledger."""
    said: list[str] = []
    opened = open_graph(folder, use="always", say=said.append)
    assert opened.lock is not None, opened.notes
    with Ledger.open(folder) as ledger:
        assert set(opened.store) == set(load(ledger))
    del opened
    return said


def change(ledger: Ledger, chance: random.Random) -> None:
    """Something that may happen to a ledger."""
    here = [id for id, _, _ in ledger.states()]
    kind = chance.choice([*("add", "change", "remove", "retract", "judge", "judge") * 3, "confidence"])
    id = chance.choice(here)
    document = ledger.document(id)
    assert document is not None
    extraction = ledger.extraction(document)
    if kind == "add":
        ledger.write(chance.choice(NEWS[HERE:]), key="key")
    elif kind == "change":
        title = f"{document.title} again"
        ledger.write(replace(extraction, document=replace(document, title=title), claims=extraction.claims[1:]), key="key")
    elif kind == "remove":
        ledger.remove([id])
    elif kind == "retract":
        ledger.retract([Retraction(document=id, verb="retract", source=document.source)])
    elif kind == "confidence":
        ledger.note({"min_confidence": chance.choice(["0.0", "0.5"])})
    elif extraction.claims:
        claim = chance.choice(extraction.claims)
        other = reading_of(replace(claim, modality="planned", polarity="affirmed"))
        judgements = [
            Judgement(claim=claim, verdict="accepted", right=reading_of(claim), by="a reader"),
            Judgement(claim=claim, verdict="rejected", by="a reader"),
            Judgement(claim=claim, verdict="corrected", right=other, by="a reader", at="2026-03-01"),
        ]
        ledger.judge([chance.choice(judgements)])


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happened_the_index_is_that_of_the_ledger(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    said: list[str] = []
    for _ in range(4):
        with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
            for _ in range(chance.randrange(1, 4)):
                change(ledger, chance)
        said += asked(folder)
    assert UPDATE in said
    assert asked(folder) == []


def test_a_copy_that_comes_or_goes_changes_what_is_said_of_others(folder: Path) -> None:
    """What one document brings may change what is said of others: copies, sources of edges, contradictions."""
    first: dict[str | None, Extraction] = {}
    pairs = []
    for extraction in NEWS:
        if extraction.document.title in first:
            pairs.append((first[extraction.document.title], extraction))
        first.setdefault(extraction.document.title, extraction)
    assert pairs
    for extractions in zip(*pairs, strict=True):
        with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
            for extraction in extractions:
                ledger.write(extraction, key="key")
            ledger.link()
        assert asked(folder) == [UPDATE]
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        assert len(list(ledger.copies())) == len(pairs)
        ledger.remove([original.document.id for original, _ in pairs])
    assert asked(folder) == [UPDATE]


def test_where_most_has_changed_it_is_made_anew(folder: Path) -> None:
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in NEWS[HERE : 2 * HERE + 2]:
            ledger.write(extraction, key="key")
    assert asked(folder) == [MAKE]


@pytest.mark.parametrize("name", ["parts", "*.sst", "MANIFEST-*"])
def test_a_damaged_index_is_no_start(folder: Path, name: str) -> None:
    [index] = [path for path in (folder / INDEX).iterdir() if path.is_dir()]
    path = index / name if name == "parts" else next((index / "store").glob(name))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        ledger.write(NEWS[30], key="key")
    assert asked(folder) == [MAKE]


@pytest.mark.parametrize("step", ["_copy", "open_to_update", "take", "put"])
def test_who_is_killed_on_the_way_leaves_what_was_there(folder: Path, step: str) -> None:
    before = {path.name for path in (folder / INDEX).iterdir()}
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        ledger.remove([NEWS[3].document.id])
        ledger.write(NEWS[30], key="key")
    code = (
        "import os, signal, sys, kg.index, kg.parts; from pathlib import Path; from kg.index import open_graph\n"
        f"kg.index.program = lambda: {program()!r}\n"
        f"kg.parts.{step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "open_graph(Path(sys.argv[1]), use='always')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], check=False, env={**os.environ, "PYTHONPATH": os.getcwd()})
    assert done.returncode == -signal.SIGKILL
    left = {path.name for path in (folder / INDEX).iterdir()}
    assert before < left
    assert asked(folder) == [UPDATE]
    assert not [path for path in (folder / INDEX).iterdir() if path.name.startswith(".")]


def test_a_disk_without_links_is_copied_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        ledger.write(NEWS[30], key="key")
    assert asked(folder) == [UPDATE]


def test_lines_and_parts_are_in_one_order(folder: Path, tmp_path: Path) -> None:
    with Ledger.open(folder) as ledger, (tmp_path / "lines").open("w+", encoding="utf-8") as out:
        for _ in noted(to_graphs(ledger), ledger, Iris(), out):
            pass
        out.seek(0)
        parts = list(kg.parts.Parts(ledger, Iris()))
        assert list(changed(out, parts)) == []
    keys = [(part.place, part.name) for part in parts]
    assert keys == sorted(set(keys))
    assert {part.place for part in parts} == {0, 1, 2, 3, 4}


def test_what_changed() -> None:
    def parts(*names: str) -> Iterator[Part]:
        yield from (Part(place=int(name[0]), name=name[1], digest=name[2]) for name in names)

    found = changed(map(str, parts("0a1", "0b1", "1a1", "4c1")), parts("0b2", "0c1", "1a1", "4b1", "4c1"))
    shown = [(old and old.name, new and new.name) for old, new in found]
    assert shown == [("a", None), ("b", "b"), (None, "c"), (None, "b")]
