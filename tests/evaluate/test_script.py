"""scripts/evaluate.py: which files a set has, and which rows the table."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from kg.evaluate import Evaluation, gold_document
from kg.gold import read_gold
from kg.model import Extraction
from kg.resources import data_path
from kg.score import score_document, total


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate_script", data_path("gold").parents[1] / "scripts" / "evaluate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "first", "count"),
    [("d01", "d01.json", 1), ("dev-03", "dev-03.txt", 1), ("dev-06..09", "dev-06.txt", 4), ("C", "C-01.txt", 12)],
)
def test_a_set_has_its_files(script: ModuleType, name: str, first: str, count: int) -> None:
    found = script.files(name)
    assert (found[0].name, len(found)) == (first, count)
    assert all(path.is_file() for path in found)


def test_the_usual_sets_hold_every_gold_file_once(script: ModuleType) -> None:
    found = [path for name in script.USUAL.split(",") for path in script.files(name)]
    assert sorted(found) == sorted(path for path in data_path("gold").glob("*/*") if path.suffix in {".txt", ".json"})


def test_an_unknown_set_is_named(script: ModuleType) -> None:
    with pytest.raises(SystemExit, match="Z: no such set"):
        script.files("Z")


def test_rows_are_sets_and_what_stands_together(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    sets = ["d01", "dev-01", "dev-06", "B"]
    scores = [
        score_document(gold, Extraction(document=gold_document(gold))) for name in sets for gold in read_gold(*script.files(name)[:1])
    ]
    table = script.rows(Evaluation(documents=tuple(scores), score=total(scores)), sets)
    sizes = {title: score.documents for title, score in table}
    assert list(sizes) == [*sets, "dev"]
    assert sizes["dev"] == sizes["d01"] + sizes["dev-01"] + sizes["dev-06"]
    script.print_rows(table)
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(table)


def test_peers_stand_below_the_set_that_they_were_measured_on(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    golds = read_gold(data_path("gold") / "dev")
    scores = [score_document(gold, Extraction(document=gold_document(gold))) for gold in golds]
    script.print_rows([("dev", total(scores)), ("A", total(scores))])
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split() == ["spaCy+svo", "0.769", "0.602", "0.156", "0.121", "0.102"]
    assert len(lines) == 4
