"""Splits a document into blocks and marks those that are no part of its story.

In: a Document as it was read. Out: the same Document with `blocks` that cover all of its text but white space, and with its headline as
`title` where it had none.
"""

from __future__ import annotations

from dataclasses import replace

from kg.model import Block, Document


def clean(document: Document) -> Document:
    blocks: list[Block] = []
    start = 0
    for line in document.text.split("\n"):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped[0])
            kind = "headline" if not blocks and len(stripped) < 200 and stripped[-1] not in ".!…" else "paragraph"
            blocks.append(Block(start=first, end=first + len(stripped), kind=kind, kept=True))
        start += len(line) + 1
    title = document.title
    if title is None and len(blocks) > 1 and blocks[0].kind == "headline":
        title = document.text[blocks[0].start : blocks[0].end]
    return replace(document, blocks=tuple(blocks), title=title)
