"""One step of the climb from a trigger: a word, the verb above it, and what is known so far.

In: tokens of a parsed passage. Out: a Step, and small facts about verbs.

>>> Step.__name__
'Step'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.clauses import verb_frame
from kg.lexicon import Cues
from kg.standing import Ear, Standing
from kg.syntax import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A clause or an event noun (`token`) below a verb. `keys` are the verb's forms, `light` the verb that lends the trigger a clause."""

    token: Token
    verb: Token
    keys: frozenset[str]
    light: Token | None
    found: Standing
    ear: Ear
    frame: Frame

    @property
    def cues(self) -> Cues:
        return self.ear.lexicon.status

    @property
    def nominal(self) -> bool:
        """Whether it is a noun, by its tag or by its place ('drops plan to ban')."""
        return self.token.pos_ in ("NOUN", "PROPN") or (self.token.dep_ == "dobj" and self.token.lower_ in self.cues.planning_nouns)

    @property
    def lends(self) -> bool:
        """Whether the verb is the light verb of the trigger."""
        return self.light is not None and self.verb.i == self.light.i


def step_to(token: Token, verb: Token, found: Standing, ear: Ear, light: Token | None) -> Step:
    """The step from a word to the verb above it."""
    return Step(token=token, verb=verb, keys=frozenset(forms(verb)), light=light, found=found, ear=ear, frame=verb_frame(verb))


def forms(verb: Token) -> set[str]:
    """The forms under which a verb may stand in a list: alone or, where it has one, with its particle; and with each preposition."""
    particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
    keys = {f"{verb.lower_} {particle}" for particle in particles} or {verb.lower_}
    beside_it = [child.lower_ for child in verb.children if child.dep_ in ("advmod", "prep", "acomp") or child.lower_ == "place"]
    return keys | {f"{verb.lower_} {word}" for word in beside_it}


def gerund_of(token: Token) -> Token | None:
    """The verb right before a gerund that the parser hung on the gerund's object ('proposed fining X'); None where there is none."""
    noun = token.head
    if token.dep_ != "amod" or token.tag_ != "VBG" or noun.dep_ not in ("dobj", "pobj") or token.i != noun.left_edge.i:
        return None
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    between = token.doc[verb.i + 1 : token.i]
    return verb if verb.pos_ == "VERB" and verb.i < token.i and all(one.head.i == verb.i for one in between) else None


def told_in(clause: Token, cues: Cues) -> Token | None:
    """The verb of 'said in a statement that X', where the parser hung the clause on the statement; None where there is none."""
    noun, preposition = clause.head, clause.head.head
    if clause.dep_ not in ("acl", "relcl", "ccomp") or noun.dep_ != "pobj" or preposition.lower_ not in ("in", "on", "at", "to", "by"):
        return None
    marked = any(child.lower_ == "that" and child.dep_ in ("mark", "advmod") for child in clause.children)
    if not marked or noun.lower_ in cues.alleging_nouns:
        return None
    verb = preposition.head
    speaks = forms(verb) & (cues.saying_verbs | cues.denying_verbs | cues.alleging_verbs)
    return verb if speaks and not any(child.dep_ in ("ccomp", "xcomp") for child in verb.children) else None


def aim_of(clause: Token, cues: Cues) -> Token | None:
    """The noun of 'withdrew its offer to buy X', where the parser hung the clause on the verb; None where there is none."""
    noun = clause.doc[clause.left_edge.i - 1] if clause.left_edge.i > clause.sent.start else None
    if noun is None or clause.dep_ not in ("advcl", "xcomp") or not is_infinitive(clause) or noun.head.i != clause.head.i:
        return None
    planned = noun.dep_ in ("dobj", "nsubjpass") and noun.lower_ in cues.planning_nouns
    return noun if planned and forms(clause.head) & cues.aborting_verbs else None


def is_finite(token: Token) -> bool:
    return token.tag_ in _FINITE or any(child.dep_ in ("aux", "auxpass") and child.tag_ in _FINITE for child in token.children)


def is_infinitive(token: Token) -> bool:
    return any(child.tag_ == "TO" for child in token.children)


def has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
