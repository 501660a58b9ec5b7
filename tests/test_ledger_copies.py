"""Clusters of copies depend on the documents in the ledger alone: not on the order in which they came, nor on what was there once."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.as_of import LedgerAsOf
from kg.errors import LedgerError
from kg.ledger import Ledger
from kg.ledger_copies import SCHEME, LedgerCopies
from kg.model import Block, Copy, Document, Extraction
from kg.near_duplicates import Keys, Shingles, are_copies, keys, shingles
from tests.factories import make_document


def text(*parts: int, words: int = 30) -> str:
    """A text of stretches; the same number gives the same stretch."""
    return " ".join(f"w{random.Random(part * 1000 + number).randrange(10**6)}" for part in parts for number in range(words))


DAYS = {(1, 2, 3, 4): "2026-03", (2, 3, 4, 5): None, (3, 4, 5, 6): "2026-01"}
# A chain: one is a copy of two and two of three, but one is no copy of three.
ONE, TWO, THREE = (make_document(text(*parts), published=day) for parts, day in DAYS.items())
ALONE = make_document(text(7, 8))


def write(ledger: Ledger, documents: Sequence[Document]) -> None:
    for document in documents:
        ledger.write(Extraction(document=document), key="k")
    ledger.link()


def clusters(path: Path, documents: Sequence[Document]) -> frozenset[frozenset[str]]:
    with Ledger.open(path, write=True) as ledger:
        write(ledger, documents)
        return found(ledger)


def found(ledger: Ledger) -> frozenset[frozenset[str]]:
    rows = ledger._connection.execute("SELECT cluster, group_concat(document) FROM copies GROUP BY cluster").fetchall()
    assert all(cluster == min(documents.split(",")) for cluster, documents in rows)
    return frozenset(frozenset(documents.split(",")) for _, documents in rows)


def test_a_chain_is_one_cluster_whatever_the_order(tmp_path: Path) -> None:
    assert [are_copies(shingles(a), shingles(b)) for a, b in ((ONE, TWO), (TWO, THREE), (ONE, THREE))] == [True, True, False]
    expected = frozenset({frozenset(document.id for document in (ONE, TWO, THREE)), frozenset({ALONE.id})})
    for number, order in enumerate(permutations((ONE, TWO, THREE, ALONE))):
        assert clusters(tmp_path / f"{number}.sqlite", order) == expected


def test_copies_name_the_first_that_was_published(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger:
        write(ledger, (ONE, TWO, THREE, ALONE))
        expected = [Copy(document=id, of=THREE.id) for id in sorted((ONE.id, TWO.id))]
        assert list(ledger.copies()) == expected
        assert ledger.copies_of(THREE.id) == tuple(sorted((ONE.id, TWO.id)))
        assert ledger.copies_of(ALONE.id) == ledger.copies_of("none") == ()
        assert ledger.counted().copies == 2


def test_what_held_together_by_a_document_that_left_falls_apart(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger:
        write(ledger, (ONE, TWO, THREE))
        ledger.remove([TWO.id])
        assert found(ledger) == frozenset({frozenset({ONE.id}), frozenset({THREE.id})})
        write(ledger, [TWO])
        assert len(found(ledger)) == 1
        ledger.remove([ONE.id, THREE.id])
        assert found(ledger) == frozenset({frozenset({TWO.id})})
        ledger.remove([TWO.id])
        assert ledger._connection.execute("SELECT count(*) FROM copy_keys").fetchone() == (0,)


def test_a_document_of_which_other_blocks_are_kept_is_looked_at_again(tmp_path: Path) -> None:
    dropped = [Block(start=0, end=len(ONE.text), kind="teaser", kept=False, reason="r")]
    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger:
        write(ledger, (ONE, TWO, make_document(ONE.text, blocks=dropped)))
        assert len(found(ledger)) == 2
        write(ledger, [ONE])
        assert len(found(ledger)) == 1


def test_other_rules_of_cleaning_look_at_each_reprint_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other would take the cube of their number: two minutes for two hundred."""
    reprints = [make_document(f"{text(*range(4))} Own {number} words.") for number in range(8)]
    cut = [replace(one, blocks=(Block(start=0, end=len(one.text) - 7, kind="body", kept=True, reason=""),)) for one in reprints]
    linked = []

    def count(found: Shingles) -> Keys:
        linked.append(found)
        return keys(found)

    monkeypatch.setattr("kg.ledger_copies.keys", count)
    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger:
        write(ledger, reprints)
        write(ledger, cut)
        assert found(ledger) == frozenset({frozenset(one.id for one in reprints)})
    assert len(linked) == 2 * len(reprints)


def test_documents_of_an_older_version_or_scheme_are_linked_by_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger:
        write(ledger, (ONE, TWO, ALONE))
        expected = found(ledger)
        ledger._connection.executescript("DELETE FROM copies; DELETE FROM copy_keys; DELETE FROM settings")
        assert (ledger.link(), ledger.link()) == (3, 0)
        assert found(ledger) == expected
        monkeypatch.setattr("kg.ledger_copies.scheme", lambda: "another")
        assert ledger.link() == 3
        assert found(ledger) == expected


def test_linking_that_is_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed build leaves documents that wait; the digest is that of the whole, which is what readers see (below)."""
    expected = clusters(tmp_path / "whole.sqlite", (ONE, TWO, THREE, ALONE))
    monkeypatch.setattr("kg.ledger_copies.TOGETHER", 1)
    calls = []

    def stop(document: Document) -> Shingles:
        calls.append(document.id)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return shingles(document)

    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger, monkeypatch.context() as patched:
        patched.setattr("kg.ledger_copies.shingles", stop)
        with pytest.raises(KeyboardInterrupt):
            write(ledger, (ONE, TWO, THREE, ALONE))
    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger, Ledger.open(tmp_path / "whole.sqlite") as whole:
        assert ledger.digest() == whole.digest()
        assert 0 < ledger.link() < 4
        assert (found(ledger), ledger.digest()) == (expected, whole.digest())
        assert ledger.link() == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_history_gives_what_a_fresh_ledger_has(data: st.DataObject, tmp_path: Path) -> None:
    parts = st.lists(st.integers(1, 6), min_size=2, max_size=4, unique=True)
    documents = [make_document(text(*chosen, words=12)) for chosen in data.draw(st.lists(parts, min_size=2, max_size=7, unique_by=tuple))]
    for path in tmp_path.iterdir():
        path.unlink()
    with Ledger.open(tmp_path / "a.sqlite", write=True) as ledger:
        for document in documents:
            ledger.write(Extraction(document=document), key="k")
            if data.draw(st.booleans()):
                ledger.link()
            if data.draw(st.booleans()):
                ledger.remove([data.draw(st.sampled_from(documents)).id])
        ledger.link()
        left = list(ledger.documents())
        assert found(ledger) == clusters(tmp_path / "b.sqlite", left)


def read_as_of(path: Path) -> Ledger:
    return LedgerAsOf.at(path, "2027", undated=True)


@pytest.mark.parametrize("read", [Ledger.open, read_as_of], ids=["whole", "as of a day"])
def test_who_reads_after_a_killed_build_sees_what_its_end_would_have_shown(
    read: Callable[[Path], Ledger], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents wait in the file; readers find their copies in a copy of it, with the digest that the ledger will have."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path, write=True) as ledger:
        for document in (ONE, TWO, THREE):
            ledger.write(Extraction(document=document), key="k")
    before = path.read_bytes()
    with read(path) as reader:
        seen, digest = list(reader.copies()), reader.digest()
        with pytest.raises(LedgerError):
            reader.note({"a": "b"})
    assert path.read_bytes() == before
    with Ledger.open(path, write=True) as ledger:
        assert ledger.link() == 3
        assert (list(ledger.copies()), ledger.digest()) == (seen, digest)
    assert len(seen) == 2
    monkeypatch.setattr(LedgerCopies, "_stand_apart", None)
    with read(path) as reader:
        assert list(reader.copies()) == seen


def test_documents_that_were_linked_by_another_scheme_are_another_content(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as ledger:
        write(ledger, (ONE, TWO))
        now = ledger.digest()
        ledger.note({SCHEME: "an older one"})
        assert ledger.digest() != now
        ledger.link()
        assert ledger.digest() == now


def test_many_are_linked_with_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ledger_copies.TOGETHER", 2)
    told: list[tuple[str, int, int]] = []
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as ledger:
        for document in (ONE, TWO, THREE):
            ledger.write(Extraction(document=document), key="k")
        ledger.link(lambda *what: told.append(what))
    assert told == [("near-duplicates", 2, 3), ("near-duplicates", 3, 3)]
