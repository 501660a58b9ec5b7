"""The extended pack: what of a public table is taken, which names need a cue, and the shipped file itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.bodies import known_body
from kg.extended_pack import extended
from kg.fingerprint import Settings, parts_of
from kg.gazetteer import load_gazetteer
from kg.gazetteer_files import Row, read_rows
from kg.resources import data_path, pack_path
from tests.parsed import gazetteer

WORDS = frozenset(("bank", "energy", "ministry", "health", "of", "target", "american", "tower"))
KNOWN = [Row(key="organisation:known", name="Known Energy", type="organisation", aliases="Knowngas")]


def entity(key: str, name: str, kind: str = "company", **values: str) -> dict[str, str]:
    empty = dict.fromkeys(("aliases", "acronym", "country", "parent", "operator", "domain", "qid", "qid_sources", "flags"), "")
    return {"key": key, "name": name, "type": kind, **empty, "provenance": f" || sources: ror:{key}", **values}


def pack(*entities: dict[str, str]) -> list[dict[str, str]]:
    rows, _ = extended(
        entities,
        KNOWN,
        countries={"KE": "Kenya", "MT": "Malta"},
        is_word=lambda word: word in WORDS,
        is_common=lambda name: name == "Ministry of Health",
    )
    return rows


def names(rows: list[dict[str, str]], guard: str) -> set[str]:
    return {name for row in rows if row["guard"] == guard for name in (row.get("name", ""), *row["aliases"].split("|")) if name}


@pytest.mark.parametrize(
    "left_out",
    [
        entity("known-energy", "Known Energy"),
        entity("other", "Other Energy", aliases="Knowngas"),
        entity("lab", "Zampa Research Institute", "ngo"),
        entity("society", "Zampa Society of Surgery", "ngo"),
        entity("zampa-se", "Zampa Energy (Sweden)"),
        entity("zampa-no", "Zampa Energy", flags="national_branch_record"),
        entity("division", "Office of Zampa, Division of Energy", "government_body"),
        entity("region", "Region of Zampa", "organisation"),
        entity("zampa-greek", "Ζάμπα"),
        entity("cut", "Zampa Energy Corporatio"),
        entity("app", "Zampa Energy", "platform"),
    ],
)
def test_what_is_left_out(left_out: dict[str, str]) -> None:
    assert pack(left_out) == []


def test_a_company_is_found_without_its_legal_form() -> None:
    (row,) = pack(entity("zampa", "Zampa Energy S.A.", domain="zampa.example", qid="Q1234567", qid_sources="ror:zampa+nsi:Q1234567"))
    assert (row["name"], row["aliases"], row["guard"], row["qid_status"]) == ("Zampa Energy S.A.", "Zampa Energy", "", "sourced")
    assert row["note"] == "ror:zampa"


@pytest.mark.parametrize(
    ("name", "guarded"),
    [("Zampa", True), ("Target", True), ("American Tower", True), ("Ida Zampa", True), ("Zampa Energy", False), ("Bank of Zampa", False)],
)
def test_names_that_need_a_cue(name: str, guarded: bool) -> None:
    assert names(pack(entity("one", name)), "context" if guarded else "") == {name}


def test_bodies_of_one_name_carry_their_country() -> None:
    rows = pack(
        entity("health-ke", "Ministry of Health", "government_body", country="KE"),
        entity("health-mt", "Ministry of Health", "government_body", country="MT", aliases="Maltese Health Office"),
    )
    assert [row["name"] for row in rows] == ["Ministry of Health (Kenya)", "Ministry of Health (Malta)"]


def test_a_name_that_two_share_leads_to_neither() -> None:
    assert pack(entity("one", "Zampa Energy"), entity("two", "Zampa Energy")) == []


def test_a_parent_is_one_that_is_known() -> None:
    rows = pack(
        entity("known-energy", "Known Energy"),
        entity("one", "Zampa Energy", provenance="parent=known-energy<ror:1> || sources: ror:1"),
        entity("two", "Fjord Energy", provenance="parent=nobody<ror:2> || sources: ror:2"),
    )
    assert [row["parent"] for row in rows] == ["organisation:known", ""]


def test_the_shipped_pack_adds_and_changes_nothing_that_is_known() -> None:
    shipped, more = gazetteer(), load_gazetteer([Path("extended")])
    rows = [row for _, row in read_rows(data_path("gazetteer") / "packs" / "extended.csv")]
    assert not {row.key for row in rows} & shipped.records.keys()
    assert len(more.records) - len(shipped.records) == len({row.key for row in rows})
    assert all(more.records[key].history == () for key in shipped.records if not shipped.records[key].history)
    for text in ("The Target was hit", "Next said", "a Gap in the law", "Visa rules"):
        assert [hit.names[0].key for hit in more.find(text) if hit.names[0].guard == ""] == [
            hit.names[0].key for hit in shipped.find(text) if hit.names[0].guard == ""
        ]
    assert known_body("ministry of health", more.records["country:GH"], more) is not None


def test_a_pack_is_named_without_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert pack_path(Path("extended")).name == "extended.csv"
    assert pack_path(Path("unheard-of")) == Path("unheard-of")
    assert parts_of(Settings(gazetteers=(Path("extended"),))) != parts_of(Settings())
    Path("extended").write_text("key,name\n", encoding="utf-8")
    assert pack_path(Path("extended")) == Path("extended")
