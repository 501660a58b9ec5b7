"""What a verb says of others: clauses, small clauses, and speakers behind their words.

In: a Frame and its verb. Out: the same Frame with `clause`, `clause subject`, `clause object`, `clause attribute`, `clause modal`,
`quoted subject`, `infinitive`, `attribute`.

'found that X had lied', 'told X to leave', 'called for X to leave', 'found X guilty', '"X must leave," demanded Y', 'fined X 3 million'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.syntax import Frame, child_of, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_SPEECH = frozenset(
    {"demand", "warn", "insist", "urge", "argue", "complain", "claim", "allege", "announce", "say", "add", "promise", "vow", "predict"}
    | {"note", "state", "declare", "ask", "reply", "write", "explain", "admit", "concede", "confirm", "report", "contend", "maintain"}
)
_ENDS = frozenset({".", "on", "in", "last", "this", ";"})


def add_complement(frame: Frame, clause: Token) -> None:
    """One clause below the verb, or a noun phrase that the parser took for a clause."""
    verb = frame.trigger
    if clause.pos_ in ("NOUN", "PROPN", "ADJ"):
        frame.add("attribute", clause, "complement")
        for inner in clause.children:
            if inner.dep_ in _SUBJECTS and inner.i > verb.i and verb.lemma_ != "leave":
                frame.add("object", inner, "subject of the complement")
        return
    frame.add("clause", clause, "clause", spread=False)
    if any(inner.tag_ == "TO" for inner in clause.children):
        frame.add("infinitive", clause, "infinitive", spread=False)
    for inner in clause.children:
        if inner.tag_ == "MD":
            frame.add("clause modal", inner, "modal of the clause", spread=False)
        if inner.dep_ in _SUBJECTS:
            frame.add("clause subject" if clause.i > verb.i else "quoted subject", inner, "subject of the clause")
        if inner.dep_ in ("dobj", "nsubjpass"):
            frame.add("clause object", inner, "object of the clause")
        if inner.dep_ in ("attr", "acomp") and clause.lemma_ == "be":
            frame.add("clause attribute", inner, "attribute of the clause")
    if clause.lemma_ == "be":
        for name, token in prepositions(clause):
            if name in ("in", "under", "at"):
                frame.add("clause attribute", token, "attribute of the clause")


def add_asked(frame: Frame) -> None:
    """'called for X to act', 'pushed for X to pay': the clause behind 'for'."""
    for child in frame.trigger.children:
        clauses = [child] if child.dep_ == "advcl" else list(child.children) if child.dep_ == "prep" and child.lower_ == "for" else []
        for clause in clauses:
            marked = child.lower_ == "for" or any(inner.lower_ == "for" and inner.dep_ in ("mark", "prep") for inner in clause.children)
            subject = child_of(clause, "nsubj")
            if marked and subject is not None and any(inner.tag_ == "TO" for inner in clause.children):
                frame.add("clause subject", subject, "subject of the clause with 'for'")
                frame.add("infinitive", clause, "infinitive", spread=False)


def add_receiver(frame: Frame) -> None:
    """'fined X 3 million euros': a name that the parser hung on the amount."""
    verb = frame.trigger
    for amount in verb.children:
        if amount.dep_ != "dobj" or child_of(amount, "nummod", "quantmod") is None:
            continue
        for name in amount.children:
            if name.pos_ == "PROPN" and name.dep_ in ("nmod", "compound", "poss") and name.left_edge.i == verb.i + 1:
                frame.add("dative", name, "before an amount")
                frame.add("object", name, "before an amount")


_PLACES = frozenset({"online", "offline", "back", "up", "down", "live", "available", "accessible", "unavailable", "inaccessible"})
"""Adverbs and adjectives behind which a preposition still belongs to the verb."""


def add_place(frame: Frame) -> None:
    """'is back online in X': where, though the parser hung it on the adverb."""
    for adverb in frame.trigger.children:
        if adverb.dep_ in ("advmod", "acomp", "prt") and adverb.lower_ in _PLACES:
            for name, token in prepositions(adverb):
                frame.add(name, token, f"'{name}' after '{adverb.text}'")


def add_speaker(frame: Frame) -> Token | None:
    """'..., demanded X': X speaks, and the clause before is what he says; the speaker's token, or None where there is none."""
    verb = frame.trigger
    speaker = _inverted(verb)
    if speaker is not None:
        frame.add("subject", speaker, "speaker behind his words")
        for inner in verb.head.children if verb.dep_ == "conj" else ():
            if inner.dep_ in _SUBJECTS:
                frame.add("quoted subject", inner, "subject of the clause")
    return speaker


def _inverted(verb: Token) -> Token | None:
    """The speaker of words that stand before, where the parser took him for the object."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.lemma_ not in _SPEECH or verb.i == verb.sent.start:
        return None
    before = verb.doc[verb.i - 1]
    if before.text not in (",", '"', "”", "'", "’", "»") or child_of(verb, *_SUBJECTS, "xcomp", "conj", "cc", "aux") is not None:
        return None
    speaker = child_of(verb, "dobj")
    if speaker is None or speaker.left_edge.i != verb.i + 1 or (verb.dep_ == "conj" and child_of(verb, "ccomp") is not None):
        return None
    if before.text != ",":
        return speaker
    ahead = verb.doc[speaker.right_edge.i + 1 : speaker.right_edge.i + 2]
    return speaker if verb.dep_ in ("conj", "ROOT") and (not ahead or ahead.text in _ENDS) else None
