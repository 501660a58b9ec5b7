"""The ledger gives back what was written, merges entities whatever the order, and says clearly what a file is when it is no ledger."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError, LedgerError, UsageError
from kg.ledger import Ledger
from kg.ledger_tables import VERSION
from kg.model import Entity, Extraction, Records
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence


def fill(path: Path, records: MemoryRecords) -> Path:
    with Ledger.open(path, write=True) as ledger:
        for extraction in records.extractions:
            ledger.write(extraction, key="k", place="p")
    return path


def same_links(entity: Entity) -> Entity:
    return replace(entity, links=tuple(sorted(entity.links, key=lambda link: (link.scheme, link.value))))


@pytest.fixture
def path(tmp_path: Path, sample: MemoryRecords) -> Path:
    return fill(tmp_path / "ledger.sqlite", sample)


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as opened:
        yield opened


@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_what_was_written_is_read_again(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    records: MemoryRecords = request.getfixturevalue(name)
    with Ledger.open(fill(tmp_path / "ledger.sqlite", records)) as ledger:
        as_records: Records = ledger
        assert list(as_records.documents()) == list(records.documents())
        assert list(as_records.entities()) == [same_links(entity) for entity in records.entities()]
        assert list(as_records.claims()) == list(records.claims())
        assert list(as_records.edges()) == list(records.edges())
        for document in records.documents():
            assert list(ledger.mentions(document.id)) == list(records.mentions(document.id))
            assert ledger.document(document.id) == document
        assert ledger.damage() == []


def test_lookups(ledger: Ledger, sample: MemoryRecords) -> None:
    claims = list(sample.claims())
    first = claims[0]
    assert ledger.claims_with(first.id) == [first]
    assert ledger.claims_with("") == claims
    assert ledger.claims_with("%") == []
    assert ledger.document("none") is None
    about = list(ledger.claims_about("country:DE"))
    assert [claim.id for claim in about] == [c.id for c in claims if "country:DE" in (c.subject, c.object, c.attributed_to)]
    assert len(about) == 3


def test_side_files_are_gone_when_it_is_closed(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert len(list(ledger.documents())) == 2
    assert os.listdir(path.parent) == ["ledger.sqlite"]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_writes_are_synchronised_and_logged(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger:
        assert ledger._connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert ledger._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_reader_cannot_write(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="readonly"):
        ledger.note({"a": "b"})
    assert ledger.setting("a") is None


def test_a_reader_keeps_its_snapshot_while_a_build_writes(path: Path, sample: MemoryRecords) -> None:
    with Ledger.open(path) as reader, Ledger.open(path, write=True) as writer:
        before = reader.digest()
        writer.remove([sample.extractions[0].document.id])
        assert reader.digest() == before
        assert writer.digest() != before
        assert len(list(reader.documents())) == 2


def test_a_ledger_in_a_place_that_cannot_be_written_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Ledger.open(path) as ledger:
        assert len(list(ledger.claims())) == 13
    assert os.listdir(path.parent) == ["ledger.sqlite"]


def test_names_that_are_special_in_a_uri(tmp_path: Path, sample: MemoryRecords) -> None:
    folder = tmp_path / "a b?mode=x#%41é"
    folder.mkdir()
    fill(folder / "ledger.sqlite", sample)
    with Ledger.open(folder) as ledger:
        assert len(list(ledger.claims())) == 13


# Merging


def test_entities_merge_whatever_the_order(tmp_path: Path) -> None:
    versions = (
        make_entity("organisation:acme", "Acme", aliases=("Acme Corp",)),
        make_entity("organisation:acme", "Acme Corporation", gazetteer="core.csv", country="country:DE"),
        make_entity("organisation:acme", "ACME", sector="regulator"),
    )
    extractions = [
        Extraction(document=make_document(f"Text {number}."), entities=(entity,)) for number, entity in enumerate(versions)
    ]
    found = set()
    for number, order in enumerate(permutations(extractions)):
        path = fill(tmp_path / f"{number}.sqlite", MemoryRecords(extractions=order))
        with Ledger.open(path) as ledger:
            found.add((ledger.digest(), *ledger.entities()))
    assert len(found) == 1
    (_, entity) = found.pop()
    assert isinstance(entity, Entity)
    assert (entity.name, entity.country, entity.gazetteer) == ("Acme Corporation", "country:DE", "core.csv")
    assert entity.aliases == ("ACME", "Acme", "Acme Corp", "Acme Corporation")


# Writing


def test_a_document_that_is_written_again_replaces_what_it_gave(path: Path, sample: MemoryRecords) -> None:
    with Ledger.open(path, write=True) as ledger:
        before = ledger.digest()
        first = sample.extractions[0]
        ledger.write(replace(first, claims=()), key="other")
        assert {claim.document for claim in ledger.claims()} == {sample.extractions[1].document.id}
        assert {id: key for id, key, _ in ledger.states()} == {first.document.id: "other", sample.extractions[1].document.id: "k"}
        assert ledger.digest() != before
        ledger.write(first, key="k")
        assert ledger.digest() == before
        assert ledger.damage() == []


def test_removed_documents_take_everything_along(path: Path, sample: MemoryRecords) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.remove([extraction.document.id for extraction in sample.extractions])
        for table in ("documents", "blocks", "entities", "mentions", "claims", "evidence", "reasons"):
            assert ledger._connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def contradictions() -> list[tuple[str, Extraction]]:
    document, other = make_document(), make_document("Other text about Chirper.")
    entity, claim = make_entity(), make_claim()
    return [
        ("stands twice", Extraction(document=document, entities=(entity, entity))),
        ("stands twice", Extraction(document=document, claims=(claim, claim))),
        ("evidence from another", Extraction(document=document, claims=(make_claim(make_evidence(other)),))),
        ("no evidence", Extraction(document=document, claims=(replace(claim, evidence=()),))),
    ]


@pytest.mark.parametrize(("message", "extraction"), contradictions())
def test_what_contradicts_itself_is_not_written(message: str, extraction: Extraction, path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        before = ledger.digest()
        with pytest.raises(ValueError, match=message):
            ledger.write(extraction, key="k")
        assert ledger.digest() == before


def test_a_claim_id_of_another_document_is_not_overwritten(path: Path, sample: MemoryRecords) -> None:
    taken = next(sample.claims())
    document = make_document("Another text.")
    extraction = Extraction(document=document, claims=(make_claim(make_evidence(document), id=taken.id),))
    with Ledger.open(path, write=True) as ledger:
        with pytest.raises(ValueError, match="another document's claim"):
            ledger.write(extraction, key="k")
        assert ledger.document(document.id) is None
        assert ledger.claims_with(taken.id) == [taken]


def test_claims_that_are_not_sure_enough_are_kept_and_not_shown(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        before = ledger.digest()
        ledger.note({"min_confidence": "0.8"})
        assert {claim.confidence for claim in ledger.claims()} == {0.9}
        assert {edge.confidence for edge in ledger.edges()} == {0.9}
        assert {claim.confidence for claim in ledger.claims_with("")} == {0.5, 0.7, 0.9}
        assert ledger.digest() != before
        ledger.note({"min_confidence": "0.0"})
        assert ledger.digest() == before


# What is no ledger


def not_ledgers(folder: Path) -> dict[str, Path]:
    (folder / "text").write_text("This is a text that is long enough to have a header. " * 20, encoding="utf-8")
    foreign = sqlite3.connect(folder / "foreign")
    foreign.execute("CREATE TABLE documents (id)")
    foreign.close()
    return {name: folder / name for name in ("text", "foreign")}


@pytest.mark.parametrize("name", ["text", "foreign"])
def test_other_files_are_not_taken_for_ledgers(name: str, tmp_path: Path) -> None:
    path = not_ledgers(tmp_path)[name]
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=f"{name}: not a ledger; name the folder that"):
        Ledger.open(path)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(path, write=True)
    assert path.read_bytes() == before


def test_a_ledger_whose_build_was_killed_at_its_first_write_is_none_yet(tmp_path: Path, sample: MemoryRecords) -> None:
    path = tmp_path / "ledger.sqlite"
    for begun in ("", "PRAGMA journal_mode = WAL"):
        alter(path, begun)
        with pytest.raises(UsageError, match="there is no ledger here yet"):
            Ledger.open(path)
    with Ledger.open(fill(path, sample)) as ledger:
        assert [document.id for document in ledger.documents()] == [document.id for document in sample.documents()]


def test_a_missing_ledger_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ledger\.sqlite: there is no ledger here; name the folder that `kg build"):
        Ledger.open(tmp_path)


def alter(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        (f"PRAGMA user_version = {VERSION + 1}", "written by a newer version of this program"),
        ("DROP TABLE reasons", "damaged: table reasons lacks claim"),
        ("ALTER TABLE claims DROP COLUMN about", "damaged: table claims lacks about"),
    ],
)
def test_other_schemas(sql: str, message: str, path: Path) -> None:
    alter(path, sql)
    for write in (False, True):
        with pytest.raises(LedgerError, match=message):
            Ledger.open(path, write=write)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE documents SET title = 'other'", "its content is not what was written"),
        ("UPDATE totals SET edges = 7", "table totals: its numbers are not those of what it counts"),
        ("UPDATE left_out SET blocks = blocks + 1", "table left_out: its numbers"),
        ("DELETE FROM tallies", "table tallies: its numbers"),
        ("UPDATE claims SET confidence = 0.1", "its content is not what was written"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM documents WHERE name = 'raid'", "holds rows of documents that are gone"),
    ],
)
def test_changes_by_other_programs_are_found(sql: str, message: str, path: Path) -> None:
    alter(path, sql)
    with Ledger.open(path) as ledger:
        assert any(message in line for line in ledger.damage())


def test_rows_that_make_no_sense_are_a_ledger_error(path: Path) -> None:
    alter(path, "UPDATE entities SET aliases = '['")
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="damaged: a row cannot be read"):
        list(ledger.entities())


def test_bytes_that_are_no_text_are_damage_and_not_quoted(path: Path) -> None:
    alter(path, "UPDATE documents SET text = CAST(x'ff41424344' AS TEXT)")
    with pytest.raises(LedgerError, match=r"damaged: a row holds bytes that are no text; restore it") as found, Ledger.open(path) as ledger:
        list(ledger.documents())
    assert "ABCD" not in str(found.value)


def test_a_full_disk_is_no_damage(path: Path, sample: MemoryRecords) -> None:
    """What was written stands, and the message sends nobody to a backup."""
    with Ledger.open(path, write=True) as ledger:
        before = ledger.digest()
        ledger._connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(LedgerError, match=r"database or disk is full; free some room.* run the same command again"):
            ledger.note({str(number): "x" * 9000 for number in range(99)})
        assert ledger.digest() == before


def test_a_ledger_in_use_says_so(path: Path, sample: MemoryRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ledger_schema.BUSY", 0.05)
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(path, write=True) as ledger, pytest.raises(LedgerError, match="in use by another build"):
        ledger.write(sample.extractions[0], key="k")
    other.close()


def read_all(path: Path) -> None:
    with Ledger.open(path) as ledger:
        for document in ledger.documents():
            list(ledger.mentions(document.id))
        list(ledger.entities())
        list(ledger.edges())
        ledger.digest()
        ledger.damage()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_give_one_error_or_true_content(data: st.DataObject, path: Path, tmp_path: Path) -> None:
    """Bytes are overwritten or cut off anywhere: any exception but a KgError fails the test."""
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans(), label="cut"):
        del content[data.draw(st.integers(0, len(content)), label="length") :]
    for place in data.draw(st.lists(st.integers(0, max(len(content) - 1, 0)), max_size=20), label="places"):
        content[place : place + 1] = data.draw(st.binary(min_size=1, max_size=1), label="byte")
    damaged = tmp_path / "damaged" / "ledger.sqlite"
    shutil.rmtree(damaged.parent, ignore_errors=True)
    damaged.parent.mkdir()
    damaged.write_bytes(bytes(content))
    with suppress(KgError):
        read_all(damaged)


def test_new_ledgers_get_the_usual_rights(path: Path) -> None:
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644 & ~umask
