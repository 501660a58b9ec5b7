"""Folders and files of gold, mixed and broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.gold import read_gold

RECORD = '{"id": "%s", "text": "x", "entities": [], "claims": []}'


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_may_mix_all_shapes_and_is_read_by_name(tmp_path: Path) -> None:
    write(tmp_path, c_txt="# p1 | -\nOne.", a_json=RECORD % "d1", b_jsonl=f"{RECORD % 'd2'}\n{RECORD % 'd3'}\n", README_md="# no gold")
    assert [document.id for document in read_gold(tmp_path)] == ["d1", "d2", "d3", "p1"]
    assert [document.id for document in read_gold(tmp_path / "c.txt", tmp_path / "a.json")] == ["p1", "d1"]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("\ufeff" + RECORD % "d1", encoding="utf-8")
    assert read_gold(tmp_path)[0].id == "d1"


def test_the_problems_of_all_files_come_in_one_error(tmp_path: Path) -> None:
    write(tmp_path, a_json=RECORD % "d1", b_json=RECORD % "d1", c_jsonl="{\n", d_txt="no head")
    (tmp_path / "e.txt").write_bytes(b"# p | -\n\xff")
    with pytest.raises(DataError) as raised:
        read_gold(tmp_path)
    places = [(Path(problem.path).name, problem.where) for problem in raised.value.problems]
    assert places == [("b.json", ""), ("c.jsonl", "line 1"), ("d.txt", "line 1"), ("e.txt", "byte 8")]
    assert "id stands in" in raised.value.problems[0].message


@pytest.mark.parametrize("make", [False, True])
def test_nothing_to_read_is_a_usage_error(tmp_path: Path, make: bool) -> None:
    place = tmp_path / "gold"
    if make:
        place.mkdir()
    with pytest.raises(UsageError, match="gold"):
        read_gold(place)
