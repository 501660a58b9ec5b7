"""kg export: a graph that was built, or a part of it, in a format of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.commands.narrowed import About, AsOf, LeastConfidence, Since, Statuses, Undated, narrowed
from kg.commands.options import Directory
from kg.export.formats import Format


def export(
    directory: Directory,
    *,
    to: Annotated[Format, typer.Option("--to", help="The format.", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file or folder to write.", show_default=False)],
    about: About = None,
    since: Since = None,
    as_of: AsOf = None,
    undated: Undated = False,
    statuses: Statuses = None,
    min_confidence: LeastConfidence = 0.0,
    rdf12: Annotated[bool, typer.Option("--rdf12", help="RDF: give each claim its triple as a triple term of RDF 1.2.")] = False,
    base: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--base", metavar="IRI", help="RDF: what the IRIs of entities and claims begin with.", show_default=False),
    ] = None,
) -> int:
    """Write the graph, or a part of it, in a format of other programs."""
    from kg.commands.screen import plain, say
    from kg.export import check_format, write_export

    check_format(to.value, rdf12=rdf12, base=base)
    asked = narrowed(
        directory, about=about or (), since=since, as_of=as_of, undated=undated, statuses=statuses or (), min_confidence=min_confidence
    )
    with asked as (records, scope):
        write_export(records, output, to.value, rdf12=rdf12, base=base)
    if scope:
        say(f"What was written is {plain(scope)}.")
    say(f"Written: {plain(str(output))}")
    return 0
