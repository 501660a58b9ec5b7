"""When something happened: words against the date of publication, and which words of a sentence count."""

from __future__ import annotations

import pytest

from kg.extract import Pipeline
from kg.timex import resolve
from tests.marked import only

WEDNESDAY = "2026-02-04"

PAST = [
    ("Monday", "2026-02-02"),
    ("on Monday", "2026-02-02"),
    ("Wednesday", "2026-02-04"),
    ("Thursday", "2026-01-29"),
    ("last Friday", "2026-01-30"),
    ("Tuesday morning", "2026-02-03"),
    ("late Tuesday night", "2026-02-03"),
    ("Sunday's", "2026-02-01"),
    ("yesterday", "2026-02-03"),
    ("today", "2026-02-04"),
    ("last year", "2025"),
    ("this year", "2026"),
    ("the past month", "2026-01"),
    ("last month", "2026-01"),
    ("this month", "2026-02"),
    ("January", "2026-01"),
    ("in December", "2025-12"),
    ("early March", "2025-03"),
    ("2013", "2013"),
    ("in 2013", "2013"),
    ("since 1999", "1999"),
    ("12 January 2024", "2024-01-12"),
    ("January 12, 2024", "2024-01-12"),
    ("January 2024", "2024-01"),
    ("December 3", "2025-12-03"),
    ("three days ago", "2026-02-01"),
    ("two weeks ago", "2026-01"),
    ("two months ago", "2025-12"),
    ("3 years ago", "2023"),
    ("a year earlier", None),
    ("the last few weeks", None),
    ("recent months", None),
    ("the summer", None),
    ("daily", None),
    ("a decade", None),
    ("earlier this year", "2026"),
    ("14 February", "2025-02-14"),
    ("Feb. 3", "2026-02-03"),
    ("Monday, January 5", "2026-01-05"),
    ("2026-01-05", "2026-01-05"),
    ("last night", "2026-02-03"),
    ("February 30, 2026", None),
    ("between 2019 and 2021", None),
    ("45 years old", None),
    ("several years ago", None),
    ("nonsense", None),
    ("", None),
]

AHEAD = [
    ("Monday", "2026-02-09"),
    ("Wednesday", "2026-02-11"),
    ("Thursday", "2026-02-05"),
    ("next year", "2027"),
    ("next month", "2026-03"),
    ("tomorrow", "2026-02-05"),
    ("March", "2026-03"),
    ("December 3", "2026-12-03"),
    ("2030", "2030"),
]


@pytest.mark.parametrize(("words", "expected"), PAST)
def test_what_lies_behind(words: str, expected: str | None) -> None:
    assert resolve(words, WEDNESDAY, ahead=False) == expected


@pytest.mark.parametrize("words", ["the 1990s", "90s", "2019-20", "2024/25", "45", "24", "one day", "a year", "two-year"])
def test_what_is_no_date(words: str) -> None:
    assert resolve(words, WEDNESDAY, ahead=False) is None


@pytest.mark.parametrize(("words", "expected"), AHEAD)
def test_what_lies_ahead(words: str, expected: str) -> None:
    assert resolve(words, WEDNESDAY, ahead=True) == expected


def test_next_weekday_lies_ahead_whatever_the_verb() -> None:
    assert resolve("next Monday", WEDNESDAY, ahead=False) == "2026-02-09"


@pytest.mark.parametrize("published", [None, "", "2026", "2026-02", "yesterday"])
@pytest.mark.parametrize(("words", "expected"), [("Monday", None), ("last year", None), ("yesterday", None), ("in 2013", "2013")])
def test_without_a_full_date_of_publication_only_years_are_known(words: str, expected: str | None, published: str | None) -> None:
    assert resolve(words, published, ahead=False) == expected


def test_month_of_another_year() -> None:
    assert resolve("last month", "2026-01-15", ahead=False) == "2025-12"
    assert resolve("next month", "2025-12-15", ahead=True) == "2026-01"


SENTENCES = [
    ("Norland fined Acme on Monday.", WEDNESDAY, "2026-02-02"),
    ("On Monday, Norland fined Acme.", WEDNESDAY, "2026-02-02"),
    ("Norland fined Acme yesterday.", WEDNESDAY, "2026-02-03"),
    ("Norland fined Acme last year.", WEDNESDAY, "2025"),
    ("Norland fined Acme in January.", WEDNESDAY, "2026-01"),
    ("Norland fined Acme in 2013.", WEDNESDAY, "2013"),
    ("Norland fined Acme in 2013.", None, "2013"),
    ("Norland fined Acme two weeks ago.", WEDNESDAY, "2026-01"),
    ("Norland fined Acme on Monday.", None, None),
    ("Norland fined Acme.", WEDNESDAY, None),
    ("Norland will fine Acme on Monday.", WEDNESDAY, "2026-02-09"),
    ("Norland, which sued Bolt in 2019, fined Acme in 2021.", WEDNESDAY, "2021"),
    ("Acme, fined by Norland in 2021, sued Bolt in 2023.", WEDNESDAY, "2021"),
    ("Norland's fine against Acme in 2021 surprised Bolt.", WEDNESDAY, "2021"),
    ("Norland fined Acme for the first time in recent years in 2021.", WEDNESDAY, "2021"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "published", "expected"), SENTENCES)
def test_time_of_a_claim(text: str, published: str | None, expected: str | None, pipeline: Pipeline) -> None:
    claim = only(text, pipeline, "fined", published)
    assert claim.time == expected
    assert any(reason.startswith("time: '") for reason in claim.evidence[0].reasons) == (expected is not None)
