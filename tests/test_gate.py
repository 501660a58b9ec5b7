"""kg.gate: what a query may not do is told before it runs; what it may do is not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.gate import MAX_DEPTH, MAX_LENGTH, check, tokens

# Machines that run tests may be slow, and a run must give what the last one gave.
QUIET = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", "SERVICE"),
        ("select * { service silent ?x { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { SERV\\u0049CE <http://a.example/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { \\u005Cu0053ERVICE <http://a.example/> { ?s ?p ?o } }", "escapes an escape"),
        ("SELECT * { ?s ?p '\\uD800' }", "no character"),
        ("SELECT * { ?s ?p '\\U00110000' }", "no character"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("LOAD <file:///etc/passwd>", "LOAD"),
        ("PREFIX a: <urn:a> clear all", "CLEAR"),
        ("DROP ALL", "DROP"),
        ("SELECT * FROM <http://a.example/> { ?s ?p ?o }", "no graph of this dataset"),
        ("SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }", "no graph of this dataset"),
        ("PREFIX graph: <http://a.example/> SELECT * FROM graph:x { ?s ?p ?o }", "no graph of this dataset"),
        ("SELECT * FROM ex:x { ?s ?p ?o }", "'ex:' is not known"),
        ("SELECT * { ?s :x ?o }", "prefix ':' is not known"),
        ("SELECT * {" * 8_000, "nests more"),
        ("SELECT * { FILTER" + "(" * 100_000, "nests more"),
        ("SELECT * { ?s ?p " + "[" * 8_000, "nests more"),
        ("x" * (MAX_LENGTH + 1), "characters"),
    ],
)
def test_refused(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a ag:Claim }",
        "SELECT * { ?s ag:SERVICE 'SERVICE LOAD' } # SERVICE",
        'SELECT * { ?s ?p """INSERT " "" { LOAD""" }',
        "SELECT * { ?s ?p '''DELETE '' ''' FILTER(1 < 2 && 3 > 2) }",
        "SELECT * { ?s <http://a.example/SERVICE> $load }",
        "prefix : <urn:x> SELECT * { _:b :p [] }",
        "SELECT * {" + "(" * (MAX_DEPTH - 1),
    ],
)
def test_allowed(query: str) -> None:
    assert check(query).union


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM graph:asserted { ?s ?p ?o }",
        "SELECT * FROM NAMED <https://w3id.org/actorgraph/id/graph/asserted> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX a: <https://w3id.org/actorgraph/id/graph/> SELECT * FROM a:asserted { ?s ?p ?o }",
    ],
)
def test_own_dataset(query: str) -> None:
    assert not check(query).union


def test_escapes_are_resolved() -> None:
    assert check("ASK { ?s ?p '\\u00e9\\U0001F426' }").query == "ASK { ?s ?p 'é🐦' }"


@QUIET
@given(st.text(max_size=200) | st.text("\"'<>\\#?$:@_a \n(){}", max_size=200))
def test_no_character_is_lost(query: str) -> None:
    assert "".join(token.text for token in tokens(query)) == query


def test_scanning_is_linear() -> None:
    many = 12_000
    repeated = ('"', "'", "<", "\\", ":", "a.", "a", "?", "@", "1", "#", " ", "_:", "a:%2", "<a", '"a\n', "'''a")
    for hostile in (*(piece * many for piece in repeated), '"""' + '"" ' * many, "'''" + "'' " * many):
        assert sum(len(token.text) for token in tokens(hostile)) == len(hostile)
