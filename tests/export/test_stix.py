"""STIX 2.1: stix2 parses every object strictly, references lead somewhere, and no status is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import stix2

from kg.export import write_export
from kg.export.stix import EXTENSION, KINDS, PRODUCER, stamp, stix_objects
from kg.model import Extraction
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence


def read(records: MemoryRecords, folder: Path) -> list[dict[str, Any]]:
    """The objects of the bundle, after stix2 has taken it without anything custom."""
    write_export(records, folder / "graph.stix.json", "stix")
    bundle = json.loads((folder / "graph.stix.json").read_text(encoding="utf-8"))
    parsed = stix2.parse(bundle, allow_custom=False, version="2.1")
    found: list[dict[str, Any]] = bundle["objects"]
    assert [one["id"] for one in parsed.objects] == [one["id"] for one in found]
    return found


def more(found: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = found["extensions"][EXTENSION]
    return kept


def test_stix2_takes_the_bundle_and_references_lead_somewhere(records: MemoryRecords, tmp_path: Path) -> None:
    found = read(records, tmp_path)
    ids = [one["id"] for one in found]
    assert len(set(ids)) == len(ids)
    for one in found:
        refs = [*one.get("object_refs", ()), *(value for name, value in one.items() if name.endswith("_ref"))]
        assert set(refs) <= set(ids)
        assert set(one.get("extensions", {})) <= {EXTENSION}
        assert re.fullmatch(r"[a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one["id"])
        assert one["created"] <= one["modified"]


def test_there_is_one_of_each(records: MemoryRecords, tmp_path: Path) -> None:
    found = read(records, tmp_path)
    kinds = [one["type"] for one in found]
    things = [one for one in found if one["type"] in KINDS.values() and one["id"] != PRODUCER]
    assert sorted(more(one)["id"] for one in things) == [entity.id for entity in records.entities()]
    assert kinds.count("relationship") == len(list(records.edges()))
    assert kinds.count("note") == len(list(records.claims()))
    assert kinds.count("report") == len(list(records.documents()))


def test_a_relationship_says_its_status_wherever_it_is_read(records: MemoryRecords, tmp_path: Path) -> None:
    edges = [one for one in read(records, tmp_path) if one["type"] == "relationship"]
    assert sorted((more(one)["predicate"], more(one)["status"]) for one in edges) == sorted(
        (edge.predicate, edge.status) for edge in records.edges()
    )
    for one in edges:
        status = more(one)["status"]
        assert one["relationship_type"] == "related-to"
        assert one["labels"][0] == status and f"Status: {status};" in one["description"]
        assert status == "fact" or f"({status})" in one["description"]


def test_notes_quote_the_sentence_and_reports_hold_them(sample: MemoryRecords, tmp_path: Path) -> None:
    found = read(sample, tmp_path)
    (note,) = [one for one in found if one["type"] == "note" and one["labels"] == ["alleged", "fined"]]
    assert note["content"] == "CNIL fined Chirper (alleged). Status: alleged.\nThe CNIL has reportedly fined Chirper."
    assert (note["abstract"], note["confidence"]) == ("CNIL fined Chirper (alleged)", 90)
    assert note["authors"] == ["The Daily Example"]
    assert note["external_references"][0]["url"] == "https://news.example/2026/raid?a=1&b=2"
    (report,) = [one for one in found if one["type"] == "report" and note["id"] in one["object_refs"]]
    assert (report["name"], report["published"]) == ("Chirper under pressure", "2026-02-04T00:00:00.000Z")
    (france,) = [one for one in found if one["type"] == "location" and one["name"] == "France"]
    assert france["country"] == "FR"
    assert france["external_references"] == [
        {"source_name": "wikidata", "external_id": "Q142", "url": "https://www.wikidata.org/wiki/Q142"}
    ]


def test_addresses_are_uris() -> None:
    """stix2 does not look, but validators of STIX do."""
    document = make_document(url="https://news.example/ü?<b>")
    found = stix_objects(MemoryRecords(extractions=(Extraction(document=document),)))
    (report,) = [one for one in found if one["type"] == "report"]
    assert report["external_references"][0]["url"] == "https://news.example/%C3%BC?%3Cb%3E"


def test_no_address_is_anything_but_http(hostile: MemoryRecords, tmp_path: Path) -> None:
    for one in read(hostile, tmp_path):
        assert all(reference.get("url", "https://").startswith("https://") for reference in one.get("external_references", ()))


@pytest.mark.parametrize(
    ("subject", "object", "modality", "expected"),
    [
        ("organisation:a", "country:FR", "actual", "located-at"),
        ("organisation:a", "country:FR", "alleged", "related-to"),
        ("platform:b", "country:FR", "actual", "located-at"),
        ("law:b", "country:FR", "actual", "related-to"),
    ],
)
def test_where_somebody_is_based(subject: str, object: str, modality: Any, expected: str) -> None:
    document = make_document()
    claim = make_claim(make_evidence(document), subject=subject, predicate="based_in", object=object, modality=modality)
    ends = (make_entity(subject, "A"), make_entity(object, "France"))
    found = stix_objects(MemoryRecords(extractions=(Extraction(document=document, entities=ends, claims=(claim,)),)))
    (edge,) = [one for one in found if one["type"] == "relationship"]
    assert edge["relationship_type"] == expected


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("country:FR", {"type": "location", "country": "FR"}),
        ("country:EU", {"type": "location", "region": "europe"}),
        ("country:narnia", {"type": "identity", "identity_class": "unknown"}),
        ("person:a", {"type": "identity", "identity_class": "individual"}),
        ("organisation:a", {"type": "identity", "identity_class": "organization"}),
        ("work:a", {"type": "course-of-action"}),
        ("product:a", {"type": "identity", "identity_class": "system"}),
        ("ai_system:a", {"type": "identity", "identity_class": "system"}),
    ],
)
def test_what_an_entity_becomes(id: str, expected: dict[str, str]) -> None:
    records = MemoryRecords(extractions=(Extraction(document=make_document(), entities=(make_entity(id, "A", aliases=["B"]),)),))
    (found,) = [one for one in stix_objects(records) if "extensions" in one and more(one)["id"] == id]
    assert expected.items() <= found.items()
    assert more(found)["aliases"] == ["B"]
    stix2.parse(found, allow_custom=False)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026", "2026-01-01"),
        ("2026-03", "2026-03-01"),
        ("2026-03-04T05:06:07+02:00", "2026-03-04"),
        (None, "1970-01-01"),
        ("soon", "1970-01-01"),
    ],
)
def test_times_are_those_of_the_data(date: str | None, expected: str) -> None:
    assert stamp(date) == f"{expected}T00:00:00.000Z"
