"""kg export of RDF and kg validate: what they print and write, exit codes, and that hostile text steers no terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, Graph, Namespace

from kg import cli, workers
from kg.iri import Iris
from kg.ledger import Ledger
from kg.prefixes import prefixes
from kg.violations import ValidationReport, Violation
from tests import pipeline
from tests.factories import MemoryRecords
from tests.pipeline import Log

Capture = pytest.CaptureFixture[str]
SHACL = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    yield pipeline.install(monkeypatch)
    workers.pipeline_of.cache_clear()


@pytest.fixture(autouse=True)
def graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: MemoryRecords) -> Path:
    """The sample's ledger in graph/; the folder above is the current one."""
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "graph", sample)
    return tmp_path / "graph"


def fill(folder: Path, records: MemoryRecords) -> None:
    folder.mkdir()
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in records.extractions:
            ledger.write(extraction, key="k")


def test_export_in_rdf_1_2(capsys: Capture) -> None:
    assert cli.main(["export", "graph", "--to", "nquads", "-o", "plain.nq"]) == 0
    assert cli.main(["export", "graph", "--to", "nquads", "--rdf12", "-o", "more.nq"]) == 0
    plain, more = (set(pyoxigraph.parse(path=name, format=pyoxigraph.RdfFormat.N_QUADS)) for name in ("plain.nq", "more.nq"))
    assert plain < more
    assert all(isinstance(quad.object, pyoxigraph.Triple) for quad in more - plain)
    assert len(more - plain) == 13
    for format, message in (("jsonld", "has no triple terms"), ("graphml", "is no RDF")):
        assert cli.main(["export", "graph", "--to", format, "--rdf12", "-o", "none"]) == 2
        assert message in capsys.readouterr().err
        assert not Path("none").exists()


def test_triple_terms_can_be_asked_for(tmp_path: Path) -> None:
    assert cli.main(["export", "graph", "--to", "trig", "--rdf12", "-o", "more.trig"]) == 0
    store = pyoxigraph.Store()
    store.load(path="more.trig", format=pyoxigraph.RdfFormat.TRIG)
    planned = """SELECT ?who ?what WHERE { ?claim ag:modality ag:modality-planned ; rdf:reifies <<( ?who ?did ?what )>> }"""
    found = store.query(planned, prefixes=prefixes(Iris()), use_default_graph_as_union=True)
    assert [[term.value for term in row] for row in found] == [[Iris().entity("country:DE"), Iris().entity("ai_system:parrot")]]  # type: ignore[union-attr]


def test_export_below_a_base_of_ones_own(capsys: Capture) -> None:
    base = "https://data.example/kg/"
    assert cli.main(["export", "graph", "--to", "nquads", "--base", base, "-o", "own.nq"]) == 0
    own = Path("own.nq").read_text(encoding="utf-8")
    assert "https://w3id.org/actorgraph/id/" not in own
    assert cli.main(["export", "graph", "--to", "nquads", "-o", "plain.nq"]) == 0
    assert own.replace(f"{base}id/", "https://w3id.org/actorgraph/id/") == Path("plain.nq").read_text(encoding="utf-8")
    assert cli.main(["describe", "graph", "--base", base, "-o", "d.ttl"]) == 0
    assert f"<{base}id/dataset> a " in Path("d.ttl").read_text(encoding="utf-8")
    assert cli.main(["describe", "graph", "--base", base, "--download", base]) == 2
    assert "leave out --base or --download" in capsys.readouterr().err
    for to, value, message in (("nquads", "here", "cannot be used"), ("gexf", base, "gexf is no RDF")):
        assert cli.main(["export", "graph", "--to", to, "--base", value, "-o", "none"]) == 2
        assert message in capsys.readouterr().err


def test_a_good_graph(capsys: Capture) -> None:
    assert cli.main(["validate", "graph"]) == 0
    assert capsys.readouterr().out == "The graph conforms to the shapes.\n"
    assert cli.main(["validate", "graph", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"conforms": True, "complete": True, "violations": []}
    assert cli.main(["validate", "graph", "--format", "turtle", "-o", "report.ttl"]) == 0
    assert capsys.readouterr().out == "Violations of the shapes: 0. The report: report.ttl\n"
    report = Graph().parse("report.ttl", format="turtle")
    assert [str(value) for value in report.objects(None, SHACL.conforms)] == ["true"]


def test_a_bad_graph_is_told_in_words(capsys: Capture, hostile: MemoryRecords, tmp_path: Path) -> None:
    fill(tmp_path / "bad", hostile)
    assert cli.main(["validate", "bad"]) == 1
    text = capsys.readouterr().out
    assert "  ag:domain\n    wrong    " in text
    assert "\n    expected A domain is a host name such as cnil.fr, if need be with a path.\n" in text
    assert "\n    mend     Mend the link in the gazetteer.\n" in text
    assert text.endswith("Violations of the shapes: 8 at 8 nodes. By shape:\n       8 entity-domain\n")
    assert not [character for character in text if not (character.isprintable() or character == "\n")]
    assert cli.main(["validate", "bad", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["violations"]
    assert {(one["shape"], one["component"], one["path"]) for one in found} == {("entity-domain", "Pattern", "ag:domain")}
    assert cli.main(["validate", "bad", "--format", "turtle"]) == 1
    report = Graph().parse(data=capsys.readouterr().out, format="turtle")
    assert len(list(report.subjects(RDF.type, SHACL.ValidationResult))) == 8


def test_no_violation_steers_a_terminal(log: Log, capsys: Capture) -> None:
    log.violations = ["one\x1b", "two"]
    assert cli.main(["validate", "graph"]) == 1
    assert "expected one\\u001b\n" in capsys.readouterr().out
    assert cli.main(["validate", "graph", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["violations"][0]["message"] == "one\x1b"


def test_more_violations_than_a_report_holds_are_told() -> None:
    one = Violation(node="claim:x", path="rdf:subject", shape="claim-subject", value="", message="Expected.", wrong="there is no value")
    text = ValidationReport(violations=(one,), complete=False).to_text()
    assert text == (
        "claim:x\n  rdf:subject\n    wrong    there is no value\n    expected Expected.\n\n"
        "Violations of the shapes: 1 at 1 nodes, and more than these. By shape:\n       1 claim-subject\n"
    )
