"""kg report: one entity of a graph on paper, with its timeline, its claims, their sentences and sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.narrowed import AsOf, LeastConfidence, Since, Statuses, Undated, narrowed
from kg.commands.options import Directory
from kg.commands.viewing import PageTheme


def report(
    directory: Directory,
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Its id or name.", show_default=False)],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write: .html or .pdf.", show_default=False)],
    since: Since = None,
    as_of: AsOf = None,
    undated: Undated = False,
    statuses: Statuses = None,
    min_confidence: LeastConfidence = 0.0,
    theme: Annotated[PageTheme, typer.Option("--theme", help="Light or dark, or as the reader's system is.")] = PageTheme.system,
) -> int:
    """Write a report of one entity.

    A page without scripts, or a PDF that Chromium prints: timeline, claims with sentences and sources, contradictions.
    """
    from kg.commands.screen import plain, say
    from kg.dossier import write_dossier
    from kg.dossier.page import check_suffix
    from kg.narrowing import narrow

    check_suffix(output)
    with narrowed(directory, as_of=as_of, undated=undated) as (records, scope):
        chosen = () if "all" in (statuses or ()) else statuses or ()
        part = narrow(records, about=[entity], since=since, statuses=chosen, min_confidence=min_confidence)
        words = "; ".join(filter(None, (scope, part.words)))
        write_dossier(part, output, theme=theme.value, scope=words)
    say(f"The report is {plain(words)}.")
    say(f"The report: {plain(str(output))}")
    return 0
