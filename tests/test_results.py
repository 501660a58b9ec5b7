"""kg.results: each form is exact, and nothing in it can hurt who reads it."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from html import escape

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.literals import XSD, fit
from kg.results import FORMATS, Result, Row, Value, printable
from tests.factories import HOSTILE

# Machines that run tests may be slow, and a run must give what the last one gave.
QUIET = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

ROWS: tuple[Row, ...] = (
    (Value(kind="iri", value="https://w3id.org/actorgraph/id/platform/x%20y"), Value(kind="literal", value="a\tb")),
    (Value(kind="bnode", value="b0"), None),
    (Value(kind="literal", value="3", datatype=f"{XSD}integer"), Value(kind="literal", value="Frankreich", language="de")),
    (Value(kind="iri", value="https://w3id.org/actorgraph/ontology#banned"), Value(kind="literal", value="-1", datatype=f"{XSD}integer")),
)
SELECT = Result(form="select", variables=("it", "what"), rows=ROWS)
YES = Result(form="ask", truth=True)


def test_table() -> None:
    assert SELECT.to_text("table") == (
        "it            what\n------------  ----------\nplatform:x y  a b\nb0\n3             Frankreich\nag:banned     -1\n(4 rows)\n"
    )
    assert YES.to_text() == "yes\n"
    assert Result(form="ask", truth=False).to_text() == "no\n"
    assert Result(form="select", variables=("a",)).to_text() == "a\n-\n(0 rows)\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value(kind="literal", value="3", datatype=f"{XSD}integer"), 3),
        (Value(kind="literal", value="0.50", datatype=f"{XSD}decimal"), 0.5),
        (Value(kind="literal", value="1e3", datatype=f"{XSD}double"), 1000.0),
        (Value(kind="literal", value="true", datatype=f"{XSD}boolean"), True),
        (Value(kind="literal", value="x", datatype=f"{XSD}integer"), "x"),
        (Value(kind="literal", value="x", datatype=f"{XSD}boolean"), "x"),
        (Value(kind="literal", value="2026-01", datatype=f"{XSD}gYearMonth"), "2026-01"),
        (Value(kind="literal", value="7"), "7"),
        (Value(kind="literal", value="sieben", language="de"), "sieben"),
        (Value(kind="iri", value="https://w3id.org/actorgraph/id/platform/x%20y"), "platform:x y"),
        (Value(kind="iri", value="https://a.example/b"), "https://a.example/b"),
        (Value(kind="bnode", value="b0"), "b0"),
    ],
)
def test_to_python(value: Value, expected: object) -> None:
    found = value.to_python()
    assert found == expected
    assert type(found) is type(expected)


def test_rows_as_mappings_and_as_a_frame() -> None:
    assert SELECT.to_dicts()[1:3] == [{"it": "b0", "what": None}, {"it": 3, "what": "Frankreich"}]
    frame = SELECT.to_pandas()
    assert list(frame.columns) == ["it", "what"]
    assert list(frame["it"]) == ["platform:x y", "b0", 3, "ag:banned"]


def test_what_python_and_notebooks_show() -> None:
    assert str(SELECT) == SELECT.to_text().rstrip("\n")
    assert repr(SELECT) == "<Result of SELECT: 4 rows, it, what>"
    assert repr(YES) == "<Result of ASK: 0 rows, True>"
    assert (bool(SELECT), bool(YES), bool(Result(form="ask", truth=False)), bool(Result(form="select"))) == (True, True, False, False)
    assert YES._repr_html_() == "<p>yes</p>"
    many = Result(form="select", variables=("n",), rows=((Value(kind="literal", value="<b>"),),) * 201)._repr_html_()
    assert many.count("<tr>") == 201
    assert many.count("&lt;b&gt;") == 200
    assert many.endswith("<p>201 rows, the first 200 of them shown</p>")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_notebook_is_shown_text_alone(text: str) -> None:
    result = Result(form="select", variables=("a",), rows=((Value(kind="literal", value=text),),))
    shown = result._repr_html_()
    assert shown.partition("<tbody>")[2] == f"<tr><td>{escape(printable(text))}</td></tr></tbody></table><p>1 row</p>"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_cannot_steer_a_terminal(text: str) -> None:
    shown = Result(form="select", variables=("a",), rows=((Value(kind="literal", value=text),),)).to_text("table")
    assert shown.count("\n") == 4
    assert all(character.isprintable() or character == "\n" for character in shown)


def test_printable_keeps_ordinary_text() -> None:
    assert printable("Müller 東京 🐦 “quoted”") == "Müller 東京 🐦 “quoted”"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value(kind="literal", value='=HYPERLINK("x")'), '\'=HYPERLINK("x")'),
        (Value(kind="literal", value="+1"), "'+1"),
        (Value(kind="literal", value="@x"), "'@x"),
        (Value(kind="literal", value="-1", datatype=f"{XSD}integer"), "-1"),
        (Value(kind="literal", value="a=b"), "a=b"),
        (Value(kind="bnode", value="b"), "_:b"),
    ],
)
def test_csv_runs_no_formula(value: Value, expected: str) -> None:
    text = Result(form="select", variables=("a",), rows=((value,),)).to_text("csv")
    assert list(csv.reader(io.StringIO(text))) == [["a"], [expected]]


@QUIET
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_other_libraries_read_the_same(texts: list[str]) -> None:
    rows = tuple((Value(kind="literal", value=text), None) for text in texts)
    result = Result(form="select", variables=("a", "b"), rows=rows)
    formats = pyoxigraph.QueryResultsFormat
    for name, format in (("json", formats.JSON), ("tsv", formats.TSV)):
        solutions = pyoxigraph.parse_query_results(result.to_text(name).encode("utf-8"), format)
        assert not isinstance(solutions, pyoxigraph.QueryBoolean)
        values = [solution["a"] for solution in solutions]
        assert values == [pyoxigraph.Literal(fit(text)) for text in texts], name
    found = ET.fromstring(result.to_text("xml")).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert [element.text or "" for element in found] == [fit(text) for text in texts]


def test_types_and_languages_survive() -> None:
    parsed = pyoxigraph.parse_query_results(SELECT.to_text("xml").encode(), pyoxigraph.QueryResultsFormat.XML)
    assert not isinstance(parsed, pyoxigraph.QueryBoolean)
    from_xml = [list(solution) for solution in parsed]
    parsed = pyoxigraph.parse_query_results(SELECT.to_text("json").encode(), pyoxigraph.QueryResultsFormat.JSON)
    assert not isinstance(parsed, pyoxigraph.QueryBoolean)
    assert [list(solution) for solution in parsed] == from_xml
    assert from_xml[2][0] == pyoxigraph.Literal("3", datatype=pyoxigraph.NamedNode(f"{XSD}integer"))
    assert from_xml[2][1] == pyoxigraph.Literal("Frankreich", language="de")


def test_truth_in_every_form() -> None:
    assert json.loads(YES.to_text("json")) == {"head": {}, "boolean": True}
    assert YES.to_text("csv") == "result\r\ntrue\r\n"
    assert YES.to_text("tsv") == "?result\ntrue\n"
    assert ET.fromstring(YES.to_text("xml"))[1].text == "true"


def test_turtle_holds_triples_only() -> None:
    row = (Value(kind="iri", value="urn:a"), Value(kind="iri", value="urn:b"), Value(kind="literal", value="c", language="en"))
    graph = Result(form="graph", variables=("subject", "predicate", "object"), rows=(row,))
    [triple] = pyoxigraph.parse(graph.to_text("turtle").encode(), pyoxigraph.RdfFormat.TURTLE)
    assert triple.object == pyoxigraph.Literal("c", language="en")
    for result in (SELECT, YES):
        with pytest.raises(QueryError, match="CONSTRUCT"):
            result.to_text("turtle")


def test_unknown_format() -> None:
    with pytest.raises(QueryError, match=", ".join(FORMATS)):
        SELECT.to_text("html")
