"""The judgements of people in a ledger: a history that only grows, and the claims as they stand by it.

In: judgements, appended in one transaction. Out: the history; for each judged document what stands of its claims; all that views show.

The history hangs on no row of a document, so that it outlives a build that reads the document again.
"""
# ruff: noqa: S608 (what is put into SQL text are names that stand in this program; values are always parameters)

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from kg.judgement_records import claim_record, correction_of, judgement_of
from kg.ledger_file import LedgerFile, Run
from kg.ledger_rows import MENTION, Row, mention_of
from kg.model import Claim, Judgement
from kg.reviewed import Settled, judgements_in_force, settle

_JUDGEMENT = 'document, verdict, "by", "at", note, claim, correction'


class LedgerJudgements(LedgerFile):
    """An open ledger with the judgements in it."""

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """Appends judgements, all of them or none, behind those that are there."""
        sql = f"INSERT INTO judgements ({_JUDGEMENT}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        judged = sorted({(judgement.claim.document,) for judgement in judgements})

        def fill(run: Run) -> None:
            run(sql, [_row(judgement) for judgement in judgements])
            run("DELETE FROM checked WHERE document = ?", judged)

        self._transaction(fill)

    def judgements(self) -> Iterator[Judgement]:
        """The whole history: by document, oldest first."""
        yield from (judgement for _, judgement in self._history())

    def judged(self) -> frozenset[str]:
        """Documents of which somebody judged a claim at some time."""
        return frozenset(str(row[0]) for row in self._rows("SELECT DISTINCT document FROM judgements"))

    def settled(self) -> Iterator[Settled]:
        """What stands of the claims of each document that is judged and in the ledger, by document; those not sure enough too."""
        known: dict[str, str] = {}
        for document, history in groupby(self._history(), key=lambda pair: pair[0]):
            in_force = judgements_in_force(judgement for _, judgement in history)
            if not in_force or not self._holds(document):
                continue
            known = known or dict(self._rows("SELECT id, type FROM entities GROUP BY id"))
            claims = list(self._claims_where("document = ?", document))
            mentions = self._read(mention_of, f"SELECT {MENTION} FROM mentions WHERE document = ? ORDER BY position", document)
            yield from settle(claims, in_force, known, list(mentions))

    def settled_claim(self, id: str) -> Settled | None:
        """What became of a claim that was judged, by its id as it was read or as it stands; None where it was not judged."""
        found = [one for one in self.settled() if one.judgement and id in {claim.id for claim in (one.read, one.result) if claim}]
        return found[0] if found else None

    def _judgement_digests(self) -> Iterator[str]:
        """A line for each judgement that is in force on a document that is here."""
        for document, history in groupby(self._history(), key=lambda pair: pair[0]):
            if self._holds(document):
                for judgement in judgements_in_force(judgement for _, judgement in history):
                    yield json.dumps(_row(judgement), ensure_ascii=True)

    def _shown(self, least: float, test: Callable[[Claim], bool] | None = None, where: str = "1", *parameters: str) -> Iterator[Claim]:
        """Claims as they stand, by id: those at least that sure, and whatever a person accepted or corrected.

        `where` is what SQL asks of claims that nobody judged, `test` the same for the others.
        """
        settled = list(self.settled())
        judged = {one.read.document for one in settled if one.read} | {one.result.document for one in settled if one.result}
        read = self._claims_where(f"{where} AND confidence >= ?", *parameters, least)
        results = {one.result.id: one.result for one in settled if one.result and (one.judgement or one.result.confidence >= least)}
        others = sorted((claim for claim in results.values() if test is None or test(claim)), key=lambda claim: claim.id)
        unjudged = (claim for claim in read if claim.document not in judged) if judged else read
        yield from heapq.merge(unjudged, others, key=lambda claim: claim.id)

    def _history(self) -> Iterator[tuple[str, Judgement]]:
        yield from self._read(_judgement, f"SELECT {_JUDGEMENT} FROM judgements ORDER BY document, number")


def _row(judgement: Judgement) -> Row:
    claim = {name: value for name, value in claim_record(judgement.claim).items() if name != "document"}
    correction = correction_of(judgement)
    return (
        *(judgement.claim.document, judgement.verdict, judgement.by, judgement.at, judgement.note),
        *(json.dumps(claim), None if correction is None else json.dumps(correction)),
    )


def _judgement(row: Row) -> tuple[str, Judgement]:
    document, verdict, by, at, note, claim, correction = row
    record = {**json.loads(claim), "document": document, "verdict": verdict, "by": by, "at": at, "note": note}
    return document, judgement_of({**record, "correction": None if correction is None else json.loads(correction)})
