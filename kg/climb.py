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
        return self.token.pos_ in ("NOUN", "PROPN")

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


def is_finite(token: Token) -> bool:
    return token.tag_ in _FINITE or any(child.dep_ in ("aux", "auxpass") and child.tag_ in _FINITE for child in token.children)


def is_infinitive(token: Token) -> bool:
    return any(child.tag_ == "TO" for child in token.children)


def has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
