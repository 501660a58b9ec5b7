"""Voice: whether a verb's grammatical subject acts or is acted on, and where the agent of a passive stands.

In: a verb token. Out: whether it is passive; the agents that stand elsewhere than right below it.

'was fined', 'a company fined by X', 'Fined by X, Y said'; the headlines 'Y banned in X', 'Y hit with a fine'; 'was fined and banned by X'.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.syntax import DEPTH, child_of, coordinated, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_REDUCED = frozenset({"acl", "advcl", "pcomp", "ccomp", "oprd", "amod"})
_UNDERGONE = frozenset(
    {"ban", "block", "fine", "suspend", "restrict", "raid", "search", "sue", "charge", "arrest", "detain", "indict", "hack", "jail"}
    | {"accuse", "probe", "investigate", "sanction", "penalise", "penalize", "blacklist", "censor", "clear", "acquit", "convict", "seize"}
    | {"remove", "delist", "throttle", "outlaw", "prohibit", "blame", "urge", "order", "acquire", "unblock", "reinstate"}
)
"""Verbs that always have an object, so that one without it in a headline is passive: 'X blocked in Y'."""


def is_passive(verb: Token, depth: int = DEPTH) -> bool:
    """Whether the verb's grammatical subject is its object."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ not in ("VBN", "VBD") or any(child.dep_ in ("aux", "dobj") for child in verb.children):
        return False
    if child_of(verb, "nsubj") is not None:
        return _headline(verb)
    if verb.dep_ in _REDUCED and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "acl":
        return True
    if verb.dep_ == "conj" and depth:
        return is_passive(verb.head, depth - 1)
    return verb.dep_ in ("relcl", "advcl") and child_of(verb, "agent") is not None


def _headline(verb: Token) -> bool:
    """A participle without its auxiliary: 'X sued by Y', 'X blocked in Y', 'X hit with a fine'."""
    if child_of(verb, "agent") is not None:
        return True
    if child_of(verb, "ccomp", "xcomp", "dative", "prt", "conj") is not None or verb.dep_ in ("relcl", "advcl", "acl"):
        return False
    if verb.lower_ in ("hit", "slapped") and any(name == "with" for name, _ in prepositions(verb)):
        return True
    return _stem(verb) in _UNDERGONE


def _stem(verb: Token) -> str:
    """The base form among those of the list; models cut some lemmas too short ('fin' for 'fined')."""
    word = verb.lower_
    forms = (
        verb.lemma_.casefold(),
        word.removesuffix("d"),
        word.removesuffix("ed"),
        word.removesuffix("ned"),
        word.removesuffix("ied") + "y",
    )
    return next((form for form in forms if form in _UNDERGONE), "")


def strayed_agents(verb: Token) -> Iterator[Token]:
    """Agents that the parser hung below a complement: 'was told to pay by X', 'accused of hacking by X'."""
    holders: list[Token] = [token for _, token in prepositions(verb)]
    for clause in verb.children:
        if clause.dep_ == "xcomp":
            holders += [clause, *(child for child in clause.children if child.dep_ in ("dobj", "obj"))]
        elif clause.dep_ == "prep":
            holders += [inner for inner in clause.children if inner.dep_ == "pcomp"]
    for holder in holders:
        for name, token in prepositions(holder):
            if name == "by":
                yield token


def shared_agents(verb: Token, depth: int = DEPTH) -> Iterator[Token]:
    """The agent of the last of several passives: 'was investigated, fined and banned by X', not 'was run from Y but owned by X'."""
    if child_of(verb, "prep", "agent") is not None:
        return
    for other in verb.children:
        if other.dep_ not in ("conj", "advcl") or other.tag_ not in ("VBN", "VBD") or other.i < verb.i:
            continue
        if any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "dobj") for child in other.children):
            continue
        agent = child_of(other, "agent")
        if agent is not None:
            yield from (one for child in agent.children if child.dep_ == "pobj" for one in coordinated(child))
        elif depth:
            yield from shared_agents(other, depth - 1)
