"""What a ledger holds, counted by SQLite from what is kept for it: a report of a large graph need not read the graph.

In: an open ledger. Out: Counted, the same numbers that counting the records one by one gives (a test holds it to that).
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.ledger_growth import LedgerGrowth
from kg.ledger_judgements import LedgerJudgements
from kg.model import Claim, Status
from kg.reviewed import Settled

_STATUS = "CASE WHEN polarity = 'negated' THEN 'denied' WHEN modality = 'actual' THEN 'fact' ELSE modality END"

# Each id of an index once, jumping from one to the next: https://sqlite.org/lang_with.html, "loose index scan".
_ENTITIES = """
WITH RECURSIVE one(id) AS (
  SELECT min(id) FROM entities UNION ALL SELECT (SELECT min(id) FROM entities WHERE id > one.id) FROM one WHERE one.id IS NOT NULL)
SELECT substr(id, 1, instr(id, ':') - 1), count(*) FROM one WHERE id IS NOT NULL GROUP BY 1 ORDER BY 1
"""

_ANEW = f"""
SELECT (SELECT count(*) FROM documents), ifnull(sum(appearances), 0), ifnull(sum(characters), 0), ifnull(sum(blocks), 0),
  ifnull(sum(mentions), 0), (SELECT count(*) FROM (SELECT DISTINCT predicate, subject, object, {_STATUS} FROM claims)) FROM sizes
"""
_ADDED_UP = MappingProxyType(
    {
        "totals": ("SELECT documents, appearances, characters, blocks, mentions, edges FROM totals", _ANEW),
        "left_out": (
            "SELECT reason, blocks FROM left_out WHERE blocks != 0 ORDER BY 1",
            "SELECT reason, sum(blocks) FROM dropped GROUP BY 1 ORDER BY 1",
        ),
        "tallies": (
            "SELECT predicate, polarity, modality, claims FROM tallies WHERE claims != 0 ORDER BY 1, 2, 3",
            "SELECT predicate, polarity, modality, count(*) FROM claims GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        ),
    }
)
"""Tables of numbers that are kept up to date: how to read them, and how to count the same anew."""

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Numbers of a ledger. `claims` counts by predicate and status, `reviewed` by verdict; `appearances` are places of texts, `copies`
    documents that are near-duplicates of another, `withheld` claims that are not sure enough to be shown."""

    documents: int
    appearances: int
    copies: int
    characters: int
    blocks: int
    mentions: int
    dropped: Mapping[str, int]
    entities: Mapping[str, int]
    claims: Mapping[tuple[str, Status], int]
    edges: int
    withheld: int
    reviewed: Mapping[str, int]


class LedgerCounts(LedgerJudgements, LedgerGrowth):
    """An open ledger that counts what it holds."""

    def counted(self) -> Counted:
        """All numbers at once."""
        settled = list(self.settled())
        documents, appearances, characters, blocks, mentions = self._numbers(
            "SELECT documents, appearances, characters, blocks, mentions FROM totals"
        )
        return Counted(
            documents=documents,
            appearances=appearances,
            copies=self._numbers("SELECT count(*) FROM copies WHERE cluster != document")[0],
            characters=characters,
            blocks=blocks,
            mentions=mentions,
            dropped=dict(self._rows("SELECT reason, blocks FROM left_out WHERE blocks > 0 ORDER BY reason")),
            entities=dict(self._rows(_ENTITIES)),
            claims=self._claims_by_status(settled),
            edges=self._edges(settled),
            withheld=self._withheld(settled),
            reviewed=Counter("waiting" if one.waits else one.judgement.verdict for one in settled if one.judgement),
        )

    def miscounted(self) -> list[str]:
        """Tables of numbers that are not what counting anew gives."""
        return [table for table, (kept, anew) in _ADDED_UP.items() if list(self._rows(kept)) != list(self._rows(anew))]

    def _withheld(self, settled: Sequence[Settled]) -> int:
        least = self.min_confidence
        if least <= 0:
            return 0
        unsure = self._numbers("SELECT count(*) FROM claims WHERE confidence < ?", least)[0]
        return unsure - sum(1 for one in settled if one.judgement and one.read and one.read.confidence < least)

    def _claims_by_status(self, settled: Sequence[Settled]) -> dict[tuple[str, Status], int]:
        least = self.min_confidence
        sql = f"SELECT predicate, {_STATUS}, count(*) FROM claims WHERE confidence >= ? GROUP BY 1, 2"
        rows = self._rows(f"SELECT predicate, {_STATUS}, sum(claims) FROM tallies GROUP BY 1, 2") if least <= 0 else self._rows(sql, least)
        found: Counter[tuple[str, Status]] = Counter({(predicate, status): number for predicate, status, number in rows})
        found.subtract(Counter((one.read.predicate, one.read.status) for one in settled if one.read and one.read.confidence >= least))
        found.update((claim.predicate, claim.status) for claim in self._standing(settled))
        return {key: number for key, number in sorted(found.items()) if number}

    def _edges(self, settled: Sequence[Settled]) -> int:
        least = self.min_confidence
        sql = f"SELECT count(*) FROM (SELECT DISTINCT predicate, subject, object, {_STATUS} FROM claims WHERE confidence >= ?)"
        (number,) = self._numbers("SELECT edges FROM totals") if least <= 0 else self._numbers(sql, least)
        judged = {one.read.document for one in settled if one.read}
        standing = {_key(claim) for claim in self._standing(settled)}
        for key in standing | {_key(one.read) for one in settled if one.read}:
            same = f"SELECT document FROM claims WHERE predicate = ? AND subject = ? AND object = ? AND {_STATUS} = ? AND confidence >= ?"
            documents = {str(row[0]) for row in self._rows(same, *key, least)}
            number += (key in standing or bool(documents - judged)) - bool(documents)
        return number

    def _standing(self, settled: Sequence[Settled]) -> list[Claim]:
        """What stands of the claims of judged documents, each once."""
        least = self.min_confidence
        results = {one.result.id: one.result for one in settled if one.result and (one.judgement or one.result.confidence >= least)}
        return list(results.values())

    def _numbers(self, sql: str, *parameters: float) -> tuple[int, ...]:
        return next(self._read(lambda row: tuple(int(value) for value in row), sql, *parameters))


def _key(claim: Claim) -> Key:
    return claim.predicate, claim.subject, claim.object, claim.status
