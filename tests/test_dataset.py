"""The description of a dataset: every number is that of the dump, nothing depends on the day, and what a publisher says is checked."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import DCAT, DCTERMS, PROV, RDF, SH, VOID, XSD, Graph, Literal, Namespace, URIRef

from kg import cli
from kg.dataset import About, Dump, to_description
from kg.errors import UsageError
from kg.iri import Iris
from kg.ledger import Ledger
from kg.model import Extraction
from kg.rdf import to_text
from kg.resources import ontology_path
from kg.shapes import SHAPES, parse_shapes
from kg.tally import Tally
from kg.terms import order
from kg.triples import to_graphs
from kg.validate import validate_graphs
from kg.views import rebuild
from tests.factories import MemoryRecords, make_document

if TYPE_CHECKING:
    from rdflib.term import Node

SPDX = Namespace("http://spdx.org/rdf/terms#")
THIS = URIRef(Iris().dataset())
Capture = pytest.CaptureFixture[str]


def tally_of(records: MemoryRecords) -> Tally:
    tally = Tally()
    for _ in tally.through(to_graphs(records, Iris())):
        pass
    return tally


def described(records: MemoryRecords, about: About | None = None) -> Graph:
    return Graph().parse(data=to_description(tally_of(records), about or About(), Iris()), format="turtle")


def number(graph: Graph, word: URIRef, node: Node | None = THIS) -> int:
    return int(str(graph.value(node, word)))


@pytest.fixture
def folder(tmp_path: Path, sample: MemoryRecords, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that was built from the sample, and is the current one's graph/."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "graph").mkdir()
    with Ledger.open(tmp_path / "graph" / "ledger.sqlite", write=True) as ledger:
        for extraction in sample.extractions:
            ledger.write(extraction, key="key")
        ledger.note({"report": json.dumps({"versions": {"actorgraph": "0.1.0", "model": "some 1.0"}})})
    rebuild(tmp_path / "graph")
    return tmp_path / "graph"


@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_numbers_are_those_of_the_dump(name: str, request: pytest.FixtureRequest) -> None:
    records: MemoryRecords = request.getfixturevalue(name)
    graph = described(records)
    quads = list(pyoxigraph.parse("".join(to_text(records, "nquads")).encode("utf-8"), pyoxigraph.RdfFormat.N_QUADS))
    assert number(graph, VOID.triples) == len({quad.triple for quad in quads})
    assert number(graph, VOID.distinctSubjects) == len({quad.subject for quad in quads})
    assert number(graph, VOID.properties) == len({quad.predicate for quad in quads})
    types = [quad.object for quad in quads if quad.predicate.value == str(RDF.type)]
    assert number(graph, VOID.classes) == len(set(types))
    assert number(graph, VOID.documents) == len(list(records.documents()))
    assert number(graph, VOID.entities) == len(list(records.entities()))
    classes = {
        str(graph.value(part, VOID["class"])): number(graph, VOID.entities, part) for part in graph.objects(THIS, VOID.classPartition)
    }
    assert classes == {cls.value: types.count(cls) for cls in set(types) if isinstance(cls, pyoxigraph.NamedNode)}
    parts = list(graph.objects(THIS, VOID.propertyPartition))
    assert sum(number(graph, VOID.triples, part) for part in parts) == len(quads)
    members = {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value == str(RDF.type)}
    examples = [members[str(node)] for node in graph.objects(THIS, VOID.exampleResource)]
    assert len(examples) == len(set(examples)) >= 4
    assert not [term for triple in graph for term in triple if not isinstance(term, URIRef | Literal)]


def test_dates_sources_and_languages(sample: MemoryRecords) -> None:
    graph = described(sample)
    period = graph.value(THIS, DCTERMS.temporal)
    assert [str(graph.value(period, word)) for word in (DCAT.startDate, DCAT.endDate)] == ["2026-02-04", "2026-02-10"]
    [source] = graph.objects(THIS, DCTERMS.source)
    assert (str(graph.value(source, DCTERMS.title)), number(graph, VOID.documents, source)) == ("The Daily Example", 1)
    assert list(graph.objects(THIS, DCTERMS.language)) == [Literal("en")]
    assert Literal("news") in set(graph.objects(THIS, DCAT.keyword))
    assert not list(graph.objects(THIS, DCTERMS.license))
    assert "belong to the publishers" in str(graph.value(THIS, DCTERMS.rights))


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (["2026-02-30", "yesterday"], None, None),
        (["2026", "2026-03-01", "2025-12"], "2025-12", "2026-03-01"),
        (["2026-01-01T10:00:00Z", "2026-01-01"], "2026-01-01", "2026-01-01T10:00:00+00:00"),
    ],
)
def test_only_days_on_the_calendar_count(dates: list[str], first: str | None, last: str | None) -> None:
    documents = [
        make_document(f"Text {number}.", name=str(number), published=day, url=f"https://a.example/{day}")
        for number, day in enumerate(dates)
    ]
    graph = described(MemoryRecords(extractions=tuple(Extraction(document=document) for document in documents)))
    period = graph.value(THIS, DCTERMS.temporal)
    found = [graph.value(period, word) if period else None for word in (DCAT.startDate, DCAT.endDate)]
    assert [None if value is None else str(value) for value in found] == [first, last]
    # Without an outlet, the host of the address is the source.
    [source] = graph.objects(THIS, DCTERMS.source)
    assert str(graph.value(source, DCTERMS.title)) == "a.example"


def shapes_broken(graph: Graph) -> set[str]:
    """The parts of dataset-shapes.ttl that a description breaks, as pyshacl has it, and as kg.validate does: the two must agree."""
    import pyshacl

    file = ontology_path("dataset-shapes.ttl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(file, format="turtle"))
    assert isinstance(report, Graph)
    found = {str(shape).removeprefix(SHAPES) for shape in report.objects(None, SH.sourceShape)}
    triples = sorted(((s.n3(), p.n3(), o.n3()) for s, p, o in graph), key=order)
    own = validate_graphs([("urn:description", triples)], shapes=parse_shapes(file, ontology_path("actorgraph.ttl")))
    assert {violation.shape for violation in own.violations} == found
    return found


def full(sample: MemoryRecords) -> Graph:
    about = About(
        licence="https://creativecommons.org/licenses/by/4.0/", issued="2026-02-02T02:40:00Z", digest="ab" * 32,
        versions={"actorgraph": "0.1.0"}, dump=Dump(size=5, sha256="cd" * 32, download="https://a.example/graph.trig"),
    )  # fmt: skip
    return described(sample, about)


def test_a_description_keeps_its_shapes(sample: MemoryRecords, hostile: MemoryRecords) -> None:
    assert shapes_broken(full(sample)) == set()
    assert shapes_broken(described(hostile)) == set()


DUMP, SUM = URIRef(Iris().dataset("dump")), URIRef(Iris().dataset("dump", "checksum"))
BROKEN: list[tuple[str, URIRef, URIRef, list[Node]]] = [
    ("dataset-title", THIS, DCTERMS.title, [Literal("a"), Literal("b")]),
    ("dataset-description", THIS, DCTERMS.description, []),
    ("dataset-rights", THIS, DCTERMS.rights, [Literal("")]),
    ("dataset-licence", THIS, DCTERMS.license, [Literal("CC BY")]),
    ("dataset-issued", THIS, DCTERMS.issued, [Literal("yesterday")]),
    ("dataset-version", THIS, URIRef(f"{DCAT}version"), [Literal("1.0")]),
    ("dataset-triples", THIS, VOID.triples, [Literal("many")]),
    ("dataset-entities", THIS, VOID.entities, [Literal(-1)]),
    ("dataset-documents", THIS, VOID.documents, []),
    ("dataset-subjects", THIS, VOID.distinctSubjects, [Literal(1), Literal(2)]),
    ("dataset-class", THIS, VOID.classPartition, []),
    ("dataset-property", THIS, VOID.propertyPartition, []),
    ("dataset-distribution", THIS, DCAT.distribution, [SUM]),
    ("dataset-period", THIS, DCTERMS.temporal, [SUM]),
    ("dataset-making", URIRef(Iris().dataset("build")), PROV.wasAssociatedWith, [THIS]),
    ("distribution-media", DUMP, DCAT.mediaType, [URIRef("https://a.example/trig")]),
    ("distribution-size", DUMP, DCAT.byteSize, []),
    ("distribution-checksum", SUM, SPDX.checksumValue, [Literal("abcd", datatype=XSD.hexBinary, normalize=False)]),
]


@pytest.mark.parametrize(("part", "subject", "predicate", "values"), BROKEN, ids=[row[0] for row in BROKEN])
def test_each_shape_of_a_description_can_fail(
    sample: MemoryRecords, part: str, subject: URIRef, predicate: URIRef, values: list[Node]
) -> None:
    graph = full(sample)
    assert list(graph.objects(subject, predicate))
    graph.remove((subject, predicate, None))
    for value in values:
        graph.add((subject, predicate, value))
    assert part in shapes_broken(graph)


def test_no_shape_of_a_description_is_left_out() -> None:
    nodes = parse_shapes(ontology_path("dataset-shapes.ttl"), ontology_path("actorgraph.ttl")).nodes
    assert {part.name for node in nodes for part in node.properties} == {row[0] for row in BROKEN}
    assert all(part.message and part.mend for node in nodes for part in node.properties)


def test_what_a_publisher_says_must_be_iris() -> None:
    licence, publisher = "https://creativecommons.org/licenses/by/4.0/", "https://newsroom.example/"
    graph = described(MemoryRecords(), About(title='A "title"\n', licence=licence, publisher=publisher))
    assert list(graph.objects(THIS, DCTERMS.license)) == [URIRef(licence)]
    assert list(graph.objects(THIS, DCTERMS.publisher)) == [URIRef(publisher)]
    assert list(graph.objects(THIS, DCTERMS.title)) == [Literal('A "title"\n')]
    with pytest.raises(UsageError, match="--licence CC BY: expected an absolute IRI"):
        to_description(Tally(), About(licence="CC BY"), Iris())
    with pytest.raises(UsageError, match="--publisher"):
        to_description(Tally(), About(publisher="https://a.example/> <urn:x"), Iris())


def test_a_build_writes_it_beside_the_dump(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Graph().parse(folder / "dataset.ttl", format="turtle")
    dump = graph.value(THIS, DCAT.distribution)
    trig = (folder / "graph.trig").read_bytes()
    assert number(graph, DCAT.byteSize, dump) == len(trig)
    checksum = graph.value(dump, SPDX.checksum)
    assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(trig).hexdigest()
    agents = graph.objects(graph.value(THIS, PROV.wasGeneratedBy), PROV.wasAssociatedWith)
    assert {str(graph.value(agent, DCTERMS.title)) for agent in agents} == {"actorgraph", "model"}
    with Ledger.open(folder) as ledger:
        assert str(graph.value(THIS, URIRef(f"{DCAT}version"))) == ledger.digest()
    assert not list(graph.objects(THIS, DCTERMS.issued))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    rebuild(folder)
    issued = Graph().parse(folder / "dataset.ttl", format="turtle").value(THIS, DCTERMS.issued)
    assert str(issued) == "2026-02-02T02:40:00+00:00"


def test_the_verb_says_what_the_file_says_and_more(folder: Path, capsys: Capture) -> None:
    assert cli.main(["describe", "graph"]) == 0
    assert capsys.readouterr().out == (folder / "dataset.ttl").read_text(encoding="utf-8")
    licence, place = "https://creativecommons.org/publicdomain/zero/1.0/", "https://a.example/graph.trig"
    assert cli.main(["describe", "graph", "--licence", licence, "--download", place, "--title", "Raids", "-o", "d.ttl"]) == 0
    graph = Graph().parse("d.ttl", format="turtle")
    assert graph.value(THIS, VOID.dataDump) == URIRef(place)
    assert graph.value(graph.value(THIS, DCAT.distribution), DCTERMS.license) == URIRef(licence)
    (folder / "graph.trig").unlink()
    assert cli.main(["describe", "graph"]) == 0
    assert "dcat:Distribution" not in capsys.readouterr().out
    assert cli.main(["describe", "graph", "--download", place]) == 2
    assert "kg rebuild" in capsys.readouterr().err
    assert cli.main(["describe", "graph", "--licence", "free"]) == 2
