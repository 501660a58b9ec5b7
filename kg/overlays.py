"""What each row of the gazetteer does: later rows add to earlier ones, change, drop, merge or split them.

In: validated rows with their files and lines, and guards of single names. Out: Records, or a DataError with every problem.

>>> row = Row(key="platform:zampa", name="Zampa", type="platform")
>>> read_records([(Path("own.csv"), 2, row)], {}).records["platform:zampa"].name
'Zampa'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import DataError, Problem
from kg.gazetteer_files import SHIPPED, Guard, Row, cells
from kg.model import Link
from kg.names import normal, plain_marks, slug
from kg.records import Record, Records
from kg.splits import Split, splits_of

Place = tuple[Path, int, Row]


def read_records(rows: Iterable[Place], guards: Mapping[tuple[str, str], Guard]) -> Records:
    """Records of rows in their order; DataError where rows name keys that nobody has, or undo what was not done."""
    listed = list(rows)
    made = _Made(guards=dict(guards), undone=_undone(listed))
    for number, place in enumerate(listed):
        made.take(number, place)
    for place, column, value in made.pointers:
        if made.moved.get(value, value) not in made.records:
            made.problem(place, column, f"{value!r} is not known", "a key of the gazetteer")
    if made.problems:
        raise DataError(made.problems)
    return Records(records=made.records, moved=made.moved, guards=made.guards, dropped=made.dropped, splits=splits_of(made.splits))


def _undone(rows: Sequence[Place]) -> dict[int, int]:
    """Number of a merge row -> number of the later split row, without aliases, that undoes it."""
    merges: dict[str, int] = {}
    found = {}
    for number, (_, _, row) in enumerate(rows):
        if row.action == "merge":
            merges[row.key] = number
        elif row.action == "split" and not row.aliases and row.key in merges:
            found[merges.pop(row.key)] = number
    return found


@dataclass(slots=True, kw_only=True)
class _Made:
    """What the rows so far have made."""

    guards: dict[tuple[str, str], Guard]
    undone: Mapping[int, int]
    records: dict[str, Record] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    dropped: set[tuple[str, str]] = field(default_factory=set)
    splits: list[Split] = field(default_factory=list)
    pointers: list[tuple[Place, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, place: Place, column: str, message: str, expected: str) -> None:
        self.problems.append(Problem(path=str(place[0]), where=f"line {place[1]}", field=column, message=message, expected=expected))

    def take(self, number: int, place: Place) -> None:
        """Does what a row says."""
        row = place[2]
        known = self.records.get(self.moved.get(row.key, row.key))
        if row.action == "split":
            self.split(number, place, known)
        elif known is None and (row.action != "add" or not row.name):
            expected = "a key of the gazetteer" if row.action != "add" else "a name, where the key is new"
            self.problem(place, "key", f"{row.key!r} is not known", expected)
        elif row.action == "merge" and number in self.undone:
            return
        elif known is not None and known.key != row.key and row.action in ("disable", "merge") and not row.aliases:
            expected = f"{known.key}, or first a split row for {row.key}"
            self.problem(place, "key", f"{row.key!r} is merged into {known.key!r} by an earlier row", expected)
        else:
            self.change(place, known)

    def change(self, place: Place, known: Record | None) -> None:
        """Adds, overrides, disables or merges."""
        path, line, row = place
        owners = [(column, value) for column in ("parent", "operator", "developer", "into") if (value := getattr(row, column))]
        self.pointers += [(place, column, value) for column, value in owners]
        if row.guard and path.name not in ("core.csv", "reserve.csv"):
            self.guards |= {(row.key, name): row.guard for name in row.names}
        if row.guard and path.name == "reserve.csv":
            self.guards |= {(row.key, name): row.guard for name in row.names if len(name) <= 5 or name != row.name}
        if known is not None and row.action == "disable" and row.aliases:
            self.dropped |= {(known.key, name) for name in cells(row.aliases)}
        elif row.action == "disable":
            del self.records[row.key]
        elif known is not None and row.action == "merge":
            self.merge(place, known)
        else:
            made = _record(row, known, path.name)
            if known is not None and path.name not in SHIPPED:
                made = replace(made, history=(*known.history, f"changed ({row.action}) by {path.name} line {line}{_noted(row)}"))
            self.records[made.key] = made

    def merge(self, place: Place, known: Record) -> None:
        path, line, row = place
        into = self.moved.get(row.into, row.into)
        target = self.records.get(into)
        if target is None:
            return
        self.moved |= {key: into for key, value in self.moved.items() if value == row.key} | {row.key: into}
        event = f"{row.key} is merged into it by {path.name} line {line}{_noted(row)}"
        self.records[into] = replace(
            target,
            names=tuple(dict.fromkeys((*target.names, *known.names))),
            acronyms=(*target.acronyms, *known.acronyms),
            history=(*target.history, *known.history, event),
        )
        self.guards |= {(into, name): guard for (key, name), guard in self.guards.items() if key == row.key}
        del self.records[row.key]

    def split(self, number: int, place: Place, known: Record | None) -> None:
        path, line, row = place
        names, where = cells(row.aliases), f"{path.name} line {line}"
        key = known.key if known is not None else row.key
        if not names and (number not in self.undone.values() or known is None):
            expected = "the key of an earlier merge row, to undo it; or in aliases the names that must not lead to the key"
            self.problem(place, "key", f"{row.key!r} is not merged with anything", expected)
        elif not row.into and not row.country and any(own_key(key, name) == key for name in names):
            self.problem(place, "into", f"{key!r} is what the name itself would make", "another key for the names that are split off")
        elif not names and known is not None:
            self.records[key] = replace(known, history=(*known.history, f"kept apart by {where}{_noted(row)}"))
        else:
            country = f"country:{row.country}" if row.country else None
            if country is not None and country not in self.records:
                self.problem(place, "country", f"{row.country!r} is not known", "a country of countries.csv")
                return
            split = Split(key=key, names=names, country=country, into=row.into, origin=where, note=" ".join(row.note.split()))
            self.splits.append(split)
            if known is not None:
                event = f"{' | '.join(names)} {'is' if len(names) == 1 else 'are'} split off by {where}{_noted(row)}"
                self.records[key] = replace(known, history=(*known.history, event))
            self.lead(split, known, row)

    def lead(self, split: Split, known: Record | None, row: Row) -> None:
        """Makes the names of a split lead elsewhere: at once where they do so everywhere, for kg.link where a country decides."""
        gone = {normal(name) for name in split.names}
        mine = [] if known is None else [name for name in (*known.names, *known.acronyms) if normal(name) in gone]
        if split.country is not None:
            if split.into and self.moved.get(split.into, split.into) not in self.records:
                self.extend(split, split.into, split.names)
                self.dropped |= {(split.into, _bare(name)) for name in split.names}
            return
        self.dropped |= {(split.key, _bare(name)) for name in mine}
        if known is not None:
            left = self.records[split.key]
            names = tuple(name for name in left.names if name not in mine or name == left.name)
            self.records[split.key] = replace(left, names=names, acronyms=tuple(name for name in left.acronyms if name not in mine))
        for name in mine:
            key = split.into or own_key(split.key, name)
            self.extend(split, self.moved.get(key, key), (name,))
            guard = row.guard or self.guards.get((split.key, name), "")
            if guard:
                self.guards[key, name] = guard

    def extend(self, split: Split, key: str, names: Sequence[str]) -> None:
        """Adds names to a record that a split leads to; the record is made where there is none."""
        known = self.records.get(key)
        source = split.origin.rpartition(" line ")[0]
        if known is None:
            known = Record(key=key, type=key.partition(":")[0], name=names[0], country=split.country, source=source)
        history = tuple(dict.fromkeys((*known.history, split.reason)))
        self.records[key] = replace(known, names=tuple(dict.fromkeys((*known.names, *names))), history=history)


def own_key(key: str, name: str) -> str:
    """The key that a name makes by itself, of the type that another key has."""
    return f"{key.partition(':')[0]}:{slug(name)}"


def _bare(name: str) -> str:
    """A name as kg.records.Records.names gives it."""
    return plain_marks(name.removeprefix("The ").removeprefix("the "))


def _noted(row: Row) -> str:
    """The row's note in brackets, on one line."""
    note = " ".join(row.note.split())
    return f" ({note})" if note else ""


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
