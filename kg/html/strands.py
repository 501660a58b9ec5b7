"""Parallel edges, spread out or tied together, so that each can be seen and clicked.

In: edges as numbers of their two ends and their status. Out: strands, the lines that are drawn. Between two nodes up to four edges
are drawn one by one, each with a curve of its own; more are bundled, one strand a direction and status.

>>> [strand.curve for strand in to_strands([(0, 1, "fact"), (1, 0, "fact")])]
[-0.14, -0.14]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SEPARATE = 4
STEP = 0.28


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One drawn line. `edges` are numbers of edges; `curve` is the roundness, positive to the left as seen from the source."""

    source: int
    target: int
    edges: tuple[int, ...]
    curve: float


def to_strands(edges: Sequence[tuple[int, int, str]]) -> list[Strand]:
    """Strands in the order of the first edge of each; edges are (source, target, status)."""
    pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (source, target, _) in enumerate(edges):
        pairs[min(source, target), max(source, target)].append(number)
    strands = [strand for (low, _), numbers in pairs.items() for strand in _spread(low, _tie(numbers, edges), edges)]
    return sorted(strands, key=lambda strand: strand.edges)


def _tie(numbers: list[int], edges: Sequence[tuple[int, int, str]]) -> list[tuple[int, ...]]:
    if len(numbers) <= SEPARATE:
        return [(number,) for number in numbers]
    groups: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for number in numbers:
        groups[edges[number]].append(number)
    return [tuple(group) for group in groups.values()]


def _spread(low: int, groups: list[tuple[int, ...]], edges: Sequence[tuple[int, int, str]]) -> Iterable[Strand]:
    """Curves at equal steps around the straight line; a curve changes its side with the direction, so those that run back are turned."""
    step = min(STEP, 1.0 / len(groups))
    for place, group in enumerate(groups):
        source, target, _ = edges[group[0]]
        curve = (place - (len(groups) - 1) / 2) * step
        yield Strand(source=source, target=target, edges=group, curve=round(curve if source == low else -curve, 3) or 0.0)
