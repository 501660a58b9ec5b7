"""Who owns or runs whom: the owners of a known entity, the nearest first, each with where it is known from.

In: records of the gazetteer, and data/gazetteer/owners.csv, which names the public file behind an owner. Out: Owners.

>>> owners_of("platform:zampa", {"platform:zampa": Record(key="platform:zampa", type="platform", name="Zampa")}, {}, {})
()
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.errors import DataError, Problem
from kg.gazetteer_files import SHIPPED, read_table
from kg.records import Record

Relation = Literal["operator", "developer", "parent"]
OWNER_COLUMNS = ("key", "owner", "relation", "source")
_RELATIONS: tuple[Relation, ...] = ("operator", "developer", "parent")
_LONGEST = 6
"""Steps up a chain of owners; the longest of the shipped ones has four (platform, its company, the group, the group's parent)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An owner of an entity: `key` is a key of the gazetteer, `relation` what it is to the one below it in the chain.

    `source` is the public file or the user's file that says so; where the row alone does ('core.csv'), `sourced` is False.
    """

    key: str
    relation: Relation
    source: str
    sourced: bool


def read_owners(path: Path) -> dict[tuple[str, str], str]:
    """owners.csv as (key, owner) -> source; DataError where a row lacks one of them or names another relation."""
    found: dict[tuple[str, str], str] = {}
    problems = []
    for line, values in read_table(path):
        empty = [column for column in OWNER_COLUMNS if not values.get(column)]
        if empty or values["relation"] not in _RELATIONS:
            field = empty[0] if empty else "relation"
            expected = ", ".join(OWNER_COLUMNS) if empty else ", ".join(_RELATIONS)
            message = "is empty" if empty else f"{values['relation']!r}"
            problems.append(Problem(path=str(path), where=f"line {line}", field=field, message=message, expected=expected))
            continue
        found[values["key"], values["owner"]] = values["source"]
    if problems:
        raise DataError(problems)
    return found


def owners_of(
    key: str, records: Mapping[str, Record], moved: Mapping[str, str], sources: Mapping[tuple[str, str], str]
) -> tuple[Owner, ...]:
    """The owners of a known entity, the nearest first: its operator, developer or parent, then that one's, and so on.

    A chain that comes back to where it was ends there.
    """
    found: list[Owner] = []
    seen = {moved.get(key, key)}
    record = records.get(moved.get(key, key))
    while record is not None and len(found) < _LONGEST:
        step = _next(record, moved, sources)
        if step is None or step.key in seen or step.key not in records:
            break
        found.append(step)
        seen.add(step.key)
        record = records[step.key]
    return tuple(found)


def _next(record: Record, moved: Mapping[str, str], sources: Mapping[tuple[str, str], str]) -> Owner | None:
    for relation, owner in zip(_RELATIONS, (record.operator, record.developer, record.parent), strict=True):
        if owner is not None:
            source = sources.get((record.key, owner), record.owner_source)
            return Owner(key=moved.get(owner, owner), relation=relation, source=source, sourced=source not in SHIPPED)
    return None
