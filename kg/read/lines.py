"""Reads the records of a .jsonl, one a line, without ever holding more than a line of it.

In: a binary stream. Out: a Document for each record and a Skipped for each line that is none ('news.jsonl line 3: ...').
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from kg.model import Document
from kg.read.decode import decode
from kg.read.place import Place
from kg.read.record import of_line
from kg.read.skipped import Skipped, UnreadableError
from kg.read.streams import LARGEST_LINE, Stream

_PATIENCE = 100  # lines without a single record after which a file is taken for something else


def read_lines(stream: Stream, place: Place) -> Iterator[Document | Skipped]:
    """Documents of a .jsonl; lines end with a line feed alone, as JSON strings may hold other separators."""
    good = bad = 0
    source = place.source
    for number, line in _numbered(stream):
        try:
            text, encoding = line if isinstance(line, tuple) else decode(line)
            if not text.strip():
                continue
            document = of_line(text, place.record(number), encoding=encoding)
        except UnreadableError as error:
            bad += 1
            yield Skipped(f"{source} line {number}", str(error))
        else:
            good += 1
            yield document
        if bad == _PATIENCE and not good:
            yield Skipped(source, f"given up after {_PATIENCE} lines without one record (expected: .jsonl, with one object on each line)")
            return
    if not (good or bad):
        yield Skipped(source, "empty")


def _numbered(stream: Stream) -> Iterator[tuple[int, bytes | tuple[str, str]]]:
    """Lines with their number from 1; UTF-16, whose line feed is two bytes, comes decoded, with the name of its encoding."""
    if stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")
        try:
            for number, line in enumerate(iter(lambda: text.readline(LARGEST_LINE), ""), 1):
                yield number, (line, "utf-16")
        finally:
            text.detach()  # whoever opened the stream closes it
        return
    for number, data in enumerate(iter(lambda: stream.readline(LARGEST_LINE + 1), b""), 1):
        if len(data) > LARGEST_LINE:
            raise UnreadableError(f"line {number} is longer than {LARGEST_LINE // 2**20} MiB; the rest of the file is not read")
        yield number, data
