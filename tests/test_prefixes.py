"""kg.prefixes: a person's word becomes an IRI, and an IRI the person's word."""

from __future__ import annotations

import json

import pytest
from rdflib import OWL, RDF, Graph

from kg.iri import BASE, Iris
from kg.prefixes import STANDARD, Shortener, expand, prefixes
from kg.resources import ontology_path
from kg.vocabulary import ONTOLOGY, vocabulary


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("platform:x", f"{BASE}id/platform/x"),
        ("platform:a b/c", f"{BASE}id/platform/a%20b%2Fc"),
        ("ag:banned", f"{ONTOLOGY}banned"),
        ("ag:a b", None),
        ("wd:Q1", "http://www.wikidata.org/entity/Q1"),
        ("<urn:x>", "urn:x"),
        ("urn:x:y", "urn:x:y"),
        ("https://a.example/b", "https://a.example/b"),
        ("unknown:x", None),
        ("plain", None),
        ("", None),
        ("<a b>", None),
    ],
)
def test_expand(word: str, expected: str | None) -> None:
    iris = Iris()
    assert expand(word, prefixes(iris), iris) == expected


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{BASE}id/platform/x", "platform:x"),
        (f"{BASE}id/platform/x%20y", f"{BASE}id/platform/x%20y"),
        (f"{BASE}id/document/1/span/2-3", f"{BASE}id/document/1/span/2-3"),
        (f"{ONTOLOGY}sector-police", "ag:sector-police"),
        (ONTOLOGY, ONTOLOGY),
        ("urn:x", "urn:x"),
    ],
)
def test_shorten(iri: str, expected: str) -> None:
    assert Shortener(prefixes(Iris()))(iri) == expected


def test_every_entity_type_is_a_prefix() -> None:
    known = prefixes(Iris("urn:own:"))
    assert {*vocabulary().types, *STANDARD, "claim", "document", "edge", "graph"} == set(known)
    assert list(known) == sorted(known)
    assert known["law"] == "urn:own:id/law/"


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def test_context_has_a_word_for_every_property_and_no_word_twice() -> None:
    text = ontology_path("context.jsonld").read_text(encoding="utf-8")
    json.loads(text, object_pairs_hook=_once)
    context = json.loads(text)["@context"]
    assert {prefix: context[prefix] for prefix in prefixes(Iris())} == prefixes(Iris())
    graph = Graph().parse(data=ontology_path("actorgraph.ttl").read_text(encoding="utf-8"), format="turtle")
    properties = {str(subject) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for subject in graph.subjects(RDF.type, kind)}
    properties = {name for name in properties if name.startswith(ONTOLOGY)}
    groups = {term.iri for term in vocabulary().groups.values()} | {f"{ONTOLOGY}relatedTo"}
    words = {ONTOLOGY + entry["@id"].removeprefix("ag:") for entry in context.values() if isinstance(entry, dict)}
    assert properties - groups <= words

