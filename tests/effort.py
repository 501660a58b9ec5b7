"""How much work something takes, as a multiple of a yardstick that is measured at the same moment.

In: a block of a test that reads hostile input, and how many yardsticks it may take. Out: an AssertionError where it takes more.
What is linear takes the same multiple on a slow machine as on a fast one, and what is quadratic passes any multiple:
bounds stand ten times and more above what is needed, so that nothing but another order of growth can reach them.

>>> with at_most(1000):
...     "France banned it. ".split()
['France', 'banned', 'it.']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

_TEXT = "France banned the platform on Monday, a minister said. " * 8_000


@contextmanager
def at_most(yardsticks: float) -> Iterator[None]:
    """Fails where its block takes more processor time of this process than `yardsticks` times the yardstick, some 20 milliseconds."""
    before = _yardstick()
    start = process_time()
    yield
    spent = process_time() - start
    measure = max(before, _yardstick())
    assert spent <= yardsticks * measure, f"took {spent / measure:.0f} yardsticks, {yardsticks} are allowed"


def _yardstick() -> float:
    """Processor seconds that counting the words of 8,000 sentences takes."""
    start = process_time()
    words = Counter(re.findall(r"\w+", _TEXT))
    assert words["banned"] == 8_000
    return process_time() - start
