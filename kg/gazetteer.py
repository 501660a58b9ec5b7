"""The gazetteer: known entities with all their names, and a fast search for those names in a text.

In: data/gazetteer/*.csv (a folder in KG_DATA lies over them) and users' files. Out: a `Gazetteer` that finds names word by word.
Case rules are held here; the guard 'context' is for the caller, who sees the neighbouring words.

>>> [hit.names[0].key for hit in load_gazetteer().find("UNICEF's call reached TikTok")]
['organisation:unicef', 'platform:tiktok']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DataError, Problem
from kg.gazetteer_files import LANGUAGES, SHIPPED, Row, read_countries, read_guards, read_rows
from kg.names import normal, plain_marks, words
from kg.overlays import read_records
from kg.owners import Owner, owners_of, read_owners
from kg.records import Name, NameKind, Record, Records
from kg.resources import data_files, pack_path
from kg.splits import Splits

__all__ = ["Gazetteer", "Hit", "Name", "NameKind", "Owner", "Record", "listed_language", "load_gazetteer", "spells"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A stretch `text[start:end]` that spells these names (of one or more records), the main bearer first."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Records by key, and the tree of their names by words. `moved` leads from merged keys to those that they became part of."""

    records: dict[str, Record]
    moved: dict[str, str]
    splits: Splits
    _root: _Node
    _by_name: dict[str, tuple[Name, ...]]
    _owners: dict[tuple[str, str], str]

    def get(self, key: str) -> Record | None:
        return self.records.get(self.moved.get(key, key))

    def owners(self, key: str) -> tuple[Owner, ...]:
        """The owners of an entity, the nearest first ('platform:x': X Corp., then xAI); empty where none is known."""
        return owners_of(key, self.records, self.moved, self._owners)

    def lookup(self, name: str) -> tuple[Name, ...]:
        """Names with the same normal form, whatever their guards and case."""
        return self._by_name.get(normal(name), ())

    def find(self, text: str) -> list[Hit]:
        """All names in a text that pass the case rules, by place, longer ones first; hits may overlap."""
        found: list[Hit] = []
        parts = words(text)
        caps = _is_caps(text)
        for position, (word, start, _) in enumerate(parts):
            node = self._root.next.get(word.casefold())
            index = position + 1
            hits: list[Hit] = []
            while node is not None:
                if node.names:
                    surface = plain_marks(text[start : parts[index - 1][2]])
                    names = tuple(name for name in node.names if spells(surface, name, caps=caps))
                    if names:
                        hits.append(Hit(start=start, end=parts[index - 1][2], names=names))
                if index == len(parts):
                    break
                node = node.next.get(parts[index][0].casefold())
                index += 1
            found += reversed(hits)
        return found


def _is_caps(text: str) -> bool:
    """True for a headline in capitals: no lower-case letter and at least two words of letters."""
    return text.upper() == text and sum(part.isalpha() for part in text.split()) >= 2


def spells(surface: str, name: Name, *, caps: bool = False) -> bool:
    """True where a surface may stand for a name: exact case for guarded names and acronyms ('DoJ' is DOJ), capitals at least for others."""
    if surface == name.text:
        return True
    if caps and surface.isupper() and len(surface) > 2:
        return name.guard != "context" and name.text.upper() == surface
    if len(surface) >= 3 and name.text.isupper() and surface[0].isupper() and surface.replace("o", "O") == name.text:
        return True
    if name.guard or surface.casefold() != name.text.casefold():
        return False
    if name.text.isupper() and " " not in name.text:
        return len(surface) >= 4 and surface == surface.capitalize()
    return surface[0].isupper() and not (surface.isupper() and len(surface) <= 4)


def listed_language(language: str | None) -> str | None:
    """The language of LANGUAGES that a document is in; None for others, English among them."""
    main = (language or "").replace("_", "-").partition("-")[0].lower()
    return main if main in LANGUAGES else None


def load_gazetteer(extra: Sequence[Path] = (), *, language: str | None = None) -> Gazetteer:
    """The shipped layers in their order, then users' files and packs (by name: 'extended'); DataError with every problem found in them.

    With a language of LANGUAGES, as documents state it ('fr', 'fr-CA'), the names that things have in it too: 'Chine', 'français', 'OTAN'.
    """
    shipped = {path.name: path for path in data_files("gazetteer", "*.csv")}
    guards = read_guards(shipped.pop("alias_guards.csv")) if "alias_guards.csv" in shipped else {}
    owners = read_owners(shipped.pop("owners.csv")) if "owners.csv" in shipped else {}
    order = [name for name in SHIPPED if name in shipped] + sorted(set(shipped) - set(SHIPPED))
    spoken = [path for path in data_files("gazetteer/languages", "*.csv") if path.stem == listed_language(language)]
    paths = [shipped[name] for name in order] + spoken + [pack_path(path) for path in extra]
    problems: list[Problem] = []
    rows: list[tuple[Path, int, Row]] = []
    for path in paths:
        try:
            read = read_countries(path) if path.name == "countries.csv" else read_rows(path)
        except DataError as error:
            problems += error.problems
            continue
        rows += [(path, line, row) for line, row in read]
    if problems:
        raise DataError(problems)
    return _index(read_records(rows, guards), owners)


def _index(known: Records, owners: dict[tuple[str, str], str]) -> Gazetteer:
    root = _Node()
    by_name: dict[str, list[Name]] = {}
    records = known.records
    for name in known.names():
        node = root
        for word, _, _ in words(name.text):
            node = node.next.setdefault(word.casefold(), _Node())
        node.names.append(name)
        by_name.setdefault(normal(name.text), []).append(name)
        if len(node.names) > 1:
            node.names.sort(key=lambda one: records[one.key].subtype not in ("state", "supranational"))
    final = {name: tuple(found) for name, found in by_name.items()}
    return Gazetteer(records=records, moved=known.moved, splits=known.splits, _root=root, _by_name=final, _owners=owners)
