"""kg.named_queries: each query is valid as it stands, says what it answers, and binds values as terms."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.named_queries
from kg.errors import KgError, QueryError
from kg.gate import check, tokens
from kg.iri import Iris
from kg.model import Claim, Extraction
from kg.named_queries import NamedQuery, bind, bind_text, named_queries, read_named, term
from kg.prefixes import prefixes
from kg.solutions import to_result
from kg.store import answer, load
from tests.effort import at_most
from tests.factories import HOSTILE, MemoryRecords, make_claim, make_document, make_entity, sample_records

if TYPE_CHECKING:
    from pyoxigraph import Store

# Machines that run tests may be slow, and a run must give what the last one gave.
QUIET = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

QUERIES = named_queries()
VALUES = {
    "about": "platform:chirper", "country": "country:FR", "entity": "platform:chirper", "object": "platform:chirper",
    "platform": "platform:chirper",
    "predicate": "banned", "since": "2026-01", "status": "fact", "subject": "country:DE", "type": "country", "until": "2026-12-31",
}  # fmt: skip


def rows(text: str) -> list[list[str]]:
    found = answer(load(sample_records()), check(text).query, known=prefixes(Iris()), limit=1000)
    return [["" if cell is None else cell.value for cell in row] for row in to_result(found).rows]


def test_the_promised_queries_are_there() -> None:
    promised = {
        "actions-against", "actions-by-country", "alleged-claims", "contradictions", "timeline", "most-active", "evidence-of-edge",
        "neighbours", "status-counts",
    }  # fmt: skip
    assert promised <= {query.name for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_answers_as_it_stands_and_with_each_parameter(query: NamedQuery) -> None:
    assert len(query.description) > 40
    everything = rows(query.text)
    assert everything
    for parameter in query.parameters:
        assert len(parameter.description) > 5
        some = rows(bind(query, {parameter.name: VALUES[parameter.name]}))
        assert some
        assert len(some) <= len(everything)
    assert "ORDER BY" in query.text


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_parameter_narrows(query: NamedQuery) -> None:
    nothing = {"entity": "platform:none", "predicate": "acquired", "status": "denied", "date": "2030", "text": "law"}
    for parameter in query.parameters:
        value = "1990" if parameter.name == "until" else nothing[parameter.kind]
        some = rows(bind(query, {parameter.name: value}))
        assert len(some) < len(rows(query.text)), parameter.name


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_walked_from_an_entity_it_gives_what_it_gives_read_whole(query: NamedQuery) -> None:
    for parameter in query.parameters:
        value = VALUES[parameter.name]
        whole = bind_text(query.text, {parameter.name: term(value, parameter.kind)})
        bound = bind(query, {parameter.name: value})
        assert bound.count("{ SELECT ?") == (0 if parameter.kind == "entity" else whole.count("{ SELECT ?"))
        assert rows(bound) == rows(whole)


def test_a_partnership_that_is_a_fact_is_not_alleged_the_other_way_round() -> None:
    fact = make_claim(subject="country:FR", predicate="partnered_with", object="country:DE")
    rumour = make_claim(subject="country:DE", predicate="partnered_with", object="country:FR", modality="alleged")
    names = (make_entity("country:FR", "France"), make_entity("country:DE", "Germany"))

    def alleged(*claims: Claim) -> list[str]:
        store = load(MemoryRecords(extractions=(Extraction(document=make_document(), mentions=(), entities=names, claims=claims),)))
        found = to_result(answer(store, read_named("alleged-claims").text, known=prefixes(Iris()), limit=9)).rows
        return [actor.value for _, actor, *_ in found if actor]

    assert alleged(rumour) == ["Germany"]
    assert alleged(rumour, fact) == []


def test_groups_of_predicates_stand_for_their_members() -> None:
    assert {row[1] for row in rows(bind(read_named("evidence-of-edge"), {"predicate": "ag:spokeAgainst"}))} == {"accused", "demanded"}
    against = rows(bind(read_named("evidence-of-edge"), {"predicate": "actedAgainst"}))
    assert {row[1] for row in against} == {"raided", "banned", "fined", "investigates", "accused", "demanded"}
    assert rows(bind(read_named("neighbours"), {"predicate": "ag:structural"}))


def test_denied_and_alleged_are_never_mixed_with_facts() -> None:
    [row] = rows(read_named("alleged-claims").text)
    assert row[1:4] == ["CNIL", "fined", "Chirper"]
    [row] = rows(read_named("contradictions").text)
    assert row[:3] == ["Germany", "banned", "Chirper"]
    assert (row[3], row[5], row[6]) == ("Germany has banned Chirper.", "contradicts", "banned (denied)")
    assert row[7] == "Germany denied that it had banned Chirper."
    counts = {row[0]: row[1:] for row in rows(read_named("status-counts").text)}
    assert counts["banned"] == ["4", "1", "0", "1", "1", "1"]


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("platform:x", "entity", "<https://w3id.org/actorgraph/id/platform/x>"),
        ("platform:> <urn:x", "entity", "<https://w3id.org/actorgraph/id/platform/%3E%20%3Curn%3Ax>"),
        ("https://a.example/b", "entity", "<https://a.example/b>"),
        ("banned", "predicate", "<https://w3id.org/actorgraph/ontology#banned>"),
        ("fact", "status", "<https://w3id.org/actorgraph/ontology#status-fact>"),
        ("2026-01", "date", '"2026-01"'),
        ('" } #', "text", '"\\" } #"'),
        ("10", "number", '"10"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("0.5", "term", '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("country:FR", "term", "<https://w3id.org/actorgraph/id/country/FR>"),
        ("free text", "term", '"free text"'),
    ],
)
def test_term(value: str, kind: kg.named_queries.ParameterKind, expected: str) -> None:
    assert term(value, kind) == expected


@pytest.mark.parametrize(
    ("value", "kind", "message"),
    [
        ("x", "entity", "no entity"),
        ("<a b>", "entity", "no entity"),
        ("baned", "predicate", "did you mean banned"),
        ("true", "status", "no status"),
        ("yesterday", "date", "no date"),
        ("2026-01-01' }", "date", "no date"),
        ("1e400", "number", "no number"),
    ],
)
def test_what_fits_no_kind_is_told(value: str, kind: kg.named_queries.ParameterKind, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        term(value, kind, name="it")


@QUIET
@given(st.text(max_size=40) | st.sampled_from(HOSTILE))
def test_a_value_stays_one_term(value: str) -> None:
    bound = bind_text("SELECT * { ?s ?p $value . # $value\n FILTER(?p != '$value') }", {"value": term(value, "term")})
    kinds = [token.kind for token in tokens(bound) if token.kind not in {"space", "comment"}]
    plain = [token.kind for token in tokens("SELECT * { ?s ?p '' . FILTER(?p != '') }") if token.kind not in {"space", "comment"}]
    tail = kinds[6:]
    assert kinds[:5] == plain[:5]
    assert kinds[5] in {"string", "iri"}
    assert tail[tail.index("word") :] == plain[plain.index("word", 1) :]


def test_only_dollar_names_outside_strings_give_way() -> None:
    assert bind_text("?x $x '$x' <$x> # $x", {"x": "<urn:y>"}).split() == ["?x", "<urn:y>", "'$x'", "<$x>", "#", "$x"]


def test_unknown_names() -> None:
    with pytest.raises(QueryError, match="did you mean actions-against"):
        read_named("action-against")
    with pytest.raises(QueryError, match=r"it takes platform \(entity\)"):
        bind(read_named("actions-against"), {"platfrom": "platform:x"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "no description"),
        ("# What.\n# param x: y\nSELECT * {}", "no parameter"),
        ("# What.\n# param x (colour): y\nSELECT * {}", "has the kind 'colour'"),
    ],
)
def test_broken_headers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    (tmp_path / "broken.rq").write_text(text, encoding="utf-8")
    monkeypatch.setattr(kg.named_queries, "ontology_path", lambda _: tmp_path)
    with pytest.raises(KgError, match=message):
        named_queries()


@pytest.mark.slow
@pytest.mark.parametrize("name", [query.name for query in QUERIES])
def test_all_that_a_query_asks_for_hangs_together(name: str, made_up: Store) -> None:
    """Without parameters, over 3,000 claims and 2,000 names: whatever pairs all names with all names, or all claims, takes minutes."""
    with at_most(250):
        answer(made_up, check(bind(read_named(name), {})).query, known=prefixes(Iris()), limit=10**6)


@pytest.fixture(scope="module")
def made_up() -> Store:
    scripts = Path(__file__).resolve().parent.parent / "scripts" / "made_up_news.py"
    spec = importlib.util.spec_from_file_location("made_up_news", scripts)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return load(MemoryRecords(extractions=tuple(module.made_up_news(300))))
