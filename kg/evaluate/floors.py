"""Figures beside the floors that data/gold/floors.toml pins: which are below theirs, which have left it behind.

In: a Score of the sample, the floors. Out: a `Floor` for each pinned figure.

>>> Floor(measure="f1", level="claim", pinned=0.54, measured=0.583).better
0.57
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from kg.score import Score, Tally

SLACK = 0.01
"""How far below the measured figure a new floor is set: other machines and versions of libraries may differ by a claim or two."""
LAG = 0.03
"""A floor that is more than this below its figure no longer holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """`measure` is 'f1' or 'precision', `level` one of the scorer's levels or 'coreference'."""

    measure: str
    level: str
    pinned: float
    measured: float

    @property
    def kept(self) -> bool:
        return self.measured >= self.pinned

    @property
    def better(self) -> float | None:
        """The floor to pin instead, where this one lags behind; None where it is near or not kept."""
        if self.measured - self.pinned <= LAG:
            return None
        return math.floor((self.measured - SLACK) * 100) / 100


def floors(score: Score, pinned: Mapping[str, Mapping[str, float]]) -> list[Floor]:
    """Every pinned figure, in the order of the file. KeyError for a level that no scorer has."""
    tallies = dict[str, Tally](score.levels.items()) | {"coreference": score.mentions["coreference"]}
    return [
        Floor(measure=measure, level=level, pinned=floor, measured=tallies[level].f1 if measure == "f1" else tallies[level].precision)
        for measure in ("f1", "precision")
        for level, floor in pinned[measure].items()
    ]
