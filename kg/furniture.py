"""Recognises what a page puts between and around its paragraphs, line by line: menus, buttons, bylines, captions, cues of the lexicon.

In: the Items of a document. Out: for each its Found (kind and reason) where it is dropped, None where it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.boilerplate import Boilerplate, Found, words_of
from kg.credits import credit_at_end, is_byline, is_caption, is_date_line
from kg.items import Item

Verdicts = list[Found | None]

_MENU = Found(kind="menu", reason="stands among the names of a site's sections")
BUTTONS = Found(kind="share bar", reason="stands in a row of buttons")
_BYLINE = Found(kind="byline", reason="names the author")
_DATE = Found(kind="date line", reason="tells when it was published")
_CAPTION = Found(kind="caption", reason="describes a picture")
_CREDIT = Found(kind="credit", reason="credits those who made the report")
_LINK = Found(kind="related link", reason="is an address")
_TAGS = Found(kind="tags", reason="lists tags")
_MARKUP = Found(kind="markup", reason="is what was left of a tag")
_LABEL = Found(kind="label", reason="says what kind of text it is")
_MASTHEAD = Found(kind="menu", reason="names the page, above its menu")

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_SEPARATORS = re.compile(r"\s{2,}|\t|\s[|›»•·/>→]\s")
_HEAD, _FOOT = 8, 5  # paragraphs at the start and the end among which bylines stand
_SHORT = 4  # words of a part of a menu


def furniture(items: Sequence[Item], boilerplate: Boilerplate) -> Verdicts:
    """What each item is by its own words and by those of its neighbours."""
    found = [_alone(number, items, boilerplate) for number in range(len(items))]
    _drop_menus(items, found, boilerplate)
    _drop_buttons(items, found, boilerplate)
    if len(items) > 2 and found[0] is None and items[0].count <= 3 and items[0].line.isupper() and found[1] is _MENU:
        found[0] = _MASTHEAD
    return found


def _alone(number: int, items: Sequence[Item], boilerplate: Boilerplate) -> Found | None:
    item = items[number]
    if not item.line or (item.was_marked_up and item.count <= _SHORT and not item.is_prose):
        return _MARKUP
    return _by_words(number, items, boilerplate) or _by_parts(item, boilerplate)


def _by_words(number: int, items: Sequence[Item], boilerplate: Boilerplate) -> Found | None:
    """The first item may be the headline: a label with a colon says nothing there, and it is no byline."""
    line = items[number].line
    found = boilerplate.cue(line)
    if found and number == 0 and len(items) > 1 and ":" in line and found.kind in ("related link", "related list", "credit", "tags"):
        found = None
    if found:
        return found
    if (0 < number < _HEAD or number >= max(1, len(items) - _FOOT)) and is_byline(line, boilerplate.words):
        return _BYLINE
    if line.isupper() and " ".join(words_of(line)) in boilerplate.words.labels:
        return _LABEL
    if is_date_line(line, boilerplate.words) and not items[number].mark:
        return _DATE
    if len(items) > 1 and is_caption(line, boilerplate.words):
        return _CAPTION
    if credit_at_end(line, boilerplate.words) == 0:
        return _CREDIT
    if _ADDRESS.fullmatch(line):
        return _LINK
    return _TAGS if _HASHTAGS.fullmatch(line) and items[number].count > 1 else None


def _by_parts(item: Item, boilerplate: Boilerplate) -> Found | None:
    """Lines of short parts, at least half of which are names of sections, buttons, dates or cues."""
    parts = [part.strip() for part in _SEPARATORS.split(item.line) if part.strip()]
    if len(parts) < 2:
        return None
    first = boilerplate.cue(parts[0])
    if first and first.kind == "advertisement" and not item.is_prose:
        return first
    if any(len(part.split()) > _SHORT + 4 for part in parts) or sum(len(part.split()) > _SHORT for part in parts) > 1:
        return None
    known = [one for part in parts if (one := _part(part, boilerplate))]
    if len(known) < 2 or 2 * len(known) < len(parts):
        return None
    return _MENU if known.count(_MENU) * 2 >= len(known) else next(one for one in known if one is not _MENU)


def _part(part: str, boilerplate: Boilerplate) -> Found | None:
    joined = " ".join(words_of(part))
    if joined in boilerplate.words.sections:
        return _MENU
    if joined in boilerplate.words.platforms or joined in boilerplate.words.buttons:
        return BUTTONS
    return boilerplate.cue(part) or (_DATE if is_date_line(part, boilerplate.words) else None)


def _drop_menus(items: Sequence[Item], found: Verdicts, boilerplate: Boilerplate) -> None:
    """Rows of short lines in which names of sections stand."""
    short = [
        verdict is None and not item.mark and item.count <= 3 and not item.is_prose for item, verdict in zip(items, found, strict=True)
    ]
    for run in _runs(short):
        named = [number for number in run if " ".join(words_of(items[number].line)) in boilerplate.words.sections]
        if len(run) >= 3 and 2 * len(named) >= len(run):
            for number in range(min(named), max(named) + 1):
                found[number] = _MENU


def _drop_buttons(items: Sequence[Item], found: Verdicts, boilerplate: Boilerplate) -> None:
    """Names of platforms and buttons, two or more in a row or beside a share bar."""
    names = boilerplate.words.platforms | boilerplate.words.buttons
    for run in _runs([item.count <= 3 and " ".join(words_of(item.line)) in names for item in items]):
        around = [found[number] for number in (run[0] - 1, *run, run[-1] + 1) if 0 <= number < len(items)]
        if len(run) >= 2 or any(one is not None and one.kind == "share bar" for one in around):
            for number in run:
                found[number] = found[number] or BUTTONS


def _runs(marks: Sequence[bool]) -> list[list[int]]:
    """Numbers of neighbouring items that are marked."""
    runs: list[list[int]] = []
    for number, marked in enumerate(marks):
        if marked and runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        elif marked:
            runs.append([number])
    return runs
