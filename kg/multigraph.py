"""The graph as networkx has graphs: entities as nodes, edges of claims as edges, several between two nodes where there are several.

In: Records. Out: a MultiDiGraph whose attributes are plain Python values; nodes and edges in the order of their ids.

>>> from tests.factories import sample_records
>>> graph = to_multigraph(sample_records())
>>> graph.nodes["country:DE"]["name"], sorted(graph["country:DE"]["platform:chirper"])
('Germany', ['banned:denied', 'banned:fact'])
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from kg.model import Edge, Entity, Records
from kg.tables import sentence, wikidata

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_ENDS = frozenset({"subject", "object"})


def to_multigraph(records: Records) -> MultiDiGraph[str]:
    """A directed multigraph.

    A node is an entity's id, with `name`, `type`, `aliases`, `country`, `sector`, `wikidata` and `gazetteer`. An edge has the key
    'PREDICATE:STATUS' and the fields of model.Edge (`predicate`, `status`, `claims`, `documents`, `first`, `last`, `confidence` ...),
    and `sentences`, one a claim, each once.
    """
    import networkx as nx

    graph: MultiDiGraph[str] = nx.MultiDiGraph()
    documents = {document.id: document for document in records.documents()}
    sentences = {claim.id: sentence(claim, documents[claim.document]) for claim in records.claims()}
    for entity in records.entities():
        graph.add_node(entity.id, **_node(entity))
    for edge in records.edges():
        for end in (edge.subject, edge.object):
            if end not in graph:
                graph.add_node(end, **_node(Entity(id=end, type=end.partition(":")[0], name=end)))
        attributes = {field.name: getattr(edge, field.name) for field in fields(Edge) if field.name not in _ENDS}
        said = tuple(dict.fromkeys(sentences[claim] for claim in edge.claims))
        graph.add_edge(edge.subject, edge.object, f"{edge.predicate}:{edge.status}", **attributes, sentences=said)
    return graph


def _node(entity: Entity) -> dict[str, object]:
    kept = ("name", "type", "aliases", "country", "sector", "gazetteer")
    return {**{name: getattr(entity, name) for name in kept}, "wikidata": wikidata(entity)}
