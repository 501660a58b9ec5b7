"""The gazetteer's CSV files: what a row may hold, and every problem found in them, at once.

In: data/gazetteer/*.csv and users' files of the same columns. Out: validated rows in the order of the files, or a DataError.
`action` says what a row of additions.csv or of a user's file does:

    add        a new key; where the key is known, its names of all kinds are added, and empty fields are filled
    override   fields that the row fills in replace those of the known key
    disable    the key is dropped; where the row lists aliases, only those names of it are
    merge      the key becomes one with `into`: its names lead there, and so do the rows that point to it
    split      the names in `aliases` no longer lead to the key, but to `into` (or to a key of their own), everywhere or where `country`
               stands beside them; without aliases it undoes the merge of the key by an earlier row (see kg.splits)

>>> Row(action="add", key="platform:zampa", name="Zampa", type="platform").names
('Zampa',)
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from kg.errors import DataError, Problem, UsageError

EntityType = Literal["country", "organisation", "platform", "ai_system", "person", "law", "work", "product"]
Guard = Literal["", "case", "context", "full"]
QidStatus = Literal["", "sourced", "corroborated"]
LANGUAGES = ("fr",)
"""Languages (ISO 639-1) of which languages/ has names; English ones stand in the other files."""
SHIPPED = ("countries.csv", "core.csv", "reserve.csv", "additions.csv", *(f"{language}.csv" for language in LANGUAGES))
COUNTRY_COLUMNS = (
    "iso2",
    "iso3",
    "kind",
    "independent",
    "qid",
    "qid_source",
    "name",
    "aliases",
    "demonyms",
    "capital",
    "government_metonyms",
    "flags",
)
GUARD_COLUMNS = ("key", "alias", "guard", "reason")
_KEY = re.compile(r"(country:[A-Z]{2}|(organisation|platform|ai_system|person|law|work|product):[a-z0-9][a-z0-9-]*)")


class Row(BaseModel):
    """One row of core.csv, additions.csv or a user's file; lists stand in one cell, parted by '|'."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: Literal["add", "override", "disable", "merge", "split"] = "add"
    key: str
    name: str = ""
    type: EntityType | Literal[""] = ""
    subtype: str = ""
    aliases: str = ""
    acronym: str = ""
    country: str = ""
    parent: str = ""
    operator: str = ""
    developer: str = ""
    domain: str = ""
    qid: str = ""
    qid_status: QidStatus = ""
    qid_sources: str = ""
    guard: Guard = ""
    note: str = ""
    demonyms: str = ""
    capitals: str = ""
    metonyms: str = ""
    into: str = ""

    @field_validator("key", "parent", "operator", "developer", "into")
    @classmethod
    def _is_key(cls, value: str) -> str:
        if value and not _KEY.fullmatch(value):
            raise ValueError("TYPE:KEY in lower case, as platform:x, or country:FR")
        return value

    @field_validator("country")
    @classmethod
    def _is_iso2(cls, value: str) -> str:
        if value and not re.fullmatch(r"[A-Z]{2}", value):
            raise ValueError("two capital letters of ISO 3166, or EU")
        return value

    @field_validator("qid")
    @classmethod
    def _is_qid(cls, value: str) -> str:
        if value and not re.fullmatch(r"Q[1-9]\d*", value):
            raise ValueError("a Wikidata number such as Q142, or nothing")
        return value

    @model_validator(mode="after")
    def _fits(self) -> Row:
        if not self.key:
            raise ValueError("key: TYPE:KEY, as platform:x")
        if self.type and self.type != self.key.partition(":")[0] and self.action == "add":
            raise ValueError(f"type: {self.key.partition(':')[0]}, as the key has it")
        if self.action == "merge" and self.into in ("", self.key):
            raise ValueError("into: the key that this one becomes part of")
        if self.action == "split" and (self.into == self.key or (self.into and not cells(self.aliases))):
            raise ValueError("aliases: the names that must not lead to this key; into: another key for them, or nothing")
        if self.qid and not self.qid_status:
            raise ValueError("qid_status: sourced or corroborated where there is a qid")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Name, aliases and acronym, without doubles."""
        return tuple(dict.fromkeys(name for name in (self.name, *cells(self.aliases), *cells(self.acronym)) if name))


def cells(value: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(part.strip() for part in value.split("|") if part.strip())


def read_table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV with their line numbers; DataError where it is no CSV with a head line in UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error}); name a CSV file with a head line") from error
    except UnicodeDecodeError as error:
        raise DataError(
            [Problem(path=str(path), where="", field="", message=f"not UTF-8 (byte {error.start})", expected="a CSV in UTF-8")]
        ) from error
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        for cells_of_row in reader:
            if None in cells_of_row or None in cells_of_row.values():
                raise csv.Error(f"{len(reader.fieldnames or ())} columns are named, the row has another number")
            yield reader.line_num, cells_of_row
    except csv.Error as error:
        problem = Problem(
            path=str(path), where=f"line {reader.line_num}", field="", message=str(error), expected="a CSV with one head line"
        )
        raise DataError([problem]) from error


def read_rows(path: Path) -> list[tuple[int, Row]]:
    """Validated rows of core.csv's columns (`action` may be left out) with their lines; DataError with every problem."""
    found: list[tuple[int, Row]] = []
    problems: list[Problem] = []
    for line, values in read_table(path):
        try:
            found.append((line, Row.model_validate({column: value.strip() for column, value in values.items()})))
        except ValidationError as error:
            for item in error.errors():
                field = ".".join(str(part) for part in item["loc"])
                unknown = item["type"] == "extra_forbidden"
                message = "unknown column" if unknown else f"{str(item['input'])[:60]!r} does not fit" if field else "the row does not fit"
                expected = "one of " + ", ".join(Row.model_fields) if unknown else item["msg"].removeprefix("Value error, ")
                problems.append(Problem(path=str(path), where=f"line {line}", field=field, message=message, expected=expected))
    if problems:
        raise DataError(problems)
    return found


def read_countries(path: Path) -> list[tuple[int, Row]]:
    """countries.csv as rows with key country:ISO2."""
    found = []
    for line, values in read_table(path):
        if not set(COUNTRY_COLUMNS) <= values.keys():
            missing = ", ".join(sorted(set(COUNTRY_COLUMNS) - values.keys()))
            raise DataError(
                [Problem(path=str(path), where="line 1", field=missing, message="column is missing", expected=", ".join(COUNTRY_COLUMNS))]
            )
        name = values["name"]
        short = re.sub(r"\s*\(.*\)$|\s+SAR China$", "", name)
        others = [
            short.replace("St. ", "Saint "),
            short.replace(" & ", " and "),
            values["name"] if short != name else "",
            values["aliases"],
        ]
        sourced: QidStatus = "sourced" if "+" in values["qid_source"] else "corroborated"
        row = Row(
            key=f"country:{values['iso2']}",
            name=short,
            type="country",
            subtype="state" if values["independent"] == "Yes" else values["kind"],
            aliases="|".join(other for other in others if other and other != short),
            demonyms=values["demonyms"],
            capitals=values["capital"],
            metonyms=values["government_metonyms"],
            qid=values["qid"],
            qid_status=sourced if values["qid"] else "",
            qid_sources=values["qid_source"],
            note=values["flags"],
        )
        found.append((line, row))
    return found


def read_guards(path: Path) -> dict[tuple[str, str], Guard]:
    """alias_guards.csv as (key, alias) -> guard."""
    found: dict[tuple[str, str], Guard] = {}
    for line, values in read_table(path):
        guard = values.get("guard", "")
        if guard not in ("case", "context", "full"):
            raise DataError(
                [Problem(path=str(path), where=f"line {line}", field="guard", message=f"{guard!r}", expected="case, context or full")]
            )
        found[values["key"], values["alias"]] = guard  # type: ignore[assignment]
    return found
