"""kg query: a question to the graph, by its name or in SPARQL."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.commands.options import Directory, Output


class ResultFormat(StrEnum):
    """How `kg query` shows what was found."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


class IndexUse(StrEnum):
    """Whether a graph is asked from an index on disk."""

    auto = "auto"
    always = "always"
    never = "never"


def query(
    directory: Directory,
    question: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="NAME|SPARQL", help="The name of a query (see --list), or SPARQL.", show_default=False),
    ] = None,
    values: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="[PARAMETER=VALUE]...", help="Parameters, such as platform=platform:x or platform=X.", show_default=False),
    ] = None,
    *,
    file: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("-f", "--file", metavar="FILE", help="Read the SPARQL from a file.", show_default=False),
    ] = None,
    param: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--param", metavar="NAME=VALUE", help="The same as PARAMETER=VALUE; may be given more than once.", show_default=False),
    ] = None,
    as_of: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--as-of", metavar="DATE", help="Only documents published by DATE (2026, 2026-01, 2026-01-31).", show_default=False),
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="With --as-of: documents without a date count too.")] = False,
    format: Annotated[ResultFormat, typer.Option("--format", help="How to show the result.")] = ResultFormat.table,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Output = None,
    time_limit: Annotated[float, typer.Option("--time-limit", metavar="SECONDS", help="Stop a query that works longer.")] = 30.0,
    index: Annotated[IndexUse, typer.Option("--index", help="Ask large graphs from an index in DIR/index.")] = IndexUse.auto,
    explain: Annotated[bool, typer.Option("--explain", help="Show the SPARQL that would be run, and run nothing.")] = False,
    list_queries: Annotated[bool, typer.Option("--list", help="List the queries that have a name, with their parameters.")] = False,
) -> int:
    """Ask the graph: a query that has a name, or SPARQL.

    Prefixes such as ag: and platform: are known; nothing is fetched from anywhere, nothing is changed.
    """
    from kg.commands.screen import complain

    if list_queries:
        return _list_queries(json=json)
    if file is not None and question is not None and re.match(r"\w+=", question):
        text, words = _question(None, file), [question, *(values or [])]
    else:
        text, words = _question(question, file), values or []
    params = _parameters(words, param or [])
    if undated and as_of is None:
        from kg.errors import UsageError

        raise UsageError("--undated: says which documents count at a date; name one with --as-of DATE")
    if explain:
        from kg.query import by_id
        from kg.query import explain as show

        return _write(show(text, params=by_id(directory, text, params)).rstrip("\n") + "\n", output)

    from kg.query import query as run

    result = run(
        directory, text, params=params, as_of=as_of, undated=undated, time_limit=time_limit, index=index.value,
        progress=lambda what: complain(f"kg: {what} ..."),
    )  # fmt: skip
    for note in result.notes:
        complain(f"kg: {note}")
    return _write(result.to_text("json" if json else format.value), output)


def _write(text: str, output: Path | None) -> int:
    import sys

    from kg.atomic import write_text

    if output is not None:
        write_text(output, text)
    else:
        sys.stdout.write(text)
    return 0


def _question(question: str | None, file: Path | None) -> str:
    from kg.errors import UsageError

    if (question is None) == (file is None):
        raise UsageError("name a query, write SPARQL, or give a file with -f: one of the three (kg query DIR --list names queries)")
    if file is None:
        return question or ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UsageError(f"-f {file}: cannot be read: {reason}; name a file that holds SPARQL in UTF-8") from error


def _parameters(words: list[str], options: list[str]) -> dict[str, str]:
    """Parameters by name, from words behind the question and from --param; UsageError where one is none, or is given twice."""
    from kg.errors import UsageError

    found: dict[str, str] = {}
    for place, pair in [*(("", word) for word in words), *(("--param ", option) for option in options)]:
        name, sign, value = pair.partition("=")
        if not name or not sign:
            raise UsageError(f"{place}{pair}: expected NAME=VALUE, such as {place}platform=platform:x")
        if name in found:
            raise UsageError(f"{place}{pair}: {name} is given twice; give it once")
        found[name] = value
    return found


def _list_queries(*, json: bool) -> int:
    from kg.commands.screen import plain, say, say_json
    from kg.named_queries import named_queries

    queries = named_queries()
    if json:
        say_json(
            [
                {
                    "name": query.name,
                    "description": query.description,
                    "parameters": [{"name": part.name, "kind": part.kind, "description": part.description} for part in query.parameters],
                }
                for query in queries
            ]
        )
        return 0
    for query in queries:
        say(f"{query.name}\n    {plain(query.description)}")
        for part in query.parameters:
            say(f"    {part.name}=...  ({part.kind}) {plain(part.description)}")
    return 0
