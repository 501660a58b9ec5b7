"""Near-duplicates in a ledger: which documents are copies of one another, kept up to date document by document.

In: documents as they are written and removed, inside the same transaction. Out: clusters of copies that depend on the documents alone,
not on the order in which they came: a cluster is a connected component of the pairs that kg.near_duplicates calls copies.

A document that joins is compared with each cluster that shares a key with it until one of its members is a copy; where a document
leaves, those that were with it are looked at again.
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from kg.ledger_file import LedgerFile
from kg.ledger_rows import BLOCK, DOCUMENT, document_of
from kg.model import Copy, Document
from kg.near_duplicates import are_copies, keys, scheme, shingles

KEPT = 256
"""Texts whose shingles are kept in memory: those of one syndicated story are compared with many."""


class LedgerCopies(LedgerFile):
    """An open ledger with the near-duplicates in it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self._shingles = lru_cache(maxsize=KEPT)(self._shingles_of)

    def copies(self) -> Iterator[Copy]:
        """Documents that are near-duplicates of an earlier one, by id: the one that was published first, else the first by id."""
        found = []
        for members in self._clusters():
            first, *others = sorted(members, key=lambda member: (member[1] is None, member[1] or "", member[0]))
            found += [Copy(document=id, of=first[0]) for id, _ in others]
        yield from sorted(found, key=lambda copy: copy.document)

    def copies_of(self, document: str) -> tuple[str, ...]:
        """The documents that are near-duplicates of one, by id, without itself."""
        sql = "SELECT document FROM copies WHERE cluster = (SELECT cluster FROM copies WHERE document = ?) AND document != ? ORDER BY 1"
        return tuple(str(row[0]) for row in self._rows(sql, document, document))

    def link_all(self) -> int:
        """Looks for near-duplicates of documents for which an older version did not, or by another scheme; how many there were."""
        stale = "SELECT id FROM documents LEFT JOIN copies ON document = id WHERE scheme IS NOT ? ORDER BY id"
        ids = [str(row[0]) for row in self._rows(stale, scheme())]
        if ids:

            def fill(_: object) -> None:
                for id in ids:
                    self._forget(id)
                for id in ids:
                    self._link(self._stored(id))

            self._transaction(fill)
        return len(ids)

    def _clusters(self) -> Iterator[list[tuple[str, str | None]]]:
        """(id, publication) of the members of each cluster of more than one, sorted by cluster and id."""
        found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        many = "SELECT cluster FROM copies GROUP BY cluster HAVING count(*) > 1"
        sql = f"SELECT cluster, id, published FROM copies JOIN documents ON id = document WHERE cluster IN ({many}) ORDER BY 1, 2"
        for cluster, id, published in self._rows(sql):
            if self._holds(id):
                found[cluster].append((id, published))
        yield from (members for members in found.values() if len(members) > 1)

    # Inside a transaction of kg.ledger.

    def _link(self, document: Document) -> None:
        """Finds the copies of a document that is in the ledger; nothing is done where its text is as it was."""
        text = hashlib.sha256("\0".join(document.text[b.start : b.end] for b in document.blocks if b.kept).encode("utf-8")).hexdigest()[:32]
        known = self._connection.execute("SELECT text, scheme FROM copies WHERE document = ?", (document.id,)).fetchone()
        if known == (text, scheme()):
            return
        if known is not None:
            self._shingles.cache_clear()
            self._unlink([document.id])
        found = shingles(document)
        numbers = keys(found)
        run = self._connection.execute
        run("INSERT INTO copies VALUES (?, ?, ?, ?)", (document.id, document.id, text, scheme()))
        self._connection.executemany("INSERT OR IGNORE INTO copy_keys VALUES (?, ?)", [(number, document.id) for number in numbers])
        for members in self._candidates(document.id, numbers):
            if any(are_copies(found, self._shingles(member)) for member in members):
                self._join(document.id, members[0])

    def _candidates(self, id: str, numbers: list[int]) -> list[list[str]]:
        """Documents that share a key with this one, by cluster."""
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT DISTINCT cluster, document FROM copy_keys JOIN copies USING (document) WHERE key IN ({marks}) ORDER BY 1, 2"
        found: dict[str, list[str]] = defaultdict(list)
        for cluster, document in self._connection.execute(sql, numbers):
            if document != id:
                found[cluster].append(document)
        return list(found.values())

    def _join(self, one: str, other: str) -> None:
        """Makes one cluster of two; it is called like the first of its members."""
        names = sorted(row[0] for row in self._connection.execute("SELECT cluster FROM copies WHERE document IN (?, ?)", (one, other)))
        self._connection.execute("UPDATE copies SET cluster = ? WHERE cluster = ?", names)

    def _unlink(self, ids: Iterable[str]) -> None:
        """Takes documents out of their clusters; what held together by them alone falls apart."""
        gone = set(ids)
        left: set[str] = set()
        for id in gone:
            sql = "SELECT document FROM copies WHERE cluster = (SELECT cluster FROM copies WHERE document = ?)"
            left.update(row[0] for row in self._connection.execute(sql, (id,)))
        for id in gone | left:
            self._forget(id)
        for id in sorted(left - gone):
            self._link(self._stored(id))

    def _forget(self, id: str) -> None:
        self._connection.execute("DELETE FROM copies WHERE document = ?", (id,))
        self._connection.execute("DELETE FROM copy_keys WHERE document = ?", (id,))

    def _stored(self, id: str) -> Document:
        blocks = self._connection.execute(f"SELECT {BLOCK} FROM blocks WHERE document = ? ORDER BY position", (id,)).fetchall()
        return document_of(self._connection.execute(f"SELECT {DOCUMENT} FROM documents WHERE id = ?", (id,)).fetchone(), blocks)

    def _shingles_of(self, id: str) -> frozenset[str]:
        return shingles(self._stored(id))
