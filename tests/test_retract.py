"""What is retracted leaves the graph with all that it gave and stays away, until it is restored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import cli
from kg.build import build, only_build
from kg.errors import KgError, LedgerError, NotFound, UsageError
from kg.ledger import Ledger
from kg.retract import restore, retract, retractions
from tests import pipeline
from tests.old_ledgers import downgrade
from tests.pipeline import Log

LONG = " ".join(f"word{number}" for number in range(60))
TEXTS = {
    "news/a.txt": "Acme bans Chirper.",
    "news/b.txt": f"Chirper bans Acme. {LONG}",
    "news/c.txt": f"Chirper bans Acme. {LONG} end",
    "blog/d.txt": "Acme may ban Parrot.",
}


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    from kg import workers

    yield pipeline.install(monkeypatch)
    workers.pipeline_of.cache_clear()


@pytest.fixture
def out(tmp_path: Path, log: Log) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    record = {"text": "Acme bans Parrot.", "url": "https://e.example/1/"}
    (tmp_path / "in" / "e.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    build([str(tmp_path / "in")], tmp_path / "out")
    return tmp_path / "out"


def sources(out: Path) -> list[str]:
    with Ledger.open(out) as ledger:
        assert ledger.damage() == []
        return sorted(document.source for document in ledger.documents())


ALL = ["blog/d.txt", "e.jsonl#1", "news/a.txt", "news/b.txt", "news/c.txt"]
CASES: list[tuple[list[str], set[str]]] = [
    (["news/a.txt"], {"news/a.txt"}),
    (["a"], {"news/a.txt"}),
    (["news"], {"news/a.txt", "news/b.txt", "news/c.txt"}),
    (["news/", "e.jsonl"], {"news/a.txt", "news/b.txt", "news/c.txt", "e.jsonl#1"}),
    (["https://e.example/1"], {"e.jsonl#1"}),
    (["https://e.example/1/"], {"e.jsonl#1"}),
]


@pytest.mark.parametrize(("wanted", "gone"), CASES)
def test_what_names_documents(wanted: list[str], gone: set[str], out: Path) -> None:
    done = retract(out, wanted, reason="withdrawn")
    assert {one.source for one in done.changed} == gone
    assert sources(out) == [source for source in ALL if source not in gone]
    assert {(one.source, one.reason) for one in retractions(out)} == {(source, "withdrawn") for source in gone}
    assert done.report is not None and done.report.counts.documents == len(ALL) - len(gone)


@pytest.mark.parametrize(("wanted", "gone"), CASES)
def test_what_names_documents_restores_them(wanted: list[str], gone: set[str], out: Path) -> None:
    retract(out, wanted, keep_views=True)
    assert {one.source for one in restore(out, wanted).changed} == gone
    assert retractions(out) == []


@pytest.mark.parametrize("wanted", ["a", "news/a.txt", "news", "news/"])
def test_what_an_earlier_version_retracted_is_restored_by_what_its_source_tells(wanted: str, out: Path) -> None:
    retract(out, ["a"], keep_views=True)
    downgrade(out / "ledger.sqlite", 6)
    assert [one.source for one in restore(out, [wanted]).changed] == ["news/a.txt"]


def test_near_duplicates_that_stay_are_named(out: Path) -> None:
    assert [source for _, source in retract(out, ["b"]).copies] == ["news/c.txt"]


def test_later_builds_pass_it_over_until_it_is_restored(out: Path, log: Log) -> None:
    retract(out, ["news/a.txt"])
    inputs = [str(out.parent / "in")]
    (out.parent / "in" / "again.txt").write_text(TEXTS["news/a.txt"], encoding="utf-8")
    report = build(inputs, out)
    assert (report.run.retracted, report.run.read, report.counts.documents) == (1, 0, 4)
    assert [one.document for one in restore(out, ["news/a.txt"]).changed] and retractions(out) == []
    assert build(inputs, out).run.read == 1
    build(inputs, out.parent / "fresh")
    assert [(out / name).read_bytes() for name in ("graph.trig", "report.json")] == [
        (out.parent / "fresh" / name).read_bytes() for name in ("graph.trig", "report.json")
    ]


def test_a_graph_of_which_all_is_retracted_is_empty(out: Path) -> None:
    report = retract(out, ["news", "blog", "e.jsonl"]).report
    assert report is not None and (report.counts.documents, report.counts.all_claims, report.violations) == (0, 0, ())


BAD: list[tuple[list[str], type[KgError], str]] = [
    ([], UsageError, "no SOURCE"),
    ([""], UsageError, "no SOURCE"),
    (["news/a.txt", "nowhere"], NotFound, "nowhere: no document of this graph"),
]


@pytest.mark.parametrize(("wanted", "error", "message"), BAD)
def test_what_is_not_there_changes_nothing(wanted: list[str], error: type[KgError], message: str, out: Path) -> None:
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.suffix != ".sqlite"}
    with pytest.raises(error, match=message):
        retract(out, wanted)
    with pytest.raises(NotFound, match="no retraction is of this document"):
        restore(out, ["news/a.txt"])
    assert (sources(out), retractions(out)) == (ALL, [])
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.suffix != ".sqlite"} == before


def test_not_while_a_build_runs(out: Path) -> None:
    with only_build(out), pytest.raises(LedgerError, match="in use by another build"):
        retract(out, ["a"])
    with pytest.raises(UsageError, match="there is no ledger here"):
        retract(out.parent, ["a"])


def test_the_verb(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trig = (out / "graph.trig").read_bytes()
    assert cli.main(["retract", str(out), "b", "--reason", "false\u001b", "--keep-views"]) == 0
    printed = capsys.readouterr().out
    assert "news/b.txt" in printed and "a near-duplicate stays: " in printed
    assert (out / "graph.trig").read_bytes() == trig
    assert cli.main(["retract", str(out), "--list"]) == 0
    assert r"news/b.txt  (false\u001b)" in capsys.readouterr().out
    assert cli.main(["retract", str(out), "--list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["source"] == "news/b.txt"
    assert cli.main(["retract", str(out), "news/b.txt", "--restore", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"][0]["verb"] == "restore"
    assert cli.main(["retract", str(out), "nowhere"]) == 1
    assert cli.main(["retract", str(out)]) == 2
