"""The gazetteer: known entities with all their names, and a fast search for those names in a text.

In: data/gazetteer/*.csv (a folder in KG_DATA lies over them) and users' files. Out: a `Gazetteer` that finds names word by word.
Case rules are held here; the guard 'context' is for the caller, who sees the neighbouring words.

>>> [hit.names[0].key for hit in load_gazetteer().find("UNICEF's call reached TikTok")]
['organisation:unicef', 'platform:tiktok']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from kg.errors import DataError, Problem
from kg.gazetteer_files import SHIPPED, Guard, Row, cells, read_countries, read_guards, read_rows
from kg.model import Link
from kg.names import normal, plain_marks, words
from kg.resources import data_files

NameKind = Literal["name", "acronym", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A known entity. `parent`, `operator`, `developer` are keys; `country` is the key of a country."""

    key: str
    type: str
    name: str
    subtype: str = ""
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    country: str | None = None
    parent: str | None = None
    operator: str | None = None
    developer: str | None = None
    links: tuple[Link, ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of one record, with its guard."""

    text: str
    key: str
    kind: NameKind
    guard: Guard = ""


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
    """Records by key, and the tree of their names by words."""

    records: dict[str, Record]
    moved: dict[str, str]
    _root: _Node
    _by_name: dict[str, tuple[Name, ...]]

    def get(self, key: str) -> Record | None:
        return self.records.get(self.moved.get(key, key))

    def lookup(self, name: str) -> tuple[Name, ...]:
        """Names with the same normal form, whatever their guards and case."""
        return self._by_name.get(normal(name), ())

    def find(self, text: str) -> list[Hit]:
        """All names in a text that pass the case rules, by place, longer ones first; hits may overlap."""
        found = []
        parts = words(text)
        caps = _is_caps(text)
        for position, (word, start, _) in enumerate(parts):
            node = self._root.next.get(word.casefold())
            index = position + 1
            hits = []
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
    """True where a surface may stand for a name: exact case for guarded names and acronyms, capitals at least for others."""
    if surface == name.text:
        return True
    if caps and surface.isupper() and len(surface) > 2:
        return name.guard != "context" and name.text.upper() == surface
    if name.guard or surface.casefold() != name.text.casefold():
        return False
    if name.text.isupper() and " " not in name.text:
        return len(surface) >= 4 and surface == surface.capitalize()
    return surface[0].isupper() and not (surface.isupper() and len(surface) <= 4)


def load_gazetteer(extra: Sequence[Path] = ()) -> Gazetteer:
    """The shipped layers in their order, then users' files; DataError with every problem found in them."""
    shipped = {path.name: path for path in data_files("gazetteer", "*.csv")}
    guards = read_guards(shipped.pop("alias_guards.csv")) if "alias_guards.csv" in shipped else {}
    order = [name for name in SHIPPED if name in shipped] + sorted(set(shipped) - set(SHIPPED))
    paths = [shipped[name] for name in order] + list(extra)
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
    return build(rows, guards)


def build(rows: Iterable[tuple[Path, int, Row]], guards: dict[tuple[str, str], Guard]) -> Gazetteer:
    """A gazetteer of rows in their order; DataError where rows name keys that nobody has."""
    records: dict[str, Record] = {}
    own_guards = dict(guards)
    dropped: set[tuple[str, str]] = set()
    moved: dict[str, str] = {}
    problems = []
    pointers: list[tuple[Path, int, str, str]] = []
    for path, line, row in rows:
        known = records.get(moved.get(row.key, row.key))
        if (known is None and row.action != "add") or (known is None and not row.name):
            expected = "a key of the gazetteer" if row.action != "add" else "a name, where the key is new"
            problems.append(Problem(path=str(path), where=f"line {line}", field="key", message=f"{row.key!r} is not known", expected=expected))
            continue
        pointers += [(path, line, column, value) for column in ("parent", "operator", "developer", "into") if (value := getattr(row, column))]
        if row.guard and path.name not in ("core.csv", "reserve.csv"):
            own_guards |= {(row.key, name): row.guard for name in row.names}
        if row.guard and path.name == "reserve.csv":
            own_guards |= {(row.key, name): row.guard for name in row.names if len(name) <= 5 or name != row.name}
        if row.action == "disable" and not row.aliases:
            del records[row.key]
        elif row.action == "disable":
            dropped |= {(row.key, name) for name in cells(row.aliases)}
        elif row.action == "merge" and known is not None:
            moved[row.key] = row.into
            target = records.get(row.into)
            if target is not None:
                merged = tuple(dict.fromkeys((*target.names, *known.names)))
                records[row.into] = replace(target, names=merged, acronyms=(*target.acronyms, *known.acronyms))
                own_guards |= {(row.into, name): guard for (key, name), guard in own_guards.items() if key == row.key}
                del records[row.key]
        else:
            records[row.key] = _record(row, known, path.name)
    for path, line, column, value in pointers:
        if moved.get(value, value) not in records:
            problems.append(Problem(path=str(path), where=f"line {line}", field=column, message=f"{value!r} is not known", expected="a key of the gazetteer"))
    if problems:
        raise DataError(problems)
    return _index(records, moved, own_guards, dropped)


def _record(row: Row, known: Record | None, source: str) -> Record:
    """The record that a row makes: a new one, an extended one (add) or a changed one (override)."""
    links = [Link(scheme="wikidata", value=row.qid, status=row.qid_status)] if row.qid else []
    if row.domain:
        links.append(Link(scheme="domain", value=row.domain, status="corroborated"))
    if row.type == "country" and row.key != "country:EU":
        links.append(Link(scheme="iso3166", value=row.key[-2:]))
    made = Record(
        key=row.key, type=row.key.partition(":")[0], name=row.name, subtype=row.subtype,
        names=tuple(dict.fromkeys(name for name in (row.name, *cells(row.aliases)) if name)), acronyms=cells(row.acronym),
        demonyms=cells(row.demonyms), capitals=cells(row.capitals), metonyms=cells(row.metonyms),
        country=f"country:{row.country}" if row.country else None,
        parent=row.parent or None, operator=row.operator or None, developer=row.developer or None,
        links=tuple(links), source=source, note=row.note,
    )
    if known is None:
        return made
    first, second = (made, known) if row.action == "override" else (known, made)
    single = {name: getattr(first, name) or getattr(second, name) for name in ("name", "subtype", "country", "parent", "operator", "developer", "note")}
    lists = ("names", "acronyms", "demonyms", "capitals", "metonyms")
    many = {name: tuple(dict.fromkeys((*getattr(known, name), *getattr(made, name)))) for name in lists}
    if row.action == "override":
        many = {name: getattr(made, name) or getattr(known, name) for name in lists}
    schemes = {link.scheme for link in first.links}
    return replace(known, **single, **many, links=(*first.links, *(link for link in second.links if link.scheme not in schemes)))


def _names(record: Record, guards: dict[tuple[str, str], Guard]) -> Iterator[Name]:
    kinds: tuple[tuple[NameKind, tuple[str, ...]], ...] = (
        ("name", record.names), ("acronym", record.acronyms), ("demonym", record.demonyms),
        ("capital", record.capitals), ("metonym", record.metonyms),
    )
    seen: set[str] = set()
    for kind, texts in kinds:
        for text in texts:
            bare = text.removeprefix("The ").removeprefix("the ")
            if bare not in seen:
                seen.add(bare)
                yield Name(text=plain_marks(bare), key=record.key, kind=kind, guard=guards.get((record.key, text), guards.get((record.key, bare), "")))


def _describes(name: str, owners: frozenset[str], record: Record) -> bool:
    """True for an alias that is a country and a description or another name of the record: two mentions ('US Congress', 'Brazil's court')."""
    parts = name.split(" ")
    owner = next((lead for length in (3, 2, 1) if (lead := " ".join(parts[:length]) + " ") in owners), None)
    if owner is None:
        return False
    rest = name[len(owner) :]
    return owner.endswith("'s ") or rest.islower() or rest in record.names or rest in record.acronyms


def _index(records: dict[str, Record], moved: dict[str, str], guards: dict[tuple[str, str], Guard], dropped: set[tuple[str, str]]) -> Gazetteer:
    owners = frozenset(
        f"{name} " for record in records.values() if record.type == "country"
        for name in (*(f"{name}'s" for name in (record.name, *record.names)), *record.demonyms, *(name for name in record.names if name.isupper() or "." in name))
    )
    root = _Node()
    by_name: dict[str, list[Name]] = {}
    for record in records.values():
        for name in _names(record, guards):
            if (record.key, name.text) in dropped or (record.type != "country" and _describes(name.text, owners, record)):
                continue
            node = root
            for word, _, _ in words(name.text):
                node = node.next.setdefault(word.casefold(), _Node())
            node.names.append(name)
            by_name.setdefault(normal(name.text), []).append(name)
            if len(node.names) > 1:
                node.names.sort(key=lambda one: records[one.key].subtype not in ("state", "supranational"))
    final = {name: tuple(found) for name, found in by_name.items()}
    return Gazetteer(records=records, moved=moved, _root=root, _by_name=final)
