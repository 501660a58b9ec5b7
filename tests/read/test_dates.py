"""Dates as people write them."""

from __future__ import annotations

import pytest

from kg.read.dates import day_of, iso_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026", "2026"),
        ("2026-02", "2026-02"),
        ("2026-02-04", "2026-02-04"),
        (" 2026-02-04 ", "2026-02-04"),
        ("20260204", "2026-02-04"),
        ("2026-02-04T09:30:00Z", "2026-02-04"),
        ("2026-02-04T23:30:00.123456789+08:00", "2026-02-04"),
        ("2026-02-04 09:30", "2026-02-04"),
        ("2026-02-04 09:30:00 UTC", "2026-02-04"),
        ("20260204T093000Z", "2026-02-04"),
        ("2024-02-29", "2024-02-29"),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("2026-00", None),
        ("0000", None),
        ("2026-2-4", None),
        ("04.02.2026", None),
        ("4 February 2026", None),
        ("yesterday", None),
        ("", None),
        ("2026-02-04T", None),
        ("2026-02-04T25:00", None),
        ("2026-02-04; DROP", None),
        ("2026-02T09:30", None),
        ("२०२६-०२-०४", None),
    ],
)
def test_iso_date(value: str, expected: str | None) -> None:
    assert iso_date(value) == expected


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-02-04T23:30:00-05:00", "2026-02-04"),
        ("2006/02/04 10:00:00", "2006-02-04"),
        ("20260204", "2026-02-04"),
        ("2026-2-4", "2026-02-04"),
        ("2026-02", "2026-02"),
        ("Wed, 04 Feb 2026 10:00:00 GMT", "2026-02-04"),
        ("Published: Feb. 4th, 2026 at 9 pm", "2026-02-04"),
        ("4 February 2026", "2026-02-04"),
        ("Wed Feb  4 10:00:00 UTC 2026", "2026-02-04"),
        ("Wed Feb 04 20:19:24 +0000 2026", "2026-02-04"),
        ("4. Februar 2026, 10:00 Uhr", "2026-02-04"),
        ("le 4 février 2026", "2026-02-04"),
        ("1er août 2026", "2026-08-01"),
        ("Stand: 04.02.2026", "2026-02-04"),
        ("24/02/2026", "2026-02-24"),
        ("02/24/2026", "2026-02-24"),
        ("04/02/2026", None),
        ("31 February 2026", None),
        ("2026-13-45", None),
        ("1 hour ago", None),
        ("", None),
        ("4 February 20261", None),
        ("4 ſep 2026", None),
        ("4 aprıl 2026", None),
        ("Feb 3, 2026 - 5 March 2026", "2026-02-03"),
        ("24/02/2026, 5 March 2026", "2026-02-24"),
        ("04/02/2026, 5 March 2026", None),
    ],
)
def test_dates_as_people_write_them(written: str, day: str | None) -> None:
    assert day_of(written) == day
