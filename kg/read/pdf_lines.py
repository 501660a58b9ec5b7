"""The lines of a page of a PDF, with an empty one where the page leaves a gap or goes on in letters of another size.

In: a page as pypdf has it. Out: its lines in the order in which they were set, without white space around them, '' between paragraphs.
Where a column ends the next begins higher up: that is no gap.

>>> [line.text for line in lines_of([("Ban", 40, 20), ("\\n", 0, 10), ("France banned", 10, 10), ("\\n", 0, 10), ("Grok.", -2, 10)])]
['Ban', 'France banned', 'Grok.']
>>> with_gaps(lines_of([("Ban", 40, 20), ("\\n", 0, 10), ("France banned", 10, 10), ("\\n", 0, 10), ("Grok.", -2, 10)]))
['Ban', '', 'France banned', 'Grok.']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from kg.read.decode import well_formed
from kg.read.pdf_cost import Cost, Meter

if TYPE_CHECKING:
    from pypdf import PageObject

_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u00a0": " ", "\0": " "})
_GAP = 1.3  # of the usual step from line to line: more is a gap
_OTHER_SIZE = 1.15  # ratio of sizes of letters from which a line is of another kind: a heading, a footnote
_FEW = 3  # steps from which the usual one can be told
_LEADING = 1.4  # step by size of letters, where it cannot

Piece = tuple[str, float, float]
"""Text, the height of its base line on the page, and the size of its letters, both in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with the height of its base line and the size of its letters, 0 where they are not known."""

    text: str
    height: float = 0.0
    size: float = 0.0


def page_lines(page: PageObject, spent: Cost) -> list[str]:
    """The lines of a page; what it costs is added to what is spent.

    Raises UnreadableError for a page that costs too much, and what pypdf raises for a damaged one.
    """
    meter = Meter(page, spent)
    pieces: list[Piece] = []

    def take(text: str, current: Sequence[float], matrix: Sequence[float], _: Any, size: float | None) -> None:
        scale = current[3]
        pieces.append((text, matrix[5] * scale + current[5], abs((size or 0) * matrix[3] * scale)))

    text = page.extract_text(visitor_operand_before=meter.before, visitor_text=take) or ""
    meter.check()
    if "".join(piece for piece, *_ in pieces) != text:  # places are not those of the text: it is read without them
        return [_plain(line) for line in text.splitlines()]
    return with_gaps(lines_of(pieces))


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """Pieces as lines; a line stands where its longest piece does."""
    found: list[Line] = []
    parts: list[Piece] = []
    for text, height, size in (*pieces, ("\n", 0.0, 0.0)):
        first, *others = text.split("\n")
        parts.append((first, height, size))
        for other in others:
            longest = max(parts, key=lambda part: len(part[0].strip()))
            found.append(Line(text=_plain("".join(part for part, *_ in parts)), height=longest[1], size=longest[2]))
            parts = [(other, height, size)]
    while found and not found[-1].text:
        found.pop()
    return found


def with_gaps(lines: Sequence[Line]) -> list[str]:
    """The texts of lines, '' where there is a gap between two of them."""
    filled = [line for line in lines if line.text]
    steps = [step for one, other in pairwise(filled) if (step := one.height - other.height) > 0 and _alike(one, other)]
    usual = quantiles(steps, n=4)[0] if len(steps) >= _FEW else 0.0
    found: list[str] = []
    last: Line | None = None
    for line in lines:
        if last is not None and last.text and line.text:
            step = last.height - line.height
            wide = step > _GAP * (usual or _LEADING * max(last.size, line.size))
            if last.size and line.size and (wide or not _alike(last, line)):
                found.append("")
        found.append(line.text)
        last = line
    return found


def _alike(one: Line, other: Line) -> bool:
    """Whether two lines have letters of one size."""
    return max(one.size, other.size) < _OTHER_SIZE * min(one.size, other.size)


def _plain(line: str) -> str:
    return " ".join(well_formed(line).translate(_LIGATURES).split())
