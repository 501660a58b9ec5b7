"""PDF: paragraphs, hyphens, columns, running heads and pages; damaged, locked and hostile files."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Sequence

import pytest
from pypdf import PdfReader, PdfWriter

from kg.model import Document
from kg.read.pdf import page_of, read_pdf
from kg.read.place import Place
from kg.read.skipped import Skipped, UnreadableError

PLACE = Place(name="a", source="a.pdf", published="2026-02-04")
Line = tuple[int, int, str]


def pdf(*pages: Sequence[Line], compressed: bytes | None = None) -> bytes:
    """A PDF of pages, each of lines with their place; `compressed` is the content of a page more."""
    contents = [
        b"".join(
            b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)"))
            for x, y, text in lines
        )
        for lines in pages
    ]
    streams = [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content) for content in contents]
    if compressed is not None:
        streams.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(compressed), compressed))
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        resources = b"/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>" % (resources, first + 2 * number + 1))
        objects.append(stream)
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(out),
    )


def column(*lines: str, x: int = 50, top: int = 780) -> list[Line]:
    return [(x, top - 14 * number, line) for number, line in enumerate(lines)]


def document(data: bytes) -> Document:
    (found,) = read_pdf(data, PLACE)
    assert isinstance(found, Document)
    return found


STORY = (
    "France has banned the chatbot Grok after an inquiry by the data protection regu-",
    "lator, which had been opened in January. The AI-powered service was offered by",
    "xAI since 2023. The company said on Tuesday that it would appeal.",
    "Italy fined the company as well. Its authority had found in December that many",
    "pictures of persons were made without their consent.",
)


def test_lines_become_paragraphs_and_hyphens_go() -> None:
    found = document(pdf(column(*STORY)))
    first, second = found.text.split("\n\n")
    assert "data protection regulator, which had been opened in January. The AI-powered service" in first
    assert first.endswith("that it would appeal.") and second.startswith("Italy fined") and second.endswith("without their consent.")
    assert (found.published, found.language, found.encoding, found.source) == ("2026-02-04", "en", "pdf", "a.pdf")


def test_a_hyphen_of_the_word_stays() -> None:
    lines = (
        "The well-known company was banned in France by the authority for a well-",
        "known reason, said the minister of the interior on the Monday.",
    )
    assert "for a well-known reason" in document(pdf(column(*lines))).text


def test_columns_are_read_one_after_the_other() -> None:
    left = column("France banned Grok on", "Monday, the minister", "told a newspaper.")
    right = column("Italy fined the firm", "in the same week, an", "official said.", x=320)
    text = " ".join(document(pdf(left + right)).text.split())
    assert text == "France banned Grok on Monday, the minister told a newspaper. Italy fined the firm in the same week, an official said."


def test_running_heads_and_page_numbers_go_and_pages_are_known() -> None:
    stories = [STORY[:3], STORY[3:], ("Spain said nothing of the matter.",)]
    pages = [
        [(50, 820, f"The Paper, {n} February 2026"), *column(*lines), (300, 20, f"Page {n} of 3")] for n, lines in enumerate(stories, 1)
    ]
    text = document(pdf(*pages)).text
    assert "The Paper" not in text and "Page" not in text
    assert text.count("\f") == 2
    assert page_of(text, text.index("Italy fined")) == 2
    assert [page_of(text, place) for place in (0, len(text))] == [1, 3]


def test_a_sentence_that_crosses_a_page_is_whole() -> None:
    text = document(pdf(column(*STORY[:1]), column(*STORY[1:3]), column("Spain said nothing."))).text
    assert "data protection regulator, which had been opened" in text
    assert text.endswith("would appeal.\n\f\n\f\nSpain said nothing.") or page_of(text, text.index("Spain")) == 3


def test_locked_pdf() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(column("A")))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableError, match="needs a password"):
        document(out.getvalue())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cannot be read"),
        (b"%PDF-1.7\nrubbish", "cannot be read"),
        (pdf(column(*STORY))[:200], "cannot be read|without text"),
        (pdf([]), "without text: scanned pages"),
        (pdf().replace(b"/Kids []", b"/Kids [2 0 R]"), "cannot be read|without text"),
    ],
)
def test_damaged_pdf(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        document(data)


def test_page_that_unpacks_to_too_much_is_skipped_and_the_others_are_read() -> None:
    found = list(read_pdf(pdf(column(*STORY), compressed=zlib.compress(b"BT ET " * 2_000_000)), PLACE))
    assert [type(item) for item in found] == [Document, Skipped]
    assert str(found[1]).startswith("a.pdf page 2: ")


def test_more_pages_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.pdf.MOST_PAGES", 1)
    with pytest.raises(UnreadableError, match="2 pages"):
        document(pdf(column("A"), column("B")))


def test_without_pypdf_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnreadableError, match=r"pip install 'actorgraph\[pdf\]'"):
        document(pdf(column("A")))
