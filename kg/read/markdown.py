"""Reads Markdown: its text without the marks, and the front matter that many programs write above it.

In: the bytes of a file. Out: a Document; headings, paragraphs and items of lists each on a line of its own, links as their words.

>>> text = b"---\\ntitle: A ban\\ndate: 2026-02-04\\n---\\n# A ban\\n\\nFrance [banned](https://e.org) **Grok**.\\n"
>>> document = read_markdown(text, Place(name="a", source="a.md"))
>>> document.text, document.published
('A ban\\n\\nFrance banned Grok.', '2026-02-04')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Document
from kg.read.dates import day_of
from kg.read.decode import decode
from kg.read.mojibake import repaired
from kg.read.page import article_text, is_name
from kg.read.place import Place
from kg.read.record import author_of, of_text
from kg.read.skipped import UnreadableError

if TYPE_CHECKING:
    from markdown_it.token import Token

LARGEST = 2 * 2**20  # bytes: a book
MOST_LINES = 40_000
MOST_CELLS = 50_000
MOST_MARKS = 6_000  # in one paragraph: parsers of Markdown take more than linear time for them
_MARK = re.compile(r"[\[<*_`~]")
_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_OURS = re.compile(r"^tags: \[\"actorgraph/", re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z][\w-]{0,40}):[ \t]+(\S.*)$", re.MULTILINE)
_NAMES = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "lang": "language",
    "language": "language",
    "url": "url",
    "source_url": "url",
    "canonical_url": "url",
    "outlet": "outlet",
    "publisher": "outlet",
    "author": "author",
    "byline": "author",
}


def read_markdown(data: bytes, place: Place) -> Document:
    """The Document of a file in CommonMark with tables; raises UnreadableError for one without text, or larger than LARGEST."""
    if len(data) > LARGEST:
        raise UnreadableError(f"Markdown of more than {LARGEST // 2**20} MiB (expected: one article)")
    written, encoding = decode(data)
    written = written.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(written)
    if front and _OURS.search(front.group(1)):
        raise UnreadableError("a note that Actorgraph made: its sentences are those of other documents (expected: these)")
    fields = _fields(front.group(1)) if front else {}
    paragraphs = _paragraphs(written[front.end() :] if front else written)
    title = fields.get("title")
    if title and title not in paragraphs[:1]:
        paragraphs.insert(0, title)
    author = author_of(fields.get("author"))
    if author and is_name(author):
        paragraphs.insert(1 if title else 0, f"By {author}")
    text, note = repaired("\n\n".join(paragraphs))
    return of_text(
        text,
        name=place.name,
        source=place.source,
        encoding=encoding + note,
        published=day_of(fields.get("published", "")) or place.published,
        title=title,
        url=fields.get("url"),
        language=fields.get("language"),
        outlet=fields.get("outlet"),
        author=author,
    )


def _fields(front: str) -> dict[str, str]:
    """Plain fields of the front matter, which is YAML; lists and objects are passed over."""
    found: dict[str, str] = {}
    for name, written in _FIELD.findall(front):
        field = _NAMES.get(name.lower())
        value = written.strip()
        if value[:1] in "\"'" and value[-1:] == value[:1] and len(value) > 1:
            value = value[1:-1]
        if field and value and value[0] not in "[{|>&*!":
            found.setdefault(field, " ".join(value.split()))
    return found


def _paragraphs(text: str) -> list[str]:
    from markdown_it import MarkdownIt

    found: list[str] = []
    if text.count("\n") > MOST_LINES:
        raise UnreadableError(f"Markdown of more than {MOST_LINES:,} lines (expected: one article)")
    if any(len(_MARK.findall(part)) > MOST_MARKS for part in text.split("\n\n")):
        raise UnreadableError(f"a paragraph with more than {MOST_MARKS:,} marks of Markdown (expected: an article)")
    if text.count("|") > MOST_CELLS:
        raise UnreadableError(f"Markdown with tables of more than {MOST_CELLS:,} cells (expected: one article)")
    try:
        tokens = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text)
    except RecursionError:
        raise UnreadableError("Markdown that is nested too deeply") from None
    for token in tokens:
        if token.type == "inline":
            found += _lines(token.children or [])
        elif token.type == "html_block":
            found += article_text(token.content)
    return found


def _lines(tokens: list[Token]) -> list[str]:
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content.replace("\n", " "))
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
    return [line for part in "".join(parts).splitlines() if (line := " ".join(part.split()))]
