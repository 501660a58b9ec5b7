"""Mermaid (https://mermaid.js.org/syntax/flowchart.html), for pictures in Markdown: GitHub, GitLab, Obsidian, Notion draw them.

In: Records. Out: a flowchart of the edges that most claims stand by; a comment says how many were left out. Labels hold letters and digits,
everything else as numbers, so that no name is syntax or markup.

>>> label('R&D "x"')
'R#38;D #34;x#34;'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.atomic import write_text
from kg.export.network import Arc, Network, Node, to_network, whole
from kg.export.picture import edge_width
from kg.html.labels import plain
from kg.html.look import OTHER, STATUSES, TYPES
from kg.model import Records

EDGES, CHARACTERS = 200, 40_000
"""What a flowchart holds: Mermaid refuses more than 500 edges or 50,000 characters, and nobody can read so many."""
NAME = 60
"""Characters of a name."""

_ARROWS = {"fact": "-->", "alleged": "-.->", "planned": "-.->", "demanded": "==>", "denied": "--x"}


def write(records: Records, path: Path) -> None:
    """Writes a flowchart from left to right."""
    write_text(path, _text(to_network(records)))


def label(text: str) -> str:
    """Text in one line, at most NAME characters of it that can be seen; what is no letter, digit or space becomes its number."""
    line = plain(text)
    short = line if len(line) <= NAME else line[: NAME - 1] + "…"
    return re.sub(r"[^\w ]|_", lambda sign: f"#{ord(sign[0])};", short)


def _text(network: Network) -> str:
    number = {node.id: f"n{at}" for at, node in enumerate(network.nodes)}
    boxes = {node.id: _node(node, number[node.id]) for node in network.nodes}
    lines = {arc.id: _edge(arc, number) for arc in network.arcs}
    named, arcs = _kept(network, boxes, lines)
    parts = ["flowchart LR\n"]
    if len(named) < len(boxes) or len(arcs) < len(lines):
        parts += [
            f"%% {len(named)} of {len(boxes)} actors and {len(arcs)} of {len(lines)} edges: those of most sources and claims.\n",
            "%% Ask for less to see it all: kg export --about, --since, --status, --min-confidence.\n",
        ]
    parts += [box for id, box in boxes.items() if id in named]
    parts += [lines[arc.id] for arc in arcs]
    return "".join((*parts, *_looks(arcs)))


def _kept(network: Network, boxes: Mapping[str, str], lines: Mapping[str, str]) -> tuple[set[str], list[Arc]]:
    """The strongest edges and their ends for which there is room; where all edges fit, nodes without one too."""
    named, kept, length = set[str](), set[str](), 0
    for arc in sorted(network.arcs, key=_weight):
        ends = {arc.source, arc.target} - named
        length += len(lines[arc.id]) + sum(len(boxes[id]) for id in ends)
        if len(kept) == EDGES or length > CHARACTERS:
            return named, [arc for arc in network.arcs if arc.id in kept]
        kept.add(arc.id)
        named |= ends
    alone = boxes.keys() - named
    if length + sum(len(boxes[id]) for id in alone) <= CHARACTERS:
        named |= alone
    return named, list(network.arcs)


def _weight(arc: Arc) -> tuple[int, int]:
    """The strongest first: independent sources, then claims."""
    return -whole(arc.attributes, "independent_sources"), -whole(arc.attributes, "claims")


def _node(node: Node, name: str) -> str:
    kind = str(node.attributes["type"])
    known = kind if kind in {look.name for look in TYPES} else OTHER.name
    return f'  {name}["{label(str(node.attributes["label"])) or "#63;"}"]:::{known}\n'


def _edge(arc: Arc, number: Mapping[str, str]) -> str:
    words = str(arc.attributes["label"])
    dates = " to ".join(dict.fromkeys(str(date) for date in (arc.attributes["first"], arc.attributes["last"]) if date))
    arrow = _ARROWS[str(arc.attributes["status"])]
    return f'  {number[arc.source]} {arrow}|"{label(f"{words}, {dates}" if dates else words)}"| {number[arc.target]}\n'


def _looks(arcs: Sequence[Arc]) -> Iterable[str]:
    """Classes of types, and lines by the numbers of their edges: an edge takes the last style that names it, so there is one of each."""
    for look in (*TYPES, OTHER):
        yield f"  classDef {look.name} fill:{look.light},stroke:{look.light},color:#ffffff\n"
    styles: dict[str, list[str]] = {}
    for at, arc in enumerate(arcs):
        status = next(look for look in STATUSES if look.name == arc.attributes["status"])
        width = edge_width(whole(arc.attributes, "independent_sources"))
        dash = f",stroke-dasharray:{' '.join(map(str, status.dash))}" if status.dash else ""
        styles.setdefault(f"stroke:{status.light},stroke-width:{width:g}px{dash}", []).append(str(at))
    for style, numbers in styles.items():
        yield f"  linkStyle {','.join(numbers)} {style}\n"
