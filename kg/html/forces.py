"""Places for large connected graphs, in about n log n steps.

In: starting places and edges. Out: places in pixels. First the whole: distances to a few nodes that lie far apart, brought into the plane
(Brandes and Pich 2006, pivot MDS); then the neighbourhoods: springs between neighbours and repulsion between nodes that come near
(Fruchterman and Reingold 1991, with a cut-off).

>>> spring_places(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), [(0, 1), (1, 2)], length=100).shape
(3, 2)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.html.apart import Places

PIVOTS = 40
ROUNDS = 120
REACH = 2.6
"""Nodes that are more than so many lengths apart do not feel each other."""


def spring_places(start: Places, pairs: list[tuple[int, int]], *, length: float, settled: bool = False) -> Places:
    """Places whose edges are about `length` long; `start` breaks the tie between nodes of the same neighbours.

    Where it is settled, `start` are places in pixels that change little.
    """
    from scipy.sparse import coo_matrix
    from scipy.spatial import cKDTree

    count = len(start)
    ends = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    one = np.ones(len(ends))
    links = coo_matrix((one, (ends[:, 0], ends[:, 1])), shape=(count, count)).tocsr()
    links = links + links.T
    degree = np.maximum(1.0, np.asarray(links.sum(axis=1)).ravel())
    # Busy nodes take more room, so that their neighbours do not lie on each other.
    room = length * (0.55 + 0.16 * np.sqrt(degree))
    places = start.copy() if settled else _pivots(links) * length + start * length * 1.5
    rounds, warmth = (ROUNDS // 3, 0.12) if settled else (ROUNDS, 0.9)
    first, second = ends.T
    stiffness = 1 / (length * np.sqrt(np.maximum(degree[first], degree[second])))
    for turn in range(rounds):
        heat = length * warmth * (1 - turn / rounds) ** 1.5 + 0.5
        near = cKDTree(places).query_pairs(length * REACH, output_type="ndarray").T
        apart = places.T[:, near[0]] - places.T[:, near[1]]
        push = room[near[0]] * room[near[1]] / np.maximum((apart**2).sum(axis=0), 1.0)
        force = _summed(near, apart * push, count)
        apart = places.T[:, first] - places.T[:, second]
        pull = np.maximum(np.hypot(*apart), 1.0) * stiffness
        force -= _summed(ends.T, apart * pull, count)
        size = np.maximum(np.hypot(*force), 1e-9)
        places += (force / size * np.minimum(size, heat)).T
    return places


def _summed(pairs: NDArray[np.intp], vectors: Places, count: int) -> Places:
    """What each of so many nodes gets of all its pairs: the first of a pair its vector, the second the opposite; by axes."""
    return np.array([np.bincount(pairs[0], axis, count) - np.bincount(pairs[1], axis, count) for axis in vectors])


def _pivots(links: object) -> Places:
    """Two axes of the distances from all nodes to pivots, each the farthest from those before; in steps of the graph."""
    from scipy.sparse.csgraph import dijkstra

    count = int(links.shape[0])  # type: ignore[attr-defined]
    columns = []
    pivot = 0
    nearest = np.full(count, np.inf)
    for _ in range(min(PIVOTS, count)):
        distance = np.asarray(dijkstra(links, directed=False, indices=pivot, unweighted=True))
        columns.append(distance)
        nearest = np.minimum(nearest, distance)
        pivot = int(np.argmax(nearest))
    squared = np.column_stack(columns) ** 2
    centred = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = centred @ vectors[:, [-1, -2]]
    # The sign of an axis is arbitrary; the first node settles it.
    axes *= np.where(axes[0] > 0, -1.0, 1.0)
    # Long tails are drawn in, or they would still be on their way when the springs come to rest.
    spread: Places = np.tanh(axes / np.maximum(2 * axes.std(axis=0), 1e-9)) * np.sqrt(count) / 2
    return spread
