"""kg.solutions: every term comes through the pipe as it was, whatever it holds."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.literals import XSD
from kg.results import Value
from kg.solutions import to_result
from kg.store import Answer, answer
from tests.factories import HOSTILE
from tests.test_results import QUIET

SELECT, CONSTRUCT = "SELECT ?s ?o { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


def through(term: ox.NamedNode | ox.Literal, query: str = SELECT) -> Value | None:
    """A term that was an object in a store, as the answer to a query has it."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), term))
    [row] = to_result(answer(store, query, known={}, limit=5)).rows
    return row[-1]


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("42", f"{XSD}integer"),
        ("-7", f"{XSD}integer"),
        ("-1.5", f"{XSD}decimal"),
        ("1000", f"{XSD}double"),
        ("INF", f"{XSD}double"),
        ("true", f"{XSD}boolean"),
        ("false", f"{XSD}boolean"),
        ("abc", f"{XSD}integer"),
        ("2026-01", f"{XSD}gYearMonth"),
        ('x"@en^^<y>', "urn:kind"),
    ],
)
def test_literals_with_a_datatype(query: str, value: str, datatype: str) -> None:
    found = through(ox.Literal(value, datatype=ox.NamedNode(datatype)), query)
    assert found == Value(kind="literal", value=value, datatype=datatype)


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
@pytest.mark.parametrize(
    "text", [*HOSTILE, "", "?x", "42", "true", "_:b", "<urn:a>", "<<( a )>>", "a\tb\nc\rd\\e\\t", '"', "\u2028\x0b\x1c\x85\x00\b\f"]
)
def test_text_of_every_kind(query: str, text: str) -> None:
    assert through(ox.Literal(text), query) == Value(kind="literal", value=text)
    assert through(ox.Literal(text, language="de"), query) == Value(kind="literal", value=text, language="de")


@QUIET
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text(text: str) -> None:
    assert through(ox.Literal(text)) == through(ox.Literal(text), CONSTRUCT) == Value(kind="literal", value=text)


def test_iris_blank_nodes_and_what_has_no_value() -> None:
    assert through(ox.NamedNode("urn:a%20b")) == Value(kind="iri", value="urn:a%20b")
    found = answer(ox.Store(), "SELECT ?a ?b ?c { BIND(BNODE() AS ?a) BIND(IRI('urn:x') AS ?c) }", known={}, limit=1)
    [(blank, nothing, iri)] = to_result(found).rows
    assert (blank and blank.kind, nothing, iri) == ("bnode", None, Value(kind="iri", value="urn:x"))


def test_rows_without_a_cell_are_counted() -> None:
    assert to_result(answer(ox.Store(), "SELECT * {}", known={}, limit=1)).rows == ((),)
    assert to_result(answer(ox.Store(), "SELECT ?x { VALUES ?x { UNDEF UNDEF } }", known={}, limit=2)).rows == ((None,), (None,))
    assert to_result(answer(ox.Store(), "SELECT ?x { FILTER(false) }", known={}, limit=2)).rows == ()


def test_a_term_that_stands_in_many_rows_is_one_value() -> None:
    (one,), (other,) = to_result(answer(ox.Store(), "SELECT ?x { VALUES ?x { 'a' 'a' } }", known={}, limit=2)).rows
    assert one is other


def test_a_line_of_another_width_is_no_row() -> None:
    with pytest.raises(ValueError, match="not 1 cells"):
        to_result(Answer(form="select", variables=["a"], table="?a\n1\t2\n"))
