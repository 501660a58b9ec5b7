"""kg review: answers from a person, files of judgements, lists and gold; what goes wrong is said, and nothing is half written."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import cli, workers
from kg.ledger import Ledger
from kg.ledger_tables import VERSION
from kg.model import Claim
from kg.views import rebuild
from tests import pipeline
from tests.factories import MemoryRecords
from tests.old_ledgers import downgrade

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, sample: MemoryRecords, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return fill(tmp_path / "graph", sample)


def fill(folder: Path, records: MemoryRecords) -> Path:
    folder.mkdir()
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in records.extractions:
            ledger.write(extraction, key="k")
    return folder


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def claims(folder: Path) -> dict[str, list[Claim]]:
    with Ledger.open(folder) as ledger:
        found: dict[str, list[Claim]] = {}
        for claim in ledger.claims():
            found.setdefault(claim.predicate, []).append(claim)
        return found


def history(folder: Path) -> list[tuple[str, str, str]]:
    with Ledger.open(folder) as ledger:
        return [(one.verdict, one.claim.predicate, one.by) for one in ledger.judgements()]


def run(*arguments: str | Path, code: int = 0) -> None:
    assert cli.main(["review", *map(str, arguments)]) == code


def as_json(capsys: Capture, *arguments: str | Path) -> Any:
    capsys.readouterr()
    run(*arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_a_session(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    answer(monkeypatch, "a", "c", "", "c swap", "s", "r", "u", "r", "?", "x", "c baned", "q")
    run(folder, "--by", "A. Editor")
    out, err = capsys.readouterr()
    assert "1 of 13   organisation:cnil investigates platform:chirper (2026-01)   [fact]" in out
    assert "An [inquiry|trigger] was opened last month." in out
    assert "  1  Chirper (platform:chirper)\n" in out
    assert "country:FR demanded person:mara-lind" in out
    assert "Taken back: rejected." in out
    assert "baned: says nothing" in out
    assert out.endswith("accepted 1, rejected 1, corrected 1; open 10\n")
    assert "graph.html: done" in err
    assert [verdict for verdict, _, _ in history(folder)].count("withdrawn") == 1
    assert {by for _, _, by in history(folder)} == {"A. Editor"}
    assert [claim.judgement.verdict for claim in claims(folder)["demanded"] if claim.judgement] == ["corrected"]
    assert all(one.judgement.at for found in claims(folder).values() for one in found if one.judgement)
    assert "A. Editor" in (folder / "graph.trig").read_text(encoding="utf-8")


def test_the_end_of_the_input_is_the_end_of_the_session(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    answer(monkeypatch, "r")
    run(folder, "--by", "N.N.", "--keep-views")
    assert capsys.readouterr().out.endswith("accepted 0, rejected 1, corrected 0; open 12\n")
    assert not (folder / "graph.html").exists()
    answer(monkeypatch)
    run(folder, "--predicate", "investigates")
    assert "No claims are left to be judged" in capsys.readouterr().out


def test_undo_brings_back_what_was_judged_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for lines in (["a", "q"], ["r", "u", "u", "q"]):
        answer(monkeypatch, *lines)
        run(folder, "--predicate", "owns", "--all", "--by", "N.N.", "--keep-views")
    assert [verdict for verdict, _, _ in history(folder)] == ["accepted", "rejected", "withdrawn", "accepted"]
    assert [claim.judgement.verdict for claim in claims(folder)["owns"] if claim.judgement] == ["accepted"]


def test_the_user_of_the_machine_judges_unless_a_name_is_given(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "somebody")
    answer(monkeypatch, "a")
    run(folder, "--predicate", "owns", "--keep-views")
    assert history(folder) == [("accepted", "owns", "somebody")]

    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    run(folder, code=2)
    assert "give --by NAME" in capsys.readouterr().err


def test_hostile_text_does_not_steer_the_terminal(
    tmp_path: Path, hostile: MemoryRecords, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    folder = fill(tmp_path / "hostile", hostile)
    answer(monkeypatch, *["c", "", "s"] * 13)
    run(folder, "--by", "N.N.")
    run(folder, "--list")
    out = capsys.readouterr().out
    assert "onerror" in out
    assert not [character for character in out if character in "\x1b\x07\u202e\x85"]


def test_lists(folder: Path, capsys: Capture) -> None:
    run(folder, "--list", "--status", "alleged")
    assert "organisation:cnil fined platform:chirper (alleged)   [alleged]\n    The [CNIL|subject] has" in capsys.readouterr().out
    (row,) = as_json(capsys, folder, "--list", "--status", "alleged")
    assert (row["predicate"], row["status"], row["judgement"]) == ("fined", "alleged", None)
    assert row["sentences"] == ["The [CNIL|subject] has reportedly [fined|trigger] [Chirper|object]."]


def test_judgements_go_from_one_ledger_to_another(folder: Path, tmp_path: Path, sample: MemoryRecords, capsys: Capture) -> None:
    lines = [
        {"claim": claims(folder)["owns"][0].id, "verdict": "rejected", "by": "N.N.", "at": "2026-11-26"},
        {"claim": claims(folder)["fined"][0].id, "verdict": "corrected", "correction": {"modality": "actual"}},
    ]
    Path("in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert as_json(capsys, folder, "--import", "in.jsonl", "--by", "Team", "--at", "2026-11-25") == {"imported": 2, "there before": 0}
    assert as_json(capsys, folder, "--import", "in.jsonl", "--by", "Team", "--at", "2026-11-25") == {"imported": 0, "there before": 2}
    assert "owns" not in claims(folder)
    assert (claims(folder)["fined"][0].status, history(folder)[1]) == ("fact", ("corrected", "fined", "Team"))
    run(folder, "--export", "out.jsonl")
    other = fill(tmp_path / "other", sample)
    run(other, "--import", "out.jsonl")
    rebuild(folder)
    for name in ("graph.trig", "graph.html", "report.json"):
        assert (folder / name).read_bytes() == (other / name).read_bytes()
    assert "owns" not in (folder / "graph.trig").read_text(encoding="utf-8").partition("graph:asserted")[2].partition("}")[0]


def test_a_file_with_a_bad_line_changes_nothing(folder: Path, capsys: Capture) -> None:
    good = json.dumps({"claim": claims(folder)["owns"][0].id, "verdict": "rejected", "by": "N.N."})
    Path("bad.jsonl").write_text(f'{good}\n{{"claim": "x"}}\n', encoding="utf-8")
    run(folder, "--import", "bad.jsonl", code=2)
    assert "bad.jsonl: line 2: verdict: null is no verdict (expected: accepted, rejected" in capsys.readouterr().err
    assert (history(folder), "owns" in claims(folder)) == ([], True)


def test_standard_input_and_output(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    answer(monkeypatch, json.dumps({"claim": claims(folder)["owns"][0].id, "verdict": "accepted", "by": "N.N."}))
    run(folder, "--import", "-")
    capsys.readouterr()
    run(folder, "--export", "-")
    out, err = capsys.readouterr()
    assert (json.loads(out)["verdict"], err) == ("accepted", "judgements written: 1\n")


def test_gold(folder: Path, capsys: Capture) -> None:
    judged = [{"claim": claim["claim"], "verdict": "accepted"} for claim in as_json(capsys, folder, "--list", "--document", "ban")]
    Path("in.jsonl").write_text("\n".join(map(json.dumps, judged)), encoding="utf-8")
    run(folder, "--import", "in.jsonl", "--by", "N.N.")
    run(folder, "--to", "markup", "-o", "gold.txt")
    run(folder, "--to", "json", "-o", "gold.json")
    assert capsys.readouterr().err.count("documents judged completely: 1; in part: 0 (left out; see --partial)") == 2
    assert Path("gold.txt").read_text(encoding="utf-8").count("\n> ") == 5
    assert len(json.loads(Path("gold.json").read_text(encoding="utf-8"))[0]["claims"]) == 5
    capsys.readouterr()
    run(folder, "--to", "markup", "--partial")
    assert capsys.readouterr().out == Path("gold.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--list", "--export", "x"], "--list and --export: one at a time"),
        (["--to", "json", "--predicate", "owns"], "--to: takes all claims"),
        (["--predicate", "baned"], "did you mean banned"),
        (["--by", " "], "--by  : is empty"),
        (["--import", "none.jsonl"], "--import none.jsonl: cannot be read"),
        (["--import", "in.jsonl", "--at", "soon"], "--at soon: 'soon' is no ISO 8601 date"),
        (["--export", "no/such/folder"], "there is no folder"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], message: str, folder: Path, capsys: Capture) -> None:
    Path("in.jsonl").write_text("", encoding="utf-8")
    run(folder, *arguments, code=2)
    assert message in capsys.readouterr().err
    assert history(folder) == []


def test_a_folder_without_a_ledger_gets_none(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty").mkdir()
    run(tmp_path / "empty", code=2)
    assert "there is no ledger here" in capsys.readouterr().err
    assert list((tmp_path / "empty").iterdir()) == []


def test_why_and_stats_tell_of_judgements(folder: Path, capsys: Capture) -> None:
    owns, fined = claims(folder)["owns"][0], claims(folder)["fined"][0]
    lines = [
        {"claim": owns.id, "verdict": "rejected", "by": "N.N.", "at": "2026-11-26", "note": "wrong company"},
        {"claim": fined.id, "verdict": "corrected", "correction": {"modality": "actual"}, "by": "N.N."},
    ]
    Path("in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(folder, "--import", "in.jsonl")
    capsys.readouterr()
    assert cli.main(["why", str(folder), owns.id]) == 0
    assert "rejected by N.N., 2026-11-26 (wrong company): in no view of the graph" in capsys.readouterr().out
    assert cli.main(["why", str(folder), fined.id]) == 0
    new = claims(folder)["fined"][0].id
    assert f"corrected by N.N.: stands as {new}" in capsys.readouterr().out
    assert cli.main(["why", str(folder), new]) == 0
    assert "corrected by N.N.; it was read as organisation:cnil fined platform:chirper (alleged)" in capsys.readouterr().out
    assert cli.main(["stats", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["claims"]["reviewed"] == {"accepted": 0, "corrected": 1, "rejected": 1, "waiting": 0}


# Judgements and builds


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    pipeline.install(monkeypatch)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Acme bans Chirper.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build", "news", "-o", "out"]) == 0
    yield tmp_path / "out"
    workers.pipeline_of.cache_clear()


def test_judgements_survive_a_build_that_reads_everything_again(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    answer(monkeypatch, "r")
    run(built, "--by", "N.N.")
    before = {name: (built / name).read_bytes() for name in ("graph.trig", "graph.html")}
    monkeypatch.setattr("kg.build.fingerprint", lambda settings: "f" * 16)
    assert cli.main(["build", "news", "-o", "out", "--json"]) == 0
    report = json.loads(capsys.readouterr().out.partition("\n{")[2].join(["{", ""]))
    assert (report["run"]["read"], report["claims"]["count"], report["claims"]["reviewed"]["rejected"]) == (1, 0, 1)
    assert {name: (built / name).read_bytes() for name in before} == before


def test_a_ledger_without_judgements_is_brought_up_to_date(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    downgrade(built / "ledger.sqlite", 1)
    answer(monkeypatch, "a")
    run(built, "--by", "N.N.")
    with sqlite3.connect(built / "ledger.sqlite") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()
    assert len(history(built)) == 1
