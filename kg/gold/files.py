"""The files of a gold set, whatever their shape.

In: a path. Out: all of its documents, or one `DataError` with every problem of every file.

>>> from pathlib import Path
>>> read_gold(Path("missing"))
Traceback (most recent call last):
...
kg.errors.UsageError: missing: no such file or folder of gold documents
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import DataError, Problem, UsageError
from kg.gold.documents import GoldDocument
from kg.gold.markup import read_markup
from kg.gold.records import read_records

_SHAPES = (".json", ".jsonl", ".txt")


def read_gold(*paths: Path) -> tuple[GoldDocument, ...]:
    """Documents of files and folders (their own files, sorted by name; folders below are not entered).

    Raises UsageError for a path that does not exist or holds none, DataError for everything wrong in the files, an id met twice among it.
    """
    problems: list[Problem] = []
    documents: dict[str, GoldDocument] = {}
    for file in [file for path in paths for file in _files(path)]:
        for document in _read(file, problems):
            first = documents.setdefault(document.id, document)
            if first is not document:
                problems.append(
                    Problem(path=str(file), where="", field=document.id, message=f"id stands in {first.path} too", expected="an id once")
                )
    if problems:
        raise DataError(problems)
    if not documents:
        raise UsageError(f"{', '.join(map(str, paths))}: no gold documents; expected {', '.join(_SHAPES)} files")
    return tuple(documents.values())


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix in _SHAPES and file.is_file())
    if path.is_file():
        return [path]
    raise UsageError(f"{path}: no such file or folder of gold documents")


def _read(file: Path, problems: list[Problem]) -> Iterable[GoldDocument]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(Problem(path=str(file), where=f"byte {error.start}", field="", message="is no UTF-8", expected="UTF-8 text"))
        return ()
    if file.suffix == ".txt":
        return read_markup(text, str(file), problems)
    return read_records(text, str(file), problems, lines=file.suffix == ".jsonl")
