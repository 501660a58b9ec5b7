"""What the rules see of a sentence: slots. The same slots come out of active, passive, participle, relative and nominal clauses.

In: tokens of a parsed passage. Out: Frame, with for each slot the tokens that head its fillers, and how each was reached.
Slots are `subject`, `object`, `dative`, `attribute`, `self`, `poss`, `modifier`, and one for each preposition ('on', 'into', 'out of').

The two builders are clauses.verb_frame and nominals.noun_frame; here are the types and the small steps that both share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPTH = 6
"""Clauses that are climbed for a missing subject; deeper nesting than that is a parser's mistake."""

PREPOSITIONS = frozenset({"prep", "agent", "dative"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM", "DET"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that heads a filler of a slot, and the step by which it was reached ('passive', 'relative clause', ...)."""

    token: Token
    path: str = ""


@dataclass(slots=True)
class Frame:
    """The clause or noun phrase around a trigger word. `slots` maps a slot's name to its fillers, nearest reading first."""

    trigger: Token
    kind: Literal["verb", "noun", "name"]
    slots: dict[str, list[Filler]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    passive: bool = False

    def add(self, slot: str, token: Token, path: str = "", *, spread: bool = True) -> None:
        """Put a token, and what is coordinated with it, into a slot (once)."""
        known = self.slots.setdefault(slot, [])
        for one in coordinated(token) if spread else (token,):
            if all(filler.token.i != one.i for filler in known):
                known.append(Filler(one, path))

    def fill(self, slot: str, fillers: Iterable[Filler], path: str = "") -> None:
        """Take fillers over from another frame."""
        for filler in fillers:
            self.add(slot, filler.token, path or filler.path, spread=False)

    def get(self, slot: str) -> list[Filler]:
        return self.slots.get(slot, [])


_COMPLEX = frozenset({"favour", "favor", "charge", "behalf", "front", "control", "support", "breach", "violation"})
"""Nouns that make a preposition with the words around them: 'in favour of'."""


def coordinated(token: Token) -> Iterator[Token]:
    """The token and its conjuncts to the right ('the Philippines, Indonesia, and Malaysia'), left to right."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in NOMINAL and not _asked(child):
            yield from coordinated(child)


ASKING = frozenset(
    {"urge", "ask", "tell", "order", "call", "force", "require", "instruct", "direct", "press", "request", "advise", "want", "oblige"}
)
"""Verbs whose object is to do what the infinitive says."""


def _asked(token: Token) -> bool:
    """Whether a coordinated noun is no object but who is asked next: 'asked X to sue Y and Z to fine W'."""
    following = token.doc[token.right_edge.i + 1] if token.right_edge.i + 1 < len(token.doc) else None
    return following is not None and following.tag_ == "TO" and asked_beside(following.head) is not None


def asked_beside(verb: Token) -> Token | None:
    """Who is to do what an infinitive says, where another infinitive was asked of somebody else before; None elsewhere.

    In 'asked X to sue Y and Z to fine W' the parser hangs 'to fine' on 'sue', and takes Z for an object of 'sue'.
    """
    marker = child_of(verb, "aux")
    first = verb.head
    if marker is None or marker.tag_ != "TO" or verb.dep_ not in ("advcl", "conj", "xcomp") or first.i >= verb.i:
        return None
    if first.lemma_ in ASKING or first.head.lemma_ not in ASKING or not any(child.tag_ == "TO" for child in first.children):
        return None
    asked = verb.doc[marker.i - 1]
    behind = asked.dep_ == "pobj" and asked.head.dep_ == "conj" and asked.head.lower_ in ("on", "upon", "to")
    joined = asked.dep_ == "conj" or behind
    return asked if joined and asked.pos_ in ("PROPN", "NOUN", "PRON") and asked.i > first.i else None


def shared_requests(verb: Token) -> Iterator[tuple[Token, Token]]:
    """The further infinitives that a verb asks for, each with who is asked."""
    if verb.lemma_ not in ASKING:
        return
    for first in verb.children:
        for other in first.children:
            asked = asked_beside(other) if first.pos_ == "VERB" and other.pos_ == "VERB" else None
            if asked is not None:
                yield other, asked


def appositions(token: Token) -> Iterator[Token]:
    """What a comma sets beside a noun: 'the regulator, the DPC,'; also where the parser took it for a member of a list without 'and'."""
    for child in token.children:
        if child.dep_ == "appos":
            yield from coordinated(child)
        elif child.dep_ == "conj" and child.pos_ == "PROPN" and token.pos_ == "NOUN" and not _listed(token, child):
            yield child


def _listed(token: Token, child: Token) -> bool:
    """Whether 'and' or 'or' joins the two, or a third member follows."""
    between = token.doc[token.i + 1 : child.i]
    return any(one.dep_ == "cc" for one in (*between, *child.children)) or any(one.dep_ == "conj" for one in child.children)


def child_of(token: Token, *deps: str) -> Token | None:
    """The first child with one of the dependency labels."""
    return next((child for child in token.children if child.dep_ in deps), None)


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, head of its object) of a word; nested ones are joined ('out of'); participles such as 'including' count."""
    for child in token.children:
        if child.dep_ in PREPOSITIONS or (child.dep_ == "prt" and child.tag_ == "IN"):
            yield from _objects(child, child.lower_)


def _objects(preposition: Token, name: str) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "dobj", "obj"):
            yield name, child
            if child.lower_ in _COMPLEX:
                yield from ((f"{name} {child.lower_} {deeper}", inner) for deeper, inner in prepositions(child) if deeper == "of")
        elif name == "as" and child.pos_ in ("ADJ", "VERB") and child.dep_ in ("amod", "acomp", "pcomp"):
            yield name, child
        elif child.dep_ == "prep":
            yield from _objects(child, f"{name} {child.lower_}")
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from _objects(child, child.lower_)
    if preposition.dep_ == "dative" and preposition.pos_ != "ADP":
        yield "dative", preposition


def relative_noun(token: Token) -> Token | None:
    """The noun that the relative clause around a word describes; None outside of relative clauses."""
    for _ in range(DEPTH):
        if token.dep_ == "relcl":
            return token.head
        token = token.head
    return None


def clause_head(token: Token) -> Token:
    """Climb from a noun to the verb or root that governs it."""
    for _ in range(DEPTH * 3):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            return token
        token = token.head
    return token
