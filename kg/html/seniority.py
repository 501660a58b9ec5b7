"""A layout that grows with its graph: old nodes stay near where they were, and the same graph always gives the same places.

Nothing is remembered from one page to the next, or a graph would look differently by the way in which it came together. Instead the
graph is laid out as it came together in the news: its oldest edges first, then twice as many, starting from where those stand, and so on.
Edges that come later are laid out later, so a graph and what it grows into share all places but those of the last step, which starts
from the same places in both.

In: edges of one connected part, the oldest first. Out: places.

>>> attachment_order([(2, 3), (0, 1), (1, 2), (0, 1)])
[(2, 3), (1, 2), (0, 1)]
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kg.html.apart import Places

FIRST = 8
"""Edges that are laid out at once; each further step has twice as many."""
DIRECTIONS = 16
REACH = 1.0
"""Lengths of edges up to which a place counts as having more room than another."""

Pair = tuple[int, int]
Relax = Callable[["Places", list[Pair], bool], "Places"]
"""Places for nodes, from places to begin with; the last argument says whether these are settled, and are to change little."""


def grow(start: Places, pairs: Sequence[Pair], relax: Relax, *, length: float) -> Places:
    """Places of the nodes of one connected part, numbered from 0; `start` are points of the unit disc that break ties."""
    order = attachment_order(pairs)
    nodes = list(dict.fromkeys(node for pair in order for node in pair))
    size = min(FIRST, len(order))
    number: dict[int, int] = {}
    places = np.zeros((0, 2))
    while True:
        edges = order[:size]
        before = len(number)
        for node in dict.fromkeys(node for pair in edges for node in pair):
            number.setdefault(node, len(number))
        own = [(number[a], number[b]) for a, b in edges]
        began = start[nodes[: len(number)]]
        places = relax(began if before == 0 else _joined(places, began, own, length), own, before > 0)
        if size == len(order):
            break
        size = min(2 * size, len(order))
    found = np.zeros_like(start)
    found[nodes] = places
    return found


def attachment_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The edges of one connected part from the oldest on, always the oldest of those that touch the ones before (Prim 1957).

    Edges that are added at the end of `pairs` come after all that hang together without them.
    """
    ranked = list(dict.fromkeys(tuple(sorted(pair)) for pair in pairs))
    touching: dict[int, list[int]] = defaultdict(list)
    for rank, (a, b) in enumerate(ranked):
        touching[a].append(rank)
        touching[b].append(rank)
    waiting, seen, order = [0], {0}, []
    while waiting:
        pair = ranked[heapq.heappop(waiting)]
        order.append((pair[0], pair[1]))
        for node in pair:
            for rank in touching.pop(node, ()):
                if rank not in seen:
                    seen.add(rank)
                    heapq.heappush(waiting, rank)
    return order


def _joined(places: Places, began: Places, pairs: Sequence[Pair], length: float) -> Places:
    """The places so far, and for each new node one beside its neighbours, in the direction in which there is most room."""
    neighbours: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        neighbours[a].append(b)
        neighbours[b].append(a)
    joined = np.vstack((places, np.zeros((len(began) - len(places), 2))))
    for node in range(len(places), len(began)):
        there = [other for other in neighbours[node] if other < node]
        middle = joined[there].mean(axis=0)
        turn = math.atan2(began[node, 1], began[node, 0])
        angles = turn + np.arange(DIRECTIONS) * (math.tau / DIRECTIONS)
        around = middle + length * (1 if len(there) == 1 else 0.4) * np.column_stack((np.cos(angles), np.sin(angles)))
        # Nodes farther away than this bear on none of these places.
        close = joined[:node][(np.abs(joined[:node] - middle) < (1 + REACH) * length).all(axis=1)]
        room = np.abs(around[:, None] - close[None]).max(axis=2).min(axis=1, initial=REACH * length)
        joined[node] = around[int(np.argmax(np.round(room, 3)))]
    return joined
