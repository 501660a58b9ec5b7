"""Tables of docs/quality.md: what figures become, and that each has its place there."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from kg.evaluate import Cause, Evaluation, count, gold_document, to_json
from kg.evaluate.markdown import places, put, to_tables
from kg.evaluate.peers import OWN, PUBLIC, beside
from kg.gold import read_gold
from kg.model import Extraction
from kg.resources import data_path
from kg.score import LEVELS, score_document, total

PAGE = data_path("gold").parents[1] / "docs" / "quality.md"
SPEED = [{"what": "query, seconds", "ours": 0.5, "other": 1.0, "against": "rdflib", "ratio": 2.0}]


@pytest.fixture(scope="module")
def figures() -> dict[str, object]:
    golds = read_gold(data_path("gold") / "dev")
    score = total(score_document(gold, Extraction(document=gold_document(gold))) for gold in golds)
    one = to_json(Evaluation(documents=(), score=score))
    one["calibration"] = {"error": 0.1, "bins": [{"low": 0.9, "count": 4, "confidence": 0.95, "accuracy": 0.75}]}
    return {
        "sets": {"system": {"dev": one, "tuning": one, "held out": one}, "gold": {"dev": one}},
        "causes": [asdict(row) for row in count([Cause(kind="missed", cause="no rule fires", detail="fined")] * 3)],
        "public": {"gum_news": {"records": {"gold": 25}, "el country": {"f1": 0.7}}},
        "speed": SPEED,
    }


def test_every_table_has_its_place_on_the_page(figures: dict[str, object]) -> None:
    assert sorted(places(PAGE.read_text(encoding="utf-8"))) == sorted(to_tables(figures))


def test_rows(figures: dict[str, object]) -> None:
    tables = {name: table.splitlines() for name, table in to_tables(figures).items()}
    assert tables["causes"][2:] == ["| missed | no rule fires | 3 | 1.000 | 0 |"]
    assert tables["details"][2:] == ["| missed | no rule fires | fined 3 |"]
    assert tables["public"][2:] == ["| gum_news | 25 | country links | 0.700 | 0.665 |"]
    assert tables["speed"][2:] == ["| query, seconds | 0.5 | 1 | rdflib | 2.00 |"]
    assert tables["reliability"][2:] == ["| 0.9 | 4 | 0.950 | 0.750 | 4 | 0.950 | 0.750 |"]
    assert [row.split(" | ")[0] for row in tables["sets"][2:]] == ["| dev", "| its peer", "| tuning", "| held out"]
    assert all(row.count("|") == tables["sets"][0].count("|") for row in tables["sets"])


def test_parts_that_were_not_measured_stay() -> None:
    page = "<!-- table speed -->\n\nold\n\n<!-- end -->\ntext\n<!-- table causes -->\n<!-- end -->\n"
    renewed = put(page, to_tables({"speed": SPEED}))
    assert "old" not in renewed and "rdflib" in renewed
    assert renewed.endswith("text\n<!-- table causes -->\n<!-- end -->\n")
    assert put(renewed, to_tables({"speed": SPEED})) == renewed
    assert to_tables({}) == {}


def test_peers_are_named_for_what_the_scorers_print() -> None:
    assert set(OWN) == set(LEVELS)
    assert all(0 <= peer < 1 and figure for rows in PUBLIC.values() for _, _, figure, peer in rows)
    assert beside("nothing", {}) == []
    assert [line.ours for line in beside("re3d", {})] == [None]
