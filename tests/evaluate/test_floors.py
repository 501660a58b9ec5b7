"""The quality that data/gold/floors.toml pins, measured on its sample."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest

from kg.evaluate import Evaluation, Floor, evaluate, floors
from kg.pipeline import load_pipeline
from kg.resources import data_path
from kg.score import LEVELS, total

FLOORS: dict[str, Any] = tomllib.loads((data_path("gold") / "floors.toml").read_text(encoding="utf-8"))


@cache
def evaluation() -> Evaluation:
    return evaluate([data_path("gold") / name for name in FLOORS["sample"]], load_pipeline())


@pytest.mark.model
@pytest.mark.parametrize(("measure", "level"), [(measure, level) for measure in ("f1", "precision") for level in FLOORS[measure]])
def test_figures_stay_above_their_floors(measure: str, level: str) -> None:
    """A floor is raised by hand to what `scripts/evaluate.py --floors` proposes."""
    (floor,) = [floor for floor in floors(evaluation().score, FLOORS) if (floor.measure, floor.level) == (measure, level)]
    assert floor.kept, f"{measure} of {level} is {floor.measured:.3f}, pinned is {floor.pinned}"


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


@pytest.mark.parametrize(
    ("pinned", "measured", "kept", "better"),
    [(0.5, 0.5, True, None), (0.5, 0.499, False, None), (0.5, 0.529, True, None), (0.5, 0.571, True, 0.56), (0.5, 0.9, True, 0.89)],
)
def test_a_floor_that_lags_is_named_with_a_better_one(pinned: float, measured: float, kept: bool, better: float | None) -> None:
    floor = Floor(measure="f1", level="claim", pinned=pinned, measured=measured)
    assert (floor.kept, floor.better) == (kept, better)


def test_every_pinned_figure_is_compared() -> None:
    found = floors(total([]), FLOORS)
    assert {(floor.measure, floor.level) for floor in found} == {(table, level) for table in ("f1", "precision") for level in FLOORS[table]}
    assert not any(floor.kept for floor in found)
