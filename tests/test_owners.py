"""Owners of known entities: chains, sources, circles, and the shipped table."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.gazetteer_files import read_table
from kg.owners import Owner, owners_of, read_owners
from kg.records import Record
from kg.resources import data_path
from tests.parsed import gazetteer


def record(key: str, **owner: str) -> Record:
    return Record(key=key, type=key.partition(":")[0], name=key, owner_source="core.csv", **owner)  # type: ignore[arg-type]


CHAIN = {
    one.key: one
    for one in (
        record("platform:a", operator="organisation:b", parent="organisation:z"),
        record("organisation:b", parent="organisation:old"),
        record("organisation:c", parent="organisation:b"),
        record("organisation:z"),
    )
}


def test_a_chain_leads_up_past_merged_keys_and_ends_where_it_comes_back() -> None:
    sources = {("platform:a", "organisation:b"): "registry:a.json"}
    found = owners_of("platform:a", CHAIN, {"organisation:old": "organisation:c"}, sources)
    assert found == (
        Owner(key="organisation:b", relation="operator", source="registry:a.json", sourced=True),
        Owner(key="organisation:c", relation="parent", source="core.csv", sourced=False),
    )


@pytest.mark.parametrize("key", ["organisation:z", "organisation:unheard-of"])
def test_who_has_no_known_owner_has_none(key: str) -> None:
    assert owners_of(key, CHAIN, {}, {}) == ()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("platform:instagram", ["organisation:meta-platforms"]),
        ("platform:youtube", ["organisation:google", "organisation:alphabet"]),
        ("ai_system:grok", ["organisation:xai"]),
    ],
)
def test_shipped_owners_are_sourced(key: str, expected: list[str]) -> None:
    assert [owner.key for owner in gazetteer().owners(key) if owner.sourced][: len(expected)] == expected


def test_the_shipped_table_says_what_the_rows_say() -> None:
    """A source confirms an owner that the row of the gazetteer names: nothing else comes in by it."""
    for _, values in read_table(data_path("gazetteer") / "owners.csv"):
        known = gazetteer().get(values["key"])
        assert known is not None
        assert getattr(known, values["relation"]) == values["owner"]


@pytest.mark.parametrize(("row", "field"), [("platform:x,,operator,file", "owner"), ("platform:x,organisation:y,friend,file", "relation")])
def test_a_bad_row_is_told_with_its_line(tmp_path: Path, row: str, field: str) -> None:
    path = tmp_path / "owners.csv"
    path.write_text(f"key,owner,relation,source\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_owners(path)
    assert [(problem.where, problem.field) for problem in caught.value.problems] == [("line 2", field)]
