"""The record of all that was read: documents, entities, claims; every view is derived from it and can be built again.

In: an Extraction, written in one transaction. Out: Records, sorted, and a digest that changes whenever anything that a view shows does.

>>> with Ledger.open(Path("graph")) as ledger:              # doctest: +SKIP
...     print(len(list(ledger.claims())), ledger.digest())
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from kg.edges import to_edges
from kg.errors import LedgerError
from kg.ledger_rows import (
    BLOCK,
    CLAIM,
    DOCUMENT,
    ENTITY,
    EVIDENCE,
    MENTION,
    Row,
    claim_of,
    content_digest,
    document_of,
    entity_of,
    evidence_of,
    mention_of,
    rows_of,
)
from kg.ledger_schema import REMEDY, connect_to_read, connect_to_write, damage, guarded, ledger_path
from kg.merge import merge_entities
from kg.model import Claim, Document, Edge, Entity, Evidence, Extraction, Mention

T = TypeVar("T")


class Ledger:
    """An open ledger: Records for views, and `write` and `remove` for the build. Close it, or use it in a `with`.

    Claims below the setting `min_confidence` are kept in the ledger and left out of `claims()` and `edges()`.
    Every method raises LedgerError where the file turns out to be damaged.
    """

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

    # Records: what views read.

    def documents(self) -> Iterator[Document]:
        """All documents with their blocks, by id."""
        blocks = _Groups(self._rows(f"SELECT document, {BLOCK} FROM blocks ORDER BY document, position"), 1)
        yield from self._read(lambda row: document_of(row, blocks.take(row[:1])), f"SELECT {DOCUMENT} FROM documents ORDER BY id")

    def document(self, id: str) -> Document | None:
        """One document with its blocks; None where it is not here."""
        blocks = self._rows(f"SELECT {BLOCK} FROM blocks WHERE document = ? ORDER BY position", id)
        return next(self._read(lambda row: document_of(row, blocks), f"SELECT {DOCUMENT} FROM documents WHERE id = ?", id), None)

    def entities(self) -> Iterator[Entity]:
        """All entities, by id; what several documents say of one is merged."""
        versions = self._read(entity_of, f"SELECT {ENTITY} FROM entities ORDER BY id, document")
        for _, same in groupby(versions, key=lambda entity: entity.id):
            yield merge_entities(list(same))

    def mentions(self, document: str) -> Iterator[Mention]:
        """The mentions of one document, by place."""
        yield from self._read(mention_of, f"SELECT {MENTION} FROM mentions WHERE document = ? ORDER BY position", document)

    def claims(self) -> Iterator[Claim]:
        """All claims that are sure enough, by id."""
        yield from self._claims("confidence >= ?", self.min_confidence)

    def claims_about(self, entity: str) -> Iterator[Claim]:
        """Claims in which an entity is subject, object or the one whose word it is, by id."""
        yield from self._claims("? IN (subject, object, attributed_to) AND confidence >= ?", entity, self.min_confidence)

    def claims_with(self, prefix: str) -> list[Claim]:
        """Claims whose id begins with `prefix`, by id; those that are not sure enough too."""
        return list(self._claims("substr(id, 1, ?) = ?", len(prefix), prefix))

    def all_claims(self) -> int:
        """How many claims there are, those that are not sure enough too."""
        return next(self._read(lambda row: int(row[0]), "SELECT count(*) FROM claims"))

    def edges(self) -> Iterator[Edge]:
        """The claims as edges, sorted by subject, predicate, object and status."""
        published: dict[str, str | None] = dict(self._rows("SELECT id, published FROM documents"))
        yield from to_edges(self.claims(), published)

    def digest(self) -> str:
        """sha256, in hex, of all that views show; equal for equal content, whatever the order in which it was written."""
        total = hashlib.sha256(f"min_confidence {self.min_confidence!r}\n".encode("ascii"))
        for id, digest in self._rows("SELECT id, digest FROM documents ORDER BY id"):
            total.update(f"{id} {digest}\n".encode())
        return total.hexdigest()

    # What a build and `kg doctor` need to know.

    @property
    def min_confidence(self) -> float:
        return float(self.setting("min_confidence") or 0.0)

    def setting(self, key: str) -> str | None:
        """A value that the last build noted; None where it noted none."""
        return next(self._read(lambda row: str(row[0]), "SELECT value FROM settings WHERE key = ?", key), None)

    def states(self) -> Iterator[tuple[str, str, str]]:
        """(id, key, place) of every document, by id: the key and place with which it was written."""
        yield from self._read(lambda row: (row[0], row[1], row[2]), "SELECT id, key, place FROM documents ORDER BY id")

    def extraction(self, document: Document) -> Extraction:
        """All that one document gave, as it was written."""
        entities = self._read(entity_of, f"SELECT {ENTITY} FROM entities WHERE document = ? ORDER BY id", document.id)
        claims = self._claims("document = ?", document.id)
        return Extraction(document=document, mentions=tuple(self.mentions(document.id)), entities=tuple(entities), claims=tuple(claims))

    def damage(self) -> list[str]:
        """What is wrong with the file, line by line; empty where all is well. Reads every page, and computes every digest anew."""
        with guarded(self.path):
            found = damage(self._connection)
        if found:
            return found
        stored: dict[str, str] = dict(self._rows("SELECT id, digest FROM documents"))
        changed = [document.id for document in self.documents() if content_digest(self.extraction(document)) != stored[document.id]]
        return [f"document {id}: its content is not what was written" for id in changed]

    # Writing: one transaction each.

    def note(self, values: Mapping[str, str]) -> None:
        """Notes values for later builds and views."""
        self._transaction(lambda run: run("INSERT OR REPLACE INTO settings VALUES (?, ?)", list(values.items())))

    def write(self, extraction: Extraction, *, key: str, place: str = "") -> None:
        """Writes what one document gave, in place of what it gave before.

        `key` says from what and by which settings it was read, `place` where the document came from.

        Raises:
            ValueError: the extraction contradicts itself, holds text that is no Unicode, or has the id of another document's claim;
                nothing is written.
        """
        tables = rows_of(extraction, key=key, place=place)

        def fill(run: _Run) -> None:
            run("DELETE FROM documents WHERE id = ?", [(extraction.document.id,)])
            for table, rows in tables.items():
                if rows:
                    run(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

        try:
            self._transaction(fill)
        except sqlite3.IntegrityError as error:
            raise ValueError(f"a claim has the id of another document's claim ({error})") from error

    def remove(self, ids: Iterable[str]) -> None:
        """Removes documents with all that they gave; ids that are not here are passed over."""
        self._transaction(lambda run: run("DELETE FROM documents WHERE id = ?", [(id,) for id in ids]))

    def _transaction(self, body: Callable[[_Run], object]) -> None:
        with guarded(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                body(self._connection.executemany)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _rows(self, sql: str, *parameters: str | float) -> Iterator[Row]:
        yield from self._read(lambda row: row, sql, *parameters)

    def _read(self, convert: Callable[[Row], T], sql: str, *parameters: str | float) -> Iterator[T]:
        with guarded(self.path):
            for row in self._connection.execute(sql, parameters):
                try:
                    value = convert(row)
                except (ValueError, TypeError) as error:
                    raise LedgerError(f"{self.path}: damaged: a row cannot be read ({error}); {REMEDY}") from error
                yield value

    def _claims(self, where: str, *parameters: str | float) -> Iterator[Claim]:
        """Claims with their evidence, by id: three cursors that walk side by side, not three queries a claim."""
        these = f"claim IN (SELECT id FROM claims WHERE {where})"
        reasons = _Groups(self._rows(f"SELECT claim, evidence, line FROM reasons WHERE {these} ORDER BY 1, 2, position", *parameters), 2)
        rows = self._rows(f"SELECT claim, position, {EVIDENCE} FROM evidence WHERE {these} ORDER BY 1, 2", *parameters)
        sentences = _Groups(rows, 1)

        def evidence(claim: Row) -> list[Evidence]:
            return [evidence_of(row[1:], [line[0] for line in reasons.take((*claim, row[0]))]) for row in sentences.take(claim)]

        sql = f"SELECT {CLAIM} FROM claims WHERE {where} ORDER BY id"
        yield from self._read(lambda row: claim_of(row, evidence(row[:1])), sql, *parameters)


_Run = Callable[[str, Iterable[Row]], object]


class _Groups:
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
