"""Cues of standing that hang on one word: negation, auxiliaries, adverbs, adjectives, conditions.

In: a word of the climb from a trigger. Out: changes of a Standing.

'did not ban', 'may ban', 'reportedly banned', 'if X bans', 'no court banned', 'would have banned' had something not happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import Cues, Lexicon
from kg.speech import doubted
from kg.standing import Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"nobody", "nothing", "none", "neither", "no-one"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSTEAD = frozenset({"instead", "rather", "simply", "merely"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BUYING = frozenset({"buying", "acquiring", "taking", "purchasing", "swallowing", "absorbing", "snapping"})
"""Verbs of purchase, in the progressive: who 'is buying' has not bought."""
_MERELY = frozenset({"only", "just", "merely", "simply", "solely"})
_BESIDE = frozenset({"after", "before", "since", "while", "when"})
"""'did not appeal after being fined': what is told beside an act was done though the act was not."""
_EVER = frozenset({"once", "much", "ever", "yet", "even", "actually"})
_NO_TIME = frozenset(
    {("at", "point"), ("at", "time"), ("at", "stage"), ("at", "moment"), ("under", "circumstances"), ("under", "circumstance")}
    | {("in", "circumstances"), ("on", "condition"), ("under", "condition"), ("in", "way"), ("by", "means"), ("on", "account")}
)
"""Prepositions and the nouns with which, and 'no' between, they deny; 'in no time' and 'with no way to' do not."""
_NEAR = 12
"""Words before a verb in which its 'neither' stands."""
_IS = frozenset({"is", "are", "'s", "’s"})


def at(token: Token, found: Standing, cues: Cues, below: Token | None = None) -> None:
    """All cues of one word. `below`: the word that the climb comes from; what is coordinated with this one shares only some of them."""
    shared = below if below is not None and below.dep_ == "conj" else None
    own = shared is not None and (shared.tag_ in _FINITE or any(child.dep_ in ("aux", *_SUBJECTS) for child in shared.children))
    if token.dep_ == "conj" and _or_else(token):
        found.shift("planned", f"'or {token.text}' of an ultimatum")
    if shared is None and _neither(token):
        found.negate("'neither'")
    beside = below is not None and below.dep_ == "pcomp" and below.head.lower_ in _BESIDE
    for child in token.children:
        if (shared is not None and not _shares(child, shared, own=own)) or (beside and child.dep_ == "neg"):
            continue
        if child.dep_ == "aux":
            if not own:
                _auxiliary(child, token, found, cues)
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            if shared is None and (below is None or (child.dep_ != "dobj" and child.i != below.i)) and _is_nobody(child, cues):
                found.negate(f"'{child.text}'")
        else:
            _beside(child, token, found, cues)


def named_ahead(trigger: Token, found: Standing, lexicon: Lexicon) -> bool:
    """Words that name what is not yet done: 'its bid for', 'bid for', 'made an offer for', 'is buying'."""
    if trigger.lower_ in _BUYING and any(child.dep_ == "aux" and child.lower_ in _IS for child in trigger.children):
        found.shift("planned", f"'{trigger.text}' as yet")
    objects = [child for child in trigger.children if child.dep_ == "dobj"] if trigger.lower_ in lexicon.light.agent else []
    for one in (trigger, *objects):
        if one.lower_ in lexicon.status.planned_events and one.pos_ in ("NOUN", "VERB"):
            found.shift("planned", f"'{one.text}'")
            return True
    return False


def _shares(cue: Token, shared: Token, *, own: bool) -> bool:
    """Whether a cue of the first of two coordinated words counts for the second."""
    if cue.i > shared.i or (own and cue.dep_ == "mark"):
        return False
    return not (cue.dep_ == "neg" or cue.lower_ == "never") or (not own and _alternative(shared))


def _alternative(conjunct: Token) -> bool:
    """'did not raid, fine or block X', 'would not follow Y and ban X': all of them did not happen; in 'did not ban but fined' and 'did not
    ban and will fine' one did."""
    shares = conjunct.tag_ == "VB" and conjunct.head.tag_ == "VB" and not any(child.lower_ in _INSTEAD for child in conjunct.children)
    joints = [child.lower_ for one in (conjunct.head, *conjunct.head.children, conjunct) for child in one.children if child.dep_ == "cc"]
    return bool(joints) and set(joints) <= ({"or", "nor", "and"} if shares else {"or", "nor"})


def _beside(child: Token, token: Token, found: Standing, cues: Cues) -> None:
    word = child.lower_
    if is_more(child):
        return
    negation = child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj", "cc") and word in cues.negations and child.i < token.i)
    if negation:
        if token.pos_ in ("AUX", "ADJ", "ADV") or child.i < token.i:
            found.negate(f"'{child.text}'")
    elif child.dep_ == "prep" and _at_no_time(child):
        found.negate(f"'{child.text} no'")
    elif child.dep_ == "mark" and word == "than" and child.doc[child.i - 1].lower_ == "rather":
        found.negate("'rather than'")
    elif child.dep_ == "compound" and child.tag_ == "NNS" and word in cues.planning_verbs:
        found.shift("planned", f"'{child.text}' of a headline")
    elif child.dep_ == "mark" and word in cues.conditions:
        found.shift("planned", f"condition '{child.text}'")
    elif child.dep_ == "advcl" and doubted(child):
        found.shift("alleged", f"'{child.text}' in doubt")
    elif child.dep_ in ("advmod", "amod", "npadvmod") or (child.dep_ == "compound" and child.tag_ == "VBN"):
        _modifier(child, token, found, cues)


def _neither(verb: Token) -> bool:
    """'..., and neither had unblocked it', 'neither it nor Norland has': wherever 'neither' hangs."""
    known = ("det", "advmod", "preconj", "cc")  # negations of their own where they hang on the verb
    near = verb.doc[max(verb.i - _NEAR, verb.sent.start) : verb.i]
    words = [word for word in near if word.lower_ == "neither" and not (word.head.i == verb.i and word.dep_ in known)]
    right_before = any(all(one.pos_ in ("AUX", "ADV", "PART") for one in verb.doc[word.i + 1 : verb.i]) for word in words)
    return right_before or any(word.dep_ == "preconj" and word.head.dep_ in _SUBJECTS and word.head.head.i == verb.i for word in words)


def is_more(word: Token) -> bool:
    """The 'not' of 'not only banned X but': no negation."""
    return word.lower_ in ("not", "n't", "n’t") and word.i + 1 < len(word.doc) and word.doc[word.i + 1].lower_ in _MERELY


def _or_else(verb: Token) -> bool:
    """'gave X a week to comply or be suspended': a threat."""
    joints = [child for child in verb.head.children if child.dep_ == "cc" and child.i < verb.i]
    bare = any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children) and verb.tag_ == "VBN"
    return bare and any(one.lower_ == "or" for one in joints) and any(child.tag_ == "TO" for child in verb.head.children)


def _at_no_time(preposition: Token) -> bool:
    """'at no point', 'under no circumstances', 'in no way'."""
    word = preposition.lower_
    nouns = [child for child in preposition.children if child.dep_ == "pobj" and (word, child.lower_) in _NO_TIME]
    return any(inner.lower_ == "no" and inner.dep_ == "det" for noun in nouns for inner in noun.children)


def _is_nobody(noun: Token, cues: Cues) -> bool:
    """'no court banned', 'bought nothing'; of 'has no plans to' the noun itself counts when the climb comes by."""
    if noun.lower_ in _NOBODY:
        return True
    none = noun.pos_ in _NOUNS and any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)
    return none and (noun.dep_ != "dobj" or noun.lower_ not in cues.planning_nouns | cues.alleging_nouns | cues.negating_nouns)


def _auxiliary(child: Token, token: Token, found: Standing, cues: Cues) -> None:
    word = child.lower_
    perfect = any(other.dep_ == "aux" and other.lower_ in ("have", "'ve", "’ve") for other in token.children)
    if (word == "had" or word in cues.demanding_modals) and _inverted(child, token):
        found.shift("planned", f"condition '{child.text}'")
    elif word == "to" and token.head.lower_ == "were" and _inverted(token.head, token.head):
        found.shift("planned", f"condition '{token.head.text}'")
    elif word in cues.planning_modals and not (word in ("'d", "’d") and token.tag_ == "VBN"):
        if perfect and word in ("would", "could", "might") and _unreal(token):
            found.negate(f"'{child.text} have' of what did not happen")
        else:
            found.shift("planned", f"'{child.text} have'" if perfect and word in ("can", "could", "would") else f"'{child.text}'")
    elif word in cues.demanding_modals and perfect and child.i > token.sent.start:
        _in_hindsight(child, token, found)
    elif word in cues.demanding_modals:
        found.shift("demanded", f"'{child.text}'")


def _in_hindsight(modal: Token, verb: Token, found: Standing) -> None:
    """'should have banned' did not, 'should not have banned' did (the word 'not' takes the negation back); 'must have' is a guess."""
    if modal.lower_ == "must":
        found.shift("alleged", "'must have'")
    elif verb.doc[modal.i - 1].lower_ not in ("nor", "neither"):
        found.negate(f"'{modal.text} have'")


def _inverted(auxiliary: Token, verb: Token) -> bool:
    """'Should X ban Y, Z will leave', 'had X banned Y, Z would have left', 'were X to ban Y, ...'."""
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    return auxiliary.i == verb.sent.start and subject is not None and auxiliary.i < subject.i and auxiliary.sent[-1].text != "?"


def _unreal(verb: Token) -> bool:
    """A condition in the past perfect: 'if X had not intervened', 'had X not intervened'."""
    clauses = [child for child in verb.children if child.dep_ in ("advcl", "ccomp", "parataxis")]
    return any(inner.dep_ == "aux" and inner.lower_ == "had" for clause in clauses for inner in clause.children)


def _modifier(child: Token, token: Token, found: Standing, cues: Cues) -> None:
    word = child.lower_
    if word in cues.alleging_adverbs or word in cues.alleging_adjectives:
        found.shift("alleged", f"'{child.text}'")
    elif token.pos_ == "NOUN" and word in cues.planning_adjectives:
        found.shift("planned", f"'{child.text}'")
    elif word in _EVER and any(inner.dep_ == "neg" for inner in child.children):
        found.negate(f"negated '{child.text}'")
    elif word == "longer" and any(inner.lower_ == "no" for inner in child.children):
        found.negate("'no longer'")
    elif word == "yet" and token.lower_ in ("has", "have", "had", "is", "are"):
        found.negate("'has yet to'")
    elif word in cues.near_adverbs and token.pos_ == "VERB" and child.i == token.i - 1:
        found.negate(f"'{child.text}'")
