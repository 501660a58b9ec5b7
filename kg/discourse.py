"""What a document has said up to a word: its mentions in order, with their places, and what is known of their entities.

In: linked mentions, and references as they are settled (kg.coref fills it). Out: what the choice of an antecedent looks at.

>>> Seen(entity="country:FR", passage=passage, first=0, last=1, order=0, sentence=0).head      # doctest: +SKIP
France
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.entity_words import EntityWords
from kg.ownership import Owners
from kg.passage import Passage
from kg.profiles import Profile

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 4
"""Where distances stop to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A mention, by name or already resolved, with its place: `order` counts tokens of the document, `sentence` its sentences.

    `noun` is the pronoun or noun of a reference, '' for a name.
    """

    entity: str
    passage: Passage
    first: int
    last: int
    order: int
    sentence: int
    coref: bool = False
    noun: str = ""

    @property
    def head(self) -> Token:
        """The token of the mention that has its place in the clause."""
        tokens = [self.passage.doc[index] for index in range(self.first, self.last)]
        inside = {token.i for token in tokens}
        return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known where an anaphor stands.

    `track` are the mentions before it, `seen` the same by entity, `known` the profiles; `covered` are the tokens of its passage that belong
    to mentions; `places` are the countries that the anaphor names; `loose` are nouns that the text used of things without a name, with
    the sentence of the last such use, `undecided` those of descriptions that pointed to nothing; `owners` are those of each entity
    (kg.ownership), `named` the mentions by name in its passage.
    """

    track: Sequence[Seen]
    seen: Mapping[str, Sequence[Seen]]
    known: Mapping[str, Profile]
    words: EntityWords
    sentence: int
    covered: Collection[int]
    places: frozenset[str]
    loose: Mapping[str, int]
    owners: Owners
    undecided: Mapping[str, int]
    named: Sequence[Seen]

    def last_sentence(self, entity: str) -> int:
        """The sentence of the last mention of an entity."""
        return self.seen[entity][-1].sentence


def others_since(track: Sequence[Seen], last: Seen) -> int:
    """How many other entities were mentioned since, four at most."""
    found: set[str] = set()
    for seen in reversed(track):
        if seen.order <= last.order or len(found) == FAR:
            break
        found.add(seen.entity)
    return len(found)
