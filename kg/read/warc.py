"""Reads web archives (.warc, .warc.gz): each page that was fetched is a document.

In: a binary stream, unpacked. Out: a Document for each response that is a page, a text, a feed or a PDF ('crawl.warc.gz#7' is the
seventh record, its address the one that was fetched); a Skipped for each of these that cannot be read. Requests, pictures, styles, scripts
and answers other than 200 are passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Document
from kg.read.decode import decode
from kg.read.feed import read_feed
from kg.read.page import read_page
from kg.read.pdf import read_pdf
from kg.read.place import Place
from kg.read.quiet import quiet
from kg.read.record import of_text
from kg.read.skipped import Skipped, UnreadableError
from kg.read.streams import Stream, read_all

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

MOST_RECORDS = 1_000_000
LARGEST_HEADER = 2**20  # bytes; a record's own has some hundreds
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", *_FEEDS)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class _Nowhere(io.TextIOBase):
    """Takes what a library writes about a hostile archive; our own reasons tell what could not be read."""

    def write(self, text: str, /) -> int:
        return len(text)


class _Bounded:
    """A stream that ends with an UnreadableError where more than `left` bytes are read, unless that is None."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.left: int | None = LARGEST_HEADER

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        if self.left is not None:
            self.left -= len(data)
            if self.left < 0:
                raise UnreadableError(f"a record with a header of more than {LARGEST_HEADER // 2**20} MiB; the rest is not read")
        return data


def read_warc(stream: Stream, place: Place) -> Iterator[Document | Skipped]:
    """Pages of an archive; raises UnreadableError where it is none."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise UnreadableError("a web archive, which needs warcio (expected: pip install 'actorgraph[warc]')") from None
    quiet("warcio")
    number = 0
    bounded = _Bounded(stream)
    records = iter(ArchiveIterator(bounded))
    record = None
    while True:
        try:
            with redirect_stderr(_Nowhere()):
                while record is not None and record.raw_stream.read(2**16):
                    pass
                bounded.left = LARGEST_HEADER
                record = next(records, None)
                bounded.left = None
        except UnreadableError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever a library makes of a hostile archive must not end the batch)
            where = f"damaged after record {number}; the rest is not read" if number else "no web archive"
            raise UnreadableError(f"{where} ({type(error).__name__}: {str(error).strip()[:100]})") from None
        if record is None:
            break
        number += 1
        if number > MOST_RECORDS:
            raise UnreadableError(f"more than {MOST_RECORDS:,} records; the rest is not read")
        try:
            yield from _read_record(record, place.record(number))
        except UnreadableError as error:
            yield Skipped(f"{place.source} record {number}", str(error))
        except Exception as error:  # noqa: BLE001
            yield Skipped(f"{place.source} record {number}", f"damaged ({type(error).__name__})")
    if not number:
        yield Skipped(place.source, "a web archive without records")


def _read_record(record: ArcWarcRecord, place: Place) -> Iterator[Document | Skipped]:
    if record.rec_type not in ("response", "resource", "conversion"):
        return
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return
    declared = str((http.get_header("Content-Type") if http is not None else record.rec_headers.get_header("Content-Type")) or "")
    kind = declared.partition(";")[0].strip().lower()
    if kind not in _READ:
        return
    url = record.rec_headers.get_header("WARC-Target-URI")
    address = url.strip("<> ") if isinstance(url, str) else None
    with redirect_stderr(_Nowhere()):
        data = read_all(record.content_stream())
    charset = _CHARSET.search(declared)
    label = charset.group(1) if charset else None
    if kind in _FEEDS:
        for item in read_feed(data, place):
            yield replace(item, url=item.url or address, source=place.source) if isinstance(item, Document) else item
    elif kind == "application/pdf":
        yield from (replace(item, url=address) if isinstance(item, Document) else item for item in read_pdf(data, place))
    elif kind == "text/plain":
        text, encoding = decode(data, label)
        yield of_text(text, name=place.name, source=place.source, encoding=encoding, published=place.published, url=address)
    else:
        yield read_page(data, place, charset=label, url=address)
