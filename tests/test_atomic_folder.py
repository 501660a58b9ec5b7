"""A folder is whole or not there, and nothing that somebody put into it is lost."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from kg.atomic_folder import LIST, atomic_folder
from kg.errors import UsageError


def fill(path: Path, **files: str) -> None:
    with atomic_folder(path) as folder:
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != LIST)


def test_a_second_export_replaces_the_first(tmp_path: Path) -> None:
    fill(tmp_path / "out", a="1", b="2")
    fill(tmp_path / "out", a="3")
    assert names(tmp_path / "out") == ["a"]
    assert (tmp_path / "out" / "a").read_text(encoding="utf-8") == "3"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("name", "text", "message"), [("mine", "kept", "mine was added or changed"), ("a", "changed", "a was added or changed")]
)
def test_what_somebody_added_or_changed_stays(name: str, text: str, message: str, tmp_path: Path) -> None:
    fill(tmp_path / "out", a="1")
    (tmp_path / "out" / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        fill(tmp_path / "out", a="2")
    assert (tmp_path / "out" / name).read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_programs_keep_in_a_folder_outlives_an_export(tmp_path: Path) -> None:
    """Obsidian's settings, a repository, what a file manager leaves: none of it is a note, and none is lost."""
    fill(tmp_path / "out", **{"a": "1", "b/c": "2"})
    kept = (".obsidian/plugins/x/main.js", "b/.DS_Store", ".git/HEAD")
    for name in kept:
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_text(name, encoding="utf-8")
    (tmp_path / "out" / ".git" / "refs" / "tags").mkdir(parents=True)
    for text in "34":
        fill(tmp_path / "out", a=text)
        assert names(tmp_path / "out") == sorted([*kept, "a"])
    assert all((tmp_path / "out" / name).read_text(encoding="utf-8") == name for name in kept)
    assert (tmp_path / "out" / ".git" / "refs" / "tags").is_dir()
    assert json.loads((tmp_path / "out" / LIST).read_bytes()).keys() == {"a"}


def test_a_link_that_somebody_put_there_stays(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    fill(tmp_path / "out", a="1")
    (tmp_path / "out" / "mine").symlink_to(tmp_path / "mine")
    with pytest.raises(UsageError, match="mine was added or changed"):
        fill(tmp_path / "out", a="2")
    assert (tmp_path / "out" / "mine").is_symlink()


def test_a_full_disk_is_a_usage_error_that_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="out: cannot be written: No space left"), atomic_folder(tmp_path / "out"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_others_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("all of it", encoding="utf-8")
    with pytest.raises(UsageError, match="no export wrote"):
        fill(tmp_path, a="1")
    (tmp_path / LIST).write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match=r"thesis\.txt was added"):
        fill(tmp_path, a="1")
    assert names(tmp_path) == ["thesis.txt"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_after_an_error_all_is_as_it_was(error: type[BaseException], tmp_path: Path) -> None:
    fill(tmp_path / "out", a="1")
    with pytest.raises(error), atomic_folder(tmp_path / "out") as folder:  # noqa: PT012
        (folder / "a").write_text("2", encoding="utf-8")
        raise error
    assert (tmp_path / "out" / "a").read_text(encoding="utf-8") == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_or_a_missing_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file; name a folder"):
        fill(tmp_path / "file", a="1")
    with pytest.raises(UsageError, match="there is no folder"):
        fill(tmp_path / "none" / "out", a="1")
