"""Verbs that stand for another, with what is said of them: 'so did Sudland', 'Sudland has not', 'followed suit'."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from tests.marked import said

pytestmark = pytest.mark.model

STANDING_IN = [
    ("Norland banned Chirper; Sudland did too.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    ("Norland banned Chirper, and so did Sudland.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    ("Norland banned Chirper, as did Sudland.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    (
        "Norland banned Chirper, as did Sudland and Westria.",
        ["Norland --banned--> Chirper", "Sudland --banned--> Chirper", "Westria --banned--> Chirper"],
    ),
    (
        "Norland banned Chirper, followed by Sudland and Westria.",
        ["Norland --banned--> Chirper", "Sudland --banned--> Chirper", "Westria --banned--> Chirper"],
    ),
    ("Norland banned Chirper but Sudland did not.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper (negated)"]),
    ("Norland banned Chirper, Sudland did not.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper (negated)"]),
    ("Norland banned Chirper; Sudland did not.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper (negated)"]),
    ("Norland has fined Acme, but Sudland has not.", ["Norland --fined--> Acme", "Sudland --fined--> Acme (negated)"]),
    ("Norland did not ban Chirper, but Sudland did.", ["Norland --banned--> Chirper (negated)", "Sudland --banned--> Chirper"]),
    (
        "Bolt accused Acme of hacking Cargo, as did Norland.",
        ["Acme --attacked--> Cargo (alleged)", "Bolt --accused--> Acme", "Norland --accused--> Acme"],
    ),
    ("Acme was fined by Norland, as was Bolt.", ["Norland --fined--> Acme", "Norland --fined--> Bolt"]),
    ("Acme was fined by Norland, and so was Bolt.", ["Norland --fined--> Acme", "Norland --fined--> Bolt"]),
    ("Acme was fined by Norland. So was Bolt.", ["Norland --fined--> Acme", "Norland --fined--> Bolt"]),
    ("Norland banned Chirper. So did Sudland.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    ("Norland banned Chirper. Sudland did not.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper (negated)"]),
    ("Norland banned Chirper, and Sudland followed suit.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    (
        "Norland will ban Chirper, and so will Sudland.",
        ["Norland --banned--> Chirper (planned)", "Sudland --banned--> Chirper (planned)"],
    ),
    (
        "Norland plans to ban Chirper, and Sudland may too.",
        ["Norland --banned--> Chirper (planned)", "Sudland --banned--> Chirper (planned)"],
    ),
    (
        "Norland has not banned Chirper, nor has Sudland.",
        ["Norland --banned--> Chirper (negated)", "Sudland --banned--> Chirper (negated)"],
    ),
]

OTHERS = [
    ("Norland banned Chirper. Sudland did its own study.", ["Norland --banned--> Chirper"]),
    ("Norland banned Chirper; Bolt protested, and Sudland did not.", ["Norland --banned--> Chirper"]),
    ("Norland asked Acme to ban Chirper. Acme did.", ["Acme --banned--> Chirper (demanded)", "Norland --demanded--> Acme"]),
    ("Norland trusted deals that Acme signed with Bolt; Sudland did not.", ["Acme --partnered_with--> Bolt"]),
]


@pytest.mark.parametrize(("text", "expected"), STANDING_IN, ids=[text for text, _ in STANDING_IN])
def test_verbs_that_stand_for_another(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), OTHERS, ids=[text for text, _ in OTHERS])
def test_verbs_that_stand_for_none(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)
