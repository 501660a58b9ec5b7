"""Reads a table of texts (.csv, .tsv): a document for each row, its fields by the names in the first row.

In: a binary stream. Out: a Document for each row and a Skipped for each that is none ('news.csv row 3: ...', the first row being the
head). Fields are those of a record of .jsonl; comma, semicolon, tab and bar are told apart by the head.

>>> import io
>>> rows = io.BufferedReader(io.BytesIO(b"id;text\\n7;France banned Grok.\\n"))
>>> [(item.name, item.source, item.text) for item in read_table(rows, Place(name="n", source="n.csv"))]
[('7', 'n.csv#2', 'France banned Grok.')]
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from kg.model import Document
from kg.read.decode import decode
from kg.read.place import Place
from kg.read.record import FIELDS, of_record
from kg.read.skipped import Skipped, UnreadableError
from kg.read.streams import LARGEST_TEXT, Stream

LARGEST_TABLE = 128 * 2**20  # bytes; larger ones are better .jsonl, which is read line by line
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_PATIENCE = 100  # rows without a single text after which a table is taken for something else


def read_table(stream: Stream, place: Place) -> Iterator[Document | Skipped]:
    """Documents of a table; raises UnreadableError where the head names no column of texts."""
    data = stream.read(LARGEST_TABLE + 1)
    if len(data) > LARGEST_TABLE:
        raise UnreadableError(f"a table of more than {LARGEST_TABLE // 2**20} MiB (expected: .jsonl, which is read line by line)")
    text, encoding = decode(data)
    csv.field_size_limit(LARGEST_TEXT)
    reader = csv.reader(_lines(text), delimiter=_delimiter(text), strict=True)
    head: list[str] | None = None
    good = bad = 0
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
            if not any(cell.strip() for cell in row):
                continue
            if head is None:
                head = _head(row, place)
                continue
            if len(row) > len(head):
                raise UnreadableError(f"has {len(row)} cells, the head {len(head)} (expected: quotes around cells with separators)")
            yield of_record(
                {name: cell for name, cell in zip(head, row, strict=False) if cell.strip()}, place.record(number), encoding=encoding
            )
            good += 1
        except StopIteration:
            break
        except csv.Error as error:
            bad += 1
            yield Skipped(f"{place.source} row {number}", f"no row of a table ({error})")
        except UnreadableError as error:
            if head is None:
                raise
            bad += 1
            yield Skipped(f"{place.source} row {number}", str(error))
        if bad == _PATIENCE and not good:
            yield Skipped(place.source, f"given up after {_PATIENCE} rows without one text")
            return
    if not (good or bad):
        yield Skipped(place.source, "empty")


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one at a time; a file of text would take four bytes a letter."""
    return (line for match in _LINE.finditer(text) if (line := match.group()))


def _delimiter(text: str) -> str:
    head = text[:10_000].lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t|", key=head.count)


def _head(row: list[str], place: Place) -> list[str]:
    """Names of columns; those of our fields in small letters. What others call them is known to records."""
    field = place.text_field or "text"
    names = [cell.strip() for cell in row]
    head = [name.lower() if name.lower() in FIELDS and name != field else name for name in names]
    if field not in head:
        shown = ", ".join(repr(name[:40]) for name in names[:12])
        raise UnreadableError(f"no column '{field}' among {shown} (expected: a head with it; --text-field names another column)")
    return head
