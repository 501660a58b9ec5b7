"""Boxes that overlap are pushed apart, as little as it takes, so that no name covers another.

In: places and sizes in pixels. Out: places.

>>> bool(abs(push_apart(np.zeros((2, 2)), np.full((2, 2), 40.0))[0] - push_apart(np.zeros((2, 2)), np.full((2, 2), 40.0))[1]).max() >= 40)
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.float64]

GAP = 26.0


def push_apart(places: Places, sizes: Places, *, rounds: int = 150) -> Places:
    """Moves boxes that come nearer than GAP away from each other, each by half of what is missing and along the shorter way."""
    moved = places.copy()
    if len(moved) < 2:
        return moved
    for _ in range(rounds):
        first, second = _too_near(moved, sizes)
        if not len(first):
            break
        apart = moved[first] - moved[second]
        room = (sizes[first] + sizes[second]) / 2 + GAP - np.abs(apart)
        sign = np.where(apart >= 0, 1.0, -1.0)
        along_x = room[:, 0] < room[:, 1]
        push = np.zeros_like(apart)
        push[along_x, 0] = (room * sign)[along_x, 0] / 2
        push[~along_x, 1] = (room * sign)[~along_x, 1] / 2
        shift = np.column_stack([np.bincount(first, axis, len(moved)) - np.bincount(second, axis, len(moved)) for axis in push.T])
        touched = np.bincount(np.concatenate((first, second)), minlength=len(moved))
        moved += shift / np.maximum(1, np.sqrt(touched))[:, None]
    return moved


def _too_near(places: Places, sizes: Places) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of boxes that come nearer than GAP, in a fixed order; candidates come from a tree, so that not all are compared with all."""
    from scipy.spatial import cKDTree

    widest = sizes.max(axis=0) + GAP
    near = cKDTree(places / widest).query_pairs(1.0, p=np.inf, output_type="ndarray")
    first, second = near[:, 0], near[:, 1]
    room = (sizes[first] + sizes[second]) / 2 + GAP - 0.5 - np.abs(places[first] - places[second])
    touching = near[(room > 0).all(axis=1)]
    order = np.lexsort((touching[:, 1], touching[:, 0]))
    return touching[order, 0], touching[order, 1]
