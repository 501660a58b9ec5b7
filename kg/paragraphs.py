"""Finds the paragraphs of a text: its lines, where those that an editor wrapped at a width belong together.

In: a text. Out: spans of paragraphs without white space around them, in order. A line goes on in the next one where that begins in lower
case, or, once such a place has told the width, where the next word would not have fitted.

>>> text = "Ban on a chatbot\\n\\nFrance has banned it over images that\\nthe company denies. The decision is\\nfinal."
>>> [text[start:end].replace("\\n", "/") for start, end in paragraphs(text)]
['Ban on a chatbot', 'France has banned it over images that/the company denies. The decision is/final.']
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.model import Span

LIST_MARK = re.compile(r"[•‣⁃◦▪▫■□●○◆◇►▶▸·∙*✔✓✅☑➤➜→]\ufe0f?\s*|[-–—]\s+|(?:\d{1,2}|[a-z])[.)]\s+")

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTENT = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_FIRST_WORD = re.compile(r"[\"“‘'(\[]*(\S+)")
_FINISHED = re.compile(r"[.!?:;…][\"”’')\]]*\Z")
_NARROWEST, _WIDEST = 30, 140  # columns of wrapped text
_RAGGED = 3  # columns by which a wrapped line may fall short of the width


def paragraphs(text: str) -> list[Span]:
    """Spans of paragraphs; white space is in none of them, every other character in exactly one."""
    found = ((line.start(), _CONTENT.search(line.group())) for line in _LINE.finditer(text))
    lines = [(start + content.start(), start + content.end()) for start, content in found if content]
    if len(lines) < 2:
        return lines
    continued = [_goes_on_in_lower_case(text, *pair) for pair in pairwise(lines)]
    width = max((end - start for (start, end), lower in zip(lines, continued, strict=False) if lower and end - start <= _WIDEST), default=0)
    joined = [lines[0]]
    for number, line in enumerate(lines[1:]):
        if continued[number] or (width >= _NARROWEST and _is_full(text, lines[number], line, width)):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _adjacent(text: str, line: Span, following: Span) -> bool:
    """Whether no empty line parts two lines."""
    return len(re.findall("\r\n|[\n\r\v\f\x85\u2028\u2029]", text[line[1] : following[0]])) == 1


def _goes_on_in_lower_case(text: str, line: Span, following: Span) -> bool:
    if line[1] - line[0] < _NARROWEST or text[line[0]] == "©" or not _adjacent(text, line, following):
        return False
    word = _FIRST_WORD.match(text, following[0], following[1])
    lower = word is not None and word.group(1)[0].islower() and word.group(1).islower()
    return lower and not _FINISHED.search(text, max(line[0], line[1] - 4), line[1]) and not LIST_MARK.match(text, *following)


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line ends where the width of the text makes it end."""
    word = _FIRST_WORD.match(text, *following)
    if word is None or LIST_MARK.match(text, *following) or not _adjacent(text, line, following):
        return False
    length = line[1] - line[0]
    return length <= width + _RAGGED and length + 1 + len(word.group()) > width - _RAGGED
