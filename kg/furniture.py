"""Recognises what a page puts between and around its paragraphs by each line's own words: cues, bylines, dates, captions, menus, code.

In: the Items of a document. Out: for each its Found (kind and reason) where it is dropped, None where it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.boilerplate import Boilerplate, Found, words_of
from kg.credits import credit_at_end, is_byline, is_caption, is_date_line
from kg.items import Item

Verdicts = list[Found | None]

MENU = Found(kind="menu", reason="stands among the names of a site's sections")
BUTTONS = Found(kind="share bar", reason="stands in a row of buttons")
BYLINE = Found(kind="byline", reason="names the author")
DATE = Found(kind="date line", reason="tells when it was published")
_CAPTION = Found(kind="caption", reason="describes a picture")
_CREDIT = Found(kind="credit", reason="credits those who made the report")
LINK = Found(kind="related link", reason="leads elsewhere")
_LIST = Found(kind="related list", reason="numbers the headlines of other articles")
_TAGS = Found(kind="tags", reason="lists tags")
_MARKUP = Found(kind="markup", reason="is what was left of a page's code, or a line that was drawn")
_LABEL = Found(kind="label", reason="says what kind of text it is")

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]*\.[^\s@.]+\.?")
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_ARROW = re.compile(r"(?:→|»|›|>>|\[\+\]|▶|►)\s*\Z")
_ICON = re.compile("[≡☰🔍🔎✉▾⌄☎🔔]")
_CODE = re.compile(
    r"<[a-zA-Z!/]|[{}]{2}|\[/?[a-z]+(?:[ _-][^\[\]]{0,200})?\]\Z"
    r"|(?:window|document|googletag|jQuery|gtag|var|function|@media|@context)\b.{0,200}[(){}=;]"
    r"|\S{1,40}\([^()]{0,200}\);|\([^()]{0,80}\)\.\w{1,30}\(.{0,200};|\{[^{}]{0,500}[:;][^{}]{0,500}\}|\"\w+\"\s?:\s?[\"\[{]"
)
_NUMBERED = re.compile(r"(?:\A|\s)1[.):]?\s+\S.{3,200}\s2[.):]?\s+\S")
_DATED = re.compile(r"(?:first |last )?(?:published|posted|updated|modified|date|issued|uploaded)\b", re.IGNORECASE)
_CHANGE = re.compile(r"[+−-]\s?\d+(?:[.,]\d+)?\s?%|[▲▼]\s?\d")
_HEAD, _FOOT = 8, 5  # paragraphs at the start and the end among which bylines stand
_SHORT = 4  # words of a part of a menu
_LONGEST_DATE = 16  # words
_LONGEST_MENU = 40  # words


def furniture(items: Sequence[Item], boilerplate: Boilerplate) -> Verdicts:
    """What each item is by its own words; the first may be the headline, the last ones may be a foot."""
    return [_alone(number, items, boilerplate) for number in range(len(items))]


def _alone(number: int, items: Sequence[Item], boilerplate: Boilerplate) -> Found | None:
    item = items[number]
    if not item.line or (item.was_marked_up and item.count <= _SHORT and not item.is_prose):
        return _MARKUP
    edge = 0 < number < _HEAD or number >= max(1, len(items) - _FOOT)
    found = _cued(number, items, boilerplate) or _made(item, boilerplate, edge=edge, alone=len(items) == 1)
    return found or (None if item.is_prose else _by_shape(item) or by_parts(item, boilerplate) or _by_sections(item, boilerplate))


def _cued(number: int, items: Sequence[Item], boilerplate: Boilerplate) -> Found | None:
    """By a cue of the lexicon; in a headline a label with a colon says nothing."""
    line = items[number].line
    found = boilerplate.cue(line)
    if found and number == 0 and len(items) > 1 and ":" in line and found.kind in ("related link", "related list", "credit", "tags"):
        return None
    return found


def _made(item: Item, boilerplate: Boilerplate, *, edge: bool, alone: bool) -> Found | None:
    """Lines about who made the report, and when."""
    line, words = item.line, boilerplate.words
    if edge and is_byline(line, words):
        return BYLINE
    if line.isupper() and " ".join(words_of(line)) in words.labels:
        return _LABEL
    if is_date_line(line, words) and not item.mark:
        return DATE
    if _DATED.match(line) and item.count <= _LONGEST_DATE and not item.is_prose and any(character.isdigit() for character in line):
        return DATE
    if not alone and is_caption(line, words):
        return _CAPTION
    return _CREDIT if credit_at_end(line, words) == 0 else None


def _by_shape(item: Item) -> Found | None:
    """Addresses, tags, arrows, code, numbered headlines, tickers."""
    line = item.line
    if _ADDRESS.fullmatch(line):
        return LINK
    if _HASHTAGS.fullmatch(line) and item.count > 1:
        return _TAGS
    if _CODE.match(line) or not any(map(str.isalnum, line)):
        return _MARKUP
    if _ARROW.search(line[-8:]) or line[0] in "←⟵":
        return LINK
    if _ICON.search(line):
        return MENU
    if _NUMBERED.search(line):
        return _LIST
    return MENU if len(_CHANGE.findall(line)) >= 2 else None


def by_parts(item: Item, boilerplate: Boilerplate) -> Found | None:
    """Lines of short parts that separators divide, some of which are names of sections, buttons, dates or cues."""
    parts = item.parts
    if len(parts) < 2:
        return None
    first = boilerplate.cue(parts[0])
    if first and first.kind == "advertisement":
        return first
    long = sum(len(part.split()) > _SHORT for part in parts)
    known = [one for part in parts if (one := _part(part, boilerplate))]
    if long > 1 or any(len(part.split()) > 2 * _SHORT for part in parts):
        return None
    dated = any(one.kind in ("date line", "reading time", "share bar", "comment prompt", "byline") for one in known)
    if 2 * len(known) >= len(parts) or (dated and not long) or (known and len(parts) >= 3 and not long):
        return MENU if known.count(MENU) * 2 >= len(known) else next(one for one in known if one is not MENU)
    return None


def _part(part: str, boilerplate: Boilerplate) -> Found | None:
    joined = " ".join(words_of(part))
    if joined in boilerplate.words.sections:
        return MENU
    if joined in boilerplate.words.platforms or joined in boilerplate.words.buttons:
        return BUTTONS
    if is_date_line(part, boilerplate.words):
        return DATE
    return BYLINE if is_byline(part, boilerplate.words) else boilerplate.cue(part)


def _by_sections(item: Item, boilerplate: Boilerplate) -> Found | None:
    """'Home News Sport Business Opinion': names of sections that nothing divides."""
    words = words_of(item.line) if item.count <= _LONGEST_MENU and "," not in item.line else ()
    named = sum(word in boilerplate.words.sections for word in words)
    return MENU if named >= 3 and 10 * named >= 7 * len(words) else None
