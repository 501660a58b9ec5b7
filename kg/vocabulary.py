"""The vocabulary of claims, read from ontologies/actorgraph.ttl: entity types, predicates, sectors, polarity, modality, statuses.

In: nothing but the shipped ontology. Out: `Vocabulary`, the same object at every call.

>>> vocabulary().predicates["owns"].iri
'https://w3id.org/actorgraph/ontology#owns'
>>> vocabulary().allows("leads", "person", "organisation"), vocabulary().allows("leads", "country", "person")
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from kg.errors import KgError
from kg.resources import ontology_path

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

ONTOLOGY = "https://w3id.org/actorgraph/ontology#"
_SCHEMA = "https://schema.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the vocabulary. `name` is what claims, rules and gold files use; `comment` is one or two sentences for people."""

    name: str
    iri: str
    label: str
    comment: str
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Term):
    """A relation of a claim. `domain` and `range` are names of entity types.

    `group` is one of actedAgainst, actedFor, exchanged, shaped, structural; `wider` has it, and narrower groups such as
    tookMeasureAgainst that the predicate belongs to. `opposites` are those whose act undoes that of this one.
    """

    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    group: str
    wider: frozenset[str]
    opposites: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Axiom:
    """What the ontology says of a property; both ends are IRIs. A symmetric property is the inverse of itself."""

    property: str
    kind: Literal["subPropertyOf", "inverseOf"]
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All words of the ontology by name, each mapping sorted by name and read-only; `axioms` are sorted."""

    types: Mapping[str, Term]
    predicates: Mapping[str, Predicate]
    sectors: Mapping[str, Term]
    polarities: Mapping[str, Term]
    modalities: Mapping[str, Term]
    statuses: Mapping[str, Term]
    groups: Mapping[str, Term]
    narrower_groups: Mapping[str, Term]
    axioms: tuple[Axiom, ...] = ()

    def allows(self, predicate: str, subject: str, object_: str) -> bool:
        """Whether a predicate may link these two entity types; False for a predicate that is not in the vocabulary."""
        known = self.predicates.get(predicate)
        return known is not None and subject in known.domain and object_ in known.range


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the shipped ontology; a KgError where the file is missing or broken."""
    return read_vocabulary(ontology_path("actorgraph.ttl"))


def read_vocabulary(path: Path) -> Vocabulary:
    """Read an ontology file; a KgError names the file and what is missing in it."""
    from rdflib import Graph

    graph = Graph()
    try:
        graph.parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except OSError as error:
        raise KgError(f"{path.name}: the ontology cannot be read ({error.strerror}); reinstall the package") from error
    except (SyntaxError, ValueError) as error:
        raise KgError(f"{path.name}: the ontology is no valid Turtle; reinstall the package") from error
    return _Reading(graph, path.name).vocabulary()


class _Reading:
    """One reading of an ontology graph; keeps the graph and the name of its file for messages."""

    def __init__(self, graph: Graph, name: str) -> None:
        self._graph = graph
        self._name = name

    def vocabulary(self) -> Vocabulary:
        types = self._terms("EntityType")
        by_iri = {term.iri: term.name for term in types.values()}
        groups = self._terms("PredicateGroup")
        entailed = {name: term for name, term in self._terms("EntailedProperty").items() if name not in groups}
        narrower = {name: term for name, term in entailed.items() if self._parents(term) & set(groups)}
        predicates = {name: self._predicate(term, by_iri, groups, narrower) for name, term in self._terms("Predicate").items()}
        return Vocabulary(
            types=MappingProxyType(types),
            predicates=MappingProxyType(predicates),
            sectors=MappingProxyType(self._terms("Sector")),
            polarities=MappingProxyType(self._terms("Polarity")),
            modalities=MappingProxyType(self._terms("Modality")),
            statuses=MappingProxyType(self._terms("Status")),
            groups=MappingProxyType(groups),
            narrower_groups=MappingProxyType(narrower),
            axioms=tuple(sorted(self._axioms())),
        )

    def _axioms(self) -> Iterator[Axiom]:
        from rdflib import OWL, RDF, RDFS

        for subject, other in self._graph.subject_objects(RDFS.subPropertyOf):
            yield Axiom(property=str(subject), kind="subPropertyOf", other=str(other))
        for subject, other in self._graph.subject_objects(OWL.inverseOf):
            yield Axiom(property=str(subject), kind="inverseOf", other=str(other))
        for subject in self._graph.subjects(RDF.type, OWL.SymmetricProperty):
            yield Axiom(property=str(subject), kind="inverseOf", other=str(subject))

    def _terms(self, kind: str) -> dict[str, Term]:
        from rdflib import RDF, URIRef

        found = {}
        for subject in self._graph.subjects(RDF.type, URIRef(ONTOLOGY + kind)):
            term = self._term(URIRef(str(subject)))
            if term.name in found:
                raise self._broken(f"two terms of ag:{kind} are called {term.name!r}")
            found[term.name] = term
        if not found:
            raise self._broken(f"it defines no ag:{kind}")
        return {name: found[name] for name in sorted(found)}

    def _term(self, subject: URIRef) -> Term:
        from rdflib import DCTERMS, RDFS, SKOS

        values = [str(self._graph.value(subject, p) or "") for p in (DCTERMS.identifier, RDFS.label, RDFS.comment, SKOS.example)]
        if not values[1] or not values[2]:
            raise self._broken(f"{subject} has no rdfs:label or no rdfs:comment")
        name = values[0] or str(subject).removeprefix(ONTOLOGY)
        return Term(name=name, iri=str(subject), label=values[1], comment=values[2], example=values[3])

    def _parents(self, term: Term) -> set[str]:
        """Names of the properties right above one."""
        from rdflib import RDFS, URIRef

        return {str(parent).removeprefix(ONTOLOGY) for parent in self._graph.objects(URIRef(term.iri), RDFS.subPropertyOf)}

    def _predicate(self, term: Term, by_iri: Mapping[str, str], groups: Mapping[str, Term], narrower: Mapping[str, Term]) -> Predicate:
        from rdflib import OWL, RDF, URIRef

        subject = URIRef(term.iri)
        parents = self._parents(term) & set(groups)
        if len(parents) != 1:
            raise self._broken(f"{term.name} belongs to {len(parents)} groups of predicates, not to one")
        return Predicate(
            name=term.name,
            iri=term.iri,
            label=term.label,
            comment=term.comment,
            example=term.example,
            domain=self._types(subject, "domainIncludes", by_iri),
            range=self._types(subject, "rangeIncludes", by_iri),
            symmetric=(subject, RDF.type, OWL.SymmetricProperty) in self._graph,
            group=min(parents),
            wider=frozenset(parents | (self._parents(term) & set(narrower))),
            opposites=self._opposites(subject),
        )

    def _opposites(self, subject: URIRef) -> frozenset[str]:
        """Names of the predicates that the ontology calls opposites of this one, whichever of the two says so."""
        from rdflib import URIRef

        opposite = URIRef(ONTOLOGY + "oppositeOf")
        found = (*self._graph.objects(subject, opposite), *self._graph.subjects(opposite, subject))
        return frozenset(str(other).removeprefix(ONTOLOGY) for other in found)

    def _types(self, subject: URIRef, name: str, by_iri: Mapping[str, str]) -> frozenset[str]:
        from rdflib import URIRef

        iris = [str(iri) for iri in self._graph.objects(subject, URIRef(_SCHEMA + name))]
        if not iris or any(iri not in by_iri for iri in iris):
            raise self._broken(f"schema:{name} of {subject} names no entity type or something that is none")
        return frozenset(by_iri[iri] for iri in iris)

    def _broken(self, message: str) -> KgError:
        return KgError(f"{self._name}: {message}; reinstall the package or mend the ontology")
