"""Reads a PDF: its pages as one text, in the order in which they were set, without running heads and page numbers.

In: the bytes of a file. Out: a Document, and a Skipped for each page that cannot be read. Lines are joined to paragraphs, words that were
hyphenated at the end of a line are whole again. A form feed stands where a page ends, after the paragraph that crosses it: `page_of` tells
on which page an offset of the text is. Scanned pages hold no text.

>>> page_of("First page.\\n\\f\\nSecond page.", 15)
2
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import quantiles

from kg.model import Document
from kg.read.mojibake import repaired
from kg.read.pdf_cost import Cost
from kg.read.pdf_lines import page_lines
from kg.read.pdf_metadata import metadata_of
from kg.read.place import Place
from kg.read.quiet import quiet
from kg.read.record import of_text
from kg.read.skipped import Skipped, UnreadableError

MOST_PAGES = 2_000
PAGE_END = "\f"
_TONGUE = re.compile(r"[A-Za-z]{2,3}(?=-|\Z)")
_TOLD = ("/Title", "/Author", "/CreationDate")

_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]\Z")
_LONGEST_WORD = 100  # characters; a search for a word at the end of a line takes their square
_FIRST = re.compile(r"\w+")
_FINISHED = re.compile(r"[.!?:;…][\"”’')\]]*\Z")
_BULLET = re.compile(r"(?:[•‣◦▪■●*–—-]|\(?\d{1,2}[.)])\s")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?)?[-–— ]{0,3}\d{1,4}(?: ?(?:of|/) ?\d{1,4})?[-–— ]{0,3}", re.IGNORECASE)


def page_of(text: str, offset: int) -> int:
    """The page, counted from 1, on which the paragraph at an offset of a PDF's text begins."""
    return text.count(PAGE_END, 0, offset) + 1


def place_of(text: str, offset: int) -> tuple[int, int]:
    """The page of an offset, counted from 1, and the offset within what that page adds to the text."""
    return page_of(text, offset), offset - (text.rfind(PAGE_END, 0, offset) + 1)


def read_pdf(data: bytes, place: Place) -> Iterator[Document | Skipped]:
    """The Document of a PDF; raises UnreadableError for one that is damaged, locked, without text, or beyond the limits."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise UnreadableError("a PDF, which needs pypdf (expected: pip install 'actorgraph[pdf]')") from None
    quiet("pypdf")
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("a PDF that needs a password")
        count = len(reader.pages)
        tongue = reader.root_object.get("/Lang")
        told = metadata_of({name: value.get_object() for name, value in (reader.metadata or {}).items() if name in _TOLD})
    except UnreadableError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a library makes of one hostile file must not end the batch)
        raise UnreadableError(f"a PDF that cannot be read ({type(error).__name__}: {str(error)[:100]})") from None
    if count > MOST_PAGES:
        raise UnreadableError(f"a PDF of {count:,} pages (expected: at most {MOST_PAGES:,})")
    pages: list[list[str]] = []
    spent = Cost()
    failed: list[Skipped] = []
    for number in range(count):
        try:
            pages.append(page_lines(reader.pages[number], spent))
        except Exception as error:  # noqa: BLE001
            pages.append([])
            why = str(error) if isinstance(error, UnreadableError) else f"cannot be read ({type(error).__name__}: {str(error)[:100]})"
            which = f"page {number + 1}"
            if spent.exhausted and number + 1 < count:
                which = f"pages {number + 1} to {count}"
            failed.append(Skipped(f"{place.source} {which}", why))
        if spent.exhausted:
            break
    text, note = repaired(_joined(_without_running_heads(pages)))
    if not text.strip():
        yield from failed
        why = "no page of it can be read" if failed else "scanned pages"
        raise UnreadableError(f"a PDF without text: {why} (expected: a PDF with text, or one that went through OCR)")
    yield of_text(
        text,
        name=place.name,
        source=place.source,
        encoding="pdf" + note,
        title=told.title,
        author=told.author,
        published=told.published or place.published,
        language=match.group().lower() if (match := _TONGUE.match(str(tongue))) else None,
    )
    yield from failed


def _without_running_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """Pages without lines at their top and foot that stand on at least half of them, numbers aside, and without page numbers."""
    pages = [[*_trimmed(lines)] for lines in pages]
    rims = Counter(key for lines in pages for key in _rims(lines))
    least = max(3, len([lines for lines in pages if lines]) / 2)
    repeated = {key for key, count in rims.items() if count >= least}
    return [_without(repeated, _without(repeated, lines)[::-1])[::-1] for lines in pages]


def _without(repeated: set[str], lines: list[str]) -> list[str]:
    """Lines from the first on that is neither repeated on other pages nor the number of its page; two at most are left out."""
    start = gone = 0
    while start < len(lines):
        line = lines[start]
        if line and (gone == 2 or not (_key(line) in repeated or _PAGE_NUMBER.fullmatch(line))):
            break
        gone += bool(line)
        start += 1
    return lines[start:]


def _rims(lines: Sequence[str]) -> set[str]:
    """The first two and the last two lines of a page, numbers aside."""
    filled = [_key(line) for line in lines if line]
    return {*filled[:2], *filled[-2:]}


def _trimmed(lines: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(lines) if line]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _key(line: str) -> str:
    return _NUMBER.sub("#", line)


def _joined(pages: Sequence[list[str]]) -> str:
    """Paragraphs of all pages, an empty line between each two, and a form feed after the last that begins on a page."""
    words = Counter(word.lower() for lines in pages for line in lines for word in re.findall(r"\w+(?:-\w+)*", line))
    lengths = [len(line) for lines in pages for line in lines if line]
    width = quantiles(lengths, n=10)[7] if len(lengths) > 1 else 0
    text: list[str] = []  # lists, since strings that grow are copied with each line
    paragraph: list[str] = []
    ended = 0  # pages that ended inside the paragraph
    last = ""
    for number, lines in enumerate(pages):
        if number:
            ended += 1
        for line in lines:
            if paragraph and (not line or _ends(last, line, width, across=bool(ended))):
                text += [*paragraph, f"\n{PAGE_END}" * ended + "\n\n"[bool(ended) :]]
                paragraph, ended = [], 0
            elif ended and not paragraph:
                text[-1:] = [text[-1].rstrip("\n") + f"\n{PAGE_END}" * ended + "\n"] if text else [f"\n{PAGE_END}" * ended + "\n"]
                ended = 0
            if line:
                _add(paragraph, line, words)
            last = line or last
    return "".join([*text, *paragraph]).rstrip("\n")


def _ends(line: str, following: str, width: float, *, across: bool) -> bool:
    """Whether a paragraph ends with a line: a bullet follows, or it is short and finished, or much shorter than the others."""
    if _BULLET.match(following):
        return True
    if _HYPHEN.search(line[-_LONGEST_WORD:]) or following[:1].islower():
        return False
    if _FINISHED.search(line):
        return across or len(line) < 0.85 * width
    return len(line) < 0.6 * width


def _add(paragraph: list[str], line: str, words: Counter[str]) -> None:
    """Adds the next line to a paragraph. A hyphen at its end goes where the rest goes on in lower case, but not where the hyphenated word
    stands in the text elsewhere more often than the whole one.
    """
    before = "".join(part[-_LONGEST_WORD:] for part in paragraph[-3:])[-_LONGEST_WORD:]
    broken, rest = _HYPHEN.search(before), _FIRST.match(line)
    if not broken or not rest:
        paragraph.append(f" {line}" if paragraph else line)
        return
    whole, hyphenated = (f"{broken.group(1)}{mark}{rest.group()}".lower() for mark in ("", "-"))
    if before.endswith("\u00ad") or (rest.group()[0].islower() and words[whole] >= words[hyphenated] and not broken.group(1).isupper()):
        paragraph[-1] = paragraph[-1][:-1]
    paragraph.append(line)
