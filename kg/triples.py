"""The RDF of records: graphs of entities, of facts and what they entail, of corroboration, then one named graph a document.

In: Records (the ledger). Out: (graph IRI, triples) pairs, triples sorted, terms in N-Triples notation; no blank nodes, no time of day.
Documents come last, by id, and a large graph comes in pieces, so that a large ledger is never all in memory as triples.

>>> from tests.factories import sample_records
>>> [graph.rpartition("/")[2] for graph, _ in to_graphs(sample_records())][:4]
['entities', 'asserted', 'entailed', 'corroboration']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.contradictions import relations
from kg.corroboration_triples import corroboration_triples
from kg.document_triples import document_triples
from kg.entailment import entailed
from kg.errors import KgError
from kg.iri import Iris, wikidata
from kg.literals import iri, literal
from kg.model import Claim, Document, Entity, Records
from kg.prefixes import OWL, SKOS
from kg.terms import IDENTIFIER, TYPE, Triple, order, term
from kg.vocabulary import vocabulary

PIECE = 10_000
"""Triples from which on a graph that is of no document goes on in another piece."""


def to_graphs(records: Records, iris: Iris | None = None, *, rdf12: bool = False) -> Iterator[tuple[str, list[Triple]]]:
    """All graphs of the records, in the order that files have; KgError where a claim names a document that is not there.

    `rdf12` adds to each claim the triple that it reifies, as a triple term of RDF 1.2.
    """
    iris = iris or Iris()
    claims = claims_by_document(records)
    yield from shared_graphs(records, claims, iris)
    for document in records.documents():
        yield iris.graph(document.id), document_graph(records, document, claims.pop(document.id, ()), iris, rdf12=rdf12)
    if claims:
        missing = min(claims)
        raise KgError(f"claim {claims[missing][0].id} comes from document {missing}, which the ledger does not hold; build it again")


def claims_by_document(records: Records) -> dict[str, list[Claim]]:
    """The claims that stand, by the document that each comes from."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in records.claims():
        claims[claim.document].append(claim)
    return dict(claims)


def document_graph(records: Records, document: Document, claims: Iterable[Claim], iris: Iris, *, rdf12: bool = False) -> list[Triple]:
    """What the graph of one document holds."""
    mentions = [mention for mention in records.mentions(document.id) if mention.entity]
    return document_triples(document, mentions, claims, iris, rdf12=rdf12)


def shared_graphs(records: Records, claims: Mapping[str, list[Claim]], iris: Iris) -> Iterator[tuple[str, list[Triple]]]:
    """The graphs that are of no document; `claims` are those of the records, by document."""
    named = {triple for entity in records.entities() for triple in entity_triples(entity, iris)}
    yield from _pieces(iris.entity_graph, sorted(named, key=order))
    facts = {asserted(claim, iris) for group in claims.values() for claim in group if is_asserted(claim)}
    yield from _pieces(iris.asserted, sorted(facts, key=order))
    yield from _pieces(iris.entailed, sorted(entailed(facts), key=order))
    del named, facts
    edges = list(records.edges())
    found = relations(edges, (claim for group in claims.values() for claim in group))
    yield from _pieces(iris.corroboration, corroboration_triples(edges, found, records.copies(), iris))


def _pieces(name: str, triples: Iterable[Triple]) -> Iterator[tuple[str, list[Triple]]]:
    """A graph in pieces, no subject torn apart; an empty graph is one empty piece."""
    piece: list[Triple] = []
    for triple in triples:
        if len(piece) >= PIECE and triple[0] != piece[-1][0]:
            yield name, piece
            piece = []
        piece.append(triple)
    yield name, piece


def is_asserted(claim: Claim) -> bool:
    """Whether a claim may stand as a plain triple: affirmed, actual, and of a predicate that the vocabulary has."""
    return claim.polarity == "affirmed" and claim.modality == "actual" and claim.predicate in vocabulary().predicates


def asserted(claim: Claim, iris: Iris) -> Triple:
    """The plain triple of a claim."""
    return iri(iris.entity(claim.subject)), term(claim.predicate), iri(iris.entity(claim.object))


def entity_triples(entity: Entity, iris: Iris) -> Iterator[Triple]:
    """An entity: type, names, country, sector, and what it is called in other data sets."""
    subject = iri(iris.entity(entity.id))
    kind = vocabulary().types.get(entity.type)
    yield subject, TYPE, iri(kind.iri) if kind else term(f"type-{entity.type}")
    yield subject, IDENTIFIER, literal(entity.id)
    yield subject, iri(SKOS + "prefLabel"), literal(entity.name)
    for alias in entity.aliases:
        if alias != entity.name:
            yield subject, iri(SKOS + "altLabel"), literal(alias)
    if entity.country:
        yield subject, term("country"), iri(iris.entity(entity.country))
    if entity.sector:
        yield subject, term("sector"), term(f"sector-{entity.sector}")
    if entity.gazetteer:
        yield subject, term("gazetteer"), literal(entity.gazetteer)
    for link in entity.links:
        item = wikidata(link.value) if link.scheme == "wikidata" else None
        if item:
            yield subject, iri(OWL + "sameAs" if link.status == "sourced" else SKOS + "closeMatch"), iri(item)
        elif link.scheme in {"iso3166", "domain"}:
            yield subject, term(link.scheme), literal(link.value)
