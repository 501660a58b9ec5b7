"""Tells the language of documents, and which are in another one than the model reads.

In: a Document, and the languages that are wanted. Out: the Document with its language and how that was found, or the reason to skip it.
The text decides, by py3langid, where it is long enough and the verdict is clear; else what the document says of itself; a short text that
says nothing is read, and its language stays unknown. Where any language is wanted, what a document says of itself stands.

>>> from tests.makers import make_document
>>> text = "La France a interdit Grok lundi, a déclaré le ministre. La société a rejeté les accusations et annoncé un appel."
>>> in_language(make_document(text), frozenset({"en"}))
"in another language than the model reads: 'fr', by its text (expected: en; --language fr or --language any reads it)"
>>> found = in_language(make_document(text), frozenset({"fr"}))
>>> found.language, found.language_from
('fr', 'text')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import Document

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ANY = "any"
_SAMPLE = 4_000  # characters that are looked at
_SHORTEST = 80  # letters of a text that can be told
_LEAST = 0.02  # probability of all wanted languages together at which a text is foreign; of all others, at which it is not


def in_language(document: Document, wanted: frozenset[str]) -> Document | str:
    """The document with its language, or why it is not to be read; `wanted` are codes of ISO 639-1, or ANY."""
    stated = (document.language or "").replace("_", "-").partition("-")[0].lower()
    shares = {} if stated and ANY in wanted else _shares(document.text)
    clear = _clear(shares, wanted)
    found = max(shares, key=lambda language: shares[language]) if clear else stated
    if found and not wanted & {found, ANY}:
        return _foreign(found, wanted, how="by its text" if clear else "as it says itself")
    if clear and found != stated:
        return replace(document, language=found, language_from="text")
    return replace(document, language_from="stated") if stated else document


def _clear(shares: Mapping[str, float], wanted: frozenset[str]) -> bool:
    """Whether the text is certainly in one language, or certainly in none that is wanted."""
    unlike = bool(shares) and ANY not in wanted and sum(shares.get(language, 0.0) for language in wanted) <= _LEAST
    return unlike or max(shares.values(), default=0.0) >= 1 - _LEAST


def _foreign(found: str, wanted: frozenset[str], *, how: str) -> str:
    return (
        f"in another language than the model reads: '{found[:8]}', {how} "
        f"(expected: {', '.join(sorted(wanted))}; --language {found[:8]} or --language any reads it)"
    )


def _shares(text: str) -> dict[str, float]:
    """The probability of each language (ISO 639-1); {} for a text that is too short to be told."""
    sample = " ".join(text[:_SAMPLE].split())
    if sum(map(str.isalpha, sample)) < _SHORTEST:
        return {}
    return {str(language): float(share) for language, share in _identifier().rank(sample)}


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
