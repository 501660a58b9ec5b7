"""CX2 (https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/), for Cytoscape and NDEx.

In: Records. Out: a file with declared attributes, nodes, edges and visual properties; lists stay lists.

>>> _declared(NODE)["claims"], _declared(NODE)["aliases"]
({'d': 'integer'}, {'d': 'list_of_string'})
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.atomic import atomic_path
from kg.export.network import EDGE, NODE, Attributes, Network, known, to_network, whole
from kg.export.picture import edge_width, places, plain_line
from kg.html.look import LIGHT_GROUND, STATUSES, TYPES
from kg.model import Records

Plain = dict[str, object]

_TYPES = {str: "string", float: "double", int: "integer", tuple: "list_of_string"}
_NAMES = {"label": "name"}
"""Attributes that Cytoscape knows by another name."""
_SHAPES = {
    "country": "ellipse", "organisation": "round-rectangle", "platform": "hexagon", "ai_system": "octagon", "person": "ellipse",
    "law": "diamond", "work": "rectangle", "product": "triangle",
}  # fmt: skip


def write(records: Records, path: Path) -> None:
    """Writes CX2; a node's `represents` is the entity's id, an edge's `interaction` its predicate, as Cytoscape calls them."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for number, aspect in enumerate(_aspects(to_network(records))):
            file.write("[\n" if number == 0 else ",\n")
            json.dump(aspect, file, ensure_ascii=False)
        file.write("\n]\n")


def _aspects(network: Network) -> Iterator[object]:
    stand = places(network)
    number = {node.id: at for at, node in enumerate(network.nodes)}
    nodes = []
    for node in network.nodes:
        at = stand.get(node.id)
        place = {} if at is None else {"x": at[0], "y": at[1]}
        nodes.append({"id": number[node.id], **place, "v": {"represents": node.id, **_values(node.attributes)}})
    edges = []
    for count, arc in enumerate(network.arcs):
        values = {"id": arc.id, "interaction": arc.attributes["predicate"], **_values(arc.attributes)}
        edges.append({"id": count, "s": number[arc.source], "t": number[arc.target], "v": values})
    aspects: dict[str, list[object]] = {
        "attributeDeclarations": [
            {
                "networkAttributes": {"name": {"d": "string"}},
                "nodes": {"represents": {"d": "string"}, **_declared(NODE)},
                "edges": {"id": {"d": "string"}, "interaction": {"d": "string"}, **_declared(EDGE)},
            }
        ],
        "networkAttributes": [{"name": "Actorgraph"}],
        "nodes": [*nodes],
        "edges": [*edges],
        "visualProperties": [_picture(network)],
    }
    yield {"CXVersion": "2.0", "hasFragments": False}
    yield {"metaData": [{"name": name, "elementCount": len(elements)} for name, elements in aspects.items()]}
    for name, elements in aspects.items():
        yield {name: elements}
    yield {"status": [{"success": True, "error": ""}]}


def _declared(types: Mapping[str, type]) -> dict[str, dict[str, str]]:
    return {_NAMES.get(name, name): {"d": _TYPES[type_]} for name, type_ in types.items()}


def _values(attributes: Attributes) -> Plain:
    return {_NAMES.get(name, name): value for name, value in known(attributes).items()}


def _picture(network: Network) -> Plain:
    """The visual properties: colours and shapes by type, colours and lines by status, widths by independent sources."""
    sources = sorted({whole(arc.attributes, "independent_sources") for arc in network.arcs})
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": LIGHT_GROUND},
            "node": {"NODE_WIDTH": 30, "NODE_HEIGHT": 30, "NODE_LABEL_FONT_SIZE": 11, "NODE_LABEL_COLOR": "#1d232b"},
            "edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle", "EDGE_WIDTH": 1.5, "EDGE_LABEL_FONT_SIZE": 8, "EDGE_LABEL_COLOR": "#1d232b"},
        },
        "nodeMapping": {
            "NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name"}},
            "NODE_BACKGROUND_COLOR": _discrete("type", [(look.name, look.light) for look in TYPES]),
            "NODE_SHAPE": _discrete("type", [*_SHAPES.items()]),
        },
        "edgeMapping": {
            "EDGE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name"}},
            "EDGE_LINE_COLOR": _discrete("status", [(look.name, look.light) for look in STATUSES]),
            "EDGE_TARGET_ARROW_COLOR": _discrete("status", [(look.name, look.light) for look in STATUSES]),
            "EDGE_LINE_STYLE": _discrete("status", [(look.name, plain_line(look.name)) for look in STATUSES]),
            "EDGE_TARGET_ARROW_SHAPE": _discrete("status", [(look.name, "tee" if look.cross else "triangle") for look in STATUSES]),
            "EDGE_WIDTH": _discrete("independent_sources", [(count, edge_width(count)) for count in sources], kind="integer"),
        },
    }


def _discrete(attribute: str, looks: Iterable[tuple[str | int, object]], *, kind: str = "string") -> Plain:
    found = [{"v": value, "vp": look} for value, look in looks]
    return {"type": "DISCRETE", "definition": {"attribute": attribute, "type": kind, "map": found}}
