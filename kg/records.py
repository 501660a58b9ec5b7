"""Known entities as the rows of the gazetteer make them, and their names.

In: what kg.overlays makes of the rows. Out: Records by key, and every Name under which one is found.

>>> Record(key="platform:zampa", type="platform", name="Zampa").names
()
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.gazetteer_files import Guard
from kg.model import Link
from kg.names import plain_marks
from kg.splits import Splits

NameKind = Literal["name", "acronym", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A known entity. `parent`, `operator`, `developer` are keys; `country` is the key of a country.

    `source` is the file of the row that made it, `owner_source` that of the row that named parent, operator or developer; `history`
    tells which rows merged it, split it, or changed it.
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
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of one record, with its guard."""

    text: str
    key: str
    kind: NameKind
    guard: Guard = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records; keys that were merged and where they went; guards of names; names that were dropped, and those that were split off."""

    records: dict[str, Record]
    moved: dict[str, str]
    guards: dict[tuple[str, str], Guard]
    dropped: set[tuple[str, str]]
    splits: Splits

    def names(self) -> Iterator[Name]:
        """Every name of every record, but for dropped ones and aliases that are two mentions ('US Congress')."""
        owners = _owners(self.records.values())
        for record in self.records.values():
            for name in _names(record, self.guards):
                if (record.key, name.text) not in self.dropped and not (record.type != "country" and _describes(name.text, owners, record)):
                    yield name


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
