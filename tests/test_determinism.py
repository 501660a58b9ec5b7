"""The same input gives the same bytes, whatever the seed of Python's hashes and however many processes read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.gold import read_gold
from kg.resources import data_path

SAMPLE = ("dev/d01.json", "dev/dev-01.txt", "passages/A-01.txt", "passages/T-01.txt")

# Everything that an extraction holds: reasons, spans and scores too, which no output of the command line shows whole.
WHOLE = """
import sys
from kg.extract import extract_document
from kg.pipeline import load_pipeline
from kg.evaluate import gold_document
from kg.gold import read_gold
from pathlib import Path
pipeline = load_pipeline()
for document in read_gold(*map(Path, sys.argv[1:])):
    print(repr(extract_document(gold_document(document), pipeline)))
"""


def run(arguments: list[str], seed: int) -> bytes:
    """Standard output of a Python process with a seed for its hashes."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(data_path("gold").parents[1]), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, *arguments], capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's texts as a .jsonl."""
    path = tmp_path_factory.mktemp("sample") / "sample.jsonl"
    records = [{"id": d.id, "text": d.text, "published": d.published} for name in SAMPLE for d in read_gold(data_path("gold") / name)]
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.mark.model
def test_extractions_are_the_same_whatever_the_seed() -> None:
    arguments = ["-c", WHOLE, *(str(data_path("gold") / name) for name in SAMPLE)]
    first, second = (run(arguments, seed) for seed in (0, 4242))
    assert first.count(b"Extraction(") == sum(len(read_gold(data_path("gold") / name)) for name in SAMPLE)
    assert first == second


@pytest.mark.model
def test_the_command_writes_the_same_bytes_whatever_the_seed_and_the_number_of_processes(documents: Path) -> None:
    command = ["-m", "kg", "extract", str(documents), "--to", "documents"]
    first, second = run(command, 1), run([*command, "--workers", "2"], 77)
    assert first.count(b"\n") == sum(len(read_gold(data_path("gold") / name)) for name in SAMPLE)
    assert first == second


@pytest.mark.model
@pytest.mark.slow
def test_a_build_has_the_same_bytes_whatever_the_seed_the_processes_and_the_order_of_files(documents: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    lines = documents.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        record = json.loads(line)
        (folder / f"{number}.jsonl").write_text(json.dumps({**record, "id": str(number)}) + "\n", encoding="utf-8")
    files = sorted(str(path) for path in folder.iterdir())
    made = []
    for number, (seed, inputs, workers) in enumerate([(0, files, "1"), (4242, files[::-1], "2")]):
        out = tmp_path / f"out{number}"
        run(["-m", "kg", "build", *inputs, "-o", str(out), "--workers", workers], seed)
        made.append({name: (out / name).read_bytes() for name in ("graph.trig", "graph.html", "dataset.ttl", "report.json")})
    assert b"ag:Claim" in made[0]["graph.trig"]
    assert made[0] == made[1]
