"""Where French writes names otherwise than English: articles with a capital at the start of a sentence, and languages called like peoples.

In: parsed texts of a French pipeline, and stretches of them. Out: the stretch that is a name, or that it names no country.

>>> from spacy.vocab import Vocab
>>> from spacy.tokens import Doc
>>> doc = Doc(Vocab(), ["L'", "Autorité", "publie", "en", "français"], spaces=[False, True, True, True, False])
>>> without_articles(doc, 0, 2), is_tongue(doc, 4)
((1, 2), True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

FRENCH = "fr"
_BEFORE_NAMES = frozenset(
    (
        *("l'", "d'", "c'", "qu'", "s'", "j'", "n'", "m'", "le", "la", "les", "un", "une", "des", "du", "de", "au", "aux"),
        *("ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs", "notre", "nos", "en", "dans", "sur", "sous"),
        *("pour", "par", "avec", "sans", "selon", "depuis", "après", "avant", "chez", "vers", "entre", "et", "ou", "mais"),
        *("or", "donc", "car", "si", "il", "elle", "ils", "elles", "on", "nous", "vous", "je", "qui", "que", "quand"),
        *("comme", "alors", "ainsi", "mme", "mlle"),
    )
)
_IN = frozenset(("en",))


def without_articles(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The tokens `first:last` without articles and other small words before the name; empty where there is nothing else."""
    while first < last and _plain(doc, first) in _BEFORE_NAMES:
        first += 1
    return first, last


def is_tongue(doc: Doc, first: int) -> bool:
    """Whether the name of a people at a token is that of a language: 'en français'."""
    return first > 0 and _plain(doc, first - 1) in _IN


def _plain(doc: Doc, number: int) -> str:
    return doc[number].text.lower().replace("’", "'")
