"""What a document tells about each of its entities: kinds, the nouns that describe it, the heads of its names.

In: linked mentions, passages, the gazetteer. Out: a Profile an entity, by which 'the regulator' finds its regulator.

>>> profiles(linked, passages, gazetteer, words)['organisation:ofcom'].kinds      # doctest: +SKIP
frozenset({'regulator'})
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.entity_words import EntityWords, type_of
from kg.gazetteer import Gazetteer
from kg.kinds import noun_after, noun_ahead, noun_before
from kg.link import Linked
from kg.names import normal
from kg.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """`nouns` are those that the text uses of it or that end its name; `kinds` follow from them and from the gazetteer."""

    type: str
    kinds: frozenset[str]
    nouns: frozenset[str]
    named: frozenset[str]

    def fits(self, noun: str, words: EntityWords) -> str:
        """How well a noun describes the entity: 'named', 'called', 'kind', 'type', 'loose', or 'no'."""
        if noun in self.named:
            return "named"
        if noun in self.nouns:
            return "called"
        kinds = words.noun_kinds(noun)
        if not kinds and noun not in words.sectors:
            return "no"
        if noun in words.sectors and self.type == "country" and noun not in words.nouns:
            return "kind"
        if self.kinds & set(kinds):
            return "kind"
        types = {type_of(kind) for kind in kinds}
        if self.type in types:
            if self.type != "organisation":
                return "type"
            if not self.kinds:
                return "type" if {"company", "ngo"} & set(kinds) else "loose"
            return "no"
        if self.type in ("platform", "ai_system", "product") and "company" in kinds:
            return "loose"
        return "loose" if self.type in ("ai_system", "product", "platform") and types & {"ai_system", "product", "platform"} else "no"


def profiles(linked: Linked, passages: Sequence[Passage], gazetteer: Gazetteer, words: EntityWords) -> dict[str, Profile]:
    """A profile for each entity of a document."""
    nouns: dict[str, set[str]] = {entity.id: set() for entity in linked.entities}
    for passage in passages:
        for mention in linked.mentions:
            tokens = passage.tokens((mention.start, mention.end))
            if tokens is None or mention.origin == "coref":
                continue
            for found in (
                noun_before(passage.doc, tokens[0], words),
                noun_after(passage.doc, tokens[1], words),
                noun_ahead(passage.doc, tokens[0], words),
            ):
                if found is not None and found.pos_ != "PROPN":
                    nouns[mention.entity].add(found.lower_)
    result = {}
    for entity in linked.entities:
        record = gazetteer.get(entity.id)
        kinds: set[str] = {record.subtype} if record is not None and record.subtype else set()
        named: set[str] = set()
        for name in (entity.name, *entity.aliases) if entity.type != "country" else ():
            for part in normal(name).split():
                kind = words.heads.get(part)
                if kind is not None and type_of(kind) == entity.type:
                    named.add(part)
        last = normal(entity.name).split()[-1:] or [""]
        for part in (*last, *sorted(named)):
            kind = words.heads.get(part)
            if kind is not None and type_of(kind) == entity.type and not kinds:
                kinds.add(kind)
        described = {kind for noun in nouns[entity.id] for kind in words.noun_kinds(noun) if type_of(kind) == entity.type}
        if len(described) <= 4 or not kinds:
            kinds |= described
        result[entity.id] = Profile(type=entity.type, kinds=frozenset(kinds), nouns=frozenset(nouns[entity.id]), named=frozenset(named))
    return result
