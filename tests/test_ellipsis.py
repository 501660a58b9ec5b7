"""Clauses without a verb of their own: gapping, lists with dates and amounts, 'not Bolt'."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from tests.marked import said

pytestmark = pytest.mark.model

GAPS = [
    (
        "Norland banned Chirper in 2019, Flicktube in 2020 and Wizbot last year.",
        ["Norland --banned--> Chirper", "Norland --banned--> Flicktube", "Norland --banned--> Wizbot"],
    ),
    (
        "Norland fined Acme, Sudland Bolt and Westria Cargo.",
        ["Norland --fined--> Acme", "Sudland --fined--> Bolt", "Westria --fined--> Cargo"],
    ),
    ("Norland fined Acme and Sudland Bolt.", ["Norland --fined--> Acme", "Sudland --fined--> Bolt"]),
    ("Norland sued Acme, Sudland Bolt.", ["Norland --sued--> Acme", "Sudland --sued--> Bolt"]),
    ("Norland fined Acme on Monday, Sudland Bolt on Tuesday.", ["Norland --fined--> Acme", "Sudland --fined--> Bolt"]),
    ("Norland has banned Chirper, and Sudland Flicktube.", ["Norland --banned--> Chirper", "Sudland --banned--> Flicktube"]),
    (
        "Acme was fined by Norland, Bolt by Sudland and Cargo by Westria.",
        ["Norland --fined--> Acme", "Sudland --fined--> Bolt", "Westria --fined--> Cargo"],
    ),
    ("Acme was fined by Norland and Bolt by Sudland.", ["Norland --fined--> Acme", "Sudland --fined--> Bolt"]),
    ("Norland fined Acme, not Bolt.", ["Norland --fined--> Acme", "Norland --fined--> Bolt (negated)"]),
    ("Norland fined Acme but not Bolt.", ["Norland --fined--> Acme", "Norland --fined--> Bolt (negated)"]),
    ("Acme was fined 3 million euros by Norland, Bolt 2 million.", ["Norland --fined--> Acme", "Norland --fined--> Bolt"]),
    (
        "Norland fined Acme 3 million euros, Bolt 2 million and Cargo 1 million.",
        ["Norland --fined--> Acme", "Norland --fined--> Bolt", "Norland --fined--> Cargo"],
    ),
    ("Acme was banned in Norland, Bolt in Sudland.", ["Norland --banned--> Acme", "Sudland --banned--> Bolt"]),
    (
        "Chirper was banned in Norland, Flicktube in Sudland and Wizbot in Westria.",
        ["Norland --banned--> Chirper", "Sudland --banned--> Flicktube", "Westria --banned--> Wizbot"],
    ),
    ("Norland banned Chirper in May and Flicktube in June.", ["Norland --banned--> Chirper", "Norland --banned--> Flicktube"]),
    (
        "Neither Norland nor Sudland has banned Chirper.",
        ["Norland --banned--> Chirper (negated)", "Sudland --banned--> Chirper (negated)"],
    ),
    ("Norland, but not Sudland, has banned Chirper.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper (negated)"]),
    ("Norland, unlike Sudland, has banned Chirper.", ["Norland --banned--> Chirper"]),
    ("Acme owns Chirper, and Bolt Flicktube.", ["Acme --owns--> Chirper", "Bolt --owns--> Flicktube"]),
    ("Acme owns Chirper; Bolt, Flicktube.", ["Acme --owns--> Chirper", "Bolt --owns--> Flicktube"]),
]

WHOLE = [
    (
        "Chirper (owned by Acme), Flicktube (owned by Bolt) and Wizbot were banned by Norland.",
        [
            "Acme --owns--> Chirper",
            "Bolt --owns--> Flicktube",
            "Norland --banned--> Chirper",
            "Norland --banned--> Flicktube",
            "Norland --banned--> Wizbot",
        ],
    ),
    ("Norland fined Acme, and Sudland sued Bolt.", ["Norland --fined--> Acme", "Sudland --sued--> Bolt"]),
    (
        "Norland fined Acme and the Sudland company Bolt.",
        ["Bolt --based_in--> Sudland", "Norland --fined--> Acme", "Norland --fined--> Bolt"],
    ),
    ("Acme was sued by Bolt in Norland and Cargo in Sudland.", ["Bolt --sued--> Acme"]),
    (
        "Norland searched phones by Acme and Bolt alongside one by Cargo.",
        ["Norland --raided--> Acme", "Norland --raided--> Bolt"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GAPS, ids=[text for text, _ in GAPS])
def test_names_fill_the_places_of_a_clause_before(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), WHOLE, ids=[text for text, _ in WHOLE])
def test_clauses_with_a_verb_stand_alone(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)
