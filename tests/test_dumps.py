"""Dumps as other programs read them: raptor (a parser in C), rdflib and pyoxigraph each take every format whole and find the same triples;
so does pyld JSON-LD.

Bytes do not depend on the run, the seed of hashes, the order of records or how they were kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyld import jsonld
from rdflib import Dataset, Graph

import kg.triples
from kg.dataset import About, to_description
from kg.iri import Iris
from kg.rdf import FORMATS, to_text, write_rdf
from kg.rdf_patch import rdf_patch
from kg.tally import Tally
from kg.triples import to_graphs
from tests.factories import MemoryRecords, hostile_records, sample_records
from tests.programs import program

ROOT = Path(__file__).resolve().parent.parent
RECORDS = [sample_records, hostile_records]
RDFLIB = {"jsonld": "json-ld", "nquads": "nquads", "ntriples": "nt", "rdfxml": "xml", "trig": "trig", "turtle": "turtle"}
# What raptor calls the formats; it reads no JSON-LD.
RAPTOR = {"nquads": "nquads", "ntriples": "ntriples", "rdfxml": "rdfxml", "trig": "trig", "turtle": "turtle"}


@pytest.fixture(scope="module")
def rapper() -> str:
    """raptor's command. Where it is missing its tests are skipped; in CI they fail."""
    return program("rapper", package="raptor2-utils")


def triples_of(text: str) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in pyoxigraph.parse(text.encode("utf-8"), pyoxigraph.RdfFormat.N_QUADS)}


@pytest.mark.parametrize("make", RECORDS)
@pytest.mark.parametrize("name", RAPTOR)
def test_raptor_reads_every_format_whole(rapper: str, make: Callable[[], MemoryRecords], name: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph{FORMATS[name].suffix}"
    write_rdf(make(), path, name)
    command = [rapper, "-q", "-i", RAPTOR[name], "-o", "ntriples", str(path), "https://w3id.org/actorgraph/"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    write_rdf(make(), tmp_path / "expected.nq", "nquads")
    assert triples_of(done.stdout) == triples_of((tmp_path / "expected.nq").read_text(encoding="utf-8"))


def test_raptor_does_tell_a_broken_dump(rapper: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_rdf(sample_records(), path, "turtle")
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    done = subprocess.run([rapper, "-q", "-i", "turtle", "-c", str(path)], capture_output=True, check=False)
    assert done.returncode != 0


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning", "ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("make", RECORDS)
@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_and_pyoxigraph_find_the_same_statements(
    make: Callable[[], MemoryRecords], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement by statement: there are no blank nodes, so graphs are isomorphic where they are equal."""
    path = tmp_path / f"graph{FORMATS[name].suffix}"
    write_rdf(make(), path, name)
    format = pyoxigraph.RdfFormat.from_extension(FORMATS[name].suffix.removeprefix("."))
    assert format is not None
    read = set(pyoxigraph.parse(path=path, format=format))
    monkeypatch.setattr("rdflib.NORMALIZE_LITERALS", False)
    if FORMATS[name].quads:
        dataset = Dataset()
        dataset.parse(path, format=RDFLIB[name])
        assert quads_of(dataset.serialize(format="nquads")) == read
    else:
        found = quads_of(Graph().parse(path, format=RDFLIB[name]).serialize(format="nt", encoding="utf-8").decode("utf-8"))
        assert found == read


@pytest.mark.parametrize("make", RECORDS)
def test_pyld_finds_the_same_statements_in_json_ld(make: Callable[[], MemoryRecords], tmp_path: Path) -> None:
    """Without a way to load anything: the file carries its context."""
    write_rdf(make(), tmp_path / "graph.jsonld", "jsonld")
    write_rdf(make(), tmp_path / "graph.nq", "nquads")
    document = json.loads((tmp_path / "graph.jsonld").read_text(encoding="utf-8"))
    options = {"documentLoader": no_way_out, "processingMode": "json-ld-1.1"}
    expanded = jsonld.expand(document, options)
    assert expanded
    assert quads_of(jsonld.to_rdf(document, {**options, "format": "application/n-quads"})) == quads_of(
        (tmp_path / "graph.nq").read_text(encoding="utf-8")
    )


def no_way_out(address: str, *_: object) -> None:
    pytest.fail(f"{address} was asked for")


def quads_of(text: str) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.parse(text.encode("utf-8"), pyoxigraph.RdfFormat.N_QUADS))


@pytest.mark.parametrize("name", FORMATS)
def test_media_types_and_suffixes_are_those_of_the_format(name: str) -> None:
    by_name = pyoxigraph.RdfFormat.from_extension(FORMATS[name].suffix.removeprefix("."))
    assert by_name == pyoxigraph.RdfFormat.from_media_type(FORMATS[name].media_type)


# A ledger is filled in some order, and everything is written that RDF is written of: each format, with and without triple terms, the report
# of a validation, the page of the ontology, the description of the dataset. Prints the digest of each.
WRITE = """
import hashlib, json, random, sys
from pathlib import Path
from kg.describe import describe
from kg.ledger import Ledger
from kg.ontology import to_html
from kg.rdf import FORMATS, write_rdf
from kg.validate import validate
from tests.factories import MemoryRecords, hostile_records, sample_records

order, folder = random.Random(int(sys.argv[1])), Path(sys.argv[2])
extractions = [*sample_records().extractions, *hostile_records().extractions]
order.shuffle(extractions)
with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
    for extraction in extractions:
        ledger.write(extraction, key="key")
with Ledger.open(folder) as ledger:
    for name in FORMATS:
        write_rdf(ledger, folder / name, name)
        if FORMATS[name].rdf12:
            write_rdf(ledger, folder / f"{name}-12", name, rdf12=True)
    (folder / "report").write_text(validate(ledger).to_turtle(), encoding="utf-8")
    (folder / "page").write_text(to_html(), encoding="utf-8")
    (folder / "dataset").write_text(describe(ledger), encoding="utf-8")
files = [path for path in sorted(folder.iterdir()) if not path.name.startswith("ledger")]
print(json.dumps({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}))
"""


def digests(folder: Path, *, order: int, seed: int) -> dict[str, str]:
    folder.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", WRITE, str(order), str(folder)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_every_format_has_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    first = digests(tmp_path / "a", order=0, seed=0)
    assert set(first) == {*FORMATS, *(f"{name}-12" for name, format in FORMATS.items() if format.rdf12), "report", "page", "dataset"}
    assert len(set(first.values())) == len(first)
    assert first["turtle"] == hashlib.sha256((tmp_path / "a" / "turtle").read_bytes()).hexdigest()
    for number, (order, seed) in enumerate([(1, 4242), (2, 77)]):
        assert digests(tmp_path / str(number), order=order, seed=seed) == first


@pytest.mark.parametrize("make", RECORDS)
def test_a_graph_that_comes_in_pieces_is_written_as_one(make: Callable[[], MemoryRecords], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {name: "".join(to_text(make(), name)) for name in FORMATS}
    description = to_description(counted(make()), About(), Iris())
    monkeypatch.setattr(kg.triples, "PIECE", 3)
    names = [name for name, _ in to_graphs(make())]
    assert len(names) > len(set(names)) + 10
    assert {name: "".join(to_text(make(), name)) for name in FORMATS} == whole
    assert to_description(counted(make()), About(), Iris()) == description
    assert list(rdf_patch(make(), make(), ids=("", "")))[2:] == ["TX .\n", "TC .\n"]


def counted(records: MemoryRecords) -> Tally:
    tally = Tally()
    for _ in tally.through(to_graphs(records)):
        pass
    return tally
