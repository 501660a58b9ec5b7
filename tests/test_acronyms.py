"""Short forms that a text defines."""

from __future__ import annotations

import pytest

from kg.acronyms import fits
from tests.parsed import entities


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("IWF", "Internet Watch Foundation", True),
        ("KCC", "Korea Communications Commission", True),
        ("DPC", "Data Protection Commission", True),
        ("CoE", "Council of Europe", True),
        ("MoH", "Ministry of Health", True),
        ("KCC", "Kakao Games", False),
        ("A", "Acme", False),
        ("ABC", "", False),
    ],
)
def test_fits(short: str, full: str, expected: bool) -> None:
    assert fits(short, full) is expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Lantern Safety Foundation (LSF) sued Zampa. The LSF won.", ["Lantern Safety Foundation", "LSF", "LSF"]),
        ("The Polder Media Commission, or PMC, fined Zampa. Later the PMC relented.", ["Polder Media Commission", "PMC", "PMC"]),
    ],
)
def test_a_defined_short_form_is_the_same_entity(text: str, names: list[str]) -> None:
    assert names in list(entities(text).values())
