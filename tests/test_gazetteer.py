"""Loading of the gazetteer, its search, its case rules, users' files, and the shipped tables themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.gazetteer import Name, load_gazetteer, spells
from kg.gazetteer_files import Row, read_rows
from kg.gazetteer_refresh import refresh
from kg.resources import data_path
from tests.effort import at_most
from tests.parsed import gazetteer

HEAD = "action,key,name,type,subtype,aliases,acronym,country,parent,operator,developer,guard,into\n"


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Path]:
    """Write a user's file with the given rows."""

    def write(*rows: str, head: str = HEAD) -> Path:
        path = tmp_path / "own.csv"
        path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNICEF's call reached TikTok", ["organisation:unicef", "platform:tiktok"]),
        ("Unicef and Nato", ["organisation:unicef", "organisation:nato"]),
        ("the U.K., the UK’s and Britain", ["country:GB", "country:GB", "country:GB"]),
        ("South Korean and Korean firms", ["country:KR", "country:KR"]),
        ("AT&T and Côte d’Ivoire", ["organisation:att", "country:CI"]),
        ("tiktok is written small", []),
        ("an apple, a target, an oracle", []),
        ("give us the eu", []),
        ("the EU", ["country:EU"]),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    found: list[str] = []
    end = 0
    for hit in gazetteer().find(text):
        if hit.start >= end:
            found.append(hit.names[0].key)
            end = hit.end
    assert found == expected


def test_longer_names_come_first() -> None:
    hits = [hit for hit in gazetteer().find("Facebook Messenger") if hit.start == 0]
    assert [hit.names[0].key for hit in hits] == ["platform:messenger", "platform:facebook"]


@pytest.mark.parametrize(
    ("surface", "name", "guard", "caps", "expected"),
    [
        ("TikTok", "TikTok", "", False, True),
        ("Tiktok", "TikTok", "", False, True),
        ("tiktok", "TikTok", "", False, False),
        ("TIKTOK", "TikTok", "", True, True),
        ("Unicef", "UNICEF", "", False, True),
        ("Who", "WHO", "", False, False),
        ("Who", "WHO", "case", False, False),
        ("GROK", "Grok", "case", True, True),
        ("X", "X", "context", True, True),
        ("META", "Meta", "context", True, False),
    ],
)
def test_spells(surface: str, name: str, guard: str, caps: bool, expected: bool) -> None:
    made = Name(text=name, key="platform:any", kind="name", guard=Row(key="platform:any", guard=guard).guard)  # type: ignore[arg-type]
    assert spells(surface, made, caps=caps) is expected


def test_a_user_adds_extends_changes_disables_and_merges(own: Callable[..., Path]) -> None:
    path = own(
        "add,platform:zampa,Zampa,platform,,Zampa Go,,DK,,,,,",
        "add,platform:tiktok,,,,Tik-Tok-App,,,,,,,",
        "override,organisation:unicef,Children's Fund,,,,,,,,,,",
        "disable,platform:snapchat,,,,,,,,,,,",
        "disable,platform:x,,,,Twitter,,,,,,,",
        "merge,organisation:aylo,,,,,,,,,,,platform:pornhub",
    )
    mine = load_gazetteer([path])
    assert mine.find("Zampa Go")[0].names[0].key == "platform:zampa"
    assert mine.records["platform:zampa"].country == "country:DK"
    assert mine.records["platform:zampa"].source == "own.csv"
    assert mine.lookup("Tik-Tok-App")[0].key == "platform:tiktok"
    assert mine.records["organisation:unicef"].name == "Children's Fund"
    assert mine.get("platform:snapchat") is None
    assert not mine.find("Twitter")
    assert mine.find("X")
    merged = mine.get("organisation:aylo")
    assert merged is not None
    assert merged.key == "platform:pornhub"
    assert mine.lookup("Aylo")[0].key == "platform:pornhub"


def test_all_problems_of_a_file_are_told_at_once(own: Callable[..., Path]) -> None:
    path = own(
        "add,platform zampa,Zampa,platform,,,,,,,,,",
        "add,platform:one,One,organisation,,,,,,,,,",
        "remove,platform:two,Two,platform,,,,,,,,,",
        "add,platform:three,Three,platform,,,,Denmark,,,,,",
    )
    with pytest.raises(DataError) as caught:
        load_gazetteer([path])
    told = str(caught.value)
    assert [problem.where for problem in caught.value.problems] == ["line 2", "line 3", "line 4", "line 5"]
    assert "TYPE:KEY" in told
    assert "two capital letters" in told
    assert all(problem.path == str(path) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("override,platform:nobody,Nobody,platform,,,,,,,,,", "key"),
        ("add,platform:new,,platform,,,,,,,,,", "key"),
        ("add,platform:new,New,platform,,,,,organisation:nobody,,,,", "parent"),
        ("merge,platform:x,,,,,,,,,,,platform:nobody", "into"),
    ],
)
def test_unknown_keys_are_problems(own: Callable[..., Path], row: str, field: str) -> None:
    with pytest.raises(DataError) as caught:
        load_gazetteer([own(row)])
    assert [problem.field for problem in caught.value.problems] == [field]


def test_an_unknown_column_is_a_problem(own: Callable[..., Path]) -> None:
    with pytest.raises(DataError, match="unknown column"):
        load_gazetteer([own("platform:new,New,red", head="key,name,colour\n")])


@pytest.mark.parametrize("content", [b"key,name\nplatform:a,\xff\xfe\n", b'key,name\nplatform:a,"open\n', b"key,name\nplatform:a\n"])
def test_a_file_that_is_no_table_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_rows(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_told() -> None:
    with pytest.raises(UsageError, match=r"nowhere\.csv"):
        read_rows(Path("nowhere.csv"))


def test_it_loads_fast() -> None:
    with at_most(150):
        load_gazetteer()


def test_shipped_keys_have_names_and_sourced_links_only() -> None:
    for record in gazetteer().records.values():
        assert record.name
        assert all(link.value for link in record.links)
        assert record.source in {"countries.csv", "core.csv", "reserve.csv", "additions.csv"}


def test_shipped_sources_are_named_or_called_unnamed() -> None:
    """No bare 'public file', no numbers of search results; a link that is said to be the same has two files that anyone can look up."""
    for name in ("core.csv", "reserve.csv"):
        for line, row in read_rows(data_path("gazetteer") / name):
            sources = [source for source in row.qid_sources.split(" ; ") if source]
            assert not [source for source in sources if source.startswith("public file")], line
            assert not re.search(r"\b\d{9,}\b", row.note), line
            if row.qid_status == "sourced":
                assert len([source for source in sources if not source.startswith("unnamed ")]) >= 2, line


def test_refresh_writes_the_tables_it_reads_again(tmp_path: Path) -> None:
    shipped = data_path("gazetteer")
    rows = dict(refresh(shipped, tmp_path))
    assert sum(rows.values()) > 1000
    for path in rows:
        assert path.read_bytes() == (shipped / path.name).read_bytes()
