"""Where a sentence says when: the expressions of time in it, and the word that each of them hangs on.

In: a sentence. Out: Expressions in the order of the text. Durations ('within a year', 'for two months'), deadlines of something that is
past ('until May') and years in the names of things are none.

The finder is a grammar of its own: the model's DATE entities miss 'In 2025' and 'last August', and take durations for dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.time_offsets import STEP, Step, step_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_MONTH = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_YEAR = r"(?:1[89]|20)\d\d\b"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_PART = r"(?: (?:morning|afternoon|evening|night)\b)?"
_WHICH = r"(?:last|this|next|past|coming|previous)"
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few)"
_EXACT = r"(?:(?:early|late|mid|earlier|later)[ -](?:on )?)?"
_OF_YEAR = r"(?: of)? (?:last|this|next) year\b"
_FORMS = (
    STEP,
    rf"{_YEAR}-\d\d(?:-\d\d)?\b",
    rf"(?:{_WEEKDAY},? (?:the )?)?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR}|{_OF_YEAR})?",
    rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:,? {_YEAR}|{_OF_YEAR})?(?!\d)",
    rf"{_EXACT}(?:end of )?{_MONTH},?(?:(?: of)? {_YEAR}|{_OF_YEAR})",
    rf"{_EXACT}(?:{_WHICH} )?{_WEEKDAY}{_PART}",
    rf"{_EXACT}(?:the )?(?:end of |beginning of |start of )?(?:{_WHICH} )?{_MONTH}(?! \d)",
    rf"{_EXACT}{_WHICH} (?:week|weekend|month|year|night|quarter|spring|summer|autumn|fall|winter)\b",
    r"(?:the )?end of (?:the |this )?(?:year|month)\b",
    r"(?:the )?(?:new year|weekend)\b",
    r"\b(?:yesterday|today|tonight|tomorrow)\b",
    rf"\b{_NUMBER} (?:days?|weeks?|months?|years?) ago\b",
    rf"(?:(?:spring|summer|autumn|fall|winter)(?: of)? |{_EXACT}){_YEAR}",
)
_FORM = re.compile(r"(?<![\w$€£.,-])(?:" + "|".join(f"(?:{form})" for form in _FORMS) + ")", re.IGNORECASE)
_BARE_YEAR = re.compile(_YEAR)
_BARE_MONTH = re.compile(r"may|march|mar|sun|august", re.IGNORECASE)
_BEFORE_YEAR = frozenset({"in", "since", "of", "by", "from", "during", "early", "late", "mid", "after", "before", "until", "year"})
_NO_POINT = frozenset({"between", "within", "until", "till", "before", "after", "for", "under", "versus", "than", "following"})
"""Words that lead to a span, a limit or another event, not to when something happened."""
_ADVERBIAL = frozenset({"ADV", "SCONJ", "PART"})
_STEPS = 8


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time: its words, the preposition before it ('' where there is none), and the word that it says the time of."""

    words: Words
    preposition: str
    anchor: Token

    @property
    def text(self) -> str:
        return str(self.words.text)

    @property
    def step(self) -> Step | None:
        """How far it is from the time that was told before it; None where its words say when by themselves."""
        return step_of(self.text)


@lru_cache(maxsize=4)
def expressions(sentence: Words) -> tuple[Expression, ...]:
    """All expressions of time in a sentence, in its order."""
    found: list[Expression] = []
    for match in _FORM.finditer(sentence.text):
        start = sentence.start_char + match.start()
        words = sentence.doc.char_span(start, sentence.start_char + match.end(), alignment_mode="expand")
        if words is not None and _is_time(words):
            expression = _anchored(words)
            if expression is not None:
                found.append(expression)
    return tuple(found)


def _is_time(words: Words) -> bool:
    """Not 'may' the verb, not a year in a name or in a span of years."""
    first = words[0]
    if len(words) == 1 and _BARE_MONTH.fullmatch(first.text):
        return bool(first.text[0].isupper()) and first.pos_ == "PROPN" and (first.i > first.sent.start or first.dep_ == "npadvmod")
    if len(words) == 1 and _BARE_YEAR.fullmatch(first.text):
        return _is_year(first)
    return True


def _is_year(token: Token) -> bool:
    before = token.doc[token.i - 1].lower_ if token.i > token.sent.start else ""
    beyond = token.doc[token.i - 2].lower_ if token.i - 1 > token.sent.start else ""
    after = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    if beyond in ("between", "from") and after in ("and", "to", "until", "-", "–"):
        return False
    if before in ("and", "to", "-", "–", "/") or after in ("-", "–", "/"):
        return False
    if token.dep_ == "nummod" and token.head.i > token.i:
        return False
    if before == "of" and beyond and token.doc[token.i - 2].pos_ == "PROPN":
        return False
    return before in _BEFORE_YEAR or token.ent_type_ == "DATE" or token.dep_ == "npadvmod"


def _anchored(words: Words) -> Expression | None:
    """The word above an expression, over prepositions and adverbs; None where what leads to it makes it no point in time."""
    token, preposition, clock = words.root, "", False
    if any(child.lower_ in ("a", "every", "each") for child in token.children) and words[-1].lower_ != "ago":
        return None
    for _ in range(_STEPS):
        head = token.head
        if head.i == token.i:
            break
        if head.pos_ == "ADP" or (head.pos_ in _ADVERBIAL and token.dep_ in ("pobj", "pcomp")):
            if head.lower_ in _NO_POINT and not clock and preposition != "from":
                return None
            preposition, token = preposition or head.lower_, head
        elif (head.pos_ in _ADVERBIAL and token.dep_ in ("advmod", "npadvmod", "prep")) or words.start <= head.i < words.end:
            token = head
        elif head.lower_ == "effective":
            preposition, token = preposition or "effective", head
        elif head.ent_type_ in ("DATE", "TIME") and token.dep_ in ("prep", "npadvmod", "appos", "conj", "nmod", "pobj"):
            token, clock = head, clock or head.ent_type_ == "TIME"
        else:
            break
    return Expression(words, preposition or _before(words), token.head)


def _before(words: Words) -> str:
    """The preposition right before the words, where the parser hung them elsewhere."""
    token = words.doc[words.start - 1] if words.start > words.sent.start else None
    return token.lower_ if token is not None and token.pos_ == "ADP" else ""
