"""Runs of capitalised words that may be names, read off the tokens of a passage.

In: a spaCy Doc. Out: token spans (start, end), without leading articles, titles and demonyms that are no part of the name.
'Officers of the Guardia di Finanza searched Zampa' gives 'Guardia di Finanza' and 'Zampa'; 'Ministry of Industry and Trade' is one run.

>>> [doc[start:end].text for start, end in chunks(doc, words, demonyms)]      # doctest: +SKIP
['Guardia di Finanza', 'Zampa']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.entity_words import EntityWords
from kg.joints import glued, is_nameish, leads, run_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NUMERIC = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))


def is_caps_line(doc: Doc) -> bool:
    """True for a headline in which nearly every longer word begins with a capital: capitals say nothing about names there."""
    if doc.text.rstrip().endswith((".", "!", ";")):
        return False
    longer = [token for token in doc if token.is_alpha and len(token) > 3]
    capital = sum(token.text[0].isupper() for token in longer)
    return len(longer) >= 4 and capital >= 0.75 * len(longer)


def chunks(doc: Doc, words: EntityWords, demonyms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Token spans of likely names in order; nothing for a line in title case."""
    if is_caps_line(doc):
        return
    position = 0
    while position < len(doc):
        if not _starts(doc[position], words):
            position += 1
            continue
        end = run_end(doc, position, words)
        yield from _trim(doc, position, end, words, demonyms)
        position = end


def _first(token: Token) -> bool:
    """True at the start of a sentence, quotation or bullet, where a capital says little."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.doc[token.i - 1]
    return before.text in ('"', "“", "'", "‘", ":", "-", "•", "*", "–", "—") and not (before.text == "-" and not before.whitespace_)


def _starts(token: Token, words: EntityWords) -> bool:
    lower = token.lower_
    if not is_nameish(token) or lower in words.shape.starters or (lower in words.never and not leads(token, words)):
        return False
    if (len(token) == 1 and not leads(token, words)) or _inside_hyphens(token):
        return False
    if glued(token) == "modifier":
        return False
    if _first(token) and token.text[0].isupper() and not any(character.isupper() for character in token.text[1:]):
        return token.pos_ in ("PROPN", "X") or (bool(token.ent_type_) and token.ent_type_ not in _NUMERIC) or _follows_name(token, words)
    return True


def _inside_hyphens(token: Token) -> bool:
    """True for 'Pesa' of 'M-Pesa': the later part of a word whose first part is no start of a name."""
    doc = token.doc
    return token.i >= 2 and doc[token.i - 1].text in ("-", "‑") and not doc[token.i - 1].whitespace_ and not doc[token.i - 2].whitespace_


def _follows_name(token: Token, words: EntityWords) -> bool:
    """True where a capitalised word goes on at once: 'Digital Markets Unit', 'Telecommunications Board'."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.doc[token.i + 1]
    return (
        bool(token.whitespace_)
        and is_nameish(after)
        and after.lower_ not in words.shape.starters
        and token.pos_ in ("NOUN", "ADJ", "PROPN")
    )


def _mere_noun(doc: Doc, start: int, words: EntityWords) -> bool:
    """True for the first word of a sentence that has its capital from there: 'Rival Foo', 'Fintech Foo', 'Prosecute Foo'."""
    token = doc[start]
    if not token.text[1:].islower() or token.lower_ in words.common:
        return False
    return (
        token.lower_ in words.nouns
        or (bool(words.noun_kinds(token.text)) and token.tag_ == "NNS")
        or (token.tag_ in ("VB", "VBP", "VBG", "VBN") and token.pos_ == "VERB")
    )


def _trim(doc: Doc, start: int, end: int, words: EntityWords, demonyms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Cut titles and demonyms off the front of a run; drop what remains of runs that are no names."""
    while start < end and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    while end > start and (doc[end - 1].is_punct and doc[end - 1].text not in (")", "+")):
        end -= 1
    if (
        end - start > 1
        and (start == 0 or doc[start].is_sent_start)
        and doc[start].lower_ not in words.heads
        and _mere_noun(doc, start, words)
    ):
        start += 1
    cut = start
    for index in range(start, end):
        if doc[index].lower_ in words.titles and index + 1 < end and doc[index + 1].lower_ not in ("of", "for", "'s", "’s"):
            cut = index + 1
    if cut > start and end - cut >= 1 and not any(doc[index].lower_ in words.heads for index in range(cut, end)):
        start = cut
    for length in (3, 2, 1):
        lead = doc[start : start + length].text
        if end - start > length and lead in demonyms:
            rest = [words.heads.get(doc[index].lower_) for index in range(start + length, end)]
            if lead.isupper() or "." in lead:
                start += length if any(kind not in (None, "military") for kind in rest) else 0
            elif not any(rest) or rest[-1] in ("legislature", "court"):
                start += length
            break
    if start >= end:
        return
    text = doc[start:end].text
    if text.casefold() in words.never or text.casefold() in words.places or (end - start == 1 and doc[start].lower_ in words.titles):
        return
    yield start, end
