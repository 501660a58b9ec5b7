"""Reads dates that people and programs wrote. In: a string. Out: a year, a month or a day (ISO 8601), None where it is none.

`iso_date` takes ISO 8601 alone, also with a time, of which the day is kept as it is written. `day_of` takes what else is clear: days with
the name of the month (English, French, German), those of mail, and days in figures that can be read in one way only.

>>> iso_date("2026-02-04T09:30:00+08:00"), iso_date("2026-02"), iso_date("4 Feb 2026")
('2026-02-04', '2026-02', None)
>>> day_of("4 Feb 2026"), day_of("24/02/2026"), day_of("04/02/2026")
('2026-02-04', '2026-02-24', None)
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

EXPECTED = "an ISO 8601 date such as 2026-02-04, 2026-02, 2026 or 2026-02-04T09:30:00Z"

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_TIME = re.compile(
    r"[T ](?:[01]\d|2[0-4]):?[0-5]\d(?::?[0-6]\d(?:[.,]\d{1,12})?)? ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?", re.ASCII | re.IGNORECASE
)

_MONTHS = (
    *("jan|january|janvier|januar", "feb|february|févr|février|februar", "mar|march|mars|märz", "apr|april|avril|avr", "may|mai"),
    *("jun|june|juin|juni", "jul|july|juil|juillet|juli", "aug|august|août", "sep|sept|september|septembre"),
    *("oct|october|octobre|okt|oktober", "nov|november|novembre", "dec|december|déc|décembre|dez|dezember"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_NAMED = "|".join(sorted(_MONTH, key=len, reverse=True))
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_WRITTEN = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[ -](?P<month>{_NAMED})\.?,?[ -]{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?P<month>{_NAMED})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(
        rf"(?P<month>{_NAMED}) {{1,2}}(?P<day>\d{{1,2}}) \d\d:\d\d:\d\d (?:[A-Z]{{2,5}} |[+-]\d{{4}} )?{_YEAR}(?!\d)", re.IGNORECASE
    ),
    re.compile(rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)"),
)
_SLASHED = re.compile(rf"(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}(?!\d)")
_LONGEST = 240  # characters that are looked at


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


def day_of(written: str) -> str | None:
    """The first date in a short text (ISO 8601): of '2006/02/04 10:00', 'Feb. 4, 2026', '4. Februar 2026'; None for an unclear one."""
    written = " ".join(written[:_LONGEST].split())
    if found := iso_date(written):
        return found
    if matches := [match for pattern in (*_WRITTEN, _SLASHED) if (match := pattern.search(written))]:
        return _day_in(min(matches, key=lambda match: match.start()))
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def without_dates(text: str) -> str:
    """A text without the dates that `day_of` finds by their shape."""
    for pattern in (*_WRITTEN, _SLASHED):
        text = pattern.sub(" ", text)
    return text


def _day_in(match: re.Match[str]) -> str | None:
    if match.re is not _SLASHED:
        month = match["month"].lower()  # 'ſep' is found as 'sep', and is no month
        return _day(match["year"], _MONTH.get(month) or (int(month) if month.isdecimal() else 0), int(match["day"]))
    one, other = sorted((int(match["one"]), int(match["other"])))
    return _day(match["year"], one, other) if one == other or other > 12 else None


def _day(year: str, month: int, day: int) -> str | None:
    return iso_date(f"{year}-{month:02}-{day:02}")
