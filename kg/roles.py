"""The part that a token plays in its clause, and the clauses above it: what decides which name a pronoun prefers.

In: tokens of a parsed passage. Out: names of parts, and verbs. Works on any tree of tokens.

>>> role(doc[0]), [verb.text for verb in clauses(doc[0])]      # 'Ofcom said it would appeal.'      # doctest: +SKIP
('subject', ['said'])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token

Role = Literal["subject", "object", "possessor", "modifier", "apposition", "agent", "oblique", "other"]

_ROLES: dict[str, Role] = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "csubj": "subject",
    "dobj": "object",
    "dative": "object",
    "oprd": "object",
    "poss": "possessor",
    "amod": "modifier",
    "compound": "modifier",
    "nmod": "modifier",
    "appos": "apposition",
}
_HOPS = 5


def role(token: Token) -> Role:
    """The part of a token in its clause; a later part of a coordination has that of the first."""
    top = up(token, ("conj",))
    if top.dep_ == "pobj":
        return "agent" if top.head.dep_ == "agent" else "oblique"
    return _ROLES.get(top.dep_, "other")


def full_role(token: Token) -> Role:
    """The part of a token or of the noun that it is an apposition to."""
    return role(up(token, ("appos",)))


def verb_of(token: Token) -> Token | None:
    """The nearest verb above a token, or itself where it is a verb without one."""
    seen = 0
    while token.head.i != token.i and seen < 30:
        token = token.head
        seen += 1
        if token.pos_ in ("VERB", "AUX"):
            return token
    return token if token.pos_ in ("VERB", "AUX") else None


def clauses(token: Token) -> list[Token]:
    """The verbs above a token, innermost first, six at most."""
    found: list[Token] = []
    verb = verb_of(token)
    while verb is not None and len(found) < 6:
        found.append(verb)
        if verb.head.i == verb.i:
            break
        verb = verb_of(verb)
        if verb is not None and verb.i == found[-1].i:
            break
    return found


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is coordinated with."""
    for one in (verb, up(verb, ("conj",))):
        found = next((child for child in one.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            return found
    return None


def subject_level(pointing: Token, named: Token) -> int | None:
    """0 where `named` is the subject of the clause of `pointing`, 1 of the clause above, ...; None where it is none of them."""
    head = up(named, ("appos", "conj"))
    if head.dep_ not in ("nsubj", "nsubjpass"):
        return None
    for level, verb in enumerate(clauses(pointing)):
        if head.head.i == verb.i:
            return level
        chain = verb
        while chain.dep_ == "conj" and chain.head.i != chain.i:
            chain = chain.head
            if head.head.i == chain.i:
                return level
    return None


def is_main_subject(token: Token) -> bool:
    """True for the subject of a main clause, or of the clause right below it ('the court said that Ofcom ...')."""
    head = up(token, ("appos", "conj"))
    return head.dep_ in ("nsubj", "nsubjpass") and (head.head.dep_ == "ROOT" or head.head.head.dep_ == "ROOT")


def up(token: Token, parts: tuple[str, ...]) -> Token:
    """The token itself, or the one above it that it belongs to by a chain of `parts`: the first of a coordination for 'conj'."""
    hops = 0
    while token.dep_ in parts and token.head.i != token.i and hops < _HOPS:
        token = token.head
        hops += 1
    return token
