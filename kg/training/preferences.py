"""What kinds of things do what, from every name of a text: verbs choose their subjects and objects, nouns their owners.

In: parsed passages and the linked names in them. Out: a `Choice` for each name that stands where a pronoun could, among the entities
named near it, with the features alone that tell of the word beside it. Several times as many names as pronouns are at hand, and they
need no marks: who 'lodged' or has 'users' is learnt from 'noyb lodged' and 'Telegram's users' (selectional preferences, Resnik 1996).

>>> names_as_pronouns(passages, linked, gazetteer)[0].options      # 'Telegram's users sued France.'      # doctest: +SKIP
(('its:platform:user', ...), ('its:country:user', ...))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kg.antecedents import preferences
from kg.coref import names_in
from kg.discourse import Seen
from kg.entity_words import entity_words
from kg.gazetteer import Gazetteer
from kg.link import Linked
from kg.passage import Passage
from kg.profiles import profiles
from kg.roles import role
from kg.training.maxent import Choice

_NEAR = 2
"""Sentences before and behind, the entities of which a name is chosen among."""
_WEIGHT = 2.0


def names_as_pronouns(passages: Sequence[Passage], linked: Linked, gazetteer: Gazetteer) -> list[Choice]:
    """A choice for each name that is a subject, an object or a possessor; persons, for whom there are other pronouns, are left out."""
    known = profiles(linked, passages, gazetteer, entity_words())
    named: list[Seen] = []
    sentence = 0
    for passage in passages:
        starts = [span.start for span in passage.doc.sents]
        named += (one for one in names_in(linked.mentions, passage, 0, sentence, starts) if known[one.entity].type != "person")
        sentence += len(starts)
    found = []
    for one in named:
        form = _form(one)
        near = dict.fromkeys([one.entity, *(other.entity for other in named if abs(other.sentence - one.sentence) <= _NEAR)])
        if form is None or len(near) == 1:
            continue
        mine = role(one.head.head if form == "its" else one.head)
        options = tuple((*preferences(form, one.head, mine, known[entity]), f"{form}:name of type={known[entity].type}") for entity in near)
        found.append(Choice(options=options, right=0, weight=_WEIGHT))
    return found


def _form(name: Seen) -> Literal["it", "its"] | None:
    """The pronoun that could stand there."""
    head = name.head
    if head.dep_ == "poss" and head.head.i > head.i:
        return "its"
    return "it" if role(head) in ("subject", "object") else None
