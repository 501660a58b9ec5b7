"""kg.iri: no key, however hostile, makes an invalid or a shared IRI."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import KgError, UsageError
from kg.iri import BASE, Iris, is_iri, segment, split_curie, web_address, wikidata
from tests.factories import HOSTILE

# Machines that run tests may be slow, and a run must give what the last one gave.
QUIET = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

KEYS = st.text(st.characters(exclude_categories=()), max_size=40)


@QUIET
@given(KEYS)
@example("")
@example(".")
@example("..")
@example("~")
@example("~.")
@example("%2e%2e")
@example("\ud800")
@example('a b<>"{}|\\^`\x00\x7f\u202e/?#')
def test_any_key_gives_a_valid_iri_and_comes_back(key: str) -> None:
    iris = Iris()
    iri = iris.entity(f"platform:{key}")
    assert is_iri(iri)
    assert iri.isascii()
    assert iri.startswith(f"{BASE}id/platform/")
    assert URIRef(iri).n3() == f"<{iri}>"
    assert pyoxigraph.NamedNode(iri).value == iri
    assert iris.curie(iri) == f"platform:{key}"


@QUIET
@given(KEYS, KEYS)
def test_two_keys_never_share_an_iri(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) is (one == other)


@QUIET
@given(KEYS, st.integers(0, 10**9), st.integers(0, 10**9))
@example("asserted", 0, 1)
@example("entities", 0, 1)
def test_all_kinds_of_iris_are_valid_and_distinct(key: str, start: int, end: int) -> None:
    iris = Iris("urn:example:")
    made = [
        iris.entity(f"law:{key}"), iris.document(key), iris.claim(key), iris.evidence(key, 1), iris.graph(key), iris.asserted,
        iris.span(key, start, end), iris.mention(key, start, end, f"law:{key}"), iris.entity_graph,
    ]  # fmt: skip
    assert all(is_iri(iri) for iri in made)
    assert len(set(made)) == len(made)


@pytest.mark.parametrize("curie", ["", "x", ":x", "graph:asserted", "document:1", "claim:1", ".:x", "..:x"])
def test_what_is_no_entity_id_is_told(curie: str) -> None:
    with pytest.raises(KgError):
        split_curie(curie)


@pytest.mark.parametrize(
    "base",
    ["", "actorgraph/", "/a/", "ftp://a/", "javascript:", "https://a b/", "https://a", "https:///", "https://a/<x>/", "file:///a/", "https://a/%zz/",
     "http://[/"],
)  # fmt: skip
def test_base_is_checked(base: str) -> None:
    with pytest.raises(UsageError, match="base"):
        Iris(base)


def test_own_base() -> None:
    assert Iris("http://data.example/kg#").entity("country:FR") == "http://data.example/kg#id/country/FR"
    assert Iris("urn:example:").curie("urn:example:id/country/FR") == "country:FR"


@pytest.mark.parametrize(
    "iri",
    ["https://other.example/id/platform/x", f"{BASE}id/platform", f"{BASE}id/platform/x/y", f"{BASE}id/platform/%zz",
     f"{BASE}id/platform/%61", f"{BASE}id/platform/~x", f"{BASE}id//x", f"{BASE}id/platform/%ff"],
)  # fmt: skip
def test_foreign_iris_have_no_short_form(iri: str) -> None:
    assert Iris().curie(iri) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://news.example/2026/raid?a=1&b=2", True),
        ("HTTP://news.example/é", True),
        ("javascript:alert(1)", False),
        ("https://news.example/a b", False),
        ("https:news", False),
        ("//news.example/a", False),
        ("https://", False),
        ("http://[", False),
        ("https://news.example/%", False),
        ("data:text/html,x", False),
        ("https://news.example/\u2028", False),
        *((text, False) for text in HOSTILE),
    ],
)
def test_web_address(text: str, expected: bool) -> None:
    assert web_address(text) == (text if expected else None)


@pytest.mark.parametrize(
    ("qid", "expected"),
    [("Q142", "http://www.wikidata.org/entity/Q142"), ("Q0", None), ("q1", None), ("Q1 ", None), ("Q1>", None), ("", None),
     ("Q\u0661", None)],
)  # fmt: skip
def test_wikidata(qid: str, expected: str | None) -> None:
    assert wikidata(qid) == expected


@QUIET
@given(st.text(max_size=60))
@example("http://a/\ufffe")
def test_what_passes_is_taken_by_both_libraries(text: str) -> None:
    if is_iri(text):
        assert pyoxigraph.NamedNode(text).value == text
        assert URIRef(text).n3() == f"<{text}>"
