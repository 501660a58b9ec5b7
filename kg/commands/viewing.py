"""kg html, kg export: views of a graph that was built."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.commands.options import Directory


class PageTheme(StrEnum):
    """The colours of the page."""

    system = "system"
    light = "light"
    dark = "dark"


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
    about: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--about", metavar="ENTITY", help="Only claims of this entity (id or name); repeatable.", show_default=False),
    ] = None,
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--since", metavar="DATE", help="Only claims of this year, month or day and later.", show_default=False),
    ] = None,
    max_edges: Annotated[int, typer.Option("--max-edges", metavar="N", min=1, help="Show the N strongest relations.")] = 2_000,
    theme: Annotated[PageTheme, typer.Option("--theme", help="Light or dark, or as the reader's system is.")] = PageTheme.system,
) -> int:
    """Write the interactive page.

    One HTML file that loads nothing from anywhere.
    """
    from kg.commands.screen import plain, say
    from kg.html import TITLE, Limits, narrow, write_html
    from kg.ledger import Ledger

    with Ledger.open(directory) as ledger:
        part = narrow(ledger, about=about or (), since=since) if about or since is not None else None
        name = TITLE if title is None else title
        scope = part.words if part else ""
        write_html(part or ledger, output, title=name, limits=Limits(edges=max_edges), theme=theme.value, scope=scope)
    if part:
        say(f"The page is {plain(part.words)}.")
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
