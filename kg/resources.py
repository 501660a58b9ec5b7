"""Where the files that the package ships are: data/ and ontologies/, in a wheel and in a checkout alike.

In: a path such as 'rules' below data/ or 'shapes.ttl' below ontologies/. Out: the file's place on disk.
`KG_DATA` names a folder of the user's own that is laid over data/: files of the same name replace, others add.

>>> data_path("rules").name
'rules'
"""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent


def _root(folder: str) -> Path:
    """The shipped folder: inside the package in a wheel (hatch force-include), beside it in a checkout."""
    inside = _PACKAGE / "_shipped" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def data_path(name: str) -> Path:
    """Path of a shipped file or folder below data/."""
    return _root("data") / name


def ontology_path(name: str) -> Path:
    """Path of a shipped file or folder below ontologies/."""
    return _root("ontologies") / name


def pack_path(path: Path) -> Path:
    """The shipped gazetteer pack of that name (data/gazetteer/packs/NAME.csv), where `path` is a bare name and no such file is here."""
    shipped = data_path("gazetteer") / "packs" / f"{path.name}.csv"
    bare = len(path.parts) == 1 and not path.suffix and not path.exists()
    return shipped if bare and shipped.is_file() else path


def overlay() -> Path | None:
    """The user's own data folder, from KG_DATA; a UsageError where it is named and does not exist."""
    value = os.environ.get("KG_DATA")
    if not value:
        return None
    path = Path(value)
    if not path.is_dir():
        raise UsageError(f"KG_DATA={value}: no such folder; point it to a folder with rules/, gazetteer/ or lexicon/, or unset it")
    return path


def data_files(folder: str, pattern: str) -> list[Path]:
    """Files of data/FOLDER that match a glob, those of the overlay replacing shipped ones of the same name; sorted by name."""
    found = {path.name: path for path in data_path(folder).glob(pattern)}
    own = overlay()
    if own is not None:
        found |= {path.name: path for path in (own / folder).glob(pattern)}
    return [found[name] for name in sorted(found)]
