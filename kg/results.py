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
from types import MappingProxyType
from typing import Literal

from kg.errors import QueryError
from kg.iri import Iris
from kg.literals import XSD, fit, iri, literal
from kg.prefixes import Shortener, prefixes
from kg.turtle import to_turtle

Kind = Literal["iri", "bnode", "literal"]
_KINDS: Mapping[Kind, str] = MappingProxyType({"iri": "uri", "bnode": "bnode", "literal": "literal"})
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
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


Row = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a query gave. `form` is select, ask (then `truth` is the answer) or graph (rows of subject, predicate, object).

    `notes` are about the graph that was asked: how many of its documents count, why no index could be kept.
    """

    form: Literal["select", "ask", "graph"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool | None = None
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def cells(self) -> list[list[str]]:
        """The rows as people read them: short IRIs, bare literals, '' where a variable has no value; safe to print."""
        short = Shortener(prefixes(Iris()))
        return [["" if value is None else printable(_shown(value, short)) for value in row] for row in self.rows]

    def to_text(self, format: str = "table") -> str:
        """The result in one of FORMATS; QueryError for another, or where a result has no such form (turtle of a SELECT)."""
        if format not in FORMATS:
            raise QueryError(f"no result format is called {format!r}; expected one of {', '.join(FORMATS)}")
        return FORMATS[format](self)


def printable(text: str) -> str:
    """The text with each character that is not for display (controls, directions, separators of lines) shown as its number."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\r\t":
        return " "
    return character if character.isprintable() or character == "\u00a0" else f"\\u{ord(character):04x}"


def _shown(value: Value, short: Shortener) -> str:
    if value.kind != "iri":
        return value.value
    return Iris().curie(value.value) or short(value.value)


def _to_table(result: Result) -> str:
    if result.form == "ask":
        return "yes\n" if result.truth else "no\n"
    rows = result.cells()
    widths = [max(len(line[column]) for line in [list(result.variables), *rows]) for column in range(len(result.variables))]
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
    for row in result.rows:
        writer.writerow(["" if value is None else _guarded(value) for value in row])
    return out.getvalue()


def _guarded(value: Value) -> str:
    text = f"_:{value.value}" if value.kind == "bnode" else fit(value.value)
    number = value.datatype is not None and value.datatype.startswith(XSD)
    return f"'{text}" if text.startswith(_FORMULA) and not number else text


def _to_tsv(result: Result) -> str:
    if result.form == "ask":
        return f"?result\n{str(result.truth).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += ["\t".join("" if value is None else value.token() for value in row) for row in result.rows]
    return "\n".join(lines) + "\n"


def _to_json(result: Result) -> str:
    if result.form == "ask":
        return json.dumps({"head": {}, "boolean": result.truth}) + "\n"
    bindings = [{name: _json(value) for name, value in zip(result.variables, row, strict=True) if value is not None} for row in result.rows]
    return json.dumps({"head": {"vars": result.variables}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1) + "\n"


def _json(value: Value) -> dict[str, str]:
    cell = {"type": _KINDS[value.kind], "value": fit(value.value)}
    if value.language:
        cell["xml:lang"] = value.language
    elif value.datatype:
        cell["datatype"] = value.datatype
    return cell


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
