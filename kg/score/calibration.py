"""How far confidences can be taken for probabilities.

In: pairs of a confidence and whether the claim was right. Out: the expected calibration error with its bins.

>>> calibration([(0.9, True), (0.9, True), (0.9, False)]).error
0.2333
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Claims with a confidence from `low` on (up to the next bin): their number, mean confidence and share of right ones."""

    low: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """`error` is the mean distance of confidence and accuracy, weighted by the claims in each bin; 0 is perfect."""

    error: float
    bins: tuple[Bin, ...]


def calibration(outcomes: Iterable[tuple[float, bool]]) -> Calibration:
    """Expected calibration error over ten bins of equal width (Naeini et al. 2015; Guo et al. 2017)."""
    cells: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in outcomes:
        cells.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    bins = tuple(
        Bin(
            low=number / BINS,
            count=len(cell),
            confidence=round(sum(confidence for confidence, _ in cell) / len(cell), 4),
            accuracy=round(sum(right for _, right in cell) / len(cell), 4),
        )
        for number, cell in sorted(cells.items())
    )
    total = sum(cell.count for cell in bins)
    error = sum(abs(sum(right for _, right in cell) - sum(confidence for confidence, _ in cell)) for cell in cells.values())
    return Calibration(error=round(error / total, 4) if total else 0.0, bins=bins)
