"""What could not be read, and why: the build goes on and names it in its report.

>>> str(Skipped("news.jsonl line 3", "not JSON"))
'news.jsonl line 3: not JSON'
"""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableError(Exception):
    """What a reader raises for a file, a line or a text that it cannot use; the message becomes the reason of a Skipped."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no document: where it stands ('a/b.txt', 'news.jsonl line 3'), and the reason with what was expected."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"
