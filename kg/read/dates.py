"""Checks dates that people wrote: ISO 8601, as a year, a month, a day or a full time, of which the date is kept as it is written.

>>> iso_date("2026-02-04T09:30:00+08:00"), iso_date("2026-02"), iso_date("4 Feb 2026")
('2026-02-04', '2026-02', None)
"""

from __future__ import annotations

import re
from datetime import date

EXPECTED = "an ISO 8601 date such as 2026-02-04, 2026-02, 2026 or 2026-02-04T09:30:00Z"

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_TIME = re.compile(
    r"[T ](?:[01]\d|2[0-4]):?[0-5]\d(?::?[0-6]\d(?:[.,]\d{1,12})?)? ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?", re.ASCII | re.IGNORECASE
)


def iso_date(value: str) -> str | None:
    """The year, month or day in a string, None where it is no date of the calendar."""
    value = value.strip()
    match = _BASIC.match(value) or _DATE.match(value)
    if match is None:
        return None
    rest = value[match.end() :]
    if rest and (match.group(3) is None or not _TIME.fullmatch(rest)):
        return None
    parts = [part for part in match.groups() if part]
    try:
        date(*(int(part) for part in (*parts, "01", "01")[:3]))
    except ValueError:
        return None
    return "-".join(parts)
