"""What a query gave, and the forms in which it is shown: table, csv, tsv, json, xml, turtle.

In: variables and rows of terms. Out: text. In a table IRIs are short (platform:x) and nothing can steer a terminal; json, tsv and xml are
the SPARQL 1.1 result formats, exact; in csv a cell that a spreadsheet would run as a formula is led by an apostrophe.

>>> result = Result(form="select", variables=("who",), rows=((Value(kind="iri", value="https://w3id.org/actorgraph/id/platform/x"),),))
>>> print(result.to_text("table"))
who
----------
platform:x
(1 row)
<BLANKLINE>
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from kg.errors import QueryError
from kg.iri import Iris
from kg.literals import XSD, fit, iri, literal
from kg.prefixes import Shortener, prefixes
from kg.turtle import to_turtle

if TYPE_CHECKING:
    from pandas import DataFrame

Kind = Literal["iri", "bnode", "literal"]
_KINDS: Mapping[Kind, str] = MappingProxyType({"iri": "uri", "bnode": "bnode", "literal": "literal"})
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
_INTEGERS = frozenset({"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong"})
_FRACTIONS = frozenset({"decimal", "double", "float"})
NOTEBOOK_ROWS = 200
"""Rows that a notebook shows at most."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A term: an IRI, a blank node, or a literal with the IRI of its datatype (None for a plain string) or its language."""

    kind: Kind
    value: str
    datatype: str | None = None
    language: str | None = None

    def token(self) -> str:
        """The term in N-Triples notation."""
        if self.kind == "iri":
            return iri(self.value)
        if self.kind == "bnode":
            return f"_:{self.value}"
        suffix = f"@{self.language}" if self.language else f"^^<{self.datatype}>" if self.datatype else ""
        return literal(self.value) + suffix

    def to_python(self) -> str | int | float | bool:
        """A number, a truth value, or text: IRIs short where they have a short form, dates as they are written."""
        kind = self.datatype.removeprefix(XSD) if self.datatype else ""
        try:
            if kind in _INTEGERS:
                return int(self.value)
            if kind in _FRACTIONS:
                return float(self.value)
        except ValueError:
            return self.value
        if kind == "boolean" and self.value in {"true", "false", "1", "0"}:
            return self.value in {"true", "1"}
        return _shown(self, _shortener()) if self.kind == "iri" else self.value


Row = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Result:
    """What a query gave; printed, it is a table.

    `form` is select, ask (then `truth` is the answer) or graph (rows of subject, predicate, object). `notes` are about the graph that was
    asked: how many of its documents count, why no index could be kept.
    """

    form: Literal["select", "ask", "graph"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool | None = None
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """Whether anything was found; of an ASK query the answer."""
        return bool(self.rows) if self.truth is None else self.truth

    def __repr__(self) -> str:
        return f"<Result of {self.form.upper()}: {len(self)} rows, {', '.join(self.variables) or self.truth}>"

    def __str__(self) -> str:
        return self.to_text().rstrip("\n")

    def _repr_html_(self) -> str:
        """The rows as a table, for notebooks: the first ones where there are many."""
        if self.form == "ask":
            return f"<p>{self.to_text().strip()}</p>"
        heads = "".join(f"<th>{escape(name)}</th>" for name in self.variables)
        cells = Result(form=self.form, variables=self.variables, rows=self.rows[:NOTEBOOK_ROWS]).cells()
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
        more = f", the first {NOTEBOOK_ROWS} of them shown" if len(self) > NOTEBOOK_ROWS else ""
        count = f"{len(self):,} {'row' if len(self) == 1 else 'rows'}{more}"
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table><p>{count}</p>"

    def to_dicts(self) -> list[dict[str, str | int | float | bool | None]]:
        """The rows as mappings from variable to value: text, numbers, truth values; None where a variable has none."""
        return [
            {name: None if value is None else value.to_python() for name, value in zip(self.variables, row, strict=True)}
            for row in self.rows
        ]

    def to_pandas(self) -> DataFrame:
        """The rows as a pandas.DataFrame, with values as `to_dicts` has them; UsageError where pandas is not installed."""
        from kg.frames import to_frame

        return to_frame([list(row.values()) for row in self.to_dicts()], self.variables)

    def cells(self) -> list[list[str]]:
        """The rows as people read them: short IRIs, bare literals, '' where a variable has no value; safe to print."""
        short = _shortener()
        return self.each(lambda value: printable(_shown(value, short)))

    def each(self, convert: Callable[[Value], str]) -> list[list[str]]:
        """The rows with each value converted, '' where a variable has none; a value that stands in many rows is converted once."""
        done: dict[int, str] = {id(None): ""}
        for row in self.rows:
            for value in row:
                if id(value) not in done and value is not None:
                    done[id(value)] = convert(value)
        return [[done[id(value)] for value in row] for row in self.rows]

    def to_text(self, format: str = "table") -> str:
        """The result in one of FORMATS; QueryError for another, or where a result has no such form (turtle of a SELECT)."""
        if format not in FORMATS:
            raise QueryError(f"no result format is called {format!r}; expected one of {', '.join(FORMATS)}")
        return FORMATS[format](self)


def printable(text: str) -> str:
    """The text with each character that is not for display (controls, directions, separators of lines) shown as its number."""
    return text if text.isprintable() else "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\r\t":
        return " "
    return character if character.isprintable() or character == "\u00a0" else f"\\u{ord(character):04x}"


@lru_cache(maxsize=1)
def _shortener() -> Shortener:
    return Shortener(prefixes(Iris()))


def _shown(value: Value, short: Shortener) -> str:
    if value.kind != "iri":
        return value.value
    return Iris().curie(value.value) or short(value.value)


def _to_table(result: Result) -> str:
    if result.form == "ask":
        return "yes\n" if result.truth else "no\n"
    rows = result.cells()
    widths = [max(map(len, column)) for column in zip(result.variables, *rows, strict=True)]
    lines = [list(result.variables), ["-" * width for width in widths], *rows]
    text = "".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines)
    return f"{text}({len(rows)} {'row' if len(rows) == 1 else 'rows'})\n"


def _to_csv(result: Result) -> str:
    """SPARQL 1.1 Query Results CSV (lines end with CR LF), but for the apostrophe before what a spreadsheet would run."""
    if result.form == "ask":
        return f"result\r\n{str(result.truth).lower()}\r\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.variables)
    writer.writerows(result.each(_guarded))
    return out.getvalue()


def _guarded(value: Value) -> str:
    text = f"_:{value.value}" if value.kind == "bnode" else fit(value.value)
    number = value.datatype is not None and value.datatype.startswith(XSD)
    return f"'{text}" if text.startswith(_FORMULA) and not number else text


def _to_tsv(result: Result) -> str:
    if result.form == "ask":
        return f"?result\n{str(result.truth).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += ["\t".join(row) for row in result.each(Value.token)]
    return "\n".join(lines) + "\n"


def _to_json(result: Result) -> str:
    if result.form == "ask":
        return json.dumps({"head": {}, "boolean": result.truth}) + "\n"
    names = [json.dumps(name, ensure_ascii=False) for name in result.variables]
    bindings = [
        "  {" + ", ".join(f"{name}: {cell}" for name, cell in zip(names, row, strict=True) if cell) + "}" for row in result.each(_json)
    ]
    lines = ",\n".join(bindings)
    return f'{{"head": {{"vars": [{", ".join(names)}]}},\n "results": {{"bindings": [\n{lines}\n ]}}}}\n'


def _json(value: Value) -> str:
    cell = {"type": _KINDS[value.kind], "value": fit(value.value)}
    if value.language:
        cell["xml:lang"] = value.language
    elif value.datatype:
        cell["datatype"] = value.datatype
    return json.dumps(cell, ensure_ascii=False)


def _to_xml(result: Result) -> str:
    head = "".join(f'    <variable name="{name}"/>\n' for name in result.variables)
    body = f"  <boolean>{str(result.truth).lower()}</boolean>\n"
    if result.form != "ask":
        body = "  <results>\n" + "".join(_xml(result.variables, row) for row in result.rows) + "  </results>\n"
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    return f"{start}  <head>\n{head}  </head>\n{body}</sparql>\n"


def _xml(variables: tuple[str, ...], row: Row) -> str:
    bindings = ""
    for name, value in zip(variables, row, strict=True):
        if value is not None:
            tag = _KINDS[value.kind]
            kind = f' datatype="{_xml_text(value.datatype)}"' if value.datatype else ""
            kind = f' xml:lang="{value.language}"' if value.language else kind
            bindings += f'      <binding name="{name}"><{tag}{kind}>{_xml_text(value.value)}</{tag}></binding>\n'
    return f"    <result>\n{bindings}    </result>\n"


def _xml_text(text: str) -> str:
    return fit(text).translate(_TEXT)


def _to_turtle(result: Result) -> str:
    if result.form != "graph":
        raise QueryError("turtle holds triples, which CONSTRUCT and DESCRIBE give; choose table, csv, tsv, json or xml for this query")
    triples = [tuple(value.token() for value in row if value is not None) for row in result.rows]
    complete = sorted((triple[0], triple[1], triple[2]) for triple in triples if len(triple) == len(result.variables))
    return "".join(to_turtle([("", complete)], prefixes(Iris())))


FORMATS: Mapping[str, Callable[[Result], str]] = MappingProxyType(
    {"csv": _to_csv, "json": _to_json, "table": _to_table, "tsv": _to_tsv, "turtle": _to_turtle, "xml": _to_xml}
)
