"""GEXF 1.3 (https://gexf.net/), for Gephi and gephi-lite: a dynamic graph with its picture.

In: Records. Out: a file with a directed multigraph. Edges stand from the first to the last day that they are told of; NetworkX would write
1.2 with attributes that its schema refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from kg.as_of import last_day
from kg.atomic import atomic_path
from kg.export.network import EDGE, NODE, Arc, Attributes, Node, flat, to_network, whole
from kg.export.picture import LINES, edge_width, hex_rgb, node_size, places
from kg.html.look import STATUSES, type_look
from kg.literals import fit
from kg.model import Records

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    "  <meta>\n    <creator>Actorgraph</creator>\n  </meta>\n"
    '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
)
_TYPES = {str: "string", float: "double", int: "integer", tuple: "string"}
_ENDS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_SHAPES: Mapping[str, str] = MappingProxyType({"organisation": "square", "law": "diamond", "product": "triangle"})
"""The shapes that GEXF 1.3 knows, where they are those of the page; all other nodes are discs."""
_COLOURS: Mapping[str, str] = MappingProxyType({look.name: look.light for look in STATUSES})


def write(records: Records, path: Path) -> None:
    """Writes GEXF 1.3; nodes are named by the entity's id, edges have ids of their own, labels and kinds are those of Gephi."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(records))


def _lines(records: Records) -> Iterator[str]:
    network = to_network(records)
    stand = places(network)
    yield _HEAD
    yield from _attributes("node", NODE)
    yield from _attributes("edge", EDGE)
    yield "    <nodes>\n"
    for node in network.nodes:
        yield from _node(node, stand.get(node.id))
    yield "    </nodes>\n    <edges>\n"
    for arc in network.arcs:
        yield from _edge(arc)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _attributes(kind: str, types: Mapping[str, type]) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">\n'
    for name, type_ in types.items():
        if name != "label":
            yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[type_]}"/>\n'
    yield "    </attributes>\n"


def _node(node: Node, at: tuple[int, int] | None) -> Iterator[str]:
    """The node with its picture; Gephi's y goes upwards."""
    kind = str(node.attributes["type"])
    yield f"      <node id={_quoted(node.id)} label={_quoted(str(node.attributes['label']))}>\n"
    yield from _values(node.attributes)
    yield _colour(type_look(kind).light)
    if at is not None:
        yield f'        <viz:position x="{at[0]}" y="{-at[1]}" z="0"/>\n'
    yield f'        <viz:size value="{node_size(whole(node.attributes, "claims"))}"/>\n'
    yield f'        <viz:shape value="{_SHAPES.get(kind, "disc")}"/>\n      </node>\n'


def _edge(arc: Arc) -> Iterator[str]:
    """The edge with its time: from the first day of its first date to the last day of its last, both inclusive; without dates, always."""
    first, last, status = str(arc.attributes["first"]), str(arc.attributes["last"]), str(arc.attributes["status"])
    start, end = _first_day(first), last_day(last)
    time = f' start="{start}" end="{end}"' if start and end else ""
    # Gephi keeps parallel edges apart by their kind; two of one kind become one.
    label, kind = _quoted(str(arc.attributes["label"])), _quoted(f"{arc.attributes['predicate']}:{status}")
    ends = f"source={_quoted(arc.source)} target={_quoted(arc.target)}"
    yield f'      <edge id="{arc.id}" {ends} label={label} weight="{arc.attributes["claims"]}" kind={kind}{time}>\n'
    yield from _values(arc.attributes)
    yield _colour(_COLOURS[status])
    yield f'        <viz:thickness value="{edge_width(whole(arc.attributes, "independent_sources"))}"/>\n'
    yield f'        <viz:shape value="{LINES[status]}"/>\n      </edge>\n'


def _values(attributes: Attributes) -> Iterator[str]:
    """Values that are not empty."""
    yield "        <attvalues>\n"
    for name, value in flat(attributes).items():
        if name != "label" and value != "":
            yield f'          <attvalue for="{name}" value={_quoted(str(value))}/>\n'
    yield "        </attvalues>\n"


def _colour(colour: str) -> str:
    red, green, blue = hex_rgb(colour)
    return f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'


def _first_day(date: str) -> str | None:
    """The first day that a year, month, day or moment may mean; None where it is no date."""
    day = date[:10]
    return None if last_day(date) is None else day + "-01-01"[: 10 - len(day)]


def _quoted(text: str) -> str:
    return quoteattr(fit(text), _ENDS)
