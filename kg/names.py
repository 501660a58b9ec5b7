"""Names as strings: one normal form for comparing them, the words they consist of, and keys made from them.

In: a name as it stands in a text or a table. Out: a normal form, a list of words with their places, a slug.

>>> normal("The U.K.’s"), slug("Žito & Co."), [word for word, _, _ in words("X's A-B")]
('uk', 'zito-co', ['X', "'", 's', 'A', '-', 'B'])
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORD = re.compile(r"\w+|[^\w\s]")
_POSSESSIVE = re.compile(r"'s?\b|(?<=s)'(?=\s|$)")
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "“": '"', "”": '"', "·": "."})
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def plain_marks(text: str) -> str:
    """The text with typographic quotation marks and dashes as ASCII ones; the length does not change."""
    return text.translate(_MARKS)


def words(text: str) -> list[tuple[str, int, int]]:
    """Runs of letters and digits, and single other marks, with their places: the unit of all name matching."""
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(plain_marks(text))]


def normal(name: str) -> str:
    """Casefolded name without article, possessive, dots and surplus white space: two forms of one name have one normal form."""
    text = plain_marks(unicodedata.normalize("NFKC", name)).casefold()
    text = _POSSESSIVE.sub("", text)
    text = re.sub(r"[^\w\s&+-]", "", text).strip()
    text = re.sub(r"^(the|a|an)\s+", "", text)
    return re.sub(r"\s+", " ", text).strip()


def slug(name: str) -> str:
    """A key of lower-case ASCII letters, digits and hyphens; names without any get a key from their hash."""
    folded = unicodedata.normalize("NFKD", normal(name).translate(_PLAIN))
    ascii_text = "".join(character for character in folded if not unicodedata.combining(character))
    made = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    letters = sum(character.isalpha() for character in folded)
    if len(made) * 2 < letters or not made:
        return "n-" + hashlib.sha256(normal(name).encode("utf-8")).hexdigest()[:12]
    return made
