"""The shipped gold is read as the annotation's own converter reads it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg.gold import GoldDocument, read_gold
from kg.resources import data_path
from kg.vocabulary import vocabulary

DIGESTS: dict[str, str] = json.loads((Path(__file__).parent / "digests.json").read_text(encoding="utf-8"))
"""File -> digest of what markup.py of the annotation guidelines makes of it, in the canonical form below."""


def canonical(document: GoldDocument) -> dict[str, object]:
    return {
        "id": document.id,
        "published": document.published,
        "text": document.text,
        "entities": [[e.id, list(e.types), list(e.names), e.sector, e.optional] for e in document.entities],
        "mentions": sorted([m.start, m.end, m.entity] for m in document.mentions or ()),
        "claims": [
            [
                *(list(part) for part in (c.subjects, c.predicates, c.objects, c.polarities, c.modalities, c.attributed_to)),
                c.time,
                c.optional,
            ]
            for c in document.claims
        ],
    }


@pytest.mark.parametrize("folder", ["dev", "passages"])
def test_every_file_is_read_as_the_converter_reads_it(folder: str) -> None:
    files = {name: digest for name, digest in DIGESTS.items() if name.startswith(folder)}
    found = {
        name: hashlib.sha256(
            json.dumps([canonical(d) for d in read_gold(data_path("gold") / name)], ensure_ascii=False, sort_keys=True).encode()
        ).hexdigest()[:16]
        for name in files
    }
    assert found == files


def test_the_folders_hold_all_files_that_have_a_digest_and_no_others() -> None:
    shipped = {f"{path.parent.name}/{path.name}" for path in data_path("gold").glob("*/*") if path.suffix in {".txt", ".json"}}
    assert shipped == set(DIGESTS)


def test_ids_are_unique_over_both_folders_and_mentions_quote_the_text() -> None:
    documents = read_gold(data_path("gold") / "dev", data_path("gold") / "passages")
    assert len(documents) == len({document.id for document in documents}) == 3779
    for document in documents:
        names = {entity.id: entity.names for entity in document.entities}
        for mark in document.mentions or ():
            surface = document.text[mark.start : mark.end]
            assert surface.strip() == surface
            assert mark.naming == "reference" or surface in names[mark.entity]


def test_the_gold_uses_every_predicate_of_the_vocabulary() -> None:
    documents = read_gold(data_path("gold") / "passages")
    used = {predicate for document in documents for claim in document.claims for predicate in claim.predicates}
    assert used == set(vocabulary().predicates)
