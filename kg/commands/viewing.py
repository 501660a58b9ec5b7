"""kg html: the page of a graph that was built, or of a part of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.commands.narrowed import About, AsOf, LeastConfidence, Since, Statuses, Undated, narrowed
from kg.commands.options import Directory


class PageTheme(StrEnum):
    """The colours of the page."""

    system = "system"
    light = "light"
    dark = "dark"


def html(
    directory: Directory,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write.", show_default=False)],
    title: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--title", metavar="TEXT", help="The title of the page.", show_default=False),
    ] = None,
    about: About = None,
    since: Since = None,
    as_of: AsOf = None,
    undated: Undated = False,
    statuses: Statuses = None,
    min_confidence: LeastConfidence = 0.0,
    max_edges: Annotated[int, typer.Option("--max-edges", metavar="N", min=1, help="Show the N strongest relations.")] = 20_000,
    theme: Annotated[PageTheme, typer.Option("--theme", help="Light or dark, or as the reader's system is.")] = PageTheme.system,
) -> int:
    """Write the interactive page.

    One HTML file that loads nothing from anywhere. Where there are more relations than a page can show, all of them go into a GEXF file
    beside it.
    """
    from kg.commands.screen import plain, say
    from kg.export import write_export
    from kg.html import TITLE, Limits, write_html

    asked = narrowed(
        directory, about=about or (), since=since, as_of=as_of, undated=undated, statuses=statuses or (), min_confidence=min_confidence
    )
    with asked as (records, scope):
        name = TITLE if title is None else title
        whole = output.parent / f"{output.name if output.suffix == '.gexf' else output.stem}.gexf"
        partial = write_html(
            records, output, title=name, limits=Limits(edges=max_edges), theme=theme.value, scope=scope, whole=whole.name
        )
        if partial:
            write_export(records, whole, "gexf")
    if scope:
        say(f"The page is {plain(scope)}.")
    say(f"The page: {plain(str(output))}")
    if partial:
        say(f"It shows the strongest relations. All of them: {plain(str(whole))}")
    return 0
