"""Takes documents back out of a graph, and keeps them out: an article that was withdrawn, a source that turned out to be worthless.

In: the folder of a build and what names documents: their id, name, source (a file, or all of a folder), or address. Out: a Retracted. Later
builds pass retracted documents over, wherever their text is found, until they are restored.

>>> names(Appearance(place="", source="news/a.jsonl#3", name="a"), "0123456789abcdef") >= {"a", "news/a.jsonl", "news", "0123456789abcdef"}
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.appearances import Appearance
from kg.build import only_build
from kg.errors import NotFound, UsageError
from kg.ledger import Ledger
from kg.ledger_growth import Retraction
from kg.ledger_schema import ledger_path
from kg.report import Report, Run
from kg.views import Progress, write_views


@dataclass(frozen=True, slots=True, kw_only=True)
class Retracted:
    """What was retracted or restored; `copies` are (document, source) of near-duplicates of it that stay; the report where views were
    written."""

    changed: tuple[Retraction, ...]
    copies: tuple[tuple[str, str], ...] = ()
    report: Report | None = None


def retract(
    folder: Path,
    wanted: Sequence[str],
    *,
    reason: str | None = None,
    keep_views: bool = False,
    progress: Progress = lambda *_: None,
) -> Retracted:
    """Removes all documents that are named, with all that they gave, and notes that they are not to be read again.

    Raises:
        UsageError: nothing is named, or there is no ledger. NotFound: something that is named is no document of this graph; nothing is
        changed. LedgerError: the ledger is damaged, or in use by a build.
    """
    _some(wanted)
    with _opened(folder) as ledger:
        appearances = ledger.appearances()
        named: dict[str, str] = {}
        for what in wanted:
            found = [id for id, places in appearances.items() if any(what.rstrip("/") in names(place, id) for place in places)]
            if not found:
                raise NotFound(f"{what}: no document of this graph has this id, name, source or address; nothing was retracted")
            named.update(dict.fromkeys(found, what))
        sources = {id: places[0].source for id, places in appearances.items()}
        copies = {copy for id in named for copy in ledger.copies_of(id)} - set(named)
        called = {id: sorted({name for place in appearances[id] for name in names(place, id)}) for id in named}
        changed = tuple(
            Retraction(document=id, verb="retract", source=sources[id], reason=reason, names=tuple(called[id])) for id in sorted(named)
        )
        ledger.retract(changed)
        report = None if keep_views else _views(ledger, folder, progress)
        return Retracted(changed=changed, copies=tuple((id, sources[id]) for id in sorted(copies)), report=report)


def restore(folder: Path, wanted: Sequence[str]) -> Retracted:
    """Takes retractions back, by whatever a document was retracted by: the next build that finds it reads it again.

    Raises:
        UsageError: nothing is named, or there is no ledger. NotFound: something that is named was not retracted; nothing is changed.
        LedgerError: the ledger is damaged, or in use by a build.
    """
    _some(wanted)
    with _opened(folder) as ledger:
        in_force = ledger.retractions()
        changed: dict[str, Retraction] = {}
        for what in wanted:
            found = [one for one in in_force if what.rstrip("/") in _called(one)]
            if not found:
                raise NotFound(f"{what}: no retraction is of this document; `kg retract DIR --list` shows those that are in force")
            changed |= {one.document: Retraction(document=one.document, verb="restore", source=one.source) for one in found}
        ledger.retract(list(changed.values()))
        return Retracted(changed=tuple(changed[id] for id in sorted(changed)))


def retractions(folder: Path) -> list[Retraction]:
    """The retractions in force, by document."""
    with Ledger.open(folder, linked=False) as ledger:
        return ledger.retractions()


def names(appearance: Appearance, document: str) -> frozenset[str]:
    """What a document that appeared somewhere may be called, without a last slash: its id, name, address, source, each folder above it."""
    file, mark, line = appearance.source.rpartition("#")
    path = PurePosixPath(file if mark and line.isdecimal() else appearance.source)
    above = {str(folder) for folder in path.parents} - {".", "/"}
    called = {document, appearance.name, appearance.url or document, appearance.source, str(path), *above}
    return frozenset(name.rstrip("/") for name in called)


def _called(one: Retraction) -> frozenset[str]:
    """What a retracted document was called; where an earlier version did not note it, what its source tells."""
    name = PurePosixPath(one.source).stem
    return frozenset(one.names) or names(Appearance(place="", source=one.source, name=name), one.document)


def _some(wanted: Sequence[str]) -> None:
    if not wanted or not all(wanted):
        raise UsageError("no SOURCE; name documents by their id, name, source (a file or a folder) or address")


@contextmanager
def _opened(folder: Path) -> Iterator[Ledger]:
    """The ledger of a folder, to write to, while no build does."""
    path = ledger_path(folder)
    if not path.exists():
        raise UsageError(f"{folder}: there is no ledger here; name the folder that `kg build INPUT... -o DIR` wrote")
    with only_build(path.parent), Ledger.open(path, write=True) as ledger:
        ledger.link()
        yield ledger


def _views(ledger: Ledger, folder: Path, progress: Progress) -> Report:
    return write_views(ledger, ledger_path(folder).parent, run=Run(), progress=progress)
