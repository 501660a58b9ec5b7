"""Words to word pieces: greedy longest match first over the vocabulary of the encoder (Wu et al. 2016, as BERT applies it).

In: a word of spaCy's. Out: numbers of vocabulary rows, and a number for the word's casing, which the lower-cased vocabulary does not know.
Words are stripped of accents, lower-cased and cut at punctuation as BERT's basic tokenizer does; a piece inside a word bears '##'.

>>> casing("Grok"), casing("IWF"), casing("raided"), casing("xAI")
(1, 2, 0, 3)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.resources import data_path

PAD, UNKNOWN, FIRST, LAST = 0, 100, 101, 102
_LONGEST = 60
"""Characters of a part that are looked up; longer ones are unknown (BERT's limit is 100)."""


def casing(word: str) -> int:
    """0 lower case or none, 1 a capital first, 2 all capitals (of two letters or more), 3 capitals inside."""
    letters = [letter for letter in word if letter.isalpha()]
    if not any(letter.isupper() for letter in letters):
        return 0
    if all(letter.isupper() for letter in letters):
        return 2 if len(letters) > 1 else 1
    return 1 if letters[0].isupper() and not any(letter.isupper() for letter in letters[1:]) else 3


@lru_cache(maxsize=1)
def vocabulary_rows() -> Mapping[str, int]:
    """Word piece -> its row, from the file of the encoder."""
    text = data_path("models/extractor-vocab.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")) if piece}


@lru_cache(maxsize=50_000)
def pieces(word: str) -> tuple[int, ...]:
    """The pieces of a word; (UNKNOWN,) for one that has none."""
    rows = vocabulary_rows()
    found: list[int] = []
    for part in _parts(word):
        found.extend(_greedy(part, rows))
    return tuple(found) or (UNKNOWN,)


def _parts(word: str) -> Iterator[str]:
    """Lower case, without accents and control characters, cut before and after each punctuation mark and symbol."""
    part = ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(letter)
        if category == "Mn" or category[0] == "C":
            continue
        if category[0] in "PSZ" or 0x4E00 <= ord(letter) <= 0x9FFF:
            if part:
                yield part
            part = ""
            if category[0] != "Z":
                yield letter
        else:
            part += letter
    if part:
        yield part


def _greedy(part: str, rows: Mapping[str, int]) -> list[int]:
    if len(part) > _LONGEST:
        return [UNKNOWN]
    found: list[int] = []
    start = 0
    while start < len(part):
        for end in range(len(part), start, -1):
            row = rows.get(("##" if start else "") + part[start:end])
            if row is not None:
                break
        else:
            return [UNKNOWN]
        found.append(row)
        start = end
    return found
