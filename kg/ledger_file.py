"""An open ledger file: rows out, transactions in, and the claims as rules read them.

In: a connection of kg.ledger_schema. Out: values of kg.model, row by row; LedgerError where a row makes no sense.

>>> Groups(iter([("a", 1), ("b", 2), ("b", 3)]), 1).take(("b",))
[(2,), (3,)]
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from kg.errors import LedgerError
from kg.ledger_rows import CLAIM, EVIDENCE, Row, claim_of, evidence_of
from kg.ledger_schema import REMEDY, connect_to_read, connect_to_write, guarded, ledger_path
from kg.model import Claim, Evidence

T = TypeVar("T")

Run = Callable[[str, Iterable[Row]], object]
"""Runs one statement for each row, inside a transaction."""


class LedgerFile:
    """A file that is a ledger, open. Every method raises LedgerError where the file turns out to be damaged."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, write: bool = False) -> Self:
        """Opens the ledger at `path`, a file or the folder of a build; only to read it, unless `write`.

        Raises:
            UsageError: there is none (and `write` is false).
            LedgerError: the file is no ledger, is damaged, in use, or written by a newer version.
        """
        file = ledger_path(path)
        return cls(file, connect_to_write(file) if write else connect_to_read(file))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _transaction(self, body: Callable[[Run], object]) -> None:
        """All that `body` writes, or nothing of it."""
        with guarded(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                body(self._connection.executemany)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _holds(self, document: str) -> bool:
        return next(self._rows("SELECT 1 FROM documents WHERE id = ?", document), None) is not None

    def _rows(self, sql: str, *parameters: str | float) -> Iterator[Row]:
        yield from self._read(lambda row: row, sql, *parameters)

    def _read(self, convert: Callable[[Row], T], sql: str, *parameters: str | float) -> Iterator[T]:
        with guarded(self.path):
            for row in self._connection.execute(sql, parameters):
                try:
                    value = convert(row)
                except (ValueError, TypeError, LookupError) as error:
                    raise LedgerError(f"{self.path}: damaged: a row cannot be read ({error}); {REMEDY}") from error
                yield value

    def _claims_where(self, where: str, *parameters: str | float) -> Iterator[Claim]:
        """Claims as rules read them, with their evidence, by id: three cursors that walk side by side, not three queries a claim."""
        these = f"claim IN (SELECT id FROM claims WHERE {where})"
        reasons = Groups(self._rows(f"SELECT claim, evidence, line FROM reasons WHERE {these} ORDER BY 1, 2, position", *parameters), 2)
        rows = self._rows(f"SELECT claim, position, {EVIDENCE} FROM evidence WHERE {these} ORDER BY 1, 2", *parameters)
        sentences = Groups(rows, 1)

        def evidence(claim: Row) -> list[Evidence]:
            return [evidence_of(row[1:], [line[0] for line in reasons.take((*claim, row[0]))]) for row in sentences.take(claim)]

        sql = f"SELECT {CLAIM} FROM claims WHERE {where} ORDER BY id"
        yield from self._read(lambda row: claim_of(row, evidence(row[:1])), sql, *parameters)


class Groups:
    """Rows sorted by their first `width` columns, handed out by key to someone who asks for keys in the same order."""

    def __init__(self, rows: Iterator[Row], width: int) -> None:
        self._rows = rows
        self._width = width
        self._next = next(rows, None)

    def take(self, key: Row) -> list[Row]:
        """The rows of a key without it; rows of keys before it are passed over."""
        found = []
        while self._next is not None and self._next[: self._width] <= key:
            if self._next[: self._width] == key:
                found.append(self._next[self._width :])
            self._next = next(self._rows, None)
        return found
