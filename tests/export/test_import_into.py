"""docs/import-into.md: its commands run, and its Python on what they write."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg import cli
from kg.export import FORMATS
from kg.ledger import Ledger
from tests.export.engines import run
from tests.factories import MemoryRecords
from tests.programs import program

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "import-into.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"^    (kg (?:export|report) .*)$", TEXT, re.MULTILINE)))
PYTHON = re.findall(r"(<!-- shown, not run: .*? -->\n)?```python\n(.*?)```", TEXT, re.DOTALL)
# What a command of the page is asked about, in the graph of the tests.
STAND_INS = {"Grok": "Chirper"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ledger of the sample in graph/ and everything that the page exports."""
    from tests.factories import sample_records

    place = tmp_path_factory.mktemp("page")
    (place / "graph").mkdir()
    with Ledger.open(place / "graph" / "ledger.sqlite", write=True) as ledger:
        for extraction in sample_records().extractions:
            ledger.write(extraction, key="k")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for command in COMMANDS:
            words = [STAND_INS.get(word, word) for word in shlex.split(command)[1:]]
            assert cli.main(words) == 0, command
    return place


def test_every_format_of_graphs_is_written_by_a_command() -> None:
    written = {match[1] for command in COMMANDS if (match := re.search(r"--to (\w+)", command))}
    assert written == set(FORMATS) - {"turtle", "ntriples", "jsonld", "rdfxml"}, "triple stores take those that keep graphs apart"


def test_the_commands_write_what_the_page_speaks_of(folder: Path, sample: MemoryRecords) -> None:
    named = {match[1] for command in COMMANDS if (match := re.search(r" -o (\S+)", command))}
    assert {path.name for path in folder.iterdir()} >= {name.rstrip("/") for name in named}


@pytest.mark.parametrize(("shown", "code"), PYTHON, ids=[code.strip().splitlines()[-1][:40] for _, code in PYTHON])
def test_the_python_of_the_page_runs(shown: str, code: str, folder: Path) -> None:
    """In a process of its own; what would go out to the network is only compiled."""
    compile(code, "import-into.md", "exec")
    if shown:
        return
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_cypher_of_the_page_finds_bans_that_are_facts(folder: Path) -> None:
    (query,) = re.findall(r"```cypher\n(.*?)```", TEXT, re.DOTALL)
    (rows,) = run((folder / "graph.cypher").read_text(encoding="utf-8"), [query])
    assert [tuple(row.values())[:4] for row in rows] == [("Germany", "Chirper", "2026-02-10", "Germany has banned Chirper.")]


def test_graphviz_draws_what_the_page_draws(folder: Path) -> None:
    commands = re.findall(r"^    (dot -T.*)$", TEXT, re.MULTILINE)
    assert commands
    program("dot", package="graphviz")
    for command in commands:
        subprocess.run(shlex.split(command), cwd=folder, check=True, capture_output=True)
    assert (folder / "graph.svg").read_text(encoding="utf-8").count('class="edge"') == 5
