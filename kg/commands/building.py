"""kg build, kg rebuild: documents to a folder, and the summary that a person reads."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.commands.options import (
    DEFAULT_DRAWER,
    DEFAULT_MODEL,
    Directory,
    Extractor,
    Gazetteers,
    Inputs,
    Json,
    Languages,
    MinConfidence,
    Model,
    Published,
    Rules,
    TextField,
    Workers,
)

if TYPE_CHECKING:
    from kg.report import Counts, Report

class ViewsName(StrEnum):
    """When graph.trig and graph.html are written."""

    auto = "auto"
    always = "always"
    never = "never"


WhichViews = Annotated[
    ViewsName, typer.Option("--views", help="Write graph.trig and graph.html: where the graph is not large, always, or never.")
]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to; it is made where there is none.")]


MOST = 5
"""Changed files that are named."""


def build(
    inputs: Inputs,
    *,
    output: Folder,
    model: Model = DEFAULT_MODEL,
    workers: Workers = 1,
    published: Published = None,
    text_field: TextField = None,
    language: Languages = None,
    rules: Rules = None,
    gazetteer: Gazetteers = None,
    extractor: Extractor = DEFAULT_DRAWER,
    min_confidence: MinConfidence = 0.0,
    views: WhichViews = ViewsName.auto,
    json: Json = False,
) -> int:
    """Read documents and write the graph to a folder.

    The folder holds ledger.sqlite, graph.trig, graph.html and report.json. Run again, it reads what is new or changed.
    """
    from kg.build import build as run
    from kg.commands.screen import progress_bar

    with progress_bar() as progress:
        report = run(
            inputs,
            output,
            model=model,
            workers=workers,
            published=published,
            text_field=text_field,
            languages=tuple(language or ()),
            rules_dir=rules,
            gazetteers=tuple(gazetteer or ()),
            extractor=extractor.value,
            min_confidence=min_confidence,
            views=views.value,
            progress=progress,
        )
    return show_report(report, json=json)


def rebuild(directory: Directory, *, json: Json = False) -> int:
    """Write the files of a build again from its ledger."""
    from kg.commands.screen import progress_bar
    from kg.views import rebuild as run

    with progress_bar() as progress:
        report = run(directory, progress=progress)
    return show_report(report, json=json)


def show_report(report: Report, *, json: bool) -> int:
    """Prints a report, names skipped documents on standard error, and gives the exit code."""
    from kg.commands.screen import complain, plain, say, say_json
    from kg.report import report_content
    from kg.views import HTML

    for item in report.skipped:
        complain(f"skipped {item}")
    for violation in report.violations:
        complain(f"violation: {violation}")
    run = report.run
    if json:
        numbers = {"read": run.read, "unchanged": run.unchanged, "removed": run.removed, "retracted": run.retracted}
        because = {"because": dict(run.because), "changes": {part: list(names) for part, names in run.changes.items()}}
        page = str(report.folder / HTML) if HTML in report.outputs else None
        this = {**numbers, **because, "seconds": dict(run.seconds)}
        say_json({**report_content(report), "run": this, "folder": str(report.folder), "page": page})
        return report.exit_code
    say()
    _documents(report)
    show_counts(report.counts)
    if HTML in report.outputs:
        say(f"The page: {plain(str(report.folder / HTML))}")
    else:
        say("graph.trig and graph.html were left out; `kg rebuild`, `kg export` and `kg html` write them when they are wanted.")
    return report.exit_code


def _documents(report: Report) -> None:
    from kg.commands.screen import plain, say, table

    rows: list[tuple[str, int]] = [
        ("in the graph", report.counts.documents),
        ("read now", report.run.read),
        *((f"  {why}", number) for why, number in report.run.because.items()),
        ("unchanged", report.run.unchanged),
        ("removed", report.run.removed),
        ("retracted before, passed over", report.run.retracted),
        ("duplicates, word for word", report.duplicates),
        ("near-duplicates", report.counts.copies),
        ("skipped", len(report.skipped)),
        ("violations of the shapes", len(report.violations)),
    ]
    table("Documents", ["", "count"], [row for number, row in enumerate(rows) if number == 0 or row[1]])
    for part, names in report.run.changes.items():
        say(plain(f"{part} changed since: {'; '.join(names[:MOST])}" + (f"; {len(names) - MOST} more" if len(names) > MOST else "")))


def show_counts(counts: Counts) -> None:
    """Prints entities by type, claims by predicate and status, and what was dropped and why."""
    from kg.commands.screen import say, table
    from kg.model import STATUSES

    table("Entities", ["type", "count"], list(counts.entities.items()), foot=("all", counts.all_entities))
    rows: list[tuple[Any, ...]] = [
        (name, *(statuses.get(status, 0) for status in STATUSES), sum(statuses.values())) for name, statuses in counts.claims.items()
    ]
    foot = ("all", *(counts.with_status(status) for status in STATUSES), counts.all_claims)
    table("Claims", ["predicate", *STATUSES, "all"], rows, foot=foot)
    if not rows:
        say("No claims were found.\n")
    if counts.withheld:
        say(f"Claims that are less sure than --min-confidence, left out: {counts.withheld}\n")
    if any(counts.reviewed.values()):
        table("Reviewed", ["verdict", "claims"], [(name, number) for name, number in counts.reviewed.items() if number])
    table("Dropped", ["why", "blocks"], list(counts.dropped.items()), foot=("all", sum(counts.dropped.values())))
