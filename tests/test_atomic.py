"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kg.atomic import atomic_path, temporary_files, write_bytes, write_text
from kg.errors import UsageError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_as_utf8_with_its_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "é\r\nb\n")
    assert (tmp_path / "a.txt").read_bytes() == "é\r\nb\n".encode()
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError("broken"), KeyboardInterrupt(), FileNotFoundError(errno.ENOENT, "other")])
def test_an_error_leaves_the_earlier_file_and_nothing_else(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "a.txt"
    path.write_text("earlier", encoding="utf-8")

    def half(temporary: Path) -> None:
        temporary.write_text("half", encoding="utf-8")
        raise error

    with pytest.raises(type(error)), atomic_path(path) as temporary:
        half(temporary)
    assert path.read_text(encoding="utf-8") == "earlier"
    assert names(tmp_path) == ["a.txt"]


def test_a_full_disk_is_a_usage_error_that_names_the_wanted_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(UsageError, match=r"a\.txt: cannot be written: No space left"), atomic_path(path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert names(tmp_path) == []


def test_a_file_within_another_is_named_by_the_one_that_was_wanted(tmp_path: Path) -> None:
    wanted = tmp_path / "graph.trig"
    with pytest.raises(UsageError, match=r"/graph\.trig: cannot be written"), atomic_path(wanted) as outer, atomic_path(outer):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert names(tmp_path) == []


@pytest.mark.parametrize(("code", "written"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_file_systems_that_do_not_sync(code: int, written: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some cannot, which is no harm; one that says that the disk is broken is believed."""

    def refused(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refused)
    if written:
        write_text(tmp_path / "a.txt", "text")
    else:
        with pytest.raises(UsageError, match="Input/output error"):
            write_text(tmp_path / "a.txt", "text")
    assert names(tmp_path) == (["a.txt"] if written else [])


def test_the_temporary_file_lies_beside_the_target_and_keeps_the_suffix(tmp_path: Path) -> None:
    with atomic_path(tmp_path / "graph.html") as temporary:
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".html"
        assert temporary_files(tmp_path, "graph.html") == [temporary]
        assert temporary_files(tmp_path, "graph.trig") == []
    assert temporary_files(tmp_path, "graph.html") == []


def test_rights_of_an_earlier_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("earlier", encoding="utf-8")
    path.chmod(0o600)
    write_bytes(path, b"later")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("earlier", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "later")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "later"


def test_a_device_is_written_directly() -> None:
    write_text(Path(os.devnull), "gone")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    ("name", "message"), [("", "is a folder"), ("missing/a.txt", "there is no folder"), ("file/a.txt", "cannot be written")]
)
def test_places_that_cannot_be_written(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        write_text(tmp_path / name, "text")
    assert names(tmp_path) == ["file"]
