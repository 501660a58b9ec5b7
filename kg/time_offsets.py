"""Times that are told by how far they are from another time: 'ten days after it was fined', 'four weeks later', 'the same day'.

In: a sentence. Out: `Gap`s, which tie the times of two events in it together, and the `Step` that words like 'two days earlier' take from
the time that was told last. Both are whole numbers of days, weeks, months or years; 'several days after' is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
_TEENS = ("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_COUNTS = {word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)} | {"a": 1, "an": 1, "thirty": 30, "forty": 40}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_SAME = r"(?:the |that )?(?P<which>same|next|following|previous) day"
_GAP = re.compile(rf"\b{_COUNT} {_UNIT} (?P<side>after|before)\b", re.IGNORECASE)
_STEP = re.compile(rf"{_COUNT} {_UNIT} (?P<side>later|afterwards|earlier|before)|{_SAME}", re.IGNORECASE)
STEP = re.sub(r"\?P<\w+>", "?:", rf"\b{_COUNT} {_UNIT} (?:later|afterwards|earlier|before(?=[.,;:)]))|\b{_SAME}\b")
"""Words that take a step from the time told last, as a regular expression without groups."""
_WHICH = {"same": 0, "next": 1, "following": 1, "previous": -1}
_CLIMB = 6


@dataclass(frozen=True, slots=True)
class Step:
    """So many units on (or back, where `count` is less than zero)."""

    count: int
    unit: str

    def back(self) -> Step:
        return Step(-self.count, self.unit)


@dataclass(frozen=True, slots=True)
class Gap:
    """'`later` happened so many days after `earlier`': the words of two events, `step` leads from `event` to `main`."""

    text: str
    main: Token
    event: Token
    step: Step


def step_of(words: str) -> Step | None:
    """The step that 'four weeks later' or 'the same day' takes; None for other words.

    >>> step_of("two days earlier")
    Step(count=-2, unit='day')
    """
    match = _STEP.fullmatch(words)
    if match is None:
        return None
    if match["which"]:
        return Step(_WHICH[match["which"].lower()], "day")
    return _step(match, back=match["side"].lower() in ("earlier", "before"))


@lru_cache(maxsize=4)
def gaps(sentence: Words) -> tuple[Gap, ...]:
    """All pairs of events of a sentence that 'so many days after' or 'before' ties together, in its order."""
    found = []
    for match in _GAP.finditer(sentence.text):
        words = sentence.doc.char_span(sentence.start_char + match.start(), sentence.start_char + match.end())
        ends = _ends(words[-1], words[0].i) if words is not None else None
        if words is not None and ends is not None:
            found.append(Gap(words.text, *ends, _step(match, back=match["side"].lower() == "before")))
    return tuple(found)


def _step(match: re.Match[str], *, back: bool) -> Step:
    number = match["count"].lower()
    count = int(number) if number.isdecimal() else _COUNTS[number]
    return Step(-count if back else count, match["unit"].lower())


def _ends(link: Token, start: int) -> tuple[Token, Token] | None:
    """The word of the main event and that of the event behind `link`, which is 'after' or 'before'; None where there are no two."""
    if link.dep_ == "mark":
        event, main = link.head, link.head.head
    else:
        event = next((child for child in link.children if child.dep_ in ("pobj", "pcomp")), link)
        main = link.head
    for _ in range(_CLIMB):
        if main.pos_ in ("VERB", "AUX") and not start <= main.i <= link.i:
            break
        main = main.head
    if event.i <= link.i or main.i in (event.i, link.i) or main.pos_ not in ("VERB", "AUX"):
        return None
    return main, event
