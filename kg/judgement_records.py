"""Judgements as JSON objects, in the ledger and in files, and back.

In: a Judgement. Out: an object of plain values with the whole claim that was judged, so that it means the same in another ledger; or
the Judgement again. What people write by hand is checked by kg.review_lines before it comes here.

>>> from tests.factories import make_claim
>>> record = judgement_record(Judgement(claim=make_claim(), verdict="rejected", by="N.N."))
>>> record["subject"], record["verdict"], judgement_of(record).verdict
('country:FR', 'rejected', 'rejected')
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from kg.model import Claim, Evidence, Judgement, Reading, Span
from kg.reviewed import reading_of

READING = tuple(field.name for field in fields(Reading))
"""Names of what a correction may change."""
BESIDE = tuple(field.name for field in fields(Claim) if field.name not in {"id", "evidence", "judgement", *READING})
"""Names of what else a claim has; a record that was made before one of them was known lacks it."""
_SPANS = {"trigger": "trigger", "subject": "subject_span", "object": "object_span"}


def judgement_record(judgement: Judgement) -> dict[str, Any]:
    """The judgement as one object; `correction` holds only what the person changed."""
    record = {"verdict": judgement.verdict, "by": judgement.by, "at": judgement.at, "note": judgement.note}
    return {**claim_record(judgement.claim), **record, "correction": correction_of(judgement)}


def judgement_of(record: Mapping[str, Any]) -> Judgement:
    """The judgement of an object that `judgement_record` made; ValueError, KeyError or TypeError for any other."""
    claim = claim_of_record(record)
    correction = record["correction"]
    verdict = record["verdict"]
    right = None if verdict in {"rejected", "withdrawn"} else replace(reading_of(claim), **(correction or {}))
    return Judgement(claim=claim, verdict=verdict, by=record["by"], right=right, at=record["at"], note=record["note"])


def correction_of(judgement: Judgement) -> dict[str, str | None] | None:
    """What the person changed, by name; None where nothing."""
    if judgement.right is None:
        return None
    before = reading_of(judgement.claim)
    changed = {name: getattr(judgement.right, name) for name in READING if getattr(judgement.right, name) != getattr(before, name)}
    return changed or None


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim as an object: where it stands and what it says, without the reasons, which its rule can tell again."""
    said = {name: getattr(claim, name) for name in (*READING, *BESIDE)}
    return {"claim": claim.id, "document": claim.document, **said, "evidence": [_evidence_record(one) for one in claim.evidence]}


def claim_of_record(record: Mapping[str, Any]) -> Claim:
    evidence = tuple(_evidence_of(one, record["document"]) for one in record["evidence"])
    if not evidence:
        raise ValueError("a claim without evidence")
    said = {name: record[name] for name in READING}
    return Claim(id=record["claim"], evidence=evidence, **said, **{name: record[name] for name in BESIDE if name in record})


def judgement_text(judgement: Judgement) -> str:
    """The object in one line, the same for the same judgement."""
    return json.dumps(judgement_record(judgement), ensure_ascii=False, allow_nan=False)


def _evidence_record(evidence: Evidence) -> dict[str, Any]:
    spans = {name: getattr(evidence, field) for name, field in _SPANS.items()}
    shown: dict[str, Any] = {"start": evidence.start, "end": evidence.end, "rule": evidence.rule}
    shown |= {name: list(span) for name, span in spans.items() if span}
    return shown | ({"inferred": evidence.inferred} if evidence.inferred else {})


def _evidence_of(record: Mapping[str, Any], document: str) -> Evidence:
    return Evidence(
        document=document,
        start=record["start"],
        end=record["end"],
        rule=record["rule"],
        trigger=_span(record.get("trigger")),
        subject_span=_span(record.get("subject")),
        object_span=_span(record.get("object")),
        inferred=record.get("inferred"),
    )


def _span(value: Any) -> Span | None:
    return None if value is None else (int(value[0]), int(value[1]))
