"""docs/queries.md and docs/data-model.md: every query and every word is there, and each answer shown is the answer given."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kg.gate import check
from kg.iri import Iris
from kg.named_queries import NamedQuery, bind, named_queries
from kg.prefixes import prefixes
from kg.solutions import to_result
from kg.store import answer, load
from kg.vocabulary import vocabulary
from tests.factories import sample_records

DOCS = Path(__file__).resolve().parent.parent / "docs"
QUERIES = named_queries()


def section(name: str) -> str:
    text = (DOCS / "queries.md").read_text(encoding="utf-8")
    return text.partition(f"### {name}\n")[2].partition("\n## ")[0].partition("\n### ")[0]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_query_is_described_with_its_true_answer(query: NamedQuery) -> None:
    text = section(query.name)
    assert query.description in text
    for parameter in query.parameters:
        assert f"| `{parameter.name}` | {parameter.kind} | {parameter.description} |" in text
    command, _, shown = text.partition("```console\n$ ")[2].partition("```")[0].partition("\n")
    words = shlex.split(command)
    assert words[:4] == ["kg", "query", "DIR", query.name]
    values = dict(word.split("=", 1) for word in words[4:])
    found = answer(load(sample_records()), check(bind(query, values)).query, known=prefixes(Iris()), limit=1000)
    assert to_result(found).to_text() == shown


def test_no_other_query_is_described() -> None:
    text = (DOCS / "queries.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (.+)$", text, flags=re.MULTILINE) == [query.name for query in QUERIES]


def test_every_prefix_is_named() -> None:
    text = (DOCS / "queries.md").read_text(encoding="utf-8")
    assert [prefix for prefix in prefixes(Iris()) if f"`{prefix}:`" not in text] == []


def test_sparql_in_the_document_runs() -> None:
    text = (DOCS / "queries.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sparql\n(.*?)```", text, flags=re.DOTALL)
    assert len(blocks) == 5
    answers = [answer(load(sample_records()), check(block).query, known=prefixes(Iris()), limit=1000) for block in blocks]
    found = [to_result(one).rows for one in answers]
    assert all([*found[:3], found[4]])  # facts, what they entail, claims read whole


def test_every_word_of_the_vocabulary_is_in_the_data_model() -> None:
    text = (DOCS / "data-model.md").read_text(encoding="utf-8")
    words = vocabulary()
    rows = {line.split("|")[1].strip().strip("`"): line for line in text.splitlines() if line.startswith("| `")}
    for predicate in words.predicates.values():
        cells = [cell.strip() for cell in rows[predicate.name].strip("|").split("|")]
        assert cells[1] == predicate.group
        assert set(cells[2].split(", ")) == predicate.domain
        assert set(cells[3].split(", ")) == predicate.range
    for term in words.types.values():
        assert term.comment in rows[term.name]
    assert all(name in text for name in (*words.sectors, *words.statuses, *words.modalities, *words.polarities))
