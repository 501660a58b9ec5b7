"""FollowTheMoney: every line fits its schema, and nothing that is alleged, planned, demanded or denied is a plain relationship.

The schemata are those of followthemoney 4.11.2 (schemata/followthemoney.json). The library itself needs ICU, which has no wheel: where it
is installed all the same, it reads the export too.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.export import write_export
from kg.export.ftm import RELATIONSHIPS, SCHEMATA, ftm_entities, ftm_id
from kg.model import STATUSES, Extraction
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parent / "schemata" / "followthemoney.json").read_text(encoding="utf-8"))
# What its types take (followthemoney/types/*.py).
TYPES = {
    "entity": r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?", "date": r"\d{4}(-\d\d(-\d\d(T[\d:]+Z?)?)?)?", "country": "[a-z]{2}",
    "language": "[a-z]{3}", "url": r"https?://\S{1,4000}", "identifier": ".{1,64}", "name": ".{1,384}", "string": ".{1,1024}",
    "text": ".{1,65000}",
}  # fmt: skip


def read(records: MemoryRecords, folder: Path) -> dict[str, dict[str, Any]]:
    write_export(records, folder / "graph.ftm.json", "ftm")
    lines = (folder / "graph.ftm.json").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    found = {entity["id"]: entity for entity in map(json.loads, lines)}
    assert len(found) == len(lines)
    return found


def faults(entity: dict[str, Any], others: dict[str, dict[str, Any]]) -> list[str]:
    """What FollowTheMoney would say against an entity."""
    schema = SCHEMA[entity["schema"]]
    found = [f"no {name}" for name in schema["required"] if not entity["properties"].get(name)]
    found += ["abstract"] if schema["abstract"] else []
    for name, values in entity["properties"].items():
        type_ = schema["properties"].get(name, "nothing")
        for value in values:
            if type_ in TYPES:
                found += [] if re.fullmatch(TYPES[type_], value) else [f"{name}: {value!r} is no {type_}"]
            elif value not in others or type_ not in SCHEMA[others[value]["schema"]]["is"]:
                found.append(f"{name}: {value!r} is no {type_}")
    return found


def test_every_entity_fits_its_schema(records: MemoryRecords, tmp_path: Path) -> None:
    found = read(records, tmp_path)
    assert {id: wrong for id, entity in found.items() if (wrong := faults(entity, found))} == {}


def test_the_check_finds_what_is_wrong(sample: MemoryRecords, tmp_path: Path) -> None:
    found = read(sample, tmp_path)
    link = next(entity for entity in found.values() if entity["schema"] == "UnknownLink")
    for name, value in (("date", "soon"), ("proof", ftm_id("country:FR")), ("subject", "ag-none"), ("colour", "red")):
        assert faults({**link, "properties": {**link["properties"], name: [value]}}, found), name
    assert faults({**link, "properties": {}}, found)


def test_there_is_one_of_each(records: MemoryRecords, tmp_path: Path) -> None:
    found = read(records, tmp_path)
    kinds = [SCHEMA[entity["schema"]]["is"] for entity in found.values()]
    assert sum("Interval" in kind and "Thing" not in kind for kind in kinds) == len(list(records.claims()))
    assert sum("Article" in kind for kind in kinds) == len(list(records.documents()))
    assert len(kinds) == sum(len(list(part())) for part in (records.claims, records.documents, records.entities))


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("predicate", [*RELATIONSHIPS, "banned"])
def test_only_facts_are_typed_relationships(status: str, predicate: str) -> None:
    document = make_document(published="2026-02-03T10:00:00Z")
    claim = make_claim(
        make_evidence(document),
        subject="person:a",
        predicate=predicate,
        object="platform:b" if predicate == "owns" else "organisation:c",
        polarity="negated" if status == "denied" else "affirmed",
        modality="actual" if status in {"fact", "denied"} else status,  # type: ignore[arg-type]
        attributed_to="organisation:c",
    )
    ends = (make_entity("person:a", "A"), make_entity("platform:b", "B"), make_entity("organisation:c", "C"))
    (*_, link) = ftm_entities(MemoryRecords(extractions=(Extraction(document=document, entities=ends, claims=(claim,)),)))
    typed = RELATIONSHIPS[predicate][0] if status == "fact" and predicate in RELATIONSHIPS else "UnknownLink"
    assert link["schema"] == typed
    properties = link["properties"]
    assert properties["status"] == [status]
    assert (status in properties["role"][0]) == (status in properties["summary"][0]) == (status != "fact")
    assert properties["summary"][0].endswith("according to C")
    assert properties["date"] == ["2026-02-03T10:00:00Z"]


@pytest.mark.parametrize(
    ("sector", "owned", "schema"), [("regulator", True, "PublicBody"), (None, True, "Company"), (None, False, "Organization")]
)
def test_an_organisation_is_what_it_is_known_to_be(sector: str | None, owned: bool, schema: str) -> None:
    document = make_document()
    claim = make_claim(make_evidence(document), subject="organisation:b", predicate="owns", object="organisation:a")
    ends = (make_entity("organisation:a", "A", sector=sector), make_entity("organisation:b", "B"))
    records = MemoryRecords(extractions=(Extraction(document=document, entities=ends, claims=(claim,) if owned else ()),))
    first, *_, last = ftm_entities(records)
    assert first["schema"] == schema
    assert (last["schema"] == "Ownership") == (schema == "Company")


def test_evidence_and_sources_are_kept(sample: MemoryRecords, tmp_path: Path) -> None:
    found = read(sample, tmp_path)
    link = next(entity for entity in found.values() if entity["properties"].get("role") == ["fined (alleged)"])
    assert "The CNIL has reportedly fined Chirper." in link["properties"]["description"]
    assert link["properties"]["sourceUrl"] == ["https://news.example/2026/raid?a=1&b=2"]
    assert any("confidence 0.90" in text for text in link["properties"]["description"])
    article = found[link["properties"]["proof"][0]]
    assert article["properties"]["publisher"] == ["The Daily Example"] and article["properties"]["language"] == ["eng"]
    assert found[ftm_id("country:DE")]["properties"]["wikidataId"] == ["Q183"]


@pytest.mark.parametrize(("language", "expected"), [("sv-SE", ["swe"]), ("NB", ["nor"]), ("uk", ["ukr"]), ("tlh", None), (None, None)])
def test_languages_are_those_of_three_letters(language: str | None, expected: list[str] | None) -> None:
    (article,) = ftm_entities(MemoryRecords(extractions=(Extraction(document=make_document(language=language)),)))
    assert article["properties"].get("language") == expected


def test_every_schema_is_known() -> None:
    relationships = {found[0] for found in RELATIONSHIPS.values()}
    assert {*SCHEMATA.values(), "PublicBody", "Company", "Article", "UnknownLink", *relationships} == set(SCHEMA)


def test_followthemoney_reads_it(records: MemoryRecords, tmp_path: Path) -> None:
    library = pytest.importorskip("followthemoney", reason="needs ICU, which has no wheel; its schemata stand in schemata/")
    for entity in read(records, tmp_path).values():
        library.model.get(entity["schema"]).validate(entity)
        read_back = library.model.get_proxy(entity, cleaned=False).to_dict()["properties"]
        assert {name: sorted(values) for name, values in read_back.items()} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }
