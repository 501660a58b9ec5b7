"""Names of uncertain type under the type that the model sees; what a row types stays."""

from __future__ import annotations

import pytest

from kg.gazetteer import load_gazetteer
from kg.learned.predict import Predictions
from kg.learned.reading import Actor, Reading
from kg.learned.windows import TYPES
from kg.link import Linked
from kg.model import Entity, Mention
from kg.retype import retype


def _predictions(rows: dict[str, tuple[str, float]], known: frozenset[str] = frozenset()) -> Predictions:
    actors = tuple(Actor(id=id_, type=id_.partition(":")[0], known=id_ in known) for id_ in rows)
    types = []
    for type_, sure in rows.values():
        row = [(1 - sure) / len(TYPES)] * (len(TYPES) + 1)
        row[TYPES.index(type_) if type_ else len(TYPES)] = sure
        types.append(tuple(row))
    reading = Reading(sentences=(), actors=actors, places=())
    return Predictions(reading=reading, types=tuple(types), claims=(), scores={}, seen=frozenset())


def _linked(*names: str) -> Linked:
    mentions, entities, start = [], [], 0
    for id_ in names:
        type_, _, name = id_.partition(":")
        mentions.append(Mention(start=start, end=start + len(name), text=name, type=type_, origin="ner", entity=id_))
        entities.append(Entity(id=id_, type=type_, name=name, aliases=(name,)))
        start += len(name) + 1
    return Linked(mentions=tuple(mentions), entities=tuple(sorted(entities, key=lambda entity: entity.id)))


def test_a_name_goes_to_the_type_that_the_model_is_sure_of_with_the_reason() -> None:
    found = retype(_linked("organisation:zampa"), _predictions({"organisation:zampa": ("platform", 0.9)}), load_gazetteer())
    assert found.ids == {"organisation:zampa": "platform:zampa"}
    assert [(one.entity, one.type) for one in found.linked.mentions] == [("platform:zampa", "platform")]
    (entity,) = found.linked.entities
    assert (entity.id, entity.type, entity.name) == ("platform:zampa", "platform", "zampa")
    assert "platform rather than organisation" in entity.reason


@pytest.mark.parametrize(
    ("type_", "sure", "known"),
    [("platform", 0.9, True), ("platform", 0.5, False), ("organisation", 0.99, False), ("", 0.8, False)],
    ids=["a row types it", "not sure enough", "the same type", "not sure enough that it is nothing"],
)
def test_a_name_stays_where_a_row_types_it_or_the_model_is_not_sure(type_: str, sure: float, known: bool) -> None:
    before = _linked("organisation:zampa")
    rows = _predictions({"organisation:zampa": (type_, sure)}, frozenset({"organisation:zampa"} if known else ()))
    found = retype(before, rows, load_gazetteer())
    assert (found.linked, found.ids) == (before, {})


def test_what_the_model_takes_for_no_entity_goes_with_its_mentions() -> None:
    rows = _predictions({"organisation:monday": ("", 0.97), "organisation:zampa": ("organisation", 0.9)})
    found = retype(_linked("organisation:monday", "organisation:zampa"), rows, load_gazetteer())
    assert found.ids == {"organisation:monday": ""}
    assert [one.entity for one in found.linked.mentions] == ["organisation:zampa"]
    assert [one.id for one in found.linked.entities] == ["organisation:zampa"]


def test_two_that_become_one_are_merged_and_no_row_is_taken_by_a_stranger() -> None:
    names = ("organisation:zampa", "platform:zampa", "organisation:tiktok")
    found = retype(_linked(*names), _predictions(dict.fromkeys(names, ("platform", 0.9))), load_gazetteer())
    assert [one.id for one in found.linked.entities] == ["platform:tiktok-unlinked", "platform:zampa"]
    assert [one.entity for one in found.linked.mentions] == ["platform:zampa"] * 2 + ["platform:tiktok-unlinked"]


@pytest.mark.parametrize(
    ("type_", "sure", "left"),
    [("organisation", 0.97, ["organisation:zampa"]), ("platform", 0.97, ["platform:zampa"]), ("organisation", 0.7, []), ("", 0.6, [])],
)
def test_a_doubtful_name_is_an_entity_only_where_the_model_is_sure_of_its_type(type_: str, sure: float, left: list[str]) -> None:
    rows = _predictions({"organisation:zampa": (type_, sure)})
    found = retype(_linked("organisation:zampa"), rows, load_gazetteer(), {"organisation:zampa"})
    assert [one.id for one in found.linked.entities] == [one.entity for one in found.linked.mentions] == left


def test_a_doubtful_name_that_the_model_never_saw_is_none() -> None:
    found = retype(_linked("organisation:zampa"), _predictions({}), load_gazetteer(), {"organisation:zampa"})
    assert found.linked == Linked(mentions=(), entities=())
