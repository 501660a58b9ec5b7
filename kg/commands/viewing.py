"""kg html, kg export: views of a graph that was built."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.commands.options import Directory


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
    rdf12: Annotated[bool, typer.Option("--rdf12", help="RDF: give each claim its triple as a triple term of RDF 1.2.")] = False,
    base: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--base", metavar="IRI", help="RDF: what the IRIs of entities and claims begin with.", show_default=False),
    ] = None,
) -> int:
    """Write the graph in a format of other programs."""
    from kg.commands.screen import plain, say
    from kg.export import write_export
    from kg.ledger import Ledger

    with Ledger.open(directory) as ledger:
        write_export(ledger, output, to.value, rdf12=rdf12, base=base)
    say(f"Written: {plain(str(output))}")
    return 0
