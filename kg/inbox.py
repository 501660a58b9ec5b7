"""The documents that one build was given, each once, in an order that does not depend on that of the inputs.

In: Documents with the place that each came from, in any order. Out: the same, by id; of each all its appearances. They wait in a temporary
file of SQLite's, so that a large corpus need not fit into memory.

>>> with Inbox() as inbox:
...     len(inbox)
0
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from types import TracebackType
from typing import Self

from kg.appearances import Appearance, appearance_of, as_it_appeared, rank
from kg.model import Document


class Inbox:
    """Documents of one run; its length is the number of different texts."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)  # '' is a temporary database, on disk where it grows
        self._connection.executescript(
            "CREATE TABLE texts (id TEXT PRIMARY KEY, sha256 TEXT, text TEXT) WITHOUT ROWID;"
            "CREATE TABLE places (id TEXT, place TEXT, fields TEXT, PRIMARY KEY (id, place, fields)) WITHOUT ROWID;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def __len__(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM texts").fetchone()[0]
        return count

    def add(self, document: Document, *, place: str) -> None:
        """Takes a document; where its text is here already, another place where it appeared."""
        self._connection.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", (document.id, document.sha256, document.text))
        fields = json.dumps(asdict(appearance_of(document, place)), sort_keys=True)
        self._connection.execute("INSERT OR IGNORE INTO places VALUES (?, ?, ?)", (document.id, place, fields))

    def places(self) -> set[str]:
        """The places that documents came from."""
        return {str(row[0]) for row in self._connection.execute("SELECT DISTINCT place FROM places")}

    def appearances(self) -> Iterator[tuple[str, list[Appearance]]]:
        """(document, its appearances), by id; of the appearances the first by rank comes first."""
        rows = self._connection.execute("SELECT id, fields FROM places ORDER BY id")
        for id, group in groupby(rows, key=lambda row: str(row[0])):
            yield id, sorted((Appearance(**json.loads(fields)) for _, fields in group), key=rank)

    def document(self, id: str, appearance: Appearance) -> Document | None:
        """The document of an id as it appeared somewhere; None where it was not given."""
        row = self._connection.execute("SELECT id, sha256, text FROM texts WHERE id = ?", (id,)).fetchone()
        return None if row is None else as_it_appeared(Document(id=row[0], sha256=row[1], text=row[2], name="", source=""), appearance)
