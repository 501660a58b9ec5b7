"""The network of the picture, built with pyvis.

In: nodes with their names, types and degrees, and strands. Out: the nodes, edges and options that vis-network reads, as plain data.
Nothing of pyvis's own page is used: its template loads from elsewhere and runs what stands in titles.

>>> build_network([Node(id="country:FR", type="country", name="France", degree=0)], []).nodes[0]["label"]
'France'
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from kg.html.labels import LINE, label_lines, label_width
from kg.html.layout import Box, place

if TYPE_CHECKING:
    from kg.html.strands import Strand

Plain = dict[str, object]

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": False, "keyboard": False, "navigationButtons": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 0},
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.55}}, "selectionWidth": 1.5, "hoverWidth": 1},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What the picture needs of an entity; `degree` counts its neighbours."""

    id: str
    type: str
    name: str
    degree: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Data for vis-network: nodes and edges in the order in which they came, each with its number as id."""

    nodes: list[Plain]
    edges: list[Plain]
    options: Plain


def build_network(nodes: Sequence[Node], strands: Sequence[Strand], *, since: Sequence[str] = ()) -> Drawn:
    """Nodes at their places and strands between them, directed, parallel ones kept.

    `since` is the day from which each edge is known, by its number: the oldest are laid out first, so that the picture stays as it is when
    newer ones come.
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    lines = [label_lines(node.name or node.id) for node in nodes]
    sizes = [round(10 + 3.2 * sqrt(min(node.degree, 25)), 1) for node in nodes]
    boxes = [_box(node, label, size) for node, label, size in zip(nodes, lines, sizes, strict=True)]
    oldest_first = sorted(strands, key=lambda strand: min((since[edge] for edge in strand.edges if since), default=""))
    places = place(boxes, [(strand.source, strand.target) for strand in oldest_first])
    for number, node in enumerate(nodes):
        x, y = places[number]
        network.add_node(number, label="\n".join(lines[number]), group=node.type, size=sizes[number], x=x, y=y)
    for number, strand in enumerate(strands):
        network.add_edge(strand.source, strand.target, id=number, members=list(strand.edges), curve=strand.curve)
    drawn, links, _, _, _, options = network.get_network_data()
    return Drawn(nodes=drawn, edges=links, options=json.loads(options))


def _box(node: Node, label: tuple[str, ...], size: float) -> Box:
    """The node and its label below it; the box is centred on the node, so the label counts above it too."""
    return Box(id=node.id, width=max(2 * size, label_width(label)) + 8, height=2 * (size + LINE * len(label)))
