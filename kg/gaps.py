"""Gaps: what stands for nothing in its own clause and is named outside it.

In: a verb and its Frame. Out: the same Frame with the nouns that fill its gaps.

The noun of a relative clause ('X, which Y fined', 'the app Y banned', 'X, where Y is banned'), of a cleft ('It was X that fined Y',
'What X banned was Y'), and the object that the next verb has ('bans and fines X').
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.syntax import Filler, Frame, child_of, coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


def fill_gaps(frame: Frame) -> None:
    """Fill what the frame's clause leaves open."""
    _relative(frame)
    _cleft(frame)
    _shared_object(frame)


def _relative(frame: Frame) -> None:
    """Relative clauses: the noun that is described fills the place of 'which', or the gap where no word stands for it."""
    verb = top = frame.trigger
    while top.dep_ in ("conj", "xcomp", "ccomp") and top.head.i != top.i and top.pos_ in ("VERB", "AUX"):
        if top.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubjpass") for child in top.children):
            return
        top = top.head
    if top.dep_ != "relcl":
        return
    noun = top.head
    filled = any(child.lower_ == "where" for child in top.children)
    if filled:
        for place in (noun, *(one for one in _before(noun))):
            frame.add("in", place, "relative clause ('where')", spread=False)
    filled |= _stand_in(frame, noun, "relative clause")
    if top is not verb or filled or frame.get("object") or not frame.get("subject"):
        return
    words = [token for token in verb.subtree if token.i < verb.i and token.tag_ in _RELATIVE]
    if not words:
        frame.add("object", noun, "reduced relative clause", spread=False)
    elif child_of(verb, "prep") is None and any(word.tag_ == "WDT" and word.head.i == verb.i for word in words):
        frame.add("object", noun, "relative clause", spread=False)


def _stand_in(frame: Frame, noun: Token, why: str) -> bool:
    """Put a noun beside each relative word that fills a slot; whether there was one."""
    filled = False
    for slot, fillers in list(frame.slots.items()):
        kept: list[Filler] = []
        for filler in fillers:
            kept.append(filler)
            if filler.token.tag_ in _RELATIVE or (filler.token.lower_ == "that" and filler.token.tag_ in ("WDT", "IN", "DT")):
                kept.append(Filler(noun, f"{why} ({filler.path})"))
                filled = True
        frame.slots[slot] = kept
    return filled


def _before(noun: Token) -> list[Token]:
    """Nouns that this one is coordinated with, to the left: 'Bosnia and Montenegro, where'."""
    found = []
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
        found.append(noun)
    return found


def _cleft(frame: Frame) -> None:
    """'It was X that fined Y' and 'What X banned was Y': what the copula names fills the place of the relative word."""
    verb = frame.trigger
    copula = verb.head
    if verb.dep_ not in ("ccomp", "csubj", "advcl") or copula.lemma_ != "be" or copula.i == verb.i:
        return
    named = child_of(copula, "attr")
    if named is not None and (verb.dep_ == "csubj" or child_of(copula, "nsubj", "expl") is not None):
        for one in coordinated(named):
            _stand_in(frame, one, "cleft")


def _shared_object(frame: Frame) -> None:
    """'bans and fines X': the first verb takes the object of the second, when nothing stands between them."""
    verb = frame.trigger
    if frame.get("object") or frame.passive:
        return
    following = next((child for child in verb.children if child.dep_ == "conj" and child.pos_ == "VERB"), None)
    if following is None or following.i - verb.i > 3:
        return
    own = child_of(following, "dobj", "obj")
    if own is not None:
        for token in coordinated(own):
            frame.add("object", token, "shared object", spread=False)
