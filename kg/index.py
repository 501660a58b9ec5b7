"""An index of a large graph, kept on disk beside the ledger, so that a query need not load the graph first.

In: the folder of a build. Out: the graph as a store: in memory where it is small, else from DIR/index, which the first query that needs
it makes.

An index is never trusted: its stamp says which content of the ledger and which version of the program it is of, and gives the length and
the CRC-32 of each of its files (RocksDB may open a damaged store silently short). Whatever differs is made anew: where a sound index of
an earlier content is there and less than half of the documents have changed, as a copy of that one in which the parts that changed are
replaced (kg.parts), else from the ledger. An index is made under another name and renamed, so that who is killed on the way leaves what
was there; a lock lets one process make it while others wait; who reads one holds a shared lock on its folder, so that nobody removes it.
Where no index can be kept (a read-only folder, a full disk), the graph is loaded into memory. `index` may be deleted.

>>> needs_index(Path("nowhere"), share=1.0)
False
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.as_of import Kept, LedgerAsOf
from kg.errors import UsageError
from kg.fresh import LEDGER, TRIG, fresh_trig, trig_alone
from kg.iri import Iris
from kg.ledger import Ledger
from kg.parts import PARTS, STORE, noted, shared, update
from kg.resources import ontology_path
from kg.store import VERSION, finish, load, open_read_only, read_trig
from kg.terms import Graphs

if TYPE_CHECKING:
    from pyoxigraph import Store

INDEX = "index"
"""The folder below that of a build."""
TRIG_FROM, LEDGER_FROM = 16 << 20, 6 << 20
"""Bytes of graph.trig, and of a ledger that has to be read itself, from which an index is used: either takes some seconds to load."""

LONG = 1_000
"""Documents from which making an index is told step by step: it takes a minute and more."""

Use = Literal["auto", "always", "never"]
_STAMP, _LOCK = "stamp.json", "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A graph that can be asked.

    `notes` are for the user: why no index could be kept. `kept` is what counts at a date that was named. `lock` is a file descriptor that
    keeps an index from being removed as long as it is open; None for a graph in memory.
    """

    store: Store
    lock: int | None = None
    notes: tuple[str, ...] = ()
    kept: Kept | None = None


def open_graph(
    directory: Path,
    *,
    as_of: str | None = None,
    undated: bool = False,
    use: Use = "auto",
    say: Callable[[str], None] = lambda _: None,
) -> Opened:
    """The graph of a build, all of it or as it stood at a date; `say` is told where an index has to be made first.

    Raises:
        UsageError: the folder holds no graph, or no ledger that could tell how it stood; or `as_of` is no date.
        LedgerError, KgError: the ledger, or graph.trig without a ledger, is damaged.
    """
    if not (directory / LEDGER).exists():
        trig = trig_alone(directory)
        if as_of is not None:
            raise UsageError(f"{directory}: holds no {LEDGER}, which alone says what was published by {as_of}; copy it, or build again")
        return Opened(store=read_trig(trig))
    with _records(directory, as_of, undated=undated) as records:
        kept = records.kept if isinstance(records, LedgerAsOf) else None
        share = kept.count / max(kept.total, 1) if kept else 1.0
        if use == "never" or (use == "auto" and not needs_index(directory, share=share)):
            return Opened(store=_fill(directory, records), kept=kept)
        try:
            return replace(_from_disk(directory, records, say), kept=kept)
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or error
            note = f"no index can be kept in {directory / INDEX} ({reason}); the graph was loaded into memory"
            return Opened(store=_fill(directory, records), notes=(note,), kept=kept)


def needs_index(directory: Path, *, share: float) -> bool:
    """Whether a graph, of which only a share of the documents counts, is large enough for an index."""
    for name, least in ((TRIG, TRIG_FROM), (LEDGER, LEDGER_FROM)):
        if (directory / name).exists() and (name == LEDGER or share == 1.0):
            return (directory / name).stat().st_size * share >= least
    return False


def _records(directory: Path, as_of: str | None, *, undated: bool) -> Ledger:
    path = directory / LEDGER
    return Ledger.open(path) if as_of is None else LedgerAsOf.at(path, as_of, undated=undated)


def _fill(directory: Path, records: Ledger) -> Store:
    trig = fresh_trig(directory, records.digest())
    return read_trig(trig) if trig else load(records)


def _from_disk(directory: Path, records: Ledger, say: Callable[[str], None]) -> Opened:
    """An index, which is made where it is missing, of another content, or damaged; OSError where it cannot be made."""
    content = {"ledger": records.digest(), "program": program()}
    folder = directory / INDEX / hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()[:16]
    found = _open(folder, content)
    if found is not None:
        return found
    (directory / INDEX).mkdir(exist_ok=True)
    with _locked(directory / INDEX / _LOCK):
        found = _open(folder, content)  # somebody else may have made it while this process waited
        if found is not None:
            return found
        _make(folder, records, content, say)
        found = _open(folder, content)
        _remove_others(folder, all_kinds=not isinstance(records, LedgerAsOf))
    if found is None:
        raise OSError(f"{folder.name} was changed by somebody else while it was made")
    return found


def _open(folder: Path, content: dict[str, str]) -> Opened | None:
    """An index of that content; None where there is none, it is damaged, or it is just being removed."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        stamp = json.loads((folder / _STAMP).read_text(encoding="utf-8"))
        if stamp["content"] == content and stamp["files"] == _files(folder):
            return Opened(store=open_read_only(folder / STORE), lock=lock)
    except (OSError, RuntimeError, ValueError, LookupError, TypeError):
        pass
    os.close(lock)
    return None


def _make(folder: Path, records: Ledger, content: dict[str, str], say: Callable[[str], None]) -> None:
    """Writes an index under another name, then gives it its own; after any error nothing of it is left."""
    temporary = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}.tmp")
    of_date = isinstance(records, LedgerAsOf)
    try:
        temporary.mkdir()
        if of_date or not _update(temporary, folder.parent, records, content, say):
            say("making an index of the graph, once for this content")
            _write(temporary, records, say, parts=not of_date)
        stamp = {"content": content, "files": _files(temporary), "as of": of_date}
        (temporary / _STAMP).write_text(json.dumps(stamp, sort_keys=True), encoding="utf-8")
        if folder.exists() and not _remove(folder):
            raise OSError(f"{folder.name} is damaged, and another query still reads it")
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write(folder: Path, records: Ledger, say: Callable[[str], None], *, parts: bool) -> None:
    """The files of an index, from the ledger; `parts` says whether it may be brought up to date later."""
    documents = records.kept.count if isinstance(records, LedgerAsOf) else records.size()
    with (folder / PARTS).open("w", encoding="utf-8") as out:

        def through(graphs: Graphs) -> Graphs:
            return _told(noted(graphs, records, Iris(), out) if parts else graphs, documents, say)

        store = load(records, to=folder / STORE, through=through)
    finish(store)


def _told(graphs: Graphs, documents: int, say: Callable[[str], None]) -> Graphs:
    """The graphs as they are; `say` is told of each tenth of the documents of a large ledger, whose graphs are the most of it."""
    done, others = 0, shared(Iris())
    for name, triples in graphs:
        yield name, triples
        done += name not in others
        if documents >= LONG and name not in others and 10 * done // documents > 10 * (done - 1) // documents:
            say(f"{done:,} of {documents:,} documents are in the index")


def _update(folder: Path, indexes: Path, records: Ledger, content: dict[str, str], say: Callable[[str], None]) -> bool:
    """The files of an index, from those of another one; False (and nothing is left) where none is there that is sound and much alike."""
    for other in sorted(indexes.iterdir()):
        of = _content_of(other)
        if other.name.startswith(".") or of["program"] != content["program"] or _is_of_date(other):
            continue
        found = _open(other, of)
        if found is not None and found.lock is not None:
            lock, found = found.lock, None  # its store is closed, its files stay
            try:
                return update(other, folder, records, say)
            finally:
                os.close(lock)
    return False


def _content_of(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / _STAMP).read_text(encoding="utf-8"))["content"]
        return {"ledger": found["ledger"], "program": found["program"]}
    except (OSError, ValueError, LookupError, TypeError):
        return {"ledger": "", "program": ""}


def _remove_others(folder: Path, *, all_kinds: bool) -> None:
    """Removes what killed processes left behind and indexes of other contents; unless `all_kinds`, only those of a date."""
    for other in sorted(folder.parent.iterdir()):
        if other.is_dir() and other != folder and (all_kinds or other.name.startswith(".") or _is_of_date(other)):
            _remove(other)


def _is_of_date(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / _STAMP).read_text(encoding="utf-8"))["as of"])
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _remove(folder: Path) -> bool:
    """Removes a folder, at once for all who look for it by its name; False where somebody reads it, and it stays as it is."""
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gone = folder.with_name(f".{folder.name.strip('.')}.{secrets.token_hex(6)}.gone")
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Waits until no other process makes an index here; the lock goes with the process."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _files(folder: Path) -> dict[str, list[int]]:
    """Length and CRC-32 of each file of an index but the stamp."""
    files = (path for path in sorted(folder.rglob("*")) if not path.is_dir() and path.name != _STAMP)
    return {path.relative_to(folder).as_posix(): [path.stat().st_size, _crc(path)] for path in files}


def _crc(path: Path) -> int:
    found = 0
    buffer = bytearray(1 << 20)
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(buffer):
            found = zlib.crc32(memoryview(buffer)[:count], found)
    return found


@lru_cache(maxsize=1)
def program() -> str:
    """Digest of what decides how records become a store: this program's modules, the ontology, pyoxigraph."""
    total = hashlib.sha256(VERSION.encode("ascii"))
    for path in (*sorted(Path(__file__).parent.glob("*.py")), ontology_path("actorgraph.ttl")):
        total.update(path.name.encode("utf-8") + b"\n" + path.read_bytes())
    return total.hexdigest()
