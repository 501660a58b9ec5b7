"""kg validate: whether the graph of a build is what the vocabulary says."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.commands.options import Directory, Json, Output


class ReportFormat(StrEnum):
    """How `kg validate` shows what it found."""

    text = "text"
    json = "json"
    turtle = "turtle"


def validate(
    directory: Directory,
    *,
    format: Annotated[ReportFormat, typer.Option("--format", help="Text, JSON, or a SHACL report in Turtle.")] = ReportFormat.text,
    json: Json = False,
    output: Output = None,
) -> int:
    """Check the graph against the shapes of the vocabulary.

    The shapes are SHACL. For each violation: the node, the path, what is wrong, what was expected, how to mend it. Exit code 1 where
    the graph breaks a shape.
    """
    import sys
    from json import loads

    from kg.atomic import write_text
    from kg.commands.screen import json_text, plain, say
    from kg.ledger import Ledger
    from kg.validate import validate as run

    with Ledger.open(directory) as ledger:
        report = run(ledger)
    if json or format is ReportFormat.json:
        shown = json_text(loads(report.to_json())) + "\n"
    else:
        text = report.to_turtle() if format is ReportFormat.turtle else report.to_text()
        shown = "".join(f"{plain(line)}\n" for line in text.splitlines())
    if output is None:
        sys.stdout.write(shown)
    else:
        write_text(output, shown)
        say(f"Violations of the shapes: {len(report.violations):,}. The report: {plain(str(output))}")
    return 0 if report.conforms else 1
