"""Fitting of confidences: known shares come out, texts that rules were made on are allowed for, and all is the same each time."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from pathlib import Path

import pytest

from kg.calibrate import Example, cross_validated, fit, fit_terms, judged_by, read_examples, separation, train_confidence
from kg.confidence import PRIOR, ArgumentFeatures, ClaimFeatures, confidence
from kg.pipeline import Pipeline
from kg.score.calibration import calibration


def claim(rule: str, score: float = 1.0, *, inferred: bool = False) -> ClaimFeatures:
    side = ArgumentFeatures(type="organisation", origin="ner", score=score)
    return ClaimFeatures(predicate="fined", rule=rule, subject=side, object=side, inferred=inferred)


def made_up(count: int = 3000, *, flattered: float = 0.0) -> list[Example]:
    """Claims of a good and a bad rule, less often right where inferred; on every other text its log-odds are `flattered`."""
    dice = random.Random(7)
    examples = []
    for number in range(count):
        good, inferred, tuned = dice.random() < 0.5, dice.random() < 0.3, number % 2 == 0
        odds = (2.2 if good else -0.4) - (1.5 if inferred else 0.0) + (flattered if tuned else 0.0)
        examples.append(
            Example(
                document=f"d{number % 300}",
                features=claim("good" if good else "bad", inferred=inferred),
                right=dice.random() < 1 / (1 + math.exp(-odds)),
                tuned=tuned,
            )
        )
    return examples


def test_confidences_are_shares_of_right_claims() -> None:
    outcomes = cross_validated(made_up())
    assert len(outcomes) == 3000
    assert calibration(sorted(outcomes)).error < 0.06
    assert separation(outcomes) > 0.7
    weights = fit(made_up(), penalty=1.0, trials=10.0, least=5)
    assert confidence(claim("good"), weights) == pytest.approx(0.90, abs=0.04)
    assert confidence(claim("bad"), weights) == pytest.approx(0.40, abs=0.04)
    assert confidence(claim("bad", inferred=True), weights) == pytest.approx(0.13, abs=0.04)


def test_texts_that_the_rules_were_made_on_do_not_flatter_them() -> None:
    examples = made_up(flattered=0.8)
    weights = fit(examples, penalty=1.0, trials=10.0, least=5)
    other = [example for example in examples if not example.tuned]
    assert "tuned" not in weights.terms
    mean = sum(sure for sure, _ in judged_by(weights, other)) / len(other)
    assert mean == pytest.approx(sum(example.right for example in other) / len(other), abs=0.02)


def test_terms_are_log_odds() -> None:
    rows = [{"always": 1.0}] * 50 + [{"always": 1.0, "odd": 1.0}] * 50
    terms = fit_terms(rows, [True] * 40 + [False] * 10 + [True] * 10 + [False] * 40, penalty=1e-6)
    assert terms["always"] == pytest.approx(math.log(4), abs=1e-3)
    assert terms["odd"] == pytest.approx(-2 * math.log(4), abs=1e-3)
    held = fit_terms(rows, [True] * 40 + [False] * 10 + [True] * 10 + [False] * 40, penalty=10.0)
    assert terms["odd"] < held["odd"] < 0


def test_one_outcome_alone_can_be_fitted() -> None:
    examples = [Example(document=f"d{number}", features=claim("good"), right=True, tuned=False) for number in range(20)]
    assert 0.8 < confidence(claim("good"), fit(examples, penalty=1.0, trials=10.0, least=5)) <= 0.99


def judged(example: Example, dice: random.Random) -> Example:
    """The same claim as a model saw it that is right in four of five cases."""
    right = example.right if dice.random() < 0.8 else not example.right
    return replace(example, features=replace(example.features, model_score=0.9 if right else 0.1))


def test_a_model_beside_the_rules_has_weights_of_its_own() -> None:
    dice = random.Random(3)
    alone = made_up(2000)
    both = [judged(example, dice) for example in alone]
    weights = fit([*alone, *both], penalty=1.0, trials=10.0, least=5)
    assert weights.rules == fit(alone, penalty=1.0, trials=10.0, least=5).rules
    agreed = replace(claim("good"), model_score=0.9)
    assert confidence(agreed, weights) > confidence(claim("good"), weights) > confidence(replace(agreed, model_score=0.1), weights)
    assert separation(cross_validated([*alone, *both], judged=True)) > separation(cross_validated([*alone, *both])) + 0.05


def test_separation_of_ties_and_of_nothing() -> None:
    assert separation([]) == 0.5
    assert separation([(0.5, True)]) == 0.5
    assert separation([(0.5, True), (0.5, False)]) == 0.5
    assert separation([(0.2, True), (0.5, False)]) == 0.0


def test_content_of_the_file() -> None:
    examples = made_up(600)
    content = train_confidence(examples)
    assert content == train_confidence(made_up(600))
    right = sum(example.right for example in examples)
    assert content["about"] == {"documents": 300, "claims": 600, "right": right, "tuned": 300, "penalty": 3.0}
    assert set(content["rules"]) == {"good|fined", "bad|fined"}  # type: ignore[call-overload]
    assert content["terms"][PRIOR] > 0  # type: ignore[index]


TEXT = """# t1 | 2026-01-01
[Norland|e1 country] fined [Acme|e2 organisation]. [Norland|e1] banned [Zampa|e3 platform].
> e1 fined e2
> e1 banned e3 | ?

# t2 | 2026-01-01
[Sudland|e1 country] sued [Acme|e2 organisation].
"""


@pytest.mark.model
def test_claims_are_judged_with_their_features(tmp_path: Path, pipeline: Pipeline) -> None:
    path = tmp_path / "gold.txt"
    path.write_text(TEXT.replace("Norland", "Norway").replace("Sudland", "Spain"), encoding="utf-8")
    examples = list(read_examples([path], pipeline, tuned=[path]))
    found = {(one.document, one.features.predicate): one for one in examples}
    assert {key: one.right for key, one in found.items()} == {("t1", "fined"): True, ("t2", "sued"): False}
    fine = found["t1", "fined"].features
    assert (fine.subject.type, fine.subject.origin, fine.words, fine.distance) == ("country", "gazetteer", 4, 2)
    assert all(one.tuned for one in examples)
