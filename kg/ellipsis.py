"""Clauses that leave out their verb and take it from the clause before.

In: the matches of a passage, its tokens and its mentions. Out: the matches, with those of the clauses without a verb.

'Norland fined Acme and Sudland Bolt' (gapping), 'Norland fined Acme in May and Bolt in June', 'Norland fined Acme, not Bolt', and verbs
that stand for another: 'Sudland did too', 'so did Sudland', 'Sudland has not', 'followed by Sudland'. kg.proverbs reads the latter.

The parser knows little of such clauses, so that they are read off the surface, where the names that are left stand in the order and
behind the prepositions of the whole clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.arguments import Argument
from kg.lists import name_spans, outside_parentheses
from kg.match import Match, may_link
from kg.proverbs import with_proverbs
from kg.readings import ByToken

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SEPARATORS = frozenset({",", ";", "and", "but", "while", "or"})
_CLOSE = 6
"""Words that may stand between a clause and the name that begins the next ('on Monday')."""
_ACTORS = frozenset({"organisation", "platform", "ai_system", "product"})


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the passage: its tokens from `start` to `end`, and what it stands for."""

    start: int
    end: int
    argument: Argument


def with_elided(found: Sequence[Match], doc: Doc, mentions: ByToken) -> list[Match]:
    """All matches of a passage; those that the parser made of what is left of a clause give way to the right ones."""
    names = _names(doc, mentions)
    added: list[Match] = []
    taken: set[int] = set()
    for match in found:
        for other, tokens in _remnants(match, names, doc):
            added.append(other)
            taken |= tokens
    pairs = {(one.trigger.i, one.subject.token.i, one.object.token.i) for one in added}
    kept = [match for match in found if (*_place(match),) in pairs or not taken & set(_place(match)[1:])]
    known = {_place(match) for match in kept}
    fresh: list[Match] = []
    for match in added:
        if _place(match) not in known:
            known.add(_place(match))
            fresh.append(match)
    return with_proverbs([*kept, *fresh], doc, mentions)


def _place(match: Match) -> tuple[int, int, int]:
    return match.trigger.i, match.subject.token.i, match.object.token.i


def _names(doc: Doc, mentions: ByToken) -> list[_Name]:
    found = []
    for start, end in outside_parentheses(doc, name_spans(mentions)):
        token = doc[start:end].root
        found.append(_Name(start, end, Argument(mentions[start][0], token, "")))
    return found


def _remnants(match: Match, names: Sequence[_Name], doc: Doc) -> Iterator[tuple[Match, set[int]]]:
    """Clauses behind that of a match that share its verb, each with the tokens that its names cover."""
    if match.trigger.pos_ not in ("VERB", "AUX", "NOUN") or match.subject.token.sent != match.object.token.sent:
        return
    at = {number: name for name in names for number in range(name.start, name.end)}
    own = [at.get(argument.token.i) for argument in (match.subject, match.object)]
    if own[0] is None or own[1] is None or own[0] is own[1]:
        return
    first, second = sorted((own[0], own[1]), key=lambda name: name.start)
    subject_first = first is own[0]
    if match.trigger.i > second.end + 2:
        return
    rest: Sequence[_Name] = [name for name in names if second.end <= name.start < match.trigger.sent.end]
    ends = second.end
    governs = _governs(match, second, doc)
    while rest:
        step = _pair(first, second, ends, rest, doc) if governs else None
        step = step or _single(match.trigger, (first, second), ends, rest)
        if step is None:
            return
        one, other, rest, kind = step
        ends = max(one.end, other.end)
        sides = (one, other) if subject_first else (other, one)
        note = f"{kind}, verb of '{match.trigger.text}'"
        subject = _argument(sides[0], own[0], match.subject, note)
        made = replace(match, subject=subject, object=_argument(sides[1], own[1], match.object, note))
        if not may_link(match.rule, made.subject, made.object):
            return
        yield made, {number for name in (one, other) if name is not first and name is not second for number in range(name.start, name.end)}


def _governs(match: Match, name: _Name, doc: Doc) -> bool:
    """Whether the preposition of a name, if it has one, belongs to the trigger or its light verb: not 'searched phones by X'."""
    number = name.start - 1
    while number >= 0 and doc[number].tag_ in ("DT", "PRP$"):
        number -= 1
    if number < 0 or doc[number].pos_ != "ADP":
        return True
    above = doc[number].head
    return above.i in (match.trigger.i, match.light.i if match.light is not None else -1) or above.pos_ == "ADP"


def _argument(name: _Name, whole: _Name | None, argument: Argument, note: str) -> Argument:
    return argument if name is whole else Argument(name.argument.mention, name.argument.token, note)


def _pair(
    first: _Name, second: _Name, ends: int, rest: Sequence[_Name], doc: Doc
) -> tuple[_Name, _Name, Sequence[_Name], str] | None:
    """'..., Sudland Bolt' and '..., Bolt by Sudland': two names of the same kinds, behind the same prepositions."""
    if len(rest) < 2:
        return None
    one, other = rest[0], rest[1]
    if not (_alike(one, first) and _alike(other, second) and _separated(doc, ends, one, _before(doc, first))):
        return None
    between = [token for token in doc[one.end : other.start] if token.tag_ not in ("DT", "PRP$")]
    needed = _before(doc, second)
    if needed is None:
        comma = doc[one.start - 1].text == ";" or (one.start > 1 and doc[one.start - 2].text == ";")
        if [token.text for token in between] not in ([], *([[","]] if comma else [])) or doc[one.end - 1].tag_ in ("JJ", "POS"):
            return None
    elif not between or between[-1].lower_ != needed or not all(token.tag_ in ("RB", "CD") or token.ent_type_ for token in between[:-1]):
        return None
    return (one, other, rest[2:], "gapping") if _closed(doc, other) else None


def _single(
    trigger: Token, whole: tuple[_Name, _Name], ends: int, rest: Sequence[_Name]
) -> tuple[_Name, _Name, Sequence[_Name], str] | None:
    """'... in May and Bolt in June', '... 3 million and Bolt 2 million', '..., not Bolt': a name in the place of one of the two."""
    doc, one = trigger.doc, rest[0]
    first, second = whole
    if _alike(one, second) and [token.lower_ for token in doc[ends : one.start]] in ([",", "not"], ["but", "not"]):
        return first, one, rest[1:], "contrast"
    for place, preposition, anchor in ((1, _before(doc, second), second.end), (0, _before(doc, first), trigger.i + 1)):
        shape = _shape(doc, anchor)
        if not shape or shape != _shape(doc, one.end) or not _alike(one, whole[place]) or not _separated(doc, ends, one, preposition):
            continue
        if shape in ("number", "time") or (place == 1 and shape != preposition):
            ahead = [token for token in doc[one.end : one.start + 8] if token.sent == trigger.sent]
            stop = next((number for number, token in enumerate(ahead) if token.text in _SEPARATORS), len(ahead))
            if not any(_verbal(token) for token in ahead[:stop]):
                return (first, one, rest[1:], "gapping") if place == 1 else (one, second, rest[1:], "gapping")
    return None


def _shape(doc: Doc, number: int) -> str:
    """What follows a name: a preposition, 'number' for an amount, 'time' for a date, '' for anything else."""
    if number >= len(doc):
        return ""
    token = doc[number]
    if token.like_num or token.tag_ in ("CD", "$"):
        return "number"
    if token.lower_ in ("last", "this", "next", "yesterday", "today"):
        return "time"
    following = doc[number + 1] if number + 1 < len(doc) else token
    if token.lower_ in ("in", "on", "since") and (following.like_num or following.ent_type_ == "DATE"):
        return "time"
    return token.lower_ if token.pos_ == "ADP" and token.lower_ not in ("of", "by") else ""


def _before(doc: Doc, name: _Name) -> str | None:
    """The preposition of a name, articles aside."""
    number = name.start - 1
    while number >= 0 and doc[number].tag_ in ("DT", "PRP$"):
        number -= 1
    return doc[number].lower_ if number >= 0 and doc[number].pos_ == "ADP" else None


def _separated(doc: Doc, ends: int, name: _Name, preposition: str | None) -> bool:
    """Whether a comma or 'and' stands right before a name, and between it and the clause nothing that could be one."""
    between = [token for token in doc[ends : name.start] if token.tag_ not in ("DT", "PRP$")]
    if between and preposition is not None and between[-1].lower_ == preposition:
        between.pop()
    if not between or between[-1].lower_ not in _SEPARATORS or len(between) > _CLOSE:
        return False
    return not any(_verbal(token) or token.tag_ in ("WDT", "WP", "WRB") for token in between)


def _closed(doc: Doc, name: _Name) -> bool:
    """Whether a clause may end behind a name: no verb follows, and the name owns nothing."""
    if name.end >= len(doc):
        return True
    following = doc[name.end]
    return following.tag_ != "POS" and not _verbal(following) and following.pos_ not in ("NOUN", "PROPN")


def _verbal(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN", "VBG", "VB")


def _alike(name: _Name, whole: _Name) -> bool:
    types = {name.argument.mention.type, whole.argument.mention.type}
    return len(types) == 1 or types <= _ACTORS
