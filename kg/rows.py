"""Recognises rows of short lines that mean something together: menus, buttons, a site's name above its headline, an author beside a date.

In: the Items of a document with what each is by its own words. Out: the same list, in which rows are marked as dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.boilerplate import Boilerplate, Found, words_of
from kg.furniture import BUTTONS, BYLINE, LINK, MENU, Verdicts
from kg.items import Item

_MASTHEAD = Found(kind="menu", reason="names the site, above the headline")

_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]*|de|van|von|der|bin|al)(?: (?:[A-ZÀ-Þ][\w'’.-]*|de|van|von|der|bin|al)){1,3}")
_POINTERS = "→»›>➜➤▶►▸"
_SHORT = 4  # words of an entry of a menu, its mark included
_SITE = 5  # words of a site's name


def drop_rows(items: Sequence[Item], found: Verdicts, boilerplate: Boilerplate) -> None:
    """Marks rows in `found`."""
    prose = [number for number, item in enumerate(items) if item.is_prose and found[number] is None]
    head = prose[0] if prose else 0
    foot = prose[-1] if prose else len(items)
    _drop_menus(items, found, boilerplate)
    _drop_buttons(items, found, boilerplate)
    _drop_sections(items, found, boilerplate, head=head, foot=foot)
    _drop_divided(items, found, head=head, foot=foot)
    _drop_pointers(items, found, after=prose[1] if len(prose) > 1 else len(items))
    _drop_masthead(items, found, boilerplate, head=head)
    _drop_authors(items, found, head=head)


def _is_section(item: Item, boilerplate: Boilerplate) -> bool:
    return item.count <= _SHORT and " ".join(words_of(item.line)) in boilerplate.words.sections


def _drop_menus(items: Sequence[Item], found: Verdicts, boilerplate: Boilerplate) -> None:
    """Three or more short lines, half of them names of sections."""
    short = [item.count <= _SHORT and not item.is_prose for item in items]
    for run in _runs([is_short and verdict is None for is_short, verdict in zip(short, found, strict=True)]):
        named = [number for number in run if _is_section(items[number], boilerplate)]
        if len(run) >= 3 and len(named) >= 2 and 2 * len(named) >= len(run):
            for number in range(min(named), max(named) + 1):
                found[number] = MENU


def _drop_buttons(items: Sequence[Item], found: Verdicts, boilerplate: Boilerplate) -> None:
    """Names of platforms and buttons, two or more in a row or beside a share bar."""
    names = boilerplate.words.platforms | boilerplate.words.buttons
    for run in _runs([item.count <= _SHORT and " ".join(words_of(item.line)) in names for item in items]):
        around = [found[number] for number in (run[0] - 1, *run, run[-1] + 1) if 0 <= number < len(items)]
        if len(run) >= 2 or any(one is not None and one.kind == "share bar" for one in around):
            for number in run:
                found[number] = found[number] or BUTTONS


def _drop_sections(items: Sequence[Item], found: Verdicts, boilerplate: Boilerplate, *, head: int, foot: int) -> None:
    """The section that a story stands in, above the headline or below the last paragraph."""
    headline = max((number for number in range(head) if found[number] is None and items[number].count > _SHORT), default=0)
    for number, item in enumerate(items):
        above = number < headline
        if found[number] is None and (above or number > foot > 1) and _is_section(item, boilerplate):
            found[number] = MENU


def _drop_divided(items: Sequence[Item], found: Verdicts, *, head: int, foot: int) -> None:
    """Four or more short parts in a line above or below the story, whatever they are."""
    for number, item in enumerate(items):
        parts = len(item.parts)
        if found[number] is None and not head <= number <= foot and not item.is_prose and parts >= 4 and item.count <= 3 * parts:
            found[number] = MENU


def _drop_pointers(items: Sequence[Item], found: Verdicts, *, after: int) -> None:
    """Lines with an arrow before them, once the story has begun; below a headline they may sum it up."""
    for number in range(after, len(items)):
        item = items[number]
        if found[number] is None and not item.is_prose and item.line[0] in _POINTERS:
            found[number] = LINK


def _drop_masthead(items: Sequence[Item], found: Verdicts, boilerplate: Boilerplate, *, head: int) -> None:
    """A short first line above a longer headline, if a menu stands between them or it holds a word that sites are named by."""
    kept = [number for number in range(head) if found[number] is None][:2]
    if len(kept) < 2:
        return
    site, headline = items[kept[0]], items[kept[1]]
    if site.count > _SITE or site.is_prose or not headline.is_headline or headline.count <= max(site.count, 3):
        return
    between = any(one is MENU for one in found[: kept[1]])
    named = any(word in boilerplate.words.outlets for word in words_of(site.line.replace(".", " ")))
    if between or named:
        found[kept[0]] = _MASTHEAD


def _drop_authors(items: Sequence[Item], found: Verdicts, *, head: int) -> None:
    """A name alone on its line, beside a date or a byline above the story."""
    for number in range(1, head):
        if found[number] is None and _NAME.fullmatch(items[number].line):
            around = (found[number - 1], found[number + 1] if number + 1 < len(found) else None)
            if any(one is not None and one.kind in ("date line", "byline", "reading time") for one in around):
                found[number] = BYLINE


def _runs(marks: Sequence[bool]) -> list[list[int]]:
    """Numbers of neighbouring items that are marked."""
    runs: list[list[int]] = []
    for number, marked in enumerate(marks):
        if marked and runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        elif marked:
            runs.append([number])
    return runs
