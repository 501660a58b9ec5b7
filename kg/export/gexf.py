"""GEXF 1.3 (https://gexf.net/), for Gephi and gephi-lite.

In: Records. Out: a file with a directed multigraph, valid against the schema; NetworkX writes 1.2 with attributes that its schema refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

from kg.atomic import atomic_path
from kg.export.network import EDGE, NODE, Attributes, to_network
from kg.model import Records

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
_TYPES = {str: "string", float: "double", int: "integer"}
_ENDS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def write(records: Records, path: Path) -> None:
    """Writes GEXF 1.3; nodes are named by the entity's id, edges have ids of their own, labels and kinds are those of Gephi."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(records))


def _lines(records: Records) -> Iterator[str]:
    network = to_network(records)
    yield _HEAD
    yield "  <meta>\n    <creator>Actorgraph</creator>\n  </meta>\n"
    yield '  <graph defaultedgetype="directed" mode="static">\n'
    yield from _attributes("node", NODE)
    yield from _attributes("edge", EDGE)
    yield "    <nodes>\n"
    for node in network.nodes:
        yield f"      <node id={_quoted(node.id)} label={_quoted(str(node.attributes['label']))}>\n"
        yield from _values(node.attributes, NODE)
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for arc in network.arcs:
        label = _quoted(str(arc.attributes["label"]))
        weight = arc.attributes["claims"]
        yield (
            f'      <edge id="{arc.id}" source={_quoted(arc.source)} target={_quoted(arc.target)} label={label} '
            f'weight="{weight}" kind={_quoted(str(arc.attributes["predicate"]))}>\n'
        )
        yield from _values(arc.attributes, EDGE)
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _attributes(kind: str, types: Mapping[str, type]) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">\n'
    for name, type_ in types.items():
        if name != "label":
            yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[type_]}"/>\n'
    yield "    </attributes>\n"


def _values(attributes: Attributes, types: Mapping[str, type]) -> Iterator[str]:
    """Values that are not empty."""
    yield "        <attvalues>\n"
    for name in types:
        if name != "label" and attributes[name] != "":
            yield f'          <attvalue for="{name}" value={_quoted(str(attributes[name]))}/>\n'
    yield "        </attvalues>\n"


def _quoted(text: str) -> str:
    return quoteattr(text, _ENDS)
