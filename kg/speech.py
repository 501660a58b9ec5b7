"""Verbs of speech, allegation and denial above a clause: whose word it is, and what they make of it.

In: a Step of the climb: a clause and the verb above it. Out: changes of its Standing.

'X said that Y banned Z' is the word of X, 'X alleges that' alleged too, 'X denied that' negated; who does not say it leaves it open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.climb import Step, forms, is_finite, is_infinitive
from kg.lexicon import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_RAISING = frozenset({"seem", "appear"})
_REPORTING = frozenset(
    {
        *("say", "confirm", "reveal", "disclose", "tell", "announce", "admit", "acknowledge", "explain", "comment", "concede", "state"),
        *("add", "write", "report"),
    }
)
"""Verbs of speech that pass no judgement: who does not say it leaves it open, and what lies ahead is the speech alone."""
_SUITS = frozenset({"sue", "prosecute", "charge", "indict", "fault", "blame"})
"""Verbs that allege what follows 'for', 'with' or 'over', not a clause."""
_JUDGED = frozenset({"right", "genuine", "correct", "true", "authentic", "trusted", "believed"})
_IN_ERROR = frozenset({"wrongly", "falsely", "erroneously", "mistakenly", "incorrectly"})
_CLAUSES = frozenset({"ccomp", "parataxis", "dep", "xcomp", "advcl", "pcomp"})
_DENIALS = frozenset({"preconj", "cc", "advmod", "det"})


def denied(step: Step) -> None:
    """A denial; who does not deny it leaves it open."""
    verb, found = step.verb, step.found
    if step.nominal and step.token.lower_ not in step.cues.alleging_nouns:  # 'denied X a permit', 'denied a raid'
        found.negate(f"'{verb.text}'")
        step.ear.speaker(step.frame, found)
        return
    joined = verb.dep_ == "conj" and _withheld(verb.head, step.cues)
    if joined or any(child.dep_ == "neg" or child.lower_ in ("neither", "nor") for child in verb.children):
        found.shift("alleged", f"not '{verb.text}'")
    else:
        found.refute(f"'{verb.text}'")
        found.denied = True
    step.ear.speaker(step.frame, found)
    found.closed = True


def reported(step: Step) -> None:
    """Verbs of allegation and of speech."""
    cues, verb, found, token = step.cues, step.verb, step.found, step.token
    if verb.lemma_ in _SUITS and token.dep_ not in ("pcomp", "pobj"):
        return
    if token.dep_ in _CLAUSES and not step.nominal and _hoax(step):
        found.refute(f"untrue source of '{verb.text}'")
        found.closed = True
        return
    alleges = step.keys & cues.alleging_verbs and (not step.nominal or token.dep_ == "pobj")
    if alleges and (step.frame.passive or not step.keys & cues.saying_verbs):
        found.shift("alleged", f"'{verb.text}'")
        if verb.lemma_ not in _RAISING:
            step.ear.speaker(step.frame, found)
    elif step.keys & cues.saying_verbs and token.dep_ in _CLAUSES | {"acl", "relcl"}:
        _said(step)


def _hoax(step: Step) -> bool:
    """'a false website said that X', 'X is wrongly said to have': the words themselves are untrue."""
    if not step.keys & (step.cues.saying_verbs | step.cues.alleging_verbs):
        return False
    if any(child.dep_ == "advmod" and child.lower_ in _IN_ERROR for child in step.verb.children):
        return True
    said = [filler.token for filler in step.frame.get("subject")]
    return any(child.dep_ == "amod" and child.lower_ in step.cues.untrue for noun in said for child in noun.children)


def _said(step: Step) -> None:
    verb, found, token = step.verb, step.found, step.token
    of_whom = step.frame.passive or (verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("acl", "relcl", "amod"))
    if token.dep_ == "xcomp" and is_infinitive(token) and of_whom:
        found.shift("alleged", f"'{verb.text}' without a speaker")
        return
    papers = any(filler.token.lower_ in step.cues.owned_words for filler in step.frame.get("subject"))
    if verb.lemma_ in _REPORTING and _withheld(verb, step.cues):
        found.shift("alleged", f"'{verb.text}' with a negation")
    elif verb.lemma_ in ("suggest", "indicate") and is_finite(token) and papers:
        found.shift("alleged", f"'{verb.text}'")
    step.ear.speaker(step.frame, found)
    found.closed = found.closed or verb.lemma_ in _REPORTING


def is_report(token: Token, verb: Token) -> bool:
    """'told reporters that X raided Y' reports, 'told X to raid Y' demands; so 'insisted that X had', 'insisted that X raid'."""
    if token.dep_ != "ccomp":
        return False
    tags = {token.tag_} | {child.tag_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if verb.lemma_ in ("insist", "suggest", "recommend"):
        return bool(tags & {"VBD", "VBZ"}) or (token.tag_ != "VBP" and "VBP" in tags)
    return bool(tags & {"VBD", "VBZ", "VBP", "MD"}) and verb.lemma_ not in ("demand", "request", "urge", "order", "ask")


def beside(token: Token, above: Token, cues: Cues) -> bool:
    """A clause that stands beside a verb and is nothing that it says: 'Apple objected; Google is alleged to have'."""
    if token.dep_ not in ("ccomp", "parataxis", "dep"):
        return False
    between = token.doc[min(token.i, above.i) : max(token.i, above.i)]
    marks = {one.text for one in between if one.text in (";", ":") and one.head.i in (token.i, above.i)}
    if token.i > above.i:
        return bool(marks) and not forms(above) & (cues.saying_verbs | cues.demanding_verbs)
    if ";" in marks:
        return True
    speaks = forms(above) & (cues.saying_verbs | cues.alleging_verbs | cues.demanding_verbs | cues.denying_verbs | cues.planning_verbs)
    says_more = any(child.dep_ in ("xcomp", "dobj", "neg") or (child.dep_ == "ccomp" and child.i > above.i) for child in above.children)
    return not speaks or (says_more and above.lemma_ not in ("tell", "inform"))


def doubted(condition: Token) -> bool:
    """'if the memo is genuine': the condition is about the source, not about the act."""
    return any(child.lower_ in _JUDGED for child in condition.subtree) and any(child.lower_ == "if" for child in condition.children)


def _withheld(verb: Token, cues: Cues) -> bool:
    """'did not say that', 'declined to confirm that'."""
    if any(child.dep_ == "neg" or (child.lower_ in cues.negations and child.dep_ in _DENIALS) for child in verb.children):
        return True
    return verb.dep_ == "xcomp" and bool(forms(verb.head) & cues.negating_verbs)
