"""The entities of one document: a node for each key that its mentions lead to, with all its names.

In: mentions with their keys, and the gazetteer. Out: Entities by id, each with the reasons of its mentions, and below them, a line each,
what rows of the gazetteer merged, split or changed.

>>> [entity.id for entity in entities_of(mentions, gazetteer)]      # doctest: +SKIP
['country:FR', 'organisation:fjordbite']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kg.gazetteer import Gazetteer
from kg.model import Entity, Mention


def entities_of(
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    more: Mapping[str, Sequence[str]] = MappingProxyType({}),
    countries: Mapping[str, str] = MappingProxyType({}),
) -> list[Entity]:
    """One entity a key, with every name that the text uses for it (and `more` names by key), by id.

    `countries` are those that are part of a key: such an entity is named with its country, where the text does so.
    """
    names: dict[str, list[str]] = {}
    reasons: dict[str, list[str]] = {}
    for mention in mentions:
        reasons.setdefault(mention.entity, [])
        if mention.origin != "coref":
            names.setdefault(mention.entity, []).append(mention.text)
            if mention.reason not in reasons[mention.entity]:
                reasons[mention.entity].append(mention.reason)
    return [_entity(key, (names.get(key, []), more.get(key, ())), gazetteer, countries.get(key), reasons[key]) for key in sorted(reasons)]


def _entity(
    key: str, texts: tuple[Sequence[str], Sequence[str]], gazetteer: Gazetteer, country: str | None, reasons: Sequence[str]
) -> Entity:
    """`texts` are the names of mentions, and `more` names."""
    used, more = list(dict.fromkeys(texts[0])), texts[1]
    reason = "; ".join(reasons[:3])
    record = gazetteer.get(key)
    if record is None:
        name = max(used, key=lambda text: (len(text), text))
        if country is not None and more:
            name = max((name, more[0]), key=len)
        return Entity(
            id=key,
            type=key.partition(":")[0],
            name=name,
            aliases=tuple(dict.fromkeys(text for text in (*used, *more) if text != name)),
            country=country,
            reason=reason,
        )
    known = [*record.names, *record.acronyms, *record.demonyms]
    aliases = tuple(dict.fromkeys(name for name in (*used, *more, *known) if name != record.name))
    return Entity(
        id=key,
        type=record.type,
        name=record.name,
        aliases=aliases,
        country=record.country,
        links=record.links,
        gazetteer=record.source,
        reason="\n".join((reason, *record.history)),
    )
