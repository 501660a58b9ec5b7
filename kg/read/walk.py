"""Lists the files of a folder and of those below it, in an order that is always the same.

In: a folder. Out: paths of regular files, and a Skipped for what cannot be opened. Hidden files and folders are passed over. Links are
followed: a linked folder is read after all others, and only where it was not read at its own place; so no loop can be entered.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.read.skipped import Skipped

_Identity = tuple[int, int]


def walk(root: Path) -> Iterator[Path | Skipped]:
    """Files below `root` by name, a folder's own files and folders in one sequence; deep trees need no deep stack."""
    seen: set[_Identity] = set()
    linked: list[Path] = []
    pending = [root]
    while pending or linked:
        path = pending.pop() if pending else linked.pop(0)
        place = shown(str(root) if path == root else path.relative_to(root).as_posix())
        try:
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                yield path
            elif not stat.S_ISDIR(status.st_mode):
                yield Skipped(place, "neither a file nor a folder")
            elif path != root and _holds(path, root):
                yield Skipped(place, "a link to a folder that holds the one that is being read")
            elif (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                children = sorted(child for child in path.iterdir() if not child.name.startswith("."))
                folders = [child for child in children if child.is_symlink() and child.is_dir()]
                linked += folders
                pending += [child for child in reversed(children) if child not in folders]
        except OSError as error:
            broken = path.is_symlink() and isinstance(error, FileNotFoundError)
            yield Skipped(place, "a link to nothing" if broken else f"cannot be read: {error.strerror or error}")


def shown(name: str) -> str:
    """A path as text that any output can hold: bytes of a name that are no UTF-8 become escapes."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")


def _holds(folder: Path, root: Path) -> bool:
    """Whether a link leads to `root` or to a folder above it."""
    return folder.is_symlink() and root.resolve().is_relative_to(folder.resolve())
