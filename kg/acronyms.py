"""Short forms that a text defines itself: 'Internet Watch Foundation (IWF)', 'the Korea Communications Commission, or KCC'.

In: the tokens of a passage and the spans of its names. Out: pairs of spans (full name, short form).

>>> fits("KCC", "Korea Communications Commission"), fits("KCC", "Kakao Games")
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.model import Span
from kg.names import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LINKS = frozenset(("of", "and", "the", "for", "on", "de", "la", "du", "des", "&", "in", "to", "et", "e", "y", "und"))


def fits(short: str, full: str) -> bool:
    """True where the letters of a short form are the first letters of the words of a full name (small words may be left out)."""
    letters = [character for character in short.casefold() if character.isalnum()]
    parts = [word.casefold() for word, _, _ in words(full) if word[0].isalnum()]
    if len(letters) < 2 or len(parts) < 2:
        return False
    return _match(letters, parts)


def _match(letters: Sequence[str], parts: Sequence[str]) -> bool:
    """Every word gives one or two of its first letters; small words and at most one other may give none."""
    states = {(0, 0)}
    for word in parts:
        reached = set()
        for used, skipped in states:
            for taken in range(1, 3):
                if used + taken <= len(letters) and word.startswith("".join(letters[used : used + taken])):
                    reached.add((used + taken, skipped))
            if word in _LINKS:
                reached.add((used, skipped))
            elif skipped < 1 and used:
                reached.add((used, skipped + 1))
        states = reached
    return any(used == len(letters) for used, _ in states)


def defined(doc: Doc, names: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Token spans (full, short) of short forms that stand in brackets or after ', or' behind a full name, or the other way round."""
    by_start = {start: (start, end) for start, end in names}
    for start, end in names:
        index = end
        if index + 2 < len(doc) and doc[index].text in ("'s", "’s"):
            index += 1
        if index + 1 >= len(doc):
            continue
        if doc[index].text == "(":
            after = index + 1
        elif (doc[index].text == "," and doc[index + 1].lower_ == "or") or (
            doc[index].text == "," and doc[index + 1].lower_ in ("known", "called")
        ):
            after = index + 2
            while after < len(doc) and doc[after].lower_ in ("as", "the", "simply"):
                after += 1
        else:
            continue
        while after < len(doc) and (doc[after].lower_ in ("the", "or") or doc[after].text in ('"', "“", "'", "‘")):
            after += 1
        if after >= len(doc):
            continue
        short = by_start.get(after, (after, after + 1))
        closes = short[1] < len(doc) and doc[short[1]].text in (")", '"', "”", ",", "’", "'", ";")
        text, full = doc[short[0] : short[1]].text, doc[start:end].text
        if not closes or not text[:1].isalnum():
            continue
        if (
            fits(text, full)
            or fits(full, text)
            or (doc[index].text == "," and short in names and text.isupper())
            or (
                doc[index].text == "("
                and text.isupper()
                and 2 <= len(text) <= 7
                and end - start >= 2
                and text.isalpha()
                and short[1] < len(doc)
                and doc[short[1]].text == ")"
            )
        ):
            yield (start, end), short
