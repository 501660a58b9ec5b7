"""Which words of a sentence are expressions of time, and what they hang on."""

from __future__ import annotations

import pytest

from kg.nlp import load
from kg.time_expressions import expressions

pytestmark = pytest.mark.model

TABLE = [
    ("In 2025 Acme was hacked by Bolt.", [("2025", "in", "hacked")]),
    ("On Monday, Norland said it may fine Acme in May.", [("Monday", "on", "said"), ("May", "in", "fine")]),
    ("Tuesday's raid on Acme shocked Bolt.", [("Tuesday", "", "raid")]),
    ("Late on Tuesday night Norland banned Chirper.", [("Late on Tuesday night", "", "banned")]),
    ("Norland fined Acme earlier this month.", [("earlier this month", "", "fined")]),
    ("Acme sued Bolt on 12 January 2024.", [("12 January 2024", "on", "sued")]),
    ("Norland will fine Acme by the end of the year.", [("the end of the year", "by", "fine")]),
    ("Norland fined Acme within a year.", []),
    ("Norland banned Chirper until May.", []),
    ("Norland fined Acme for two months.", []),
    ("Between 2019 and 2021 Acme hacked Bolt.", []),
    ("The Chips Act of 2022 was praised by Bolt.", []),
    ("Acme may march.", []),
    ("Acme sold 2021 chips.", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_expressions(text: str, expected: list[tuple[str, str, str]]) -> None:
    doc = load()(text)
    assert [(one.text, one.preposition, one.anchor.text) for sentence in doc.sents for one in expressions(sentence)] == expected
