r"""DOT (https://graphviz.org/doc/info/lang.html), for Graphviz and what reads its language.

In: Records. Out: a file with a directed multigraph; beside what is drawn, every node and edge bears its attributes. Text is in quotes, with
backslashes doubled, so that no name steers the layout; nothing is an HTML-like label, and links lead to http and https addresses alone.

>>> quoted('say "\\N"'), shown("R&D")
('"say \\"\\\\N\\""', '"R&amp;D"')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.atomic import atomic_path
from kg.export.network import Arc, Flat, Node, flat, to_network, whole
from kg.export.picture import edge_width, plain_line
from kg.html.addresses import web_address
from kg.html.look import STATUSES, type_look
from kg.literals import fit
from kg.model import Records

_HEAD = """\
digraph "Actorgraph" {
  graph [rankdir=LR, overlap=false, splines=true, outputorder=edgesfirst, fontname="Helvetica"];
  node [style=filled, fontname="Helvetica", fontcolor=white, fontsize=11, color="#555b66"];
  edge [fontname="Helvetica", fontsize=9, arrowsize=0.7];
"""

_SHAPES = {
    "country": "ellipse", "organisation": "box", "platform": "hexagon", "ai_system": "octagon", "person": "egg", "law": "cds",
    "work": "note", "product": "house",
}  # fmt: skip
_PARTS = re.compile(r"(?:\\.|[^\\]){1,4000}")
_COLOURS = {str(look.name): look.light for look in STATUSES}


def write(records: Records, path: Path) -> None:
    """Writes DOT; nodes are named by the entity's id, edges have an `id` of their own."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        network = to_network(records)
        file.writelines(map(_node, network.nodes))
        file.writelines(map(_edge, network.arcs))
        file.write("}\n")


def quoted(text: str) -> str:
    """Text as a string of DOT; a line end is the escape of one. Long ones are several, added up: Graphviz reads 16 KiB of a string."""
    clean = fit(text).replace("\\", "\\\\").replace('"', '\\"')
    return " + ".join(f'"{part}"' for part in _PARTS.findall(re.sub("\r\n|\r|\n", r"\\n", clean))) or '""'


def shown(text: str) -> str:
    """Text that Graphviz draws: it takes what looks like an HTML entity for one, so ampersands are written as such."""
    return quoted(text.replace("&", "&amp;"))


def _node(node: Node) -> str:
    kind = str(node.attributes["type"])
    look = {"label": shown(str(node.attributes["label"])), "shape": _SHAPES.get(kind, "ellipse"), "fillcolor": f'"{type_look(kind).light}"'}
    return f"  {quoted(node.id)} [{', '.join(_pairs(look, flat(node.attributes)))}];\n"


def _edge(arc: Arc) -> str:
    values = flat(arc.attributes)
    status = str(values["status"])
    look = {
        "id": quoted(arc.id),
        "label": shown(str(values["label"])),
        "style": plain_line(status),
        "color": f'"{_COLOURS[status]}"',
        "fontcolor": f'"{_COLOURS[status]}"',
        "penwidth": str(edge_width(whole(arc.attributes, "independent_sources"))),
        "tooltip": shown(str(values["evidence"])),
        **({"arrowhead": "tee"} if status == "denied" else {}),
    }
    address = next(filter(None, map(web_address, str(values["sources"]).split("\n"))), None)
    if address:
        look |= {"URL": shown(address)}
    return f"  {quoted(arc.source)} -> {quoted(arc.target)} [{', '.join(_pairs(look, values))}];\n"


def _pairs(look: dict[str, str], values: Flat) -> Iterator[str]:
    yield from (f"{name}={value}" for name, value in look.items())
    for name, value in values.items():
        if name != "label" and value != "":
            yield f"{name}={quoted(value) if isinstance(value, str) else value}"
