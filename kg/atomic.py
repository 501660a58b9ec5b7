"""Files that are whole or not there: written to a temporary name in the same folder, synced, then renamed.

In: the path that is wanted and its content, or a block of code that writes to a path. Out: the file, or, after any error, what was there.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     write_text(Path(folder) / "a.txt", "done")
...     (Path(folder) / "a.txt").read_text(encoding="utf-8")
'done'
"""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import UsageError

_PLACE_ERRORS = frozenset(
    {
        errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ENAMETOOLONG,
        errno.ELOOP,
    }
)  # fmt: skip
_TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{12}\.tmp.*")
"""How a temporary file is called (see `_reserve`), with the name that it will have."""


def write_text(path: Path, text: str) -> None:
    """Writes text as UTF-8, with line ends as they are; UsageError where the place cannot be written."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Writes bytes; UsageError where the place cannot be written."""
    with atomic_path(path) as temporary:
        temporary.write_bytes(content)


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to (an empty file of that name exists); it becomes `path` when the block ends well.

    After any exception, Ctrl-C too, the temporary file is gone and `path` is as it was. A symbolic link is followed, a device or
    pipe (/dev/null) is written directly. UsageError where the folder is missing, `path` is a folder, or the disk is full.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file to write to")
    if path.exists() and not path.is_file():
        yield path
        return
    target = Path(os.path.realpath(path))
    with place_errors(path):
        temporary = _reserve(path, target)
        try:
            yield temporary
            _sync(temporary)
            os.replace(temporary, target)
            _sync(target.parent)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


@contextmanager
def place_errors(path: Path) -> Iterator[None]:
    """Makes a UsageError of what the system says against the place that is written to, such as a disk that is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in _PLACE_ERRORS:
            raise
        what = f"cannot be written: {error.strerror}"
        meant = path.with_name(_TEMPORARY.sub(r"\1", path.name))
        raise UsageError(f"{meant}: {what}; free the place or name another (what was there is untouched)") from error


def temporary_files(folder: Path, name: str) -> list[Path]:
    """Temporary files for `name` in a folder that a killed process left behind; sorted. Only the owner of the folder may remove them."""
    return sorted(path for path in folder.glob(".*.tmp*") if path.name.lstrip(".").startswith(f"{name}.") and path.is_file())


def _reserve(path: Path, target: Path) -> Path:
    """An empty file beside the target, with the rights of the target where that exists, else those that the umask gives.

    The suffix is kept, for writers that choose a format by it.
    """
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp{target.suffix}")
    try:
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no folder {path.parent}; create it or name another place") from error
    return temporary


def _sync(path: Path) -> None:
    """Forces a file or folder to disk; file systems that cannot sync a folder are left at that."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)
