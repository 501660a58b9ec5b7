"""When a claim happened: the date expression nearest to its trigger, resolved against the date of publication.

In: a trigger token, the publication date. Out: an ISO 8601 day, month or year, with the words it was read from; None where the text
fixes none.
Expressions are found by the model's DATE entities and resolved by dateparser, which also says how exact they are.

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
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_LEADING = re.compile(
    r"^(?:on|in|since|by|from|until|till|before|after|during|the|early|late|mid|earlier|later|back|around|about|of)[ -]+", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"^(?:(?:this|last|next|past|early|late) )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:morning|afternoon|evening|night))?$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:week|weeks|months|days|years|decade|decades|hours|summer|spring|autumn|winter|quarter|daily|century|weekend|old|each|every)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"^(?:[a-z]+|\d{1,3}) (?:days?|weeks?|months?|years?) (?:ago|earlier)$", re.IGNORECASE)
_NO_DATE = re.compile(
    r"^(?:(?:an?|one) (?:day|month|year)|[a-z]+-(?:day|month|year)|\d{1,2}|\d{4}[-/–]\d{2}|['’]?\d+s|\d{5,})$", re.IGNORECASE
)
_YEAR = re.compile(r"^(?:1[89]|20)\d\d$")
_UNIT = re.compile(r"^(this|last|next|past) (month|year)$", re.IGNORECASE)


def time_of(trigger: Token, published: str | None, *, ahead: bool) -> tuple[str, str] | None:
    """(ISO date, words) for a trigger: the expression in its clause, else the nearest in its sentence. `ahead`: the event is planned."""
    sentence = trigger.sent
    spans = [span for span in sentence.ents if span.label_ == "DATE"]
    inside = {token.i for token in trigger.subtree}
    if ahead:  # 'said on Monday that it would ban': the day is that of the words, not of what lies ahead
        spans = [span for span in spans if span.root.i in inside]
    elif trigger.head.pos_ in ("VERB", "AUX"):
        inside |= {token.i for token in trigger.head.subtree}

    def rank(span: Words) -> tuple[bool, bool, int]:
        return span.root.i not in inside, _below_another(span.root, trigger), abs(span.root.i - trigger.i)

    for span in sorted(spans, key=rank):
        found = resolve(span.text, published, ahead=ahead)
        if found is not None:
            return found, span.text
    return None


def _below_another(token: Token, trigger: Token) -> bool:
    """Whether a date hangs on another verb than the trigger: 'X, which sued Y in 2019, fined Z in 2021'."""
    while token.i not in {token.head.i, trigger.i}:
        token = token.head
        if token.pos_ == "VERB" and token.i != trigger.i:
            return True
    return False


@lru_cache(maxsize=4096)
def resolve(words: str, published: str | None, *, ahead: bool) -> str | None:
    """ISO date for an expression; relative ones need a full publication date ('2026-02-05')."""
    text = words.strip()
    while (shorter := _LEADING.sub("", text)) != text:
        text = shorter
    text = re.sub(r"['’]s$", "", text)
    if _NO_DATE.match(text):
        return None
    if _YEAR.match(text):
        return text
    base = _day(published)
    if base is None:
        return None
    weekday = _WEEKDAY.match(text)
    if weekday:
        return _weekday(weekday.group(1).lower(), base, ahead=ahead or text.lower().startswith("next"))
    unit = _UNIT.match(text)
    if unit:
        return _unit(unit.group(1).lower(), unit.group(2).lower(), base)
    if _VAGUE.search(text) and not _AGO.match(text):
        return None
    found = _parser(base, ahead).get_date_data(text)
    if found.date_obj is None:
        return None
    if _AGO.match(text) and "year" in text.lower():
        return f"{found.date_obj:%Y}"
    if _AGO.match(text) and "month" in text.lower():
        return f"{found.date_obj:%Y-%m}"
    if _AGO.match(text) and "week" in text.lower():
        return f"{found.date_obj:%Y-%m}"
    return str(found.date_obj.strftime({"year": "%Y", "month": "%Y-%m"}.get(found.period, "%Y-%m-%d")))


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _weekday(name: str, base: dt.date, *, ahead: bool) -> str:
    """The last such day up to the publication, or the next one after it."""
    number = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday").index(name)
    back = (base.weekday() - number) % 7
    day = base + dt.timedelta(days=(7 - back) if ahead else -back)
    return day.isoformat()


def _unit(which: str, unit: str, base: dt.date) -> str:
    step = {"this": 0, "last": -1, "past": -1, "next": 1}[which]
    if unit == "year":
        return f"{base.year + step:04d}"
    months = base.year * 12 + base.month - 1 + step
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


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
