"""Judgements from files: every bad line is named, nothing of a bad file is kept, and the same file may be imported again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.judgement_records import judgement_record
from kg.ledger import Ledger
from kg.model import Judgement
from kg.review_lines import context_of, judgement_lines, new_judgements, read_file, read_judgements
from tests.factories import HOSTILE, MemoryRecords, sample_records

CLAIMS = {claim.predicate: claim for claim in sample_records().claims()}
OWNS = CLAIMS["owns"]
PLACE: dict[str, Any] = {name: getattr(OWNS, name) for name in ("document", "subject", "predicate", "object")}
EVIDENCE = [{"start": 67, "end": 122, "rule": "own", "trigger": [75, 82], "object": [67, 74]}]
WHOLE: dict[str, Any] = {**PLACE, "polarity": "affirmed", "modality": "alleged", "evidence": EVIDENCE}
FULL: dict[str, Any] = {**judgement_record(Judgement(claim=OWNS, verdict="rejected", by="N.N."))}


@pytest.fixture
def ledger(tmp_path: Path, sample: MemoryRecords) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as opened:
        for extraction in sample.extractions:
            opened.write(extraction, key="k")
        yield opened


def read(ledger: Ledger, *records: object, by: str | None = "N.N.") -> list[Judgement]:
    return read_judgements("\n".join(json.dumps(record) for record in records), "in.jsonl", context_of(ledger, by=by))


def record(**fields: object) -> dict[str, object]:
    return {"claim": OWNS.id, "verdict": "accepted", **fields}


@pytest.mark.parametrize(
    ("line", "verdict", "right"),
    [
        (record(), "accepted", "owns"),
        (record(verdict="rejected", at="2026-11-26", note="wrong company"), "rejected", None),
        (record(verdict="corrected", correction={"predicate": "develops"}), "corrected", "develops"),
        ({**PLACE, "verdict": "rejected"}, "rejected", None),
        ({**WHOLE, "verdict": "accepted"}, "accepted", "owns"),
        ({**FULL, "claim": "gone"}, "rejected", None),
        (record(verdict="withdrawn", by="Somebody else"), "withdrawn", None),
    ],
)
def test_good_lines(line: dict[str, object], verdict: str, right: str | None, ledger: Ledger) -> None:
    (judgement,) = read(ledger, line)
    assert judgement.verdict == verdict
    assert (judgement.right.predicate if judgement.right else None) == right
    assert (judgement.by, judgement.at, judgement.note) == (line.get("by", "N.N."), line.get("at"), line.get("note"))
    assert (judgement.claim.document, judgement.claim.predicate) == (OWNS.document, "owns")


BAD: list[tuple[object, str]] = [
    ([1], r"\[1\] is no object"),
    (record(verdct="x"), '"verdct": unknown key .expected: verdict'),
    (record(verdict="maybe"), '"maybe" is no verdict'),
    ({"verdict": "accepted"}, "claim: the ledger has no claim null"),
    ({"claim": OWNS.id[:8], "verdict": "accepted"}, "the ledger has no claim"),
    ({**PLACE, "document": "none", "verdict": "accepted"}, 'the ledger has no document "none"'),
    ({**PLACE, "predicate": "fined", "verdict": "accepted"}, "the document has no such claim"),
    (record(by=""), "by: is empty"),
    (record(by="x" * 201), "has 201 characters; at most 200"),
    (record(by=7), "by: 7 is no text"),
    (record(by="\ud800"), "half a character"),
    (record(at="yesterday"), "at: 'yesterday' is no ISO 8601 date"),
    (record(at="2026-02-30"), "no ISO 8601 date"),
    (record(note=["a"]), "note: .* is no text"),
    (record(correction={"predicate": "fined"}), "stands beside the verdict 'accepted'"),
    (record(verdict="corrected"), "correction: null corrects nothing"),
    (record(verdict="corrected", correction={}), "corrects nothing"),
    (record(verdict="corrected", correction={"rule": "x"}), 'unknown key "rule"'),
    (record(verdict="corrected", correction={"predicate": "owns"}), "changes nothing"),
    (record(verdict="corrected", correction={"predicate": "lead"}), "did you mean leads"),
    (record(verdict="corrected", correction={"predicate": "leads"}), "leads does not link organisation → platform"),
    (record(verdict="corrected", correction={"subject": "country:XX"}), "no entity of this graph is 'country:XX'"),
    (record(verdict="corrected", correction={"subject": ""}), "is no text"),
    (record(verdict="corrected", correction={"modality": None}), "modality: cannot be empty"),
    ({**WHOLE, "verdict": "accepted", "polarity": "yes"}, 'polarity: "yes" cannot be used .expected: affirmed, negated'),
    ({**WHOLE, "verdict": "accepted", "subject": "chirper"}, "is no entity id"),
    ({**WHOLE, "verdict": "accepted", "subject": "platform:chirper"}, "object: is the subject too"),
    ({**WHOLE, "verdict": "accepted", "confidence": 7}, "7 is no confidence"),
    ({**WHOLE, "verdict": "accepted", "confidence": True}, "is no confidence"),
    ({**WHOLE, "verdict": "accepted", "subject_sector": "army"}, "no sector is called 'army'"),
    ({**WHOLE, "verdict": "accepted", "time": "soon"}, "time: 'soon' is no ISO 8601 date"),
    ({**WHOLE, "verdict": "accepted", "evidence": []}, "evidence: .* is no evidence"),
    ({**WHOLE, "verdict": "accepted", "evidence": [{"start": 0}]}, "is no span of the text"),
    ({**WHOLE, "verdict": "accepted", "evidence": [{"start": 0, "end": 10**9, "rule": "x"}]}, "is no span of the text"),
    ({**WHOLE, "verdict": "accepted", "evidence": [{"start": 0, "end": 9, "rule": "x", "trigger": [5, 12]}]}, "within 0 and 9"),
    ({**WHOLE, "verdict": "accepted", "evidence": [{"start": 0, "end": 9, "rule": ""}]}, "names no rule"),
    ({**WHOLE, "verdict": "accepted", "evidence": [{"start": 0, "end": 9, "rule": "x", "colour": 1}]}, "is no sentence"),
]


@pytest.mark.parametrize(("line", "message"), BAD, ids=[str(number) for number in range(len(BAD))])
def test_bad_lines_are_named(line: object, message: str, ledger: Ledger) -> None:
    with pytest.raises(DataError, match=f"^in.jsonl: line 2: .*{message}"):
        read(ledger, record(), line)


def test_all_problems_are_told_at_once_and_empty_lines_are_passed_over(ledger: Ledger) -> None:
    text = f'{{"verdict"\n\n{json.dumps(record(by=None))}\n{json.dumps(record())}\n[' + "[" * 5000
    with pytest.raises(DataError) as caught:
        read_judgements(text, "in.jsonl", context_of(ledger))
    assert [problem.where for problem in caught.value.problems] == ["line 1", "line 3", "line 4", "line 5"]


def test_what_is_exported_is_imported_once_into_any_ledger_of_the_documents(ledger: Ledger, tmp_path: Path, sample: MemoryRecords) -> None:
    planned = record(verdict="corrected", correction={"modality": "planned", "time": "2026"})
    ledger.judge(read(ledger, record(note=" ".join(HOSTILE)), planned))
    ledger.judge(read(ledger, {"claim": CLAIMS["fined"].id, "verdict": "rejected", "at": "2026-11-26"}))
    text = "".join(judgement_lines(ledger))
    assert [json.loads(line)["verdict"] for line in text.splitlines()] == ["corrected", "rejected"]
    assert new_judgements(read_judgements(text, "out", context_of(ledger)), ledger) == []
    with Ledger.open(tmp_path / "other.sqlite", write=True) as other:
        for extraction in sample.extractions:
            other.write(extraction, key="another")
        other.judge(new_judgements(read_judgements(text, "out", context_of(other)), other))
        assert list(other.claims()) == list(ledger.claims())
        assert other.digest() == ledger.digest()


def test_the_same_line_twice_counts_once(ledger: Ledger) -> None:
    assert len(new_judgements(read(ledger, record(), record()), ledger)) == 1


@pytest.mark.parametrize(("name", "value"), [("by", " "), ("at", "soon"), ("by", "\udcff")])
def test_options_are_checked_too(name: str, value: str, ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=f"--{name} "):
        context_of(ledger, **{name: value})


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(UsageError, match=r"cannot be read: .*; name a file of judgements"):
            read_file(path)
    (tmp_path / "latin").write_bytes(b"\xff\xfe\xfd")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_file(tmp_path / "latin")


SIMPLE = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
VALUES = st.recursive(SIMPLE, lambda inner: st.lists(inner, max_size=3))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(sorted(FULL)), VALUES, max_size=4))
def test_anything_in_a_line_is_a_judgement_or_a_message(changes: dict[str, object], ledger: Ledger) -> None:
    try:
        found = read(ledger, {**FULL, "claim": "gone", **changes})
    except DataError:
        return
    ledger.judge(new_judgements(found, ledger))
    assert len(list(ledger.claims())) <= 13
