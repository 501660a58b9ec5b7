"""Parallel edges stay apart, or are tied together where there are many."""

from __future__ import annotations

import pytest

from kg.html.strands import SEPARATE, to_strands


@pytest.mark.parametrize(
    ("edges", "curves"),
    [
        ([(0, 1, "fact")], [0.0]),
        ([(0, 1, "fact"), (0, 1, "denied")], [-0.14, 0.14]),
        ([(0, 1, "fact"), (1, 0, "fact")], [-0.14, -0.14]),
        ([(0, 1, "fact"), (0, 1, "alleged"), (1, 0, "fact")], [-0.28, 0.0, -0.28]),
        ([(0, 1, "fact"), (1, 2, "fact")], [0.0, 0.0]),
        ([], []),
    ],
)
def test_few_parallel_edges_are_drawn_one_by_one(edges: list[tuple[int, int, str]], curves: list[float]) -> None:
    strands = to_strands(edges)
    assert [strand.curve for strand in strands] == curves
    assert [strand.edges for strand in strands] == [(number,) for number in range(len(edges))]


def test_many_parallel_edges_are_bundled_by_direction_and_status() -> None:
    edges = [(0, 1, "fact")] * (SEPARATE + 1) + [(1, 0, "fact"), (0, 1, "denied"), (2, 0, "fact")]
    strands = to_strands(edges)
    drawn = [(strand.source, strand.target, strand.edges) for strand in strands]
    assert drawn == [(0, 1, (0, 1, 2, 3, 4)), (1, 0, (5,)), (0, 1, (6,)), (2, 0, (7,))]
    sides = {strand.curve if strand.source == 0 else -strand.curve for strand in strands[:3]}
    assert len(sides) == 3


def test_every_edge_is_in_one_strand() -> None:
    edges = [(number % 3, number % 5, "fact") for number in range(60)]
    assert sorted(edge for strand in to_strands(edges) for edge in strand.edges) == list(range(60))
