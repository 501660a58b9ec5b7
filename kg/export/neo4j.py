"""A folder for `neo4j-admin database import full`: the fast way into a new database of Neo4j.

In: Records. Out: a folder of CSV files, each with its header in a file of its own, and `import.sh` with the command; as
https://neo4j.com/docs/operations-manual/current/import/ has them.

>>> _cells(("a", 'b"c', None, "", 2, 0.5, ("x", "y")))
'"a","b""c",,,2,0.5,"x\\x1fy"'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.atomic_folder import atomic_folder
from kg.export.network import Value
from kg.export.property_graph import Nodes, Ties, to_tables
from kg.model import Records

ARRAY = "\x1f"
"""What stands between the entries of a list: the unit separator, which no entry keeps."""

_TYPES = {str: "", int: ":long", float: ":double", tuple: ":string[]"}

_SCRIPT = """\
#!/bin/sh
# Imports this folder into a database of Neo4j 5 or newer that does not exist yet, or is stopped:
#
#     ./import.sh                                         the database neo4j
#     ./import.sh news --overwrite-destination=true       another one; what it holds is replaced
#
# Then start it and index the ids, in cypher-shell or the browser:
#
{constraints}
set -eu
cd "$(dirname "$0")"
database="${{1:-neo4j}}"
[ $# -eq 0 ] || shift
exec neo4j-admin database import full --id-type=string --multiline-fields=true --array-delimiter=U+001F \\
{files}
    "$@" "$database"
"""


def constraints(nodes: Iterable[Nodes]) -> list[str]:
    """The statements, without a semicolon, that make ids unique and so find nodes fast."""
    return [
        f"CREATE CONSTRAINT actorgraph_{table.name} IF NOT EXISTS FOR (node:{table.label}) REQUIRE node.id IS UNIQUE" for table in nodes
    ]


def write(records: Records, path: Path) -> None:
    """Writes the folder; text is always in quotes, so that nothing but a missing value is empty."""
    nodes, ties = to_tables(records)
    with atomic_folder(path) as folder:
        options = []
        for table in nodes:
            rows = ((row.id, *_row(row.properties, table.types), row.label) for row in table.rows)
            _write(folder, table.name, (f"id:ID({table.label})", *_header(table.types), ":LABEL"), rows)
            options.append(f"--nodes={table.label}={table.name}-header.csv,{table.name}.csv")
        for tie in ties:
            _write(folder, tie.name, _ends(tie), ((row.source, row.target, *_row(row.properties, tie.types), row.type) for row in tie.rows))
            options.append(f"--relationships={tie.name}-header.csv,{tie.name}.csv")
        script = _SCRIPT.format(
            constraints="\n".join(f"#     {statement};" for statement in constraints(nodes)),
            files="\n".join(f"    {option} \\" for option in options),
        )
        (folder / "import.sh").write_text(script, encoding="utf-8", newline="\n")
        (folder / "import.sh").chmod(0o755)


def _ends(table: Ties) -> tuple[str, ...]:
    return (f":START_ID({table.source})", f":END_ID({table.target})", *_header(table.types), ":TYPE")


def _header(types: Mapping[str, type]) -> list[str]:
    return [f"{name}{_TYPES[type_]}" for name, type_ in types.items()]


def _row(properties: Mapping[str, Value | None], types: Mapping[str, type]) -> list[Value | None]:
    return [properties[name] for name in types]


def _write(folder: Path, name: str, header: Iterable[str], rows: Iterable[Iterable[Value | None]]) -> None:
    (folder / f"{name}-header.csv").write_text(",".join(header) + "\n", encoding="utf-8", newline="\n")
    with (folder / f"{name}.csv").open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(_cells(row) + "\n" for row in rows)


def _cells(row: Iterable[Value | None]) -> str:
    return ",".join(map(_cell, row))


def _cell(value: Value | None) -> str:
    if isinstance(value, tuple):
        value = ARRAY.join(entry.replace(ARRAY, " ") for entry in value)
    if value is None or value == "":
        return ""
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else repr(value)
