"""Unknown names whose type the learned model sees otherwise: the same entity under the type that the text gives it.

In: linked mentions, the model's predictions. Out: the mentions and entities with the new types, and what became of each entity.
What a gazetteer row types stays as it is; doubtful names are entities only where the model is sure of a type.

>>> retyped_id("organisation:zampa", "platform")
'platform:zampa'
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from kg.gazetteer import Gazetteer
from kg.learned.predict import Predictions
from kg.link import Linked
from kg.model import Entity

LEAST = 0.6
"""Probability from which the model's type counts against that of the names."""
LEAST_NOTHING = 0.9
"""Probability from which 'no entity' counts."""
LEAST_DOUBTED = 0.9
"""Probability of a type from which a doubtful name is an entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retyped:
    """`ids` leads from each old id that changed to the new one, '' where the model holds that it is no entity."""

    linked: Linked
    ids: Mapping[str, str]


def retype(linked: Linked, predictions: Predictions, gazetteer: Gazetteer, doubtful: Collection[str] = ()) -> Retyped:
    """Give unknown names the type that the model is sure of; two that become one are merged.

    `doubtful` are ids of entities that are none unless the model is sure that they are.
    """
    ids: dict[str, str] = dict.fromkeys(sorted(doubtful), "")
    reasons: dict[str, str] = {}
    entities = {entity.id: entity for entity in linked.entities}
    for number, actor in enumerate(predictions.reading.actors):
        seen = predictions.type_of(number)
        if actor.known or seen is None or actor.id not in entities:
            continue
        type_, sure = seen
        if actor.id in doubtful:
            if not type_ or sure < LEAST_DOUBTED:
                continue
            del ids[actor.id]
        if type_ == "" and sure >= LEAST_NOTHING:
            ids[actor.id] = ""
        elif type_ and type_ != actor.type and sure >= LEAST:
            new = retyped_id(actor.id, type_)
            ids[actor.id] = f"{new}-unlinked" if gazetteer.get(new) is not None else new
            reasons[actor.id] = f"{type_} rather than {actor.type}: learned from how the text speaks of it ({sure:.2f})"
    if not ids:
        return Retyped(linked=linked, ids=ids)
    mentions = []
    for mention in linked.mentions:
        new = ids.get(mention.entity, mention.entity)
        if new == mention.entity:
            mentions.append(mention)
        elif new:
            reason = "; ".join(part for part in (mention.reason, reasons[mention.entity]) if part)
            mentions.append(replace(mention, entity=new, type=new.partition(":")[0], reason=reason))
    made: dict[str, Entity] = {}
    for entity in linked.entities:
        new = ids.get(entity.id, entity.id)
        if new:
            changed = entity if new == entity.id else _changed(entity, new, reasons[entity.id])
            made[new] = _merged(made[new], changed) if new in made else changed
    return Retyped(linked=Linked(mentions=tuple(mentions), entities=tuple(made[id] for id in sorted(made))), ids=ids)


def retyped_id(id_: str, type_: str) -> str:
    """The id of the same name under another type."""
    return f"{type_}:{id_.partition(':')[2]}"


def _changed(entity: Entity, id_: str, reason: str) -> Entity:
    return replace(entity, id=id_, type=id_.partition(":")[0], reason="; ".join(part for part in (entity.reason, reason) if part))


def _merged(one: Entity, other: Entity) -> Entity:
    """Both under the longer name; a row of a gazetteer counts before a name that only the text knows."""
    first, second = sorted((one, other), key=lambda entity: (entity.gazetteer is None, -len(entity.name), entity.name))
    names = dict.fromkeys((*first.aliases, second.name, *second.aliases))
    return replace(first, aliases=tuple(sorted(name for name in names if name != first.name)))
