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
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import islice

from kg.model import Document
from kg.read.dates import day_of
from kg.read.decode import decode, well_formed
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The text of a part, or of all that it holds; `is_page` where it was HTML."""

    paragraphs: list[str] = field(default_factory=list)
    encoding: str = "utf-8"
    is_page: bool = False

    def __len__(self) -> int:
        return sum(map(len, self.paragraphs))


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
        parts = list(islice(_parts(message), MOST_PARTS + 1))
        if len(parts) > MOST_PARTS:
            raise UnreadableError(f"a message of more than {MOST_PARTS} parts")
        body = _body(message)
        subject, sender, sent = (_header(message, name) for name in ("Subject", "From", "Date"))
        attached = [str(part.get_filename() or part.get_content_type())[:80] for part in parts if _is_attachment(part)]
    except UnreadableError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever the parser makes of one hostile message must not end the batch)
        raise UnreadableError(f"a message that cannot be parsed ({type(error).__name__})") from None
    paragraphs = body.paragraphs
    if not paragraphs:
        raise UnreadableError("a message without a text")
    name, address = parseaddr(sender)
    text, note = repaired("\n\n".join([subject, *paragraphs] if subject and paragraphs[0] != subject else paragraphs))
    yield of_text(
        well_formed(text),
        name=place.name,
        source=place.source,
        encoding=body.encoding + note,
        published=day_of(sent) or place.published,
        title=subject or None,
        outlet=name or address.rpartition("@")[2] or None,
    )
    for title in attached:
        yield Skipped(f"{place.source} attachment {well_formed(title)}", "attachments are not read (expected: a file of its own)")


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


def _parts(message: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    """All parts that hold something, in their order; a message that is attached is one."""
    if not message.is_multipart() or _is_attachment(message):
        yield message
        return
    if depth == MOST_NESTED:
        raise UnreadableError("a message of too many parts")
    for part in message.iter_parts() if message.get_content_maintype() == "multipart" else message.get_payload():
        yield from _parts(part, depth + 1)  # type: ignore[arg-type]


def _body(message: EmailMessage) -> _Body:
    """The texts of a message, one after the other; of alternatives, and of a text that is there as a page too, the fuller one."""
    if _is_attachment(message):
        return _Body()
    if not message.is_multipart():
        return _text(message)
    inner = message.iter_parts() if message.get_content_maintype() == "multipart" else message.get_payload()
    bodies = [body for part in inner if (body := _body(part)).paragraphs]  # type: ignore[arg-type]
    plain, pages = ([body for body in bodies if body.is_page == page] for page in (False, True))
    if plain and pages and (message.get_content_type() == "multipart/alternative" or _same(plain, pages)):
        bodies = plain if sum(map(len, plain)) >= 0.75 * sum(map(len, pages)) else pages
    if not bodies:
        return _Body()
    return _Body(
        paragraphs=[line for body in bodies for line in body.paragraphs],
        encoding="; ".join(dict.fromkeys(body.encoding for body in bodies)),
        is_page=any(body.is_page for body in bodies),
    )


def _same(plain: list[_Body], pages: list[_Body]) -> bool:
    """Whether most words of the texts stand in the pages."""
    words, others = ({word for body in bodies for line in body.paragraphs for word in line.split()} for bodies in (plain, pages))
    return len(words & others) >= 0.8 * len(words)


def _text(part: EmailMessage) -> _Body:
    kind = part.get_content_type()
    data = part.get_payload(decode=True) if kind in ("text/plain", "text/html") else None
    if not isinstance(data, bytes):
        return _Body()
    charset = part.get_content_charset()
    text, encoding = decode(data, charset or (declared_charset(data) if kind == "text/html" else None))
    if kind == "text/html":
        return _Body(paragraphs=article_text(text), encoding=encoding, is_page=True)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, together=str(part.get_param("delsp", "")).lower() == "yes")
    return _Body(paragraphs=_paragraphs(text), encoding=encoding)


def _unflowed(text: str, *, together: bool) -> str:
    """Whole lines of a text whose lines were wrapped behind spaces (RFC 3676); `together` where these spaces are no part of it."""
    lines: list[str] = []
    goes_on = False
    for written in text.replace("\r\n", "\n").split("\n"):
        line = written.removeprefix(" ")
        if goes_on and line != "-- ":
            lines.append(line)
        else:
            lines += ["\n", line]
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if goes_on and together:
            lines[-1] = line[:-1]
    return "".join(lines[1:])


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of a plain text; lines stay, since nothing says how they were wrapped. A signature is left out."""
    body = re.split(r"^-- $", text.replace("\r\n", "\n"), maxsplit=1, flags=re.MULTILINE)[0]
    return [part.strip() for part in re.split(r"\n[ \t]*\n", body) if part.strip()]


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" and part.get_content_maintype() != "image"


def _header(message: EmailMessage, name: str) -> str:
    return well_formed(" ".join(str(message.get(name, "")).split()))
