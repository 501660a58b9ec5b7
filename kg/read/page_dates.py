"""Finds the day on which a web page says that it was published, in what it says of itself and in dates that stand alone; guesses none.

In: the tree of a page, its JSON-LD and its address. Out: a day, month or year (ISO 8601), or None. Dates in sentences say when things
happened, not when they were told, and are not looked at. A date that can be read in two ways (03/04/2026) is none.

>>> from trafilatura.utils import load_html
>>> page = load_html("<body><h1>A fine</h1><span>Posted on 4 February 2026, 10:00</span><p>It was fined on 3 January 2026.</p></body>")
>>> published_of(page, Linked())
'2026-02-04'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.read.dates import day_of, iso_date, without_dates
from kg.read.linked import Linked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_AROUND = re.compile(
    r"(?:published|posted|updated|last|modified|first|released?|issued|created|uploaded|on|at|by|date|stand|le|publié|veröffentlicht|am|um"
    r"|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|[ap]\.?m\.?|[a-z]{1,4}t|gmt|utc|uhr|z|h|[\d:.,|+()·•–—-]+)",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"updat|modif|revis|chang|edit|stand\b", re.IGNORECASE)
_PUBLISHED = (
    *("article:published_time", "og:published_time", "og:article:published_time", "article:published", "article.published"),
    *("datepublished", "date_published", "published_time", "published", "publishdate", "publish_date", "publish-date"),
    *("publication_date", "publication-date", "pubdate", "pub_date", "originalpublicationdate", "article_date_original"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dcterms.issued", "dc.date.issued", "dcterms.created"),
    *("dc.date.created", "dc.date.publication", "dcterms.date", "dc.date", "dc:date", "dc.created", "citation_publication_date"),
    *("citation_online_date", "citation_date", "displaydate", "rnews:datepublished", "releasedate", "date", "created"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified"),
    *("lastmod", "revised"),
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/-]|\Z)")
_CLASS = re.compile(r"(?:\A|[\s_-])(?:date|dateline|published?|pubdate|posted|timestamp)(?:[\s_-]|\Z)", re.IGNORECASE)
_POSTED = re.compile(r"publish|posted|entry-date|created", re.IGNORECASE)
_HOLDERS = frozenset(
    (
        *("time", "span", "div", "p", "li", "td", "small", "font", "em", "i", "b", "strong", "dd", "address", "abbr", "h3", "h4", "h5"),
        *("h6"),
    )
)
_LONGEST = 120  # characters of a date with what stands around it
_PROSE = 100  # characters of a paragraph, where the story has begun
_MOST = 3_000  # elements that are looked at before it
_MOST_INSIDE = 20  # elements in one that is a date


def published_of(tree: HtmlElement, linked: Linked, *, address: str | None = None) -> str | None:
    """The day that is named first of: JSON-LD, meta elements, marked dates, the address, dates alone above the story, the last change."""
    meta = _meta(tree)
    others = [content for name, content in meta.items() if "publish" in name and "publisher" not in name]
    named = [linked.published, *(meta.get(name) for name in _PUBLISHED), *others, *_marked(tree)]
    if found := _first(named) or _of_address(address):
        return found
    changes = [linked.modified, *(meta.get(name) for name in _MODIFIED)]
    for text in _alone(tree):
        change = _CHANGED.search(text)
        if found := day_of(text[: change.start()] if change else text):
            return found
        changes.append(text if change else None)
    return _first(changes)


def _first(written: Iterable[str | None]) -> str | None:
    return next((day for one in written if one and (day := day_of(one))), None)


def _of_address(address: str | None) -> str | None:
    match = _IN_ADDRESS.search(address[:2_000]) if address else None
    return iso_date("-".join(match.groups())) if match else None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """What meta elements say, by their names in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for element in islice(tree.iter("meta"), _MOST):
        content = element.get("content")
        for kind in ("name", "property", "itemprop", "http-equiv") if content else ():
            if name := element.get(kind):
                found.setdefault(name.lower(), str(content))
    return found


def _marked(tree: HtmlElement) -> Iterator[str]:
    """Dates of elements that are marked as the day of publication."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag == "meta" or not element.attrib:
            continue
        marked = "datepublished" in (element.get("itemprop") or "").lower().split()
        if marked or (element.tag == "time" and ("pubdate" in element.attrib or _POSTED.search(element.get("class", "")[:_LONGEST]))):
            yield element.get("datetime") or element.get("content") or _short(element) or ""


def _alone(tree: HtmlElement) -> Iterator[str]:
    """Dates with nothing else around them: below the headline, beside it, and those of time elements of the article."""
    head = next(tree.iter("h1"), None)
    begun = head is None
    near = set() if head is None else {one for above in _above(head) for one in islice(above.iter(), _MOST)}
    for element in islice(tree.iter(), 10 * _MOST):
        begun = begun or element is head
        if element.tag not in _HOLDERS or not (begun or element in near):
            continue
        if element.tag == "p" and len(element.text_content()) >= _PROSE:
            break
        if text := _dated(element):
            yield text
    article = next(tree.iter("article"), None)
    for element in () if article is None else islice(article.iter("time"), _MOST):
        yield _dated(element)


def _above(head: HtmlElement) -> list[HtmlElement]:
    """What holds the headline, and what holds that, unless it is the page."""
    return [one for one in islice(head.iterancestors(), 2) if one.tag not in ("body", "html", "main")]


def _dated(element: HtmlElement) -> str:
    """The text of an element that holds a date and little else, with what says that it is one of a change; '' for another."""
    names = f"{element.get('class', '')[:_LONGEST]} {element.get('id', '')[:_LONGEST]} {element.get('itemprop', '')[:_LONGEST]}"
    change = "updated " if _CHANGED.search(names) else ""
    if element.tag == "time" and (given := element.get("datetime")):
        return f"{change}{given}"
    text = _short(element)
    if text is None or not any(letter.isdigit() for letter in text):
        return ""
    rest = without_dates(text)
    plain = rest != text and all(_AROUND.fullmatch(word) for word in rest.split())
    return change + text if plain or _CLASS.search(names) else ""


def _short(element: HtmlElement) -> str | None:
    """The text of a small element; None for a larger one."""
    if sum(1 for _ in islice(element.iter(), _MOST_INSIDE)) == _MOST_INSIDE:
        return None
    text = " ".join(element.text_content().split())
    return text if len(text) <= _LONGEST else None
