"""The command line: what verbs print, exit codes, messages; hostile text and arguments do no harm."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg import cli, workers
from kg.errors import UsageError
from kg.ledger import Ledger
from tests import pipeline
from tests.factories import MemoryRecords
from tests.pipeline import Log

ROOT = Path(__file__).resolve().parent.parent
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    yield pipeline.install(monkeypatch)
    workers.pipeline_of.cache_clear()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents in news/, which is the current one."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Acme bans Chirper.", encoding="utf-8")
    (tmp_path / "news" / "b.txt").write_text("Chirper may ban Acme.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kg_json(capsys: Capture, *arguments: str) -> Any:
    capsys.readouterr()
    assert cli.main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def fill(folder: Path, records: MemoryRecords) -> Path:
    folder.mkdir(exist_ok=True)
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in records.extractions:
            ledger.write(extraction, key="k")
    return folder


# Start


def seconds(option: str) -> float:
    """Time of the processor that a fresh process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "kg", option], check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_answer_in_less_than_a_third_of_a_second(option: str) -> None:
    """Once in twenty times: what others do on the machine at the same time does not count."""
    assert any(seconds(option) < 0.3 for _ in range(20))


def test_help_loads_no_heavy_library() -> None:
    code = "import sys\nfrom kg.cli import main\nmain(['--help'])\nprint('LOADED', *sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    loaded = set(done.stdout.partition("LOADED")[2].split())
    heavy = {"spacy", "rdflib", "pyoxigraph", "networkx", "numpy", "pydantic", "jinja2", "pyshacl", "sqlite3", "rich"}
    assert not heavy & loaded
    assert "kg.commands.building" in loaded


def test_version(capsys: Capture) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"kg {kg.__version__}\n"


def test_without_arguments_the_verbs_are_listed(capsys: Capture) -> None:
    assert cli.main([]) == 2
    assert "Read documents and write the graph to a folder." in "".join(capsys.readouterr())


# kg build, kg rebuild


def test_build_shows_a_summary(log: Log, place: Path, capsys: Capture) -> None:
    (place / "news" / "c.bin").write_bytes(b"")
    assert cli.main(["build", "news", "-o", "out"]) == 1
    out, err = capsys.readouterr()
    assert re.search(r"in the graph\s+2", out)
    assert re.search(r"skipped\s+1", out)
    assert re.search(r"platform\s+2", out)
    assert re.search(r"banned\s+1\s+·\s+1\s+·\s+·\s+2", out)
    assert out.endswith("The page: out/graph.html\n")
    assert "skipped c.bin: files of type '.bin' are not read" in err
    assert err.index("reading: 3\n") < err.index("extraction: 2 of 2\n") < err.index("validation: done")


def test_build_in_json(log: Log, capsys: Capture) -> None:
    first = kg_json(capsys, "build", "news", "-o", "out", "--json")
    assert first["run"]["read"] == 2
    assert set(first["run"]["seconds"]) == {"reading", "loading", "extraction", "views"}
    assert first["page"] == "out/graph.html"
    again = kg_json(capsys, "build", "news", "-o", "out", "--json")
    assert (again["run"]["read"], again["run"]["unchanged"]) == (0, 2)
    written = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert all(again[key] == value for key, value in written.items())
    assert "run" not in written
    rebuilt = kg_json(capsys, "rebuild", "out", "--json")
    assert rebuilt["digests"] == again["digests"]


def test_build_names_violations(log: Log, capsys: Capture) -> None:
    log.violations = ["no \x1b[31mx"]
    assert cli.main(["build", "news", "-o", "out"]) == 1
    out, err = capsys.readouterr()
    assert "violation: claim:x rdf:subject: no \\u001b[31mx\n" in err
    assert re.search(r"violations of the shapes\s+1", out)


def test_ctrl_c_is_answered_in_one_line(log: Log, capsys: Capture) -> None:
    log.fail["Chirper may ban Acme."] = KeyboardInterrupt()
    assert cli.main(["build", "news", "-o", "out"]) == 130
    assert capsys.readouterr().err.endswith("kg: stopped; what was finished is kept, run the same command again to go on\n")
    log.fail.clear()
    assert cli.main(["build", "news", "-o", "out"]) == 0


def test_progress_on_a_terminal(log: Log, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert cli.main(["build", "news", "-o", "out"]) == 0
    assert "The page: out/graph.html" in capsys.readouterr().out


# kg extract


def test_extract_documents(log: Log, capsys: Capture) -> None:
    assert cli.main(["extract", "news"]) == 0
    first, second = lines(capsys.readouterr().out)
    assert (first["id"], second["id"]) == ("a", "b")
    assert first["claims"][0]["evidence"] == [0, 18]
    assert first["entities"][0] == {
        "id": "platform:acme", "type": "platform", "name": "Acme", "names": ["Acme"], "country": None, "sector": None,
        "mentions": [[0, 4]], "references": [], "link": {},
    }  # fmt: skip


@pytest.mark.parametrize(("shape", "count", "key"), [("claims", 2, "sentence"), ("text", 2, "text"), ("blocks", 2, "kept")])
def test_extract_other_shapes(shape: str, count: int, key: str, log: Log, capsys: Capture) -> None:
    assert cli.main(["extract", "news", "--to", shape]) == 0
    found = lines(capsys.readouterr().out)
    assert len(found) == count
    assert all(key in line for line in found)
    assert (log.loaded > 0) == (shape == "claims")


def test_extract_to_a_file_is_whole_or_not_there(log: Log, capsys: Capture) -> None:
    Path("out.jsonl").write_text("earlier", encoding="utf-8")
    log.fail["Chirper may ban Acme."] = KeyboardInterrupt()
    assert cli.main(["extract", "news", "-o", "out.jsonl"]) == 130
    assert Path("out.jsonl").read_text(encoding="utf-8") == "earlier"
    log.fail.clear()
    assert cli.main(["extract", "news", "-o", "out.jsonl", "--min-confidence", "0.5"]) == 0
    assert capsys.readouterr().out == ""
    assert [len(line["claims"]) for line in lines(Path("out.jsonl").read_text(encoding="utf-8"))] == [1, 0]
    assert sorted(os.listdir()) == ["news", "out.jsonl"]


def test_extract_names_what_it_skipped(log: Log, place: Path, capsys: Capture) -> None:
    (place / "c.txt").write_bytes(b"\x00\x01")
    assert cli.main(["extract", "news/a.txt", "c.txt"]) == 1
    out, err = capsys.readouterr()
    assert len(lines(out)) == 1
    assert "skipped c.txt: holds NUL bytes" in err
    assert cli.main(["extract", "c.txt", "-o", "out.jsonl"]) == 3
    assert "kg: the input holds no document that can be read; see above" in capsys.readouterr().err
    assert not Path("out.jsonl").exists()


# Views


@pytest.fixture
def graph(sample: MemoryRecords, place: Path) -> Path:
    return fill(place / "graph", sample)


def test_stats(graph: Path, capsys: Capture) -> None:
    found = kg_json(capsys, "stats", "graph", "--json")
    assert (found["documents"], found["entities"]["count"], found["claims"]["count"]) == (2, 8, 13)
    assert (found["first"], found["last"]) == ("2026-01", "2026-02-10")
    assert found["most active"][0] == {"id": "platform:chirper", "name": "Chirper", "acts": 0, "targets": 8}
    assert found["blocks"]["dropped"] == {"asks to share": 1}
    assert cli.main(["stats", "graph"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"banned\s+1\s+·\s+1\s+1\s+1\s+4", out)
    assert re.search(r"Chirper\s+platform:chirper\s+·\s+8", out)


def test_why_a_claim(graph: Path, sample: MemoryRecords, capsys: Capture) -> None:
    (claim,) = [claim for claim in sample.claims() if claim.predicate == "investigates"]
    found = kg_json(capsys, "why", "graph", claim.id[:6], "--json")
    assert found["id"] == claim.id
    assert found["sentences"][0]["text"] == "An inquiry was opened last month."
    assert cli.main(["why", "graph", claim.id]) == 0
    out = capsys.readouterr().out
    assert out.startswith("CNIL --investigates--> Chirper   [fact]\n")
    for part in (
        "“An inquiry was opened last month.”",
        "inferred  subject and object taken",
        "· object: nearest target",
        "trigger   inquiry",
    ):
        assert part in out


@pytest.mark.parametrize("name", ["platform:chirper", "Chirper", "chirper"])
def test_why_an_entity(name: str, graph: Path, capsys: Capture) -> None:
    found = kg_json(capsys, "why", "graph", name, "--json")
    assert found["entity"]["id"] == "platform:chirper"
    assert len(found["claims"]) == 8
    assert cli.main(["why", "graph", name]) == 0
    out = capsys.readouterr().out
    assert "France --raided--> Chirper   [fact]" in out
    assert "“Chirper”  news/raid.txt" in out


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("Chirpr", "Chirpr: no claim or entity of this graph is called so; did you mean platform:chirper (Chirper)"),
        ("zzzz", "`kg stats DIR` names the most active entities"),
        ("", ": no claim or entity"),
    ],
)
def test_why_something_that_is_not_there(what: str, message: str, graph: Path, capsys: Capture) -> None:
    assert cli.main(["why", "graph", what]) == 1
    assert message in capsys.readouterr().err


def test_html_and_export(graph: Path, capsys: Capture) -> None:
    assert cli.main(["html", "graph", "-o", "page.html", "--title", "Mine & <b>yours</b>"]) == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "Mine &amp; &lt;b&gt;yours&lt;/b&gt;" in page
    assert cli.main(["html", "graph", "-o", "page.html"]) == 0
    capsys.readouterr()
    narrowed = ["html", "graph", "-o", "part.html", "--about", "France", "--since", "2026-02", "--max-edges", "1", "--theme", "dark"]
    assert cli.main(narrowed) == 0
    assert "The page is about France, since 2026-02: " in capsys.readouterr().out
    assert 'name="color-scheme" content="dark"' in Path("part.html").read_text(encoding="utf-8")
    assert cli.main(["html", "graph", "-o", "none.html", "--since", ""]) == 2
    assert cli.main(["html", "graph", "-o", "none.html", "--about", "Nowhere"]) == 1
    assert not Path("none.html").exists()
    assert cli.main(["export", "graph", "--to", "gexf", "-o", "graph.gexf"]) == 0
    assert capsys.readouterr().out.endswith("Written: graph.gexf\n")
    assert Path("graph.gexf").read_text(encoding="utf-8").count("<edge ") == 12
    assert cli.main(["export", "graph", "--to", "paper", "-o", "graph.paper"]) == 2
    assert "'paper' is not one of" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("extract x --to claim", "'--to': 'claim' is not one of 'documents', 'claims', 'text', 'blocks'; did you mean 'claims'?"),
        ("query x most-active --format 7", "'--format': '7' is not one of 'table', 'csv', 'tsv', 'json', 'xml', 'turtle'."),
        ("html x -o y --max-edges ten", "'--max-edges': it should be a valid integer"),
        ("rules try A --extractr x", "No such option: --extractr"),
        ("rules lst", "Did you mean 'list'?"),
        ("extract x --workers 0", "--workers 0: at least 1 process is needed"),
        ("extract x --min-confidence 7", "--min-confidence 7: name a number from 0 to 1"),
    ],
)
def test_a_wrong_option_is_told_in_plain_words(arguments: str, message: str, capsys: Capture) -> None:
    assert cli.main(arguments.split()) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "Value error" not in told and "Input" not in told


# Rules, gazetteer, evaluation, doctor


def test_rules_list(capsys: Capture) -> None:
    rules = kg_json(capsys, "rules", "list", "--json")
    assert len({rule["predicate"] for rule in rules}) >= 20
    assert cli.main(["rules", "list"]) == 0
    assert "raided" in capsys.readouterr().out


def test_gazetteer(place: Path, capsys: Capture) -> None:
    assert kg_json(capsys, "gazetteer", "check", "--json")["entities"] > 500
    assert cli.main(["gazetteer", "check"]) == 0
    assert kg_json(capsys, "gazetteer", "find", "French", "--json")[0]["key"] == "country:FR"
    assert cli.main(["gazetteer", "find", "platform:x"]) == 0
    assert "X   [platform]\n" in capsys.readouterr().out
    assert cli.main(["gazetteer", "find", "no such\x1bname"]) == 1
    assert "no such\\u001bname: no entity" in capsys.readouterr().out
    (place / "own.csv").write_text("key,nonsense\nx,y\n", encoding="utf-8")
    assert cli.main(["gazetteer", "check", "own.csv"]) == 2
    assert "own.csv" in capsys.readouterr().err


@pytest.mark.model
def test_rules_test_and_try(capsys: Capture) -> None:
    rules = kg_json(capsys, "rules", "list", "--json")
    some = next(rule["id"] for rule in rules if rule["predicate"] == "raided")
    assert cli.main(["rules", "test", some]) == 0
    assert re.search(r"\d+ of \d+ examples of 1 rules pass\.", capsys.readouterr().out)
    outcomes = kg_json(capsys, "rules", "test", some, "--json")
    assert all(outcome["passed"] for outcome in outcomes)
    assert cli.main(["rules", "test", some[:-1] + "#"]) == 2
    assert f"did you mean {some}?" in capsys.readouterr().err
    sentence = "[Acme|organisation] raided the offices of [Chirper|platform]."
    assert cli.main(["rules", "try", sentence]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Acme --raided--> Chirper   rule ")
    assert "raided (" in out
    assert kg_json(capsys, "rules", "try", sentence, "--json")["claims"][0]["predicate"] == "raided"
    assert cli.main(["rules", "try", "Nothing happened."]) == 0
    assert capsys.readouterr().out.startswith("No claims.\n")


@pytest.mark.model
def test_an_example_that_fails_is_shown(place: Path, capsys: Capture) -> None:
    (place / "rules").mkdir()
    rule = """
        [[rule]]
        id = "own-raid"
        predicate = "raided"
        verbs = ["raid"]
        subject = { slots = ["subject"] }
        object = { slots = ["object"] }
        examples = [
          { text = "[Acme|organisation] raided [Chirper|platform].", expect = ["Chirper -> Acme"] },
          { text = "[Acme|organisation] greeted [Chirper|platform].", expect = [] },
        ]
    """
    (place / "rules" / "own.toml").write_text(rule, encoding="utf-8")
    assert cli.main(["rules", "test", "own-raid", "--rules", "rules"]) == 1
    out = capsys.readouterr().out
    assert "FAIL  own-raid: " in out
    assert "expected: Chirper -> Acme\n" in out
    assert "found:    Acme -> Chirper\n" in out
    assert "1 of 2 examples of 1 rules pass." in out


@pytest.mark.model
def test_evaluation(capsys: Capture) -> None:
    gold = str(ROOT / "data" / "gold" / "dev" / "d01.json")
    found = kg_json(capsys, "eval", "--gold", gold, "--json", "--errors", "--entities", "--mentions", "gold")
    assert isinstance(found["errors"], list)
    assert cli.main(["eval", "--gold", gold, "--errors"]) == 0
    assert "claim" in capsys.readouterr().out


@pytest.mark.model
def test_doctor(graph: Path, capsys: Capture) -> None:
    checks = kg_json(capsys, "doctor", "graph", "--json")
    assert {check["check"] for check in checks} >= {"python", "spacy", "rules", "gazetteer", "language model", "ledger"}
    assert all(check["ok"] for check in checks)


def test_doctor_says_what_is_wrong(graph: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.commands import doctor

    def broken(model: str) -> str:
        raise UsageError(f"--model {model}: not there")

    monkeypatch.setattr(doctor, "_model", broken)
    monkeypatch.setattr(doctor, "PACKAGES", ("typer", "no-such-package"))
    content = bytearray((graph / "ledger.sqlite").read_bytes())
    place = content.index(b"French prosecutors")
    content[place : place + 6] = b"Danish"
    (graph / "ledger.sqlite").write_bytes(bytes(content))
    assert cli.main(["doctor", "graph", "--model", "x"]) == 2
    out = capsys.readouterr().out
    assert "WRONG  language model: --model x: not there\n" in out
    assert "WRONG  no-such-package: not installed" in out
    assert re.search(r"WRONG  ledger: .*its content is not what was written", out)
    assert "ok     vocabulary: 8 entity types" in out


# Bad input: one clear message, the right exit code, earlier output untouched

GOOD_RULE = """
[[rule]]
id = "own"
predicate = "raided"
verbs = ["raid"]
subject = { slots = ["subject"] }
object = { slots = ["object"] }
examples = [
  { text = "[Acme|organisation] raided [Chirper|platform].", expect = ["Acme -> Chirper"] },
  { text = "[Acme|organisation] greeted [Chirper|platform].", expect = [] },
]
"""

BAD_INPUT = {
    "missing file": (["nowhere.txt"], 2, ["nowhere.txt: no such file or folder", "name files, folders, or -"]),
    "empty file": (["empty.txt"], 3, ["no document that can be read", "empty.txt: "]),
    "folder without documents": (["bare"], 3, ["the input holds no documents", "name files that are read"]),
    "undecodable bytes": (["bytes.txt"], 3, ["bytes.txt: holds NUL bytes", "(expected: text, best in UTF-8)"]),
    "a line that is no JSON": (["line.jsonl"], 3, ["line.jsonl line 1", "JSON"]),
    "unknown key": (["news", "--rules", "unknown-key"], 2, ["own.toml", "rule own", "verb", "unknown"]),
    "unknown predicate": (["news", "--rules", "unknown-predicate"], 2, ["own.toml", "rule own", "predicate", "searched", "expected"]),
    "no negative example": (["news", "--rules", "no-negative"], 2, ["own.toml", "rule own", "examples", "negative"]),
    "no TOML": (["news", "--rules", "no-toml"], 2, ["own.toml", "TOML"]),
    "folder without rules": (["news", "--rules", "bare"], 2, ["--rules bare", ".toml"]),
    "unknown model": (["news", "--model", "no_such_model"], 2, ["--model no_such_model", "no installed spaCy pipeline", "installed: "]),
    "gazetteer without columns": (["news", "--gazetteer", "own.csv"], 2, ["own.csv"]),
    "no number": (["news", "--workers", "many"], 2, ["'--workers'", "valid integer"]),
    "no date": (["news", "--published", "yesterday"], 2, ["--published yesterday", "ISO 8601"]),
}


def prepare(place: Path) -> None:
    (place / "bare").mkdir()
    (place / "empty.txt").write_bytes(b"")
    (place / "bytes.txt").write_bytes(b"\x00\x81\x00\x82")
    (place / "line.jsonl").write_text('{"text": \n', encoding="utf-8")
    (place / "own.csv").write_text("nonsense\nx\n", encoding="utf-8")
    (place / "file").write_text("mine", encoding="utf-8")
    negative = GOOD_RULE.splitlines()[-2]
    for name, rule in {
        "unknown-key": GOOD_RULE.replace("verbs =", "verb ="),
        "unknown-predicate": GOOD_RULE.replace("raided", "searched"),
        "no-negative": GOOD_RULE.replace(negative, ""),
        "no-toml": "[[rule",
    }.items():
        (place / name).mkdir()
        (place / name / "own.toml").write_text(rule, encoding="utf-8")


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input(name: str, place: Path, capsys: Capture) -> None:
    """With the true checks of rules, gazetteers and models; a build of before stands by."""
    with pytest.MonkeyPatch.context() as patch:
        pipeline.install(patch)
        assert cli.main(["build", "news", "-o", "out"]) == 0
    workers.pipeline_of.cache_clear()
    prepare(place)
    before = {path.name: path.read_bytes() for path in (place / "out").iterdir()}
    capsys.readouterr()
    arguments, code, parts = BAD_INPUT[name]
    assert cli.main(["build", *arguments, "-o", "out"]) == code
    out, err = capsys.readouterr()
    message = err.rpartition("kg: ")[2] if "kg: " in err else err
    assert all(part in message for part in parts), message
    assert out == "" and "Traceback" not in err
    assert {path.name: path.read_bytes() for path in (place / "out").iterdir()} == before
    assert cli.main(["build", *arguments, "-o", "new"]) == code
    assert not (place / "new").exists()


@pytest.mark.parametrize("verb", ["build", "extract", "html", "export", "query"])
def test_an_output_that_cannot_be(verb: str, log: Log, graph: Path, place: Path, capsys: Capture) -> None:
    (place / "file").write_text("mine", encoding="utf-8")
    arguments = {
        "build": ["build", "news", "-o", "file"],
        "extract": ["extract", "news", "-o", "news"],
        "html": ["html", "graph", "-o", "nowhere/page.html"],
        "export": ["export", "graph", "--to", "gexf", "-o", "news"],
        "query": ["query", "graph", "ASK {}", "-o", "news"],
    }
    assert cli.main(arguments[verb]) == 2
    err = capsys.readouterr().err
    assert re.search(r"kg: .*(is a file|is a folder|there is no folder).*(name|create)", err)
    assert (place / "file").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in (place / "news").iterdir()) == ["a.txt", "b.txt"]


def test_what_the_system_refuses_is_one_message(capsys: Capture) -> None:
    assert cli.main(["stats", "a" * 300]) == 2
    assert re.fullmatch(r"kg: a{300}: File name too long; check the path and its disk, and try again\n", capsys.readouterr().err)


@pytest.mark.parametrize("verb", ["stats", "why", "validate", "rebuild", "html", "export", "query"])
def test_a_folder_without_a_ledger(verb: str, log: Log, place: Path, capsys: Capture) -> None:
    more = {"why": ["x"], "html": ["-o", "p"], "export": ["--to", "gexf", "-o", "p"], "query": ["ASK {}"]}
    for folder, message in {"news": "kg build", "nowhere": "kg build"}.items():
        assert cli.main([verb, folder, *more.get(verb, [])]) == 2
        assert message in capsys.readouterr().err
    assert sorted(os.listdir()) == ["news"]


# Hostile text


def harmless(text: str) -> bool:
    """No control characters, no marks of direction, no separators; the tab is one that typer writes itself."""
    return all(
        char in "\n\t" or (unicodedata.category(char) not in {"Cc", "Zl", "Zp"} and unicodedata.bidirectional(char) not in STEERING)
        for char in text
    )


STEERING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def test_text_of_documents_does_not_reach_the_terminal_as_it_is(hostile: MemoryRecords, place: Path, log: Log, capsys: Capture) -> None:
    fill(place / "graph", hostile)
    claim = next(hostile.claims()).id
    for arguments in (["stats"], ["why", claim], ["why", "platform:chirper"], ["validate"], ["rebuild"], ["why", "no\x1bname"]):
        verb, *rest = arguments
        for json_option in ([], ["--json"]):
            cli.main([verb, "graph", *rest, *json_option])
            out, err = capsys.readouterr()
            assert harmless(out) and harmless(err), arguments
    cli.main(["query", "graph", "SELECT * WHERE { ?s skos:prefLabel ?o }"])
    out, _ = capsys.readouterr()
    assert harmless(out) and "Parrot" in out


def test_markup_in_names_is_shown_as_it_is(place: Path, log: Log, capsys: Capture) -> None:
    (place / "[bold red]x :smile:.bin").write_bytes(b"")
    assert cli.main(["build", "news", "[bold red]x :smile:.bin", "-o", "out"]) == 1
    assert "skipped [bold red]x :smile:.bin: " in capsys.readouterr().err


# Arguments of all kinds

WORDS = st.sampled_from(
    [
        *(
            "build",
            "extract",
            "query",
            "html",
            "export",
            "validate",
            "why",
            "stats",
            "rebuild",
            "rules",
            "gazetteer",
            "list",
            "find",
            "check",
        ),
        *("-o", "--to", "--json", "--workers", "--rules", "--param", "-f", "--format", "--gazetteer", "--published", "--title", "-h", "--"),
        *("--min-confidence", "nan", "-1", "0", "1e309", "2026-01-01", "turtle", "claims", "news", "graph", "-", "platform:chirper"),
        *("", " ", "\udcff", "é\x1b[2J", "a" * 300, "=", "x=y"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arguments=st.lists(WORDS, max_size=6))
def test_any_arguments_end_with_an_exit_code(arguments: list[str], log: Log, graph: Path, place: Path, capsys: Capture) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"Acme bans Chirper."), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", stdin)
        assert cli.main(arguments) in {0, 1, 2, 3}
    out, err = capsys.readouterr()
    assert harmless(err) and "Traceback" not in out + err


# Processes


def test_a_reader_that_has_enough_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "rules", "list", "--json"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_output_is_utf8_whatever_the_locale(place: Path) -> None:
    (place / "news" / "a.txt").write_text("Ärger in Zürich — 東京 🐦.", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "kg", "extract", "news/a.txt", "--to", "text"], capture_output=True, env=environment, check=True
    )
    assert json.loads(done.stdout.decode("utf-8"))["text"] == "Ärger in Zürich — 東京 🐦."


@pytest.mark.model
def test_the_number_of_workers_and_the_hash_seed_make_no_difference(place: Path) -> None:
    texts = [
        "France banned Grok. Germany denied that it had banned X.",
        "The European Commission has opened an investigation into X.",
        "Indonesia, Malaysia and the Philippines blocked Grok, Elon Musk's chatbot.",
        "Ofcom said it would fine Meta.",
    ]
    for number, text in enumerate(texts):
        (place / "news" / f"{number}.txt").write_text(text, encoding="utf-8")
    found = []
    for run, count in enumerate(("1", "2")):
        command = [sys.executable, "-m", "kg", "build", "news", "-o", f"out{run}", "--workers", count]
        environment = {**os.environ, "PYTHONHASHSEED": str(run + 1), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        found.append({name: (place / f"out{run}" / name).read_bytes() for name in ("graph.trig", "graph.html", "report.json")})
    assert found[0] == found[1]
    assert b"ag:banned" in found[0]["graph.trig"]
