"""Older ledgers are brought up to date with all that they hold; numbers are those of the records; readings and retractions are kept."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import kg.ledger_schema
from kg.appearances import appearance_of
from kg.errors import LedgerError
from kg.inbox import Inbox
from kg.ledger import Ledger
from kg.ledger_growth import Retraction
from kg.ledger_schema import connect_to_write
from kg.ledger_tables import VERSION, migration
from kg.model import Claim, Extraction, Judgement
from kg.plan import make_plan
from kg.reviewed import reading_of
from tests.factories import MemoryRecords, make_document
from tests.old_ledgers import downgrade, old_ledger


def fill(path: Path, records: MemoryRecords) -> Path:
    with Ledger.open(path, write=True) as ledger:
        for extraction in records.extractions:
            ledger.write(extraction, key="0123456789abcdef" * 3)
        ledger.link()
    return path


# Older versions


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_ledger_that_an_older_program_wrote_is_read_as_it_is(version: int, tmp_path: Path, sample: MemoryRecords) -> None:
    path = old_ledger(tmp_path / "ledger.sqlite", version)
    before = path.read_bytes()
    with Ledger.open(path) as ledger:
        assert list(ledger.documents()) == list(sample.documents())
        assert list(ledger.claims()) == list(sample.claims())
        assert [edge.claims for edge in ledger.edges()] == [edge.claims for edge in sample.edges()]
        assert (list(ledger.copies()), list(ledger.judgements()), ledger.retractions()) == ([], [], [])
        assert {id: [one.source for one in found] for id, found in ledger.appearances().items()} == {
            document.id: [document.source] for document in sample.documents()
        }
        assert ledger.damage() == []
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.sqlite"]


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_writer_brings_it_up_to_date_and_nothing_is_lost(version: int, tmp_path: Path, sample: MemoryRecords) -> None:
    path = old_ledger(tmp_path / "ledger.sqlite", version)
    fresh = fill(tmp_path / "fresh.sqlite", sample)
    with Ledger.open(path, write=True) as ledger, Ledger.open(fresh) as other:
        assert ledger._connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert ledger.counted() == other.counted()
        assert list(ledger.claims()) == list(other.claims())
        ledger.link()
        assert (ledger.digest() == other.digest()) is (version > 2), "the first versions had no words of time to count"
        assert ledger.damage() == []
        tables = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
        assert ledger._connection.execute(tables).fetchall() == other._connection.execute(tables).fetchall()


def test_a_step_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = old_ledger(tmp_path / "ledger.sqlite", 3)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE retractions (mine)")
    connection.close()
    for write in (False, True):
        with pytest.raises(LedgerError, match="table retractions already exists"):
            Ledger.open(path, write=write)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'appearances'").fetchone() == (0,)
    connection.close()


def test_two_that_bring_a_ledger_up_to_date_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kg review` and a build may both meet an older ledger: the second finds it done, and is not told to restore it from a copy."""
    path = old_ledger(tmp_path / "ledger.sqlite", VERSION - 1)

    def overtaken(version: int) -> str:
        monkeypatch.setattr(kg.ledger_schema, "migration", migration)
        connect_to_write(path).close()
        return migration(version)

    monkeypatch.setattr(kg.ledger_schema, "migration", overtaken)
    with Ledger.open(path, write=True) as ledger:
        assert ledger._connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert ledger.retractions() == []


def test_the_tests_own_downgrade_is_one(tmp_path: Path, sample: MemoryRecords) -> None:
    path = fill(tmp_path / "ledger.sqlite", sample)
    downgrade(path, 1)
    connect_to_write(path).close()
    with Ledger.open(path) as ledger:
        assert list(ledger.claims()) == list(sample.claims())


# Numbers


def verdict(claim: Claim, verdict: str) -> Judgement:
    right = {"accepted": reading_of(claim), "rejected": None, "corrected": replace(reading_of(claim), modality="alleged")}[verdict]
    return Judgement(claim=claim, verdict=verdict, by="N.N.", right=right)  # type: ignore[arg-type]


REJECTED = dict.fromkeys(range(13), "rejected")
JUDGED: list[dict[int, str]] = [{}, {0: "rejected"}, {0: "accepted", 5: "corrected"}, {3: "corrected"}, REJECTED]


@pytest.mark.parametrize("least", [0.0, 0.6, 0.8, 1.0])
@pytest.mark.parametrize("judged", JUDGED)
@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_numbers_are_those_of_the_records(
    name: str, judged: dict[int, str], least: float, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    records: MemoryRecords = request.getfixturevalue(name)
    with Ledger.open(fill(tmp_path / "ledger.sqlite", records), write=True) as ledger:
        claims = list(records.claims())
        ledger.judge([verdict(claims[number], what) for number, what in judged.items() if number < len(claims)])
        ledger.note({"min_confidence": str(least)})
        found = ledger.counted()
        documents, shown = list(ledger.documents()), list(ledger.claims())
        assert (found.documents, found.appearances) == (len(documents), len(documents))
        assert found.characters == sum(len(document.text) for document in documents)
        assert found.blocks == sum(len(document.blocks) for document in documents)
        assert found.mentions == sum(1 for document in documents for _ in ledger.mentions(document.id))
        assert found.dropped == Counter(b.reason or b.kind for document in documents for b in document.blocks if not b.kept)
        assert found.claims == Counter((claim.predicate, claim.status) for claim in shown)
        assert found.edges == len(list(ledger.edges()))
        assert found.entities == Counter(entity.id.partition(":")[0] for entity in ledger.entities())


@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_numbers_follow_as_documents_come_and_go(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What is counted on the way is what a ledger that never held anything else counts."""
    records: MemoryRecords = request.getfixturevalue(name)
    first, *others = records.extractions
    places = [appearance_of(replace(first.document, outlet=outlet), "") for outlet in ("One", "Two")]
    with Ledger.open(fill(tmp_path / "ledger.sqlite", records), write=True) as ledger, Ledger.open(tmp_path / "b", write=True) as other:
        whole = ledger.counted()
        ledger.write(first, key="k", appearances=places)
        assert ledger.counted() == replace(whole, appearances=whole.appearances + 1)
        ledger.write(replace(first, claims=()), key="k")
        ledger.remove([first.document.id])
        for extraction in others:
            other.write(extraction, key="k")
        assert ledger.counted() == other.counted() != whole
        assert ledger.size() == len(others)
        ledger.write(first, key="k")
        assert ledger.counted() == whole


# What a build asks


def test_what_a_build_asks_is_answered_by_key(tmp_path: Path, sample: MemoryRecords) -> None:
    """No statement passes over all documents or what they gave, but for the digest and for those not yet held against the shapes."""
    first, second = sample.extractions
    ids = [first.document.id]
    asked: list[str] = []
    with Ledger.open(fill(tmp_path / "ledger.sqlite", sample), write=True) as ledger, Inbox() as inbox:
        ledger._connection.set_trace_callback(asked.append)
        inbox.add(first.document, place="0" * 32)
        make_plan(inbox, ledger, ["in"], mark="0123456789abcdef", parts={}, unread=set())
        ledger.write(replace(first, claims=()), key="k")
        ledger.write(Extraction(document=make_document("Another text.")), key="k")
        ledger.link()
        ledger.remove([second.document.id])
        ledger.note_reading("0123456789abcdef", {})
        ledger.note_checked(ids, "m", [])
        ledger.counted()
        for found in (ledger.copies(ids), ledger.origins(ids), ledger.claims_of(ids), ledger.entities_of(ids), ledger.other_outlets()):
            list(found)
        ledger._connection.set_trace_callback(None)
        statements = [sql for sql in asked if sql.lstrip().startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE"))]
        plans = {sql: [row[3] for row in ledger._connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in statements}
    kept = "documents|appearances|blocks|entities|mentions|claims|evidence|reasons|copies|copy_keys|sizes|dropped|a|d|s"
    scan = re.compile(rf"SCAN ({kept})\b(?!.* INDEX (copies_joined|sizes_several)\b)")
    assert len(statements) > 60
    assert [sql for sql, plan in plans.items() if any(map(scan.search, plan))] == []


# Appearances, readings, retractions


def test_all_places_of_a_text_count_as_its_outlets(tmp_path: Path, sample: MemoryRecords) -> None:
    first, second = sample.extractions
    places = [appearance_of(replace(first.document, outlet=outlet, url=None), "") for outlet in ("One", "Two")]
    digests = set()
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as ledger:
        for given in (places, places[::-1], places[:1]):
            ledger.write(first, key="k", appearances=given)
            digests.add(ledger.digest())
        ledger.write(first, key="k", appearances=places)
        ledger.write(second, key="k")
        assert ledger.origins()[first.document.id].outlets == {"one", "two"}
        assert ledger.counted().appearances == 3
    assert len(digests) == 2


def test_readings_that_no_document_needs_are_forgotten(tmp_path: Path, sample: MemoryRecords) -> None:
    with Ledger.open(fill(tmp_path / "ledger.sqlite", sample), write=True) as ledger:
        for mark in ("0123456789abcdef", "f" * 16, "e" * 16):
            ledger.note_reading(mark, {"rules": {"a.toml": mark}})
        assert ledger.readings() == {mark: {"rules": {"a.toml": mark}} for mark in ("0123456789abcdef", "e" * 16)}


def test_a_retraction_takes_all_along_and_can_be_taken_back(tmp_path: Path, sample: MemoryRecords) -> None:
    gone = sample.extractions[0].document
    with Ledger.open(fill(tmp_path / "ledger.sqlite", sample), write=True) as ledger:
        retraction = Retraction(document=gone.id, verb="retract", source=gone.source, reason="withdrawn", names=("a", "b"))
        ledger.retract([retraction])
        assert [document.id for document in ledger.documents()] == [sample.extractions[1].document.id]
        assert ledger.retractions() == [retraction]
        assert ledger.damage() == []
        for table in ("appearances", "sizes", "dropped", "copies"):
            assert ledger._connection.execute(f"SELECT count(*) FROM {table} WHERE document = ?", (gone.id,)).fetchone() == (0,)
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            ledger._connection.execute("DELETE FROM retractions")
        ledger.retract([replace(retraction, verb="restore")])
        assert ledger.retractions() == []


def test_what_was_found_wrong_goes_with_its_owner(tmp_path: Path, sample: MemoryRecords) -> None:
    first, second = (extraction.document.id for extraction in sample.extractions)
    with Ledger.open(fill(tmp_path / "ledger.sqlite", sample), write=True) as ledger:
        assert ledger.unchecked("m") == sorted((first, second))
        ledger.note_checked([first], "m", [(first, "b"), (first, "a"), ("platform:chirper", "c"), ("platform:gone", "d")])
        assert (ledger.unchecked("m"), ledger.unchecked("n")) == ([second], sorted((first, second)))
        assert ledger.violations() == ["a", "b", "c"]
        ledger.note_checked([second], "m", [])
        assert ledger.violations() == ["a", "b"]
        ledger.remove([first])
        assert ledger.violations() == []
        assert make_document().id not in ledger.unchecked("m")
