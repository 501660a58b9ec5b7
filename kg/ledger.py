"""The record of all that was read: documents, entities, claims; every view is derived from it and can be built again.

In: an Extraction, written in one transaction. Out: Records, sorted, and a digest that changes whenever anything that a view shows does.

>>> with Ledger.open(Path("graph")) as ledger:              # doctest: +SKIP
...     print(len(list(ledger.claims())), ledger.digest())
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kg.appearances import Appearance, appearance_of
from kg.contradictions import relations
from kg.edges import to_edges
from kg.ledger_counts import LedgerCounts
from kg.ledger_file import Groups, Run
from kg.ledger_rows import BLOCK, DOCUMENT, ENTITY, MENTION, content_digests, document_of, entity_of, mention_of, rows_of
from kg.ledger_schema import damage, guarded
from kg.merge import merge_entities
from kg.model import Claim, Document, Edge, Entity, Extraction, Mention, Relation


class Ledger(LedgerCounts):
    """An open ledger: Records for views, and `write`, `remove` and `link` for the build. Close it, or use it in a `with`.

    Claims below the setting `min_confidence` are kept in the ledger and left out of `claims()` and `edges()`; so are those that a person
    rejected. Corrected claims stand as they were corrected.
    Every method raises LedgerError where the file turns out to be damaged.
    """

    # Records: what views read.

    def documents(self) -> Iterator[Document]:
        """All documents with their blocks, by id."""
        blocks = Groups(self._rows(f"SELECT document, {BLOCK} FROM blocks ORDER BY document, position"), 1)
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

    def entities_of(self, documents: Sequence[str], others: Iterable[str] = ()) -> Iterator[Entity]:
        """Entities as these documents name them, by id; those of the `others` (ids) that they do not name as all documents do."""
        sql = f"SELECT {ENTITY} FROM entities WHERE document IN (SELECT value FROM json_each(?)) ORDER BY id, document"
        known = {id: list(same) for id, same in groupby(self._read(entity_of, sql, json.dumps(documents)), key=lambda entity: entity.id)}
        missing = sorted(set(others) - set(known))
        sql = f"SELECT {ENTITY} FROM entities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id, document"
        known |= {id: list(same) for id, same in groupby(self._read(entity_of, sql, json.dumps(missing)), key=lambda entity: entity.id)}
        yield from (merge_entities(known[id]) for id in sorted(known))

    def mentions(self, document: str) -> Iterator[Mention]:
        """The mentions of one document, by place."""
        yield from self._read(mention_of, f"SELECT {MENTION} FROM mentions WHERE document = ? ORDER BY position", document)

    def claims(self) -> Iterator[Claim]:
        """All claims that stand, by id: sure enough or accepted, as people corrected them, without those that they rejected."""
        yield from self._shown(self.min_confidence)

    def claims_of(self, documents: Sequence[str]) -> Iterator[Claim]:
        """The claims of these documents that stand, by id."""
        wanted = frozenset(documents)
        where = "document IN (SELECT value FROM json_each(?))"
        yield from self._shown(self.min_confidence, lambda claim: claim.document in wanted, where, json.dumps(documents))

    def claims_about(self, entity: str) -> Iterator[Claim]:
        """Claims in which an entity is subject, object or the one whose word it is, by id."""

        def speaks_of(claim: Claim) -> bool:
            return entity in {claim.subject, claim.object, claim.attributed_to}

        yield from self._shown(self.min_confidence, speaks_of, "? IN (subject, object, attributed_to)", entity)

    def claims_with(self, prefix: str) -> list[Claim]:
        """Claims whose id begins with `prefix`, by id; those too that are not sure enough, were rejected, or stand otherwise now."""
        found = {claim.id: claim for claim in self._claims_where("substr(id, 1, ?) = ?", len(prefix), prefix)}
        found |= {one.result.id: one.result for one in self.settled() if one.result and one.result.id.startswith(prefix)}
        return [found[id] for id in sorted(found)]

    def edges(self) -> Iterator[Edge]:
        """The claims as edges, sorted by subject, predicate, object and status."""
        yield from to_edges(self.claims(), self.origins())

    def relations(self) -> list[Relation]:
        """Edges that contradict or supersede one another."""
        return relations(self.edges(), self.claims())

    def digest(self) -> str:
        """sha256, in hex, of all that views show; equal for equal content, whatever the order in which it was written."""
        total = hashlib.sha256(f"min_confidence {self.min_confidence!r}\n".encode("ascii"))
        with guarded(self.path):
            lines = self._connection.execute("SELECT id || ' ' || digest || char(10) FROM documents ORDER BY id")
            while some := lines.fetchmany(10_000):
                total.update("".join(line for (line,) in some).encode("utf-8"))
        for id, *place in self.other_outlets():
            total.update(f"appearance {id} {json.dumps(place)}\n".encode("ascii"))
        for line in self._judgement_digests():
            total.update(f"judgement {line}\n".encode())
        if by := self.linked_otherwise():
            total.update(f"near-duplicates by {by}\n".encode())
        return total.hexdigest()

    # What `kg doctor` needs to know.

    def extraction(self, document: Document) -> Extraction:
        """All that one document gave, as it was written."""
        entities = self._read(entity_of, f"SELECT {ENTITY} FROM entities WHERE document = ? ORDER BY id", document.id)
        claims = self._claims_where("document = ?", document.id)
        return Extraction(document=document, mentions=tuple(self.mentions(document.id)), entities=tuple(entities), claims=tuple(claims))

    def damage(self) -> list[str]:
        """What is wrong with the file, line by line; empty where all is well. Reads every page, and computes every digest anew."""
        with guarded(self.path):
            found = damage(self._connection)
        if found:
            return found
        for _ in self.judgements():
            pass
        stored: dict[str, str] = dict(self._rows("SELECT id, digest FROM documents"))
        changed = [document.id for document in self.documents() if stored[document.id] not in content_digests(self.extraction(document))]
        found = [f"document {id}: its content is not what was written" for id in changed]
        return found + [f"table {table}: its numbers are not those of what it counts" for table in self.miscounted()]

    # Writing: one transaction each.

    def write(self, extraction: Extraction, *, key: str, place: str = "", appearances: Sequence[Appearance] = ()) -> None:
        """Writes what one document gave, in place of what it gave before; `link` finds its near-duplicates, once a few are written.

        `key` says from what and by which settings it was read, `place` where the document came from, `appearances` all the places where
        its text stands (without them, this one).

        Raises:
            ValueError: the extraction contradicts itself, holds text that is no Unicode, or has the id of another document's claim;
                nothing is written.
        """
        document = extraction.document
        tables = rows_of(extraction, key=key, place=place, appearances=appearances or (appearance_of(document, place),))

        def fill(run: Run) -> None:
            run("DELETE FROM documents WHERE id = ?", [(document.id,)])
            run("DELETE FROM violations WHERE owner = ?", [(document.id,)])
            for table, rows in tables.items():
                if rows:
                    run(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
            self._wait(document)

        try:
            self._transaction(fill)
        except sqlite3.IntegrityError as error:
            raise ValueError(f"a claim has the id of another document's claim ({error})") from error
