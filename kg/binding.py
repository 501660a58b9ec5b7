"""What the syntax between a name and a word that points back says of the two: binding, control, coordination, embedding.

In: the token of a pronoun or description and that of a name before it, in one parsed passage. Out: names of relations, whose weights are
learnt (kg.antecedents). 'X ordered it to pay': the object is not the subject of its own verb (principle B of the binding theory, Chomsky
1981). 'X obliges Y to sell its shop': the object of 'obliges' sells. 'X warned Y that it must pay': each verb has its own habits.

>>> sorted(relations(doc[3], doc[0], "object"))      # 'Ofcom fined TikTok, it said.'      # doctest: +SKIP
['subject of the verb above: say']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.roles import Role, clauses, role, up

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_HOPS = 12


def relations(pointing: Token, named: Token, mine: Role) -> Iterator[str]:
    """Relations of a name to a word that points back and has the part `mine` in its clause; the two stand in one sentence."""
    above = clauses(pointing)
    name = up(named, ("appos", "conj"))
    if above:
        yield from _in_its_clause(above[0], name, mine)
        yield from _in_control(above[0], name)
    if len(above) > 1 and (how := _place_under(name, above[1])):
        yield f"{how} of the verb above"
        yield f"{how} of the verb above: {above[1].lemma_.casefold()}"


def embedded(named: Token, pointing: Token | None) -> str:
    """The innermost kind of clause or phrase that holds a name and not the other token: 'relcl', 'acl', 'advcl', 'appos', 'poss' or ''."""
    others = _ancestors(pointing) if pointing is not None else frozenset()
    token, hops = named, 0
    while token.head.i != token.i and token.head.i not in others and hops < _HOPS:
        if token.dep_ in ("relcl", "acl", "advcl", "appos", "poss", "ccomp"):
            return str(token.dep_)
        token = token.head
        hops += 1
    return str(token.dep_) if token.dep_ in ("relcl", "acl", "advcl", "appos", "poss") and token.head.i != token.i else ""


def _ancestors(token: Token) -> frozenset[int]:
    found: set[int] = set()
    hops = 0
    while token.i not in found and hops < 3 * _HOPS:
        found.add(token.i)
        token = token.head
        hops += 1
    return frozenset(found)


def _in_its_clause(verb: Token, name: Token, mine: Role) -> Iterator[str]:
    """The name is an argument of the verb itself, or of the one that the verb is coordinated with."""
    if how := _place_under(name, verb):
        yield f"{how} beside {mine}"
        return
    first = up(verb, ("conj",))
    if first.i == verb.i:
        return
    own = any(child.dep_ in _SUBJECTS for child in verb.children)
    before = verb.head
    for other in (before, first):
        if how := _place_under(name, other):
            yield f"{how} of the clause before, {mine} {'with another subject' if own else 'with the same subject'}"
            return


def _in_control(verb: Token, name: Token) -> Iterator[str]:
    """The name is or is not the understood subject of an infinitive or a gerund."""
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return
    hop = verb.head if verb.dep_ == "pcomp" else verb
    if verb.dep_ not in ("xcomp", "pcomp", "advcl"):
        return
    governor = hop.head
    how = _place_under(name, governor)
    if not how:
        return
    has_object = any(child.dep_ in ("dobj", "dative") for child in governor.children)
    yield f"{how} above a bare {verb.dep_}{' with an object' if has_object else ''}"
    yield f"{how} above a bare {verb.dep_}: {governor.lemma_.casefold()}"


def _place_under(name: Token, verb: Token) -> str:
    """'subject', 'object', 'oblique to' where the name is an argument of the verb, '' otherwise."""
    if name.head.i == verb.i and name.i != verb.i:
        return "passive subject" if name.dep_ == "nsubjpass" else role(name)
    if name.dep_ == "pobj" and name.head.head.i == verb.i:
        return "agent" if name.head.dep_ == "agent" else f"oblique {name.head.lower_}"
    return ""
