"""kg retract: takes documents back out of a graph, and keeps them out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Optional

import typer

from kg.commands.options import Directory, Json

Sources = Annotated[
    Optional[list[str]],  # noqa: UP045 (typer reads it when the program runs)
    typer.Argument(metavar="SOURCE", help="A document's id, name, source (a file or a folder) or address.", show_default=False),
]
Reason = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--reason", metavar="TEXT", help="Why, for whoever asks later.", show_default=False),
]
Restore = Annotated[bool, typer.Option("--restore", help="Take retractions back: the next build reads the documents again.")]
List = Annotated[bool, typer.Option("--list", help="List what was retracted.")]
KeepViews = Annotated[bool, typer.Option("--keep-views", help="Leave graph.trig, graph.html and report.json as they are.")]


def retract(
    directory: Directory,
    sources: Sources = None,
    *,
    reason: Reason = None,
    restore: Restore = False,
    list: List = False,
    keep_views: KeepViews = False,
    json: Json = False,
) -> int:
    """Take documents back out of the graph, with all that they gave; later builds pass them over."""
    from kg.commands.screen import complain, plain, progress_bar, say, say_json
    from kg.retract import restore as take_back
    from kg.retract import retract as take_out
    from kg.retract import retractions

    if list:
        found = retractions(directory)
        if json:
            say_json([asdict(one) for one in found])
        for one in () if json else found:
            say(plain(f"{one.document}  {one.source}" + (f"  ({one.reason})" if one.reason else "")))
        return 0
    if restore:
        done = take_back(directory, sources or ())
    else:
        with progress_bar() as progress:
            done = take_out(directory, sources or (), reason=reason, keep_views=keep_views, progress=progress)
    for violation in done.report.violations if done.report else ():
        complain(f"violation: {violation}")
    if json:
        copies = [{"document": document, "source": source} for document, source in done.copies]
        say_json({"changed": [asdict(one) for one in done.changed], "near-duplicates that stay": copies})
        return 0
    for one in done.changed:
        say(plain(f"{'restored' if restore else 'retracted'} {one.document}  {one.source}"))
    for document, source in done.copies:
        say(plain(f"a near-duplicate stays: {document}  {source}"))
    return 0
