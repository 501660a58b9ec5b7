"""The part of a document that is parsed at once: a kept block, its repaired text, and the spaCy Doc of it.

In: a View (repaired text with its offset map) and a Doc over `view.text`. Out: translations between tokens and offsets of the document.
Lives only inside the extraction of one document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Block, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Text to parse, with the place of each of its characters in `Document.text`: `len(offsets) == len(text)`, strictly rising."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Offsets in the document for `text[start:end]` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def inverse(self, start: int, end: int) -> Span | None:
        """Offsets in the view for a span of the document; None where nothing of it is in the view."""
        low = bisect_left(self.offsets, start)
        high = bisect_right(self.offsets, end - 1)
        return (low, high) if low < high else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One parsed block. `index` counts the kept blocks of a document from 0."""

    index: int
    block: Block
    view: View
    doc: Doc

    def span(self, start: int, end: int) -> Span:
        """Offsets in the document of the tokens `doc[start:end]` (not empty)."""
        first, last = self.doc[start], self.doc[end - 1]
        return self.view.span(first.idx, last.idx + len(last))

    def tokens(self, span: Span) -> Span | None:
        """Token numbers (start, end) that cover a span of the document; None where it lies outside this passage."""
        if not (self.block.start <= span[0] and span[1] <= self.block.end):
            return None
        inside = self.view.inverse(*span)
        if inside is None:
            return None
        found = self.doc.char_span(*inside, alignment_mode="expand")
        return None if found is None else (found.start, found.end)
