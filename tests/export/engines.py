"""Engines of others that read what is written for Neo4j: ladybug takes the folder, kglite the script.

In: a folder or a script. Out: a connection, or the rows of queries.

>>> run("CREATE (:Entity {id: 'a'});\\n", ["MATCH (n:Entity) RETURN n.id AS id ORDER BY id"])
[[{'id': 'a'}, {'id': 'a'}]]
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ladybug

TYPES = {"": "STRING", "long": "INT64", "double": "DOUBLE", "string[]": "STRING"}

# Runs a script twice and answers questions; in a process of its own, since none has room for the thread-local memory of kglite and rensa.
KGLITE = """
import json, sys
import kglite

asked = json.load(sys.stdin)
graph = kglite.KnowledgeGraph()
for _ in range(2):
    for statement in asked["statements"]:
        graph.cypher(statement)
print(json.dumps([graph.cypher(query).to_list() for query in asked["queries"]]))
"""


def load(folder: Path) -> ladybug.Connection:
    """The folder in a database of ladybug: tables made of the headers, data copied from the files as they are."""
    connection = ladybug.Connection(ladybug.Database(":memory:"))
    script = (folder / "import.sh").read_text(encoding="utf-8")
    for kind, name in re.findall(r"--(nodes=\w+|relationships)=(\w+)-header\.csv,\2\.csv \\\n", script):
        columns = []
        ends = []
        for field in (folder / f"{name}-header.csv").read_text(encoding="utf-8").strip().split(","):
            word, _, type_ = field.partition(":")
            if type_.startswith(("START_ID", "END_ID")):
                ends.append(type_.partition("(")[2].rstrip(")"))
            elif type_.startswith("ID("):
                columns.append(f"{word} STRING PRIMARY KEY")
            else:
                columns.append(f"{word or type_.lower()} {TYPES.get(type_, 'STRING')}")
        if kind == "relationships":
            connection.execute(f"CREATE REL TABLE {name}(FROM {ends[0]} TO {ends[1]}, {', '.join(columns)})")
            table = name
        else:
            table = kind.partition("=")[2]
            connection.execute(f"CREATE NODE TABLE {table}({', '.join(columns)})")
        if (folder / f"{name}.csv").stat().st_size:
            connection.execute(f"COPY {table} FROM '{folder / f'{name}.csv'}' (HEADER=false, PARALLEL=false, ESCAPE='\"')")
    return connection


def rows(connection: ladybug.Connection, query: str) -> list[list[Any]]:
    result = connection.execute(query)
    assert isinstance(result, ladybug.QueryResult)
    return [list(row) for row in result]


def run(script: str, queries: list[str]) -> list[list[dict[str, Any]]]:
    """The rows of each query, without what is not known, after the script has run twice."""
    given = json.dumps({"statements": list(parts(script)), "queries": queries})
    done = subprocess.run([sys.executable, "-c", KGLITE], input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    answers: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return [[{name: value for name, value in row.items() if value is not None} for row in rows] for rows in answers]


def parts(script: str) -> Iterator[str]:
    """The statements, as cypher-shell parts them: a semicolon at the end of a line."""
    return (part for part in re.split(r";\n", script) if part.strip())
