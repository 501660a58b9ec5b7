"""Makes text that a parser can read of a block that a scraper or an editor left untidy, without losing its place.

In: a Document and one of its Blocks. Out: a View, whose text has no markup leftovers, straight quotes and single spaces, and whose
`offsets` give for each character its place in `Document.text`. Characters are replaced one by one or cut, never added.

>>> from kg.model import Block, Document
>>> text = "• Fans &amp; “friends”\\nof <b>X</b>"
>>> document = Document(id="0", name="n", text=text, source="n.txt", sha256="0")
>>> view(document, Block(start=0, end=len(text), kind="bullet", kept=True)).text
'Fans & "friends" of X'
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from kg.leftovers import leftovers
from kg.model import Block, Document, Span
from kg.passage import View

_PLAIN = re.compile(r"(?:[!#-%'-;=?-~]+ )*[!#-%'-;=?-~]+")  # ASCII without '&', '<', '>' and '"', single spaces
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Soft hyphen, zero-width characters, direction marks, byte order mark, variation selectors: invisible, and in the way of names.
_INVISIBLE = re.compile("[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+")
_SPACES = re.compile("[\\s\x00-\x1f\x7f-\x9f\ufffc\ufffd]+")
_DECOMPOSED = re.compile("[^\u0300-\u036f][\u0300-\u036f]")
_BULLET = re.compile("(?:[•‣⁃◦▪▫■□●○◆◇►▶▸»·∙*✔✓✅☑➤➜→\U0001f300-\U0001faff\u2600-\u27bf]+ ?|[-–—] )+")

_STRAIGHT = {
    **dict.fromkeys(map(ord, "“”„‟″«»＂"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′‹›ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑"), "-"),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width forms
    **{
        code: plain
        for code in range(0x1D400, 0x1D800)  # mathematical letters that social networks use as bold and italics
        if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain != chr(code)
    },
}

_Mapped = tuple[str, list[int]]
_Edit = tuple[int, int, str]


def view(document: Document, block: Block) -> View:
    """The repaired text of a block; text that needs no repair comes back as it is."""
    text = document.text[block.start : block.end]
    if _PLAIN.fullmatch(text) and not _BULLET.match(text) and "=" not in text:
        return View(text=text, offsets=tuple(range(block.start, block.end)))
    mapped: _Mapped = (text, list(range(block.start, block.end)))
    mapped = _edit(mapped, _entities(mapped[0]))
    mapped = _edit(mapped, ((start, end, " " if _is_break(mapped[0], start, end) else "") for start, end in leftovers(mapped[0])))
    mapped = _edit(mapped, ((match.start(), match.end(), "") for match in _INVISIBLE.finditer(mapped[0])))
    mapped = _edit(mapped, _composed(mapped[0]))
    mapped = (mapped[0].translate(_STRAIGHT), mapped[1])
    mapped = _edit(mapped, _spaces(mapped[0]))
    mapped = _edit(mapped, _bullet(mapped[0]))
    return View(text=mapped[0], offsets=tuple(mapped[1]))


def _edit(mapped: _Mapped, edits: Iterable[_Edit]) -> _Mapped:
    """Replaces spans by texts that are no longer than they are; each new character takes the place of the old one."""
    text, offsets = mapped
    texts: list[str] = []
    places: list[int] = []
    position = 0
    for start, end, new in edits:
        texts += (text[position:start], new)
        places += offsets[position:start]
        places += offsets[start : start + len(new)]
        position = end
    if not position:
        return mapped
    texts.append(text[position:])
    places += offsets[position:]
    return "".join(texts), places


def _entities(text: str) -> Iterable[_Edit]:
    """HTML entities, also those escaped twice; one that stands for no single character is left alone."""
    for match in _ENTITY.finditer(text):
        plain = match.group()
        for _ in range(4):
            plain = html.unescape(plain)
        if len(plain) == 1 and not "\ud800" <= plain <= "\udfff":
            yield match.start(), match.end(), plain


def _is_break(text: str, start: int, end: int) -> bool:
    """Whether a cut tag parted two words, as <br> and <p> do and <b> does not."""
    name = text[start:end].lstrip("</").rstrip("/> ").lower().split(" ")[0].split("\n")[0]
    return name in {"br", "p", "div", "li", "ul", "ol", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "blockquote", "hr"}


def _composed(text: str) -> Iterable[_Edit]:
    """Letters that are followed by a combining accent, as one character where there is one (NFC)."""
    for match in _DECOMPOSED.finditer(text):
        plain = unicodedata.normalize("NFC", match.group())
        if len(plain) == 1:
            yield match.start(), match.end(), plain


def _spaces(text: str) -> Iterable[_Edit]:
    """Runs of white space and control characters become one space, none at the ends and after a hyphen that breaks a line."""
    for match in _SPACES.finditer(text):
        start, end = match.span()
        outer = start == 0 or end == len(text)
        if outer or _broken_word(text, match.span()):
            yield start, end, ""
        elif match.group() != " ":
            yield start, end, " "


def _broken_word(text: str, gap: Span) -> bool:
    start, end = gap
    return "\n" in text[start:end] and text[start - 1] == "-" and start > 1 and text[start - 2].isalpha() and text[end].islower()


def _bullet(text: str) -> Iterable[_Edit]:
    """The mark of a list item, or emoji, at the start of a block."""
    if (match := _BULLET.match(text)) and match.end() < len(text):
        yield 0, match.end(), ""
