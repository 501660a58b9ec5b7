"""The sentence of a claim in pieces, so that its subject, its trigger and its object can be marked.

In: Evidence and its document. Out: pieces of text with what each is; put together they are the sentence, in one line.

>>> from tests.factories import make_document, make_evidence
>>> document = make_document()
>>> [(piece.text, piece.role) for piece in pieces(make_evidence(document, trigger="raided", object="Chirper"), document)][1:4]
[('raided', 'trigger'), (' the offices of ', ''), ('Chirper', 'object')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.html.labels import plain
from kg.model import Document, Evidence

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """`role` is 'subject', 'trigger', 'object' or '' for the rest."""

    text: str
    role: str = ""


def pieces(evidence: Evidence, document: Document) -> list[Piece]:
    """The sentence from its first character to its last; where marks overlap, the subject comes before the object and the trigger."""
    spans = [("subject", evidence.subject_span), ("object", evidence.object_span), ("trigger", evidence.trigger)]
    inside = [(role, *span) for role, span in spans if span and evidence.start <= span[0] < span[1] <= evidence.end]
    cuts = sorted({evidence.start, evidence.end, *(cut for _, *span in inside for cut in span)})
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        role = next((role for role, first, last in inside if first <= start and end <= last), "")
        text = "".join(_visible(document.text[start:end]))
        if found and found[-1].role == role:
            text = found.pop().text + text
        found.append(Piece(text=_SPACES.sub(" ", text), role=role))
    return [piece for piece in found if piece.text]


def _visible(text: str) -> Iterator[str]:
    """Characters that are drawn, and spaces: nothing that turns the direction of what follows."""
    return (character for character in text if character.isspace() or plain(character))
