"""What a build has to do: which documents are new or changed, which only bear another name, which are gone.

In: the inbox of a run and the ledger. Out: a Plan. A document is read again where its text, its metadata or the settings changed; it is
removed where the file that it came from was read and no longer holds it, or is no longer in a folder that was read.

>>> place_of("-", "-")
''
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.fingerprint import metadata_digest
from kg.inbox import Inbox
from kg.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document to read or to label: the key and place to note with it, its name and source."""

    key: str
    place: str
    name: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """By id, sorted: documents to read, those that only have another name or source, and those to remove."""

    todo: Mapping[str, Task]
    relabel: Mapping[str, Task]
    removed: frozenset[str]
    unchanged: int


def make_plan(inbox: Inbox, ledger: Ledger, inputs: Sequence[str], *, mark: str, unread: set[str]) -> Plan:
    """Compares what was given with what the ledger holds.

    `mark` is the fingerprint of the settings, `unread` the sources that were skipped: what they held before is kept.
    A key is 16 hex digits each of settings, text with metadata, and name with source.
    """
    known = {id: (key, place) for id, key, place in ledger.states()}
    todo: dict[str, Task] = {}
    relabel: dict[str, Task] = {}
    unchanged = 0
    for document, place in inbox.documents():
        key = mark + metadata_digest(document) + _digest(document.source, document.name)
        task = Task(key=key, place=place, name=document.name, source=document.source)
        before, old_place = known.get(document.id, ("", ""))
        if key[:32] != before[:32]:
            todo[document.id] = task
            continue
        unchanged += 1
        if (key, place) != (before, old_place):
            relabel[document.id] = task
    removed = frozenset(_gone(known, inbox, ledger, inputs, unread))
    for id, (key, place) in known.items():
        if id in inbox or id in removed:
            continue
        if key[:16] == mark:
            unchanged += 1
        else:
            todo[id] = Task(key=mark + key[16:], place=place)
    return Plan(todo=dict(sorted(todo.items())), relabel=relabel, removed=removed, unchanged=unchanged)


def place_of(name: str, source: str) -> str:
    """Where a document came from: 16 hex digits each of the absolute path of the input and of the file below it.

    It tells two files of the same name apart without telling where they are. '' for standard input: each run brings something else.
    """
    return "" if name == "-" else _origin(name) + _digest(_file(source))


def _gone(known: Mapping[str, tuple[str, str]], inbox: Inbox, ledger: Ledger, inputs: Sequence[str], unread: set[str]) -> Iterator[str]:
    places = inbox.places() - {""}
    folders = {_origin(name): Path(name) for name in inputs if name != "-" and Path(name).is_dir()}
    for id, (_, place) in known.items():
        if id in inbox:
            continue
        if place in places:
            yield id
        elif place[:16] in folders:
            document = ledger.document(id)
            file = _file(document.source) if document else ""
            if file not in unread and not (folders[place[:16]] / file).exists():
                yield id


def _origin(name: str) -> str:
    return _digest(os.path.realpath(name))


def _file(source: str) -> str:
    """A document's source without '#LINE'."""
    file, mark, line = source.rpartition("#")
    return file if mark and line.isdecimal() else source


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
