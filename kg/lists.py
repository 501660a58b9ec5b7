"""Enumerations of names, read off the surface: 'Lumitel, Econet Leo and Onatel' stand in one slot, however the parser cut them.

In: the tokens of a passage and the mentions by token. Out: for each mention that is part of an enumeration, all of its members.

What stands in parentheses is passed over ('Chirper (Acme), Flicktube (Bolt) and Wizbot'), and so is what describes the next member ('the
retailer Bolt', 'Norland's Cargo').
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]
"""The first token of a name and the one behind its last."""
_JOINTS = frozenset({",", "and", "or", "&", "the", "as", "well", "nor", "both", "plus"})
_CLOSING = frozenset({"and", "or", "&", "nor", "plus", "well"})
_PHRASES = (("along", "with"), ("together", "with"), ("but", "also"), ("and", "also"))
_ACTORS = frozenset({"organisation", "platform", "ai_system", "product"})
_DESCRIBING = frozenset({"DT", "JJ", "NN", "CD", "PRP$", "POS"})


def enumerations(doc: Doc, mentions: Mapping[int, tuple[Mention, ...]]) -> dict[int, tuple[int, ...]]:
    """First token of each member -> first tokens of all members, for runs of names of like types that end with 'and' or 'or'."""
    spans = name_spans(mentions)
    found: dict[int, tuple[int, ...]] = {}
    outside = outside_parentheses(doc, spans)
    inside = [span for span in spans if span not in outside]
    for names in (outside, inside):
        for run in _runs(doc, [name for name in names if not _describes(doc, name, names, mentions)], mentions):
            members = tuple(start for start, _ in run)
            found |= dict.fromkeys(members, members)
    return found


def name_spans(mentions: Mapping[int, tuple[Mention, ...]]) -> list[Span]:
    """Token spans of the mentions, left to right; one span where several mentions share it."""
    spans: list[Span] = []
    last: tuple[Mention, ...] = ()
    for number in sorted(mentions):
        if spans and number == spans[-1][1] and mentions[number][0] is last[0]:
            spans[-1] = (spans[-1][0], number + 1)
        else:
            spans.append((number, number + 1))
        last = mentions[number]
    return spans


def outside_parentheses(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The spans that stand in no parentheses."""
    if not any(token.text == "(" for token in doc):
        return list(spans)
    return [span for span in spans if not any(start <= span[0] < end for start, end in _parentheses(doc))]


def _parentheses(doc: Doc) -> Iterator[Span]:
    opened: int | None = None
    for token in doc:
        if token.text == "(" and opened is None:
            opened = token.i
        elif token.text == ")" and opened is not None:
            yield opened, token.i + 1
            opened = None


def _runs(doc: Doc, names: Sequence[Span], mentions: Mapping[int, tuple[Mention, ...]]) -> Iterator[list[Span]]:
    run: list[Span] = []
    closed = False
    for name in [*names, None]:
        joint = _joint(doc, run[-1][1], name[0], mentions) if run and name is not None else None
        alike = run and name is not None and _alike(mentions[run[-1][0]][0], mentions[name[0]][0])
        if name is not None and joint is not None and alike and not closed:
            run.append(name)
            closed = bool(joint & _CLOSING)
            continue
        if closed and _begins_clause(doc, run[-1]):
            run.pop()
        if closed and len(run) > 1 and not (len(run) == 2 and doc[run[0][1]].text == "," and doc[run[0][1] + 1].lower_ in _CLOSING):
            yield run
        run, closed = ([name] if name is not None else []), False


def _describes(doc: Doc, name: Span, names: Sequence[Span], mentions: Mapping[int, tuple[Mention, ...]]) -> bool:
    """Whether a country says whose the next name is ('Norland's Cargo', 'the Norland retailer Cargo'), and is no member itself."""
    following = next((one for one in names if one[0] >= name[1]), None)
    if following is None or mentions[name[0]][0].type != "country" or mentions[following[0]][0].type == "country":
        return False
    return all(_describing(token) for token in doc[name[1] : following[0]])


def _describing(token: Token) -> bool:
    return token.tag_ in _DESCRIBING or token.dep_ == "case"


def _begins_clause(doc: Doc, name: Span) -> bool:
    """Whether the last name of a run is no member: it owns or modifies what follows ('X's boss', 'an X probe') or begins a clause."""
    if name[1] >= len(doc):
        return False
    following, before = doc[name[1]], doc[max(name[0] - 2, 0) : name[0]]
    if following.dep_ == "case" or (doc[name[1] - 1].dep_ == "compound" and doc[name[1] - 1].head.i >= name[1] and following.tag_ == "NN"):
        return True
    return following.tag_ in ("VBD", "VBZ", "VBP", "MD") and any(token.text in (",", ";") for token in before) and _objects(doc, name)


def _objects(doc: Doc, name: Span) -> bool:
    """Whether a verb stands before the name in its sentence, so that the names before it are objects and not subjects."""
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB", "MD") for token in doc[doc[name[0]].sent.start : name[0]])


def _joint(doc: Doc, start: int, end: int, mentions: Mapping[int, tuple[Mention, ...]]) -> frozenset[str] | None:
    """The words between two names, where nothing but commas, 'and' and articles stands there, and a description of the second."""
    tokens = list(doc[start:end])
    if tokens and tokens[0].dep_ == "case":
        return None
    for opened, closed in _parentheses(doc):
        if start <= opened and closed <= end:
            tokens = [token for token in tokens if not opened <= token.i < closed]
    while len(tokens) > 1 and tokens[-1].lower_ not in _JOINTS and (_describing(tokens[-1]) or tokens[-1].i in mentions):
        tokens.pop()
    words = [token.lower_ for token in tokens]
    for phrase in _PHRASES:
        if tuple(words[-len(phrase) :]) == phrase:
            words = [*words[: -len(phrase)], "and"]
    found = frozenset(words)
    return found if found and found <= _JOINTS and found & {",", *_CLOSING} else None


def _alike(first: Mention, second: Mention) -> bool:
    return first.type == second.type or (first.type in _ACTORS and second.type in _ACTORS)
