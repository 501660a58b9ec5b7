"""kg.graph: a graph open in Python; the same claims by every way, and words that fit nothing are told."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from rdflib import Dataset, URIRef

import kg
from kg.errors import KgError, NotFound, QueryError, UsageError
from kg.explain import ClaimStory, EntityStory
from kg.export import FORMATS, SUFFIXES
from kg.graph import Graph, open_graph
from kg.ledger import Ledger
from kg.model import Claim, Extraction
from kg.rdf import FORMATS as RDF_FORMATS
from tests.factories import MemoryRecords, hostile_records, make_claim, sample_records


def write(folder: Path, records: MemoryRecords) -> Path:
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in records.extractions:
            ledger.write(extraction, key="key")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("graph"), sample_records())


@pytest.fixture
def graph(folder: Path) -> Iterator[Graph]:
    with kg.open(folder) as opened:
        yield opened


def test_everything(graph: Graph, sample: MemoryRecords) -> None:
    assert graph.claims() == list(sample.claims())
    assert [edge.claims for edge in graph.edges()] == [edge.claims for edge in sample.edges()]
    assert graph.documents() == list(sample.documents())
    assert [entity.id for entity in graph.entities()] == [entity.id for entity in sample.entities()]
    assert graph.kept is None
    assert re.fullmatch(r"kg\.open\('.+'\)", repr(graph))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"subject": "country:DE"}, {"country:DE banned platform:chirper", "country:DE banned ai_system:parrot"}),
        ({"subject": "Germany", "status": "fact"}, {"country:DE banned platform:chirper"}),
        ({"subject": ["Germany", "country:FR"], "predicate": "raided"}, {"country:FR raided platform:chirper"}),
        ({"object": "Parrot", "predicate": "actedAgainst"}, {"country:DE banned ai_system:parrot", "country:FR banned ai_system:parrot"}),
        ({"object": "parrot", "status": ("planned", "denied")}, {"country:DE banned ai_system:parrot"}),
        ({"subject": "country:FR", "predicate": "owns"}, set()),
        ({"status": []}, set()),
    ],
)
def test_choices(graph: Graph, chosen: dict[str, str], expected: set[str]) -> None:
    claims = graph.claims(**chosen)
    assert {f"{claim.subject} {claim.predicate} {claim.object}" for claim in claims} == expected
    edges = graph.edges(**chosen)
    assert {f"{edge.subject} {edge.predicate} {edge.object}" for edge in edges} == expected
    assert sorted(id for edge in edges for id in edge.claims) == [claim.id for claim in claims]


@pytest.mark.parametrize(
    ("chosen", "error", "message"),
    [
        ({"subject": "Germni"}, NotFound, "did you mean country:DE"),
        ({"object": ["Parrot", "xyzzy"]}, NotFound, "no entity of this graph"),
        ({"predicate": "baned"}, UsageError, "did you mean banned"),
        ({"status": "true"}, UsageError, "is no status"),
    ],
)
def test_words_that_fit_nothing(graph: Graph, chosen: dict[str, str], error: type[Exception], message: str) -> None:
    for method in (graph.claims, graph.edges):
        with pytest.raises(error, match=message):
            method(**chosen)


def test_entities(graph: Graph) -> None:
    assert {entity.type for entity in graph.entities(type="country")} == {"country"}
    assert len(graph.entities(type=["country", "platform"])) > len(graph.entities(type="platform"))
    assert graph.entity("Germany") == graph.entity("country:DE")
    with pytest.raises(UsageError, match="country"):
        graph.entities(type="contry")


def test_a_name_that_several_have(tmp_path: Path) -> None:
    def twins(one: Extraction) -> Extraction:
        return replace(one, entities=tuple(replace(entity, name="Twin") for entity in one.entities))

    write(tmp_path, MemoryRecords(extractions=tuple(map(twins, sample_records().extractions))))
    with open_graph(tmp_path) as graph, pytest.raises(NotFound, match=r"more than one entity is called so: .*:"):
        graph.entity("twin")


def test_the_sentence_and_the_document_of_a_claim(graph: Graph) -> None:
    [claim] = graph.claims(subject="Germany", object="Chirper", status="fact")
    assert graph.sentence(claim) == "Germany has banned Chirper."
    assert graph.document(claim).name == graph.document(claim.document).name == "ban"
    for foreign in (make_claim(), "0" * 16):
        with pytest.raises(NotFound, match="no document"):
            graph.document(foreign)


def test_queries(graph: Graph) -> None:
    by_keyword = graph.query("actions-against", platform="platform:chirper", since="2026-02-10")
    assert by_keyword == graph.query("actions-against", {"platform": "platform:chirper", "since": "2026-02-10"})
    assert [row["actor"] for row in by_keyword.to_dicts()] == ["Germany"]
    with pytest.raises(UsageError, match="given twice"):
        graph.query("most-active", {"type": "country"}, type="platform")
    with pytest.raises(QueryError, match="no parameter"):
        graph.query("most-active", platform="platform:x")


def test_why(graph: Graph) -> None:
    assert isinstance(graph.explain("Germany"), EntityStory)
    assert isinstance(graph.explain(graph.claims()[0].id), ClaimStory)


def test_as_it_stood(folder: Path) -> None:
    with kg.open(folder, as_of="2026-02-05") as then:
        assert then.kept is not None
        assert (then.kept.count, then.kept.total) == (1, 2)
        assert {then.document(claim).name for claim in then.claims()} == {"raid"}
        assert len(then.query("SELECT ?c { ?c a ag:Claim }")) == len(then.claims()) == 8
        assert set(then.to_networkx().nodes) == {entity.id for entity in then.entities()}
        assert repr(then).endswith("as_of='2026-02-05')")
    with pytest.raises(UsageError, match="as_of="):
        kg.open(folder, undated=True)
    with pytest.raises(UsageError, match="no date"):
        kg.open(folder, as_of="soon")
    with pytest.raises(UsageError, match="kg build"):
        kg.open(folder / "nowhere")


def test_handed_to_other_libraries(graph: Graph) -> None:
    dataset = graph.to_rdflib()
    assert isinstance(dataset, Dataset)
    banned = URIRef("https://w3id.org/actorgraph/ontology#banned")
    subjects = set(dataset.graph(URIRef("https://w3id.org/actorgraph/id/graph/asserted")).subjects(banned))
    assert subjects == {URIRef("https://w3id.org/actorgraph/id/country/DE")}
    assert graph.to_networkx().number_of_edges() == len(graph.edges())
    frame = graph.to_pandas()
    assert list(frame["id"]) == [claim.id for claim in graph.claims()]
    assert len(graph.to_pandas("edges")) == len(graph.edges())
    assert list(graph.query("most-active", type="country").to_pandas()["acts"]) == [3, 3]


def test_the_report_of_an_entity(graph: Graph, tmp_path: Path) -> None:
    assert graph.report("Germany", tmp_path / "germany.html", status="fact") == "about Germany, stated as fact: 1 of 13 claims"
    page = (tmp_path / "germany.html").read_text(encoding="utf-8")
    assert "This report is about Germany, stated as fact: 1 of 13 claims." in page and "denied that" not in page.partition("<body>")[2]
    with pytest.raises(UsageError, match=r"ends in \.html or \.pdf"):
        graph.report("Germany", tmp_path / "germany.txt")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("germany")] == ["germany.html"]


def test_exported_by_suffix_or_name_whole_or_in_part(graph: Graph, tmp_path: Path) -> None:
    assert graph.export(tmp_path / "all.graphml") == ""
    whole = nx.read_graphml(tmp_path / "all.graphml", force_multigraph=True)
    assert whole.number_of_edges() == len(graph.edges())
    assert graph.export(tmp_path / "all", "graphml") == ""
    assert (tmp_path / "all").read_bytes() == (tmp_path / "all.graphml").read_bytes()
    words = graph.export(str(tmp_path / "part.graphml"), about={"Germany", "France"}, status="fact", since="2026-02-10", min_confidence=0.5)
    assert words == "about France or Germany, since 2026-02-10, stated as fact, of a confidence of 0.5 or more: 1 of 13 claims"
    part = nx.read_graphml(tmp_path / "part.graphml", force_multigraph=True)
    assert [data["predicate"] for _, _, data in part.edges(data=True)] == ["banned"]
    graph.export(tmp_path / "own.nq", base="https://example.org/")
    assert "<https://example.org/id/country/DE>" in (tmp_path / "own.nq").read_text(encoding="utf-8")
    kept = set(tmp_path.iterdir())
    for name, options, message in (
        ("x.txt", {}, "its suffix says no format; name one of turtle"),
        ("x", {"format": "gexg"}, "no such format"),
        ("x.gexf", {"rdf12": True}, "gexf is no RDF"),
        ("x.gexf", {"status": "true"}, "status"),
        ("x.gexf", {"about": "Nobody"}, "no entity"),
    ):
        with pytest.raises(KgError, match=message):
            graph.export(tmp_path / name, **options)
    assert set(tmp_path.iterdir()) == kept


def test_every_suffix_is_that_of_a_format() -> None:
    assert set(SUFFIXES.values()) <= set(FORMATS)
    assert {suffix: SUFFIXES[suffix] for suffix in (".ttl", ".gexf", ".gv")} == {".ttl": "turtle", ".gexf": "gexf", ".gv": "dot"}
    assert {SUFFIXES[format.suffix] for format in RDF_FORMATS.values()} == set(RDF_FORMATS)


def test_the_page(graph: Graph) -> None:
    assert "<title>Mine</title>" in graph.to_html(title="Mine")
    assert len(graph.to_html(edges=1)) < len(graph.to_html())


def test_in_a_notebook_the_page_is_one_attribute(tmp_path: Path) -> None:
    with open_graph(write(tmp_path, hostile_records())) as graph:
        shown = graph._repr_html_()
        page = graph.to_html(edges=500)
    match = re.fullmatch(r'<iframe title="([^"<>]*)" sandbox="([a-z -]+)" ([^<>]*) srcdoc="([^"<>]*)"></iframe>', shown)
    assert match is not None
    assert "allow-same-origin" not in match[2]
    assert "allow-top-navigation" not in match[2]
    assert html.unescape(match[4]) == page


def test_closed_it_says_so(folder: Path) -> None:
    graph = kg.open(folder)
    claims: list[Claim] = graph.claims()
    graph.close()
    assert claims
    with pytest.raises(kg.KgError):
        graph.claims()
