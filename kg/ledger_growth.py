"""What a ledger knows of its own growth: where each text appeared, by what it was read, what was noted, what was retracted.

In: an open ledger. Out: what a build needs to decide what is new, and what views need to tell one source from another.
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.appearances import FIELDS, Appearance, outlets
from kg.independence import Provenance
from kg.ledger_copies import LedgerCopies
from kg.ledger_file import Run
from kg.ledger_rows import Row

Parts = Mapping[str, Mapping[str, str]]
"""What decided how a document was read: by part (rules, gazetteer, model ...), the digest or version of each file or setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """A document that is not to be read again (`verb` 'retract'), or may be after all ('restore'), where it stood and why.

    `names` is all that it was called when it was retracted; empty in ledgers of versions before 7.
    """

    document: str
    verb: str
    source: str
    reason: str | None = None
    names: tuple[str, ...] = ()


_RETRACTION = "document, verb, source, reason, names"


def _retraction(row: Row) -> Retraction:
    document, verb, source, reason, names = row
    return Retraction(document=document, verb=verb, source=source, reason=reason, names=tuple(map(str, json.loads(names))))


class LedgerGrowth(LedgerCopies):
    """An open ledger with where its documents came from, and by what they were read."""

    @property
    def min_confidence(self) -> float:
        return float(self.setting("min_confidence") or 0.0)

    def setting(self, key: str) -> str | None:
        """A value that the last build noted; None where it noted none."""
        return next(self._read(lambda row: str(row[0]), "SELECT value FROM settings WHERE key = ?", key), None)

    def note(self, values: Mapping[str, str]) -> None:
        """Notes values for later builds and views."""
        self._transaction(lambda run: run("INSERT OR REPLACE INTO settings VALUES (?, ?)", list(values.items())))

    def states(self) -> Iterator[tuple[str, str, str]]:
        """(id, key, place) of every document, by id: the key and place with which it was written."""
        yield from self._read(lambda row: (row[0], row[1], row[2]), "SELECT id, key, place FROM documents ORDER BY id")

    def keys_of(self, documents: Collection[str]) -> dict[str, str]:
        """The keys with which these documents were written, by id; those that are not here are left out."""
        return dict(self._rows("SELECT id, key FROM documents WHERE id IN (SELECT value FROM json_each(?))", json.dumps(sorted(documents))))

    def read_otherwise(self, mark: str) -> dict[str, str]:
        """The keys of documents that were read by other settings than those that the mark stands for, by id."""
        either = (f"SELECT id, key FROM documents WHERE substr(key, 1, 16) {side} ?1" for side in "<>")
        return dict(self._rows(" UNION ALL ".join(either), mark))

    def size(self) -> int:
        """How many documents there are."""
        return int(next(self._rows("SELECT documents FROM totals"))[0])

    def digests(self) -> Iterator[tuple[str, str]]:
        """(id, sha256 of all that it gave) of every document, by id: who keeps a copy of the graph sees which documents have changed."""
        yield from self._read(lambda row: (row[0], row[1]), "SELECT id, digest FROM documents ORDER BY id")

    def appearances(self, documents: Collection[str] | None = None) -> dict[str, list[Appearance]]:
        """Where the texts of these documents stand (of all, where none are named), by document."""
        found: dict[str, list[Appearance]] = defaultdict(list)
        where = "" if documents is None else "WHERE document IN (SELECT value FROM json_each(?))"
        wanted = () if documents is None else (json.dumps(sorted(documents)),)
        sql = f"SELECT document, {', '.join(FIELDS)} FROM appearances {where} ORDER BY document, place, source"
        for id, *row in self._rows(sql, *wanted):
            found[id].append(Appearance(**dict(zip(FIELDS, row, strict=True))))
        return dict(found)

    def documents_at(self, files: Collection[str], inputs: Collection[str] = ()) -> dict[str, set[str]]:
        """By the second half of a place, the documents that appear there, of places in these files or below these inputs (see kg.plan)."""
        found: dict[str, set[str]] = defaultdict(set)
        for half, wanted in (("substr(place, 17)", files), ("substr(place, 1, 16)", inputs)):
            sql = f"SELECT substr(place, 17), document FROM appearances WHERE place != '' AND {half} IN (SELECT value FROM json_each(?))"
            for file, id in self._rows(sql, json.dumps(sorted(wanted))):
                found[file].add(id)
        return dict(found)

    def origins(self, documents: Collection[str] | None = None) -> dict[str, Provenance]:
        """Where these documents are from (all, where none are named), with all their appearances, by id."""
        first = {copy.document: copy.of for copy in self.copies(documents)}
        first |= {of: of for of in first.values()}
        names: dict[str, set[str]] = defaultdict(set)
        chosen = "" if documents is None else "AND {} IN (SELECT value FROM json_each(?))"
        wanted = () if documents is None else (json.dumps(sorted(documents)),)
        sql = f"SELECT document, url, outlet FROM appearances WHERE (url IS NOT NULL OR outlet IS NOT NULL) {chosen.format('document')}"
        for id, url, outlet in self._rows(sql, *wanted):
            names[id] |= outlets(url, outlet)
        return {
            id: Provenance(id=id, published=published, outlets=frozenset(names.get(id, ())), copy_of=first.get(id, ""))
            for id, published in self._rows(f"SELECT id, published FROM documents WHERE 1 {chosen.format('id')}", *wanted)
        }

    def other_outlets(self) -> Iterator[Row]:
        """(document, url, outlet) of appearances that a document's own metadata do not show and that tell sources apart; sorted."""
        sql = (
            "SELECT DISTINCT a.document, a.url, a.outlet FROM sizes s CROSS JOIN appearances a USING (document) JOIN documents d "
            "ON d.id = a.document WHERE s.appearances > 1 "
            "AND (a.url IS NOT NULL OR a.outlet IS NOT NULL) AND (a.url IS NOT d.url OR a.outlet IS NOT d.outlet) "
            "ORDER BY 1, 2, 3"
        )
        yield from self._rows(sql)

    def readings(self) -> dict[str, Parts]:
        """By the mark that begins the key of a document, the parts of what it was read by."""
        return {mark: json.loads(parts) for mark, parts in self._rows("SELECT mark, parts FROM readings")}

    def note_reading(self, mark: str, parts: Parts) -> None:
        """Notes what a mark stands for, and forgets marks by which no document is read any more."""

        def fill(_: object) -> None:
            self._connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (mark, json.dumps(parts, sort_keys=True)))
            used = "SELECT 1 FROM documents WHERE substr(key, 1, 16) = +mark"  # '+': the column's affinity would keep the index out
            self._connection.execute(f"DELETE FROM readings WHERE mark != ? AND NOT EXISTS ({used})", (mark,))

        self._transaction(fill)

    def retractions(self) -> list[Retraction]:
        """The retractions in force, by document."""
        last: dict[str, Retraction] = {}
        for one in self._read(_retraction, f"SELECT {_RETRACTION} FROM retractions ORDER BY number"):
            last[one.document] = one
        return [last[document] for document in sorted(last) if last[document].verb == "retract"]

    def retract(self, found: Iterable[Retraction]) -> None:
        """Appends retractions and removes what they name, or nothing of it."""
        rows = [(one.document, one.verb, one.source, one.reason, json.dumps(one.names)) for one in found]
        gone = sorted({document for document, verb, *_ in rows if verb == "retract"})

        def fill(run: Run) -> None:
            run(f"INSERT INTO retractions ({_RETRACTION}) VALUES (?, ?, ?, ?, ?)", rows)
            self._remove(run, gone)

        self._transaction(fill)

    def remove(self, ids: Iterable[str]) -> None:
        """Removes documents with all that they gave; ids that are not here are passed over."""
        if gone := sorted(set(ids)):
            self._transaction(lambda run: self._remove(run, gone))

    def _remove(self, run: Run, gone: Sequence[str]) -> None:
        self._unlink(gone)
        for table, column in (("documents", "id"), ("violations", "owner")):
            run(f"DELETE FROM {table} WHERE {column} = ?", [(id,) for id in gone])

    def unchecked(self, mark: str) -> list[str]:
        """Documents that were not held against the shapes that `mark` stands for, by id."""
        sql = "SELECT id FROM documents LEFT JOIN checked ON document = id WHERE mark IS NOT ? ORDER BY id"
        return [str(row[0]) for row in self._rows(sql, mark)]

    def note_checked(self, documents: Sequence[str], mark: str, found: Sequence[tuple[str, str]]) -> None:
        """Notes that documents were held against the shapes, and (owner, line) of what is wrong, in place of what was wrong before."""
        named = "SELECT id FROM entities WHERE document IN (SELECT value FROM json_each(?))"
        wanted = json.dumps(documents)

        def fill(run: Run) -> None:
            run(f"DELETE FROM violations WHERE owner IN (SELECT value FROM json_each(?)) OR owner IN ({named})", [(wanted, wanted)])
            run("INSERT OR REPLACE INTO checked VALUES (?, ?)", [(id, mark) for id in documents])
            run("INSERT OR IGNORE INTO violations VALUES (?, ?)", found)

        self._transaction(fill)

    def violations(self) -> list[str]:
        """What was found wrong and is still there, sorted."""
        known = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE id = owner)" for table in ("documents", "entities"))
        return [str(row[0]) for row in self._rows(f"SELECT DISTINCT line FROM violations WHERE {known} ORDER BY line")]
