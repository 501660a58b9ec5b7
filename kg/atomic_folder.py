"""Folders of many files that are whole or not there: written beside, then renamed.

In: the folder that is wanted and a block of code that fills one. Out: the folder, or, after any error, what was there.

A folder bears a list of its files with their hashes. It is replaced only where it holds what that list says: a note that somebody added or
changed is never lost to a second export. Hidden files that programs put there (.obsidian, .git, .DS_Store) are taken over into the new one.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as place:
...     with atomic_folder(Path(place) / "tables") as folder:
...         _ = (folder / "a.csv").write_text("id", encoding="utf-8")
...     sorted(path.name for path in (Path(place) / "tables").iterdir())
['.actorgraph.json', 'a.csv']
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.atomic import place_errors
from kg.errors import UsageError

LIST = ".actorgraph.json"
"""The file in a folder that lists the others: a JSON object of paths and sha256 in hex."""


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """An empty folder beside `path` to fill; it becomes `path` when the block ends well, in place of an earlier one that it wrote.

    After any exception, Ctrl-C too, the new folder is gone and `path` is as it was. A symbolic link is followed.

    Raises:
        UsageError: `path` is a file, is in no folder, cannot be written, or holds what no earlier export wrote.
    """
    target = Path(os.path.realpath(path))
    new = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
    old = new.with_suffix(".old")
    with place_errors(path):
        _free(path, target)
        try:
            new.mkdir()
        except FileNotFoundError as error:
            raise UsageError(f"{path}: there is no folder {path.parent}; create it or name another place") from error
        try:
            yield new
            listed = json.dumps(_hashes(new), ensure_ascii=False, indent=1, sort_keys=True)
            (new / LIST).write_text(listed + "\n", encoding="utf-8")
            _free(path, target)
            _take_hidden(target, new)
            if target.exists():
                target.rename(old)
            new.rename(target)
        except BaseException:
            if old.exists() and not target.exists():
                old.rename(target)
            raise
        finally:
            for left in (new, old):
                shutil.rmtree(left, ignore_errors=True)


def _free(path: Path, target: Path) -> None:
    """UsageError unless nothing would be lost if the target were replaced."""
    if target.exists() and not target.is_dir():
        raise UsageError(f"{path}: is a file; name a folder to write to")
    if not target.exists() or not any(target.iterdir()):
        return
    try:
        listed = json.loads((target / LIST).read_bytes())
    except (OSError, ValueError):
        raise UsageError(f"{path}: the folder holds files that no export wrote; name a new folder") from None
    found = _hashes(target)
    if other := sorted(name for name in found if not isinstance(listed, dict) or listed.get(name) != found[name]):
        raise UsageError(f"{path}: {other[0]} was added or changed since the export; move it, or name a new folder")


def _hashes(folder: Path) -> dict[str, str]:
    """By path, the hash of every file that is not hidden; '' for a link, which no export writes."""
    return {name: _hash(folder / name) for name in _names(folder) if not _hidden(name)}


def _take_hidden(old: Path, new: Path) -> None:
    """Empty folders too: git knows no repository without its folder of refs, where there may be no file."""
    for path in sorted(old.rglob("*")):
        name = path.relative_to(old).as_posix()
        if not _hidden(name) or name == LIST:
            continue
        if path.is_dir() and not path.is_symlink():
            (new / name).mkdir(parents=True, exist_ok=True)
        else:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new / name, follow_symlinks=False)


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _hidden(name: str) -> bool:
    return name.startswith(".") or "/." in name


def _hash(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
