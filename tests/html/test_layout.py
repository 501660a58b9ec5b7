"""Places of nodes: no name covers another, the same graph stands the same way, and edges are of a fair length."""

from __future__ import annotations

import itertools
import math
import os
import random
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from kg.html.layout import Box, place

ROOT = Path(__file__).resolve().parents[2]


def _graph(nodes: int, edges: int) -> tuple[list[Box], list[tuple[int, int]]]:
    """A random graph with a few busy nodes, as news have them."""
    chance = random.Random(7)
    boxes = [Box(id=f"organisation:{number}", width=chance.randint(50, 140), height=58) for number in range(nodes)]
    return boxes, [(min(int(chance.paretovariate(1.1)) - 1, nodes - 1), chance.randrange(nodes)) for _ in range(edges)]


@pytest.mark.parametrize(("nodes", "edges"), [(0, 0), (1, 0), (2, 1), (9, 12), (60, 90), (180, 320)])
def test_no_name_covers_another(nodes: int, edges: int) -> None:
    boxes, links = _graph(nodes, edges) if nodes != 2 else ([Box(id=name, width=90, height=58) for name in "ab"], [(0, 1)])
    places = place(boxes, links)
    assert len(places) == nodes
    for (one, (x1, y1)), (other, (x2, y2)) in itertools.combinations(zip(boxes, places, strict=True), 2):
        assert abs(x1 - x2) >= (one.width + other.width) / 2 or abs(y1 - y2) >= (one.height + other.height) / 2


@pytest.mark.parametrize(("nodes", "edges"), [(14, 20), (130, 200)])
def test_the_same_graph_always_stands_the_same_way(nodes: int, edges: int) -> None:
    boxes, links = _graph(nodes, edges)
    places = place(boxes, links)
    turned = [(target, source) for source, target in links]
    assert place(boxes, [*turned, *links]) == places
    code = f"from tests.html.test_layout import _graph, place; print(place(*_graph({nodes}, {edges})))"
    environment = {**os.environ, "PYTHONHASHSEED": "99", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == str(places)


def test_a_hub_stands_in_the_middle_of_its_neighbours() -> None:
    boxes = [Box(id=f"country:{number}", width=60, height=58) for number in range(9)]
    places = place(boxes, [(0, number) for number in range(1, 9)])
    middle = [sum(axis) / 8 for axis in zip(*places[1:], strict=True)]
    assert math.dist(places[0], middle) < 60
    assert all(90 < math.dist(places[0], there) < 420 for there in places[1:])


def test_parts_that_hang_together_stand_apart_from_others() -> None:
    boxes = [Box(id=f"person:{number}", width=80, height=58) for number in range(6)]
    places = place(boxes, [(0, 1), (1, 2), (3, 4), (4, 5)])
    within = max(math.dist(places[a], places[b]) for a, b in ((0, 1), (1, 2), (3, 4), (4, 5)))
    assert within < 400
    one, other = places[:3], places[3:]
    assert max(y for _, y in one) < min(y for _, y in other) or max(x for x, _ in one) < min(x for x, _ in other)


def test_the_picture_stays_recognisable_when_the_graph_grows() -> None:
    """One more country that bans a chatbot: the others stay on their side of it."""
    names = ("ai_system:parrot", "country:DE", "country:FR", "country:IT", "platform:chirper", "organisation:inc")
    boxes = [Box(id=name, width=80, height=58) for name in names]
    links = [(1, 0), (2, 0), (3, 0), (4, 0), (5, 4)]
    before = place(boxes, links)
    after = place([*boxes, Box(id="country:ES", width=80, height=58)], [*links, (6, 0)])
    same_side = [
        (x1 - before[0][0]) * (x2 - after[0][0]) + (y1 - before[0][1]) * (y2 - after[0][1]) > 0
        for (x1, y1), (x2, y2) in zip(before[1:], after[1:6], strict=True)
    ]
    assert sum(same_side) >= 4


@pytest.mark.parametrize(("nodes", "edges", "share"), [(40, 55, 0.05), (40, 55, 0.2), (160, 260, 0.05), (160, 260, 0.2), (600, 1200, 0.1)])
def test_old_nodes_stay_near_where_they_were(nodes: int, edges: int, share: float) -> None:
    """A twentieth or a fifth of the edges, and the nodes that they bring, come later."""
    chance = random.Random(3)
    boxes = [Box(id=f"organisation:{number}", width=chance.randint(50, 140), height=58) for number in range(nodes)]
    known = [min(nodes, 6 + nodes * number // edges) for number in range(edges)]
    links = [(min(int(chance.paretovariate(1.1)), most) - 1, chance.randrange(most)) for most in known]
    moved = _moves(boxes, links[: int(edges * (1 - share))], links)
    # Shares of the picture's diagonal. Without regard to age, half of the nodes moved by 0.06 to 0.39.
    assert moved[len(moved) // 2] < (0.08 if share < 0.1 else 0.16)
    assert moved[len(moved) * 9 // 10] < (0.25 if share < 0.1 else 0.35)


def _moves(boxes: list[Box], old: list[tuple[int, int]], new: list[tuple[int, int]]) -> list[float]:
    """How far each of the old nodes moves, the least first; the whole picture may move, for it is shown in the middle."""
    places = []
    for links in (old, new):
        used = sorted({node for pair in links for node in pair})
        number = {node: place for place, node in enumerate(used)}
        found = place([boxes[node] for node in used], [(number[a], number[b]) for a, b in links])
        places.append(dict(zip(used, found, strict=True)))
    before, after = places
    shift = [statistics.median(after[node][axis] - before[node][axis] for node in before) for axis in (0, 1)]
    diagonal = math.hypot(*(max(spot[axis] for spot in after.values()) - min(spot[axis] for spot in after.values()) for axis in (0, 1)))
    return sorted(
        math.hypot(after[node][0] - x - shift[0], after[node][1] - y - shift[1]) / diagonal for node, (x, y) in before.items()
    )


def test_loops_do_not_matter() -> None:
    boxes = [Box(id=name, width=60, height=58) for name in "ab"]
    assert place(boxes, [(0, 1), (1, 1)]) == place(boxes, [(0, 1)])
