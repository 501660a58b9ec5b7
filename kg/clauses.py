"""Slots of verbs: voice, particles, control, relatives, participles, coordination.

In: a verb token. Out: a Frame whose `subject` is who acts and whose `object` is who is acted on, whatever the form of the clause.

The dependency labels are those of ClearNLP as the English spaCy pipelines give them (nsubj, nsubjpass, agent, dobj, dative, xcomp, ...).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.complements import add_asked, add_complement, add_place, add_receiver, add_speaker
from kg.gaps import fill_gaps
from kg.syntax import ASKING, DEPTH, Frame, asked_beside, child_of, clause_head, prepositions, shared_requests
from kg.voice import is_passive, shared_agents, strayed_agents

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "csubj", "expl")


def verb_frame(verb: Token, depth: int = DEPTH) -> Frame:
    """The slots of one verb; missing ones are taken from the clause that governs it."""
    frame = Frame(trigger=verb, kind="verb", passive=is_passive(verb, depth))
    frame.particles = frozenset(
        child.lower_
        for child in verb.children
        if child.dep_ in ("prt", "advmod", "acomp") or (child.dep_ in ("mark", "advmod") and child.lower_ == "as")
    )
    _own(frame, verb)
    _agents(frame, verb)
    if depth:
        fill_gaps(frame)
        _borrowed(frame, verb, depth)
    return frame


def _agents(frame: Frame, verb: Token) -> None:
    """Agents of a passive that do not stand right below it."""
    if not frame.passive or frame.get("by"):
        return
    for token in strayed_agents(verb):
        frame.add("subject", token, "passive, 'by' further on")
    if not frame.get("subject"):
        for token in shared_agents(verb):
            frame.add("subject", token, "passive, shared 'by'", spread=False)


_SLOT_OF = {"dobj": "object", "obj": "object", "attr": "attribute", "oprd": "attribute", "acomp": "attribute", "nsubjpass": "object"}


def _own(frame: Frame, verb: Token) -> None:
    speaker = add_speaker(frame)
    for child in verb.children:
        if child == speaker:
            continue
        if child.dep_ in _SUBJECTS:
            frame.add("object" if frame.passive and child.dep_ == "nsubj" else "subject", child, "active")
        elif child.dep_ in _SLOT_OF:
            frame.add(_SLOT_OF[child.dep_], child, "passive" if child.dep_ == "nsubjpass" else _SLOT_OF[child.dep_])
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            frame.add("dative", child, "indirect object")
            frame.add("object", child, "indirect object")
        elif child.dep_ in ("xcomp", "ccomp"):
            add_complement(frame, child)
        elif child.dep_ == "npadvmod":
            frame.add("adverbial", child, "adverbial", spread=False)
    add_asked(frame)
    add_receiver(frame)
    add_place(frame)
    for name, token in prepositions(verb):
        frame.add(name, token, f"'{name}'")
        if name == "by" and frame.passive:
            frame.add("subject", token, "passive, 'by'")
    for _, token in shared_requests(verb):
        frame.add("object", token, _ASKED, spread=False)
    for item in [*frame.get("object"), *frame.get("attribute")]:
        for name, token in prepositions(item.token):
            frame.add(name, token, f"'{name}' after the object")
            if name == "by" and frame.passive:
                frame.add("subject", token, "passive, 'by'")


def coordination_head(verb: Token) -> Token:
    """The verb that this one is coordinated with; a finite verb is not coordinated with an infinitive but with the finite verb above it."""
    head = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return head
    for _ in range(DEPTH):
        if head.tag_ not in ("VB", "VBG") or head.head.i == head.i or any(child.tag_ == "MD" for child in head.children):
            return head
        head = head.head
    return head


def _borrowed(frame: Frame, verb: Token, depth: int) -> None:
    """Who acts where the clause does not say: control, participles, coordination."""
    slot = "object" if frame.passive else "subject"
    if frame.get(slot):
        return
    head = coordination_head(verb)
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        above = verb_frame(head, depth - 1)
        source = "object" if frame.passive and above.passive else "object" if above.passive and not frame.passive else "subject"
        frame.fill(slot, above.get(source), "coordinated verb")
        if frame.passive and above.passive and not frame.get("subject") and child_of(verb, "agent") is None:
            frame.fill("subject", above.get("subject"), "coordinated verb")
    elif verb.dep_ in ("xcomp", "ccomp", "advcl", "oprd", "dep") and head.i != verb.i:
        _controlled(frame, verb, slot, depth)
    elif verb.dep_ == "acl" and not _headline(verb):
        if verb.tag_ in ("VBN", "VBD", "VBG"):
            frame.add(slot, head, "participle", spread=False)
            _spread_back(frame, slot, head)
        else:
            _of_noun(frame, head, slot, depth)
    elif verb.dep_ == "pcomp":
        _after_preposition(frame, verb, slot, depth)
    elif verb.dep_ == "amod":
        frame.add(slot, head, "participle", spread=False)
    elif _headline(verb):
        frame.add(slot, head, "headline")


def _headline(verb: Token) -> bool:
    """'Norland to ban Chirper', where the parser takes the infinitive for a relative clause of the name."""
    if verb.dep_ not in ("relcl", "acl") or verb.head.dep_ != "ROOT" or verb.head.pos_ != "PROPN" or verb.head.i != verb.left_edge.i - 1:
        return False
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return bool(auxiliaries) and all(child.tag_ == "TO" or child.lower_ == "be" for child in auxiliaries)


def _spread_back(frame: Frame, slot: str, noun: Token) -> None:
    """'X and Y, accused of': the participle hangs on the last of the coordinated nouns, and after a comma describes them all."""
    if noun.dep_ == "conj" and noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].text == ",":
        frame.add(slot, noun.head, "participle", spread=False)


def _controlled(frame: Frame, verb: Token, slot: str, depth: int) -> None:
    above = verb_frame(verb.head, depth - 1) if verb.head.pos_ in ("VERB", "AUX") else None
    if above is None:
        if verb.head.pos_ in ("NOUN", "PROPN", "ADJ"):
            _of_noun(frame, verb.head, slot, depth)
        return
    infinitive = any(child.tag_ == "TO" for child in verb.children)
    asked = [filler for filler in above.get("object") if filler.path != _ASKED]
    beside = asked_beside(verb)
    if beside is not None:
        frame.add(slot, beside, "object control", spread=False)
        return
    if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VBN", "VB") and not infinitive:
        return
    object_control = verb.dep_ in ("xcomp", "ccomp", "oprd") or (infinitive and verb.head.lemma_ in ASKING)
    nameless = all(filler.token.pos_ == "NOUN" for filler in asked)
    if object_control and (verb.head.lemma_ in _ORDERING or (verb.head.lemma_ in _TELLING and nameless)):
        frame.fill("orderer", above.get("subject"), "by order")
    if object_control and asked and verb.head.lemma_ != "promise":
        frame.fill(slot, asked, "object control")
    elif (
        object_control
        and verb.head.lemma_ in ("call", "appeal", "rely", "count")
        and (above.get("on") or above.get("upon") or above.get("to"))
    ):
        frame.fill(slot, above.get("on") or above.get("upon") or above.get("to"), "object control")
    elif above.passive and above.get("object"):
        frame.fill(slot, above.get("object"), "control")
    else:
        frame.fill(slot, above.get("subject"), "control")


_ASKED = "asked in the same breath"
_ORDERING = frozenset({"order", "instruct", "direct", "require", "compel", "oblige", "command"})
_TELLING = frozenset({"tell", "have", "get", "make", "force", "ask", "let"})
"""Verbs whose subject acts itself where those who are told have no name: 'told carriers to block X'."""


def _of_noun(frame: Frame, noun: Token, slot: str, depth: int) -> None:
    """'the CNIL's decision to fine', 'a plan by X to ban', 'X announced plans to ban', 'an order for X to'."""
    poss = child_of(noun, "poss")
    if poss is not None:
        frame.add(slot, poss, "owner of the noun")
    for name, token in prepositions(noun):
        if name in ("by", "for", "of"):
            frame.add(slot, token, f"'{name}' of the noun")
    if frame.get(slot):
        return
    for child in noun.children:
        if child.dep_ in ("compound", "nmod", "amod") and child.pos_ in ("PROPN", "ADJ"):
            frame.add(slot, child, "noun modifier")
    governor = clause_head(noun)
    if governor.i != noun.i and governor.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "attr", "pobj", "conj", "acomp") and depth:
        above = verb_frame(governor, depth - 1)
        frame.fill(slot, above.get("object" if above.passive else "subject"), "control by the noun's verb")


def _after_preposition(frame: Frame, verb: Token, slot: str, depth: int) -> None:
    """'accused X of hacking', 'fined for breaching', 'without asking', 'its decision on banning'."""
    preposition = verb.head
    governor = preposition.head
    while preposition.dep_ == "conj" and governor.pos_ == "ADP" and governor.head.i != governor.i:
        governor = governor.head
    if governor.pos_ in ("ADV", "ADJ") and governor.head.pos_ == "VERB":
        governor = governor.head
    if governor.pos_ in ("VERB", "AUX") and depth:
        above = verb_frame(governor, depth - 1)
        names = ("object", "subject") if preposition.lower_ in ("of", "for", "from", "with", "into", "against") else ("subject",)
        if above.passive:
            names = ("object",)
        for name in names:
            if above.get(name):
                frame.fill(slot, above.get(name), f"'{preposition.lower_}' clause")
                return
    elif governor.pos_ == "PROPN" and governor.dep_ == "dobj" and preposition.lower_ == "of":
        frame.add(slot, governor, "'of' clause")
    elif governor.pos_ in ("NOUN", "PROPN", "ADJ"):
        _of_noun(frame, governor, slot, depth)
