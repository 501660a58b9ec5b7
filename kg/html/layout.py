"""Where the nodes stand: computed here, so that the page opens at rest and the same graph always looks the same.

In: nodes with the size of their labels, and edges. Out: x and y in pixels at zoom 1, whole numbers.
Each connected part is laid out by itself (Kamada and Kawai 1989 up to 80 nodes; above, kg.html.forces), turned so that its longest way lies
across, pushed apart until no label covers another (kg.html.apart), and the parts are packed in rows.

>>> place([Box(id="a", width=60, height=40)], [])
[(0, 0)]
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from kg.html.apart import GAP, push_apart
from kg.html.forces import spring_places

if TYPE_CHECKING:
    from kg.html.apart import Places

EXACT = 80
EDGE_LENGTH = 185.0
WIDE = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node and the room that it takes with its label, in pixels."""

    id: str
    width: float
    height: float


def place(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A place for each box, centred around 0,0; edges are pairs of numbers of boxes."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from(sorted({(min(edge), max(edge)) for edge in edges if edge[0] != edge[1]}))
    sizes = np.array([(box.width, box.height) for box in boxes], dtype=float).reshape(-1, 2)
    parts = []
    for members in sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)):
        number = {node: place for place, node in enumerate(members)}
        pairs = [(number[a], number[b]) for a, b in graph.edges(members)]
        start = np.array([_start(boxes[node].id) for node in members])
        parts.append((members, push_apart(_across(_part(start, sorted(pairs)), start) * (WIDE, 1.0), sizes[members])))
    return _pack(parts, sizes)


def _part(start: Places, pairs: list[tuple[int, int]]) -> Places:
    """Places of one connected part, with edges of about EDGE_LENGTH."""
    count = len(start)
    if count == 1:
        return np.zeros((1, 2))
    if count > EXACT:
        return spring_places(start, pairs, length=EDGE_LENGTH)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(pairs)
    found = nx.kamada_kawai_layout(graph, pos=dict(enumerate(start)) if count > 2 else None)
    places = np.array([found[node] for node in range(count)])
    lengths = [float(np.hypot(*(places[a] - places[b]))) for a, b in pairs]
    return places * (EDGE_LENGTH / max(float(np.mean(lengths)), 1e-9))


def _start(id: str) -> tuple[float, float]:
    """A point of the unit disc that depends on the name only: nodes that come later do not move those that were there."""
    digest = sha256(id.encode("utf-8", "surrogatepass")).digest()
    angle = int.from_bytes(digest[:4], "big") / 2**32 * math.tau
    radius = math.sqrt(int.from_bytes(digest[4:8], "big") / 2**32)
    return radius * math.cos(angle), radius * math.sin(angle)


def _across(places: Places, start: Places) -> Places:
    """Turned around its middle so that the direction of its greatest spread lies across.

    Of the four ways to do so, the one that fits the starting places best: they change little when the graph grows, and so does the picture.
    """
    centred = places - places.mean(axis=0)
    spread = centred.T @ centred
    angle = 0.5 * math.atan2(2 * float(spread[0, 1]), float(spread[0, 0] - spread[1, 1]))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    turned: Places = centred @ turn
    return turned * np.where((turned * start).sum(axis=0) < -1e-9, -1.0, 1.0)


def _pack(parts: list[tuple[list[int], Places]], sizes: Places) -> list[tuple[int, int]]:
    """Parts in rows, from the largest to the smallest, in a field a little wider than high."""
    margin = 2 * GAP
    frames = []
    for members, places in parts:
        low, high = (places - sizes[members] / 2).min(axis=0), (places + sizes[members] / 2).max(axis=0)
        frames.append((members, places - low, high - low + margin))
    area = sum(float(frame[0] * frame[1]) for _, _, frame in frames)
    row_width = max(math.sqrt(area * 1.2), max((float(frame[0]) for _, _, frame in frames), default=0.0))
    x = y = row_height = 0.0
    found: dict[int, tuple[float, float]] = {}
    for members, places, frame in frames:
        if x and x + frame[0] > row_width:
            x, y, row_height = 0.0, y + row_height, 0.0
        found |= {node: (x + float(place[0]), y + float(place[1])) for node, place in zip(members, places, strict=True)}
        x, row_height = x + float(frame[0]), max(row_height, float(frame[1]))
    if not found:
        return []
    corners = np.array([found[node] for node in range(len(sizes))])
    middle = ((corners - sizes / 2).min(axis=0) + (corners + sizes / 2).max(axis=0)) / 2
    return [(round(float(px - middle[0])), round(float(py - middle[1]))) for px, py in corners]
