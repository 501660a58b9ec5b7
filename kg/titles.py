"""Titles of works that hold small words: 'the report, Across the Fence', 'published Kept in the Dark, a study of ...'.

In: the tokens of a passage. Out: token spans of titles of two words or more, where a noun beside them says that they name a work.

>>> [doc[start:end].text for start, end in titles(doc, words)]      # doctest: +SKIP
['Across the Fence']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.entity_words import EntityWords
from kg.kinds import noun_after, noun_ahead, noun_before

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST = 10


def titles(doc: Doc, words: EntityWords) -> Iterator[tuple[int, int]]:
    """Spans of likely titles, longest first from each start."""
    position = 0
    while position < len(doc):
        token = doc[position]
        if not token.text[:1].isupper() or (position and (doc[position - 1].text[:1].isupper() and doc[position - 1].whitespace_)):
            position += 1
            continue
        end = _end(doc, position, words)
        if end - position >= 2 and _is_work(doc, position, end, words):
            yield position, end
            position = end
        else:
            position += 1


def _end(doc: Doc, start: int, words: EntityWords) -> int:
    """End of the longest run of capitals, small words and numbers that ends in a capital or a number."""
    last = start + 1
    index = start + 1
    while index < len(doc) and index - start < _LONGEST:
        token = doc[index]
        if (token.text[:1].isupper() and token.is_alpha) or (token.text[:1].isdigit() and token.text.isdigit()):
            last = index + 1
        elif token.lower_ not in words.shape.small and token.text not in ("'s", "’s", "-", "&", ":"):
            break
        index += 1
    return last


def _is_work(doc: Doc, start: int, end: int, words: EntityWords) -> bool:
    beside = (noun_before(doc, start, words), noun_after(doc, end, words), noun_ahead(doc, start, words))
    if not any(noun is not None and "work" in words.noun_types(noun.text) and noun.text[0].islower() for noun in beside):
        return False
    after = doc[end] if end < len(doc) else None
    return (
        after is None
        or after.is_punct
        or after.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON")
        or after.lower_ in ("that", "which")
    )
