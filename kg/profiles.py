"""What a document tells about each of its entities: kinds, the nouns that describe it, the heads of its names.

In: linked mentions, passages, the gazetteer. Out: a Profile an entity, by which 'the regulator' finds its regulator.

>>> profiles(linked, passages, gazetteer, words)['organisation:ofcom'].kinds      # doctest: +SKIP
frozenset({'regulator'})
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.entity_words import EntityWords, type_of
from kg.gazetteer import Gazetteer
from kg.joints import noun_text
from kg.kinds import noun_after, noun_ahead, noun_before
from kg.link import Linked
from kg.names import normal
from kg.passage import Passage

_BESIDE = 40
"""Most characters between a country and a name that it may describe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """`nouns` are those that the text uses of it, `named` those in its name; `kinds` follow from them and from the gazetteer.

    `words` are all those of its names and of the phrases that describe it, `countries` those that the gazetteer or the text says it is of.
    """

    type: str
    kinds: frozenset[str]
    nouns: frozenset[str]
    named: frozenset[str]
    words: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

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
        if "central_bank" in self.kinds and "company" in kinds:
            return "loose"
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
    said: dict[str, set[str]] = {entity.id: set() for entity in linked.entities}
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
                    nouns[mention.entity].add(noun_text(found, words))
                    said[mention.entity] |= {token.lower_ for token in found.lefts if token.is_alpha}
    places = _places(linked, passages)
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
        if record is None and _is_central_bank(normal(entity.name).split(), gazetteer):
            kinds = {"central_bank"}
        described = {kind for noun in nouns[entity.id] for kind in words.noun_kinds(noun) if type_of(kind) == entity.type}
        if len(described) <= 4 or not kinds:
            kinds |= described
        countries = places.get(entity.id, set()) | ({record.country} if record is not None and record.country else set())
        result[entity.id] = Profile(
            type=entity.type,
            kinds=frozenset(kinds),
            nouns=frozenset(nouns[entity.id]),
            named=frozenset(named),
            words=frozenset(said[entity.id] | {part for name in (entity.name, *entity.aliases) for part in normal(name).split()}),
            countries=frozenset(countries),
        )
    return result


def _is_central_bank(name: Sequence[str], gazetteer: Gazetteer) -> bool:
    """'Bank of Lithuania', 'Reserve Bank of Fiji', 'Central Bank of ...'."""
    if "bank" not in name:
        return False
    if name[0] in ("central", "reserve") or "central" in name:
        return True
    of, _, place = " ".join(name[name.index("bank") + 1 :]).partition(" ")
    known = gazetteer.lookup(place.title()) if of == "of" and name[0] in ("bank", "national") else ()
    return any(found.key.startswith("country:") for found in known)


def _places(linked: Linked, passages: Sequence[Passage]) -> dict[str, set[str]]:
    """Entity -> countries whose name stands right before one of its names: 'Denmark's Lantern', 'the Danish lender Lantern'."""
    found: dict[str, set[str]] = {}
    names = [mention for mention in linked.mentions if mention.origin != "coref"]
    for first, second in pairwise(names):
        if first.type != "country" or second.type == "country" or second.start - first.end > _BESIDE:
            continue
        for passage in passages:
            left, right = passage.tokens((first.start, first.end)), passage.tokens((second.start, second.end))
            if left is None or right is None:
                continue
            between = passage.doc[left[1] : right[0]]
            if all(token.pos_ in ("NOUN", "ADJ", "PART", "PROPN") or token.text == "-" for token in between):
                found.setdefault(second.entity, set()).add(first.entity)
            break
    return found
