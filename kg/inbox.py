"""The documents that one build was given, each once, in an order that does not depend on that of the inputs.

In: Documents with the place that each came from, in any order. Out: the same, sorted by id; of documents with the same text the one
whose metadata come first. They wait in a temporary file of SQLite's, so that a large corpus need not fit into memory.

>>> with Inbox() as inbox:
...     len(inbox)
0
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, replace
from types import TracebackType
from typing import Self

from kg.model import Document


class Inbox:
    """Documents of one run. `duplicates` counts those whose text was there already."""

    def __init__(self) -> None:
        self.duplicates = 0
        self._connection = sqlite3.connect("", isolation_level=None)  # '' is a temporary database, on disk where it grows
        self._connection.execute("CREATE TABLE inbox (id TEXT PRIMARY KEY, rank TEXT, place TEXT, document TEXT) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def __len__(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM inbox").fetchone()[0]
        return count

    def __contains__(self, id: object) -> bool:
        return self._connection.execute("SELECT 1 FROM inbox WHERE id = ?", (id,)).fetchone() is not None

    def add(self, document: Document, *, place: str) -> None:
        """Takes a document; where its text is here already, the one with a date, then the one that comes first by name, stays."""
        fields = asdict(replace(document, blocks=()))
        rank = json.dumps([document.published is None, document.source, document.name, fields], sort_keys=True)
        if document.id in self:
            self.duplicates += 1
        self._connection.execute(
            "INSERT INTO inbox VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET rank = excluded.rank, place = excluded.place, document = excluded.document "
            "WHERE (excluded.rank, excluded.place) < (rank, place)",
            (document.id, rank, place, json.dumps(fields)),
        )

    def places(self) -> set[str]:
        """The places that documents came from."""
        return {str(row[0]) for row in self._connection.execute("SELECT DISTINCT place FROM inbox")}

    def documents(self) -> Iterator[tuple[Document, str]]:
        """(document, place), by id."""
        for content, place in self._connection.execute("SELECT document, place FROM inbox ORDER BY id"):
            yield _document(content), place

    def document(self, id: str) -> Document | None:
        """The document of an id; None where it was not given."""
        row = self._connection.execute("SELECT document FROM inbox WHERE id = ?", (id,)).fetchone()
        return None if row is None else _document(row[0])


def _document(content: str) -> Document:
    return Document(**json.loads(content) | {"blocks": ()})
