"""What changed is told as what it is; a patch makes one graph of the other, quad by quad."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.diff import Change, Diff, diff, lines
from kg.ledger import Ledger
from kg.model import Claim, Extraction
from kg.rdf import to_text
from kg.rdf_patch import rdf_patch
from tests.factories import MemoryRecords, hostile_records, sample_records


def fill(path: Path, extractions: Iterable[Extraction]) -> Path:
    with Ledger.open(path, write=True) as ledger:
        for extraction in extractions:
            ledger.write(extraction, key="k")
    return path


def compare(tmp_path: Path, before: Iterable[Extraction], after: Iterable[Extraction]) -> Diff:
    paths = fill(tmp_path / "before.sqlite", before), fill(tmp_path / "after.sqlite", after)
    with Ledger.open(paths[0]) as one, Ledger.open(paths[1]) as other:
        return diff(one, other)


def changed(extraction: Extraction, predicate: str, **fields: str) -> Extraction:
    def change(claim: Claim) -> Claim:
        return replace(claim, **fields) if claim.predicate == predicate else claim  # type: ignore[arg-type]

    return replace(extraction, claims=tuple(map(change, extraction.claims)))


RAID, BAN = sample_records().extractions


def test_the_same_is_the_same(tmp_path: Path) -> None:
    assert compare(tmp_path, (RAID, BAN), (BAN, RAID)) == Diff()


def test_an_allegation_that_became_a_fact_changed_its_status(tmp_path: Path) -> None:
    found = compare(tmp_path, (RAID, BAN), (changed(RAID, "fined", modality="actual"), BAN))
    key = ("organisation:cnil", "fined", "platform:chirper")
    claim = Change(
        kind="changed", key=(RAID.document.id, *key), label="CNIL fined Chirper", before={"status": "alleged"}, after={"status": "fact"}
    )
    assert (found.documents, found.entities, found.claims) == ((), (), (claim,))
    (edge,) = found.edges
    assert (edge.kind, edge.key, edge.before and edge.before["status"], edge.after and edge.after["status"]) == (
        *("changed", key),
        *(["alleged"], ["fact"]),
    )
    assert "~ claim CNIL fined Chirper: status alleged → fact" in list(lines(found))


def test_a_document_more_or_less(tmp_path: Path) -> None:
    found = compare(tmp_path, (RAID,), (RAID, BAN))
    assert [(change.kind, change.label) for change in found.documents] == [("added", "news/ban.txt")]
    assert {change.kind for change in found.claims} == {"added"} and len(found.claims) == 5
    assert [change.label for change in found.entities if change.kind == "added"] == [
        *("Digital Services Act (law:digital-services-act)", "Chirper Inc. (organisation:chirper-inc)")
    ]
    again = [change for change in found.edges if change.kind == "changed"]
    assert [(change.label, dict(change.before or {}), dict(change.after or {})) for change in again if change.key[0] == "country:FR"] == [
        (
            "France raided Chirper",
            {"fact": {"claims": 1, "documents": 1, "sources": 1, "first": "2026-02-03", "last": "2026-02-03"}},
            {"fact": {"claims": 2, "documents": 2, "sources": 2, "first": "2026-02-03", "last": "2026-02-09"}},
        )
    ]
    assert [change.after and change.after["status"] for change in again if change.key[0] == "country:DE"] == [["fact", "denied"]]
    assert not found.same


PATCHES = [
    ((RAID,), (RAID, BAN)),
    ((RAID, BAN), (BAN,)),
    ((RAID, BAN), (changed(RAID, "fined", modality="actual"),)),
    ((), (RAID,)),
    (hostile_records().extractions, (RAID,)),
]


@pytest.mark.parametrize(("before", "after"), PATCHES)
def test_a_patch_makes_one_graph_of_the_other(before: tuple[Extraction, ...], after: tuple[Extraction, ...]) -> None:
    old, new = MemoryRecords(extractions=before), MemoryRecords(extractions=after)
    rows = list(rdf_patch(old, new, ids=("a", "b")))
    assert [row.split()[:2] for row in rows[:2]] == [["H", "id"], ["H", "prev"]]
    assert (rows[2], rows[-1]) == ("TX .\n", "TC .\n")
    store = quads(old)
    for row in rows[3:-1]:
        (quad,) = ox.parse(row[2:].encode("utf-8"), format=ox.RdfFormat.N_QUADS)
        assert (quad in store) is row.startswith("D "), row
        (store.discard if row.startswith("D ") else store.add)(quad)
    assert store == quads(new)


def quads(records: MemoryRecords) -> set[ox.Quad]:
    return set(ox.parse("".join(to_text(records, "nquads")).encode("utf-8"), format=ox.RdfFormat.N_QUADS))


def test_patches_make_a_log() -> None:
    records = MemoryRecords()
    one, two = (list(rdf_patch(records, records, ids=ids))[:2] for ids in (("a", "b"), ("b", "c")))
    assert one[0].split()[2] == two[1].split()[2]


def test_the_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = (str(fill(tmp_path / f"{number}.sqlite", given)) for number, given in enumerate(((RAID,), (RAID, BAN))))
    assert cli.main(["diff", before, after]) == 0
    assert "+ document news/ban.txt\n" in capsys.readouterr().out
    assert cli.main(["diff", before, before, "--exit-code"]) == 0
    assert capsys.readouterr().out == "The graphs hold the same.\n"
    assert cli.main(["diff", before, after, "--json", "--exit-code"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert list(content) == ["documents", "entities", "edges", "claims"]
    assert (len(content["claims"]["added"]), content["claims"]["gone"]) == (5, [])
    assert cli.main(["diff", before, after, "--format", "rdf-patch", "-o", str(tmp_path / "p.rdfp")]) == 0
    assert (tmp_path / "p.rdfp").read_text(encoding="utf-8").endswith("TC .\n")
    assert cli.main(["diff", before, str(tmp_path / "nowhere")]) == 2
