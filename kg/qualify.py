"""Polarity, modality and attribution of a match: cues at the trigger and at every clause that governs it.

In: a trigger token (and its light verb), the mentions by token, the word lists. Out: a Standing with a reason for each decision.

'threatened to fine' is planned, 'denied that it raided' is negated, 'urged X to ban' is demanded and attributed, 'accused of hacking'
is alleged. The climb goes from the trigger to the root; the innermost cue of modality wins, negations count by parity, and a relative
clause ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.clauses import coordination_head, verb_frame
from kg.lexicon import Cues, Lexicon
from kg.readings import ByToken
from kg.standing import Ear, Standing
from kg.syntax import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 12
_ARGUMENTS = frozenset({"dobj", "obj", "nsubjpass", "nsubj", "attr", "oprd", "dative", "acomp"})
_DISMISSING = frozenset({"reject", "dismiss"})
"""Verbs that deny where what they govern is a report or a claim: 'rejected reports that'."""
_RAISING = frozenset({"seem", "appear"})
_WISHES = frozenset({"want", "wish", "like", "need"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "csubj", "csubjpass", "parataxis", "dep", "oprd"})


def standing(trigger: Token, light: Token | None, mentions: ByToken, lexicon: Lexicon, *, by_order: bool = False) -> Standing:
    """Climb from the trigger and collect what governs it.

    `by_order`: the subject is who ordered nameless others to do it ('told carriers to block X'), so that the order is the act.
    """
    found, ear = Standing(), Ear(mentions=mentions, lexicon=lexicon)
    cues = lexicon.status
    token, shared = trigger, False
    if trigger.lower_ in cues.planned_events and trigger.pos_ == "NOUN":
        found.shift("planned", f"'{trigger.text}'")
    if light is not None and light.head.i == trigger.i:
        _at(light, found, cues, shared=False)
    for _ in range(_STEPS):
        _at(token, found, cues, shared)
        ear.sources(token, found)
        if token.dep_ in ("relcl", "appos", "ROOT") or token.head.i == token.i or _participle(token):
            break
        shared = token.dep_ == "conj"
        above = _governor(token, found, cues)
        if above is None or _beside(token, above, cues):
            break
        if not shared and above.pos_ in ("VERB", "AUX"):
            if not (by_order and token.i == trigger.i):
                _under_verb(token, above, found, ear, light)
            if token.pos_ in ("NOUN", "PROPN") and not _same(above, light) and token.dep_ not in ("attr", "oprd"):
                break
        elif not shared and above.pos_ in ("NOUN", "PROPN"):
            _under_noun(token, above, found, cues)
        elif not shared and above.lower_ in cues.planning_adjectives:
            found.shift("planned", f"'{above.text}'")
        token = above
    if token.dep_ == "ROOT" and trigger.sent[-1].text == "?" and not _quoted(trigger):
        found.asserted = False
        found.reasons.append("question")
    return found


def left_out(token: Token) -> str | None:
    """The word that takes one argument out of what is said: 'neither X nor Y', 'X and not Y'; None where there is none."""
    for child in token.children:
        if child.dep_ in ("neg", "preconj", "det") and child.lower_ in ("not", "neither", "nor", "no"):
            return child.text
    before = [one for one in token.doc[max(token.left_edge.i - 1, token.sent.start) : token.left_edge.i] if one.lower_ in ("not", "nor")]
    return before[0].text if before and token.dep_ in ("conj", "dobj", "pobj", "nsubj", "appos") else None


def presupposed(trigger: Token) -> bool:
    """Whether a noun or name is mentioned rather than said: what it presupposes holds whatever is said of it ('X's parent may sue').

    Where it is said ('is not the owner of'), its clause counts.
    """
    return trigger.dep_ not in ("attr", "oprd", "acomp", "ROOT") and not (trigger.dep_ == "pobj" and trigger.head.lower_ == "as")


def _participle(token: Token) -> bool:
    """'a company owned by X', 'the ban imposed in May': what a participle says of a noun does not depend on the clause around it."""
    finite = any(child.dep_ in ("mark", "nsubj", "nsubjpass", "aux") for child in token.children)
    return token.dep_ in ("acl", "amod") and token.tag_ in ("VBN", "VBD", "VBG") and not finite


def _beside(token: Token, above: Token, cues: Cues) -> bool:
    """A clause to the left of the verb that is no object of speech: 'Apple objected; Google has not'."""
    return token.dep_ == "ccomp" and token.i < above.i and above.lower_ not in cues.saying_verbs and above.lower_ not in cues.alleging_verbs


def _same(verb: Token, light: Token | None) -> bool:
    return light is not None and verb.i == light.i


def _quoted(token: Token) -> bool:
    return sum(one.text in ('"', "“", "”") for one in token.sent) % 2 == 1


def _at(token: Token, found: Standing, cues: Cues, shared: bool) -> None:
    """Cues that hang on one word: negation, auxiliaries, adverbs, adjectives, 'if'."""
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    for child in token.children:
        word = child.lower_
        if shared and child.dep_ in ("neg", "mark"):
            continue
        if child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj", "cc") and word in cues.negations and child.i < token.i):
            found.negate(f"'{child.text}'")
        elif child.dep_ == "aux" and word in cues.planning_modals and not (shared and _independent(found, token)):
            if word in ("can", "could", "would") and any(other.lower_ == "have" for other in auxiliaries):
                found.shift("planned", f"'{child.text} have'")
            else:
                found.shift("planned", f"'{child.text}'")
        elif child.dep_ == "aux" and word in cues.demanding_modals:
            found.shift("demanded", f"'{child.text}'")
        elif child.dep_ == "mark" and word in cues.conditions:
            found.shift("planned", f"condition '{child.text}'")
        elif child.dep_ in ("advmod", "amod", "npadvmod") or (child.dep_ == "compound" and child.tag_ == "VBN"):
            if word in cues.alleging_adverbs or word in cues.alleging_adjectives:
                found.shift("alleged", f"'{child.text}'")
            elif token.pos_ == "NOUN" and word in cues.planning_adjectives:
                found.shift("planned", f"'{child.text}'")
            elif word == "longer" and any(inner.lower_ == "no" for inner in child.children):
                found.negate("'no longer'")
            elif word == "yet" and token.lower_ in ("has", "have", "had", "is", "are"):
                found.negate("'has yet to'")


def _independent(found: Standing, token: Token) -> bool:
    return found.modality != "actual" or token.dep_ == "ROOT"


def _governor(token: Token, found: Standing, cues: Cues) -> Token | None:
    """The word above that the climb goes to; prepositions are stepped over, and counted where they negate."""
    head = coordination_head(token)
    if token.dep_ == "conj":
        if any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children) and token.pos_ in ("VERB", "AUX"):
            return head if head.dep_ in ("ccomp", "conj") else None
        return head
    if token.dep_ in ("pobj", "pcomp"):
        preposition = head
        for _ in range(3):
            if preposition.lower_ in cues.negating_prepositions:
                found.negate(f"'{preposition.text}'")
            if preposition.head.pos_ == "ADP" and preposition.dep_ in ("prep", "pcomp", "pobj"):
                preposition = preposition.head
            else:
                break
        above = preposition.head.head if preposition.head.pos_ == "ADV" else preposition.head
        return above if above.i != preposition.i else None
    if token.dep_ in _ARGUMENTS or token.dep_ in _CLAUSES or token.dep_ in ("acl", "compound", "amod", "nmod", "poss"):
        return head
    return None


def _key(verb: Token) -> set[str]:
    """The forms under which a verb may stand in a list: alone or, where it has one, with its particle; and with each preposition."""
    particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
    keys = {f"{verb.lower_} {particle}" for particle in particles} or {verb.lower_}
    return keys | {f"{verb.lower_} {child.lower_}" for child in verb.children if child.dep_ in ("advmod", "prep")}


def _under_verb(token: Token, verb: Token, found: Standing, ear: Ear, light: Token | None) -> None:
    """A clause or an event noun below a verb."""
    cues = ear.lexicon.status
    keys = _key(verb)
    nominal = token.pos_ in ("NOUN", "PROPN")
    if nominal and token.dep_ == "nsubj" and keys & cues.failing_verbs:
        found.negate(f"'{verb.text}'")
    if not _reaches(token, verb, keys, cues, light):
        return
    frame = verb_frame(verb)
    if keys & cues.denying_verbs or (verb.lemma_ in _DISMISSING and token.lower_ in cues.alleging_nouns):
        found.negate(f"'{verb.text}'")
        ear.speaker(frame, found)
    elif keys & cues.negating_verbs:
        found.negate(f"'{verb.text}'")
        if keys & cues.planning_verbs:
            found.shift("planned", f"'{verb.text}'")
    elif verb.lemma_ in _WISHES and not nominal and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children):
        found.shift("demanded", f"'{verb.text}'")
        ear.speaker(frame, found)
    elif verb.lemma_ == "be" and token.dep_ == "xcomp" and any(child.tag_ == "TO" for child in token.children):
        found.shift("planned", f"'{verb.text} to'")
    elif keys & cues.demanding_verbs and not (nominal and _same(verb, light)):
        if not _complement_of_speech(token, verb):
            found.shift("demanded", f"'{verb.text}'")
        ear.speaker(frame, found)
    elif keys & cues.planning_verbs and (token.dep_ != "ccomp" or nominal or verb.lower_ not in cues.saying_verbs):
        found.shift("planned", f"'{verb.text}'")
    else:
        _reported(token, frame, keys, found, ear)


def _reaches(token: Token, verb: Token, keys: set[str], cues: Cues, light: Token | None) -> bool:
    """Whether the verb says something of what stands below it; subjects and asides stand by themselves."""
    if token.dep_ in ("nsubj", "csubj"):
        return False
    if token.dep_ == "advcl":
        return verb.lower_ in cues.demanding_verbs and any(child.tag_ == "TO" for child in token.children)
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ != "pobj" or _same(verb, light) or verb.lower_ in cues.alleging_verbs:
        return True
    return any(key in cues.demanding_verbs or key in cues.planning_verbs for key in keys if " " in key)


def _reported(token: Token, frame: Frame, keys: set[str], found: Standing, ear: Ear) -> None:
    """Verbs of allegation and of speech."""
    cues, verb = ear.lexicon.status, frame.trigger
    nominal = token.pos_ in ("NOUN", "PROPN")
    if keys & cues.alleging_verbs and (not nominal or token.dep_ == "pobj") and (frame.passive or not keys & cues.saying_verbs):
        found.shift("alleged", f"'{verb.text}'")
        if verb.lemma_ not in _RAISING:
            ear.speaker(frame, found)
    elif keys & cues.saying_verbs and token.dep_ in ("ccomp", "parataxis", "dep", "xcomp", "advcl"):
        if frame.passive and token.dep_ == "xcomp":
            found.shift("alleged", f"'{verb.text}' without a speaker")
        else:
            ear.speaker(frame, found)


def _complement_of_speech(token: Token, verb: Token) -> bool:
    """'told reporters that X raided Y' reports, 'told X to raid Y' demands."""
    finite = token.tag_ in ("VBD", "VBZ", "VBP") or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in token.children
    )
    return token.dep_ == "ccomp" and finite and verb.lemma_ not in ("demand", "insist", "request", "urge", "recommend", "order")


def _under_noun(token: Token, noun: Token, found: Standing, cues: Cues) -> None:
    """'plans to ban', 'claims that', 'no evidence that', 'calls for a ban'."""
    word = noun.lower_
    if token.dep_ in ("compound", "amod", "nmod", "poss"):
        if word in cues.planning_nouns and token.dep_ != "poss":
            found.shift("planned", f"'{noun.text}'")
        elif word in cues.alleging_nouns:
            found.shift("alleged", f"'{noun.text}'")
        return
    if word in cues.negating_nouns:
        found.negate(f"'{noun.text}'")
    elif word in cues.alleging_nouns and (token.dep_ in ("acl", "ccomp") or token.dep_ in ("pobj", "pcomp")):
        found.shift("alleged", f"'{noun.text}'")
    elif word in cues.planning_nouns:
        found.shift("planned", f"'{noun.text}'")
    elif word in cues.demanding_nouns:
        found.shift("demanded", f"'{noun.text}'")
