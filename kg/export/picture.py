"""How nodes and edges look in formats that hold a picture: colours and lines of the page, sizes by claims, places of a seeded layout.

In: a Network. Out: sizes, widths, colours and, for networks that are not too large, places.

>>> node_size(0), node_size(25), edge_width(3)
(10.0, 26.0, 2.5)
>>> hex_rgb("#0a5fa6")
(10, 95, 166)
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from types import MappingProxyType
from typing import Literal

from kg.export.network import Network
from kg.html.layout import Box, place

PLACED = 500
"""Nodes up to which a layout is computed, in a few seconds; tools that open larger networks have layouts of their own."""

Line = Literal["solid", "dashed", "dotted", "double"]

LINES: Mapping[str, Line] = MappingProxyType(
    {"fact": "solid", "alleged": "dashed", "planned": "dotted", "demanded": "dashed", "denied": "double"}
)
"""The line of a status; what draws no double lines takes `plain_line`."""


def plain_line(status: str) -> Line:
    """The line of a status where there are no double ones: a denied edge is told by its colour and its head."""
    line = LINES[status]
    return "solid" if line == "double" else line


def node_size(claims: int) -> float:
    """The width of a node, as the page has it: the area grows with its claims, up to 100."""
    return round(10 + 3.2 * sqrt(min(claims, 100)), 1)


def edge_width(sources: int) -> float:
    """The width of an edge by its independent sources, from 1.5 to 6."""
    return min(6.0, 1.0 + 0.5 * max(sources, 1))


def hex_rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of a colour such as #0a5fa6."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def places(network: Network) -> Mapping[str, tuple[int, int]]:
    """Where each node stands, by id, y downwards; nothing where there are more than PLACED. The same network always looks the same.

    What happened first is laid out first, so that a graph that grew looks as it did.
    """
    if len(network.nodes) > PLACED:
        return {}
    number = {node.id: at for at, node in enumerate(network.nodes)}
    boxes = [Box(id=node.id, width=8 * min(len(str(node.attributes["label"])), 24) + 8, height=60) for node in network.nodes]
    oldest = sorted(network.arcs, key=lambda arc: (arc.attributes["first"] == "", arc.attributes["first"], arc.id))
    found = place(boxes, [(number[arc.source], number[arc.target]) for arc in oldest])
    return dict(zip(number, found, strict=True))
