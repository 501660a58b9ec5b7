"""Counts of right, found and wanted things, and the figures that follow from them.

In: numbers. Out: precision, recall and F1, each 0 where its denominator is.

>>> Tally(right=3, found=4, gold=6).row()["f1"]
0.6
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """`right` of `found` things of the system; `hit` of `gold` things, where that differs from `right`. Tallies add up."""

    right: int = 0
    found: int = 0
    gold: int = 0
    hit: int | None = None

    def __add__(self, other: Tally) -> Tally:
        apart = self.hit is not None or other.hit is not None
        return Tally(
            right=self.right + other.right,
            found=self.found + other.found,
            gold=self.gold + other.gold,
            hit=self.reached + other.reached if apart else None,
        )

    @property
    def reached(self) -> int:
        return self.right if self.hit is None else self.hit

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.reached / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self) -> dict[str, float]:
        """The figures, rounded to four places as the reference scorer rounds them."""
        figures: dict[str, float] = {"precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4)}
        figures |= {"right": self.right, "found": self.found, "gold": self.gold}
        return figures if self.hit is None else figures | {"hit": self.hit}
