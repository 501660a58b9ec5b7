"""Judgements in a ledger: they are only added, outlive a document's reading, and decide what views see."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import LedgerError
from kg.judgement_records import judgement_of, judgement_record
from kg.ledger import Ledger
from kg.ledger_tables import VERSION
from kg.model import Claim, Judgement
from kg.reviewed import reading_of
from tests.factories import HOSTILE, MemoryRecords
from tests.old_ledgers import downgrade


@pytest.fixture
def path(tmp_path: Path, sample: MemoryRecords) -> Path:
    file = tmp_path / "ledger.sqlite"
    with Ledger.open(file, write=True) as ledger:
        for extraction in sample.extractions:
            ledger.write(extraction, key="k")
    return file


def rejected(claim: Claim, by: str = "N.N.") -> Judgement:
    return Judgement(claim=claim, verdict="rejected", by=by)


def accepted(claim: Claim) -> Judgement:
    return Judgement(claim=claim, verdict="accepted", by="N.N.", right=reading_of(claim), at="2026-11-26", note="seen")


def verdict_on(claim: Claim) -> str:
    return "" if claim.judgement is None else f"{claim.judgement.verdict} {claim.judgement.at} {claim.judgement.note}"


def pick(records: MemoryRecords, predicate: str, status: str = "fact") -> Claim:
    return next(claim for claim in records.claims() if (claim.predicate, claim.status) == (predicate, status))


def test_views_see_what_stands(path: Path, sample: MemoryRecords) -> None:
    owns, develops, fined = pick(sample, "owns"), pick(sample, "develops"), pick(sample, "fined", "alleged")
    right = replace(reading_of(fined), modality="actual")
    correction = Judgement(claim=fined, verdict="corrected", by="N.N.", right=right)
    with Ledger.open(path, write=True) as ledger:
        before = ledger.digest()
        ledger.judge([rejected(owns), accepted(develops), correction])
        found = {claim.predicate: claim for claim in ledger.claims() if claim.judgement}
        assert ledger.digest() != before
        assert sorted(found) == ["develops", "fined"]
        assert (found["fined"].status, found["fined"].id != fined.id) == ("fact", True)
        assert "owns" not in {edge.predicate for edge in ledger.edges()}
        assert [claim.id for claim in ledger.claims()] == sorted(claim.id for claim in ledger.claims())
        assert [verdict_on(claim) for claim in ledger.claims_about("organisation:chirper-inc")] == ["accepted 2026-11-26 seen"]
        assert [claim.id for claim in ledger.claims_with(owns.id)] == [owns.id]
        assert [verdict_on(claim) for claim in ledger.claims_with(develops.id)] == ["accepted 2026-11-26 seen"]
        for id in (fined.id, found["fined"].id):
            settled = ledger.settled_claim(id)
            assert settled is not None and settled.judgement is not None
            assert (settled.judgement.verdict, settled.judgement.right) == ("corrected", right)
        assert ledger.settled_claim(next(claim.id for claim in ledger.claims() if not claim.judgement)) is None
        assert ledger.damage() == []


def test_a_judgement_outlives_the_reading_of_its_document(path: Path, sample: MemoryRecords) -> None:
    owns = pick(sample, "owns")
    with Ledger.open(path, write=True) as ledger:
        ledger.judge([rejected(owns)])
        judged = ledger.digest()
        extraction = next(one for one in sample.extractions if one.document.id == owns.document)
        ledger.remove([owns.document])
        assert list(ledger.settled()) == []
        ledger.write(extraction, key="newer")
        assert ledger.digest() == judged
        assert [one.read for one in ledger.settled() if one.judgement] == [owns]


def test_an_accepted_claim_is_shown_however_unsure(path: Path, sample: MemoryRecords) -> None:
    unsure = next(claim for claim in sample.claims() if claim.confidence == 0.5)
    with Ledger.open(path, write=True) as ledger:
        ledger.note({"min_confidence": "0.8"})
        assert ledger.counted().withheld == 2
        ledger.judge([accepted(unsure)])
        assert (ledger.counted().withheld, unsure.id in {claim.id for claim in ledger.claims()}) == (1, True)


def test_the_history_is_whole_and_cannot_be_rewritten(path: Path, sample: MemoryRecords) -> None:
    owns = pick(sample, "owns")
    history = [rejected(owns, "first"), replace(rejected(owns, "second"), verdict="withdrawn"), accepted(owns)]
    with Ledger.open(path, write=True) as ledger:
        for judgement in history:
            ledger.judge([judgement])
        assert list(ledger.judgements()) == [replace(one, claim=without_reasons(one.claim)) for one in history]
        for sql in ("DELETE FROM judgements", "UPDATE judgements SET verdict = 'accepted'"):
            with pytest.raises(sqlite3.IntegrityError, match="judgements are only added"):
                ledger._connection.execute(sql)


def without_reasons(claim: Claim) -> Claim:
    return replace(claim, evidence=tuple(replace(evidence, reasons=()) for evidence in claim.evidence))


def test_all_of_several_judgements_or_none(path: Path, sample: MemoryRecords) -> None:
    bad = replace(rejected(pick(sample, "owns")), by=None)  # type: ignore[arg-type]
    with Ledger.open(path, write=True) as ledger:
        with pytest.raises(sqlite3.IntegrityError):
            ledger.judge([rejected(pick(sample, "develops")), bad])
        assert list(ledger.judgements()) == []


def test_records_come_back_whatever_is_in_them(hostile: MemoryRecords) -> None:
    for claim in hostile.claims():
        bare = without_reasons(claim)
        for judgement in (rejected(bare, HOSTILE[0]), replace(accepted(bare), note=" ".join(HOSTILE))):
            assert judgement_of(json.loads(json.dumps(judgement_record(judgement)))) == judgement


# Ledgers of an older version


def test_an_older_ledger_is_read_as_it_is_and_brought_up_to_date_by_a_writer(path: Path, sample: MemoryRecords) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.link()
        digest = ledger.digest()
    downgrade(path, 1)
    with Ledger.open(path) as ledger:
        assert (ledger.digest(), list(ledger.claims())) == (digest, list(sample.claims()))
        assert ledger.damage() == []
    with Ledger.open(path, write=True) as ledger:
        assert ledger._connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        ledger.judge([rejected(pick(sample, "owns"))])
        assert (ledger.digest() == digest, len(list(ledger.claims()))) == (False, 12)


@pytest.mark.parametrize("sql", ["UPDATE judgements SET claim = '{}'", "UPDATE judgements SET correction = '['"])
def test_a_damaged_judgement_is_a_ledger_error(sql: str, path: Path, sample: MemoryRecords) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.judge([accepted(pick(sample, "owns"))])
        ledger._connection.execute("DROP TRIGGER judgements_are_not_changed")
        ledger._connection.execute(sql)
        with pytest.raises(LedgerError, match="damaged: a row cannot be read"):
            list(ledger.claims())


def test_a_ledger_of_this_version_without_the_table_is_damaged(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE judgements")
    connection.close()
    with pytest.raises(LedgerError, match="damaged: table judgements lacks"):
        Ledger.open(path)
