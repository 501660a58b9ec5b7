"""What is asked of whom, several requests in one breath, and headlines about what lies ahead."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from tests.marked import said

pytestmark = pytest.mark.model

REQUESTS = [
    (
        "Bolt asked Norland to sue Acme and Sudland to fine Cargo.",
        [
            "Bolt --demanded--> Norland",
            "Bolt --demanded--> Sudland",
            "Norland --sued--> Acme (demanded)",
            "Sudland --fined--> Cargo (demanded)",
        ],
    ),
    (
        "Bolt urged Norland to fine Acme and ban Chirper.",
        ["Bolt --demanded--> Norland", "Norland --banned--> Chirper (demanded)", "Norland --fined--> Acme (demanded)"],
    ),
    (
        "Bolt said that Norland had raided Acme and that Sudland had banned Chirper.",
        ["Norland --raided--> Acme", "Sudland --banned--> Chirper"],
    ),
    ("Norland was urged by Bolt to ban Chirper.", ["Bolt --demanded--> Norland", "Norland --banned--> Chirper (demanded)"]),
    (
        "Norland has been asked by Bolt to raid the offices of Acme.",
        ["Bolt --demanded--> Norland", "Norland --raided--> Acme (demanded)"],
    ),
    ("Norland to ban Chirper", ["Norland --banned--> Chirper (planned)"]),
    ("Norland to fine Acme", ["Norland --fined--> Acme (planned)"]),
    ("Acme under investigation by Norland", ["Norland --investigates--> Acme"]),
    ("Norland ban on Chirper", ["Norland --banned--> Chirper"]),
    ("The ban imposed by Norland on Chirper was lifted.", ["Norland --unbanned--> Chirper"]),
    ("Acme leaked data, prompting Norland to ban Chirper.", ["Norland --banned--> Chirper"]),
    ("Norland fined Acme 3 million euros and Bolt 2 million.", ["Norland --fined--> Acme", "Norland --fined--> Bolt"]),
]


@pytest.mark.parametrize(("text", "expected"), REQUESTS, ids=[text for text, _ in REQUESTS])
def test_complements_of_verbs_and_nouns(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)
