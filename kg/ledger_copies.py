"""Near-duplicates in a ledger: which documents are copies of one another, kept up to date as documents come and go.

In: documents as they are written and removed, inside the same transaction. Out: clusters of copies that depend on the documents alone,
not on the order in which they came: a cluster is a connected component of the pairs that kg.near_duplicates calls copies.

A document that is written waits, and who reads the ledger meanwhile, or after a build that was killed, sees a copy of it in which none
does; `link` takes all that wait together, since the keys of one text lie all over the table of keys. Each is
compared with the clusters that share keys with it, until one of their members is a copy. Where a document leaves, those that were with it
are looked at again; where its text changes, they wait with it, since other rules of cleaning change all reprints of a story.
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Self

from kg.ledger_file import LedgerFile, Run
from kg.ledger_rows import BLOCK, DOCUMENT, document_of
from kg.ledger_schema import guarded
from kg.model import Copy, Document
from kg.near_duplicates import Keys, Shingles, are_copies, keys, may_be_copies, scheme, shingles

KEPT = 256
"""Texts whose shingles are kept in memory: those of one syndicated story are compared with many."""
TOGETHER = 500
"""Documents that are linked in one transaction."""
SCHEME = "near-duplicates"
"""The setting that says by which scheme documents were linked."""

Member = tuple[str, str | None]
"""A document of a cluster: its id, and its date of publication."""

_CLUSTER = """
WITH named AS (SELECT cluster AS name FROM copies WHERE document = ?)
SELECT document FROM named CROSS JOIN copies ON document = name UNION
SELECT document FROM named CROSS JOIN copies ON cluster = name AND cluster != document ORDER BY 1
"""
_WAITING = "SELECT document FROM unlinked WHERE document IN (SELECT id FROM documents)"
_SHARED = """
SELECT cluster, document, text, shingles, copy_keys.key
FROM json_each(?) AS mine CROSS JOIN copy_keys ON copy_keys.key = mine.value CROSS JOIN copies USING (document) ORDER BY 1, 2
"""
_DROP_KEYS = """
DELETE FROM copy_keys WHERE document = ?1 AND key IN (SELECT value FROM copies, json_each(copies.keys) WHERE copies.document = ?1)
"""


class LedgerCopies(LedgerFile):
    """An open ledger with the near-duplicates in it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self._shingles = lru_cache(maxsize=KEPT)(self._shingles_of)

    @classmethod
    def open(cls, path: Path, *, write: bool = False, linked: bool = True) -> Self:
        """As LedgerFile.open; who only reads sees each document with its near-duplicates, also where a build has not found them yet.

        Where it has not, they are found now, which takes a while: `linked` is False for who asks neither for copies nor for the digest.
        """
        ledger = super().open(path, write=write)
        try:
            if not write and linked and ledger._waits():  # noqa: SLF001 (its own)
                ledger._stand_apart()  # noqa: SLF001 (its own)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def copies(self, documents: Collection[str] | None = None) -> Iterator[Copy]:
        """Documents that are near-duplicates of an earlier one, by id: the one that was published first, else the first by id.

        Where `documents` are named, those of the clusters that these are in.
        """
        found = []
        for members in self._clusters(documents):
            first, *others = sorted(members, key=lambda member: (member[1] is None, member[1] or "", member[0]))
            found += [Copy(document=id, of=first[0]) for id, _ in others]
        yield from sorted(found, key=lambda copy: copy.document)

    def copies_of(self, document: str) -> tuple[str, ...]:
        """The documents that are near-duplicates of one, by id, without itself."""
        return tuple(id for id in self._cluster(document) if id != document)

    def link(self, progress: Callable[[str, int, int], None] = lambda *_: None) -> int:
        """Finds the near-duplicates of the documents that wait for it, of all where it was done by another scheme; how many waited.

        `progress` is told how many are done of how many, where they are more than are linked in one transaction.
        """
        if next(self._rows("SELECT value FROM settings WHERE key = ?", SCHEME), None) != (scheme(),):
            self._transaction(lambda _: self._start_anew())
        count, of = 0, int(next(self._rows(f"SELECT count(*) FROM ({_WAITING})"))[0])
        while ids := [row[0] for row in self._rows(f"{_WAITING} ORDER BY document LIMIT ?", TOGETHER)]:

            def fill(run: Run, ids: Sequence[str] = ids) -> None:
                for id in ids:
                    self._link(id)
                run("DELETE FROM unlinked WHERE document = ?", [(id,) for id in ids])

            self._transaction(fill)
            count += len(ids)
            if of > TOGETHER:
                progress("near-duplicates", count, of)
        return count

    def linked_otherwise(self) -> str:
        """By what older scheme the documents were linked, where no writer has done it anew yet; else ''."""
        by = next(self._rows("SELECT value FROM settings WHERE key = ?", SCHEME), ("none",))[0]
        here = next(self._rows("SELECT 1 FROM documents LIMIT 1"), None)
        return "" if by == scheme() or here is None or self._waits() else str(by)

    def _waits(self) -> bool:
        return next(self._rows(f"{_WAITING} LIMIT 1"), None) is not None

    def _stand_apart(self) -> None:
        """Goes on with a copy of the ledger, in a temporary file of SQLite's, in which nothing waits; the ledger is left as it is."""
        copy = sqlite3.connect("", isolation_level=None)
        with guarded(self.path):
            try:
                self._connection.backup(copy)
            except BaseException:
                copy.close()
                raise
        self._connection.close()
        self._connection = copy
        self.link()
        copy.execute("PRAGMA query_only = ON")

    def _clusters(self, documents: Collection[str] | None) -> Iterator[list[Member]]:
        """The members of each cluster of more than one, by cluster and id; of those clusters that these documents are in, where named."""
        chosen = (
            "" if documents is None else "AND cluster IN (SELECT cluster FROM copies WHERE document IN (SELECT value FROM json_each(?)))"
        )
        wanted = () if documents is None else (json.dumps(sorted(documents)),)
        sql = f"""WITH joined AS (SELECT cluster, document FROM copies WHERE cluster != document {chosen})
          SELECT cluster, id, published FROM (SELECT cluster, document FROM joined UNION SELECT cluster, cluster FROM joined)
          JOIN documents ON id = document ORDER BY 1, 2"""
        for _, members in groupby(self._rows(sql, *wanted), key=itemgetter(0)):
            yield [(id, published) for _, id, published in members]

    def _cluster(self, id: str) -> list[str]:
        """The documents of the cluster that one is in, by id."""
        return [str(row[0]) for row in self._rows(_CLUSTER, id)]

    # Inside a transaction.

    def _start_anew(self) -> None:
        for sql in ("DELETE FROM copies", "DELETE FROM copy_keys", "INSERT OR IGNORE INTO unlinked SELECT id FROM documents"):
            self._connection.execute(sql)
        self._connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (SCHEME, scheme()))

    def _wait(self, document: Document) -> None:
        """Lets a document that is in the ledger wait for `link`, with those of its cluster; not where its text is as it was."""
        known = self._connection.execute("SELECT text FROM copies WHERE document = ?", (document.id,)).fetchone()
        if known != (_kept(document),):
            waiting = {document.id, *self._dissolve({document.id})}
            self._connection.executemany("INSERT OR IGNORE INTO unlinked VALUES (?)", [(id,) for id in sorted(waiting)])

    def _link(self, id: str) -> None:
        """Finds the copies of a document that is in no cluster."""
        document = self._stored(id)
        found = shingles(document)
        mine = keys(found)
        numbers = json.dumps(sorted(mine.whole | mine.beginning))
        candidates = self._candidates(mine, numbers, len(found))
        self._connection.execute("INSERT INTO copies VALUES (?, ?, ?, ?, ?)", (id, id, _kept(document), len(found), numbers))
        self._connection.execute("INSERT INTO copy_keys SELECT value, ? FROM json_each(?)", (id, numbers))
        for members in candidates:
            if any(are_copies(found, self._shingles(*member)) for member in members):
                self._join(id, members[0][0])

    def _candidates(self, mine: Keys, numbers: str, size: int) -> list[list[tuple[str, str]]]:
        """(id, text) of the documents that are to be compared with one of these keys and so many shingles, by cluster."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (cluster, id, text, other), rows in groupby(self._rows(_SHARED, numbers), key=itemgetter(0, 1, 2, 3)):
            if may_be_copies(mine, {row[4] for row in rows}, size, other):
                found[cluster].append((id, text))
        return list(found.values())

    def _join(self, one: str, other: str) -> None:
        """Makes one cluster of two; it is called like the first of its members."""
        (first, *_), members = sorted((self._cluster(one), self._cluster(other)))
        self._connection.executemany("UPDATE copies SET cluster = ? WHERE document = ?", [(first, member) for member in members])

    def _unlink(self, ids: Iterable[str]) -> None:
        """Takes documents out of their clusters; what held together by them alone falls apart."""
        gone = set(ids)
        for id in self._dissolve(gone):
            if id not in gone:
                self._link(id)

    def _dissolve(self, ids: Collection[str]) -> list[str]:
        """Forgets the clusters of documents; the members of these, by id."""
        together = sorted({member for id in ids for member in self._cluster(id)})
        for sql in (_DROP_KEYS, "DELETE FROM copies WHERE document = ?"):
            self._connection.executemany(sql, [(id,) for id in together])
        return together

    def _stored(self, id: str) -> Document:
        blocks = self._rows(f"SELECT {BLOCK} FROM blocks WHERE document = ? ORDER BY position", id)
        return next(self._read(lambda row: document_of(row, blocks), f"SELECT {DOCUMENT} FROM documents WHERE id = ?", id))

    def _shingles_of(self, id: str, _: str) -> Shingles:
        return shingles(self._stored(id))


def _kept(document: Document) -> str:
    """32 hex digits of the text that counts."""
    kept = "\0".join(document.text[block.start : block.end] for block in document.blocks if block.kept)
    return hashlib.sha256(kept.encode("utf-8")).hexdigest()[:32]
