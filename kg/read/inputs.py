"""Finds the files behind what a user named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import UsageError
from kg.model import Document
from kg.read.decode import Undecodable, decode
from kg.read.skipped import Skipped


def read(inputs: Sequence[str], *, published: str | None = None) -> Iterator[Document | Skipped]:
    for name in inputs:
        path = Path(name)
        if not path.exists():
            raise UsageError(f"{name}: no such file or folder")
    return _read(inputs, published)


def _read(inputs: Sequence[str], published: str | None) -> Iterator[Document | Skipped]:
    for name in inputs:
        path = Path(name)
        files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        for file in files:
            source = file.relative_to(path).as_posix() if path.is_dir() else path.name
            try:
                text, encoding = decode(file.read_bytes())
            except Undecodable as error:
                yield Skipped(source, str(error))
                continue
            if not text.strip():
                yield Skipped(source, "empty")
                continue
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            yield Document(
                id=sha256[:16], name=file.stem, text=text, source=source, sha256=sha256, published=published, encoding=encoding
            )
