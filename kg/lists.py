"""Enumerations of names, read off the surface: 'Lumitel, Econet Leo and Onatel' stand in one slot, however the parser cut them.

In: the tokens of a passage and the mentions by token. Out: for each mention that is part of an enumeration, all of its members.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

_JOINTS = frozenset({",", "and", "or", "&", "the", "as", "well", "nor", "both", "plus"})
_CLOSING = frozenset({"and", "or", "&", "nor", "plus", "well"})
_ACTORS = frozenset({"organisation", "platform", "ai_system", "product"})


def enumerations(doc: Doc, mentions: Mapping[int, tuple[Mention, ...]]) -> dict[int, tuple[int, ...]]:
    """First token of each member -> first tokens of all members, for runs of names of like types that end with 'and' or 'or'."""
    names = _names(mentions)
    found: dict[int, tuple[int, ...]] = {}
    run: list[tuple[int, int]] = []
    closed = False
    for name in [*names, None]:
        joint = _joint(doc, run[-1][1], name[0]) if run and name is not None else None
        alike = run and name is not None and _alike(mentions[run[-1][0]][0], mentions[name[0]][0])
        if name is not None and joint is not None and alike and not closed:
            run.append(name)
            closed = bool(joint & _CLOSING)
            continue
        if closed and _begins_clause(doc, run[-1]):
            run.pop()
        if closed and len(run) > 1:
            members = tuple(start for start, _ in run)
            found |= dict.fromkeys(members, members)
        run, closed = ([name] if name is not None else []), False
    return found


def _begins_clause(doc: Doc, name: tuple[int, int]) -> bool:
    """Whether the last name of a run is no member: it owns what follows ('and X's boss'), or begins a clause (', and X said')."""
    if name[1] >= len(doc):
        return False
    following, before = doc[name[1]], doc[max(name[0] - 2, 0) : name[0]]
    if following.dep_ == "case":
        return True
    return following.tag_ in ("VBD", "VBZ", "VBP", "MD") and any(token.text in (",", ";") for token in before) and _objects(doc, name)


def _objects(doc: Doc, name: tuple[int, int]) -> bool:
    """Whether a verb stands before the name in its sentence, so that the names before it are objects and not subjects."""
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB", "MD") for token in doc[doc[name[0]].sent.start : name[0]])


def _names(mentions: Mapping[int, tuple[Mention, ...]]) -> list[tuple[int, int]]:
    """Token spans of the mentions, left to right; one span where several mentions share it."""
    spans: list[tuple[int, int]] = []
    last: tuple[Mention, ...] = ()
    for number in sorted(mentions):
        if spans and number == spans[-1][1] and mentions[number][0] is last[0]:
            spans[-1] = (spans[-1][0], number + 1)
        else:
            spans.append((number, number + 1))
        last = mentions[number]
    return spans


def _joint(doc: Doc, start: int, end: int) -> frozenset[str] | None:
    """The words between two names, where nothing but commas, 'and' and articles stands there."""
    words = frozenset(token.lower_ for token in doc[start:end])
    if any(token.dep_ == "case" for token in doc[start:end]):
        return None
    return words if words and words <= _JOINTS and words & {",", *_CLOSING} else None


def _alike(first: Mention, second: Mention) -> bool:
    return first.type == second.type or (first.type in _ACTORS and second.type in _ACTORS)
