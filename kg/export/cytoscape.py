"""Cytoscape.js JSON (https://js.cytoscape.org/#notation/elements-json), for pages with Cytoscape.js and, as .cyjs, for Cytoscape.

In: Records. Out: a file with elements, their places where the network is not too large, and a style that tells types and statuses apart.

>>> [rule["selector"] for rule in style()][:2]
['node', 'node[type = "country"]']
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.atomic import atomic_path
from kg.export.network import Arc, Node, known, to_network, whole
from kg.export.picture import edge_width, node_size, places, plain_line
from kg.html.look import LIGHT_GROUND, STATUSES, TYPES, StatusLook
from kg.model import Records

Plain = dict[str, object]

_SHAPES = {
    "country": "ellipse", "organisation": "round-rectangle", "platform": "hexagon", "ai_system": "star", "person": "round-triangle",
    "law": "diamond", "work": "rectangle", "product": "triangle",
}  # fmt: skip


def write(records: Records, path: Path) -> None:
    """Writes an object with `elements` and `style`, as `cytoscape(...)` takes it; lists stay lists, what is not known is left out."""
    network = to_network(records)
    stand = places(network)
    content = {
        "format_version": "1.0",
        "generated_by": "Actorgraph",
        "target_cytoscapejs_version": "~3.30",
        "data": {"name": "Actorgraph"},
        "elements": {
            "nodes": [_node(node, stand.get(node.id)) for node in network.nodes],
            "edges": [_edge(arc) for arc in network.arcs],
        },
        "layout": {"name": "preset" if stand else "cose"},
        "style": style(),
    }
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")


def style() -> list[Plain]:
    """The style sheet: a colour and shape for each type, a colour and line for each status."""
    node = {
        "label": "data(label)", "width": "data(size)", "height": "data(size)", "font-size": 11, "text-valign": "bottom", "text-margin-y": 4,
        "text-wrap": "ellipsis", "text-max-width": "160px", "color": "#1d232b", "text-background-color": LIGHT_GROUND,
        "text-background-opacity": 0.8, "background-color": "#555b66",
    }  # fmt: skip
    edge = {
        "width": "data(width)", "curve-style": "bezier", "target-arrow-shape": "triangle", "label": "data(label)", "font-size": 9,
        "text-rotation": "autorotate", "text-background-color": LIGHT_GROUND, "text-background-opacity": 0.8,
    }  # fmt: skip
    types = [_rule(f'node[type = "{look.name}"]', **{"background-color": look.light, "shape": _SHAPES[look.name]}) for look in TYPES]
    return [_rule("node", **node), *types, _rule("edge", **edge), *map(_status, STATUSES)]


def _status(look: StatusLook) -> Plain:
    line = plain_line(look.name)
    dash: Plain = {"line-dash-pattern": list(look.dash)} if line == "dashed" else {}
    head = {"target-arrow-color": look.light, "target-arrow-shape": "tee" if look.cross else "triangle"}
    return _rule(f'edge[status = "{look.name}"]', **{"line-style": line, "line-color": look.light}, **dash, **head)


def _rule(selector: str, **properties: object) -> Plain:
    return {"selector": selector, "style": properties}


def _node(node: Node, at: tuple[int, int] | None) -> Plain:
    data = {"id": node.id, **known(node.attributes), "size": node_size(whole(node.attributes, "claims"))}
    return {"data": data} if at is None else {"data": data, "position": {"x": at[0], "y": at[1]}}


def _edge(arc: Arc) -> Plain:
    width = edge_width(whole(arc.attributes, "independent_sources"))
    return {"data": {"id": arc.id, "source": arc.source, "target": arc.target, **known(arc.attributes), "width": width}}
