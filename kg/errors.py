"""The errors that a user can meet; everything else is a defect.

KgError                    one message: what is wrong, where, and what to do; exit code 2
├── UsageError             an argument, a path, a model or an output place that cannot be used
├── DataError              people's files (rules, gazetteer, lexicon, gold): every problem found, at once
├── LedgerError            a ledger that is damaged, newer than this program, or in use
├── QueryError             a SPARQL query that is malformed, refused or out of time
├── NotFound               a claim or entity that the graph does not hold, or a name that several have; exit code 1
└── NothingUsable          the input holds no document that can be read; exit code 3
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class KgError(Exception):
    """Base of all errors that are shown to the user as one message, without a traceback."""

    exit_code = 2


class UsageError(KgError):
    """An argument, a path, a model name or an output place that cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in a file that a person wrote.

    `where` is a line ('line 12'), a rule ('rule raid') or empty; `expected` says what to write instead.
    """

    path: str
    where: str
    field: str
    message: str
    expected: str = ""

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.path, self.where, self.field) if part)
        hint = f" (expected: {self.expected})" if self.expected else ""
        return f"{place}: {self.message}{hint}"


class DataError(KgError):
    """Problems in people's files, collected and shown at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class LedgerError(KgError):
    """A ledger that is damaged, written by a newer version, or in use by another build."""


class QueryError(KgError):
    """A query that is malformed, refused (SERVICE, LOAD, remote FROM, updates) or out of time."""


class NotFound(KgError):
    """Nothing, or more than one thing, is called so; the message names what is near."""

    exit_code = 1


class NothingUsable(KgError):
    """The input holds no document that can be read."""

    exit_code = 3
