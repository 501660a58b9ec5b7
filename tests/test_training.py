"""Fitting of the weights: two small texts give weights of the right shape, and the same ones each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.training import CLASSES, train_antecedents, train_names

TEXT = """# t1 | 2026-01-01
[Lumilo|e1 ai_system], a chatbot, was blocked by [Ofcom|e2 organisation]. [The chatbot|e1] had lied,
[the regulator|e2] said, and [it|e2] wrote to [Maria Oliveira|e3 person].

# t2 | 2026-01-02
The app [Zampa|e1 platform] was sold to [Lantern Foods|e2 organisation]. [The app|e1] has many users in Turin.
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.model
def test_names(gold: Path) -> None:
    weights = train_names([gold], least=1)
    assert weights["classes"] == list(CLASSES)
    rows = weights["rows"]
    assert isinstance(rows, dict)
    assert rows["before=app"][CLASSES.index("platform")] > 0
    assert rows["always"]
    assert weights == train_names([gold], least=1)


@pytest.mark.model
def test_antecedents(gold: Path) -> None:
    weights = train_antecedents([gold], least=1)
    features = weights["features"]
    assert isinstance(features, dict)
    assert features["fit=called"] > 0
    assert weights == train_antecedents([gold], least=1)
