"""Gold documents in JSON: both shapes, alternatives, and what is said of mistakes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.errors import Problem
from kg.gold import GoldClaim, GoldDocument, GoldEntity
from kg.gold.records import read_records

RECORD: dict[str, Any] = {
    "id": "d1",
    "published": "2026-01-12",
    "title": "Ban",
    "text": "France banned Kick, and the country said so.",
    "entities": [
        {"id": "e1", "type": "country", "names": ["France", "French"], "sector": "government", "mentions": [[0, 6], [24, 35]]},
        {"id": "e2", "type": ["platform", "organisation"], "names": ["Kick"], "optional": True, "mentions": [[14, 18]]},
    ],
    "claims": [
        {"subject": ["e1", "e2"], "predicate": ["banned", "ordered"], "object": "e2", "polarity": "negated",
         "modality": ["planned", "alleged"],
         "attributed_to": "e1", "time": "2026-01", "evidence": "France banned Kick", "optional": True},
    ],
}  # fmt: skip


def read(text: str, *, lines: bool = False) -> tuple[list[GoldDocument], list[Problem]]:
    problems: list[Problem] = []
    return list(read_records(text, "gold.json", problems, lines=lines)), problems


def changed(path: str, value: object) -> str:
    """RECORD as JSON with the value at a dotted path replaced; '-' takes the key out."""
    record = json.loads(json.dumps(RECORD))
    *parents, last = path.split(".")
    place: Any = record
    for key in parents:
        place = place[int(key)] if key.isdigit() else place[key]
    if isinstance(place, list):
        place[int(last)] = value
    elif value == "-":
        del place[last]
    else:
        place[last] = value
    return json.dumps(record)


def test_a_document_is_read_with_its_alternatives() -> None:
    (document,), problems = read(json.dumps(RECORD))
    assert problems == []
    assert (document.id, document.published, document.title) == ("d1", "2026-01-12", "Ban")
    assert document.entities == (
        GoldEntity(id="e1", types=("country",), names=("France", "French"), sector="government"),
        GoldEntity(id="e2", types=("platform", "organisation"), names=("Kick",), optional=True),
    )
    assert document.claims == (
        GoldClaim(
            subjects=("e1", "e2"), predicates=("banned", "ordered"), objects=("e2",), polarities=("negated",),
            modalities=("planned", "alleged"), attributed_to=("e1",), time="2026-01", evidence="France banned Kick", optional=True,
        ),
    )  # fmt: skip
    assert [(m.start, m.naming) for m in document.mentions or ()] == [(0, "name"), (14, "name"), (24, "reference")]


def test_what_is_left_out_takes_its_usual_value() -> None:
    (document,), problems = read(
        '{"id": "d", "text": "x", "entities": [{"id": "a", "type": "law", "names": ["L"]}, {"id": "b", "type": "person", "names": ["P"]}],'
        ' "claims": [{"subject": "a", "predicate": "regulated_by", "object": "b", "attributed_to": null, "time": null}], "more": 1}'
    )
    assert problems == []
    assert document.mentions is None
    assert document.claims == (GoldClaim(subjects=("a",), predicates=("regulated_by",), objects=("b",)),)


def test_a_list_and_lines_of_documents_are_read() -> None:
    other = RECORD | {"id": "d2"}
    assert [d.id for d in read(json.dumps([RECORD, other]))[0]] == ["d1", "d2"]
    assert [d.id for d in read(f"{json.dumps(RECORD)}\n\n{json.dumps(other)}\n", lines=True)[0]] == ["d1", "d2"]


MISTAKES: list[tuple[str, object, str, str]] = [
    ("text", "-", "text", "null is no text"),
    ("id", 7, "id", "7 is no text"),
    ("entities", {}, "entities", "no list"),
    ("entities.0", "France", "entities[0]", "no object"),
    ("entities.1.id", "e1", "entities[1].id", "'e1' twice"),
    ("entities.0.type", "nation", "entities[0].type", 'unknown "nation"'),
    ("entities.0.type", "-", "entities[0].type", "is missing"),
    ("entities.0.names", [], "entities[0].names", "is missing"),
    ("entities.0.names", [""], "entities[0].names", '"" is no text'),
    ("entities.0.sector", "army", "entities[0].sector", 'unknown "army"'),
    ("entities.0.mentions", [[0, 600]], "entities[0].mentions", "[0, 600] is no span"),
    ("entities.0.mentions", "x", "entities[0].mentions", '"x" is no span'),
    ("entities.1.optional", "yes", "entities[1].optional", '"yes" is neither true nor false'),
    ("entities.1.optonal", True, "entities[1].optonal", "unknown key"),
    ("claims.0.subject", "e9", "claims[0].subject", 'unknown "e9"'),
    ("claims.0.predicate", "kicked", "claims[0].predicate", 'unknown "kicked"'),
    ("claims.0.object", "-", "claims[0].object", "is missing"),
    ("claims.0.modality", "maybe", "claims[0].modality", 'unknown "maybe"'),
    ("claims.0.attributed_to", 3, "claims[0].attributed_to", "3 is no text"),
    ("claims.0.modalty", "actual", "claims[0].modalty", "unknown key"),
    ("claims.0.time", 2026, "claims[0].time", "2026 is no text"),
]


@pytest.mark.parametrize(("path", "value", "field", "message"), MISTAKES, ids=[f"{m[0]} {m[1]}" for m in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_what_was_expected(path: str, value: object, field: str, message: str) -> None:
    _, problems = read(changed(path, value))
    problem = next(problem for problem in problems if problem.field == field)
    assert message in problem.message
    assert problem.expected
    assert problem.where == "document 1"


@pytest.mark.parametrize(
    ("text", "lines", "where"),
    [
        ('{"id": ', False, "line 1"),
        ("{}\n{]", True, "line 2"),
        ("[" * 100_000, False, "line 1"),
        ("3", False, "document 1"),
        ("\n[1]", True, "line 2"),
    ],
)
def test_what_is_no_json_object_is_named_with_its_line(text: str, lines: bool, where: str) -> None:
    _, problems = read(text, lines=lines)
    assert where in [problem.where for problem in problems if problem.field == ""]
