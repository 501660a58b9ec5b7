"""The record as it stood on a day: what documents that were published by then say, and nothing of what came later.

In: the ledger of a build and a date. Out: a ledger, only to read, of the documents that count; every view can be made of it.

A document counts where its whole publication date lies on or before the last day of the date: 'as of 2026-02' takes what was published
up to the 28th of February 2026; what is only known to be of 2026 may be later and does not count. A document without a date counts only
where that is asked for. Times within texts, and when a person judged a claim, play no part.

>>> counts("2026-01-31", "2026-01"), counts("2026", "2026-01"), counts(None, "2026-01"), counts(None, "2026-01", undated=True)
(True, False, False, True)
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

import hashlib
import json
import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Self

from kg.errors import UsageError
from kg.ledger import Ledger
from kg.ledger_copies import Member
from kg.ledger_rows import ENTITY, entity_of
from kg.merge import merge_entities
from kg.model import Claim, Document, Entity

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many documents count, out of how many; how many are later (or may be), and how many have no date."""

    count: int
    total: int
    later: int
    undated: int


def counts(published: str | None, until: str, *, undated: bool = False) -> bool:
    """Whether a document that was published then (ISO 8601: day, month or year; None where that is not known) counts at a date."""
    end = last_day(published) if published else None
    return undated if end is None else end <= _day(until)


def last_day(text: str) -> str | None:
    """The last day, as ISO 8601, that a year, month, day or moment may mean; None where it is no date of the calendar."""
    match = _DATE.fullmatch(text.partition("T")[0])
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    try:
        return date(year, month, int(day or monthrange(year, month)[1])).isoformat()
    except ValueError:
        return None


def _day(until: str) -> str:
    found = last_day(until)
    if found is None:
        raise UsageError(f"as of {until!r}: no date; expected a year, month or day, such as 2026, 2026-01 or 2026-01-31")
    return found


class LedgerAsOf(Ledger):
    """A ledger that holds only the documents that count at a date: their claims, mentions, edges, and entities as they name them."""

    until: str
    kept: Kept
    _ids: frozenset[str]

    @classmethod
    def at(cls, path: Path, until: str, *, undated: bool = False) -> Self:
        """Opens the ledger at `path`, a file or the folder of a build, as it stood at a date; `undated` documents count or not.

        Raises:
            UsageError: no ledger there, or no date. LedgerError: as Ledger.open.
        """
        _day(until)
        ledger = cls.open(path)
        try:
            ledger._narrow(until, undated=undated)  # noqa: SLF001 (its own)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def _narrow(self, until: str, *, undated: bool) -> None:
        published: dict[str, str | None] = dict(self._rows("SELECT id, published FROM documents"))
        self.until = until
        self._ids = frozenset(id for id, when in published.items() if counts(when, until, undated=undated))
        missing = sum(1 for when in published.values() if not when or last_day(when) is None)
        later = len(published) - len(self._ids) - (0 if undated else missing)
        self.kept = Kept(count=len(self._ids), total=len(published), later=later, undated=missing)

    def documents(self) -> Iterator[Document]:
        """The documents that count, by id."""
        yield from (document for document in super().documents() if document.id in self._ids)

    def document(self, id: str) -> Document | None:
        """A document that counts; None for any other."""
        return super().document(id) if id in self._ids else None

    def entities(self) -> Iterator[Entity]:
        """Entities as the documents that count name them; those that a person's correction brought in, as any document does."""
        claims = list(self.claims())
        needed = {id for claim in claims for id in (claim.subject, claim.object, claim.attributed_to) if id}
        yield from self._merged(needed, "1")

    def entities_of(self, documents: Sequence[str], others: Iterable[str] = ()) -> Iterator[Entity]:
        """The entities that these documents name, and the others, by id, as the documents that count name them."""
        named = "SELECT id FROM entities WHERE document IN (SELECT value FROM json_each(?)) UNION SELECT value FROM json_each(?)"
        wanted = sorted(set(others))
        yield from self._merged(wanted, f"id IN ({named})", json.dumps([id for id in documents if id in self._ids]), json.dumps(wanted))

    def _merged(self, needed: Collection[str], where: str, *parameters: str) -> Iterator[Entity]:
        sql = f"SELECT document, {ENTITY} FROM entities WHERE {where} ORDER BY id, document"
        versions = self._read(lambda row: (str(row[0]), entity_of(row[1:])), sql, *parameters)
        for id, same in groupby(versions, key=lambda version: version[1].id):
            everywhere = list(same)
            here = [entity for document, entity in everywhere if document in self._ids]
            if here or id in needed:
                yield merge_entities(here or [entity for _, entity in everywhere])

    def claims(self) -> Iterator[Claim]:
        """The claims of documents that count, by id, as they stand now by people's judgement."""
        yield from (claim for claim in super().claims() if claim.document in self._ids)

    def claims_of(self, documents: Sequence[str]) -> Iterator[Claim]:
        """The claims of those of these documents that count, by id."""
        yield from super().claims_of([id for id in documents if id in self._ids])

    def claims_about(self, entity: str) -> Iterator[Claim]:
        """Claims of documents that count in which an entity is subject, object or the one whose word it is, by id."""
        yield from (claim for claim in super().claims_about(entity) if claim.document in self._ids)

    def digest(self) -> str:
        """sha256, in hex, that two dates share only where the same documents count; the whole ledger's own where all do."""
        whole = super().digest()
        if self.kept.count == self.kept.total:
            return whole
        return hashlib.sha256("\n".join([whole, "as of", *sorted(self._ids)]).encode("ascii")).hexdigest()

    def _holds(self, document: str) -> bool:
        return document in self._ids

    def _clusters(self, documents: Collection[str] | None) -> Iterator[list[Member]]:
        here = ([member for member in members if member[0] in self._ids] for members in super()._clusters(documents))
        yield from (members for members in here if members)
