"""ontologies/actorgraph.ttl as code: complete, within OWL 2 RL, without contradiction, and known to the JSON-LD context."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from kg.iri import Iris
from kg.literals import parts
from kg.prefixes import SCHEMA, STANDARD
from kg.resources import ontology_path
from kg.shapes import read_shapes
from kg.triples import to_graphs
from kg.vocabulary import ONTOLOGY, vocabulary
from tests.factories import MemoryRecords
from tests.owl_profile import breaches

if TYPE_CHECKING:
    from rdflib.term import Node

PLOVER = STANDARD["plover"]
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


@cache
def ontology() -> Graph:
    return Graph().parse(data=ontology_path("actorgraph.ttl").read_text(encoding="utf-8"), format="turtle")


def own(kind: Node | None = None) -> list[URIRef]:
    """The ontology's own terms, sorted; those of one kind where it is named."""
    return sorted({term for term in ontology().subjects(RDF.type, kind) if isinstance(term, URIRef) and term.startswith(ONTOLOGY)})


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment, SKOS.example], ids=["label", "comment", "example"])
def test_every_term_explains_itself(predicate: URIRef) -> None:
    assert len(own()) > 120
    assert [str(term) for term in own() if len(list(ontology().objects(term, predicate))) != 1] == []
    texts = [value for term in own() for value in ontology().objects(term, predicate)]
    assert all(isinstance(text, Literal) and text.language == "en" and text.strip() == str(text) != "" for text in texts)


def test_every_term_names_the_ontology_that_defines_it() -> None:
    whole = URIRef(ONTOLOGY.removesuffix("#"))
    assert (whole, RDF.type, OWL.Ontology) in ontology()
    assert [str(term) for term in own() if list(ontology().objects(term, RDFS.isDefinedBy)) != [whole]] == []


@pytest.mark.parametrize("axis", [RDFS.domain, RDFS.range], ids=["domain", "range"])
def test_every_property_has_one_domain_and_one_range(axis: URIRef) -> None:
    terms = [term for kind in PROPERTIES for term in own(kind)]
    assert len(terms) > 90
    assert [str(term) for term in terms if len(list(ontology().objects(term, axis))) != 1] == []


def test_ontology_is_owl_2_rl() -> None:
    assert breaches(ontology()) == []


@pytest.mark.parametrize(
    ("statement", "breach"),
    [
        ("ag:Predicate rdfs:subClassOf owl:ObjectProperty", "no declared class"),
        ("ag:Claim rdfs:subClassOf rdf:Statement", "no declared class"),
        ("ag:Actor rdfs:subClassOf owl:Thing", "no declared class"),
        ("ag:owns rdfs:domain owl:Thing", "domain"),
        ("ag:time rdfs:range xsd:date", "range"),
        ("ag:owns rdfs:range xsd:string", "range"),
        ("ag:Actor owl:equivalentClass ag:Body", "only a datatype"),
        ("ag:owns rdfs:subPropertyOf ag:time", "one kind"),
        ("ag:owns owl:inverseOf ag:time", "no object property"),
        ("ag:owns a owl:DatatypeProperty", "several kinds"),
        ("ag:time a owl:TransitiveProperty", "no object property"),
        ("ag:owns a owl:ReflexiveProperty", "no word of OWL 2 RL"),
        ("ag:Actor owl:oneOf ag:x", "no construct"),
        ("ag:Actor skos:altLabel 'x'", "not declared"),
        ("ag:owns skos:notation '1'^^ag:other", "not defined"),
        ("ag:Claim skos:closeMatch rdf:Statement", "expected an individual"),
        ("ag:Claim skos:notation ag:x", "expected a literal"),
        ("xsd:date a owl:Class", "reserved"),
        ("[] rdfs:label 'x'", "blank node"),
    ],
)
def test_the_check_of_the_profile_can_fail(statement: str, breach: str) -> None:
    text = ontology_path("actorgraph.ttl").read_text(encoding="utf-8")
    broken = Graph().parse(data=f"{text}\n{statement} .\n", format="turtle")
    assert [line for line in breaches(broken) if breach in line]


def test_alignments_are_owl_2_rl_and_each_term_of_others_has_a_name_and_a_source() -> None:
    alignments = Graph().parse(data=ontology_path("alignments.ttl").read_text(encoding="utf-8"), format="turtle")
    both = ontology() + alignments
    assert breaches(both) == []
    matches = (SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch)
    others = {term for match in matches for term in both.objects(None, match)}
    assert len(others) > 40
    for term in others:
        if str(term).startswith(PLOVER):
            assert both.value(term, SKOS.prefLabel), term
            assert both.value(both.value(term, SKOS.inScheme), DCTERMS.source), term
        else:
            assert both.value(term, RDFS.label), term
            assert str(both.value(term, DCTERMS.source)).startswith("https://"), term


def test_a_narrower_property_has_no_wider_domain_or_range() -> None:
    for narrow, wide in ontology().subject_objects(RDFS.subPropertyOf):
        for axis in (RDFS.domain, RDFS.range):
            ends = (ontology().value(narrow, axis), ontology().value(wide, axis))
            if str(wide).startswith(ONTOLOGY):
                assert ends[1] in set(ontology().transitive_objects(ends[0], RDFS.subClassOf)), (narrow, axis)


def test_inverses_turn_domain_and_range_around() -> None:
    pairs = list(ontology().subject_objects(OWL.inverseOf))
    assert len(pairs) == 11
    for one, other in pairs:
        assert ontology().value(one, RDFS.domain) == ontology().value(other, RDFS.range), one
        assert ontology().value(one, RDFS.range) == ontology().value(other, RDFS.domain), one


def test_what_claims_bear_and_what_is_entailed_are_apart() -> None:
    relations = set(own(OWL.ObjectProperty))
    claimed, entailed = set(own(URIRef(ONTOLOGY + "Predicate"))), set(own(URIRef(ONTOLOGY + "EntailedProperty")))
    assert not claimed & entailed
    reached = {URIRef(axiom.other) for axiom in vocabulary().axioms} | {URIRef(axiom.property) for axiom in vocabulary().axioms}
    assert entailed <= relations
    beside = {URIRef(ONTOLOGY + name) for name in ("review", "contradicts")}
    assert (reached & relations) - claimed - beside == entailed


def test_entity_types_are_disjoint_and_so_are_the_things_that_are_told_apart() -> None:
    def disjoint(one: URIRef, other: URIRef) -> bool:
        ups = [set(ontology().transitive_objects(term, RDFS.subClassOf)) for term in (one, other)]
        apart = {frozenset(pair) for pair in ontology().subject_objects(OWL.disjointWith)}
        return any(frozenset({a, b}) in apart for a in ups[0] for b in ups[1])

    kinds = [URIRef(term.iri) for term in vocabulary().types.values()]
    described = [URIRef(ONTOLOGY + name) for name in ("Entity", "Document", "Mention", "Claim", "Evidence", "Review", "Edge")]
    assert all(disjoint(one, other) for group in (kinds, described) for one, other in combinations(group, 2))


def test_the_context_of_json_ld_knows_every_property_and_its_type() -> None:
    context = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    words = {entry["@id"]: entry.get("@type") for entry in context.values() if isinstance(entry, dict)}
    for term in own(OWL.ObjectProperty):
        assert words[f"ag:{term.removeprefix(ONTOLOGY)}"] == "@id", term
    for term in own(OWL.DatatypeProperty):
        range_ = str(ontology().value(term, RDFS.range))
        plain = {str(XSD.string): None, str(RDFS.Literal): "xsd:date"}
        expected = plain.get(range_, f"xsd:{range_.removeprefix(str(XSD))}")
        assert words[f"ag:{term.removeprefix(ONTOLOGY)}"] == expected, term


def test_values_of_a_graph_have_the_type_of_their_range(sample: MemoryRecords, hostile: MemoryRecords) -> None:
    ranges = {str(term): str(ontology().value(term, RDFS.range)) for term in own(OWL.DatatypeProperty)}
    kinds = {str(term): {str(kind) for kind in ontology().objects(term, URIRef(SCHEMA + "rangeIncludes"))} for term in own()}
    seen = set()
    for records in (sample, hostile):
        for _, triples in to_graphs(records):
            for _, predicate, object_ in triples:
                range_ = ranges.get(predicate[1:-1])
                if range_ is not None:
                    seen.add(predicate)
                    found = parts(object_)[1] or str(XSD.string)
                    odd = records is hostile and predicate.endswith("#time>")
                    assert odd or found == range_ or found in kinds[predicate[1:-1]], (predicate, object_)
    assert len(seen) > 20


def test_every_class_of_which_a_graph_has_members_has_a_shape(sample: MemoryRecords) -> None:
    types = {object_ for _, triples in to_graphs(sample) for _, predicate, object_ in triples if predicate == f"<{RDF.type}>"}
    shaped = {cls for shape in read_shapes().nodes for cls in shape.classes}
    # The other types of claims, documents and evidence, which are always given together with ours.
    beside = {f"<{SCHEMA}NewsArticle>", f"<{RDF.Statement}>", "<http://www.w3.org/ns/prov#Entity>", "<http://www.w3.org/ns/oa#Annotation>"}
    assert types - beside <= shaped
    abstract = {"Resource", "Finding", "Entity", "Actor", "Body", "Authority", "Artefact"}
    about_words = {"EntityType", "Predicate", "PredicateGroup", "EntailedProperty", "Polarity", "Modality", "Status", "Sector", "Verdict"}
    classes = {f"<{term}>" for term in own(OWL.Class)}
    assert classes - shaped == {f"<{ONTOLOGY}{name}>" for name in abstract | about_words}


def test_the_data_model_names_every_property_and_graph() -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "data-model.md").read_text(encoding="utf-8")
    spoken = set(re.findall(r"`(?:ag:)?(\w+)`", text))
    spoken |= {f"{name}{end}" for name in ("subject", "object", "trigger") for end in ("Start", "End")}
    terms = {term.removeprefix(ONTOLOGY) for kind in PROPERTIES for term in own(kind)}
    assert terms - spoken == set()
    graphs = {getattr(Iris(), name).rpartition("/")[2] for name in ("entity_graph", "asserted", "entailed", "corroboration")}
    assert all(f"`graph:{name}`" in text for name in graphs)


def test_identifiers_are_the_names_that_claims_use() -> None:
    for term in own(URIRef(ONTOLOGY + "Predicate")):
        assert ontology().value(term, DCTERMS.identifier) == Literal(term.removeprefix(ONTOLOGY))
