"""kg.vocabulary: the words of the ontology are complete, consistent, and a broken ontology is told."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from kg.errors import KgError
from kg.gold import read_gold
from kg.resources import ontology_path
from kg.vocabulary import ONTOLOGY, read_vocabulary, vocabulary

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold"

PREDICATES = [
    "raided", "investigates", "sued", "charged", "fined", "banned", "unbanned", "sanctioned", "ordered", "demanded", "warned", "accused",
    "ruled_against", "ruled_for", "approved", "criticised", "rejected", "supported", "complied_with", "partnered_with", "acquired",
    "funded", "sold_to", "attacked", "enacted", "proposed", "withdrew", "regulated_by", "published", "develops", "owns", "part_of",
    "based_in", "operates_in", "member_of", "leads", "works_for", "located_in",
]


def test_every_word_of_the_guidelines_is_there_and_no_other() -> None:
    words = vocabulary()
    assert sorted(words.types) == ["ai_system", "country", "law", "organisation", "person", "platform", "product", "work"]
    assert sorted(words.predicates) == sorted(PREDICATES)
    assert sorted(words.sectors) == ["government", "judiciary", "legislature", "military", "police", "regulator"]
    assert sorted(words.polarities) == ["affirmed", "negated"]
    assert sorted(words.modalities) == ["actual", "alleged", "demanded", "planned"]
    assert sorted(words.statuses) == ["alleged", "demanded", "denied", "fact", "planned"]
    assert sorted(words.groups) == ["actedAgainst", "actedFor", "exchanged", "shaped", "structural"]
    assert sorted(words.narrower_groups) == ["spokeAgainst", "tookMeasureAgainst"]
    assert words.predicates["raided"].wider == {"actedAgainst", "tookMeasureAgainst"}
    assert words.predicates["part_of"].wider == {"structural"}


def test_every_word_has_a_comment_and_predicates_an_example() -> None:
    words = vocabulary()
    for term in [*words.types.values(), *words.predicates.values(), *words.sectors.values(), *words.modalities.values()]:
        assert term.iri.startswith(ONTOLOGY)
        assert len(term.comment) > 10
        assert term.label
        assert term.example


@pytest.mark.parametrize(
    ("predicate", "subject", "object_", "expected"),
    [
        ("raided", "country", "platform", True),
        ("leads", "person", "organisation", True),
        ("leads", "person", "country", True),
        ("leads", "person", "platform", True),
        ("leads", "organisation", "country", False),
        ("based_in", "organisation", "country", True),
        ("based_in", "country", "organisation", False),
        ("enacted", "country", "law", True),
        ("enacted", "country", "platform", False),
        ("located_in", "law", "country", True),
        ("attacked", "product", "person", True),
        ("no_such_predicate", "country", "country", False),
    ],
)
def test_domain_and_range(predicate: str, subject: str, object_: str, expected: bool) -> None:
    assert vocabulary().allows(predicate, subject, object_) is expected


def test_symmetric_predicates_have_one_set_of_types() -> None:
    symmetric = [term for term in vocabulary().predicates.values() if term.symmetric]
    assert [term.name for term in symmetric] == ["partnered_with"]
    assert all(term.domain == term.range for term in symmetric)


def test_named_domain_covers_the_types_listed() -> None:
    graph = Graph().parse(data=ontology_path("actorgraph.ttl").read_text(encoding="utf-8"), format="turtle")
    for term in vocabulary().predicates.values():
        for axis, names in ((RDFS.domain, term.domain), (RDFS.range, term.range)):
            top = graph.value(URIRef(term.iri), axis)
            assert top is not None
            below = set(graph.transitive_subjects(RDFS.subClassOf, top))
            assert {URIRef(vocabulary().types[name].iri) for name in names} <= below, term.name


def test_ontology_has_no_blank_node_and_no_undefined_term() -> None:
    graph = Graph().parse(data=ontology_path("actorgraph.ttl").read_text(encoding="utf-8"), format="turtle")
    assert all(isinstance(term, URIRef) for term in graph.subjects())
    defined = set(graph.subjects(RDF.type, None))
    used = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(ONTOLOGY)}
    assert used <= defined


def test_same_object_each_time() -> None:
    assert vocabulary() is vocabulary()
    with pytest.raises(TypeError):
        vocabulary().types["planet"] = vocabulary().types["law"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ag:owns a owl:ObjectProperty", "ag:owns a owl:ObjectProperty ;;; a", "no valid Turtle"),
        ("ag:Law a owl:Class, ag:EntityType", "ag:Law a owl:Class", "names no entity type"),
        ("rdfs:subPropertyOf ag:shaped", "rdfs:subPropertyOf ag:relatedTo", "0 groups"),
        ('dcterms:identifier "owns"', 'dcterms:identifier "banned"', "two terms"),
        ('rdfs:label "country"@en ;\n    rdfs:subClassOf', "rdfs:subClassOf", "no rdfs:label"),
        ("a ag:Sector", "a ag:Polarity", "defines no ag:Sector"),
    ],
)
def test_broken_ontology(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = ontology_path("actorgraph.ttl").read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "broken.ttl"
    broken.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KgError, match=message):
        read_vocabulary(broken)


def test_missing_ontology(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be read"):
        read_vocabulary(tmp_path / "none.ttl")


def test_alignments_name_what_the_ontology_matches_and_nothing_is_invented() -> None:
    texts = (ontology_path(name).read_text(encoding="utf-8") for name in ("actorgraph.ttl", "alignments.ttl"))
    ontology, alignments = (Graph().parse(data=text, format="turtle") for text in texts)
    plover = "https://w3id.org/actorgraph/plover#"
    matched = {term for term in ontology.objects(None, SKOS.closeMatch) if str(term).startswith(plover)}
    assert len(matched) == 17
    assert matched <= set(alignments.subjects(RDF.type, SKOS.Concept))
    cameo = {str(s).removeprefix(ONTOLOGY): str(o) for s, o in ontology.subject_objects(SKOS.notation)}
    assert cameo == {
        "raided": "171", "banned": "172", "charged": "173", "investigates": "090", "sued": "115", "accused": "112", "criticised": "111",
        "demanded": "10", "warned": "13", "rejected": "12",
    }  # fmt: skip
    wikidata = {str(term).rpartition("/")[2] for triple in alignments for term in triple if "wikidata.org/prop" in str(term)}
    assert wikidata == {
        "P17", "P108", "P123", "P127", "P137", "P159", "P178", "P297", "P298", "P355", "P361", "P463", "P527", "P749", "P1001",
        "P1549", "P1813",
    }  # fmt: skip
    own = {term for triple in alignments for term in triple if str(term).startswith(ONTOLOGY)}
    assert own <= set(ontology.subjects(RDF.type, None)) | set(alignments.subjects(RDF.type, None))


def test_annotators_claims_fit_domain_and_range() -> None:
    """What people drew from development texts fits the vocabulary but for one claim in a hundred; a narrower one would cost claims."""
    files = [*(GOLD / "dev").glob("d01.json"), *(GOLD / "dev").glob("dev-0[1-5].txt"), *(GOLD / "passages").glob("[ACEGT]-*.txt")]
    fits: Counter[bool] = Counter()
    for document in read_gold(*sorted(files)):
        types = {entity.id: entity.types for entity in document.entities}
        for claim in document.claims:
            pairs = product(claim.predicates, claim.subjects, claim.objects)
            fits[any(vocabulary().allows(p, s, o) for p, x, y in pairs for s in types[x] for o in types[y])] += 1
    assert fits.total() > 5_000
    assert fits[True] / fits.total() >= 0.995
