"""Gold and system documents for tests of the scorer, in the JSON shape of the annotation guidelines.

In: JSON objects. Out: the types of kg that say the same; and a hypothesis strategy that makes such pairs.
"""

from __future__ import annotations

import json
from typing import Any, cast

from hypothesis import strategies as st

from kg.gold import GoldDocument
from kg.gold.records import read_records
from kg.model import Claim, Document, Entity, Evidence, Extraction

Json = dict[str, Any]

NAMES = [
    "Acme",
    "the Acme Group",
    "ACME's",
    "U.S.",
    "US",
    "France",
    "French",
    "Kick",
    "X",
    "Ofcom",
    "Fizz & Co",
    "Fizz",
    "Über",
    "Uber",
    "...",
]
TYPES = ["country", "organisation", "platform", "ai_system", "person", "law", "work", "product"]
PREDICATES = ["banned", "raided", "partnered_with", "owns", "accused"]
POLARITIES = ["affirmed", "negated"]
MODALITIES = ["actual", "alleged", "demanded", "planned"]


def to_gold(record: Json) -> GoldDocument:
    """A gold document; its text, which the scorer does not read, may be empty in the record."""
    problems: list[Any] = []
    (document,) = read_records(json.dumps(record | {"text": record["text"] or "-"}), "case", problems)
    assert problems == []
    return document


def to_extraction(record: Json) -> Extraction:
    """What a system says, as the pipeline would hand it over."""
    document = Document(id=record["id"], name=record["id"], text="", source="case", sha256="")
    return Extraction(document=document, entities=tuple(map(_entity, record["entities"])), claims=tuple(map(_claim, record["claims"])))


def _entity(record: Json) -> Entity:
    return Entity(id=record["id"], type=record["type"], name=record["names"][0], aliases=tuple(record["names"]))


def _claim(record: Json) -> Claim:
    evidence = Evidence(document="case", start=0, end=0, rule=record.get("rule", "rule"))
    return Claim(
        id="",
        subject=record["subject"],
        predicate=record["predicate"],
        object=record["object"],
        polarity=record["polarity"],
        modality=record["modality"],
        attributed_to=record.get("attributed_to"),
        time=record.get("time"),
        confidence=record.get("confidence", 1.0),
        evidence=(evidence,),
    )


def _some(values: list[str]) -> st.SearchStrategy[str | list[str]]:
    """One value, or two that are both right."""
    one = st.sampled_from(values)
    return st.one_of(one, one, one, st.lists(one, min_size=2, max_size=2, unique=True)) if len(values) > 1 else one


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Json, Json]:
    """A gold document with alternatives and optional parts, and a system document on the same names."""
    names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
    gold_ids = [f"e{number}" for number in range(draw(st.integers(1, 5)))]
    entities = [{"id": i, "type": draw(_some(TYPES)), "names": draw(names), "optional": draw(st.booleans()) and i > "e2"} for i in gold_ids]
    claim = st.fixed_dictionaries(
        {
            "subject": _some(gold_ids),
            "predicate": _some(PREDICATES),
            "object": _some(gold_ids),
            "polarity": _some(POLARITIES),
            "modality": _some(MODALITIES),
            "optional": st.sampled_from([False, False, False, True]),
        }
    )
    gold = {"id": "case", "text": "", "entities": entities, "claims": draw(st.lists(claim, max_size=6))}
    ids = [f"s{number}" for number in range(draw(st.integers(0, 6)))]
    found = [{"id": i, "type": draw(st.sampled_from([*TYPES, "place"])), "names": draw(names)} for i in ids]
    said = st.fixed_dictionaries(
        {
            "subject": st.sampled_from(ids or ["s9"]),
            "predicate": st.sampled_from(PREDICATES),
            "object": st.sampled_from(ids or ["s9"]),
            "polarity": st.sampled_from(POLARITIES),
            "modality": st.sampled_from(MODALITIES),
        }
    )
    return cast("Json", gold), {"id": "case", "entities": found, "claims": draw(st.lists(said, max_size=8))}
