"""What can be said of a paragraph by its looks alone: is it prose, a headline, a cut-off teaser, an item of a list.

In: a text and the span of a paragraph. Out: an Item.

>>> item = make_item("CFTC Drops Proposed Ban on Prediction Markets", 0, 45)
>>> item.is_headline, item.is_prose
(True, False)
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.boilerplate import is_cut_off, is_sentence
from kg.leftovers import leftovers
from kg.model import Span
from kg.paragraphs import LIST_MARK

_LONGEST_HEADLINE = 25  # words
_PROSE = 25  # words from which a paragraph is prose however it ends
_TITLE_CASE = 0.7  # share of long words with a capital from which a line is in title case
_SEPARATORS = re.compile(r"\s{2,}|\t|\s*(?:[|·›»•→❖▾◆■●]|::)\s*|\s/\s?|\s?/\s|\s>{1,2}\s?|\s[–—-]\s")
_PART = 4  # words of a part, on average, up to which a line that separators divide is no prose
_LONG_WORD = re.compile(r"\b[^\W\d_]{4,}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A paragraph: `line` is its text without leftovers of markup and entities, `count` its words.

    `mark` says whether it begins as an item of a list; `parts` are what separators (bars, dots, wide gaps) divide the line into.
    """

    start: int
    end: int
    line: str
    count: int
    mark: bool
    was_marked_up: bool
    parts: tuple[str, ...]
    is_cut_off: bool
    is_prose: bool
    is_headline: bool


def make_item(text: str, start: int, end: int) -> Item:
    """The Item of the paragraph `text[start:end]`."""
    written = text[start:end]
    spans = leftovers(written)
    line = _without(written, spans) if spans else written
    if "&" in line:
        line = html.unescape(line).strip()
    count = len(line.split())
    cut = is_cut_off(line)
    parts = tuple(part for part in _SEPARATORS.split(line) if part)
    prose = not cut and _is_prose(line, count, len(parts))
    return Item(
        start=start,
        end=end,
        line=line,
        count=count,
        was_marked_up=bool(spans),
        mark=LIST_MARK.match(line) is not None,
        parts=parts,
        is_cut_off=cut,
        is_prose=prose,
        is_headline=not prose and not cut and count <= _LONGEST_HEADLINE,
    )


def _is_prose(line: str, count: int, parts: int) -> bool:
    """Whole sentences; long paragraphs however they end, unless they are rows of short parts or of titles."""
    if is_sentence(line, count):
        return line[-1] == "." or count > _LONGEST_HEADLINE or not _is_title_case(line)
    return count >= _PROSE and not (parts >= 3 and count <= _PART * parts) and not _is_title_case(line)


def _without(text: str, spans: Sequence[Span]) -> str:
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True)).strip()


def _is_title_case(line: str) -> bool:
    words = _LONG_WORD.findall(line)
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words)
