"""Dates as people write them."""

from __future__ import annotations

import pytest

from kg.read.dates import iso_date


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
