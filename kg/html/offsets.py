"""Offsets as browsers count them: Python counts code points, JavaScript counts UTF-16 units.

In: a text. Out: the place of a code point in UTF-16.

>>> Offsets("🐦 bird").utf16(2)
3
"""

from __future__ import annotations

import re
from bisect import bisect_left

_DOUBLE = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Translates offsets of one text; characters outside the basic plane take two units."""

    __slots__ = ("_double",)

    def __init__(self, text: str) -> None:
        self._double = [found.start() for found in _DOUBLE.finditer(text)]

    def utf16(self, offset: int) -> int:
        """The offset in UTF-16 units."""
        return offset + bisect_left(self._double, offset)
