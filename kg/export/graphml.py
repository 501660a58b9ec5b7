"""GraphML (http://graphml.graphdrawing.org/), for Gephi, yEd, Cytoscape, igraph and NetworkX.

In: Records. Out: a file with a directed multigraph.
"""

from __future__ import annotations

from pathlib import Path

from kg.atomic import atomic_path
from kg.export.network import Attributes, Flat, flat, to_network
from kg.literals import fit
from kg.model import Records


def write(records: Records, path: Path) -> None:
    """Writes GraphML 1.0, an element at a time; nodes are named by the entity's id, edges have ids of their own."""
    import networkx as nx

    network = to_network(records)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((fit(node.id), _values(node.attributes)) for node in network.nodes)
    for arc in network.arcs:
        graph.add_edge(fit(arc.source), fit(arc.target), arc.id, **_values(arc.attributes))
    with atomic_path(path) as temporary:
        nx.write_graphml_lxml(graph, temporary, encoding="utf-8", prettyprint=True)


def _values(attributes: Attributes) -> Flat:
    return {name: fit(value) if isinstance(value, str) else value for name, value in flat(attributes).items()}
