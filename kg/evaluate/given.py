"""Gold mentions and entities in the place of found ones, to see what the rules do on their own.

In: a GoldDocument. Out: a `Linked`, as `extract_document(given=...)` takes it. Entity ids are TYPE:ID of the gold.

>>> gold = GoldDocument(id="d", text="Italy", published=None, title=None, claims=(), mentions=None, path="",
...                     entities=(GoldEntity(id="e1", types=("country",), names=("Italy",)),))
>>> [(mention.entity, mention.start, mention.end) for mention in given_mentions(gold).mentions]
[('country:e1', 0, 5)]
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.gold import GoldDocument, GoldEntity, GoldMention
from kg.link import Linked
from kg.model import Entity, Mention


def given_mentions(gold: GoldDocument) -> Linked:
    """The marked mentions, or where the gold marks none, every place where a name of an entity stands."""
    entities = {entity.id: entity for entity in gold.entities}
    return Linked(
        mentions=tuple(_mention(gold.text, mark, entities[mark.entity]) for mark in given_marks(gold)),
        entities=tuple(sorted((_entity(entity) for entity in gold.entities), key=lambda entity: entity.id)),
    )


def given_marks(gold: GoldDocument) -> list[GoldMention]:
    """The places behind `given_mentions`, in the order of the text."""
    marks = gold.mentions if gold.mentions is not None else _search(gold)
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def _id(entity: GoldEntity) -> str:
    return f"{entity.types[0]}:{entity.id}"


def _entity(entity: GoldEntity) -> Entity:
    return Entity(
        id=_id(entity), type=entity.types[0], name=entity.names[0], aliases=entity.names, sector=entity.sector, reason="given by the gold"
    )


def _mention(text: str, mark: GoldMention, entity: GoldEntity) -> Mention:
    return Mention(
        start=mark.start,
        end=mark.end,
        text=text[mark.start : mark.end],
        type=entity.types[0],
        origin="coref" if mark.naming == "reference" else "marked",
        entity=_id(entity),
        sector=entity.sector,
        reason="given by the gold",
    )


def _search(gold: GoldDocument) -> Iterator[GoldMention]:
    """Places of names, the longest names first, none inside another, none inside a word."""
    taken: list[tuple[int, int]] = []
    named = [(name, entity.id) for entity in gold.entities for name in entity.names]
    for name, owner in sorted(named, key=lambda pair: -len(pair[0])):
        start = gold.text.find(name)
        while start >= 0:
            end = start + len(name)
            inside = gold.text[start - 1 : start].isalnum() or gold.text[end : end + 1].isalnum()
            if not inside and not any(low < end and start < high for low, high in taken):
                taken.append((start, end))
                yield GoldMention(start=start, end=end, entity=owner, naming="name")
            start = gold.text.find(name, end)
