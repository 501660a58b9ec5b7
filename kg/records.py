"""Known entities as the rows of the gazetteer make them: later rows add to earlier ones, change, drop or merge them.

In: validated rows with their files and lines, and guards of single names. Out: Records by key, or a DataError with every problem.

>>> row = Row(key="platform:zampa", name="Zampa", type="platform")
>>> read_records([(Path("own.csv"), 2, row)], {}).records["platform:zampa"].name
'Zampa'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kg.errors import DataError, Problem
from kg.gazetteer_files import Guard, Row, cells
from kg.model import Link
from kg.names import plain_marks

NameKind = Literal["name", "acronym", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A known entity. `parent`, `operator`, `developer` are keys; `country` is the key of a country.

    `source` is the file of the row that made it, `owner_source` that of the row that named parent, operator or developer.
    """

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
    owner_source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of one record, with its guard."""

    text: str
    key: str
    kind: NameKind
    guard: Guard = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records; keys that were merged and where they went; guards of names; names that were dropped."""

    records: dict[str, Record]
    moved: dict[str, str]
    guards: dict[tuple[str, str], Guard]
    dropped: set[tuple[str, str]]

    def names(self) -> Iterator[Name]:
        """Every name of every record, but for dropped ones and aliases that are two mentions ('US Congress')."""
        owners = _owners(self.records.values())
        for record in self.records.values():
            for name in _names(record, self.guards):
                if (record.key, name.text) not in self.dropped and not (record.type != "country" and _describes(name.text, owners, record)):
                    yield name


def read_records(rows: Iterable[tuple[Path, int, Row]], guards: Mapping[tuple[str, str], Guard]) -> Records:
    """Records of rows in their order; DataError where rows name keys that nobody has."""
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
            problems.append(
                Problem(path=str(path), where=f"line {line}", field="key", message=f"{row.key!r} is not known", expected=expected)
            )
            continue
        pointers += [
            (path, line, column, value) for column in ("parent", "operator", "developer", "into") if (value := getattr(row, column))
        ]
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
            problems.append(
                Problem(
                    path=str(path), where=f"line {line}", field=column, message=f"{value!r} is not known", expected="a key of the gazetteer"
                )
            )
    if problems:
        raise DataError(problems)
    return Records(records=records, moved=moved, guards=own_guards, dropped=dropped)


def _record(row: Row, known: Record | None, source: str) -> Record:
    """The record that a row makes: a new one, an extended one (add) or a changed one (override)."""
    links = [Link(scheme="wikidata", value=row.qid, status=row.qid_status)] if row.qid else []
    if row.domain:
        links.append(Link(scheme="domain", value=row.domain, status="corroborated"))
    if row.type == "country" and row.key != "country:EU":
        links.append(Link(scheme="iso3166", value=row.key[-2:]))
    made = Record(
        key=row.key,
        type=row.key.partition(":")[0],
        name=row.name,
        subtype=row.subtype,
        names=tuple(dict.fromkeys(name for name in (row.name, *cells(row.aliases)) if name)),
        acronyms=cells(row.acronym),
        demonyms=cells(row.demonyms),
        capitals=cells(row.capitals),
        metonyms=cells(row.metonyms),
        country=f"country:{row.country}" if row.country else None,
        parent=row.parent or None,
        operator=row.operator or None,
        developer=row.developer or None,
        links=tuple(links),
        source=source,
        owner_source=source if row.parent or row.operator or row.developer else "",
        note=row.note,
    )
    if known is None:
        return made
    first, second = (made, known) if row.action == "override" else (known, made)
    schemes = {link.scheme for link in first.links}
    return replace(
        known,
        name=first.name or second.name,
        subtype=first.subtype or second.subtype,
        country=first.country or second.country,
        parent=first.parent or second.parent,
        operator=first.operator or second.operator,
        developer=first.developer or second.developer,
        owner_source=first.owner_source or second.owner_source,
        note=first.note or second.note,
        names=_together(known.names, made.names, row.action),
        acronyms=_together(known.acronyms, made.acronyms, row.action),
        demonyms=_together(known.demonyms, made.demonyms, row.action),
        capitals=_together(known.capitals, made.capitals, row.action),
        metonyms=_together(known.metonyms, made.metonyms, row.action),
        links=(*first.links, *(link for link in second.links if link.scheme not in schemes)),
    )


def _together(known: tuple[str, ...], made: tuple[str, ...], action: str) -> tuple[str, ...]:
    """Names after an `add` (both) or an `override` (the new ones, where there are any)."""
    return (made or known) if action == "override" else tuple(dict.fromkeys((*known, *made)))


def _names(record: Record, guards: Mapping[tuple[str, str], Guard]) -> Iterator[Name]:
    kinds: tuple[tuple[NameKind, tuple[str, ...]], ...] = (
        ("name", record.names),
        ("acronym", record.acronyms),
        ("demonym", record.demonyms),
        ("capital", record.capitals),
        ("metonym", record.metonyms),
    )
    seen: set[str] = set()
    for kind, texts in kinds:
        for text in texts:
            bare = text.removeprefix("The ").removeprefix("the ")
            if bare not in seen:
                seen.add(bare)
                yield Name(
                    text=plain_marks(bare),
                    key=record.key,
                    kind=kind,
                    guard=guards.get((record.key, text), guards.get((record.key, bare), "")),
                )
    short = record.name.partition(" (")[0]
    if record.type == "organisation" and record.name.endswith(")") and short not in seen:
        # 'Data Protection Commission (Ghana)': without its country the name needs one in the text
        yield Name(text=plain_marks(short), key=record.key, kind="name", guard="context")


def _owners(records: Iterable[Record]) -> frozenset[str]:
    """What may stand before a name and be a mention of its own: 'Brazil's ', 'French ', 'US '."""
    found: set[str] = set()
    for record in records:
        if record.type == "country":
            short = [name for name in record.names if name.isupper() or "." in name]
            found |= {f"{name}'s " for name in (record.name, *record.names)} | {f"{name} " for name in (*record.demonyms, *short)}
    return frozenset(found)


def _describes(name: str, owners: frozenset[str], record: Record) -> bool:
    """True for an alias that is a country and a description or another name of the record: two mentions ('US Congress')."""
    parts = name.split(" ")
    owner = next((lead for length in (3, 2, 1) if (lead := " ".join(parts[:length]) + " ") in owners), None)
    if owner is None:
        return False
    rest = name[len(owner) :]
    return owner.endswith("'s ") or rest.islower() or rest in record.names or rest in record.acronyms
