"""The terms of the ontology with all that is said of them, put in the order in which people read them.

In: actorgraph.ttl and alignments.ttl. Out: sections of entries; each entry has its label, comment, example, and rows of links.

>>> [section.title for section in read_sections()][:2]
['Entity types', 'Classes']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.iri import Iris
from kg.prefixes import SCHEMA, STANDARD, Shortener, prefixes
from kg.resources import ontology_path
from kg.vocabulary import ONTOLOGY

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A term that another one names: its short form, and where to read about it ('#raided' on this page)."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term: `kind` in the words of OWL and SKOS, `rows` name what is said of it."""

    name: str
    iri: str
    kind: str
    label: str
    comment: str
    example: str
    rows: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Entries under one heading; `key` is its anchor."""

    key: str
    title: str
    about: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the ontology says of itself."""

    title: str
    description: str
    version: str
    licence: str
    iri: str


_SECTIONS = (
    ("entity-types", "Entity types", "What claims are about. An entity has exactly one of these types."),
    ("classes", "Classes", "Groups of entity types, and what a graph holds beside entities."),
    ("predicates", "Predicates", "What a claim can say that its subject did to its object, or how the two stand to each other."),
    ("entailed", "Entailed properties", "No claim bears these: they follow from facts, and stand in the graph of entailed triples."),
    ("properties", "Properties", "What is said of claims, documents, mentions, evidence, entities and reviews."),
    ("values", "Values", "Polarity, modality, status, sector and verdict: the concepts that properties take as values."),
    ("datatypes", "Datatypes", "Kinds of literals that are our own."),
)


def read_header() -> Header:
    """What stands at the head of the page."""
    from rdflib import DCTERMS, OWL, URIRef

    graph, iri = _graph(), ONTOLOGY.removesuffix("#")
    words = (DCTERMS.title, DCTERMS.description, OWL.versionInfo, DCTERMS.license)
    title, description, version, licence = (str(graph.value(URIRef(iri), word) or "") for word in words)
    return Header(title=title, description=description, version=version, licence=licence, iri=iri)


def read_sections() -> tuple[Section, ...]:
    """All terms of the ontology; KgError where a file is missing or broken, or a term has no place."""
    graph = _graph()
    reading = _Reading(graph)
    found: dict[str, list[Entry]] = {key: [] for key, _, _ in _SECTIONS}
    for term in reading.terms():
        found[reading.section(term)].append(reading.entry(term))
    return tuple(Section(key=key, title=title, about=about, entries=tuple(found[key])) for key, title, about in _SECTIONS)


def _graph() -> Graph:
    from rdflib import Graph

    graph = Graph()
    for name in ("actorgraph.ttl", "alignments.ttl"):
        try:
            graph.parse(data=ontology_path(name).read_text(encoding="utf-8"), format="turtle")
        except (OSError, SyntaxError, ValueError) as error:
            raise KgError(f"{name}: cannot be read as Turtle; reinstall the package") from error
    return graph


class _Reading:
    """One reading of the ontology graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._short = Shortener({**prefixes(Iris()), "wdt": "http://www.wikidata.org/prop/direct/"})

    def terms(self) -> list[URIRef]:
        """The ontology's own terms, sorted by name."""
        from rdflib import RDF, URIRef

        found = {term for term in self._graph.subjects(RDF.type, None) if isinstance(term, URIRef) and term.startswith(ONTOLOGY)}
        return sorted(found, key=lambda term: (term.lower(), term))

    def section(self, term: URIRef) -> str:
        from rdflib import OWL, RDFS

        kinds = self._kinds(term)
        if kinds & {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}:
            own = {str(kind).removeprefix(ONTOLOGY) for kind in kinds}
            return "predicates" if "Predicate" in own else "entailed" if "EntailedProperty" in own else "properties"
        if OWL.Class in kinds:
            return "entity-types" if any(str(kind) == f"{ONTOLOGY}EntityType" for kind in kinds) else "classes"
        return "datatypes" if RDFS.Datatype in kinds else "values"

    def entry(self, term: URIRef) -> Entry:
        from rdflib import RDFS, SKOS

        return Entry(
            name=term.removeprefix(ONTOLOGY),
            iri=str(term),
            kind=", ".join(sorted(self._short(str(kind)) for kind in self._kinds(term))),
            label=str(self._graph.value(term, RDFS.label) or ""),
            comment=str(self._graph.value(term, RDFS.comment) or ""),
            example=str(self._graph.value(term, SKOS.example) or ""),
            rows=tuple(self._rows(term)),
        )

    def _kinds(self, term: URIRef) -> set[Node]:
        from rdflib import RDF

        return set(self._graph.objects(term, RDF.type))

    def _rows(self, term: URIRef) -> Iterator[tuple[str, tuple[Link, ...]]]:
        from rdflib import OWL, RDFS, SKOS, URIRef

        domain, range_, opposite = (URIRef(name) for name in (f"{SCHEMA}domainIncludes", f"{SCHEMA}rangeIncludes", f"{ONTOLOGY}oppositeOf"))
        narrower = (RDFS.subClassOf, RDFS.subPropertyOf)
        # Title, words, and whether what is said of the other term is meant: both ways where the word reads the same from either end.
        rows: tuple[tuple[str, tuple[URIRef, ...], str], ...] = (
            ("narrower than", narrower, "ahead"), ("broader than", narrower, "back"), ("domain", (RDFS.domain,), "ahead"),
            ("domain, exactly", (domain,), "ahead"), ("range", (RDFS.range,), "ahead"), ("range, exactly", (range_,), "ahead"),
            ("inverse of", (OWL.inverseOf,), "both"), ("opposite of", (opposite,), "both"), ("disjoint with", (OWL.disjointWith,), "both"),
            ("in scheme", (SKOS.inScheme,), "ahead"), ("values", (SKOS.inScheme,), "back"), ("close match", (SKOS.closeMatch,), "ahead"),
            ("broad match", (SKOS.broadMatch,), "ahead"), ("related match", (SKOS.relatedMatch,), "ahead"),
            ("same values as", (OWL.equivalentClass,), "ahead"), ("notation", (SKOS.notation,), "ahead"),
            ("see also", (RDFS.seeAlso,), "ahead"),
        )  # fmt: skip
        for title, words, way in rows:
            values = [value for word in words for value in self._graph.objects(term, word)] if way != "back" else []
            values += [value for word in words for value in self._graph.subjects(word, term)] if way != "ahead" else []
            yield from self._row(title, values)

    def _row(self, title: str, values: list[Node]) -> Iterator[tuple[str, tuple[Link, ...]]]:
        if values:
            links = sorted({self._link(value) for value in values}, key=lambda link: (link.text.lower(), link.text))
            yield title, tuple(links)

    def _link(self, value: Node) -> Link:
        from rdflib import DCTERMS, RDFS, Literal

        if isinstance(value, Literal):
            return Link(text=str(value))
        iri = str(value)
        if iri.startswith(ONTOLOGY):
            return Link(text=self._short(iri), href=f"#{iri.removeprefix(ONTOLOGY)}")
        label = self._graph.value(value, RDFS.label)
        text = f"{self._short(iri)} ({label})" if label else self._short(iri)
        source = self._graph.value(value, DCTERMS.source)
        return Link(text=text, href="" if iri.startswith(STANDARD["plover"]) else str(source or iri))
