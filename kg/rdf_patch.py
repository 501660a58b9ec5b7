"""The changes from one graph to another as an RDF patch for other stores (https://afs.github.io/rdf-delta/rdf-patch).

In: the records of two graphs. Out: lines: a header, one transaction, a row for each quad that goes (`D`) or comes (`A`). A patch that
starts where another ends names it as the one before, so that patches of one graph make a log.

>>> from tests.factories import sample_records
>>> list(rdf_patch(sample_records(), sample_records(), ids=("", "")))[2:]
['TX .\\n', 'TC .\\n']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from uuid import NAMESPACE_URL, uuid5

from kg.iri import BASE, Iris
from kg.model import Records
from kg.terms import Graphs, Triple
from kg.triples import to_graphs

Graph = tuple[str, list[Triple]]


def rdf_patch(before: Records, after: Records, *, ids: tuple[str, str], base: str = BASE) -> Iterator[str]:
    """The patch that makes the graphs of `after` of those of `before`; `ids` are what tells the two states apart (their digests)."""
    iris = Iris(base)
    prev, id = (uuid5(NAMESPACE_URL, f"{base}state/{state}") for state in ids)
    yield f"H id <urn:uuid:{id}> .\n"
    yield f"H prev <urn:uuid:{prev}> .\n"
    yield "TX .\n"
    for name, old, new in _pairs(to_graphs(before, iris), to_graphs(after, iris), iris):
        kept = set(old) & set(new)
        for mark, triples in (("D", old), ("A", new)):
            yield from (f"{mark} {s} {p} {o} <{name}> .\n" for s, p, o in triples if (s, p, o) not in kept)
    yield "TC .\n"


def _pairs(before: Graphs, after: Graphs, iris: Iris) -> Iterator[tuple[str, list[Triple], list[Triple]]]:
    """The graphs of both, side by side in the order that both have them; one that only one of them has is empty in the other."""
    first = [iris.entity_graph, iris.asserted, iris.entailed, iris.corroboration]

    def place(graph: Graph) -> tuple[int, str]:
        return (first.index(graph[0]) if graph[0] in first else len(first), graph[0])

    left, right = _whole(before), _whole(after)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and place(one) < place(other)):
            if one is not None:
                yield one[0], one[1], []
            one = next(left, None)
        elif one is None or place(other) < place(one):
            yield other[0], [], other[1]
            other = next(right, None)
        else:
            yield one[0], one[1], other[1]
            one, other = next(left, None), next(right, None)


def _whole(graphs: Graphs) -> Iterator[Graph]:
    """Graphs that come in pieces, each as one."""
    for name, pieces in groupby(graphs, key=itemgetter(0)):
        yield name, [triple for _, piece in pieces for triple in piece]
