"""Reads mail: newsletters and press releases as .eml (one message) and .mbox (many).

In: a binary stream. Out: a Document for each message ('box.mbox#3' is its third): its subject as title, then its text; the sender is the
outlet, the date that of the message. A Skipped for each message without a text, and for attachments that are no pictures.

>>> message = b"From: The Paper <news@paper.example>\\nSubject: Ban\\nDate: Wed, 04 Feb 2026 10:00:00 +0000\\n\\nFrance banned Grok.\\n"
>>> document, = read_message(message, Place(name="a", source="a.eml"))
>>> document.text, document.published, document.outlet
('Ban\\n\\nFrance banned Grok.', '2026-02-04', 'The Paper')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from kg.model import Document
from kg.read.decode import decode
from kg.read.mojibake import repaired
from kg.read.page import article_text, declared_charset
from kg.read.place import Place
from kg.read.record import of_text
from kg.read.skipped import Skipped, UnreadableError
from kg.read.streams import LARGEST_TEXT, Stream

MOST_MESSAGES = 100_000
MOST_PARTS = 200  # parts of one message, at whatever depth
MOST_NESTED = 50  # parts that have parts: what the parser takes grows with the square of their depth
LARGEST_HEADER = 2**20  # bytes before the text
LONGEST_FIELD = 10_000  # bytes of a field that is looked at; the parser takes more than linear time for it
_BOUNDARIES = 2_000  # lines that may part a message: more than any has
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BOUNDARY = re.compile(rb"^--", re.MULTILINE)
_NESTED = re.compile(rb"\bboundary\s{0,9}\*?0?\*?\s{0,9}=", re.IGNORECASE)
_LONG = re.compile(rb"^(?:subject|from|date|content-[a-z-]{1,40}):(?:[^\r\n]|\r?\n[ \t]){%d}" % LONGEST_FIELD, re.IGNORECASE | re.MULTILINE)
_TEXT = re.compile(rb"\n\r?\n")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_mbox(stream: Stream, place: Place) -> Iterator[Document | Skipped]:
    """Messages of a mailbox, each parted from the one before by an empty line and a line that begins with 'From '."""
    number = 0
    for number, data in enumerate(_messages(stream), 1):
        if number > MOST_MESSAGES:
            yield Skipped(place.source, f"more than {MOST_MESSAGES:,} messages; the rest of the mailbox is not read")
            return
        try:
            if data is None:
                raise UnreadableError(f"larger than {LARGEST_TEXT // 2**20} MiB")
            yield from read_message(data, place.record(number))
        except UnreadableError as error:
            yield Skipped(f"{place.source} message {number}", str(error))
    if not number:
        yield Skipped(place.source, "a mailbox without messages (expected: each begins with a line 'From ...')")


def read_message(data: bytes, place: Place) -> Iterator[Document | Skipped]:
    """The Document of a message; raises UnreadableError for one without a text."""
    if len(_BOUNDARY.findall(data)) > _BOUNDARIES or len(_NESTED.findall(data)) > MOST_NESTED:
        raise UnreadableError("a message of too many parts")
    header = _TEXT.search(data)
    if (header.start() if header else len(data)) > LARGEST_HEADER or _LONG.search(data):
        raise UnreadableError("a message with a header that is far too long")
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not isinstance(message, EmailMessage):
            raise UnreadableError("no message")
        parts = _parts(message)
        paragraphs, encoding = _body(parts)
        subject, sender, sent = (_header(message, name) for name in ("Subject", "From", "Date"))
        attached = [str(part.get_filename() or part.get_content_type())[:80] for part in parts if _is_attachment(part)]
    except UnreadableError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever the parser makes of one hostile message must not end the batch)
        raise UnreadableError(f"a message that cannot be parsed ({type(error).__name__})") from None
    if not paragraphs:
        raise UnreadableError("a message without a text")
    name, address = parseaddr(sender)
    text, note = repaired("\n\n".join([subject, *paragraphs] if subject and paragraphs[0] != subject else paragraphs))
    yield of_text(
        _SURROGATE.sub("\ufffd", text),
        name=place.name,
        source=place.source,
        encoding=encoding + note,
        published=_day(sent) or place.published,
        title=subject or None,
        outlet=name or address.rpartition("@")[2] or None,
    )
    for title in attached:
        yield Skipped(f"{place.source} attachment {_SURROGATE.sub('?', title)}", "attachments are not read (expected: a file of its own)")


def _messages(stream: Stream) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is larger than LARGEST_TEXT."""
    lines: list[bytes] = []
    size, started, blank = 0, False, True
    while line := stream.readline(LARGEST_TEXT):
        if blank and line.startswith(b"From "):
            if started:
                yield _ESCAPED.sub(rb"\1", b"".join(lines)) if size <= LARGEST_TEXT else None
            lines, size, started, blank = [], 0, True, False
            continue
        blank = not line.strip()
        size += len(line)
        if started and size <= LARGEST_TEXT:
            lines.append(line)
        elif size > LARGEST_TEXT:
            lines = []
    if started:
        yield _ESCAPED.sub(rb"\1", b"".join(lines)) if size <= LARGEST_TEXT else None


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """All parts that hold something, in their order."""
    parts: list[EmailMessage] = []
    for part in message.walk():
        if not part.is_multipart():
            parts.append(part)
        if len(parts) > MOST_PARTS:
            raise UnreadableError(f"a message of more than {MOST_PARTS} parts")
    return parts


def _body(parts: list[EmailMessage]) -> tuple[list[str], str]:
    """Paragraphs and encoding: of the plain text, where it is no mere hint at the page, else of the page."""
    found: dict[str, tuple[list[str], str]] = {}
    for part in parts:
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or kind in found or _is_attachment(part):
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        charset = part.get_content_charset()
        text, encoding = decode(data, charset or (declared_charset(data) if kind == "text/html" else None))
        lines = article_text(text) if kind == "text/html" else _paragraphs(text)
        if lines:
            found[kind] = lines, encoding
    plain, html = (found.get(kind, ([], "utf-8")) for kind in ("text/plain", "text/html"))
    return plain if sum(map(len, plain[0])) >= 0.75 * sum(map(len, html[0])) else html


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of a plain text; lines stay, since nothing says how they were wrapped. A signature is left out."""
    body = re.split(r"^-- $", text.replace("\r\n", "\n"), maxsplit=1, flags=re.MULTILINE)[0]
    return [part.strip() for part in re.split(r"\n[ \t]*\n", body) if part.strip()]


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" and part.get_content_maintype() != "image"


def _header(message: EmailMessage, name: str) -> str:
    return _SURROGATE.sub("\ufffd", " ".join(str(message.get(name, "")).split()))


def _day(written: str) -> str | None:
    try:
        return parsedate_to_datetime(written[:80]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
