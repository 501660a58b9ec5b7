"""What a build has to do, and why: which documents are new, changed, or were read by older rules; which are gone.

In: the inbox of a run and the ledger. Out: a Plan. A document is read again where its text, its metadata or the settings changed; it is
removed where every place that it appeared in was read and no longer holds it, or is no longer in a folder that was read.

>>> place_of("-", "-")
''
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.appearances import Appearance, appearance_row, as_it_appeared, rank
from kg.fingerprint import changed_parts, metadata_digest
from kg.inbox import Inbox
from kg.ledger import Ledger
from kg.ledger_growth import Parts
from kg.model import Document

NEW, CHANGED, METADATA = "new", "changed text", "changed metadata"
"""Why a document is read; else the parts of the settings that changed ('rules', 'gazetteer, model')."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document to read or to label: the key to note with it, all its appearances, the first first, and why it is read."""

    key: str
    appearances: tuple[Appearance, ...]
    why: str = ""

    @property
    def place(self) -> str:
        return self.appearances[0].place


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """By id, sorted: documents to read, those that only have another name or source, those to remove; `retracted` ones were given again.

    `changes` names, by part of the settings, the files and values that differ from those by which documents were read before.
    """

    todo: Mapping[str, Task]
    relabel: Mapping[str, Task]
    removed: frozenset[str]
    unchanged: int
    retracted: int = 0
    changes: Mapping[str, Sequence[str]]


def make_plan(inbox: Inbox, ledger: Ledger, inputs: Sequence[str], *, mark: str, parts: Parts, unread: set[str]) -> Plan:
    """Compares what was given with what the ledger holds.

    `mark` is the fingerprint of the settings, `parts` what it is made of, `unread` the sources that were skipped: what they held before
    is kept. A key is 16 hex digits each of settings, text with metadata, and appearances.
    """
    banned = {retraction.document for retraction in ledger.retractions()}
    gone = _Gone(inbox, inputs, unread)
    at = ledger.documents_at(gone.files, gone.inputs)
    given_now = dict(inbox.appearances())
    otherwise = ledger.read_otherwise(mark)
    stored = ledger.appearances({*given_now, *otherwise, *(id for ids in at.values() for id in ids)})
    known = {**ledger.keys_of(stored), **otherwise}
    reasons = _Reasons(ledger.readings(), mark, parts)
    todo: dict[str, Task] = {}
    relabel: dict[str, Task] = {}
    removed: set[str] = set()
    retracted = 0
    for id, given in given_now.items():
        if id in banned:
            retracted += 1
            continue
        appearances = _united(given, (one for one in stored.get(id, ()) if not gone(one)))
        document = inbox.document(id, appearances[0])
        if document is None:
            continue
        key = _key(mark, document, appearances)
        why = reasons(known.get(id), key) or (CHANGED if any(one.place[16:] in at for one in appearances) else NEW)
        if known.get(id, "")[:32] != key[:32]:
            todo[id] = Task(key=key, appearances=appearances, why=why)
        elif known[id] != key:
            relabel[id] = Task(key=key, appearances=appearances)
    for id, key in known.items():
        if id in given_now:
            continue
        places = stored[id]
        appearances = tuple(sorted((one for one in places if not gone(one)), key=rank))
        if not appearances:
            removed.add(id)
            continue
        new = mark + key[16:]
        if len(appearances) < len(places):
            document = as_it_appeared(_stored(ledger, id), appearances[0])
            new = _key(mark, document, appearances)
        if new[:32] != key[:32]:
            todo[id] = Task(key=new, appearances=appearances, why=reasons(key, new) or METADATA)
        elif new != key:
            relabel[id] = Task(key=new, appearances=appearances)
    return Plan(
        todo=dict(sorted(todo.items())),
        relabel=dict(sorted(relabel.items())),
        removed=frozenset(removed),
        unchanged=ledger.size() - len(removed) - sum(id in known for id in todo),
        retracted=retracted,
        changes=reasons.changes({id for id in todo if id in known}, known),
    )


def place_of(name: str, source: str) -> str:
    """Where a document came from: 16 hex digits each of the absolute path of the input and of that of the file.

    It tells two files of the same name apart without telling where they are, and knows a file by whichever input it is read. '' for
    standard input: each run brings something else.
    """
    return "" if name == "-" else _origin(name) + _digest(os.path.realpath(Path(name) / _file(source) if Path(name).is_dir() else name))


class _Reasons:
    """Why documents are read again."""

    def __init__(self, readings: Mapping[str, Parts], mark: str, parts: Parts) -> None:
        self._changed = {old: changed_parts(then, parts) for old, then in readings.items() if old != mark}

    def __call__(self, before: str | None, key: str) -> str:
        """'' for a document that is not in the ledger."""
        if before is None:
            return ""
        if before[:16] == key[:16]:
            return METADATA
        return ", ".join(self._changed.get(before[:16], {"settings": ()})) or "settings"

    def changes(self, ids: set[str], known: Mapping[str, str]) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for mark in {known[id][:16] for id in ids}:
            for part, names in self._changed.get(mark, {}).items():
                found.setdefault(part, set()).update(names)
        return {part: sorted(found[part]) for part in sorted(found)}


class _Gone:
    """Whether a document no longer appears in a place: its file was read and does not hold it, or was deleted from a folder that was.

    `files` are the second halves of the places that were read, `inputs` the inputs by the first.
    """

    def __init__(self, inbox: Inbox, inputs: Sequence[str], unread: set[str]) -> None:
        self.files = {place[16:] for place in inbox.places()} - {""}
        self.inputs = {_origin(name): name for name in inputs if name != "-"}
        self._unread = unread

    def __call__(self, appearance: Appearance) -> bool:
        if appearance.place[16:] in self.files:
            return True
        name = self.inputs.get(appearance.place[:16])
        if name is None:
            return False
        if place_of(name, appearance.source)[16:] in self.files:  # earlier versions knew a file by its path below the input
            return True
        file = _file(appearance.source)
        return Path(name).is_dir() and file not in self._unread and not (Path(name) / file).exists()


def _key(mark: str, document: Document, appearances: Iterable[Appearance]) -> str:
    return mark + metadata_digest(document) + _digest(json.dumps([appearance_row(one) for one in appearances]))


def _united(given: Sequence[Appearance], kept: Iterable[Appearance]) -> tuple[Appearance, ...]:
    """All appearances, each once, the first by rank first; standard input lends a document no more than one of each name."""
    named = {one.name for one in given if not one.place}
    others = (one for one in kept if one.place or one.name not in named)
    return tuple(sorted({*given, *others}, key=rank))


def _stored(ledger: Ledger, id: str) -> Document:
    document = ledger.document(id)
    if document is None:
        raise LookupError(f"document {id} left the ledger while it was planned")
    return document


def _origin(name: str) -> str:
    return _digest(os.path.realpath(name))


def _file(source: str) -> str:
    """A document's source without '#LINE'."""
    file, mark, line = source.rpartition("#")
    return file if mark and line.isdecimal() else source


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
