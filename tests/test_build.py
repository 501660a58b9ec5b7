"""A build is a function of documents and settings; it reads only what is new, and whatever goes wrong leaves what was there."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kg.build import build, only_build
from kg.errors import KgError, LedgerError, NothingUsable, UsageError
from kg.fingerprint import DEFAULT_MODEL
from kg.ledger import Ledger
from kg.model import Document, Extraction
from kg.report import Report
from kg.views import rebuild
from tests import pipeline
from tests.pipeline import Log

OUTPUTS = ["dataset.ttl", "graph.html", "graph.trig", "ledger.sqlite", "report.json"]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    from kg import workers

    yield pipeline.install(monkeypatch)
    workers.pipeline_of.cache_clear()


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Acme bans Chirper.", encoding="utf-8")
    (folder / "b.txt").write_text("Chirper may ban Acme.", encoding="utf-8")
    return folder


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def views(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in state(folder).items() if name != "ledger.sqlite"}


def texts(folder: Path) -> list[str]:
    with Ledger.open(folder) as ledger:
        return sorted(document.text for document in ledger.documents())


def run(*names: Path | str, out: Path, **options: object) -> Report:
    return build([str(name) for name in names], out, **options)  # type: ignore[arg-type]


def test_a_build_writes_four_files_that_agree(log: Log, inputs: Path, tmp_path: Path) -> None:
    report = run(inputs, out=tmp_path / "out")
    assert sorted(state(tmp_path / "out")) == OUTPUTS
    assert report.counts.documents == 2
    assert report.counts.entities == {"platform": 2}
    assert report.counts.claims == {"banned": {"fact": 1, "planned": 1}}
    assert (report.run.read, report.run.unchanged, report.exit_code, log.loaded) == (2, 0, 0, 1)
    content = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert content["documents"] == {"count": 2, "characters": 39, "duplicates": 0, "near-duplicates": 0, "skipped": []}
    assert content["claims"]["by status"] == {"fact": 1, "alleged": 0, "planned": 1, "demanded": 0, "denied": 0}
    assert content["validation"] == {"conforms": True, "violations": []}
    with Ledger.open(tmp_path / "out") as ledger:
        assert content["digests"]["ledger"] == ledger.digest()
        assert ledger.damage() == []
    assert set(content["digests"]) == {"ledger", "graph.trig", "graph.html", "dataset.ttl"}
    assert str(tmp_path) not in json.dumps(content)


def test_a_second_build_reads_and_writes_nothing(log: Log, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(inputs, out=out)
    before = {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.iterdir() if path.suffix in {".html", ".trig", ".ttl"}
    }
    report = (out / "report.json").read_bytes()
    again = run(inputs, out=out)
    assert (again.run.read, again.run.unchanged, log.loaded, log.validated, len(log.extracted)) == (0, 2, 1, 1, 2)
    assert {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.iterdir() if path.suffix in {".html", ".trig", ".ttl"}
    } == before
    assert (out / "report.json").read_bytes() == report


def test_a_build_after_a_killed_one_looks_for_near_duplicates_once(
    log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in a copy of the ledger too, only to be told by what settings its documents were read."""
    out = tmp_path / "out"
    run(inputs, out=out)
    before = views(out)
    with Ledger.open(out, write=True) as ledger:
        ledger._transaction(lambda _: ledger._start_anew())
    monkeypatch.setattr(Ledger, "_stand_apart", None)
    assert run(inputs, out=out).run.unchanged == 2
    assert {name: content for name, content in views(out).items() if name != "report.json"} == {
        name: content for name, content in before.items() if name != "report.json"
    }


def test_only_new_and_changed_documents_are_read(log: Log, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(inputs, out=out)
    (inputs / "b.txt").write_text("Chirper bans Parrot.", encoding="utf-8")
    (inputs / "c.txt").write_text("Parrot bans Acme.", encoding="utf-8")
    log.extracted.clear()
    report = run(inputs, out=out)
    assert sorted(log.extracted) == ["Chirper bans Parrot.", "Parrot bans Acme."]
    assert (report.run.read, report.run.unchanged, report.run.removed) == (2, 1, 1)
    run(inputs, out=tmp_path / "fresh")
    assert views(out) == views(tmp_path / "fresh")


def test_views_that_are_damaged_or_missing_are_written_again(log: Log, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(inputs, out=out)
    before = views(out)
    for damage in ("graph.trig", "graph.html", "dataset.ttl", "report.json"):
        (out / damage).write_text("{}", encoding="utf-8")
        run(inputs, out=out)
        assert views(out) == before, damage
        (out / damage).unlink()
        run(inputs, out=out)
        assert views(out) == before, damage
    assert len(log.extracted) == 2


def test_documents_of_other_inputs_stay(log: Log, inputs: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Parrot bans Chirper.", encoding="utf-8")
    run(inputs, out=tmp_path / "out")
    report = run(other, out=tmp_path / "out")
    assert report.counts.documents == 3
    assert report.run.removed == 0
    run(inputs, other, out=tmp_path / "fresh")
    assert views(tmp_path / "out") == views(tmp_path / "fresh")


def test_a_file_that_was_deleted_from_a_folder_takes_its_document_along(log: Log, inputs: Path, tmp_path: Path) -> None:
    run(inputs, out=tmp_path / "out")
    (inputs / "b.txt").unlink()
    assert run(inputs, out=tmp_path / "out").run.removed == 1
    assert texts(tmp_path / "out") == ["Acme bans Chirper."]


def test_a_file_that_cannot_be_read_now_keeps_its_document(log: Log, inputs: Path, tmp_path: Path) -> None:
    run(inputs, out=tmp_path / "out")
    (inputs / "b.txt").write_bytes(b"\x00\x01\x02")
    report = run(inputs, out=tmp_path / "out")
    assert report.exit_code == 1
    assert [item.source for item in report.skipped] == ["b.txt"]
    assert len(texts(tmp_path / "out")) == 2


def test_lines_that_left_a_file_of_records_are_removed(log: Log, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    records = [{"id": "1", "text": "Acme bans Chirper."}, {"id": "2", "text": "Chirper bans Acme."}]
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    run(file, out=tmp_path / "out")
    file.write_text(json.dumps(records[1]) + "\n", encoding="utf-8")
    report = run(file, out=tmp_path / "out")
    assert (report.run.read, report.run.unchanged, report.run.removed) == (0, 1, 1)
    with Ledger.open(tmp_path / "out") as ledger:
        (document,) = ledger.documents()
    assert (document.name, document.source) == ("2", "news.jsonl#1")
    assert len(log.extracted) == 2
    run(file, out=tmp_path / "fresh")
    assert views(tmp_path / "out") == views(tmp_path / "fresh")


def test_the_order_of_inputs_makes_no_difference(log: Log, inputs: Path, tmp_path: Path) -> None:
    (inputs / "c.txt").write_text("Acme bans Chirper.", encoding="utf-8")
    names = [inputs / name for name in ("a.txt", "b.txt", "c.txt")]
    first = run(*names, out=tmp_path / "1")
    second = run(*names[::-1], names[1], out=tmp_path / "2")
    assert views(tmp_path / "1") == views(tmp_path / "2")
    assert first.ledger == second.ledger
    assert first.duplicates == 1


REPORT = [f"The regulator of country {number} wrote to the platform about rule {number} of its terms." for number in range(40)]


def test_a_report_and_what_papers_cut_from_it_are_one_source_whatever_the_order(log: Log, tmp_path: Path) -> None:
    """One edge, told by the agency, by a paper that prints a third of it, and by one that says it in its own words."""
    said = {
        "agency": ["Wire report.", "Acme bans Chirper.", *REPORT],
        "paper": ["Chirper out!", "Acme bans Chirper.", *REPORT[:12]],
        "other": [
            "Acme bans Chirper.",
            "It said so on Monday.",
            *(f"A reader of town {number} was glad to hear it." for number in range(20)),
        ],
    }
    files = []
    for day, (name, sentences) in enumerate(said.items(), start=1):
        record = {"id": name, "outlet": name, "published": f"2026-02-0{day}", "text": " ".join(sentences)}
        files.append(tmp_path / f"{name}.jsonl")
        files[-1].write_text(json.dumps(record), encoding="utf-8")
    whole = run(*files, out=tmp_path / "whole")
    assert whole.counts.copies == 1
    with Ledger.open(tmp_path / "whole") as ledger:
        names = {document.id: document.name for document in ledger.documents()}
        assert [(names[copy.document], names[copy.of]) for copy in ledger.copies()] == [("paper", "agency")]
        (edge,) = ledger.edges()
        assert (len(edge.documents), edge.sources) == (3, ("agency", "other"))
    trig = (tmp_path / "whole" / "graph.trig").read_text(encoding="utf-8")
    assert (trig.count("ag:nearDuplicateOf"), trig.count("ag:sourceCount 2")) == (1, 1)
    for number, order in enumerate(permutations(files)):
        for file in order:
            run(file, out=tmp_path / str(number))
        assert views(tmp_path / str(number)) == views(tmp_path / "whole")


@pytest.mark.parametrize(
    ("options", "read"),
    [
        ({"published": "2026-01-02"}, 2),
        ({"min_confidence": 0.5}, 0),
        ({"model": "other"}, 2),
        ({"rules_dir": "rules"}, 2),
        ({"gazetteers": "extra.csv"}, 2),
    ],
)
def test_changed_settings(options: dict[str, object], read: int, log: Log, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text("", encoding="utf-8")
    (tmp_path / "extra.csv").write_text("", encoding="utf-8")
    given = dict(options)
    if "rules_dir" in given:
        given["rules_dir"] = tmp_path / "rules"
    if "gazetteers" in given:
        given["gazetteers"] = [tmp_path / "extra.csv"]
    run(inputs, out=tmp_path / "out")
    report = run(inputs, out=tmp_path / "out", **given)
    assert (report.run.read, report.run.unchanged) == (read, 2 - read)
    run(inputs, out=tmp_path / "fresh", **given)
    assert views(tmp_path / "out") == views(tmp_path / "fresh")


def test_other_rules_are_applied_to_documents_of_earlier_inputs_too(log: Log, inputs: Path, tmp_path: Path) -> None:
    run(inputs / "a.txt", out=tmp_path / "out")
    report = run(inputs / "b.txt", out=tmp_path / "out", model="other")
    assert sorted(log.extracted[1:]) == ["Acme bans Chirper.", "Chirper may ban Acme."]
    assert report.counts.documents == 2


def test_claims_that_are_not_sure_enough_are_withheld(log: Log, inputs: Path, tmp_path: Path) -> None:
    report = run(inputs, out=tmp_path / "out", min_confidence=0.5)
    assert (report.counts.all_claims, report.counts.withheld) == (1, 1)
    assert b"0.4" not in (tmp_path / "out" / "graph.trig").read_bytes()
    assert run(inputs, out=tmp_path / "out").counts.all_claims == 2
    assert len(log.extracted) == 2


def test_standard_input_adds_up(log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("Acme bans Chirper.", "Chirper bans Acme."):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        run("-", out=tmp_path / "out")
    assert texts(tmp_path / "out") == ["Acme bans Chirper.", "Chirper bans Acme."]


def test_the_output_folder_is_no_input(log: Log, inputs: Path) -> None:
    run(inputs, out=inputs / "graph")
    report = run(inputs, out=inputs / "graph")
    assert (report.skipped, report.run.unchanged, report.counts.documents) == ((), 2, 2)


def test_a_document_that_breaks_extraction_is_skipped_and_named(log: Log, inputs: Path, tmp_path: Path) -> None:
    log.fail["Chirper may ban Acme."] = RecursionError("too deep")
    report = run(inputs, out=tmp_path / "out")
    assert report.exit_code == 1
    assert [(item.source, item.reason) for item in report.skipped] == [
        ("b.txt", "extraction failed (RecursionError: too deep); please report it with the text")
    ]
    assert texts(tmp_path / "out") == ["Acme bans Chirper."]
    content = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert content["documents"]["skipped"][0]["source"] == "b.txt"


def test_when_every_document_fails_nothing_is_usable(log: Log, inputs: Path, tmp_path: Path) -> None:
    log.fail = {text: ValueError("no parse") for text in ("Acme bans Chirper.", "Chirper may ban Acme.")}
    with pytest.raises(NothingUsable, match=r"a\.txt: extraction failed \(ValueError: no parse\)"):
        run(inputs, out=tmp_path / "out")
    log.fail.clear()
    assert run(inputs, out=tmp_path / "out").counts.documents == 2


def test_an_extraction_that_contradicts_itself_is_skipped(log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def doubled(document: Document, _: object) -> Extraction:
        found = pipeline.extract_document(document, None)
        return replace(found, claims=found.claims * (2 if "may" in document.text else 1))

    monkeypatch.setattr(sys.modules["kg.extract"], "extract_document", doubled)
    report = run(inputs, out=tmp_path / "out")
    assert [item.source for item in report.skipped] == ["b.txt"]
    assert "contradicts itself (the same claim or entity stands twice" in report.skipped[0].reason


@pytest.mark.usefixtures("log")
def test_a_folder_that_cannot_be_made(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(UsageError, match="cannot be made: Permission denied"):
        run(inputs, out=tmp_path / "out")


def test_violations_are_in_the_report(log: Log, inputs: Path, tmp_path: Path) -> None:
    log.violations = ["no evidence"]
    report = run(inputs, out=tmp_path / "out")
    assert (report.exit_code, report.violations) == (1, ("claim:x rdf:subject: no evidence",))
    assert run(inputs, out=tmp_path / "out").violations == report.violations
    assert log.validated == 1


# What goes wrong leaves what was there


BAD: dict[str, tuple[list[str], dict[str, object], type[KgError], str]] = {
    "missing": (["in", "nowhere"], {}, UsageError, "nowhere: no such file or folder"),
    "no input": ([], {}, UsageError, "no INPUT; name files, folders, or -"),
    "empty folder": (["empty"], {}, NothingUsable, "the input holds no documents; name files that are read"),
    "blank file": (["blank.txt"], {}, NothingUsable, "the input holds no document that can be read:\n  blank.txt: "),
    "date": (["in"], {"published": "4 Feb 2026"}, UsageError, "--published 4 Feb 2026: no date"),
    "workers": (["in"], {"workers": 0}, UsageError, "--workers 0: at least 1"),
    "confidence": (["in"], {"min_confidence": 1.5}, UsageError, "--min-confidence 1.5: name a number from 0 to 1"),
    "not a number": (["in"], {"min_confidence": float("nan")}, UsageError, "--min-confidence nan: name a number from 0 to 1"),
    "gazetteer": (["in"], {"gazetteers": [Path("nowhere.csv")]}, UsageError, "nowhere.csv: cannot be read"),
}


@pytest.mark.parametrize("earlier", [True, False])
@pytest.mark.parametrize("name", BAD)
@pytest.mark.usefixtures("log")
def test_bad_arguments_change_nothing(name: str, earlier: bool, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.txt").write_text(" \n", encoding="utf-8")
    out = tmp_path / "out"
    if earlier:
        run(inputs, out=out)
    before = state(out) if earlier else None
    names, options, error, message = BAD[name]
    with pytest.raises(error) as caught:
        run(*names, out=out, **options)
    assert message in str(caught.value)
    assert (state(out) if earlier else None) == before
    assert out.exists() == earlier


@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_an_output_folder_that_is_a_file(below: str, log: Log, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="file is a file; name a folder to write to"):
        run(inputs, out=tmp_path / "file" / below)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert (log.loaded, log.extracted) == (0, [])


def test_a_folder_that_cannot_be_written(log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UsageError, match="cannot be written; name a folder of your own"):
        run(inputs, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_rules_that_are_wrong_are_found_before_anything_is_written(
    log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> object:
        raise UsageError("rules are wrong")

    run(inputs, out=tmp_path / "out")
    before = state(tmp_path / "out")
    monkeypatch.setattr(sys.modules["kg.pipeline"], "load_pipeline", broken)
    for out in ("out", "new"):
        with pytest.raises(UsageError, match="rules are wrong"):
            run(inputs, out=tmp_path / out, model="other")
    assert state(tmp_path / "out") == before
    assert not (tmp_path / "new").exists()


def test_a_ledger_that_is_damaged_is_left_alone(log: Log, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "ledger.sqlite").write_text("this is no database, and it is long enough to have a header" * 20, encoding="utf-8")
    before = state(out)
    with pytest.raises(LedgerError, match="not a ledger"):
        run(inputs, out=out)
    assert state(out) == before


@pytest.mark.parametrize("where", ["kg.rdf write_rdf", "kg.html write_html"])
def test_a_view_that_fails_leaves_all_earlier_views(
    where: str, log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(inputs / "a.txt", out=out)
    before = views(out)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        module, _, function = where.partition(" ")
        broken.setattr(sys.modules[module], function, full)
        with pytest.raises(UsageError, match="No space left on device"):
            run(inputs, out=out)
    assert views(out) == before
    with Ledger.open(out) as ledger:
        assert ledger.damage() == []
    run(inputs, out=out)
    run(inputs, out=tmp_path / "fresh")
    assert views(out) == views(tmp_path / "fresh")
    assert sorted(log.extracted) == ["Acme bans Chirper.", "Acme bans Chirper.", "Chirper may ban Acme.", "Chirper may ban Acme."]


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(1), MemoryError()])
def test_a_build_that_is_stopped_goes_on_where_it_was(stop: BaseException, log: Log, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    log.fail["Chirper may ban Acme."] = stop
    if isinstance(stop, Exception):
        assert run(inputs, out=out).exit_code == 1
    else:
        with pytest.raises(type(stop)):
            run(inputs, out=out)
        assert sorted(state(out)) == ["ledger.sqlite"]
    with Ledger.open(out) as ledger:
        assert ledger.damage() == []
    log.fail.clear()
    log.extracted.clear()
    run(inputs, out=out)
    run(inputs, out=tmp_path / "fresh")
    assert views(out) == views(tmp_path / "fresh")


def test_two_builds_of_one_folder_at_once(log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(inputs, out=tmp_path / "out")
    before = state(tmp_path / "out")
    with only_build(tmp_path / "out"), pytest.raises(LedgerError, match="in use by another build; wait until it is done"):
        run(inputs, out=tmp_path / "out", model="other")
    assert state(tmp_path / "out") == before


@pytest.mark.parametrize("before", ["nothing", "a folder", "a ledger", "a ledger of these settings, in use"])
def test_what_cannot_be_used_is_told_before_anything_is_read(
    before: str, log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    if before != "nothing":
        out.mkdir()
    if before.startswith("a ledger"):
        run(inputs, out=out)
    with monkeypatch.context() as patched, ExitStack() as held:
        patched.setattr("kg.build._receive", lambda *_: pytest.fail("an input was read"))
        patched.setattr("kg.build.pipeline_of", lambda settings, _: (_ for _ in ()).throw(UsageError(f"--model {settings.model}: none")))
        if "in use" in before:
            held.enter_context(only_build(out))
        with pytest.raises(LedgerError, match="in use") if "in use" in before else pytest.raises(UsageError, match="--model nope: none"):
            run(inputs, out=out, model=DEFAULT_MODEL if "in use" in before else "nope")
    assert out.exists() is (before != "nothing")
    report = run(inputs, out=out)
    assert (report.run.read, report.run.unchanged) == ((0, 2) if before.startswith("a ledger") else (2, 0))


KILLED = """
    import sys, time
    import pytest
    from tests import pipeline
    from kg.build import build
    pipeline.install(pytest.MonkeyPatch())
    def slow(step, done, total):
        print(step, done, flush=True)
        time.sleep(300 if (step, done) == ("extraction", 5) else 0)
    build([sys.argv[1]], sys.argv[2], progress=slow)
"""


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_a_build_that_is_killed_leaves_a_ledger_that_can_be_used(sent: signal.Signals, log: Log, tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    for number in range(8):
        (inputs / f"{number}.txt").write_text(f"Acme{number} bans Chirper.", encoding="utf-8")
    root = Path(__file__).resolve().parent.parent
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(inputs), str(out)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert any(line == "extraction 5\n" for line in process.stdout)
        process.send_signal(sent)
    with Ledger.open(out) as ledger:
        assert len(list(ledger.documents())) == 5
        assert ledger.damage() == []
    report = run(inputs, out=out)
    assert (report.run.read, report.run.unchanged) == (3, 5)
    run(inputs, out=tmp_path / "fresh")
    assert views(out) == views(tmp_path / "fresh")


def test_temporary_files_of_a_killed_build_are_cleared_away(log: Log, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in (".graph.trig.0123.tmp.trig", ".report.json.0123.tmp.json", ".mine.tmp"):
        (out / name).write_text("half", encoding="utf-8")
    run(inputs, out=out)
    assert sorted(state(out)) == [".mine.tmp", *OUTPUTS]


# Rebuild, time


def test_rebuild_writes_the_same_bytes_from_the_ledger_alone(log: Log, inputs: Path, tmp_path: Path) -> None:
    (inputs / "c.txt").write_bytes(b"\x00")
    (inputs / "d.txt").write_text("Acme bans Chirper.", encoding="utf-8")
    out = tmp_path / "out"
    first = run(inputs, out=out, min_confidence=0.5)
    before = views(out)
    for name in before:
        (out / name).unlink()
    again = rebuild(out)
    assert views(out) == before
    assert (again.skipped, again.duplicates, again.counts) == (first.skipped, 1, first.counts)
    assert again.exit_code == 1


def test_rebuild_needs_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no ledger here"):
        rebuild(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_source_date_epoch(log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(inputs, out=tmp_path / "out")
    assert "built" not in json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    run(inputs, out=tmp_path / "out")
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["built"] == "1970-01-02T00:00:00Z"
    before = state(tmp_path / "out")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH=yesterday: not a number of seconds"):
        run(inputs, out=tmp_path / "out")
    assert state(tmp_path / "out") == before


def test_the_time_of_day_makes_no_difference(log: Log, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(inputs, out=tmp_path / "1")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    for path in inputs.iterdir():
        os.utime(path, (0, 0))
    run(inputs, out=tmp_path / "2")
    assert views(tmp_path / "1") == views(tmp_path / "2")
