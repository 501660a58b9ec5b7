"""Predicates, statuses, rules, times and attributions over documents."""

from __future__ import annotations

import pytest

from kg.score import RuleScore, Score, Tally, score_document, total
from tests.score.cases import Json, to_extraction, to_gold

ENTITIES = [{"id": i, "type": "organisation", "names": [f"Name {i}"]} for i in ("e1", "e2", "e3")]


def gold_claim(subject: str, predicate: str | list[str], target: str, **more: object) -> Json:
    return {"subject": subject, "predicate": predicate, "object": target, **more}


def claim(subject: str, predicate: str, target: str, polarity: str = "affirmed", modality: str = "actual", **more: object) -> Json:
    return {"subject": subject, "predicate": predicate, "object": target, "polarity": polarity, "modality": modality, **more}


def score(gold: list[Json], system: list[Json]) -> Score:
    document = {"id": "d", "text": "", "entities": ENTITIES, "claims": gold}
    return total([score_document(to_gold(document), to_extraction({"id": "d", "entities": ENTITIES, "claims": system}))])


def test_claims_are_counted_by_predicate_rule_and_status() -> None:
    result = score(
        [
            gold_claim("e1", "banned", "e2", modality="planned"),
            gold_claim("e1", "sued", "e2", polarity="negated"),
            gold_claim("e3", "owns", "e1", optional=True),
            gold_claim("e2", ["owns", "develops"], "e3"),
        ],
        [
            claim("e1", "banned", "e2", rule="ban"),
            claim("e1", "sued", "e2", "negated", rule="sue"),
            claim("e3", "owns", "e1", rule="own"),
            claim("e2", "develops", "e3", modality="alleged", rule="make"),
            claim("e2", "banned", "e1", modality="demanded", rule="ban"),
        ],
    )
    assert result.predicates == {
        "banned": Tally(right=1, found=2, gold=1),
        "owns": Tally(right=1, found=1, gold=1),
        "sued": Tally(right=1, found=1, gold=1),
    }
    assert result.rules == {
        "ban": RuleScore(right=1, spurious=1, aside=0, status_wrong=1),
        "make": RuleScore(right=1, spurious=0, aside=0, status_wrong=1),
        "own": RuleScore(right=0, spurious=0, aside=1, status_wrong=0),
        "sue": RuleScore(right=1, spurious=0, aside=0, status_wrong=0),
    }
    assert [result.rules[rule].precision for rule in ("ban", "make", "own")] == [0.5, 1.0, 0.0]
    assert result.confusions == {("fact", "alleged"): 1, ("planned", "fact"): 1, ("denied", "denied"): 1}
    assert result.statuses == {
        "fact": Tally(right=0, found=1, gold=1),
        "alleged": Tally(right=0, found=1, gold=0),
        "planned": Tally(right=0, found=0, gold=1),
        "demanded": Tally(right=0, found=1, gold=0),
        "denied": Tally(right=1, found=1, gold=1),
    }


@pytest.mark.parametrize(
    ("wanted", "said", "agreement", "accuracy"),
    [
        ("2026-02", "2026-02", "same", 1.0),
        ("2026-02-03", "2026-02", "prefix", 0.0),
        ("2026", "2026-02", "prefix", 0.0),
        ("2026-1", "2026-12", "differs", 0.0),
        ("2026-02", "2025-02", "differs", 0.0),
        ("2026-02", None, "missed", 0.0),
        (None, "2026-02", "spurious", 0.0),
        (None, None, None, 0.0),
    ],
)
def test_times_of_right_claims_are_compared(wanted: str | None, said: str | None, agreement: str | None, accuracy: float) -> None:
    result = score([gold_claim("e1", "sued", "e2", time=wanted)], [claim("e1", "sued", "e2", time=said)])
    assert {key: count for key, count in result.times.items() if count} == ({agreement: 1} if agreement else {})
    assert result.time_accuracy == accuracy


@pytest.mark.parametrize(
    ("wanted", "said", "agreement"),
    [("e3", "e3", "same"), ("e3", "e1", "differs"), ("e3", "unknown", "differs"), ("e3", None, "missed"), (None, "e3", "spurious")],
)
def test_attributions_of_right_claims_are_compared(wanted: str | None, said: str | None, agreement: str) -> None:
    result = score([gold_claim("e1", "sued", "e2", attributed_to=wanted)], [claim("e1", "sued", "e2", attributed_to=said)])
    assert {key: count for key, count in result.attributions.items() if count} == {agreement: 1}
    assert result.attribution_accuracy == (1.0 if agreement == "same" else 0.0)


def test_confidences_of_right_and_spurious_claims_are_calibrated() -> None:
    result = score(
        [gold_claim("e1", "sued", "e2"), gold_claim("e3", "owns", "e1", optional=True)],
        [
            claim("e1", "sued", "e2", confidence=0.8),
            claim("e1", "banned", "e3", confidence=0.8),
            claim("e3", "owns", "e1", confidence=0.1),
        ],
    )
    (cell,) = result.calibration.bins
    assert (cell.low, cell.count, cell.confidence, cell.accuracy) == (0.8, 2, 0.8, 0.5)
    assert result.calibration.error == pytest.approx(0.3)
