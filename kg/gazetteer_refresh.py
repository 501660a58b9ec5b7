"""The shipped tables of the gazetteer, made anew from the raw ones.

In: a folder with countries.csv, core.csv, reserve.csv, alias_guards.csv and entities.csv, as data/SOURCES.md describes them.
Out: data/gazetteer/*.csv; columns that the program does not read are left out, rows keep their order. additions.csv is never touched.

>>> refresh(Path("raw"), Path("data/gazetteer"))      # doctest: +SKIP
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.bodies import is_common
from kg.entity_words import entity_words
from kg.extended_pack import EXTENDED_COLUMNS, extended
from kg.gazetteer_files import COUNTRY_COLUMNS, GUARD_COLUMNS, Row, cells, read_countries, read_rows, read_table
from kg.inflect import is_word
from kg.names import normal
from kg.owners import OWNER_COLUMNS

PACKS = "packs"
_UNNAMED = re.compile(r"^public file \((.*)\)$")
_RESULT = re.compile(r"\b\d{9,}\b")
_OWNER = re.compile(r"(operator|parent)=([a-z0-9-]+)<([^>]*)>")
CORE_COLUMNS = tuple(field for field in Row.model_fields if field not in {"action", "demonyms", "capitals", "metonyms", "into"})


def refresh(raw: Path, output: Path) -> Iterator[tuple[Path, int]]:
    """Write the shipped tables anew from the raw ones; yields each path with its number of rows."""
    for name, columns in (
        ("countries.csv", COUNTRY_COLUMNS),
        ("core.csv", CORE_COLUMNS),
        ("reserve.csv", CORE_COLUMNS),
        ("alias_guards.csv", GUARD_COLUMNS),
    ):
        rows = [[_told(column, values.get(column, "")) for column in columns] for _, values in read_table(raw / name)]
        _write(output / name, columns, rows)
        yield output / name, len(rows)
    if (raw / "entities.csv").exists():
        entities = [values for _, values in read_table(raw / "entities.csv")]
        core = [row for name in ("core.csv", "reserve.csv") for _, row in read_rows(output / name)]
        owners = [*_kept(output / "owners.csv"), *_owners(entities, core)]
        _write(output / "owners.csv", OWNER_COLUMNS, sorted(owners))
        yield output / "owners.csv", len(owners)
        words = entity_words()
        others = [row for name in ("countries.csv", "additions.csv") if (output / name).exists() for row in _all(output / name)]
        pack, _ = extended(
            entities,
            [*core, *others],
            countries={row.key[-2:]: row.name for row in others if row.type == "country"},
            is_word=is_word,
            is_common=lambda name: is_common(name, words),
        )
        _write(output / PACKS / "extended.csv", EXTENDED_COLUMNS, [[row.get(column, "") for column in EXTENDED_COLUMNS] for row in pack])
        yield output / PACKS / "extended.csv", len(pack)


def _told(column: str, value: str) -> str:
    """A cell as it is shipped: files that nobody can look up are called unnamed, and notes hold no numbers of search results."""
    if column == "qid_sources":
        return " ; ".join(_UNNAMED.sub(r"unnamed public file: \1", source) for source in value.split(" ; "))
    if column == "note" and _RESULT.search(value):
        kept = [part for part in value.split("; ") if not _RESULT.search(part) and not part.startswith("QID")]
        return "; ".join(
            [*kept, "QID left empty: sources disagree or are too few" if "left empty" in value else "QID: others are of other things"]
        )
    return value


def _all(path: Path) -> list[Row]:
    return [row for _, row in (read_countries(path) if path.name == "countries.csv" else read_rows(path))]


def _kept(path: Path) -> Iterator[tuple[str, ...]]:
    """Rows of owners.csv whose source is a page: they were added by hand."""
    if path.exists():
        for _, values in read_table(path):
            if values["source"].startswith("page:"):
                yield tuple(values[column] for column in OWNER_COLUMNS)


def _owners(entities: Iterable[Mapping[str, str]], core: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Owners that rows of core.csv name and a public file confirms: (key, owner, relation, source)."""
    by_name: dict[str, list[Row]] = {}
    for row in core:
        for name in row.names:
            by_name.setdefault(normal(name), []).append(row)
    by_key = {values["key"]: values for values in entities}
    found: dict[tuple[str, str, str], set[str]] = {}
    for values in by_key.values():
        for _, owner, source in _OWNER.findall(values["provenance"]):
            owners = {row.key for row in _same(by_key.get(owner, {}), by_name)}
            for row in _same(values, by_name):
                for relation in ("operator", "developer", "parent"):
                    if getattr(row, relation) in owners:
                        found.setdefault((row.key, getattr(row, relation), relation), set()).add(source)
    for known, sources in found.items():
        yield (*known, " ; ".join(sorted(sources)))


def _same(values: Mapping[str, str], by_name: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Rows of core.csv that mean what a row of entities.csv means: a name in common, and no other site or country."""
    if not values:
        return []
    names = {normal(name) for name in (values["name"], *cells(values["aliases"]), *cells(values["acronym"]))}
    rows = {row.key: row for name in names for row in by_name.get(name, ())}
    return [row for row in rows.values() if _agree(values, row)]


def _agree(values: Mapping[str, str], row: Row) -> bool:
    if (values["qid"] and values["qid"] == row.qid) or (values["domain"] and values["domain"] == row.domain):
        return True
    if values["country"] and row.country and values["country"] != row.country:
        return False
    firm = values["type"] in ("company", "platform", "product") and normal(values["name"]) == normal(row.name)
    return firm or not (values["domain"] and row.domain)


def _write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
