"""Which reader reads which kind of file: by the suffix of its name, or, for a pipe, by how it begins.

In: a binary stream, its kind, its place. Out: Documents and what was Skipped.

>>> kind_of_name("Story.HTML"), kind_of_name("a.docx")
('html', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from kg.model import Document
from kg.read.decode import decode
from kg.read.feed import read_feed
from kg.read.lines import read_lines
from kg.read.mail import read_mbox, read_message
from kg.read.markdown import read_markdown
from kg.read.objects import read_objects
from kg.read.page import read_page
from kg.read.pdf import read_pdf
from kg.read.place import Place
from kg.read.record import of_text
from kg.read.skipped import Skipped
from kg.read.streams import Stream, read_all
from kg.read.table import read_table
from kg.read.warc import read_warc

SUFFIXES = {
    ".txt": "text",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "objects",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "table",
    ".tsv": "table",
    ".pdf": "pdf",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".warc": "archive",
}
EXPECTED = f"expected: {', '.join(sorted(SUFFIXES))}, each also .gz"
_SAVED = "expected: the same saved as .pdf, .html or .txt"
_UNPACKED = "expected: what it holds, unpacked into a folder"
REMEDIES = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages", ".epub", ".ppt", ".pptx", ".mobi"), _SAVED),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "expected: the table saved as .csv"),
    **dict.fromkeys((".zip", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst"), _UNPACKED),
    **dict.fromkeys((".msg", ".pst"), "expected: mail saved as .eml or .mbox"),
    **dict.fromkeys((".mht", ".mhtml"), "expected: the page saved as .html"),
}
"""What to do about files of some types that are not read."""
MANY = frozenset({"lines", "objects", "feed", "table", "mailbox", "archive"})
"""Kinds that hold many records; the others are one document."""

_JSON = re.compile(rb'[\s\x00\xef\xbb\xbf\xff\xfe]*\{[\s\x00]*["}]')  # how a record begins; the zeros are those of UTF-16
_SPREAD = re.compile(rb"[\s\x00\xef\xbb\xbf\xff\xfe]*(?:\[[\s\x00]*[{\]]|\{[ \t\r\x00]*\n)")  # an array, or an object over several lines
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):")
_TOLD = frozenset((b"date", b"message-id", b"mime-version", b"content-type"))
_BEGINNINGS = (
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"WARC/[01]\.\d"), "archive"),
    (re.compile(rb"From \S+ .{3} .{3} [ \d]\d "), "mailbox"),
    (re.compile(rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID):", re.IGNORECASE), "mail"),
    (_SPREAD, "objects"),
    (_JSON, "lines"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<!--[^>]{0,999}-->\s{0,99})?(?:<!doctype html\b|<html\b)", re.IGNORECASE), "html"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml\b|<rss\b|<feed\b|<rdf:RDF\b)", re.IGNORECASE), "feed"),
)


def kind_of_name(name: str) -> str | None:
    """The kind of a file by its name without .gz; None for one that is not read."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def kind_of_beginning(data: bytes) -> str:
    """The kind of what begins so: 'text' where nothing tells otherwise."""
    found = next((kind for pattern, kind in _BEGINNINGS if pattern.match(data)), "text")
    return "mail" if found == "text" and _is_header(data) else found


def _is_header(data: bytes) -> bool:
    """Whether fields of mail come first, one a line, as nobody writes them in a text: who sent it, and by which rules or when."""
    header, *text = re.split(rb"\r?\n\r?\n", data, maxsplit=1)
    fields = re.split(rb"\r?\n(?![ \t])", header)
    found = [_HEADER.match(field) for field in (fields if text else fields[:-1])]  # the last one may be cut off
    names = {match.group(1).lower() for match in found if match}
    return None not in found and b"from" in names and bool(names & _TOLD)


def read_as(kind: str, stream: Stream, place: Place) -> Iterator[Document | Skipped]:
    """What a stream of a kind holds; raises UnreadableError for a file that cannot be read as what it is said to be."""
    match kind:
        case "lines" if not _SPREAD.match(stream.peek(4096)):
            yield from read_lines(stream, place)
        case "lines" | "objects":
            yield from read_objects(stream, place)
        case "html":
            yield read_page(read_all(stream), place)
        case "feed":
            yield from read_feed(read_all(stream), place)
        case "markdown":
            yield read_markdown(read_all(stream), place)
        case "table":
            yield from read_table(stream, place)
        case "pdf":
            yield from read_pdf(read_all(stream), place)
        case "mail":
            yield from read_message(read_all(stream), place)
        case "mailbox":
            yield from read_mbox(stream, place)
        case "archive":
            yield from read_warc(stream, place)
        case _:
            text, encoding = decode(read_all(stream))
            yield of_text(text, name=place.name, source=place.source, encoding=encoding, published=place.published)
