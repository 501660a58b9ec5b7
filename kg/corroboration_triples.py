"""The RDF of what several documents say together: edges with their counts and dates, contradictions, near-duplicates.

In: edges, the relations between them, and copies. Out: sorted triples, which one graph of their own holds.

>>> corroboration_triples([], [], [], Iris())
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.edges import edge_id
from kg.iri import Iris
from kg.literals import date, integer, iri
from kg.model import Copy, Edge, Relation
from kg.prefixes import RDF
from kg.terms import TYPE, Triple, given, order, term


def corroboration_triples(edges: Iterable[Edge], relations: Iterable[Relation], copies: Iterable[Copy], iris: Iris) -> list[Triple]:
    """All that the graph of corroboration holds, sorted; a contradiction is written in both directions."""
    found = {triple for edge in edges for triple in _edge(edge, iris)}
    for relation in relations:
        one, other = (iri(iris.edge(edge_id(edge))) for edge in (relation.edge, relation.other))
        found.add((one, term(relation.kind), other))
        if relation.kind == "contradicts":
            found.add((other, term(relation.kind), one))
    found.update((iri(iris.document(copy.document)), term("nearDuplicateOf"), iri(iris.document(copy.of))) for copy in copies)
    return sorted(found, key=order)


def _edge(edge: Edge, iris: Iris) -> Iterator[Triple]:
    subject = iri(iris.edge(edge_id(edge)))
    yield subject, TYPE, term("Edge")
    yield subject, iri(RDF + "subject"), iri(iris.entity(edge.subject))
    yield subject, iri(RDF + "predicate"), term(edge.predicate)
    yield subject, iri(RDF + "object"), iri(iris.entity(edge.object))
    yield subject, term("status"), term(f"status-{edge.status}")
    yield subject, term("claimCount"), integer(len(edge.claims))
    yield subject, term("documentCount"), integer(len(edge.documents))
    yield subject, term("sourceCount"), integer(len(edge.sources))
    yield from given(subject, ((term("firstDate"), edge.first, date), (term("lastDate"), edge.last, date)))
