"""Tells documents that are in a language which the model does not read.

In: a Document, and the languages that are wanted. Out: the reason to skip it, or None. The text decides, by py3langid, where it is long
enough and the verdict is clear; else what the document says of itself; a short text that says nothing is read.

>>> from tests.makers import make_document
>>> text = "La France a interdit Grok lundi, a déclaré le ministre. La société a rejeté les accusations et annoncé un appel."
>>> why_foreign(make_document(text), frozenset({"en"}))
"in another language than the model reads: 'fr', by its text (expected: en; --language fr or --language any reads it)"
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import Document

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ANY = "any"
_SAMPLE = 4_000  # characters that are looked at
_SHORTEST = 80  # letters of a text that can be told
_LEAST = 0.02  # probability of all wanted languages together at which a text is foreign; of all others, at which it is not


def why_foreign(document: Document, wanted: frozenset[str]) -> str | None:
    """Why a document is not to be read; None where its language is wanted, or cannot be told. `wanted` are codes of ISO 639-1."""
    declared = (document.language or "").replace("_", "-").partition("-")[0].lower()
    shares = _shares(document.text)
    unlike = bool(shares) and sum(shares.get(language, 0.0) for language in wanted) <= _LEAST
    clear = unlike or max(shares.values(), default=0.0) >= 1 - _LEAST
    found = max(shares, key=lambda language: shares[language]) if clear else declared
    if not found or found in wanted:
        return None
    how = "by its text" if clear else "as it says itself"
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
