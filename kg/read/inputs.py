"""Finds the files behind what a user named, and reads each by its suffix.

In: paths of files and folders, '-' for standard input. Out: Documents and what was Skipped. A path that does not exist is a UsageError
before anything is read; whatever is wrong inside a file is a Skipped, and reading goes on.
"""

from __future__ import annotations

import stat
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import cast

from kg.errors import UsageError
from kg.model import Document
from kg.read.dates import EXPECTED as EXPECTED_DATE
from kg.read.dates import iso_date
from kg.read.kinds import EXPECTED, MANY, REMEDIES, kind_of_beginning, kind_of_name, read_as
from kg.read.language import ANY, in_language
from kg.read.place import Place
from kg.read.skipped import Skipped, UnreadableError
from kg.read.streams import Stream, cut, open_file, open_stream
from kg.read.walk import shown, walk


def read(
    inputs: Sequence[str], *, published: str | None = None, text_field: str | None = None, languages: Collection[str] = (ANY,)
) -> Iterator[Document | Skipped]:
    """Documents of files, folders and '-'. `published` is the date (ISO 8601) of those that have none of their own.

    `text_field` names the field that holds the text in records of .jsonl and columns of .csv: 'text' where it is not given; dots lead into
    objects and lists ('article.body', 'parts.0.text'). Documents that are clearly in another language than `languages` (ISO 639-1) are
    Skipped; 'any' takes all.

    Raises UsageError at once for a path that is neither a file nor a folder, and for a date that is none.
    """
    date = iso_date(published) if published else None
    if published and date is None:
        raise UsageError(f"--published {published}: no date (expected: {EXPECTED_DATE})")
    for name in inputs:
        _check(name)
    if list(inputs).count("-") > 1:
        raise UsageError("-: standard input is named twice, and can be read once; name it once")
    items = _read_all(inputs, _Run(published=date, text_field=text_field, taken=set()))
    wanted = frozenset(language.strip().lower() for language in languages)
    return (_in_language(item, wanted) for item in items)


def _in_language(item: Document | Skipped, wanted: frozenset[str]) -> Document | Skipped:
    found = in_language(item, wanted) if isinstance(item, Document) else item
    return Skipped(item.source, found) if isinstance(found, str) else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What the files of one call share: the date of those without one, and the names that files of one document have taken."""

    published: str | None
    text_field: str | None
    taken: set[str]

    def name(self, stem: str, path: str) -> str:
        """The stem, or else the path, or else the path with a number: the first that no earlier file has."""
        names = chain((stem, path), (f"{path}~{number}" for number in count(2)))
        name = next(name for name in names if name not in self.taken)
        self.taken.add(name)
        return name


def _check(name: str) -> None:
    if name == "-" and sys.stdin is None:
        raise UsageError("-: there is no standard input; name files or folders, or send the text into the program: kg ... - < FILE")
    if name == "-":
        return
    if not name:
        raise UsageError("an INPUT without a name; name files, folders (. for this one), or - for standard input")
    try:
        mode = Path(name).stat().st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        why = "no such file or folder" if missing else getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{name}: {why}; name files, folders, or - for standard input") from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISFIFO(mode)):
        raise UsageError(f"{name}: neither a file nor a folder; name files, folders, or - for standard input")


def _read_all(inputs: Sequence[str], run: _Run) -> Iterator[Document | Skipped]:
    for name in inputs:
        yield from _read_input(name, run)


def _read_input(name: str, run: _Run) -> Iterator[Document | Skipped]:
    path = Path(name)
    if name == "-":
        yield from _read_pipe(cast("Stream", sys.stdin.buffer), source="-", name="stdin", run=run)
    elif path.is_dir():
        for item in walk(path):
            if isinstance(item, Skipped):
                yield item
            else:
                yield from _read_file(item, source=shown(item.relative_to(path).as_posix()), run=run)
    elif path.is_fifo():
        with path.open("rb") as stream:
            yield from _read_pipe(stream, source=shown(path.name), name=shown(path.name), run=run)
    else:
        yield from _read_file(path, source=shown(path.name), run=run)


def _read_file(path: Path, *, source: str, run: _Run) -> Iterator[Document | Skipped]:
    plain = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    kind, suffix = kind_of_name(plain.name), plain.suffix.lower()
    if kind is None:
        what = f"files of type '{suffix}' are not read" if suffix else "a file whose name has no type"
        yield Skipped(source, f"{what} ({REMEDIES.get(suffix, EXPECTED)})")
        return
    try:
        with open_file(path) as stream:
            yield from _read_stream(stream, kind=kind, source=source, name=shown(plain.stem), run=run)
    except UnreadableError as error:
        yield Skipped(source, str(error))
    except OSError as error:
        yield Skipped(source, f"cannot be read: {error.strerror or error}")


def _read_pipe(stream: Stream, *, source: str, name: str, run: _Run) -> Iterator[Document | Skipped]:
    """A pipe has no name that would tell its kind: its first bytes do."""
    try:
        opened = open_stream(stream)
        kind = kind_of_beginning(opened.peek(4096))
        yield from _read_stream(opened, kind=kind, source=source, name=name, run=run)
    except UnreadableError as error:
        yield Skipped(source, str(error))
    except OSError as error:
        yield Skipped(source, f"cannot be read: {error.strerror or error}")


def _read_stream(stream: Stream, *, kind: str, source: str, name: str, run: _Run) -> Iterator[Document | Skipped]:
    place = Place(name=name, source=source, published=run.published, text_field=run.text_field)
    for item in read_as(kind, stream, place):
        if isinstance(item, Document) and kind not in MANY:
            yield replace(item, name=run.name(name, path=str(PurePosixPath(source).with_name(name))))
        else:
            yield item
    if reason := cut(stream):
        yield Skipped(source, reason)
