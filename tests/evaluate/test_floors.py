"""The quality that data/gold/floors.toml pins, measured on its sample."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest

from kg.evaluate import Evaluation, evaluate
from kg.pipeline import load_pipeline
from kg.resources import data_path
from kg.score import LEVELS, Tally

FLOORS: dict[str, Any] = tomllib.loads((data_path("gold") / "floors.toml").read_text(encoding="utf-8"))


@cache
def evaluation() -> Evaluation:
    return evaluate([data_path("gold") / name for name in FLOORS["sample"]], load_pipeline())


def tallies() -> dict[str, Tally]:
    score = evaluation().score
    return {level: score.levels[level] for level in LEVELS} | {"coreference": score.mentions["coreference"]}


@pytest.mark.model
@pytest.mark.parametrize("level", FLOORS["f1"])
def test_f1_stays_above_its_floor(level: str) -> None:
    assert tallies()[level].f1 >= FLOORS["f1"][level]


@pytest.mark.model
@pytest.mark.parametrize("level", FLOORS["precision"])
def test_precision_stays_above_its_floor(level: str) -> None:
    assert tallies()[level].precision >= FLOORS["precision"][level]


@pytest.mark.model
def test_the_sample_article_keeps_its_claims() -> None:
    (seed,) = [score for score in evaluation().documents if score.gold.id == "d01"]
    assert len(seed.statuses.right) >= FLOORS["seed"]["right"], [claim.predicates for claim in seed.statuses.missed]
    assert len(seed.claims.spurious) <= FLOORS["seed"]["spurious"], seed.claims.spurious
    names = " ".join(name for entity in seed.extraction.entities for name in (entity.name, *entity.aliases)).split()
    assert set(names).isdisjoint(FLOORS["seed"]["absent"])
    assert all(name in seed.gold.text for name in FLOORS["seed"]["absent"])


def test_every_level_of_claims_and_entities_has_a_floor() -> None:
    assert set(FLOORS["f1"]) == set(LEVELS)
    assert all(0 < floor < 1 for table in ("f1", "precision") for floor in FLOORS[table].values())
