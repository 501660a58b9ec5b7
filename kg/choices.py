"""Which claims and edges somebody chose, by subject, predicate, object and status.

In: words as a person writes them, one or several for each. Out: a test of claims and edges. An unknown word is an error that says what is
near it.

>>> sorted(predicates("actedFor") or ())[:2]
['approved', 'complied_with']
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

from kg.errors import UsageError
from kg.model import Claim, Edge
from kg.vocabulary import vocabulary

Choice = str | Collection[str] | None
"""One value, several of which one will do, or None for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fits:
    """Whether a claim or an edge is among what was chosen; None stands for anything. Called with one, it answers."""

    subjects: frozenset[str] | None = None
    predicates: frozenset[str] | None = None
    objects: frozenset[str] | None = None
    statuses: frozenset[str] | None = None

    def __call__(self, one: Claim | Edge) -> bool:
        return (
            (self.subjects is None or one.subject in self.subjects)
            and (self.predicates is None or one.predicate in self.predicates)
            and (self.objects is None or one.object in self.objects)
            and (self.statuses is None or one.status in self.statuses)
        )


def several(chosen: str | Collection[str]) -> Collection[str]:
    """What was chosen as a collection: a single word is one of them, not its letters."""
    return [chosen] if isinstance(chosen, str) else chosen


def predicates(chosen: Choice) -> frozenset[str] | None:
    """Predicates by name, a group standing for its members; UsageError for a word that is neither."""
    known = vocabulary()
    names = words(chosen, (*known.predicates, *known.groups, *known.narrower_groups), "predicate or group of predicates")
    if names is None:
        return None
    return frozenset(one.name for one in known.predicates.values() if names & {one.name, *one.wider})


def words(chosen: Choice, known: Collection[str], what: str) -> frozenset[str] | None:
    """The words that were chosen, with or without 'ag:' before them; UsageError for one that is not known."""
    if chosen is None:
        return None
    found = frozenset(word.removeprefix("ag:") for word in several(chosen))
    for word in sorted(found - set(known)):
        near = difflib.get_close_matches(word, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(known))}"
        raise UsageError(f"{word!r} is no {what}; {hint}")
    return found
