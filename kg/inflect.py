"""Surface forms of the words in rules: 'fine' as a verb gives fine, fines, fined, fining.

Forms are generated and compared, since the lemma that the model gives cannot be trusted alone ('fined' comes out as 'fin').
The forms come from lemminflect (dictionary first, then its rules for words that it does not know).

>>> sorted(verb_forms("ban"))
['ban', 'banned', 'banning', 'bans']
>>> sorted(noun_forms("inquiry"))
['inquiries', 'inquiry']
"""

from __future__ import annotations

from functools import lru_cache


def _forms(lemma: str, pos: str) -> frozenset[str]:
    import lemminflect

    found: dict[str, tuple[str, ...]] = lemminflect.getAllInflections(lemma, pos) or lemminflect.getAllInflectionsOOV(lemma, pos)
    return frozenset({lemma, *(form.casefold() for forms in found.values() for form in forms)})


@lru_cache(maxsize=8192)
def verb_forms(lemma: str) -> frozenset[str]:
    """All forms of an English verb, lower case."""
    return _forms(lemma, "VERB") if lemma.isalpha() else frozenset({lemma})


@lru_cache(maxsize=8192)
def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural of an English noun, lower case."""
    return _forms(lemma, "NOUN") if lemma.isalpha() else frozenset({lemma})


@lru_cache(maxsize=8192)
def is_word(text: str) -> bool:
    """True for a word that the dictionary of English knows in some form: 'target', 'boots'; not for 'Novartis'."""
    import lemminflect

    return text.isalpha() and bool(lemminflect.getAllLemmas(text))
