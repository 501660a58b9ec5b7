"""What a verb says of an event or a report that it names: that it did not come off, has ended, lies ahead, is untrue.

In: a Step of the climb whose lower word is a noun. Out: changes of its Standing.

'The purchase collapsed', 'ended its partnership', 'a lawsuit is in the works', 'called reports a lie', 'rejected calls for a ban'. An act
that is undone was done all the same ('dropped its lawsuit', 'may lift its ban'); a relation that is ended holds no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.climb import Step, forms, is_infinitive
from kg.lexicon import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RUN_OUT = frozenset({"end", "ended", "ends", "ending", "expire", "expired", "expires", "broke", "cease", "ceased", "dissolved"})
_AHEAD = frozenset(
    {("in", "works"), ("in", "offing"), ("in", "preparation"), ("in", "pipeline"), ("in", "sight"), ("on", "table"), ("on", "cards")}
    | {("on", "horizon"), ("on", "agenda"), ("under", "consideration"), ("under", "discussion"), ("up", "vote"), ("in", "talks")}
)
_CALLING = frozenset({"call", "label", "brand", "describe", "dismiss", "deem", "declare", "reject", "denounce", "term", "expose", "unmask"})


def of_event(step: Step) -> bool:
    """What a verb says of an event that its subject or object names; True where nothing more is to be read."""
    token, verb, found, cues = step.token, step.verb, step.found, step.cues
    word = token.lower_
    if token.dep_ in _SUBJECTS and step.keys & cues.failing_verbs and (verb.lemma_ != "fail" or word in cues.pending_events):
        found.refute(f"'{verb.text}'")
    if word in cues.alleging_nouns and token.dep_ in (*_SUBJECTS, "dobj") and _called_untrue(token, verb, cues):
        found.refute(f"'{verb.text}' untrue")
        found.closed = True
        return True
    if word in cues.lasting_events and not step.lends and _ends(step):
        found.negate(f"'{verb.text}'")
        found.ending = found.polarity == "negated"
        return True
    if token.dep_ in _SUBJECTS and (place := _place_ahead(verb)):
        denied = any(child.dep_ == "neg" or child.lower_ in ("longer", "never") for child in verb.children)
        if denied:
            found.refute(f"not '{verb.text} {place}'")
        else:
            found.shift("planned", f"'{verb.text} {place}'")
        return True
    below = (inner.lower_ for child in verb.children for inner in child.children)
    if token.dep_ in _SUBJECTS and verb.lemma_ == "come" and "nothing" in below:
        found.refute(f"'{verb.text} to nothing'")
    if word in cues.planning_nouns and token.dep_ == "pobj" and verb.lemma_ == "fail" and token.head.lower_ in ("in", "with"):
        found.refute(f"'{verb.text}'")
        return True
    asked = word in cues.demanding_nouns or (word in cues.planning_nouns and found.modality != "actual")
    if asked and token.dep_ in ("dobj", "nsubjpass") and step.keys & cues.spurning_verbs:
        found.refute(f"'{verb.text}'")
        return True
    if word in cues.pending_events and token.dep_ in ("dobj", "nsubjpass", "pobj", "conj"):
        _of_deal(step)
    return False


def undoes(verb: Token, event: Token, cues: Cues) -> bool:
    """Whether a verb undoes an act that it names ('dropped its lawsuit', 'may annul the fine'), which was done whatever is said of it."""
    if event.head.i != verb.i or event.dep_ not in ("dobj", "nsubjpass") or event.lower_ in cues.pending_events | cues.planning_nouns:
        return False
    return event.lower_ not in cues.lasting_events and bool(forms(verb) & cues.undoing_verbs)


def is_called(verb: Token, words: frozenset[str]) -> bool:
    """'is false', 'was a hoax'; not where 'not' stands with it."""
    said = {child.lower_ for child in verb.children if child.dep_ in ("acomp", "attr", "oprd")}
    return bool(said & words) and not any(child.dep_ == "neg" for child in verb.children)


def _ends(step: Step) -> bool:
    """'ended its partnership with', 'pulled out of its alliance with', 'their cooperation has ended'."""
    token = step.token
    if token.dep_ == "nsubj":
        return bool(step.keys & (_RUN_OUT | step.cues.failing_verbs)) and not any(child.dep_ == "dobj" for child in step.verb.children)
    if token.dep_ in ("dobj", "nsubjpass"):
        return bool(step.keys & step.cues.undoing_verbs)
    return token.dep_ == "pobj" and token.head.lower_ in ("of", "from") and bool(step.keys & step.cues.leaving_verbs)


def _place_ahead(verb: Token) -> str:
    """'is in the works', 'is on the table': the words that say that an event lies ahead; '' where there are none."""
    if verb.lemma_ not in ("be", "remain", "stay"):
        return ""
    for child in verb.children:
        leading = (child, *child.children) if child.lower_ == "up" else (child,)  # 'up for a vote'
        for noun in (inner for one in leading if one.dep_ == "prep" for inner in one.children if inner.dep_ == "pobj"):
            if (child.lower_, noun.lower_) in _AHEAD:
                return f"{child.text} {noun.text}"
    return ""


def _called_untrue(token: Token, verb: Token, cues: Cues) -> bool:
    """'reports are false', 'turned out to be false', 'called reports a lie', 'dismissed reports as untrue'."""
    if token.dep_ != "dobj" and is_called(verb, cues.untrue):
        return True
    if any(child.dep_ == "neg" for child in verb.children):
        return False
    if token.dep_ != "dobj" and verb.lemma_ in ("turn", "prove", "show", "find", "say"):
        return any(child.dep_ in ("xcomp", "acomp", "oprd", "prt") and _untrue(child, cues) for child in verb.children)
    said = [child for child in verb.children if child.dep_ in ("dobj", "oprd", "attr", "ccomp", "xcomp") and child.i != token.i]
    said += [inner for child in verb.children if child.lower_ == "as" for inner in child.children]
    for clause in token.children:
        objects = [inner for inner in clause.children if inner.dep_ in ("dobj", "oprd") and clause.dep_ in ("acl", "relcl")]
        said += objects[1:]  # 'called reports that X banned Y a lie', where the parser hung the lie on the clause
    return any(one.i > token.i and _untrue(one, cues) for one in said) and verb.lemma_ in _CALLING


def _untrue(word: Token, cues: Cues) -> bool:
    return word.lower_ in cues.untrue or (word.lemma_ == "be" and is_called(word, cues.untrue))


def _of_deal(step: Step) -> None:
    """'blocked the takeover' undoes it, 'opposed the takeover' leaves it open."""
    verb, cues = step.verb, step.cues
    if step.keys & cues.blocking_verbs:
        if any(child.lower_ in cues.planning_modals | cues.demanding_modals or child.dep_ == "neg" for child in verb.children):
            step.found.shift("planned", f"not yet '{verb.text}'")
        else:
            step.found.negate(f"'{verb.text}'")
    elif step.keys & cues.examining_verbs or (verb.lemma_ in ("approve", "clear") and _open(verb, cues)):
        step.found.shift("planned", f"'{verb.text}'")


def _open(verb: Token, cues: Cues) -> bool:
    """'did not clear the takeover', 'refused to clear it', 'may approve it': what was not let through lies ahead."""
    if any(child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in cues.planning_modals) for child in verb.children):
        return True
    above = cues.negating_verbs | cues.planning_verbs | cues.demanding_verbs
    return verb.dep_ == "xcomp" and is_infinitive(verb) and bool(forms(verb.head) & above)
