"""Finds which paragraphs of a page are no part of its story, by what stands around them and by the headings above them.

In: the Items of a document. Out: for each its Found (kind and reason) where it is dropped, None where it is kept.

A heading such as 'Latest News' begins a region, which ends where prose of the story goes on: a teaser is a headline with a snippet
below it, the story has paragraph after paragraph. Nothing is dropped for the words of one page; where in doubt a line is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.boilerplate import Boilerplate, Found
from kg.furniture import Verdicts, furniture
from kg.items import Item
from kg.rows import drop_rows

_TEASER = Found(kind="teaser", reason="announces another article: a headline with a text that breaks off")
_LIST = Found(kind="related list", reason="stands in a list of headlines below the story")

_SNIPPET = 40  # words; a longer paragraph below a heading is the story that goes on, not the snippet of a teaser
_LABEL = 5  # words up to which a line that ends in a colon is the label of a list of links; a longer one introduces a list of the story
_LINK = 5  # words from which a line is a headline
_SHORT_TEXT = 80  # words
_STORY = 60  # words of prose before what may be the readers' comments


def verdicts(items: Sequence[Item], boilerplate: Boilerplate) -> Verdicts:
    """For each item by what it is dropped. Short texts are judged line by line only."""
    found = furniture(items, boilerplate)
    prose = sum(item.is_prose for item, verdict in zip(items, found, strict=True) if verdict is None)
    if prose < 2 and sum(item.count for item in items) < _SHORT_TEXT:
        if all(found):
            found = [None if _is_content(item, one) else one for item, one in zip(items, found, strict=True)]
        return found
    drop_rows(items, found, boilerplate)
    headings = [boilerplate.heading(item.line) for item in items]
    _drop_regions(items, found, headings)
    _drop_teasers(items, found)
    _drop_foot(items, found)
    return found


def _is_content(item: Item, found: Found | None) -> bool:
    """In a text of which nothing would be left, a whole sentence is kept unless it is plainly of the page."""
    return item.is_prose and found is not None and found.kind in ("caption", "byline", "related link")


def _drop_regions(items: Sequence[Item], found: Verdicts, headings: Sequence[Found | None]) -> None:
    """What stands below headings, up to where the story goes on."""
    region: Found | None = None
    told = 0  # words of the story so far
    for number, item in enumerate(items):
        heading = headings[number]
        if heading and not (heading.until == "end" and told < _STORY):
            region = Found(kind=heading.kind, reason=f"{heading.reason}, below '{item.line[:40]}'", until=heading.until)
            found[number] = Found(kind=heading.kind, reason="is the heading of what is no story")
        elif region is not None and region.until == "story" and _goes_on(items, found, headings, number):
            region = None
        elif region is not None:
            found[number] = found[number] or region
            if region.until == "next":
                region = None
        told += item.count * (item.is_prose and found[number] is None)


def _goes_on(items: Sequence[Item], found: Verdicts, headings: Sequence[Found | None], number: int) -> bool:
    """Whether the story goes on with this item: prose that is no snippet of the headline above it."""
    item = items[number]
    if not item.is_prose or found[number] is not None:
        return False
    if item.count >= _SNIPPET:
        return True
    above = _neighbour(found, headings, number, -1)
    below = _neighbour(found, headings, number, 1)
    if above is None or headings[above] is not None or not items[above].is_headline:
        return True
    return below is not None and headings[below] is None and items[below].is_prose


def _neighbour(found: Verdicts, headings: Sequence[Found | None], number: int, step: int) -> int | None:
    """The next item up or down that is not some page's furniture, unless it is a heading."""
    number += step
    while 0 <= number < len(found):
        verdict = found[number]
        if verdict is None or verdict.until or headings[number] is not None:
            return number
        number += step
    return None


def _drop_teasers(items: Sequence[Item], found: Verdicts) -> None:
    """Headlines with a cut-off text below them, where there is more than one of them or no prose after them."""
    pairs = [
        number
        for number in range(1, len(items))
        if items[number].is_cut_off
        and items[number].count >= 6
        and items[number - 1].is_headline
        and not (found[number] or found[number - 1])
    ]
    last = _last_prose(items, found)
    for number in pairs:
        if number > last or (len(pairs) > 1 and number > 1):
            found[number - 1] = found[number] = _TEASER


def _drop_foot(items: Sequence[Item], found: Verdicts) -> None:
    """Two or more headlines, or texts that break off, below the last prose; a list that is introduced by a colon is of the story."""
    last = _last_prose(items, found)
    if last < 2:
        return
    rest = [number for number in range(last + 1, len(items)) if found[number] is None]
    introduced = next((number for number in [last, *rest] if items[number].line.endswith(":") and items[number].count > _LABEL), len(items))
    links = [number for number in rest if number < introduced and not items[number].mark and items[number].count >= _LINK]
    if len(links) >= 2:
        for number in links:
            found[number] = _LIST


def _last_prose(items: Sequence[Item], found: Verdicts) -> int:
    return max((number for number, item in enumerate(items) if item.is_prose and found[number] is None), default=-1)
