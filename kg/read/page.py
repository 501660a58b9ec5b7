"""Reads a web page: its article without menus, advertisements and comments, and what the page says of itself.

In: the bytes of a page. Out: a Document whose text is the title, the byline and the paragraphs, each on a line of its own with an empty
line between; title, date, outlet, language and canonical address stand beside it. Offsets refer to that text.

>>> page = b"<html lang=en><title>Ban on Grok</title><article><h1>Ban on Grok</h1><p>France banned Grok.</p></article></html>"
>>> read_page(page, Place(name="a", source="a.html")).text
'Ban on Grok\\n\\nFrance banned Grok.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from kg.model import Document
from kg.read.decode import decode
from kg.read.linked import Linked, linked_of
from kg.read.mojibake import repaired
from kg.read.page_dates import published_of
from kg.read.place import Place
from kg.read.pruned import pruned
from kg.read.quiet import quiet
from kg.read.record import author_of, of_text
from kg.read.skipped import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST_PAGE = 8 * 2**20  # bytes: twenty times a heavy news page
MOST_TAGS = 80_000  # opening and closing: trafilatura takes ten seconds for so many, and more than linear time beyond

_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}  # its dates, often guesses, are not used
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,99}<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,2000}?\blang\s{0,9}=\s{0,9}[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_OURS = re.compile(r"<meta name=\"generator\" content=\"Actorgraph\b")
_SHORT = 400  # characters; where trafilatura finds less than 250, it gives the whole page with its menus
_PROSE = re.compile(r"<(?:p|article|main)\b", re.IGNORECASE)
_BUTTONS = frozenset(("read more", "continue reading", "keep reading", "read on", "read the full story", "full story", "learn more"))
_AROUND = ("nav", "head", "title", "header", "footer", "aside", "button")
_BLOCKS = (
    *("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"),
    *("tr", "td", "th", "table", "section", "article", "pre", "hr", "dt", "dd", "figure", "figcaption"),
)
_HEAD = 4096  # bytes in which a page says its encoding; browsers look at 1024
_LONGEST_AUTHOR = 120
_MOST_AUTHORS = 10
_LONGEST_TITLE = 500
_HEADLINE = 3  # words in bold that may be a headline
_MOST_HEADS = 3  # of each name
_NEAR = 9  # paragraphs below the first, among which a headline stands
_PARTED = re.compile(r"\s+[|·•–—»«:-]{1,2}\s+|\s*\|\s*")
_PARTICLES = frozenset(
    (
        *("and", "of", "de", "la", "le", "du", "des", "di", "da", "del", "der", "den", "van", "von", "ter", "ten", "zu", "al", "el"),
        *("bin", "ibn", "y", "e", "et", "und"),
    )
)
_WORD = re.compile(r"\w+")
_EMPTY_CELLS = re.compile(r"^\|(?:[ |:-]*)$")


def read_page(data: bytes, place: Place, *, charset: str | None = None, url: str | None = None) -> Document:
    """The Document of a page; `charset` and `url` are what the server said, where that is known.

    Raises UnreadableError for a page without an article, or beyond LARGEST_PAGE and MOST_TAGS.
    """
    if len(data) > LARGEST_PAGE:
        raise UnreadableError(f"a page of more than {LARGEST_PAGE // 2**20} MiB (expected: a page with one article)")
    text, encoding = decode(data, charset or declared_charset(data))
    return page_of(text, place, encoding=encoding, url=url)


def declared_charset(data: bytes) -> str | None:
    """The encoding that an HTML or XML file declares in its first bytes."""
    head = data[:_HEAD]
    found = _XML.match(head.removeprefix(b"\xef\xbb\xbf")) or _META.search(head)
    return found.group(1).decode("ascii", errors="replace") if found else None


def page_of(html: str, place: Place, *, encoding: str, url: str | None = None) -> Document:
    """The Document of a page that was decoded."""
    if html.count("<") > MOST_TAGS:
        raise UnreadableError(f"a page of more than {MOST_TAGS:,} tags (expected: a page with one article)")
    if _OURS.search(html, 0, _HEAD):
        raise UnreadableError("a page that Actorgraph made: its sentences are those of other documents (expected: these)")
    found = _article(html.replace("\0", ""), url)
    paragraphs = _paragraphs(found.text)
    title = _title(found.titles, (*paragraphs[: _NEAR + 1], *found.heads))
    if not paragraphs:
        raise UnreadableError("no article in this page (expected: a page with paragraphs of text)")
    head = []
    if title and not any(_words(title) == _words(line) for line in paragraphs[:3]):
        head.append(title)
    elif title and _words(paragraphs[0]) != _words(title):
        paragraphs = [title, *(line for line in paragraphs if _words(line) != _words(title))]
    author = author_of(found.author)
    if author and is_name(author) and not any(author in line and len(line) < 2 * _LONGEST_AUTHOR for line in paragraphs[:3]):
        byline = f"By {author}"
        if head:
            head.append(byline)
        else:
            paragraphs.insert(1 if title else 0, byline)
    text, note = repaired("\n\n".join([*head, *paragraphs]))
    language = _LANGUAGE.search(html, 0, 100_000)
    return of_text(
        text,
        name=place.name,
        source=place.source,
        encoding=encoding + note,
        published=found.published or place.published,
        title=repaired(title)[0] if title else None,
        url=found.url or url,
        language=language.group(1).lower() if language else None,
        outlet=found.outlet,
        author=author,
    )


def article_text(html: str) -> list[str]:
    """The paragraphs of a piece of HTML that is all article, such as an item of a feed; [] for one without text."""
    if html.count("<") > MOST_TAGS:
        raise UnreadableError(f"a text of more than {MOST_TAGS:,} tags (expected: one article)")
    from trafilatura.utils import load_html

    tree = load_html(f"<html><body>{html}</body></html>".replace("\0", ""))
    if tree is None:
        return []
    pruned(tree)
    for element in list(tree.iter("script", "style", "noscript", "template", "iframe", "svg", "form", *_AROUND)):
        element.drop_tree()
    links = list(tree.iter("a"))
    for element in [link for link in links if _words(link.text_content()[:_LONGEST_AUTHOR]) in _BUTTONS]:
        element.drop_tree()  # in a letter of many stories each has one: it heads no list of others
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    return _paragraphs(tree.text_content())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """What a page holds and says of itself; `titles` are those that it has, the likeliest first, `heads` what looks like a headline."""

    text: str
    titles: tuple[str, ...]
    heads: tuple[str, ...]
    author: str | None
    outlet: str | None
    url: str | None
    published: str | None


def _article(html: str, url: str | None) -> _Article:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Found
    from trafilatura.utils import load_html

    quiet("trafilatura", "htmldate", "courlan")
    try:
        tree = load_html(html)
        linked = Linked() if tree is None else linked_of(tree)
        whole = () if tree is None else tuple(_texts(tree, "title", 1))
        heads = [] if tree is None else [text for name in ("h1", "h2") for text in _texts(tree, name, _MOST_HEADS)]
        words = [] if tree is None else [text for name in ("b", "strong") for text in _texts(tree, name, _MOST_HEADS)]
        bold = [text for text in words if len(text.split()) >= _HEADLINE]
        given = html if tree is None else pruned(tree)
        found = bare_extraction(
            given, fast=True, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dict(_DATES)
        )
        if not isinstance(found, Found):
            found = Found()
        text = found.text or ""
        if len(text) < _SHORT:
            plain = "\n".join(article_text(html)) if _PROSE.search(html) else ""
            text = min(plain, text or plain, key=len) if plain else text
        told = linked.body.strip()
        if told and (len(told) > 2 * len(text) or _words(told) == _words(text)):
            text = "\n".join(article_text(told)) if "<" in told else unescape(told)
        return _Article(
            text=text,
            titles=tuple(title for one in (found.title, linked.headline, *whole) if (title := _line(one))),
            heads=tuple(head for one in (*heads, *bold) if (head := _line(one))),
            author="; ".join(linked.authors) or _authors(tree, found.author),
            outlet=_outlet(_line(found.sitename), linked.outlet),
            url=_line(found.url),
            published=None if tree is None else published_of(tree, linked, address=found.url or url),
        )
    except Exception as error:  # noqa: BLE001 (whatever a library makes of one hostile page must not end the batch)
        raise UnreadableError(f"a page that cannot be parsed ({type(error).__name__})") from None


def _authors(tree: HtmlElement | None, first: str | None) -> str | None:
    """The author, with those that the page marks in the same way."""
    if tree is None or not first:
        return first
    marked = [one for one in tree.iter("a", "span") if "author" in (one.get("rel", "").split() + one.get("itemprop", "").split())]
    names = [" ".join(one.text_content()[:_LONGEST_AUTHOR].split()) for one in marked[:_MOST_AUTHORS]]
    return "; ".join(dict.fromkeys(filter(is_name, names))) if first in names else first


def _outlet(site: str | None, publisher: str | None) -> str | None:
    """The name of a site, else of its publisher; an address ('paper.example') only where there is no name."""
    return publisher or site if site is None or ("." in site and " " not in site) else site


def _texts(tree: HtmlElement, name: str, most: int) -> Iterator[str]:
    """The beginnings of the texts of the first elements of a name."""
    for element in islice(tree.iter(name), most):
        yield element.text_content()[:_LONGEST_TITLE]


def _title(titles: Sequence[str], heads: Sequence[str]) -> str | None:
    """The first title; where but a part of it, or of another ('Ban - The Paper'), is a headline of the page, that headline."""
    if not titles:
        return None
    known = {_words(line): line for line in reversed(heads) if _words(line)}
    if _words(titles[0]) in known:
        return titles[0]
    parts = [part for title in titles for part in (title, *_PARTED.split(title)) if _words(part) in known]
    return known[_words(max(parts, key=len))] if parts else titles[0]


def is_name(author: str) -> bool:
    """Whether authors can stand in a byline: nothing but names with capitals, which cleaning knows again."""
    words = author.split()
    return len(author) <= _LONGEST_AUTHOR and all(word[0].isupper() or word in _PARTICLES or not word[0].isalpha() for word in words)


def _paragraphs(text: str) -> list[str]:
    lines = (" ".join(line.replace("\ufffc", " ").split()) for line in text.splitlines())
    return [line.strip("| ") if line.startswith("|") else line for line in lines if line and not _EMPTY_CELLS.match(line)]


def _line(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def _words(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))
