"""What a word that governs a clause or an event says of it: denial, plan, demand.

In: a Step of the climb from a trigger, or a noun above it. Out: changes of its Standing.

'refused to ban' is negated, 'threatened to ban' planned, 'urged X to ban' demanded; verbs of speech are read by kg.speech.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.climb import Step, forms, has_subject, is_finite, is_infinitive
from kg.events import of_event
from kg.lexicon import Cues
from kg.speech import denied, is_report, reported
from kg.standing import Ear, Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

_DISMISSING = frozenset({"reject", "dismiss"})
"""Verbs that deny where what they govern is a report or a claim: 'rejected reports that'."""
_WISHES = frozenset({"want", "wish", "like", "need", "prefer"})
_DUTIES = frozenset({"ought", "must", "require", "oblige", "force", "compel", "deserve"})
"""Verbs whose subject asks for nothing."""
_CLAUSAL = frozenset({"forbid", "hinder", "spare"})
"""Verbs that keep somebody from what a clause says; the noun below them is not an event that they undo."""
_OBLIGING = frozenset({"have", "need"})
_PLACES = frozenset(
    {"time", "favour", "favor", "verge", "brink", "cusp", "course", "track", "line", "need", "authority", "power", "right", "order"}
)
"""Nouns that ask or plan only with a clause below them: 'time to ban', 'on the verge of banning'."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})


def under_verb(step: Step) -> None:
    """A clause or an event noun below a verb."""
    if step.nominal and of_event(step):
        return
    if not _reaches(step) or _taken_for_granted(step):
        return
    for read in (_negated, _by_subject, _wanted, _demanded, _planned):
        if read(step):
            return
    reported(step)


def _taken_for_granted(step: Step) -> bool:
    """'nobody was surprised that X', 'did not regret doing X': what follows is so, whatever is said of the verb."""
    token = step.token
    asked = any(child.dep_ == "mark" and child.lower_ in ("if", "whether") for child in token.children)
    clause = token.dep_ == "ccomp" and is_finite(token) and not asked
    gerund = token.tag_ == "VBG" or any(child.tag_ == "VBG" and child.dep_ in ("aux", "auxpass") for child in token.children)
    done = gerund and token.dep_ in ("xcomp", "pcomp") and not any(child.tag_ == "MD" for child in step.verb.children)
    if not (clause or done) or not step.keys & step.cues.factive_words:
        return False
    step.found.closed = step.found.presupposed = True
    return True


def under_noun(token: Token, noun: Token, found: Standing, ear: Ear) -> None:
    """'plans to ban', 'claims that', 'no evidence that', 'calls for a ban'."""
    cues, word = ear.lexicon.status, noun.lower_
    if token.dep_ in _MODIFIERS:
        if word in cues.planning_nouns and token.dep_ != "poss" and word not in _PLACES:
            found.shift("planned", f"'{noun.text}'")
        elif word in cues.alleging_nouns:
            found.shift("alleged", f"'{noun.text}'")
        return
    clause = token.dep_ in ("pcomp", "acl", "relcl")
    if word in cues.alleging_nouns and any(child.dep_ == "amod" and child.lower_ in cues.untrue for child in noun.children):
        found.refute(f"untrue '{noun.text}'")
    elif word in cues.negating_nouns:
        found.negate(f"'{noun.text}'")
    elif word in cues.alleging_nouns and token.dep_ in ("acl", "ccomp", "relcl", "pobj", "pcomp"):
        found.shift("alleged", f"'{noun.text}'")
        ear.owner(noun, found)
    elif word in cues.planning_nouns and (word not in _PLACES or clause):
        found.shift("planned", f"'{noun.text}'")
    elif word in cues.demanding_nouns and (word not in _PLACES or clause):
        found.shift("demanded", f"'{noun.text}'")
        ear.owner(noun, found)
    elif word in cues.owned_words and token.dep_ in ("acl", "ccomp"):
        ear.owner(noun, found)


def came_off(verb: Token, cues: Cues) -> bool:
    """Whether a verb says no more of an event than that it was: 'the raid took place'."""
    return bool(forms(verb) & cues.occurring_verbs)


_TEMPORAL = frozenset({"before", "after", "since", "while", "when"})
"""'Before being fined by X, Y sued Z': what the verb says is not said of what came before or after."""


def _reaches(step: Step) -> bool:
    """Whether the verb says something of what stands below it; subjects and asides stand by themselves."""
    token, verb, cues = step.token, step.verb, step.cues
    if token.dep_ in ("nsubj", "csubj"):
        return False
    if token.dep_ == "advcl":
        if is_infinitive(token) and any(child.dep_ == "nsubj" and child.lower_ in cues.demanding_nouns for child in verb.children):
            return True
        purpose = {"so", "that"} <= {child.lower_ for child in token.children}
        return (is_infinitive(token) or purpose) and bool(step.keys & cues.demanding_verbs or verb.lemma_ == "remain")
    if token.dep_ == "pcomp" and token.head.lower_ in _TEMPORAL:
        return False
    if not step.nominal or token.dep_ != "pobj" or step.lends or verb.lower_ in cues.alleging_verbs:
        return True
    key = f"{verb.lower_} {token.head.lower_}"
    return key in cues.demanding_verbs or key in cues.planning_verbs or key in cues.negating_verbs


def _negated(step: Step) -> bool:
    token, verb, found, cues = step.token, step.verb, step.found, step.cues
    if step.keys & cues.denying_verbs or (verb.lemma_ in _DISMISSING and token.lower_ in cues.alleging_nouns):
        denied(step)
    elif key := _not_done(step):
        found.negate(f"'{verb.text}'")
        found.ending = found.polarity == "negated" and bool(step.keys & cues.ending_verbs)
        if key in cues.planning_verbs:
            found.shift("planned", f"'{verb.text}'")
        elif key in cues.demanding_verbs:
            found.shift("demanded", f"'{verb.text}'")
            step.ear.speaker(step.frame, found)
    elif verb.lower_ == "used" and token.dep_ == "xcomp" and token.pos_ == "VERB" and not step.frame.get("object"):
        found.negate("'used to'")
    elif step.keys & cues.aborting_verbs and step.nominal and token.lower_ in cues.pending_events | cues.planning_nouns:
        found.negate(f"'{verb.text}'")
    else:
        return False
    return True


def _not_done(step: Step) -> str:
    """The form by which a verb says that what it governs was not done; a preposition counts only where the clause hangs on it."""
    verb, cues = step.verb, step.cues
    if step.nominal and verb.lemma_ in _CLAUSAL:
        return ""
    if is_finite(step.token) and step.token.dep_ == "ccomp":
        particles = [f"{verb.lower_} {child.lower_}" for child in verb.children if child.dep_ == "prt"]
        return next((key for key in particles if key in cues.negating_verbs), "")
    for key in sorted(step.keys & cues.negating_verbs):
        word = key.partition(" ")[2]
        preposition = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == word), None)
        if preposition is None or preposition.is_ancestor(step.token):
            return key
    return ""


def _by_subject(step: Step) -> bool:
    """'Rumours swirled that X', 'the plan is to', 'calls are growing for X to': the noun says what the clause is."""
    token, cues = step.token, step.cues
    if step.nominal or token.dep_ not in ("ccomp", "acl", "xcomp", "advcl"):
        return False
    asked = step.verb.lemma_ == "be" or any(child.lower_ == "for" and child.dep_ in ("mark", "prep") for child in token.children)
    for noun in step.verb.children:
        word = noun.lower_
        if noun.dep_ not in _SUBJECTS or noun.pos_ != "NOUN" or word in _PLACES:
            continue
        if word in cues.alleging_nouns and token.dep_ == "ccomp" and any(child.lower_ in cues.untrue for child in noun.children):
            step.found.refute(f"untrue '{noun.text}'")
            step.found.closed = True
        elif word in cues.alleging_nouns and token.dep_ == "ccomp":
            step.found.shift("alleged", f"'{noun.text}'")
        elif word in cues.demanding_nouns and asked:
            step.found.shift("demanded", f"'{noun.text}'")
        elif word in cues.planning_nouns and step.verb.lemma_ == "be":
            step.found.shift("planned", f"'{noun.text}'")
        else:
            continue
        if word not in cues.planning_nouns:
            step.ear.owner(noun, step.found)
        return True
    return False


def _wanted(step: Step) -> bool:
    """'wants X to ban Y' demands, 'has to ban' and 'is to ban' look ahead."""
    token, verb, found = step.token, step.verb, step.found
    if verb.lemma_ in _WISHES and not step.nominal and has_subject(token):
        found.shift("demanded", f"'{verb.text}'")
        step.ear.speaker(step.frame, found)
    elif verb.lemma_ in _OBLIGING and token.dep_ == "xcomp" and is_infinitive(token) and not _as_yet(verb):
        found.shift("demanded", f"'{verb.text} to'")
    elif verb.lemma_ == "be" and token.dep_ == "xcomp" and is_infinitive(token):
        found.shift("planned", f"'{verb.text} to'")
    else:
        return False
    return True


def _demanded(step: Step) -> bool:
    token, verb, found = step.token, step.verb, step.found
    if not step.keys & step.cues.demanding_verbs or (step.nominal and step.lends) or (token.dep_ == "pcomp" and verb.lemma_ == "sue"):
        return False
    if verb.lemma_ == "appeal" and any(child.dep_ == "dobj" or child.lower_ == "against" for child in verb.children):
        return False
    if is_report(token, verb):
        reported(step)
        return True
    found.shift("demanded", f"'{verb.text}'")
    if verb.lemma_ not in _DUTIES:
        step.ear.speaker(step.frame, found)
    if any(child.dep_ == "conj" and child.lemma_ in ("refuse", "decline") and not _governs(child) for child in verb.children):
        found.refute("refused")
    return True


def _planned(step: Step) -> bool:
    token, verb, cues = step.token, step.verb, step.cues
    if step.nominal and step.keys & cues.facing_verbs:
        if token.lower_ in cues.faced_ahead:
            step.found.shift("planned", f"'{verb.text}'")
        return True
    if verb.lemma_ == "remain" and not is_infinitive(token):
        return False
    if step.keys & cues.planning_verbs and (token.dep_ != "ccomp" or step.nominal or verb.lower_ not in cues.saying_verbs):
        if not (step.found.polarity == "negated" and verb.lemma_ in ("decide", "resolve")):
            step.found.shift("planned", f"'{verb.text}'")
        if has_subject(token) and token.dep_ in ("ccomp", "xcomp"):
            step.ear.speaker(step.frame, step.found)
        return True
    return False


def _as_yet(verb: Token) -> bool:
    """'has yet to', 'has still to'."""
    return any(child.lower_ in ("yet", "still") for child in verb.children)


def _governs(verb: Token) -> bool:
    return any(child.dep_ in ("xcomp", "ccomp", "dobj") for child in verb.children)
