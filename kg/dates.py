"""What day, month or year an expression of time means, seen from the day of publication.

In: the words of an expression ('late Tuesday', 'last month', '12 January 2024'), the day of publication. Out: an ISO 8601 day, month or
year, as exact as the words are; None where they fix none, or only a day that is seen from a publication that has no date.

Weekdays, weeks and named spans are worked out here, the rest by dateparser. A week is given as its month: the graph knows days, months
and years. Where words could mean two days, the nearest one counts that lies on the side of the verb (`ahead` or not).

>>> resolve("last year", "2026-02-05", ahead=False)
'2025'
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LEADING = re.compile(
    r"^(?:on|in|since|by|from|until|till|before|after|during|over|at|as of|the|early|late|mid|earlier|later|back|around|about|of|end of)"
    r"[ -]+",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"^(?:(this|last|next|past|coming) )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:morning|afternoon|evening|night))?$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"^(?:(this|last|next|past) )?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_VAGUE = re.compile(
    r"\b(?:week|weeks|months|days|years|decade|decades|hours|summer|spring|autumn|fall|winter|quarter|daily|century|weekend|old|each|every)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"^(?:[a-z]+|\d{1,3}) (?:days?|weeks?|months?|years?) (?:ago|earlier)$", re.IGNORECASE)
_NO_DATE = re.compile(
    r"^(?:(?:an?|one) (?:day|month|year)|[a-z]+-(?:day|month|year)|\d{1,2}|\d{4}[-/–]\d{2}|['’]?\d+s|\d{5,})$", re.IGNORECASE
)
_YEAR = re.compile(r"^(?:(?:spring|summer|autumn|fall|winter|year)(?: of)? )?((?:1[89]|20)\d\d)$", re.IGNORECASE)
_FULL = re.compile(r"(?:^|\D)(?:1[89]|20)\d\d(?:\D|$)")
_SEASON = re.compile(r"^(this|last|next) (spring|summer|autumn|fall)$", re.IGNORECASE)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""The month in which a season begins, north of the equator; its year is the same south of it, but for the last weeks of one."""
_UNIT = re.compile(r"^(this|last|next|previous|current) (week|weekend|month|year)$", re.IGNORECASE)
_OF_YEAR = re.compile(r"^(.*[a-z\d]),? (?:of )?(this|last|next) year$", re.IGNORECASE)
_STEPS = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1}
_NAMED = {"new year": (1, "year"), "year's end": (0, "year"), "year": (0, "year"), "month": (0, "month"), "weekend": (-1, "weekend")}
"""'in the new year', 'the end of the month', 'at the weekend': which year, month or weekend that is, counted from that of publication."""
_LATE = 10
"""The month from which 'the new year' is the next one."""
_CLOSE = 2
"""Days within which 'last Tuesday' cannot mean the Tuesday just gone, which would be 'on Tuesday'."""


@lru_cache(maxsize=4096)
def resolve(words: str, published: str | None, *, ahead: bool) -> str | None:
    """ISO date for an expression; relative ones need a full publication date ('2026-02-05')."""
    text = _stripped(words)
    if not text or _NO_DATE.match(text):
        return None
    year = _YEAR.match(text)
    if year:
        return year.group(1)
    base = _day(published)
    if base is None:
        return _parsed(text, dt.date(2000, 1, 1), ahead=False) if _FULL.search(text) and not _VAGUE.search(text) else None
    if (of_year := _OF_YEAR.match(text)) is not None:
        return resolve(f"{of_year.group(1)} {base.year + _STEPS[of_year.group(2).lower()]}", published, ahead=ahead)
    weekday = _WEEKDAY.match(text)
    if weekday:
        return _weekday(weekday.group(2).lower(), (weekday.group(1) or "").lower(), base, ahead=ahead)
    month = _MONTH.match(text)
    if month:
        return _month(month.group(2).lower(), (month.group(1) or "").lower(), base, ahead=ahead)
    season = _SEASON.match(text)
    if season:
        began = base.month >= _SEASONS[season.group(2).lower()]
        over = base.month >= _SEASONS[season.group(2).lower()] + 3
        years = {"this": 0, "last": 0 if over else -1, "next": 1 if began else 0}
        return f"{base.year + years[season.group(1).lower()]:04d}"
    unit = _UNIT.match(text)
    if unit:
        return _unit(_STEPS[unit.group(1).lower()], unit.group(2).lower(), base)
    if text.lower() in _NAMED and text != words.strip():
        step, name = _NAMED[text.lower()]
        return _unit(step if text.lower() != "new year" or base.month >= _LATE else 0, name, base)
    if _VAGUE.search(text) and not _AGO.match(text):
        return None
    return _parsed(text, base, ahead=ahead)


def moved(iso: str, count: int, unit: str) -> str | None:
    """A date that is `count` units ('day', 'week', 'month', 'year'; less than zero for earlier) away, as exact as date and unit are both.

    None where the date is not exact enough for the unit: no day is known that is two weeks after a month.

    >>> moved("2026-01-31", 1, "month")
    '2026-02'
    """
    if unit in ("day", "week"):
        day = _day(iso)
        return (day + dt.timedelta(days=count * (7 if unit == "week" else 1))).isoformat() if day is not None else None
    year, month = int(iso[:4]), int(iso[5:7]) if len(iso) > len("2026") else None
    if unit == "year":
        return f"{year + count:04d}"
    if month is None:
        return None
    months = year * 12 + month - 1 + count
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _stripped(words: str) -> str:
    """Without what says how exact the words are, and without a possessive."""
    text = " ".join(words.split())
    while (shorter := _LEADING.sub("", text)) != text:
        text = shorter
    return re.sub(r"['’]s$", "", text) if not text.lower().startswith("year") else text.replace("’", "'")


def _parsed(text: str, base: dt.date, *, ahead: bool) -> str | None:
    found = _parser(base, ahead).get_date_data(text)
    if found.date_obj is None:
        return None
    if _AGO.match(text) and "year" in text.lower():
        return f"{found.date_obj:%Y}"
    if _AGO.match(text) and ("month" in text.lower() or "week" in text.lower()):
        return f"{found.date_obj:%Y-%m}"
    return str(found.date_obj.strftime({"year": "%Y", "month": "%Y-%m"}.get(found.period, "%Y-%m-%d")))


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _weekday(name: str, which: str, base: dt.date, *, ahead: bool) -> str:
    """The last such day up to the publication, or the next one after it; on that day itself it is today, unless 'last' or 'next'."""
    back = (base.weekday() - _DAYS.index(name)) % 7
    if which in ("next", "coming") or (ahead and which != "last"):
        forward = (7 - back) % 7
        return (base + dt.timedelta(days=forward or (7 if which == "next" else 0))).isoformat()
    if which == "last" and back <= _CLOSE:
        back += 7
    return (base - dt.timedelta(days=back)).isoformat()


def _month(name: str, which: str, base: dt.date, *, ahead: bool) -> str:
    """The last such month up to that of the publication, or the next one from it on."""
    number = _MONTHS.index(name[:3]) + 1
    year = base.year
    if which == "next" or (ahead and which not in ("last", "past")):
        year += number < base.month or (which == "next" and number == base.month)
    elif which != "this":
        year -= number > base.month or (which == "last" and number == base.month)
    return f"{year:04d}-{number:02d}"


def _unit(step: int, unit: str, base: dt.date) -> str:
    """A year, or a month; of a week, and of its weekend, the month is known."""
    if unit == "year":
        return f"{base.year + step:04d}"
    if unit in ("week", "weekend"):
        return f"{base + dt.timedelta(days=7 * step):%Y-%m}"
    return moved(f"{base:%Y-%m}", step, "month") or ""


@lru_cache(maxsize=64)
def _parser(base: dt.date, ahead: bool) -> DateDataParser:
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": dt.datetime.combine(base, dt.time()),
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "PREFER_DAY_OF_MONTH": "first",
        "TIMEZONE": "UTC",
        "TO_TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=["en"], settings=settings)
