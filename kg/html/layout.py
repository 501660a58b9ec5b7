"""Where the nodes stand: computed here, so that the page opens at rest and the same graph always looks the same.

In: nodes with the size of their labels, and edges. Out: x and y in pixels at zoom 1, whole numbers.
Each connected part is laid out by itself, its oldest edges first (kg.html.seniority; Kamada and Kawai 1989 up to 48 nodes; above,
kg.html.forces), turned so that its longest way lies across, pushed apart until no label covers another (kg.html.apart), and the parts are
packed in rows.

>>> place([Box(id="a", width=60, height=40)], [])
[(0, 0)]
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from kg.html.apart import GAP, push_apart
from kg.html.forces import spring_places
from kg.html.seniority import grow

if TYPE_CHECKING:
    from kg.html.apart import Places

EXACT = 48
EDGE_LENGTH = 185.0
WIDE = 1.1
EVENNESS = 0.6
CROWDED = 400
"""Nodes from which on a part is spread evenly by EVENNESS; smaller ones by less, down to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node and the room that it takes with its label, in pixels."""

    id: str
    width: float
    height: float


def place(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A place for each box, centred around 0,0; edges are pairs of numbers of boxes, the oldest first.

    When edges are added at the end, the boxes of the others stay near where they were.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    pairs = list(dict.fromkeys((min(edge), max(edge)) for edge in edges if edge[0] != edge[1]))
    graph.add_edges_from(pairs)
    age = {node: place for place, node in enumerate(dict.fromkeys(node for pair in pairs for node in pair))}
    sizes = np.array([(box.width, box.height) for box in boxes], dtype=float).reshape(-1, 2)
    part_of = {node: place for place, part in enumerate(nx.connected_components(graph)) for node in part}
    own: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in pairs:
        own[part_of[pair[0]]].append(pair)
    parts = []

    def by_size_then_age(part: set[int]) -> tuple[int, int, int]:
        return -len(part), min(age.get(node, len(age)) for node in part), min(part)

    for members in sorted(nx.connected_components(graph), key=by_size_then_age):
        ordered = sorted(members)
        number = {node: place for place, node in enumerate(ordered)}
        start = np.array([_start(boxes[node].id) for node in ordered])
        links = [(number[a], number[b]) for a, b in own[part_of[ordered[0]]]]
        places = _evened(grow(start, links, _relaxed, length=EDGE_LENGTH)) if links else np.zeros((1, 2))
        parts.append((ordered, push_apart(places * (WIDE, 1.0), sizes[ordered])))
    return _pack(parts, sizes)


def _relaxed(start: Places, pairs: list[tuple[int, int]], settled: bool) -> Places:
    """Places of a connected part, with edges of about EDGE_LENGTH; settled ones change little."""
    count = len(start)
    if count > EXACT:
        places = spring_places(start, pairs, length=EDGE_LENGTH, settled=settled)
        return places if settled else _across(places, start)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(pairs)
    begin = start / EDGE_LENGTH if settled else start
    found = nx.kamada_kawai_layout(graph, pos=dict(enumerate(begin)) if count > 2 else None)
    places = np.array([found[node] for node in range(count)])
    lengths = [float(np.hypot(*(places[a] - places[b]))) for a, b in pairs]
    places *= EDGE_LENGTH / max(float(np.mean(lengths)), 1e-9)
    return _turned_to(places, start) if settled else _across(places, start)


def _evened(places: Places) -> Places:
    """A large part with more room in its crowded middle and less at its rim: radii go some way to those of evenly spread nodes."""
    if len(places) <= EXACT:
        return places
    centred = places - places.mean(axis=0)
    radii = np.hypot(*centred.T)
    rank = np.empty(len(radii))
    rank[np.argsort(radii, kind="stable")] = np.arange(len(radii)) + 0.5
    even = radii.max() * np.sqrt(rank / len(radii))
    share = np.minimum(1.0, len(radii) / CROWDED) * EVENNESS
    evened: Places = centred * (1 - share + share * even / np.maximum(radii, 1e-9))[:, None]
    return evened


def _turned_to(places: Places, start: Places) -> Places:
    """Turned and moved, not mirrored, to lie on `start` as well as they can (Kabsch 1976)."""
    middle, goal = places.mean(axis=0), start.mean(axis=0)
    left, _, right = np.linalg.svd((places - middle).T @ (start - goal))
    left[:, -1] *= np.sign(np.linalg.det(left @ right))
    turned: Places = (places - middle) @ (left @ right) + goal
    return turned


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
