"""How sure a claim is: which way each feature moves it, what counts of a rule are worth, and damaged weights."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.confidence import (
    PRIOR,
    ArgumentFeatures,
    ClaimFeatures,
    confidence,
    load_weights,
    log_odds,
    named_features,
    precision,
    read_weights,
    terms_of,
    to_weights,
)
from kg.errors import DataError

NAMED = ArgumentFeatures(type="organisation", origin="gazetteer")
FINE = ClaimFeatures(predicate="fined", rule="fine", subject=NAMED, object=NAMED)
WEIGHTS = to_weights({PRIOR: 1.0}, {"fine|fined": (90, 10), "pay|fined": (10, 30), "ban|banned": (80, 20)}, 10.0)

LESS_SURE = {
    "an unsure subject": replace(FINE, subject=replace(NAMED, score=0.5)),
    "an unsure object": replace(FINE, object=replace(NAMED, score=0.5)),
    "a subject that points back": replace(FINE, subject=replace(NAMED, origin="coref", score=0.6)),
    "arguments of two sentences": replace(FINE, distance=None),
    "arguments far apart": replace(FINE, distance=40),
    "a rule that its author doubts": replace(FINE, rule="new", rule_confidence=0.4),
}


@pytest.mark.parametrize("doubtful", LESS_SURE.values(), ids=list(LESS_SURE))
def test_what_makes_a_claim_less_sure(doubtful: ClaimFeatures) -> None:
    base = replace(FINE, rule=doubtful.rule)
    assert 0.01 <= confidence(doubtful) < confidence(base) <= 0.99


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        (FINE, (90 + 10 * 0.7103) / 110),
        (replace(FINE, rule="pay"), (10 + 10 * 0.7103) / 50),
        (replace(FINE, rule="new"), 0.7103),
        (replace(FINE, rule="new", rule_confidence=0.45), 0.7103 / 2),
        (replace(FINE, rule="new", rule_confidence=1.0), 0.7103),
        (replace(FINE, predicate="owns", rule="new"), 0.74),
        (replace(FINE, rule=None, model_score=0.9), 0.7103),
    ],
)
def test_the_precision_of_a_rule_leans_on_its_predicate_and_that_on_all(features: ClaimFeatures, expected: float) -> None:
    """All: (180 + 5) / 250 = 0.74; fined: (100 + 7.4) / 150 = 0.716; both are shrunk by ten trials."""
    assert precision(features, WEIGHTS) == pytest.approx(expected, abs=0.006)


def test_a_claim_is_as_sure_as_its_rule_where_nothing_else_has_a_weight() -> None:
    assert confidence(FINE, WEIGHTS) == pytest.approx(precision(FINE, WEIGHTS), abs=1e-4)
    assert terms_of(FINE, WEIGHTS) == [(PRIOR, log_odds(precision(FINE, WEIGHTS)))]


def test_rule_and_model_go_through_the_same_weights() -> None:
    weights = to_weights({PRIOR: 1.0, "judged": -1.0, "model": 1.0, "model alone": -0.5}, WEIGHTS.rules, WEIGHTS.trials)
    alone, both, against = replace(FINE, rule=None, model_score=0.9), replace(FINE, model_score=0.9), replace(FINE, model_score=0.2)
    assert confidence(both, weights) > confidence(FINE, weights) > confidence(against, weights)
    assert confidence(both, weights) > confidence(alone, weights)
    shy = to_weights({PRIOR: 1.0, f"{PRIOR}, judged": -0.5}, WEIGHTS.rules, WEIGHTS.trials)
    assert confidence(both, shy) < confidence(FINE, shy)


def test_confidence_is_never_certain() -> None:
    sure = to_weights({"always": 100.0}, {}, 1.0)
    assert confidence(FINE, sure) == 0.99
    assert confidence(FINE, to_weights({"always": -100.0}, {}, 1.0)) == 0.01


def test_odd_amounts_are_held() -> None:
    odd = replace(FINE, words=0, sentences=0, rules=0, distance=None, subject=replace(NAMED, score=0.0, steps=99), model_score=1.0)
    found = dict(named_features(odd))
    assert found["apart"] == 1.0 and "distance" not in found and found["subject:steps"] == 4.0
    assert 0.01 <= confidence(odd) <= 0.99


def test_the_shipped_weights_know_every_rule_by_its_predicate() -> None:
    weights = load_weights()
    assert weights.terms[PRIOR] > 0.5
    assert all(min(counts) >= 0 and sum(counts) for counts in weights.rules.values())
    assert all(0 < share < 1 for share in weights.predicates.values())


@pytest.mark.parametrize("content", ["", "[]", '{"terms": {}, "rules": {}}', '{"terms": {"a": "x"}, "rules": {}, "trials": 1}', "{"])
def test_damaged_weights_are_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "confidence.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"confidence\.json"):
        read_weights(path)


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "confidence.json"
    path.write_text(json.dumps({"terms": {PRIOR: 1}, "rules": {"fine|fined": [3, 1]}, "trials": 4}), encoding="utf-8")
    assert read_weights(path) == to_weights({PRIOR: 1.0}, {"fine|fined": (3, 1)}, 4.0)
