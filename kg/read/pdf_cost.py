"""What it costs to read a page of a PDF, with the forms that it draws, which may draw others, and the fonts of all of these.

In: a page as pypdf has it, and what the pages before it cost. Out: an UnreadableError as soon as it is too much: of a file of a kilobyte a
page can draw one form a thousand times over, and each page of thousands can be the same one.

>>> spent = Cost(pieces=MOST_PIECES)
>>> spent.exhausted
True
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.read.skipped import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject

LARGEST_PAGE = 4 * 2**20  # bytes of drawing commands and maps of characters of a page; one of a newspaper has 0.3
MOST_PAGE_PIECES = 30_000  # commands that set text; a page of a newspaper, set letter by letter, has 20,000
LARGEST = 128 * 2**20  # bytes of all pages together: pypdf reads half a MiB a second
MOST_PIECES = 600_000  # commands that set text, in all pages: they take a quarter of a millisecond each
_MOST_FORMS = 10_000
_FONT = 50  # bytes that take as long as a font without a map: pypdf makes each anew, whenever a form is drawn
_MOST_DRAWINGS = 5_000  # of forms on a page; pypdf passes over the text of further ones
_SETS_TEXT = frozenset((b"Tj", b"TJ", b"'", b'"'))


@dataclass(slots=True, kw_only=True)
class Cost:
    """Bytes of drawing commands and maps of characters, and commands that set text, of the pages of a file so far."""

    drawn: int = 0
    pieces: int = 0

    @property
    def exhausted(self) -> bool:
        """Whether no further page of the file is to be read."""
        return self.drawn >= LARGEST or self.pieces >= MOST_PIECES


class Meter:
    """Counts what a page costs while pypdf reads it, and adds it to what the file has cost."""

    def __init__(self, page: PageObject, spent: Cost) -> None:
        self._spent = spent
        self._drawn = self._pieces = self._drawings = 0
        self._forms = _forms(page)
        self._weights: dict[str, int] = {}
        self._add(drawn=_length(page.get_contents()) + _fonts(page))

    def before(self, operator: bytes, operands: Any, *_: Any) -> None:
        """What pypdf calls before each command; raises UnreadableError where the page or the file costs too much."""
        if operator in _SETS_TEXT:
            self._add(pieces=1)
        elif operator == b"Do" and operands:
            name = str(operands[0])
            self._drawings += name in self._forms
            self._add(drawn=self._weight(name))

    def check(self) -> None:
        """Raises UnreadableError where the page costs too much; pypdf itself passes over errors in what a form draws."""
        if self._drawn > LARGEST_PAGE:
            raise UnreadableError(f"more than {LARGEST_PAGE // 2**20} MiB of drawing commands (expected: a page to read)")
        if self._pieces > MOST_PAGE_PIECES:
            raise UnreadableError(f"more than {MOST_PAGE_PIECES:,} pieces of text (expected: a page to read)")
        if self._drawings > _MOST_DRAWINGS:
            raise UnreadableError(f"more than {_MOST_DRAWINGS:,} drawings of forms (expected: a page to read)")
        if self._spent.exhausted:
            most = f"{MOST_PIECES:,} pieces of text or {LARGEST // 2**20} MiB of drawing commands"
            raise UnreadableError(f"with the pages before it more than {most} (expected: a document to read)")

    def _add(self, *, drawn: int = 0, pieces: int = 0) -> None:
        self._drawn += drawn
        self._pieces += pieces
        self._spent.drawn += drawn
        self._spent.pieces += pieces
        self.check()

    def _weight(self, name: str) -> int:
        """Bytes of the largest form of a name, with its fonts; 1 for what is no form, such as a picture."""
        if name not in self._weights:
            self._weights[name] = max((1 + _length(form) + _fonts(form) for form in self._forms.get(name, ())), default=1)
        return self._weights[name]


def _forms(page: PageObject) -> dict[str, list[Any]]:
    """Forms by name: those of the page, those of these forms, and so on."""
    found: dict[str, list[Any]] = {}
    pending: list[Any] = [page]
    seen: set[int] = set()
    tables: dict[int, Any] = {}  # those that were read: forms may share one that names thousands
    number = 0
    while pending:
        named = _named(pending.pop(), "/XObject")
        if id(named) in tables:
            continue
        tables[id(named)] = named
        for name, value in _entries(named):
            number += 1
            if number > _MOST_FORMS:
                raise UnreadableError(f"more than {_MOST_FORMS:,} forms and pictures (expected: a page to read)")
            if isinstance(value, dict) and value.get("/Subtype") != "/Image":
                found.setdefault(name, []).append(value)
                if id(value) not in seen:
                    seen.add(id(value))
                    pending.append(value)
    return found


def _fonts(holder: Any) -> int:
    """Bytes of the maps of characters of all fonts of a page or a form, and what it costs to look at each."""
    size = 0
    for _, font in _entries(_named(holder, "/Font")):
        size += _FONT
        for name in ("/ToUnicode", "/Encoding") if isinstance(font, dict) else ():
            size += _length(_whole(font.get(name)))
            if size > LARGEST_PAGE:
                return size
    return size


def _named(holder: Any, kind: str) -> Any:
    """The table of a kind among the resources of a page or a form."""
    resources = _whole(holder.get("/Resources"))
    return _whole(resources.get(kind)) if isinstance(resources, dict) else None


def _entries(named: Any) -> Iterator[tuple[str, Any]]:
    """Names and objects of a table."""
    for name, value in named.items() if isinstance(named, dict) else ():
        yield str(name), _whole(value)


def _whole(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _length(stream: Any) -> int:
    return len(stream.get_data()) if hasattr(stream, "get_data") else 0
