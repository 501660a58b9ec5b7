"""kg build, kg rebuild: documents to a folder, and the summary that a person reads."""

from __future__ import annotations

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
    MinConfidence,
    Model,
    Published,
    Rules,
    Workers,
)

if TYPE_CHECKING:
    from kg.report import Counts, Report

Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to; it is made where there is none.")]


def build(
    inputs: Inputs,
    *,
    output: Folder,
    model: Model = DEFAULT_MODEL,
    workers: Workers = 1,
    published: Published = None,
    rules: Rules = None,
    gazetteer: Gazetteers = None,
    extractor: Extractor = DEFAULT_DRAWER,
    min_confidence: MinConfidence = 0.0,
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
            rules_dir=rules,
            gazetteers=tuple(gazetteer or ()),
            extractor=extractor.value,
            min_confidence=min_confidence,
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
        this = {"read": run.read, "unchanged": run.unchanged, "removed": run.removed, "seconds": dict(run.seconds)}
        say_json({**report_content(report), "run": this, "folder": str(report.folder), "page": str(report.folder / HTML)})
        return report.exit_code
    say()
    _documents(report)
    show_counts(report.counts)
    say(f"The page: {plain(str(report.folder / HTML))}")
    return report.exit_code


def _documents(report: Report) -> None:
    from kg.commands.screen import table

    rows: list[tuple[str, int]] = [
        ("in the graph", report.counts.documents),
        ("read now", report.run.read),
        ("unchanged", report.run.unchanged),
        ("removed", report.run.removed),
        ("duplicates", report.duplicates),
        ("skipped", len(report.skipped)),
        ("violations of the shapes", len(report.violations)),
    ]
    table("Documents", ["", "count"], [row for number, row in enumerate(rows) if number == 0 or row[1]])


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
