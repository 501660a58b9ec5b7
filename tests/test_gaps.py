"""What a clause leaves open and the sentence fills: relative clauses and clefts."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from tests.marked import said

pytestmark = pytest.mark.model

GAPS = [
    ("Acme, which Norland has repeatedly fined, left.", ["Norland --fined--> Acme"]),
    ("Acme, against which Norland opened a probe, left.", ["Norland --investigates--> Acme"]),
    ("Acme, on which Norland imposed a fine, left.", ["Norland --fined--> Acme"]),
    ("It was Norland that fined Acme.", ["Norland --fined--> Acme"]),
    ("What Norland banned was Chirper.", ["Norland --banned--> Chirper"]),
    ("Acme, which Norland accused of hacking Bolt, left.", ["Acme --attacked--> Bolt (alleged)", "Norland --accused--> Acme"]),
    (
        "It was Acme, Bolt and Cargo that blocked Chirper.",
        ["Acme --banned--> Chirper", "Bolt --banned--> Chirper", "Cargo --banned--> Chirper"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GAPS, ids=[text for text, _ in GAPS])
def test_nouns_outside_a_clause_fill_its_gaps(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)
