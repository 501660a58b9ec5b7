"""What a web page says of its article in JSON-LD, the form in which sites tell search engines: headline, dates, authors, outlet, text.

In: the tree of a page. Out: Linked, of the first article that is described, with what else the page says of the same; the names of persons
and organisations that stand elsewhere in it ('@id') are looked up.

>>> from trafilatura.utils import load_html
>>> told = '{"@type": "NewsArticle", "headline": "Ban", "author": {"name": "Jane Doe"}, "datePublished": "2026-02-04"}'
>>> linked_of(load_html(f"<script type='application/ld+json'>{told}</script><p>x</p>")).authors
('Jane Doe',)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from kg.read.decode import well_formed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST = 2 * 2**20  # characters of all descriptions of a page
_MOST_THINGS = 5_000
_MOST_AUTHORS = 30
_LONGEST = 500  # characters of a name or a headline
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|\w*NewsReport|Report|Review|ClaimReview|LiveBlogPosting)\Z")
_PAGE = re.compile(r"\w*Page\Z")
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
_COMMENT = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Dates are as they are written; `body` is the text of the article, where the page gives it."""

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    body: str = ""


def linked_of(tree: HtmlElement) -> Linked:
    """What the descriptions in a page say; descriptions that are no JSON are passed over."""
    things = list(_things(tree))
    known = {str(thing["@id"]): thing for thing in reversed(things) if "@id" in thing and "name" in thing}
    article = next((thing for thing in things if _is(thing, _ARTICLE)), None)
    page = next((thing for thing in things if _is(thing, _PAGE)), {})
    if article is None:
        return Linked(published=_text(page.get("datePublished")), modified=_text(page.get("dateModified")))
    outlet = next(iter(_names(article.get("publisher"), known)), None)
    return Linked(
        headline=_text(article.get("headline")),
        published=_text(article.get("datePublished")) or _text(page.get("datePublished")) or _text(article.get("dateCreated")),
        modified=_text(article.get("dateModified")) or _text(page.get("dateModified")),
        authors=tuple(dict.fromkeys(name for name in _names(article.get("author"), known) if name != outlet))[:_MOST_AUTHORS],
        outlet=outlet,
        body=well_formed(body) if isinstance(body := article.get("articleBody"), str) else "",
    )


def _things(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """Objects of all descriptions, those of lists and of '@graph' too."""
    left = _LARGEST
    most = _MOST_THINGS
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        written = script.text or ""
        left -= len(written)
        if left < 0:
            return
        try:
            pending: list[object] = [json.loads(_COMMENT.sub("", written), strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending and most:
            most -= 1
            thing = pending.pop(0)
            if isinstance(thing, list):
                pending[:0] = thing[:_MOST_THINGS]
            elif isinstance(thing, dict):
                yield thing
                pending += [inner for name in _INNER if isinstance(inner := thing.get(name), list | dict)]


def _is(thing: Mapping[str, object], kind: re.Pattern[str]) -> bool:
    types = thing.get("@type")
    return any(isinstance(one, str) and kind.match(one) for one in (types if isinstance(types, list) else [types]))


def _names(value: object, known: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The names of persons or organisations: strings, objects, and those that an '@id' leads to; no addresses."""
    named: list[object] = []
    for one in value[:_MOST_THINGS] if isinstance(value, list) else [value]:
        name = one.get("name") or known.get(str(one.get("@id")), {}).get("name") if isinstance(one, dict) else one
        named += name[:_MOST_AUTHORS] if isinstance(name, list) else [name]
    return [name for one in named if (name := _text(one)) and "://" not in name and "@" not in name]


def _text(value: object) -> str | None:
    """A line of text, without entities of HTML."""
    return " ".join(well_formed(unescape(value[:_LONGEST])).split()) or None if isinstance(value, str) else None
