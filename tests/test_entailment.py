"""kg.entailment: super-properties, inverses and symmetry follow from facts alone, as an OWL 2 RL reasoner and SPARQL paths have it."""

from __future__ import annotations

from itertools import product

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.entailment import consequences, entailed
from kg.iri import Iris
from kg.literals import iri
from kg.model import Extraction, Modality, Polarity
from kg.prefixes import prefixes
from kg.resources import ontology_path
from kg.solutions import to_result
from kg.store import answer, load
from kg.terms import Triple
from kg.triples import to_graphs
from kg.vocabulary import ONTOLOGY, Axiom, vocabulary
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence

A, B = "<urn:a>", "<urn:b>"
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
"""What owlrl types a contradiction with."""
NO_FACTS: list[tuple[Polarity, Modality]] = [
    ("affirmed", "alleged"),
    ("affirmed", "planned"),
    ("affirmed", "demanded"),
    ("negated", "actual"),
]


def word(name: str) -> str:
    return iri(ONTOLOGY + name)


@pytest.mark.parametrize(
    ("predicate", "forward", "backward"),
    [
        ("raided", ["actedAgainst", "relatedTo", "tookMeasureAgainst"], ["actedAgainstBy"]),
        ("sued", ["actedAgainst", "relatedTo"], ["actedAgainstBy"]),
        ("accused", ["actedAgainst", "relatedTo", "spokeAgainst"], ["actedAgainstBy"]),
        ("funded", ["actedFor", "relatedTo"], ["actedForBy", "fundedBy"]),
        ("partnered_with", ["actedFor", "relatedTo"], ["actedFor", "actedForBy", "partnered_with", "relatedTo"]),
        ("owns", ["relatedTo", "structural"], ["belongsTo", "ownedBy"]),
        ("part_of", ["belongsTo", "relatedTo", "structural"], ["hasPart"]),
        ("based_in", ["relatedTo", "structural"], []),
    ],
)
def test_what_follows(predicate: str, forward: list[str], backward: list[str]) -> None:
    found = entailed({(A, word(predicate), B)})
    ahead = {(A, word(name), B) for name in [*forward, *(["actedForBy"] if predicate == "partnered_with" else [])]}
    assert found == ahead | {(B, word(name), A) for name in backward}


def test_what_is_asserted_is_not_entailed_again() -> None:
    facts = {(A, word("partnered_with"), B), (B, word("partnered_with"), A)}
    assert not entailed(facts) & facts
    assert entailed([]) == set()
    assert entailed([(A, "<urn:other>", B)]) == set()


def test_axioms_in_a_circle_come_to_an_end() -> None:
    found = consequences(
        [
            Axiom(property="p", kind="subPropertyOf", other="q"),
            Axiom(property="q", kind="subPropertyOf", other="p"),
            Axiom(property="q", kind="inverseOf", other="r"),
            Axiom(property="r", kind="subPropertyOf", other="s"),
            Axiom(property="s", kind="inverseOf", other="t"),
        ]
    )
    assert found["p"] == {("q", False), ("r", True), ("s", True), ("t", False)}
    assert found["t"] == {("s", True)}


def every_fact() -> list[Triple]:
    """A triple of each predicate, between entities of its first types."""
    words = vocabulary()
    return [
        (iri(Iris().entity(f"{min(term.domain)}:a")), iri(term.iri), iri(Iris().entity(f"{max(term.range)}:b")))
        for term in words.predicates.values()
    ]


def test_a_reasoner_for_owl_2_rl_finds_the_same_and_no_contradiction() -> None:
    from owlrl import DeductiveClosure, OWLRL_Semantics

    ontology = Graph().parse(data=ontology_path("actorgraph.ttl").read_text(encoding="utf-8"), format="turtle")
    axioms = (RDFS.subPropertyOf, RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith)
    graph = Graph()
    for triple in ontology:
        if triple[1] in axioms or triple[2] == OWL.SymmetricProperty:
            graph.add(triple)
    facts = every_fact()
    for subject, predicate, object_ in facts:
        graph.add((URIRef(subject[1:-1]), URIRef(predicate[1:-1]), URIRef(object_[1:-1])))
        for token in (subject, object_):
            kind = (Iris().curie(token[1:-1]) or "").partition(":")[0]
            graph.add((URIRef(token[1:-1]), RDF.type, URIRef(vocabulary().types[kind].iri)))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    assert not list(graph.subjects(RDF.type, ERROR))
    below = Iris().base + "id/"
    found = {
        (f"<{s}>", f"<{p}>", f"<{o}>")
        for s, p, o in graph
        if str(s).startswith(below) and str(o).startswith(below) and str(p).startswith(ONTOLOGY)
    }
    assert found - set(facts) == entailed(facts)
    assert len(found) >= 100


def test_a_contradiction_would_be_seen() -> None:
    """The reasoner of the test above does speak up: a country that raids is no law."""
    from owlrl import DeductiveClosure, OWLRL_Semantics

    graph = Graph()
    graph.add((URIRef(ONTOLOGY + "Country"), OWL.disjointWith, URIRef(ONTOLOGY + "Law")))
    for name in ("Country", "Law"):
        graph.add((URIRef("urn:a"), RDF.type, URIRef(ONTOLOGY + name)))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    assert list(graph.subjects(RDF.type, ERROR))


@pytest.mark.parametrize(("polarity", "modality"), NO_FACTS)
def test_what_is_no_fact_entails_nothing(polarity: Polarity, modality: Modality) -> None:
    document = make_document()
    evidence = make_evidence(document, trigger="raided", subject="French", object="Chirper")
    claims = tuple(
        make_claim(evidence, predicate=predicate, polarity=polarity, modality=modality, id=predicate)
        for predicate in vocabulary().predicates
    )
    graphs = dict(to_graphs(MemoryRecords(extractions=(Extraction(document=document, claims=claims),))))
    assert graphs[Iris().asserted] == graphs[Iris().entailed] == []
    assert len(graphs[Iris().graph(document.id)]) > len(claims)


def test_a_query_can_ask_for_the_group(sample: MemoryRecords) -> None:
    def ask(query: str) -> list[list[str]]:
        rows = to_result(answer(load(sample), query, known=prefixes(Iris()), limit=100)).rows
        return sorted([cell.value.rpartition("/")[2] for cell in row if cell] for row in rows)

    against = ask("SELECT ?who ?whom { ?who ag:actedAgainst ?whom }")
    assert against == [["DE", "chirper"], ["FR", "chirper"], ["cnil", "chirper"], ["mara-lind", "FR"], ["mara-lind", "chirper"]]
    assert ask("SELECT ?who { platform:chirper ag:actedAgainstBy ?who }") == [[who] for who, whom in against if whom == "chirper"]
    assert ask("SELECT ?top { platform:chirper ag:belongsTo+ ?top }") == [["chirper-inc"]]
    # Germany's ban on Parrot is planned, the CNIL's fine alleged: neither is a measure that was taken.
    measures = ask("SELECT ?who ?whom { GRAPH graph:entailed { ?who ag:tookMeasureAgainst ?whom } }")
    assert measures == [["DE", "chirper"], ["FR", "chirper"], ["cnil", "chirper"]]
    assert not ask("SELECT ?who { ?who ag:actedAgainst ai_system:parrot }")


def test_entities_of_any_type_can_be_linked() -> None:
    """Nothing is entailed of an entity's own type: it keeps exactly one."""
    pairs = list(product(sorted(vocabulary().types), repeat=2))
    entities = tuple(make_entity(f"{kind}:{side}", "N") for kind in sorted(vocabulary().types) for side in "ab")
    claims = tuple(make_claim(subject=f"{a}:a", object=f"{b}:b", predicate="attacked", id=f"{a}-{b}") for a, b in pairs)
    graphs = dict(to_graphs(MemoryRecords(extractions=(Extraction(document=make_document(), entities=entities, claims=claims),))))
    assert not [triple for triple in graphs[Iris().entailed] if triple[1] == iri(str(RDF.type))]
