"""Fitting of the weights: two small texts give weights of the right shape, and the same ones each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.training import CLASSES, train_antecedents, train_names
from kg.training.maxent import Choice, fit_classes, fit_ranking
from kg.training.preferences import names_as_pronouns
from kg.training.references import Reference, choices
from tests.parsed import gazetteer, linked, passages

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


def test_a_ranking_prefers_what_was_right_more_often() -> None:
    near, far = Choice(options=(("near",), ("far",)), right=0, weight=1.0), Choice(options=(("near",), ("far",)), right=1, weight=1.0)
    weights = fit_ranking([near, near, far], penalty=0.1, least=1)
    assert weights["near"] > 0 > weights["far"]
    assert fit_ranking([near, far, far], penalty=0.1, least=1)["near"] < 0
    assert fit_ranking([near, Choice(options=far.options, right=1, weight=0.0)], penalty=0.1, least=2)["near"] > 0


def test_a_class_is_told_by_its_features_and_rare_ones_are_not_learnt() -> None:
    weights = fit_classes([({"a"}, "x"), ({"a", "b"}, "x"), ({"c"}, "y"), ({"c"}, "y")], ("x", "y"), penalty=0.1, least=2)
    assert sorted(weights) == ["a", "c"]
    assert weights["a"][0] > 0 > weights["c"][0]


def test_unmarked_references_count_where_annotators_marked_most() -> None:
    def reference(file: str, *, marked: bool) -> Reference:
        return Reference(file=file, form="its", options=(("a",), ("none",)), right=0 if marked else 1, marked=marked)

    careful = [reference("full", marked=number > 0) for number in range(20)]
    careless = [reference("few", marked=number == 0) for number in range(20)]
    counted = [choice.weight for choice in choices([*careful, *careless])]
    assert counted[0] == pytest.approx(1.0)
    assert counted[1] == counted[20] == 1.0
    assert counted[21] == pytest.approx(0.05 / 0.95)


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


@pytest.mark.model
def test_names_tell_what_kind_of_thing_stands_beside_a_word() -> None:
    text = "France banned TikTok. Ida Lund thanked TikTok's users."
    found = names_as_pronouns(passages(text), linked(text), gazetteer())
    told = {choice.options[choice.right][0]: {name for option in choice.options[1:] for name in option} for choice in found}
    assert set(told) == {"it:subject:country:ban", "it:object:platform:ban", "its:platform:user"}
    assert "its:country:user" in told["its:platform:user"]
    assert not any("person" in name for choice in found for option in choice.options for name in option)


@pytest.mark.model
def test_a_name_without_another_near_it_tells_nothing() -> None:
    text = "France objected. Nobody came. It rained. Then TikTok objected."
    assert names_as_pronouns(passages(text), linked(text), gazetteer()) == []
