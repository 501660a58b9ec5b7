"""Rows of a query as they crossed the pipe: SPARQL 1.1 Query Results TSV, read back as values.

In: an Answer of kg.store. Out: a Result. Most cells of a large answer are the same few terms (names, predicates, statuses), so each
different one is read once and shared.

>>> to_result({"form": "select", "variables": ["n"], "table": "?n\\n42\\n<urn:a>\\n"}).to_dicts()
[{'n': 42}, {'n': 'urn:a'}]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.literals import XSD
from kg.results import Result, Row, Value

if TYPE_CHECKING:
    from kg.store import Answer

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_MEANT: Mapping[str, str] = MappingProxyType({"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"})


def to_result(answer: Answer) -> Result:
    """What came through the pipe as a Result; ValueError where a line has too many cells or too few."""
    lines = answer["table"].split("\n")[1:-1]  # never splitlines: a literal may hold other separators of lines
    values = _Values()
    width = len(answer["variables"])
    rows: list[Row] = [tuple(map(values.__getitem__, line.split("\t"))) if width else () for line in lines]
    if any(len(row) != width for row in rows):
        raise ValueError(f"a row of the answer has not {width} cells")
    return Result(form=answer["form"], variables=tuple(answer["variables"]), rows=tuple(rows), truth=answer.get("boolean"))


class _Values(dict[str, Value | None]):
    """Values by their tokens; each is read when it is first asked for. Nothing between two tabs is a variable without a value."""

    def __missing__(self, token: str) -> Value | None:
        value = self[token] = _value(token) if token else None
        return value


def _value(token: str) -> Value:
    """The value of a token of Turtle, which abbreviates numbers and truth values."""
    if token[0] == "<":
        return Value(kind="iri", value=token[1:-1])
    if token[0] == "_":
        return Value(kind="bnode", value=token[2:])
    if token[0] != '"':
        return Value(kind="literal", value=token, datatype=XSD + _kind(token))
    text, _, suffix = token[1:].rpartition('"')
    text = _ESCAPED.sub(_unescaped, text) if "\\" in text else text
    if suffix.startswith("@"):
        return Value(kind="literal", value=text, language=suffix[1:].partition("--")[0])
    return Value(kind="literal", value=text, datatype=suffix[3:-1] or None)


def _kind(token: str) -> str:
    if token in {"true", "false"}:
        return "boolean"
    return "double" if "e" in token.casefold() else "decimal" if "." in token else "integer"


def _unescaped(found: re.Match[str]) -> str:
    short, long, letter = found.groups()
    return _MEANT.get(letter, letter) if letter else chr(int(short or long, 16))
