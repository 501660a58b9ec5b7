"""kg query, kg html, kg export, kg validate: views of a graph that was built."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.commands.options import Directory, Json, Output


class ResultFormat(StrEnum):
    """How `kg query` shows what was found."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


class ExportFormat(StrEnum):
    """What `kg export` writes."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    ntriples = "ntriples"
    jsonld = "jsonld"
    rdfxml = "rdfxml"
    graphml = "graphml"
    gexf = "gexf"


def query(
    directory: Directory,
    question: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="NAME|SPARQL", help="The name of a query (see --list), or SPARQL.", show_default=False),
    ] = None,
    *,
    file: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("-f", "--file", metavar="FILE", help="Read the SPARQL from a file.", show_default=False),
    ] = None,
    param: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--param", metavar="NAME=VALUE", help="A parameter of the query; may be given more than once.", show_default=False),
    ] = None,
    format: Annotated[ResultFormat, typer.Option("--format", help="How to show the result.")] = ResultFormat.table,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Output = None,
    time_limit: Annotated[float, typer.Option("--time-limit", metavar="SECONDS", help="Stop a query that takes longer.")] = 30.0,
    list_queries: Annotated[bool, typer.Option("--list", help="List the queries that have a name, with their parameters.")] = False,
) -> int:
    """Ask the graph: a query that has a name, or SPARQL.

    Prefixes such as ag: and platform: are known; nothing is fetched from anywhere, nothing is changed.
    """
    import sys

    from kg.atomic import write_text
    from kg.query import query as run

    if list_queries:
        return _list_queries(json=json)
    text = _question(question, file)
    result = run(directory, text, params=_parameters(param or []), time_limit=time_limit)
    shown = result.to_text("json" if json else format.value)
    if output is not None:
        write_text(output, shown)
    else:
        sys.stdout.write(shown)
    return 0


def html(
    directory: Directory,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write.", show_default=False)],
    title: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--title", metavar="TEXT", help="The title of the page.", show_default=False),
    ] = None,
) -> int:
    """Write the interactive page.

    One HTML file that loads nothing from anywhere.
    """
    from kg.commands.screen import plain, say
    from kg.html import write_html
    from kg.ledger import Ledger

    with Ledger.open(directory) as ledger:
        if title is None:
            write_html(ledger, output)
        else:
            write_html(ledger, output, title=title)
    say(f"The page: {plain(str(output))}")
    return 0


def export(
    directory: Directory,
    *,
    to: Annotated[ExportFormat, typer.Option("--to", help="The format.", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file to write.", show_default=False)],
) -> int:
    """Write the graph in a format of other programs."""
    from kg.commands.screen import plain, say
    from kg.export import write_export
    from kg.ledger import Ledger

    with Ledger.open(directory) as ledger:
        write_export(ledger, output, to.value)
    say(f"Written: {plain(str(output))}")
    return 0


def validate(directory: Directory, *, json: Json = False) -> int:
    """Check the graph against the shapes of the vocabulary.

    The shapes are SHACL; exit code 1 where the graph breaks them.
    """
    from json import loads

    from kg.commands.screen import plain, say, say_json
    from kg.ledger import Ledger
    from kg.validate import validate as run

    with Ledger.open(directory) as ledger:
        report = run(ledger)
    if json:
        say_json(loads(report.to_json()))
        return 0 if report.conforms else 1
    for violation in report.violations:
        say(plain(str(violation)))
    say("The graph conforms to the shapes." if report.conforms else f"{len(report.violations)} violations of the shapes.")
    return 0 if report.conforms else 1


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


def _parameters(pairs: list[str]) -> dict[str, str]:
    from kg.errors import UsageError

    wrong = [pair for pair in pairs if not pair.partition("=")[0] or "=" not in pair]
    if wrong:
        raise UsageError(f"--param {wrong[0]}: expected NAME=VALUE, such as --param platform=platform:x")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


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
            say(f"    --param {part.name}=...  ({part.kind}) {plain(part.description)}")
    return 0
