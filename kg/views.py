"""The files of a build that are derived from its ledger: graph.trig, dataset.ttl (VoID and DCAT), graph.html, report.json.

They can be deleted and written again.

In: an open ledger and the folder. Out: the files, all of them or none, and the Report. Files that are there and belong to this very
ledger are not written again.

graph.trig and graph.html are written whole: for a graph of many claims that takes minutes, whatever little was added. So beyond
LARGE claims a build leaves them to those who want them (`kg rebuild`, `kg export`, `kg html`), takes away those that no longer fit the
ledger, and holds against the shapes only what it read.

>>> GRAPH, REPORT
(('graph.trig', 'graph.html', 'dataset.ttl'), 'report.json')
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

from kg.atomic import atomic_path, temporary_files
from kg.fingerprint import file_digests
from kg.ledger import Ledger
from kg.ledger_schema import guarded
from kg.read import Skipped
from kg.report import Report, Run, count, report_text
from kg.source_date import source_date

TRIG, HTML, DATASET, REPORT = "graph.trig", "graph.html", "dataset.ttl", "report.json"
GRAPH = (TRIG, HTML, DATASET)
"""What is written together or not at all."""

GEXF = "graph.gexf"
"""All relations, written beside a page that has room for the strongest only."""

LARGE = 20_000
"""Claims up to which a build writes graph.trig and graph.html without being asked."""

Views = Literal["auto", "always", "never"]
"""Whether a build writes graph.trig and graph.html: where there are at most LARGE claims, always, or never."""

Written = tuple[dict[str, str], tuple[str, ...]]
"""Digests of the files that were written, and the violations that were found."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is (0 where that is not known)."""


def rebuild(folder: Path, *, progress: Progress = lambda *_: None) -> Report:
    """Writes the files of a build again from its ledger, whatever is there now.

    Raises:
        UsageError: no ledger there. LedgerError: it is damaged or newer.
    """
    with Ledger.open(folder) as ledger:
        return write_views(ledger, folder, run=Run(), again=True, views="always", progress=progress)


def write_views(
    ledger: Ledger, folder: Path, *, run: Run, again: bool = False, views: Views = "auto", progress: Progress = lambda *_: None
) -> Report:
    """Writes report.json, and graph.trig and graph.html where `views` says so; `again` writes those too that are up to date."""
    source_date()
    start = perf_counter()
    for name in (*GRAPH, REPORT):
        for stale in temporary_files(folder, name):
            stale.unlink(missing_ok=True)
    noted = json.loads(ledger.setting("report") or "{}")
    report = Report(
        folder=folder,
        counts=count(ledger),
        skipped=tuple(Skipped(*pair) for pair in noted.get("skipped", ())),
        versions=noted.get("versions", {}),
        settings=noted.get("settings", {}),
        ledger=ledger.digest(),
    )
    large = report.counts.all_claims > LARGE
    earlier = None if again else _fresh(folder, report)
    with ExitStack() as files:
        if views == "never" or (views == "auto" and large):
            outputs, violations = _left(ledger, folder, earlier, progress)
        elif earlier is not None:
            outputs, violations = earlier
        else:
            outputs, violations = _write_graph(ledger, folder, files, progress)
        seconds = {**run.seconds, "views": perf_counter() - start}
        report = replace(report, outputs=outputs, violations=violations, run=replace(run, seconds=seconds))
        files.enter_context(atomic_path(folder / REPORT)).write_text(report_text(report), encoding="utf-8")
    return report


def _left(ledger: Ledger, folder: Path, earlier: Written | None, progress: Progress) -> Written:
    """Leaves the graph and the page to later, takes away those of an earlier state, and holds against the shapes what was read."""
    from kg.checked import check

    if earlier is not None:
        return earlier
    _drop_gexf(folder)
    for name in GRAPH:
        (folder / name).unlink(missing_ok=True)
    progress("validation", 0, 0)
    with guarded(ledger.path):
        violations = check(ledger)
    progress("done", 0, 0)
    return {}, tuple(violations)


def _drop_gexf(folder: Path) -> None:
    """Takes the GEXF away that an earlier build wrote, not one that somebody put there."""
    try:
        written = GEXF in json.loads((folder / REPORT).read_text(encoding="utf-8"))["digests"]
    except (OSError, ValueError, LookupError, TypeError):
        return
    if written:
        (folder / GEXF).unlink(missing_ok=True)


def _write_graph(ledger: Ledger, folder: Path, files: ExitStack, progress: Progress) -> Written:
    """Writes the graph and the page to temporary files, which get their names when `files` closes; their digests, and the violations."""
    from kg.dataset import Dump
    from kg.describe import describe
    from kg.export import write_export
    from kg.html import write_html
    from kg.rdf import write_rdf
    from kg.tally import Tally
    from kg.validate import validate

    trig, page, dataset = (files.enter_context(atomic_path(folder / name)) for name in GRAPH)
    tally = Tally()
    written = dict(zip(GRAPH, (trig, page, dataset), strict=True))

    def write_page() -> None:
        if write_html(ledger, page, whole=GEXF):
            written[GEXF] = files.enter_context(atomic_path(folder / GEXF))
            write_export(ledger, written[GEXF], "gexf")
        else:
            _drop_gexf(folder)

    def write_description() -> None:
        dump = Dump(size=trig.stat().st_size, sha256=file_digests([trig])[trig.name])
        dataset.write_text(describe(ledger, tally=tally, dump=dump), encoding="utf-8")

    steps: list[tuple[str, Callable[[], Any]]] = [
        (TRIG, lambda: write_rdf(ledger, trig, "trig", tally=tally)),
        (DATASET, write_description),
        (HTML, write_page),
        ("validation", lambda: validate(ledger)),
    ]
    results = []
    with guarded(ledger.path):
        for name, step in steps:
            progress(name, 0, 0)
            results.append(step())
    progress("done", 0, 0)
    digests = file_digests(written.values())
    outputs = {name: digests[path.name] for name, path in written.items()}
    return outputs, tuple(str(violation) for violation in results[-1].violations)


def _fresh(folder: Path, report: Report) -> Written | None:
    """What report.json says of the files beside it, where they were written by this program from this very ledger; else None."""
    try:
        earlier = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        names = [*GRAPH, *(name for name in (GEXF,) if name in earlier["digests"])]
        digests = file_digests(folder / name for name in names)
        same = earlier["digests"] == {"ledger": report.ledger, **digests} and set(digests) == set(names)
        same = same and earlier["settings"] == dict(report.settings)
        # The description of the dataset names them.
        same = same and (earlier["versions"], earlier.get("built")) == (dict(report.versions), source_date())
        violations: list[str] = earlier["validation"]["violations"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return (digests, tuple(violations)) if same else None
