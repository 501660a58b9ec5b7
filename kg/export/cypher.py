r"""One Cypher script for Neo4j and what speaks its language: constraints, then nodes and relationships in batches.

In: Records. Out: a file for `cypher-shell -f`; every statement is a MERGE, so it can be run again. Values are literals that mean the same
whether a reader turns \uXXXX into characters before it parses, as Neo4j did up to version 4, or in strings alone: no backslash of a value
ever stands before a u.

>>> print(literal("it's"), literal("\\u0027"), literal("\x1b"), literal(("a", "b")))
'it\'s' '\\' + 'u0027' '\u001b' ['a', 'b']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

from kg.atomic import atomic_path
from kg.export.neo4j import constraints
from kg.export.network import Value
from kg.export.property_graph import Nodes, Properties, Ties, to_tables
from kg.model import Records

BATCH = 500
"""Rows of a statement, which is one transaction: enough to be fast, few enough for the memory of a small server."""

_HEAD = """\
// A graph of Actorgraph. In a database of Neo4j 5 or newer: cypher-shell -u neo4j -f THIS_FILE
// Run again it changes nothing; a newer export brings what is new, and takes nothing away.
"""

# Characters that a string holds as escapes: its own signs, what steers a terminal or the direction of text, and what is no character.
_ESCAPED = re.compile("['\\\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_SHORT = {"'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(records: Records, path: Path) -> None:
    """Writes the script."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        file.writelines(f"{statement};\n" for statement in statements(records))


def statements(records: Records) -> Iterator[str]:
    """The statements in their order, without semicolons. No value has a line end in it, so ';' before a line end ends a statement."""
    nodes, ties = to_tables(records)
    yield from constraints(nodes)
    for table in nodes:
        yield from _nodes(table)
    for tie in ties:
        yield from _ties(tie)


def literal(value: Value) -> str:
    """A value as an expression of Cypher."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, str):
        return " + ".join(f"'{_ESCAPED.sub(_escape, part)}'" for part in re.split(r"(?<=\\)(?=[uU])", value))
    return repr(value)


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _nodes(table: Nodes) -> Iterator[str]:
    ordered = sorted(table.rows, key=lambda row: row.label)
    for label, rows in groupby(ordered, key=lambda row: row.label):
        more = f", node:{label}" if label else ""
        maps = (_map({"id": row.id, **row.properties}) for row in rows)
        yield from _batches(maps, f"MERGE (node:{table.label} {{id: row.id}}) SET node += row{more}")


def _ties(table: Ties) -> Iterator[str]:
    ordered = sorted(table.rows, key=lambda row: row.type)
    for type, rows in groupby(ordered, key=lambda row: row.type):
        match = f"MATCH (source:{table.source} {{id: row.source}}) MATCH (target:{table.target} {{id: row.target}})"
        if table.types:
            maps = (f"{{source: {literal(row.source)}, target: {literal(row.target)}, tie: {_map(row.properties)}}}" for row in rows)
            merge = f"MERGE (source)-[tie:{type} {{status: row.tie.status}}]->(target) SET tie += row.tie"
        else:
            maps = (_map({"source": row.source, "target": row.target}) for row in rows)
            merge = f"MERGE (source)-[:{type}]->(target)"
        yield from _batches(maps, f"{match}\n{merge}")


def _map(properties: Properties) -> str:
    """A map without what is not known; its keys are names of this program."""
    return "{" + ", ".join(f"{name}: {literal(value)}" for name, value in properties.items() if value not in {None, "", ()}) + "}"


def _batches(maps: Iterator[str], rest: str) -> Iterator[str]:
    while batch := list(islice(maps, BATCH)):
        yield "UNWIND [\n" + ",\n".join(batch) + f"\n] AS row\n{rest}"
