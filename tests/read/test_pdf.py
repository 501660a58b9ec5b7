"""PDF: paragraphs, hyphens, columns, running heads and pages; damaged, locked and hostile files."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject

from kg.model import Document
from kg.read.pdf import page_of, place_of, read_pdf
from kg.read.pdf_cost import Cost, Meter
from kg.read.pdf_lines import lines_of, with_gaps
from kg.read.pdf_metadata import Metadata, metadata_of
from kg.read.place import Place
from kg.read.skipped import Skipped, UnreadableError
from tests.effort import at_most

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


def test_a_gap_parts_paragraphs_and_the_heading_from_the_story() -> None:
    heading = [(50, 800, "France bans Grok after an inquiry by the data protection authority of the land")]
    first = column("France has banned the chatbot Grok after an inquiry by the data protection autho-", "rity", top=760)
    second = column("Italy fined the company as well, an official of the ministry said in the capital", "on Monday", top=715)
    text = document(pdf(heading + first + second)).text
    assert text.split("\n\n") == [
        "France bans Grok after an inquiry by the data protection authority of the land",
        "France has banned the chatbot Grok after an inquiry by the data protection authority",
        "Italy fined the company as well, an official of the ministry said in the capital on Monday",
    ]


def test_gaps_of_lines() -> None:
    body = [piece for number in range(6) for piece in ((f"line {number}", 700.0 - 12 * number, 10.0), ("\n", 0.0, 0.0))]
    assert with_gaps(lines_of(body)) == [f"line {number}" for number in range(6)]
    assert with_gaps(lines_of([*body, ("next", 615.0, 10.0)]))[-2:] == ["", "next"]
    assert with_gaps(lines_of([*body, ("next column", 700.0, 10.0)]))[-2:] == ["line 5", "next column"]
    assert with_gaps(lines_of([*body, ("heading", 628.0, 14.0)]))[-2:] == ["", "heading"]
    assert with_gaps(lines_of([*body, ("1", 629.0, 6.0), (" a note number", 628.0, 10.0)]))[-2:] == ["line 5", "1 a note number"]
    assert with_gaps(lines_of([("a\nb\n\n", 0.0, 0.0)])) == ["a", "b"]


@pytest.mark.parametrize(
    ("information", "expected"),
    [
        ({"/Title": "A ban", "/Author": "Jane Doe; John Roe"}, Metadata(title="A ban", author="Jane Doe, John Roe")),
        ({"/Title": "Microsoft Word - draft3.docx", "/Author": "user"}, Metadata()),
        ({"/Title": "untitled", "/Author": "jane@paper.example"}, Metadata()),
        ({"/Title": "report.indd", "/Author": "123"}, Metadata()),
        ({"/Title": 7, "/Author": None, "/CreationDate": "yesterday"}, Metadata()),
        ({"/CreationDate": "D:20260204"}, Metadata(published="2026-02-04")),
        ({"/CreationDate": "20260204093000Z"}, Metadata(published="2026-02-04")),
        ({"/CreationDate": "D:20261399093000Z"}, Metadata()),
        ({"/CreationDate": "D:19700101000000Z"}, Metadata()),
        ({"/Title": "x" * 10**6}, Metadata(title="x" * 300)),
    ],
)
def test_what_a_pdf_says_of_itself(information: dict[str, object], expected: Metadata) -> None:
    assert metadata_of(information) == expected


def test_metadata_of_a_file() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(column(*STORY)))))
    writer.add_metadata({"/Title": "A ban", "/Author": "Jane Doe", "/CreationDate": "D:20250103235900-05'00'"})
    out = io.BytesIO()
    writer.write(out)
    found = document(out.getvalue())
    assert (found.title, found.author, found.published, found.language) == ("A ban", "Jane Doe", "2025-01-03", "en")


def test_offsets_lead_to_a_page_and_a_place_on_it() -> None:
    text = document(pdf(column("France banned Grok."), column("Spain said nothing."))).text
    assert place_of(text, text.index("France")) == (1, 0)
    page, offset = place_of(text, text.index("Spain"))
    assert (page, text.split("\f")[page - 1][offset:]) == (2, "Spain said nothing.")


@pytest.mark.browser
def test_two_columns_that_a_browser_set(browser: Browser) -> None:
    stories = [
        f"The regulator of Sudland fined Chirper for the {word} time over advertisements that it had not labelled, and the company "
        "said in a statement to the newspapers of the capital that it would appeal against the decision before the end of the month."
        for word in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    ]
    style = "body { columns: 2; font: 12pt serif; text-align: justify } h1 { column-span: all }"
    page = browser.new_page()
    body = "".join(f"<p>{one}</p>" for one in stories)
    page.set_content(f"<title>Fines</title><style>{style}</style><h1>Sudland fines Chirper</h1>{body}")
    found = document(page.pdf(format="A5"))
    page.close()
    assert found.text.replace("\f", "").split() == ["Sudland", "fines", "Chirper", *" ".join(stories).split()]
    assert [" ".join(part.split()) for part in found.text.replace("\f", "").split("\n\n")][:2] == ["Sudland fines Chirper", stories[0]]
    assert found.title == "Fines"


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


def drawing(content: bytes, *forms: bytes, pages: int = 1, font: bytes = b"") -> bytes:
    """A PDF of pages with one content, in which /X is the first form, and in each form /X the next one."""
    writer = PdfWriter()
    entries = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    letters = DictionaryObject({NameObject(name): NameObject(value) for name, value in entries.items()})
    if font:
        letters[NameObject("/ToUnicode")] = writer._add_object(stream(font))
    following: IndirectObject | None = None
    resources = DictionaryObject()
    for number in reversed(range(len(forms) + 1)):
        resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): letters})})
        if following is not None:
            resources[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): following})
        if number:
            form = stream(forms[number - 1])
            form[NameObject("/Subtype")] = NameObject("/Form")
            form[NameObject("/Resources")] = resources
            following = writer._add_object(form)
    reference = writer._add_object(stream(content))
    for _ in range(pages):
        page = writer.add_blank_page(600, 800)
        page[NameObject("/Resources")] = resources
        page[NameObject("/Contents")] = reference
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def stream(content: bytes) -> StreamObject:
    found = StreamObject()
    found.set_data(content)
    return found.flate_encode()


SHOWN = b"BT /F1 10 Tf 50 700 Td (France banned Chirper.) Tj ET\n"


def test_text_of_forms_is_read() -> None:
    assert document(drawing(b"/X Do\n", b"/X Do\n", SHOWN)).text == "France banned Chirper."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (drawing(b"/X Do\n" * 3_000, SHOWN * 200), "pieces of text"),
        (drawing(b"/X Do\n" * 10, *[b"/X Do\n" * 10] * 6, b"q Q\n"), "drawings of forms"),
        (drawing(SHOWN + b"/X Do\n" * 3_000, b"q Q " * 5_000), "MiB of drawing commands"),
        (drawing(SHOWN, font=b" " * 5_000_000), "MiB of drawing commands"),
    ],
    ids=["text", "nested", "commands", "font"],
)
def test_page_that_draws_too_much_is_named(data: bytes, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in (("LARGEST_PAGE", 2**18), ("MOST_PAGE_PIECES", 2_000), ("_MOST_DRAWINGS", 500)):
        monkeypatch.setattr(f"kg.read.pdf_cost.{name}", limit)
    with at_most(600):
        found = read_pdf(data, PLACE)
        assert reason in str(next(found)) and len(data) < 20_000
        with pytest.raises(UnreadableError, match="no page of it can be read"):
            list(found)


def test_tables_that_forms_share_are_read_once_and_each_font_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a megabyte, ten thousand forms that share their names took minutes, and so did ten thousand fonts of a form."""
    resources = DictionaryObject()
    names, fonts = DictionaryObject(), DictionaryObject()
    resources[NameObject("/XObject")], resources[NameObject("/Font")] = names, fonts
    for number in range(1_500):
        form = stream(b"q")
        form[NameObject("/Subtype")], form[NameObject("/Resources")] = NameObject("/Form"), resources
        names[NameObject(f"/X{number}")] = form
        fonts[NameObject(f"/F{number}")] = DictionaryObject({NameObject("/Type"): NameObject("/Font")})
    page = PdfWriter().add_blank_page(600, 800)
    page[NameObject("/Resources")] = resources
    monkeypatch.setattr("kg.read.pdf_cost.LARGEST_PAGE", 2**20)
    with at_most(100):
        meter = Meter(page, Cost())
        for number in range(12):
            meter.before(b"Do", [f"/X{number}"])
        with pytest.raises(UnreadableError, match="MiB of drawing commands"):
            meter.before(b"Do", ["/X12"])


def test_pages_beyond_what_a_file_may_cost_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.pdf_cost.MOST_PIECES", 50)
    lines = b"".join(b"BT /F1 10 Tf 50 %d Td (Line %d of the story.) Tj ET\n" % (700 - 12 * number, number) for number in range(10))
    found, skipped = read_pdf(drawing(lines, pages=9), PLACE)
    assert isinstance(found, Document) and found.text.count("\f") == 3
    assert str(skipped).startswith("a.pdf pages 5 to 9: with the pages before it more than 50 pieces")


def test_more_pages_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.pdf.MOST_PAGES", 1)
    with pytest.raises(UnreadableError, match="2 pages"):
        document(pdf(column("A"), column("B")))


def test_without_pypdf_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnreadableError, match=r"pip install 'actorgraph\[pdf\]'"):
        document(pdf(column("A")))
