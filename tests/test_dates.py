"""What words mean against the date of publication."""

from __future__ import annotations

import pytest

from kg.dates import resolve

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
    ("the past month", None),
    ("last Tuesday", "2026-01-27"),
    ("last Thursday", "2026-01-29"),
    ("this Monday", "2026-02-02"),
    ("last week", "2026-01"),
    ("this week", "2026-02"),
    ("the weekend", "2026-01"),
    ("the end of January", "2026-01"),
    ("last April", "2025-04"),
    ("last February", "2025-02"),
    ("last summer", "2025"),
    ("the summer of 2024", "2024"),
    ("late last year", "2025"),
    ("early on Tuesday", "2026-02-03"),
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
    ("Wednesday", "2026-02-04"),
    ("next Wednesday", "2026-02-11"),
    ("the end of the year", "2026"),
    ("the new year", "2026"),
    ("next week", "2026-02"),
    ("14 February", "2026-02-14"),
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


TIMELESS = [
    ("Monday", None),
    ("last year", None),
    ("in January", None),
    ("12 January", None),
    ("yesterday", None),
    ("in 2013", "2013"),
    ("12 January 2024", "2024-01-12"),
]


@pytest.mark.parametrize("published", [None, "", "2026", "2026-02", "yesterday"])
@pytest.mark.parametrize(("words", "expected"), TIMELESS)
def test_without_a_full_date_only_what_names_its_year_is_known(words: str, expected: str | None, published: str | None) -> None:
    assert resolve(words, published, ahead=False) == expected


def test_month_of_another_year() -> None:
    assert resolve("last month", "2026-01-15", ahead=False) == "2025-12"
    assert resolve("next month", "2025-12-15", ahead=True) == "2026-01"


def test_the_new_year_is_the_next_one_where_the_old_one_ends() -> None:
    assert resolve("the new year", "2025-12-30", ahead=True) == "2026"
