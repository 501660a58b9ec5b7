"""kg.rdf and its writers: six formats, one and the same data; only what a text asserts is a plain triple."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.errors import KgError, UsageError
from kg.iri import BASE, Iris
from kg.literals import fit
from kg.model import STATUSES, Claim, Evidence, Extraction, Link, Modality, Polarity, Records
from kg.prefixes import OA, OWL, PROV, SCHEMA, SKOS
from kg.rdf import FORMATS, to_dataset, to_text, write_rdf
from kg.rdfxml import to_rdfxml
from kg.vocabulary import ONTOLOGY, vocabulary
from tests.factories import (
    MemoryRecords,
    hostile_records,
    judged,
    make_claim,
    make_document,
    make_entity,
    make_evidence,
    make_mention,
    sample_records,
)

# rdflib 7.6 warns of what it does itself in each union and each parse of a Dataset.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning", "ignore:ConjunctiveGraph:DeprecationWarning")

OXIGRAPH = {
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "turtle": pyoxigraph.RdfFormat.TURTLE,
}
RDFLIB = {"jsonld": "json-ld", "nquads": "nquads", "ntriples": "nt", "rdfxml": "xml", "trig": "trig", "turtle": "turtle"}
RDF_PREDICATE = f"{RDF}predicate"
POLARITIES: tuple[Polarity, ...] = ("affirmed", "negated")
MODALITIES: tuple[Modality, ...] = ("actual", "alleged", "demanded", "planned")
RECORDS = [sample_records, hostile_records]


def text(records: Records, format: str, *, base: str = BASE, rdf12: bool = False) -> str:
    return "".join(to_text(records, format, base=base, rdf12=rdf12))


def oxigraph(records: Records, format: str, *, base: str = BASE, rdf12: bool = False) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.parse(text(records, format, base=base, rdf12=rdf12).encode("utf-8"), OXIGRAPH[format]))


def union(quads: set[pyoxigraph.Quad]) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in quads}


@pytest.mark.parametrize("make", RECORDS)
@pytest.mark.parametrize("base", ["https://w3id.org/actorgraph/", "http://data.example/kg#", "urn:example:"])
def test_every_format_holds_the_same_data(make: Callable[[], MemoryRecords], base: str) -> None:
    expected = oxigraph(make(), "nquads", base=base)
    assert len(expected) > 600
    for name, format in FORMATS.items():
        found = oxigraph(make(), name, base=base)
        assert (found == expected) if format.quads else (union(found) == union(expected)), name


@pytest.mark.parametrize("make", RECORDS)
@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_reads_the_same_data(make: Callable[[], MemoryRecords], name: str) -> None:
    expected = to_dataset(make())
    triples = Graph()
    for triple in expected.triples((None, None, None)):
        triples.add(triple)
    if FORMATS[name].quads:
        parsed = Dataset(default_union=True).parse(data=text(make(), name), format=RDFLIB[name])
        # The public identifier of a parsed file becomes an empty graph of its own.
        filled, wanted = ({graph.identifier for graph in dataset.graphs() if len(graph)} for dataset in (parsed, expected))
        assert filled == wanted
        for graph in expected.graphs():
            assert isomorphic(graph, parsed.graph(graph.identifier))
    else:
        assert isomorphic(triples, Graph().parse(data=text(make(), name), format=RDFLIB[name]))


@pytest.mark.parametrize("make", RECORDS)
def test_same_records_give_the_same_bytes_whatever_their_order(make: Callable[[], MemoryRecords]) -> None:
    records = make()
    turned = MemoryRecords(
        extractions=tuple(
            Extraction(document=e.document, mentions=e.mentions[::-1], entities=e.entities[::-1], claims=e.claims[::-1])
            for e in records.extractions[::-1]
        )
    )
    for name in FORMATS:
        assert text(records, name) == text(turned, name)


@pytest.mark.parametrize("name", FORMATS)
def test_files_have_no_blank_node_and_one_kind_of_line_end(name: str, hostile: MemoryRecords, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    write_rdf(hostile, path, name)
    content = path.read_bytes()
    assert content.decode("utf-8") == text(hostile, name)
    assert b"\r" not in content
    assert content.endswith(b"\n")
    terms = {term for quad in pyoxigraph.parse(content, OXIGRAPH[name]) for term in (quad.subject, quad.predicate, quad.object)}
    assert not [term for term in terms if isinstance(term, pyoxigraph.BlankNode)]


def test_a_write_that_fails_leaves_the_file_as_it_was(sample: MemoryRecords, tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_text("before", encoding="utf-8")
    broken = MemoryRecords(extractions=(Extraction(document=make_document(name="other", text="Other."), claims=(make_claim(),)),))
    with pytest.raises(KgError, match="does not hold"):
        write_rdf(broken, path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.trig"]
    with pytest.raises(UsageError, match="no RDF format"):
        write_rdf(sample, path, "n3")
    with pytest.raises(UsageError, match="base"):
        write_rdf(sample, path, base="here")


def test_only_affirmed_and_actual_claims_are_asserted() -> None:
    """The count that the whole graph rests on: of all claims with every standing, plain triples come from facts alone."""
    document = make_document()
    evidence = make_evidence(document, trigger="raided", subject="French", object="Chirper")
    claims = tuple(
        make_claim(
            evidence, subject=f"country:{polarity}-{modality}", predicate=predicate, polarity=polarity, modality=modality,
            id=f"{predicate}-{polarity}-{modality}",
        )
        for predicate in vocabulary().predicates
        for polarity in POLARITIES
        for modality in MODALITIES
    )
    records = MemoryRecords(extractions=(Extraction(document=document, claims=claims),))
    assert {claim.status for claim in claims} == set(STATUSES)
    dataset = to_dataset(records)
    asserted = dataset.graph(URIRef(Iris().asserted))
    assert {str(subject) for subject in asserted.subjects()} == {Iris().entity("country:affirmed-actual")}
    assert len(asserted) == len(vocabulary().predicates)
    # Nor do they appear as plain triples in any other graph: what is entailed links the same two entities.
    words = {URIRef(axiom.property) for axiom in vocabulary().axioms} | {URIRef(term.iri) for term in vocabulary().predicates.values()}
    linked = {frozenset({s, o}) for s, p, o, _ in dataset.quads((None, None, None, None)) if p in words}
    kinds = (Iris().entities("country"), Iris().entities("platform"))
    linked = {pair for pair in linked if all(str(end).startswith(kinds) for end in pair)}
    assert linked == {frozenset({URIRef(Iris().entity("country:affirmed-actual")), URIRef(Iris().entity("platform:chirper"))})}
    assert len(list(dataset.subjects(RDF.type, URIRef(f"{ONTOLOGY}Claim")))) == len(claims)


def test_asserted_graph_of_the_sample(sample: MemoryRecords) -> None:
    facts = {(claim.subject, claim.predicate, claim.object) for claim in sample.claims() if claim.status == "fact"}
    others = {(claim.subject, claim.predicate, claim.object) for claim in sample.claims() if claim.status != "fact"} - facts
    asserted = to_dataset(sample).graph(URIRef(Iris().asserted))
    found = {(Iris().curie(str(s)), str(p).removeprefix(ONTOLOGY), Iris().curie(str(o))) for s, p, o in asserted}
    assert found == facts
    assert others
    assert not others & {(str(s), p, str(o)) for s, p, o in found}


def test_evidence_quotes_the_sentence(sample: MemoryRecords) -> None:
    dataset = to_dataset(sample)
    texts = {document.id: document.text for document in sample.documents()}
    for claim in sample.claims():
        for number, evidence in enumerate(claim.evidence, start=1):
            span = dataset.value(URIRef(Iris().evidence(claim.id, number)), URIRef(OA + "hasTarget"))
            selectors = set(dataset.objects(span, URIRef(OA + "hasSelector")))
            exact = [value for selector in selectors for value in dataset.objects(selector, URIRef(OA + "exact"))]
            assert exact == [Literal(texts[claim.document][evidence.start : evidence.end])]


def test_identity_is_stated_only_where_it_has_a_source() -> None:
    entity = make_entity(
        links=(
            Link(scheme="wikidata", value="Q1"),
            Link(scheme="wikidata", value="Q2", status="corroborated"),
            Link(scheme="wikidata", value="Q3> <urn:x"),
            Link(scheme="unknown", value="x"),
            Link(scheme="domain", value="x.example"),
        )
    )
    dataset = to_dataset(MemoryRecords(extractions=(Extraction(document=make_document(), entities=(entity,)),)))
    subject = URIRef(Iris().entity(entity.id))
    assert list(dataset.objects(subject, URIRef(OWL + "sameAs"))) == [URIRef("http://www.wikidata.org/entity/Q1")]
    assert list(dataset.objects(subject, URIRef(SKOS + "closeMatch"))) == [URIRef("http://www.wikidata.org/entity/Q2")]
    assert list(dataset.objects(subject, URIRef(f"{ONTOLOGY}domain"))) == [Literal("x.example")]
    assert len(list(dataset.predicate_objects(subject))) == 6


def test_only_web_addresses_become_links(hostile: MemoryRecords, sample: MemoryRecords) -> None:
    assert {str(o) for o in to_dataset(sample).objects(None, URIRef(SCHEMA + "url"))} == {"https://news.example/2026/raid?a=1&b=2"}
    dataset = to_dataset(hostile)
    assert not list(dataset.objects(None, URIRef(SCHEMA + "url")))
    stated = list(dataset.objects(None, URIRef(f"{ONTOLOGY}statedAddress")))
    assert stated
    assert all(str(value).startswith("javascript:") for value in stated)


def test_unknown_words_never_become_properties() -> None:
    document = make_document()
    claim = make_claim(make_evidence(document), predicate="> <urn:x", subject="country:> <urn:x", attributed_to="person:\ud800")
    records = MemoryRecords(extractions=(Extraction(document=document, claims=(claim,), mentions=(make_mention(document),)),))
    for name in FORMATS:
        terms = {term for quad in oxigraph(records, name) for term in (quad.subject, quad.predicate, quad.object)}
        assert pyoxigraph.NamedNode("urn:x") not in terms
    assert not len(to_dataset(records).graph(URIRef(Iris().asserted)))


def test_mentions_without_an_entity_and_evidence_elsewhere() -> None:
    document = make_document()
    unlinked = replace(make_mention(document), entity="")
    claim = make_claim(make_evidence(document))
    elsewhere = replace(claim, evidence=(*claim.evidence, Evidence(document="other", start=0, end=4, rule="raid")))
    dataset = to_dataset(MemoryRecords(extractions=(Extraction(document=document, mentions=(unlinked,), claims=(elsewhere,)),)))
    assert not list(dataset.subjects(RDF.type, URIRef(f"{ONTOLOGY}Mention")))
    span = URIRef(Iris().span("other", 0, 4))
    assert list(dataset.objects(span, URIRef(OA + "hasSelector"))) == [URIRef(f"{span}/position")]


def test_provenance(sample: MemoryRecords) -> None:
    dataset = to_dataset(sample)
    for claim in sample.claims():
        sources = list(dataset.objects(URIRef(Iris().claim(claim.id)), URIRef(PROV + "wasDerivedFrom")))
        assert sources == [URIRef(Iris().document(claim.document))]


def test_a_review_stands_beside_its_claim() -> None:
    before = make_claim(modality="planned")
    corrected = judged(make_claim(), before=before, note="seen </script>")
    dataset = to_dataset(MemoryRecords(extractions=(Extraction(document=make_document(), claims=(corrected,)),)))
    review = URIRef(Iris().review(corrected.id))
    assert list(dataset.objects(URIRef(Iris().claim(corrected.id)), URIRef(ONTOLOGY + "review"))) == [review]
    found = {str(name).rpartition("/")[2]: str(value) for name, value in dataset.predicate_objects(review) if name != RDF.type}
    assert found == {
        "ontology#verdict": f"{ONTOLOGY}verdict-corrected",
        "ontology#reviewer": "A. Editor",
        "ontology#readAs": "country:FR raided platform:chirper (planned)",
        "ontology#remark": "seen </script>",
        "date": "2026-02-11T09:30:00Z",
    }
    accepted = judged(make_claim())
    dataset = to_dataset(MemoryRecords(extractions=(Extraction(document=make_document(), claims=(accepted,)),)))
    assert list(dataset.objects(URIRef(Iris().review(accepted.id)), URIRef(ONTOLOGY + "readAs"))) == []


def test_rdfxml_tells_what_it_cannot_name() -> None:
    with pytest.raises(KgError, match="choose turtle"):
        list(to_rdfxml([("urn:g", [("<urn:a>", "<urn:b>", "<urn:c>")])], {}))


@pytest.mark.parametrize("make", RECORDS)
@pytest.mark.parametrize("name", [name for name, format in FORMATS.items() if format.rdf12])
def test_rdf_1_2_adds_the_triple_that_each_claim_reifies(make: Callable[[], MemoryRecords], name: str) -> None:
    plain, more = oxigraph(make(), name), oxigraph(make(), name, rdf12=True)
    assert plain <= more
    added = {(quad.subject, quad.predicate, quad.object) for quad in more - plain}
    predicates = {quad.subject: quad.object for quad in plain if quad.predicate.value == RDF_PREDICATE}
    expected = set()
    for claim in make().claims():
        predicate = predicates[pyoxigraph.NamedNode(Iris().claim(claim.id))]
        assert isinstance(predicate, pyoxigraph.NamedNode)
        subject, object_ = (pyoxigraph.NamedNode(Iris().entity(entity)) for entity in (claim.subject, claim.object))
        reifier, reifies = pyoxigraph.NamedNode(Iris().claim(claim.id)), pyoxigraph.NamedNode(str(RDF) + "reifies")
        expected.add((reifier, reifies, pyoxigraph.Triple(subject, predicate, object_)))
    assert added == expected
    # A triple term asserts nothing: the plain triples are those of facts, as without it.
    facts = {quad for quad in more if quad.predicate.value.startswith(ONTOLOGY)}
    assert facts == {quad for quad in plain if quad.predicate.value.startswith(ONTOLOGY)}


def test_a_format_without_triple_terms_says_so(sample: MemoryRecords) -> None:
    with pytest.raises(UsageError, match="jsonld has no triple terms"):
        to_text(sample, "jsonld", rdf12=True)


STRINGS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=20)


@st.composite
def any_records(draw: st.DrawFn) -> MemoryRecords:
    """Records with any string at all in every field that is not ours."""
    content = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
    name, title, published, url, source = (draw(STRINGS) for _ in range(5))
    document = make_document(content, name=name, title=title, published=published, url=url, source=source)
    end = draw(st.integers(1, len(content)))
    keys = [draw(STRINGS) for _ in range(3)]
    entities = tuple(make_entity(f"platform:{key}", draw(STRINGS), aliases=[draw(STRINGS)], gazetteer=draw(STRINGS)) for key in keys)
    evidence = Evidence(document=document.id, start=0, end=end, rule=draw(STRINGS), inferred=draw(STRINGS), reasons=(draw(STRINGS),))
    claim: Claim = make_claim(
        evidence, subject=entities[0].id, predicate=draw(st.sampled_from(sorted(vocabulary().predicates))), object=entities[1].id,
        about=draw(STRINGS), time=draw(STRINGS), attributed_to=entities[2].id, id=draw(STRINGS), confidence=draw(st.floats(0, 1)),
        polarity=draw(st.sampled_from(["affirmed", "negated"])), modality=draw(st.sampled_from(["actual", "planned"])),
    )  # fmt: skip
    mention = make_mention(document, content[:end], entity=entities[0].id)
    return MemoryRecords(extractions=(Extraction(document=document, mentions=(mention,), entities=entities, claims=(claim,)),))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(any_records())
def test_round_trip_of_anything(records: MemoryRecords) -> None:
    expected = oxigraph(records, "nquads")
    for name, format in FORMATS.items():
        found = oxigraph(records, name)
        assert (found == expected) if format.quads else (union(found) == union(expected)), name
    dataset = to_dataset(records)
    store = io.StringIO(text(records, "trig")).read()
    parsed = Dataset(default_union=True).parse(data=store, format="trig")
    assert set(parsed.triples((None, None, None))) == set(dataset.triples((None, None, None)))
    [document] = records.documents()
    assert Literal(fit(document.source)) in set(dataset.objects(None, URIRef(f"{ONTOLOGY}source")))
