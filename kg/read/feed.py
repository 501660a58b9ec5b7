"""Reads a feed: RSS 0.9x, 1.0 and 2.0, Atom and RDF Site Summary; each item is a document.

In: the bytes of a feed. Out: a Document for each item ('news.xml#3' is its third), its text the title and the paragraphs of the longest
text that the item holds; a Skipped for each item without any. Outside entities are not resolved, nothing is fetched, and what is
malformed is read as far as it goes.

>>> feed = b"<rss><channel><title>N</title><item><title>Ban</title><description>France banned Grok.</description></item></channel></rss>"
>>> [(item.source, item.text) for item in read_feed(feed, Place(name="n", source="n.xml"))]
[('n.xml#1', 'Ban\\n\\nFrance banned Grok.')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parseaddr
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from kg.model import Document
from kg.read.dates import day_of
from kg.read.decode import decode
from kg.read.mojibake import repaired
from kg.read.page import article_text, declared_charset, is_name
from kg.read.place import Place
from kg.read.record import author_of, of_text
from kg.read.skipped import Skipped, UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ITEMS = 50_000
_LONGEST_NAME = 500
_MOST_FIELDS = 1_000  # elements of a feed or an item that are looked at for its title, date and the like
_BODIES = ("encoded", "content", "description", "summary", "subtitle")
_DATES = ("pubdate", "published", "date", "issued", "created", "updated", "modified", "lastbuilddate")
_DECLARATION = re.compile(r"\s{0,999}<\?xml[^>]{0,999}\?>")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\w{1,8}|\w{2,10});")


def read_feed(data: bytes, place: Place) -> Iterator[Document | Skipped]:
    """Items in the order of the feed; raises UnreadableError for what is no feed, or has more than MOST_ITEMS."""
    text, encoding = decode(data, declared_charset(data))
    root = _parsed(text)
    items = list(islice((element for element in root.iter() if _name(element) in ("item", "entry")), MOST_ITEMS + 1))
    if not items and _name(root) not in ("rss", "feed", "rdf"):
        raise UnreadableError(f"XML that is no feed: its root is <{_name(root)[:40]}> (expected: RSS or Atom)")
    if not items:
        raise UnreadableError("a feed without items")
    channel = root if _name(root) == "feed" else next((child for child in root if _name(child) == "channel"), root)
    outlet = _text(channel, "title")
    language = _text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    base = _link(channel) or ""
    for number, item in enumerate(items[:MOST_ITEMS], 1):
        try:
            yield _document(item, place.record(number), encoding=encoding, outlet=outlet, language=language, base=base)
        except UnreadableError as error:
            yield Skipped(f"{place.source} item {number}", str(error))
    if len(items) > MOST_ITEMS:
        yield Skipped(place.source, f"more than {MOST_ITEMS:,} items; the rest of the feed is not read")


def _parsed(text: str) -> _Element:
    from lxml.etree import LxmlError, XMLParser, fromstring

    parser = XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: _Element | None = fromstring(_without_declaration(text).strip().encode("utf-8", errors="replace"), parser)
    except (LxmlError, ValueError) as error:
        raise UnreadableError(f"XML that cannot be parsed ({str(error)[:100]})") from None
    if root is None:
        raise UnreadableError("no XML (expected: RSS or Atom)")
    return root


def _without_declaration(text: str) -> str:
    """XML that was decoded, without the encoding that it says it has."""
    declared = _DECLARATION.match(text)
    return text[declared.end() :] if declared else text


def _document(item: _Element, place: Place, *, encoding: str, outlet: str | None, language: str | None, base: str) -> Document:
    title = _plain(_text(item, "title") or "")
    bodies = [article_text(_body(child)) for child in islice(item, _MOST_FIELDS) if _name(child) in _BODIES]
    body = max(bodies, key=lambda paragraphs: sum(map(len, paragraphs)), default=[])
    source = next((child for child in item if _name(child) == "source"), None)
    author = author_of([_person(name) for name in _texts(item, "creator") or _texts(item, "author")])
    paragraphs = [title] if title and title not in body[:1] else []
    if author and body and is_name(author):
        paragraphs.append(f"By {author}")
    if not title and not body:
        raise UnreadableError("has neither a title nor a text")
    text, note = repaired("\n\n".join([*paragraphs, *body]))
    named = (_text(source, "title") or _own_text(source)) if source is not None else None
    link = _link(item)
    return of_text(
        text,
        name=place.name,
        source=place.source,
        encoding=encoding + note,
        published=_date(item) or place.published,
        title=repaired(title)[0] or None,
        url=urljoin(base, link) if link and _is_address(base) else link,
        language=item.get("{http://www.w3.org/XML/1998/namespace}lang") or language,
        outlet=_plain(named or outlet or "") or None,
        author=author,
    )


def _name(element: _Element) -> str:
    """The name of an element without its namespace, in small letters; '' for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _own_text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _text(element: _Element, name: str) -> str | None:
    """The text of the first child of a name that has any."""
    return next(iter(_texts(element, name)), None)


def _texts(element: _Element, name: str) -> list[str]:
    """The texts of all children of a name; an Atom author's is the name alone."""
    found = []
    for child in islice(element, _MOST_FIELDS):
        if _name(child) == name:
            inner = next((part for part in child if name == "author" and _name(part) == "name"), child)
            found.append(_own_text(inner))
    return [text for text in found if text]


def _body(element: _Element) -> str:
    """Markup that an element holds: escaped or in CDATA, or as elements of XHTML."""
    if element.get("type") == "text":
        return _escaped(_own_text(element))
    if len(element):
        from lxml.etree import tostring

        return str(tostring(element, encoding="unicode", with_tail=False, method="html"))
    text = element.text or ""
    return text if _MARKUP.search(text) else "\n".join(f"<p>{_escaped(line)}</p>" for line in text.splitlines())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _plain(text: str) -> str:
    """A line without the markup that titles of feeds often hold."""
    return " ".join(" ".join(article_text(text)).split()) if _MARKUP.search(text) else " ".join(text.split())


def _person(text: str) -> str:
    """The name of an author; RSS has it beside an address: 'jane@paper.example (Jane Doe)'."""
    if "@" not in text:
        return _plain(text)
    name, address = parseaddr(text[:_LONGEST_NAME])
    return name if "@" in address and "@" not in name else ""


def _link(element: _Element) -> str | None:
    """The address of an item: Atom's alternate link, RSS's link, or a permanent guid."""
    for child in islice(element, _MOST_FIELDS):
        if _name(child) == "link":
            address = child.get("href") or _own_text(child)
            if address and child.get("rel", "alternate") == "alternate":
                return address.strip()
    guid = _text(element, "guid") or _text(element, "id")
    return guid if guid and _is_address(guid) else None


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://"))


def _date(item: _Element) -> str | None:
    """The date that an item was published, as it is written there; of several the first by the order of _DATES."""
    return next((day for name in _DATES if (written := _text(item, name)) and (day := day_of(written))), None)
