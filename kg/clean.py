"""Splits a document into blocks and marks those that are no part of its story, each with the reason.

In: a Document as it was read. Out: the same Document with `blocks` that cover all of its text but white space, and with its headline as
`title` where it had none. Nothing is deleted: dropped blocks stay in the text and are shown with their reasons.

>>> text = "Ban on Grok\\n\\nBy Jane Doe\\n\\nPARIS (AFP) - France banned Grok on Monday, a minister said.\\n\\nShare on Facebook"
>>> from kg.model import Document
>>> for block in clean(Document(id="0", name="n", text=text, source="n.txt", sha256="0")).blocks:
...     f"{block.kind}{'' if block.kept else ' (dropped)'}: {text[block.start:block.end]}"
'headline: Ban on Grok'
'byline (dropped): By Jane Doe'
'dateline (dropped): PARIS (AFP) -'
'paragraph: France banned Grok on Monday, a minister said.'
'share bar (dropped): Share on Facebook'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.boilerplate import Boilerplate, load_boilerplate, words_of
from kg.credits import credit_at_end
from kg.datelines import dateline, label
from kg.furniture import BYLINE, Verdicts
from kg.items import Item, make_item
from kg.model import Block, Document
from kg.paragraphs import paragraphs
from kg.regions import verdicts

_LONGEST_TITLE = 40  # words of a headline
_LONGEST_QUESTION = 20  # words of a headline that ends like a sentence
_SUBHEADLINE = 40  # words of the sentence below it
_INLINE = re.compile(
    r"[\[(](?:also read|read also|read more|read|see also|related)\b ?:[^\[\]()\n]{1,200}[\])]"
    r"|[-–—*]{1,5} ?advertisement ?[-–—*]{1,5}",
    re.IGNORECASE,
)


def clean(document: Document) -> Document:
    """The document with its blocks; DataError where the lexicon of boilerplate is broken."""
    boilerplate = load_boilerplate()
    text = document.text
    items = [make_item(text, start, end) for start, end in paragraphs(text)]
    found = verdicts(items, boilerplate)
    if document.author:
        _drop_names(items, found, document.author, boilerplate)
    headline, below = _headline(items, found)
    blocks: list[Block] = []
    for number, (item, verdict) in enumerate(zip(items, found, strict=True)):
        if verdict:
            blocks.append(Block(start=item.start, end=item.end, kind=verdict.kind, kept=False, reason=verdict.reason))
        else:
            blocks += _parts(text, item, _kind(number, items, found, headline, below), boilerplate)
    title = document.title
    if title is None and headline is not None:
        title = next((text[block.start : block.end] for block in blocks if block.kind == "headline" and block.kept), None)
    return replace(document, blocks=tuple(blocks), title=title)


def _drop_names(items: Sequence[Item], found: Verdicts, author: str, boilerplate: Boilerplate) -> None:
    """Marks lines below the headline that hold nothing but the names of the authors."""
    known = {*words_of(author), *boilerplate.words.connectors}
    for number in range(1, len(items)):
        if found[number] is None and not items[number].is_prose and items[number].count <= _LONGEST_TITLE:
            words = set(words_of(items[number].line))
            if words <= known and not words <= boilerplate.words.connectors:
                found[number] = BYLINE


def _headline(items: Sequence[Item], found: Verdicts) -> tuple[int | None, int | None]:
    """The first kept paragraph, where it is short, looks like a headline, and stands above others; and the one below it."""
    kept = [number for number, verdict in enumerate(found) if verdict is None][:2]
    if len(kept) < 2:
        return None, None
    first = items[kept[0]]
    if first.mark or first.is_cut_off or first.count > _LONGEST_TITLE:
        return None, None
    above_longer = first.count <= _LONGEST_QUESTION and items[kept[1]].is_prose and first.line[-1] != "."
    return (kept[0], kept[1]) if first.is_headline or above_longer else (None, None)


def _kind(number: int, items: Sequence[Item], found: Verdicts, headline: int | None, below: int | None) -> str:
    item = items[number]
    if number == headline:
        return "headline"
    if item.mark:
        return "bullet"
    if item.is_headline and ". " not in item.line and not item.line.endswith((".", ":", "”", '"')):
        return "subheadline"
    if number == below and item.count <= _SUBHEADLINE and number + 1 < len(items):
        following = found[number + 1]
        if items[number + 1].mark or (following is not None and following.kind in ("byline", "date line")):
            return "subheadline"
    return "paragraph"


def _parts(text: str, item: Item, kind: str, boilerplate: Boilerplate) -> Iterator[Block]:
    """The blocks of a kept paragraph: what stands before its first sentence and after its last is dropped."""
    words = boilerplate.words
    start, end = item.start, item.end
    if length := label(text[start:end], words):
        yield _block(text, start, start + length, "label", "is a label, no part of the sentence")
        start += length
    if kind not in ("headline", "bullet") and (length := dateline(text[start:end], words)):
        yield _block(text, start, start + length, "dateline", "tells from where and when it was reported")
        start += length
    credit = credit_at_end(text[start:end], words)
    stop = start + credit if credit else end
    for match in _INLINE.finditer(text, start, stop):
        if text[start : match.start()].strip():
            yield _block(text, start, match.start(), kind)
        kind_of_part = "related link" if match.group()[0] in "[(" else "advertisement"
        yield _block(text, match.start(), match.end(), kind_of_part, "stands inside a paragraph and is no part of it")
        start = match.end()
    if text[start:stop].strip():
        yield _block(text, start, stop, kind)
    if credit:
        yield _block(text, stop, end, "credit", "credits those who made the report")


def _block(text: str, start: int, end: int, kind: str, reason: str = "") -> Block:
    """A block without the white space at its ends; one with a reason is dropped."""
    part = text[start:end]
    return Block(start=end - len(part.lstrip()), end=start + len(part.rstrip()), kind=kind, kept=not reason, reason=reason)
