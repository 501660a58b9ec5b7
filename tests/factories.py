"""What tests make their documents, entities and claims with: single values, a rich graph and a hostile one.

In: nothing, or the fields that a test cares about. Out: values whose offsets are true: `text[start:end]` is the sentence.

>>> make_claim().status
'fact'
"""

from __future__ import annotations

from tests.hostile import HOSTILE, hostile_records
from tests.makers import MemoryRecords, find, judged, make_claim, make_document, make_entity, make_evidence, make_mention
from tests.samples import sample_entities, sample_records

__all__ = [
    "HOSTILE",
    "MemoryRecords",
    "find",
    "hostile_records",
    "judged",
    "make_claim",
    "make_document",
    "make_entity",
    "make_evidence",
    "make_mention",
    "sample_entities",
    "sample_records",
]
