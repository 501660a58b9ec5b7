"""The main job: documents in, a folder with the ledger, the RDF graph, the page and the report out.

In: paths of documents and the folder to write to. Out: a Report; DIR/ledger.sqlite, graph.trig, graph.html, report.json.
The graph is a function of the documents and settings: not of the order of the inputs, the number of workers or what was built before.

>>> build(["articles"], "graph").counts.documents           # doctest: +SKIP
1
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from kg.appearances import as_it_appeared
from kg.errors import LedgerError, NothingUsable, UsageError
from kg.fingerprint import DEFAULT_MODEL, Settings, fingerprint, languages_of, model_version, parts_of
from kg.inbox import Inbox
from kg.ledger import Ledger
from kg.ledger_copies import TOGETHER
from kg.model import DEFAULT_EXTRACTOR, Document, Extractor
from kg.plan import Plan, Task, make_plan, place_of
from kg.read import Skipped, read
from kg.report import Report, Run, versions
from kg.source_date import source_date
from kg.views import Progress, Views, write_views
from kg.workers import extract_all, pipeline_of


def build(
    inputs: Sequence[str],
    output: str | Path,
    *,
    model: str = DEFAULT_MODEL,
    workers: int = 1,
    published: str | None = None,
    text_field: str | None = None,
    languages: Sequence[str] = (),
    rules_dir: Path | None = None,
    gazetteers: Sequence[Path] = (),
    extractor: Extractor = DEFAULT_EXTRACTOR,
    min_confidence: float = 0.0,
    views: Views = "auto",
    progress: Progress = lambda *_: None,
) -> Report:
    """Reads documents into the ledger of a folder and writes its views.

    Run again, it reads only documents that are new or changed, and those that were read by other settings; the report says why. A document
    whose file now holds another text, or was deleted from a folder that is read again, is removed; documents of other inputs stay, and
    those that were retracted (kg.retract) stay away. `published` (ISO 8601) dates documents that have no date, `text_field` names the field
    of the text in records and tables; documents that are clearly in none of `languages` (ISO 639-1, or 'any'; the model's, where
    none is named) are skipped; claims below `min_confidence` (0 to 1) are kept, not shown. `views` says whether graph.trig and
    graph.html are written (see kg.views).

    Raises:
        UsageError, DataError: inputs, options or people's files that cannot be used; nothing was written.
        NothingUsable: no document could be read; nothing was written.
        LedgerError: the ledger of the folder is damaged, newer, or in use by another build.
    """
    folder = Path(output)
    _check(inputs, folder, workers=workers, min_confidence=min_confidence)
    taken = partial(read, published=published, text_field=text_field, languages=languages_of(model, languages))
    taken(inputs)
    source_date()
    settings = Settings(model=model, rules_dir=rules_dir, gazetteers=tuple(gazetteers), extractor=extractor)
    parts = parts_of(settings)
    mark = fingerprint(parts)
    start = perf_counter()
    if new := _are_new(folder, mark):
        progress("loading", 0, 0)
        pipeline_of(settings, mark)
    loaded = perf_counter()
    with Inbox() as inbox:
        skipped = _receive(inputs, folder, inbox, progress, taken)
        if not len(inbox):
            raise NothingUsable(_nothing(skipped))
        seconds = {"reading": perf_counter() - loaded}
        with only_build(folder), Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
            ledger.link(progress)
            plan = make_plan(inbox, ledger, inputs, mark=mark, parts=parts, unread={item.source for item in skipped})
            if plan.todo and not new:
                progress("loading", 0, 0)
                pipeline_of(settings, mark)
            seconds["loading"] = perf_counter() - start - seconds["reading"]
            failed = _extract(plan, inbox, ledger, settings=settings, mark=mark, workers=workers, progress=progress)
            skipped = sorted([*skipped, *failed.values()], key=lambda item: (item.source, item.reason))
            ledger.remove([*plan.removed, *failed])
            ledger.link()
            ledger.note_reading(mark, parts)
            _note(ledger, skipped, settings=settings, mark=mark, min_confidence=float(min_confidence))
            if not ledger.size():
                raise NothingUsable(_nothing(skipped))
            seconds["extraction"] = perf_counter() - start - seconds["reading"] - seconds["loading"]
            return write_views(ledger, folder, run=_run(plan, failed, seconds), views=views, progress=progress)


def _check(inputs: Sequence[str], folder: Path, *, workers: int, min_confidence: float) -> None:
    if not inputs:
        raise UsageError("no INPUT; name files, folders, or - for standard input")
    if workers < 1:
        raise UsageError(f"--workers {workers}: at least 1 process is needed")
    if not 0 <= min_confidence <= 1:
        raise UsageError(f"--min-confidence {min_confidence}: name a number from 0 to 1")
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise UsageError(f"-o {folder}: {place} is a file; name a folder to write to")
    if not os.access(place, os.W_OK | os.X_OK):
        raise UsageError(f"-o {folder}: {place} cannot be written; name a folder of your own")


def _are_new(folder: Path, mark: str) -> bool:
    """Whether nothing was read by these settings yet, so that what is wrong with them is told before all inputs are read.

    Raises:
        LedgerError: the ledger cannot be used, or another build uses it.
    """
    if not folder.is_dir():
        return True
    with only_build(folder):
        try:
            with Ledger.open(folder, linked=False) as ledger:
                return mark not in ledger.readings()
        except UsageError:  # there is none yet
            return True


def _receive(
    inputs: Sequence[str], folder: Path, inbox: Inbox, progress: Progress, taken: Callable[[Sequence[str]], Iterable[Document | Skipped]]
) -> list[Skipped]:
    """Puts all documents into the inbox; what could not be read is returned. The output folder itself is no input."""
    skipped, count = [], 0
    for name in sorted(set(inputs)):
        own = _inside(folder, name)
        for item in taken([name]):
            if own is not None and item.source.startswith(own):
                continue
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                inbox.add(item, place=place_of(name, item.source))
            count += 1
            progress("reading", count, 0)
    return skipped


def _extract(
    plan: Plan, inbox: Inbox, ledger: Ledger, *, settings: Settings, mark: str, workers: int, progress: Progress
) -> dict[str, Skipped]:
    """Reads what the plan says, one transaction a document; those that could not be read, by id."""
    failed: dict[str, Skipped] = {}
    results = extract_all(_documents(plan.todo, inbox, ledger), settings, mark=mark, workers=min(workers, max(len(plan.todo), 1)))
    progress("extraction", 0, len(plan.todo))
    for number, (result, (id, task)) in enumerate(zip(results, plan.todo.items(), strict=True)):
        if isinstance(result, Skipped):
            failed[id] = result
        else:
            try:
                ledger.write(result, key=task.key, place=task.place, appearances=task.appearances)
            except ValueError as error:
                failed[id] = Skipped(result.document.source, f"what was extracted contradicts itself ({error}); please report it")
        if (number + 1) % TOGETHER == 0:
            ledger.link()
        progress("extraction", number + 1, len(plan.todo))
    for id, task in plan.relabel.items():
        stored = ledger.document(id)
        if stored is not None:
            extraction = replace(ledger.extraction(stored), document=as_it_appeared(stored, task.appearances[0]))
            ledger.write(extraction, key=task.key, place=task.place, appearances=task.appearances)
    return failed


def _documents(todo: Mapping[str, Task], inbox: Inbox, ledger: Ledger) -> Iterator[Document]:
    """The documents to read: as they were given now, else as the ledger keeps them."""
    for id, task in todo.items():
        document = inbox.document(id, task.appearances[0]) or ledger.document(id)
        if document is not None:
            yield replace(as_it_appeared(document, task.appearances[0]), blocks=())


def _run(plan: Plan, failed: Collection[str], seconds: Mapping[str, float]) -> Run:
    """What this run did, and why it read what it read."""
    because = Counter(task.why for id, task in plan.todo.items() if id not in failed)
    return Run(
        read=because.total(),
        because=dict(sorted(because.items())),
        changes=plan.changes,
        unchanged=plan.unchanged,
        removed=len(plan.removed),
        retracted=plan.retracted,
        seconds=seconds,
    )


def _note(ledger: Ledger, skipped: Sequence[Skipped], *, settings: Settings, mark: str, min_confidence: float) -> None:
    """Notes what the report says of this run, so that the views can be written again without it."""
    report = {
        "skipped": [[item.source, item.reason] for item in skipped],
        "versions": versions(settings.model, model_version(settings.model)),
        "settings": {"fingerprint": mark, "extractor": settings.extractor, "min confidence": min_confidence},
    }
    ledger.note({"min_confidence": repr(float(min_confidence)), "report": json.dumps(report)})


@contextmanager
def only_build(folder: Path) -> Iterator[None]:
    """Makes the folder and holds a lock on it while this build writes to it; the lock goes with the process."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise UsageError(f"-o {folder}: cannot be made: {error.strerror}; name a folder of your own") from error
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise LedgerError(f"{folder}: in use by another build; wait until it is done, or name another folder") from error
    finally:
        os.close(descriptor)


def _nothing(skipped: Sequence[Skipped]) -> str:
    if not skipped:
        return "the input holds no documents; name files that are read, or a folder that has some"
    listed = "\n".join(f"  {item}" for item in skipped[:10])
    more = f"\n  and {len(skipped) - 10} more" if len(skipped) > 10 else ""
    return f"the input holds no document that can be read:\n{listed}{more}"


def _inside(folder: Path, name: str) -> str | None:
    """How the sources of files begin that lie in the output folder, where that lies in the input folder; else None."""
    if name == "-" or not Path(name).is_dir():
        return None
    here, there = Path(os.path.realpath(name)), Path(os.path.realpath(folder))
    return there.relative_to(here).as_posix() + "/" if here in there.parents else None
