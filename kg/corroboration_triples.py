"""The RDF of what several documents say together: edges with their counts and dates, contradictions, near-duplicates.

In: edges, the relations between them, and copies. Out: sorted triples, edge by edge, which one graph of their own holds.

>>> list(corroboration_triples([], [], [], Iris()))
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter

from kg.edges import edge_id
from kg.iri import Iris
from kg.literals import date, integer, iri
from kg.model import Copy, Edge, Relation
from kg.prefixes import RDF
from kg.terms import TYPE, Triple, given, order, term


def corroboration_triples(edges: Iterable[Edge], relations: Iterable[Relation], copies: Iterable[Copy], iris: Iris) -> Iterator[Triple]:
    """All that the graph of corroboration holds, sorted: documents, then edges by id; a contradiction is written in both directions."""
    links: dict[str, set[Triple]] = defaultdict(set)
    for relation in relations:
        one, other = edge_id(relation.edge), edge_id(relation.other)
        for start, end in ((one, other), (other, one)) if relation.kind == "contradicts" else ((one, other),):
            links[start].add((iri(iris.edge(start)), term(relation.kind), iri(iris.edge(end))))
    yield from sorted(
        ((iri(iris.document(copy.document)), term("nearDuplicateOf"), iri(iris.document(copy.of))) for copy in copies), key=order
    )
    for id, edge in sorted(((edge_id(edge), edge) for edge in edges), key=itemgetter(0)):
        yield from sorted((*_edge(id, edge, iris), *links.get(id, ())), key=order)


def _edge(id: str, edge: Edge, iris: Iris) -> Iterator[Triple]:
    subject = iri(iris.edge(id))
    yield subject, TYPE, term("Edge")
    yield subject, iri(RDF + "subject"), iri(iris.entity(edge.subject))
    yield subject, iri(RDF + "predicate"), term(edge.predicate)
    yield subject, iri(RDF + "object"), iri(iris.entity(edge.object))
    yield subject, term("status"), term(f"status-{edge.status}")
    yield subject, term("claimCount"), integer(len(edge.claims))
    yield subject, term("documentCount"), integer(len(edge.documents))
    yield subject, term("sourceCount"), integer(len(edge.sources))
    yield from given(subject, ((term("firstDate"), edge.first, date), (term("lastDate"), edge.last, date)))
