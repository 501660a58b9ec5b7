"""Reads a web page: its article without menus, advertisements and comments, and what the page says of itself.

In: the bytes of a page. Out: a Document whose text is the title, the byline and the paragraphs, each on a line of its own with an empty
line between; title, date, outlet, language and canonical address stand beside it. Offsets refer to that text.

>>> page = b"<html lang=en><title>Ban on Grok</title><article><h1>Ban on Grok</h1><p>France banned Grok.</p></article></html>"
>>> read_page(page, Place(name="a", source="a.html")).text
'Ban on Grok\\n\\nFrance banned Grok.'
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from kg.model import Document
from kg.read.dates import iso_date
from kg.read.decode import decode
from kg.read.mojibake import repaired
from kg.read.place import Place
from kg.read.pruned import pruned
from kg.read.quiet import quiet
from kg.read.record import author_of, of_text
from kg.read.skipped import UnreadableError

if TYPE_CHECKING:
    from trafilatura.settings import Document as Found

LARGEST_PAGE = 8 * 2**20  # bytes: twenty times a heavy news page
MOST_TAGS = 80_000  # opening and closing: trafilatura takes ten seconds for so many, and more than linear time beyond

_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}  # no guess, and none that depends on today
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,99}<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,2000}?\blang\s{0,9}=\s{0,9}[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_SHORT = 400  # characters; where trafilatura finds less than 250, it gives the whole page with its menus
_PROSE = re.compile(r"<(?:p|article|main)\b", re.IGNORECASE)
_BUTTONS = frozenset(("read more", "continue reading", "keep reading", "read on", "read the full story", "full story", "learn more"))
_LINE_ENDS = re.compile(r"[\r\n]+")
_AROUND = ("nav", "head", "title", "header", "footer", "aside", "button")
_BLOCKS = (
    *("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"),
    *("tr", "td", "th", "table", "section", "article", "pre", "hr", "dt", "dd", "figure", "figcaption"),
)
_HEAD = 4096  # bytes in which a page says its encoding; browsers look at 1024
_LONGEST_AUTHOR = 120
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
    found = _article(html.replace("\0", ""))
    title = _line(found.title)
    paragraphs = _paragraphs(found.text or "")
    if not paragraphs:
        raise UnreadableError("no article in this page (expected: a page with paragraphs of text)")
    head = []
    if title and not any(_words(title) == _words(line) for line in paragraphs[:3]):
        head.append(title)
    elif title and _words(paragraphs[0]) != _words(title):
        paragraphs = [title, *(line for line in paragraphs if _words(line) != _words(title))]
    author = author_of(found.author)
    if author and len(author) <= _LONGEST_AUTHOR and not any(author in line and len(line) < 2 * _LONGEST_AUTHOR for line in paragraphs[:3]):
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
        published=iso_date(found.date or "") or place.published,
        title=repaired(title)[0] if title else None,
        url=_line(found.url) or url,
        language=language.group(1).lower() if language else None,
        outlet=_line(found.sitename),
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
    wrapped = [element for element in tree.iter() if element.tag != "pre"]
    for element in wrapped:  # a line that ends in the source does not end on the page
        element.text, element.tail = (part and _LINE_ENDS.sub(" ", part) for part in (element.text, element.tail))
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    return _paragraphs(tree.text_content())


def _article(html: str) -> Found:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Found
    from trafilatura.utils import load_html

    quiet("trafilatura", "htmldate", "courlan")
    try:
        tree = load_html(html)
        given = html if tree is None else pruned(tree)
        found = bare_extraction(
            given, fast=True, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dict(_DATES)
        )
        if not isinstance(found, Found):
            found = Found()
            title = re.search(r"<title[^>]{0,99}>([^<]{1,500})", html, re.IGNORECASE)
            found.title = unescape(title.group(1)) if title else None
        if len(found.text or "") < _SHORT:
            plain = "\n".join(article_text(html)) if _PROSE.search(html) else ""
            found.text = min(plain, found.text or plain, key=len) if plain else found.text
    except Exception as error:  # noqa: BLE001 (whatever a library makes of one hostile page must not end the batch)
        raise UnreadableError(f"a page that cannot be parsed ({type(error).__name__})") from None
    return found


def _paragraphs(text: str) -> list[str]:
    lines = (" ".join(line.replace("\ufffc", " ").split()) for line in text.splitlines())
    return [line.strip("| ") if line.startswith("|") else line for line in lines if line and not _EMPTY_CELLS.match(line)]


def _line(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def _words(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))
