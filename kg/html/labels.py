"""Names as they are written under nodes: cleaned, cut into at most two lines, and measured.

In: a name. Out: lines, and the room that they take in pixels.

>>> label_lines("Office of Strategy and Evidence Innocenti")
('Office of Strategy', 'and Evidence Inno…')
"""

from __future__ import annotations

import unicodedata

FONT = 13.0
LINE = 16.0
LINE_LENGTH = 18
_NARROW = frozenset("iljtfrI.,;:'’!|()[] -")
_WIDE = frozenset("mwMW@%—&")


def plain(text: str) -> str:
    """Text in one line, without characters that are not drawn, turn the direction of what follows or belong to no encoding."""
    shown = "".join(" " if character.isspace() else character for character in text if character.isspace() or _drawn(character))
    return " ".join(shown.split())


def _drawn(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn", "Co"}


def label_lines(name: str) -> tuple[str, ...]:
    """At most two lines of at most 18 characters, cut at a space where there is one; what does not fit ends in an ellipsis."""
    text = plain(name)
    if len(text) <= LINE_LENGTH + 2:
        return (text or "?",)
    cut = text.rfind(" ", 0, LINE_LENGTH + 1)
    first, rest = (text[:cut], text[cut + 1 :]) if cut > 5 else (text[: LINE_LENGTH - 1] + "-", text[LINE_LENGTH - 1 :])
    return (first, rest if len(rest) <= LINE_LENGTH else rest[: LINE_LENGTH - 1].rstrip() + "…")


def label_width(lines: tuple[str, ...]) -> float:
    """Pixels that the longest line takes, a little more rather than less (average widths of Helvetica and DejaVu Sans)."""
    return max(sum(_em(character) for character in line) for line in lines) * FONT


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.92
    return 0.7 if character.isupper() else 0.6
