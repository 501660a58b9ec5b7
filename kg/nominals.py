"""Slots of nouns: events ('a ban on X by Y', 'a European Commission probe'), roles ('owner of X', 'X's parent') and names with modifiers.

In: a noun token, or the head of a name. Out: a Frame. `self` is who bears the role; `poss`, `modifier` and the prepositions are its
complements; `subject` and `object` come from a light verb ('launched a probe into', 'was hit with a fine').
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.clauses import verb_frame
from kg.syntax import DEPTH, Frame, appositions, child_of, prepositions, relative_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = frozenset({"compound", "nmod", "amod", "npadvmod", "nounmod"})
_COPULAS = frozenset({"be", "become", "remain", "stay"})


def noun_frame(noun: Token, kind: Literal["noun", "name"] = "noun") -> Frame:
    """The slots of one noun, with those of the verb that governs it; a name stands for itself alone and shares no possessor."""
    frame = Frame(trigger=noun, kind=kind)
    _own(frame, noun)
    _clauses(frame, noun)
    if kind == "name":
        frame.add("self", noun, "itself", spread=False)
    else:
        _shared(frame, noun)
        _bearer(frame, noun)
    _governed(frame, noun)
    return frame


def _own(frame: Frame, noun: Token) -> None:
    for child in noun.children:
        if child.dep_ == "poss":
            frame.add("poss", child, "possessive")
            described = relative_noun(noun) if child.tag_ == "WP$" else None
            if described is not None:
                frame.add("poss", described, "relative clause ('whose')", spread=False)
            for inner in child.children:
                if inner.dep_ in _MODIFIERS and inner.pos_ in ("PROPN", "ADJ", "NOUN"):
                    frame.add("poss modifier", inner, "modifier of the possessor")
        elif child.dep_ in _MODIFIERS or _headline(noun, child):
            frame.add("modifier", child, "modifier")
            for inner in child.children:
                if inner.dep_ in _MODIFIERS or inner.dep_ == "poss":
                    frame.add("modifier" if inner.dep_ != "poss" else "poss", inner, "modifier")
    for name, token in prepositions(noun):
        frame.add(name, token, f"'{name}'")
        for nested, inner in prepositions(token):
            if nested in ("in", "by", "from", "over", "against", "into", "with"):
                frame.add(nested, inner, f"'{nested}' inside")


def _headline(noun: Token, child: Token) -> bool:
    """Whether a name right before the noun of a headline was taken for its subject: 'Norland ban on Chirper'."""
    return child.dep_ == "nsubj" and noun.dep_ == "ROOT" and child.i == noun.i - 1 and child_of(noun, "dobj", "aux") is None


def _clauses(frame: Frame, noun: Token) -> None:
    """'the claim that X hacked Y': the verb of the clause, and who it is about."""
    for clause in noun.children:
        if clause.dep_ in ("acl", "ccomp") and child_of(clause, "mark") is not None:
            frame.add("clause", clause, "clause of the noun", spread=False)
            for inner in clause.children:
                if inner.dep_ in ("nsubj", "nsubjpass"):
                    frame.add("clause subject", inner, "subject of the clause")


def _shared(frame: Frame, noun: Token) -> None:
    """Coordinated nouns share what stands outside the pair: 'France's raid and search of X'."""
    if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        first = noun.head
        poss = child_of(first, "poss")
        if poss is not None and child_of(noun, "poss", "det") is None:
            frame.add("poss", poss, "possessive, shared")
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ == "NOUN" and child_of(noun, "prep") is None:
            for name, token in prepositions(child):
                frame.add(name, token, f"'{name}', shared")


def _bearer(frame: Frame, noun: Token) -> None:
    """Who the noun stands for: apposition, title before a name, copula, 'as'."""
    frame.add("self", noun, "itself", spread=False)
    for child in appositions(noun):
        frame.add("self", child, "apposition", spread=False)
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.pos_ == "PROPN" and following.ent_iob_ != "I":
        frame.add("self", following, "title before the name", spread=False)
    head = noun.head
    if noun.dep_ == "appos":
        frame.add("self", head, "apposition", spread=False)
    elif noun.dep_ in _MODIFIERS and head.pos_ in ("PROPN", "NOUN"):
        _title(frame, noun, head)
    elif noun.dep_ == "nsubj" and head.lemma_ in _COPULAS:
        frame.fill("self", verb_frame(head).get("attribute"), "copula")
    elif noun.dep_ in ("attr", "oprd", "acomp") and head.pos_ in ("AUX", "VERB"):
        above = verb_frame(head)
        frame.fill("self", above.get("object" if above.passive else "subject"), "copula")
        if noun.dep_ == "oprd" and not above.passive:
            frame.fill("self", above.get("object"), "object complement")
    elif noun.dep_ == "pobj" and head.lower_ == "as" and head.head.pos_ in ("VERB", "AUX"):
        above = verb_frame(head.head)
        frame.fill("self", above.get("object") or above.get("subject"), "'as'")
    elif noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("appos", "attr"):
        frame.add("self", head.head, "coordinated apposition", spread=False)
    for clause in noun.children:
        if clause.dep_ == "relcl" and clause.lemma_ in _COPULAS:
            attribute = child_of(clause, "attr")
            if attribute is not None:
                frame.add("self", attribute, "relative clause")


def _title(frame: Frame, noun: Token, head: Token) -> None:
    """'Justice Jane Roe of the Supreme Court': what stands around the name belongs to the title."""
    frame.add("self", head, "title of the name", spread=False)
    for name, token in prepositions(head):
        frame.add(name, token, f"'{name}' after the name")
    for sibling in head.children:
        if sibling.i < noun.i and sibling.dep_ in (*_MODIFIERS, "poss"):
            frame.add("poss" if sibling.dep_ == "poss" else "modifier", sibling, "before the title")


def _governed(frame: Frame, noun: Token) -> None:
    """Slots from the verb that the noun is object, subject or complement of, under names of their own: 'verb subject', 'verb object'."""
    token = noun
    for _ in range(DEPTH):
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        else:
            break
    preposition = None
    if token.dep_ == "pobj" and token.head.dep_ in ("prep", "agent", "dative"):
        preposition = token.head
        while preposition.head.dep_ == "prep" and preposition.head.pos_ == "ADP":
            preposition = preposition.head
        token = preposition
    elif token.dep_ not in ("dobj", "obj", "attr", "oprd", "nsubjpass", "nsubj", "dative", "xcomp", "acomp", "relcl", "ccomp"):
        return
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX") or verb.i == token.i:
        return
    above = verb_frame(verb)
    for slot, fillers in above.slots.items():
        kept = [filler for filler in fillers if filler.token.i != noun.i]
        frame.fill(f"verb {slot}", kept)
