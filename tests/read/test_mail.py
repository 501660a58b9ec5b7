"""Mail: bodies, headers, mailboxes, and hostile messages."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest

from kg.model import Document
from kg.read.mail import read_mbox, read_message
from kg.read.place import Place
from kg.read.skipped import Skipped, UnreadableError
from tests.effort import at_most

PLACE = Place(name="a", source="a.eml", published="2026-01-01")


def newsletter(*, plain: str | None = None, html: str | None = None, attachment: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "The Päper <news@paper.example>"
    message["Subject"] = "Ban on Grok – the décision"
    message["Date"] = "Wed, 04 Feb 2026 10:00:00 +0000"
    if plain is not None:
        message.set_content(plain, charset="iso-8859-1")
    if html is not None:
        (message.add_alternative if plain is not None else message.set_content)(html, subtype="html")
    if attachment is not None:
        message.add_attachment(b"x", maintype="application", subtype="pdf", filename=attachment)
        message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    return message.as_bytes()


def test_message() -> None:
    (document,) = read_message(newsletter(plain="La décision est tombée.\n\nSecond\nparagraph.\n\n-- \nSignature"), PLACE)
    assert isinstance(document, Document)
    assert document.text == "Ban on Grok – the décision\n\nLa décision est tombée.\n\nSecond\nparagraph."
    assert (document.title, document.published, document.outlet) == ("Ban on Grok – the décision", "2026-02-04", "The Päper")
    assert document.encoding == "cp1252, declared"


@pytest.mark.parametrize("plain", [None, "See it in your browser."])
def test_page_where_there_is_no_plain_text(plain: str | None) -> None:
    html = "<html><head><title>x</title></head><body><table><tr><td>"
    html += "<p>France <b>banned</b> Grok.</p><p>Italy fined X, too.</p></td></tr></table></body></html>"
    (document,) = read_message(newsletter(plain=plain, html=html), PLACE)
    assert isinstance(document, Document)
    assert document.text.endswith("France banned Grok.\n\nItaly fined X, too.")


def test_attachments_are_named() -> None:
    found = list(read_message(newsletter(plain="Text.", attachment="report.pdf"), PLACE))
    assert [str(item) for item in found if isinstance(item, Skipped)] == [
        "a.eml attachment report.pdf: attachments are not read (expected: a file of its own)"
    ]


def test_mailbox() -> None:
    box = b"From a@b Wed Feb  4 10:00:00 2026\nSubject: One\n\nFirst text.\n>From here on.\n\n"
    box += b"From a@b Wed Feb  4 10:00:00 2026\nSubject: Two\n\n\n\nFrom a@b Wed Feb  4 10:00:00 2026\nSubject: Three\n\nThird.\n"
    found = list(read_mbox(io.BufferedReader(io.BytesIO(box)), Place(name="b", source="b.mbox")))
    assert [(item.source, item.text) for item in found if isinstance(item, Document)] == [
        ("b.mbox#1", "One\n\nFirst text.\nFrom here on."),
        ("b.mbox#3", "Three\n\nThird."),
    ]
    assert [str(item) for item in found if isinstance(item, Skipped)] == ["b.mbox message 2: a message without a text"]


def test_what_is_no_mailbox() -> None:
    (found,) = read_mbox(io.BufferedReader(io.BytesIO(b"no mail\n" * 100)), PLACE)
    assert isinstance(found, Skipped) and "without messages" in found.reason


def nested(depth: int) -> bytes:
    head = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number) for number in range(depth))
    return b"Subject: S\n" + head + b"Content-Type: text/plain\n\nText.\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\xff" * 1000,
        nested(50),
        nested(1_900),
        b"Subject: " + b"=?utf-8?q?" * 20_000 + b"\n\nText.",
        b"From: " + b"(" * 20_000 + b"\n\nText.",
        b"From: " + b"<a@b>," * 5_000 + b"\nDate: Wed, 99 Foo 99999\n\nText.",
        b"Content-Type: text/plain; charset=rot13\n\nText.",
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n!!!!",
        b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 5_000,
    ],
)
def test_hostile_message_ends_soon_with_a_document_or_a_reason(data: bytes) -> None:
    with at_most(250):
        try:
            found = [str(item) for item in read_message(data, PLACE)]
        except UnreadableError as error:
            found = [error.args[0]]
        assert all(found)


def mixed(*parts: str, kind: str = "multipart/mixed") -> bytes:
    """A message of parts, each with its header."""
    return "\n--b\n".join((f'Subject: S\nContent-Type: {kind}; boundary="b"\n', *parts)).encode() + b"\n--b--\n"


PLAIN = "Content-Type: text/plain\n\n{}"
PICTURE = "Content-Type: image/png\n\nx"
FORWARDED = "Content-Type: message/rfc822\n\nSubject: Inner\n\nSudland fined Chirper."
ATTACHED = "Content-Type: message/rfc822\nContent-Disposition: attachment; filename=x.eml\n\nSubject: Other\n\nOther text."
HTML = "Content-Type: text/html\n\n{}"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (mixed(PLAIN.format("First."), PICTURE, PLAIN.format("Second.")), "S\n\nFirst.\n\nSecond."),
        (mixed(PLAIN.format("For you."), FORWARDED), "S\n\nFor you.\n\nSudland fined Chirper."),
        (mixed(PLAIN.format("For you."), ATTACHED), "S\n\nFor you."),
        (
            mixed(PLAIN.format("A fine, he said."), HTML.format("<p>A <b>fine,</b> he said.</p><p>And more.</p>")),
            "S\n\nA fine, he said.\n\nAnd more.",
        ),
        (mixed(PLAIN.format("Hello."), HTML.format("<p>A fine.</p>")), "S\n\nHello.\n\nA fine."),
        (mixed(PLAIN.format("One two three."), HTML.format("<p>Other words.</p>"), kind="multipart/alternative"), "S\n\nOne two three."),
    ],
    ids=["around a picture", "forwarded", "attached", "twice", "apart", "alternatives"],
)
def test_texts_of_a_message_of_parts(data: bytes, text: str) -> None:
    (document,) = [item for item in read_message(data, PLACE) if isinstance(item, Document)]
    assert document.text == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("format=flowed", "Sudland fi ned Chirper.\nSo it is.\n> a \n> b"),
        ("format=flowed; delsp=yes", "Sudland fined Chirper.\nSo it is.\n> a \n> b"),
    ],
)
def test_lines_that_were_wrapped_are_whole(kind: str, text: str) -> None:
    data = f"Content-Type: text/plain; {kind}\n\nSudland fi \nned Chirper.\n So it is.\n> a \n> b\n-- \nSignature".encode()
    (document,) = read_message(data, PLACE)
    assert isinstance(document, Document) and document.text == text


def test_messages_in_messages_end() -> None:
    for depth in (200, 20_000):
        with pytest.raises(UnreadableError, match=r"too many parts|cannot be parsed"):
            list(read_message(b"Content-Type: message/rfc822\n\n" * depth + b"\nText.", PLACE))
