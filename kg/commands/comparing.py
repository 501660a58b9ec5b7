"""kg diff: what changed from one graph to another."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import Json, Output

if TYPE_CHECKING:
    from kg.ledger import Ledger

Before = Annotated[Path, typer.Argument(metavar="BEFORE", help="The folder of a build, or its ledger.", show_default=False)]
After = Annotated[Path, typer.Argument(metavar="AFTER", help="The folder of another, or a later copy.", show_default=False)]


class DiffFormat(StrEnum):
    """How changes are shown."""

    text = "text"
    json = "json"
    rdf_patch = "rdf-patch"


Format = Annotated[DiffFormat, typer.Option("--format", help="Lines to read, JSON, or an RDF patch for other stores.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where the graphs differ.")]


def diff(
    before: Before,
    after: After,
    *,
    format: Format = DiffFormat.text,
    json: Json = False,
    output: Output = None,
    exit_code: ExitCode = False,
) -> int:
    """Show what changed from one graph to another: documents, entities, edges and claims that were added, are gone or have changed."""
    from kg.atomic import atomic_path
    from kg.ledger import Ledger

    with Ledger.open(before) as one, Ledger.open(after) as other:
        pieces = _pieces(one, other, DiffFormat.json if json else format)
        if output is None:
            sys.stdout.writelines(pieces)
        else:
            with atomic_path(output) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces)
        return int(exit_code and one.digest() != other.digest())


def _pieces(before: Ledger, after: Ledger, format: DiffFormat) -> Iterator[str]:
    from kg.commands.screen import plain
    from kg.diff import diff as compare
    from kg.diff import lines
    from kg.rdf_patch import rdf_patch

    if format is DiffFormat.rdf_patch:
        yield from rdf_patch(before, after, ids=(before.digest(), after.digest()))
    elif format is DiffFormat.json:
        yield json_format.dumps(compare(before, after).content(), ensure_ascii=False, indent=2) + "\n"
    else:
        found = compare(before, after)
        yield from (f"{plain(line)}\n" for line in lines(found))
        if found.same:
            yield "The graphs hold the same.\n"
