"""The neighbourhood of an entity as SVG that stands in the page: the same places for the same graph, no script, no style of its own.

In: edges and the entities at their ends. Out: SVG as text; colours come from the style sheet by `data-type` and `data-status`.

>>> to_picture([], {}, "country:FR")
''
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from kg.export.wording import act, aside, told
from kg.html.labels import FONT, LINE, label_lines, label_width, plain
from kg.html.layout import Box, place
from kg.html.look import status_look, type_look
from kg.html.strands import Strand, to_strands
from kg.model import Edge, Entity

NEIGHBOURS = 24
WORDS = 30
"""Lines up to which each bears words; of more the words would cover one another, and dashes, colours and crosses tell the statuses."""
RADIUS = 15.0
MARGIN = 14.0
_Point = tuple[float, float]


def to_picture(edges: Sequence[Edge], entities: Mapping[str, Entity], centre: str) -> str:
    """An SVG element; empty where there are no edges. Of many neighbours those of the most independent sources are drawn."""
    strength: dict[str, tuple[int, float]] = {}
    for edge in edges:
        other = edge.object if edge.subject == centre else edge.subject
        old = strength.get(other, (0, 0.0))
        strength[other] = old[0] + len(edge.sources), max(old[1], edge.confidence)
    near = sorted((id for id in strength if id != centre), key=lambda one: (-strength[one][0], -strength[one][1], one))[:NEIGHBOURS]
    nodes = [centre, *sorted(near)]
    number = {id: place for place, id in enumerate(nodes)}
    drawn = [edge for edge in edges if edge.subject in number and edge.object in number and edge.subject != edge.object]
    if not drawn:
        return ""
    names = {id: entities[id].name if id in entities else id for id in nodes}
    labels = [label_lines(names[id]) for id in nodes]
    boxes = [
        Box(id=id, width=max(2 * RADIUS, label_width(label)) + 10, height=2 * (RADIUS + LINE * len(label)))
        for id, label in zip(nodes, labels, strict=True)
    ]
    strands = to_strands([(number[edge.subject], number[edge.object], edge.status) for edge in drawn])
    places = place(boxes, [(strand.source, strand.target) for strand in strands])
    shapes = [_strand(strand, drawn, places, names, words=len(strands) <= WORDS) for strand in strands]
    shapes += [_node(entities.get(id), id, label, at) for id, label, at in zip(nodes, labels, places, strict=True)]
    left = min(x - box.width / 2 for (x, _), box in zip(places, boxes, strict=True)) - MARGIN
    right = max(x + box.width / 2 for (x, _), box in zip(places, boxes, strict=True)) + MARGIN
    top = min(y - box.height / 2 for (_, y), box in zip(places, boxes, strict=True)) - MARGIN
    bottom = max(y + box.height / 2 for (_, y), box in zip(places, boxes, strict=True)) + MARGIN
    frame = f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
    words = f"{plain(names[centre])} and {len(near)} neighbours, {len(drawn)} relations"
    head = f'<svg class="picture" viewBox="{frame}" width="{right - left:.0f}" role="img" aria-label="{escape(words)}">'
    return "\n".join((head, *shapes, "</svg>"))


def _strand(strand: Strand, edges: Sequence[Edge], places: Sequence[tuple[int, int]], names: Mapping[str, str], *, words: bool) -> str:
    """A curve from circle to circle, with an arrow, a cross where it is denied, and what it says: in words too, or for the mouse alone."""
    first = edges[strand.edges[0]]
    (x1, y1), (x2, y2) = places[strand.source], places[strand.target]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    across = (-(y2 - y1) / length, (x2 - x1) / length)
    bend = -strand.curve * length
    middle = ((x1 + x2) / 2 + across[0] * bend, (y1 + y2) / 2 + across[1] * bend)
    start, end = _towards((x1, y1), middle, RADIUS + 3), _towards((x2, y2), middle, RADIUS + 5)
    tip = _arrow(end, middle)
    look = status_look(first.status)
    dash = f' stroke-dasharray="{" ".join(map(str, look.dash))}"' if look.dash else ""
    top, label = _along((start, middle, end), 0.5), _along((start, middle, end), 0.5 + 0.6 * strand.curve)
    said = "; ".join(told(edges[number], names) for number in strand.edges)
    shown = (act(first) if len(strand.edges) == 1 else f"{len(strand.edges)} relations") + aside(first)
    place_of_words = f'x="{label[0]:.0f}" y="{label[1] - (9 if look.cross else 4):.0f}"'
    return (
        f'<g data-status="{first.status}"><title>{escape(plain(said))}</title>'
        f'<path class="strand" d="M{_at(start)}Q{_at(middle)} {_at(end)}"{dash}/><path class="tip" d="{tip}"/>'
        + (f'<path class="cross" d="{_cross(top)}"/>' if look.cross else "")
        + (f'<text class="act" {place_of_words}>{escape(shown)}</text>' if words else "")
        + "</g>"
    )


def _node(entity: Entity | None, id: str, label: Sequence[str], at: tuple[int, int]) -> str:
    look = type_look(entity.type if entity else id.partition(":")[0])
    lines = "".join(
        f'<text class="name" x="{at[0]}" y="{at[1] + RADIUS + FONT + LINE * number:.0f}">{escape(line)}</text>'
        for number, line in enumerate(label)
    )
    shape = f'<path class="shape" transform="translate({at[0]} {at[1]}) scale({RADIUS / 10:g})" d="{look.outline}"/>'
    title = escape(plain(entity.name) if entity else id)
    return f'<g data-type="{look.name}"><title>{title}</title>{shape}{lines}</g>'


def _towards(place: _Point, other: _Point, distance: float) -> _Point:
    length = math.hypot(other[0] - place[0], other[1] - place[1]) or 1.0
    return place[0] + (other[0] - place[0]) / length * distance, place[1] + (other[1] - place[1]) / length * distance


def _along(curve: tuple[_Point, _Point, _Point], share: float) -> _Point:
    """A point of a quadratic Bézier curve; words of parallel curves stand at different shares, so that they do not cover each other."""
    first, second, third = (1 - share) ** 2, 2 * share * (1 - share), share**2
    (x1, y1), (x2, y2), (x3, y3) = curve
    return first * x1 + second * x2 + third * x3, first * y1 + second * y2 + third * y3


def _arrow(end: _Point, before: _Point) -> str:
    """A triangle whose tip lies at the end of a curve that comes from `before`."""
    angle = math.atan2(end[1] - before[1], end[0] - before[0])
    sides = [(end[0] - 9 * math.cos(angle + turn), end[1] - 9 * math.sin(angle + turn)) for turn in (0.42, -0.42)]
    return f"M{_at(end)}L{_at(sides[0])}L{_at(sides[1])}Z"


def _cross(at: _Point) -> str:
    x, y = at
    return f"M{_at((x - 5, y - 5))}L{_at((x + 5, y + 5))}M{_at((x + 5, y - 5))}L{_at((x - 5, y + 5))}"


def _at(point: _Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
