"""Judgements as lines of JSON, as the page saves them, as `kg review --export` writes them, or as a person writes them by hand.

In: the text of a .jsonl file and the ledger that it is for. Out: the judgements, or one DataError with every problem by its line.

    {"claim": "1a2b3c4d5e6f7081", "verdict": "rejected", "by": "A. Editor", "at": "2026-11-26"}

A line names its claim by the id, or says what it is and where it stands: `document`, `subject`, `predicate`, `object`, and for a claim that
the ledger does not hold (any more) also `polarity`, `modality` and `evidence`, as an exported line does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from kg.claims import claim_id
from kg.errors import DataError, Problem, UsageError
from kg.judgement_records import BESIDE, READING, claim_of_record, judgement_text
from kg.ledger import Ledger
from kg.literals import date, literal
from kg.model import VERDICTS, Claim, Document, Judgement, Modality, Polarity, Reading
from kg.review_corrections import check_entities, corrected
from kg.reviewed import judgements_in_force, reading_of
from kg.vocabulary import vocabulary

KEYS = (
    "claim", "document", *READING, *BESIDE, "evidence", "verdict", "correction", "by", "at", "note",
)  # fmt: skip
EVIDENCE = ("start", "end", "rule", "trigger", "subject", "object", "inferred")
LONGEST = {"by": 200, "note": 2000}
"""Characters of what a person writes about themselves and beside a verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What lines are read against: the claims, documents and entity types of a ledger, and who and when where a line does not say."""

    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    types: Mapping[str, str]
    by: str | None = None
    at: str | None = None
    triples: Mapping[tuple[str, str, str, str], Claim] = field(default_factory=dict)


def context_of(ledger: Ledger, *, by: str | None = None, at: str | None = None) -> Context:
    """Everything of a ledger that lines are read against; UsageError where `by` or `at` cannot be used."""
    check_given(by=by, at=at)
    claims = {claim.id: replace(claim, judgement=None) for claim in ledger.claims_with("")}
    triples = {(claim.document, claim.subject, claim.predicate, claim.object): claim for claim in claims.values()}
    return Context(
        claims=claims,
        documents={document.id: document for document in ledger.documents()},
        types={entity.id: entity.type for entity in ledger.entities()},
        by=by,
        at=at,
        triples=triples,
    )


def check_given(**given: str | None) -> None:
    """UsageError where what was given as --by or --at cannot be used."""
    for name, value in given.items():
        problem = None if value is None else _wrong(name, value)
        if problem:
            raise UsageError(f"--{name} {value}: {problem}")


def read_judgements(text: str, path: str, context: Context) -> list[Judgement]:
    """The judgements of a file, in its order.

    Raises:
        DataError: one or more lines cannot be used; all of them are named.
    """
    problems: list[Problem] = []
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found.append(_judgement(_object(line), context))
            except _LineError as error:
                problems.append(Problem(path=path, where=f"line {number}", field=error.key, message=error.text, expected=error.expected))
    if problems:
        raise DataError(problems)
    return found


def new_judgements(found: Iterable[Judgement], ledger: Ledger) -> list[Judgement]:
    """Those that the ledger's history does not hold yet: a file may be imported again."""
    there = {judgement_text(judgement) for judgement in ledger.judgements()}
    new: dict[str, Judgement] = {}
    for judgement in found:
        text = judgement_text(judgement)
        if text not in there:
            new.setdefault(text, judgement)
    return list(new.values())


def judgement_lines(ledger: Ledger) -> Iterator[str]:
    """The judgements in force, one a line, by document and oldest first."""
    by_document: dict[str, list[Judgement]] = {}
    for judgement in ledger.judgements():
        by_document.setdefault(judgement.claim.document, []).append(judgement)
    for document in sorted(by_document):
        for judgement in judgements_in_force(by_document[document]):
            yield judgement_text(judgement) + "\n"


def read_file(path: Path) -> str:
    """The text of a file of lines, or of standard input ('-'); UsageError where it cannot be read."""
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UsageError(f"--import {path}: cannot be read: {reason}; name a file of judgements, one JSON object a line") from error


class _LineError(Exception):
    """What is wrong with one line."""

    def __init__(self, key: str, text: str, expected: str = "") -> None:
        super().__init__(text)
        self.key, self.text, self.expected = key, text, expected


def _object(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _LineError("", f"no JSON: {error}", "one object a line") from error
    if not isinstance(record, dict):
        raise _LineError("", f"{_short(record)} is no object", "one object a line")
    for key in record:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1)
            raise _LineError(_short(key), "unknown key", near[0] if near else f"one of {', '.join(KEYS)}")
    return record


def _judgement(record: Mapping[str, Any], context: Context) -> Judgement:
    verdict = record.get("verdict")
    if verdict not in VERDICTS:
        raise _LineError("verdict", f"{_short(verdict)} is no verdict", ", ".join(VERDICTS))
    claim = _claim(record, context)
    by, at, note = (_text(record, key) or default for key, default in (("by", context.by), ("at", context.at), ("note", None)))
    if by is None:
        raise _LineError("by", "nobody is named", "who judged, here or by --by NAME")
    right = _right(claim, verdict, record.get("correction"), context)
    return Judgement(claim=claim, verdict=verdict, by=by, right=right, at=at, note=note)


def _right(claim: Claim, verdict: str, correction: Any, context: Context) -> Reading | None:
    if verdict != "corrected":
        if correction is not None:
            raise _LineError("correction", f"stands beside the verdict {verdict!r}", "the verdict 'corrected', or no correction")
        return reading_of(claim) if verdict == "accepted" else None
    if not isinstance(correction, dict) or not correction:
        raise _LineError("correction", f"{_short(correction)} corrects nothing", 'an object such as {"predicate": "fined"}')
    for key, value in correction.items():
        if key not in READING:
            raise _LineError("correction", f"unknown key {_short(key)}", ", ".join(READING))
        if value is not None and not (isinstance(value, str) and value):
            raise _LineError("correction", f"{key}: {_short(value)} is no text", "a string, or null for attributed_to and time")
    try:
        right = corrected(claim, correction)
        check_entities(right, context.types)
    except ValueError as error:
        raise _LineError("correction", str(error)) from error
    return right


def _claim(record: Mapping[str, Any], context: Context) -> Claim:
    """The claim that a line is about: one of the ledger, else the one that the line itself describes."""
    id = record.get("claim")
    if isinstance(id, str) and id in context.claims:
        return _bare(context.claims[id])
    if "document" not in record:
        raise _LineError("claim", f"the ledger has no claim {_short(id)}", "the id of a claim, as kg review DIR --list --all shows it")
    document = context.documents.get(str(record["document"]))
    if document is None:
        raise _LineError("document", f"the ledger has no document {_short(record['document'])}", "a document of this graph; build it first")
    known = context.triples.get((document.id, *(str(record.get(key)) for key in ("subject", "predicate", "object"))))  # type: ignore[arg-type]
    if "evidence" not in record:
        if known is None:
            raise _LineError("claim", "the document has no such claim", "subject, predicate and object of a claim of it, or evidence")
        return _bare(known)
    return _described(record, document)


def _described(record: Mapping[str, Any], document: Document) -> Claim:
    """The claim that a line describes; it need not be in the ledger any more."""
    words = vocabulary()
    allowed = {"predicate": words.predicates, "polarity": get_args(Polarity), "modality": get_args(Modality)}
    for key in ("subject", "object", *allowed):
        value = record.get(key)
        if not isinstance(value, str) or not value or (key in allowed and value not in allowed[key]):
            raise _LineError(key, f"{_short(value)} cannot be used", ", ".join(allowed[key]) if key in allowed else "the id of an entity")
    for key in ("subject", "object"):
        if not record[key].partition(":")[2] or record[key].partition(":")[0] not in words.types:
            raise _LineError(key, f"{_short(record[key])} is no entity id", "TYPE:KEY, such as platform:x")
    if record["subject"] == record["object"]:
        raise _LineError("object", "is the subject too", "two different entities")
    texts = {key: _text(record, key) for key in ("attributed_to", "time", *BESIDE) if key != "confidence"}
    confidence = record.get("confidence", 1.0)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise _LineError("confidence", f"{_short(confidence)} is no confidence", "a number from 0 to 1")
    evidence = _evidence(record["evidence"], document)
    full = {**record, **texts, "confidence": float(confidence), "evidence": evidence, "document": document.id, "claim": ""}
    claim = claim_of_record(full)
    return replace(claim, id=claim_id(claim))


def _evidence(value: Any, document: Document) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not value:
        raise _LineError("evidence", f"{_short(value)} is no evidence", "a list with an object for each sentence")
    for one in value:
        if not isinstance(one, dict) or not set(one) <= set(EVIDENCE):
            raise _LineError("evidence", f"{_short(one)} is no sentence", f"an object with {', '.join(EVIDENCE)}")
        start, end = _span([one.get("start"), one.get("end")], (0, len(document.text)))
        for role in ("trigger", "subject", "object"):
            if role in one:
                _span(one[role], (start, end))
        if not isinstance(one.get("rule"), str) or not one["rule"] or not isinstance(one.get("inferred", ""), str):
            raise _LineError("evidence", f"{_short(one)} names no rule", "the rule that read the sentence")
    return value


def _span(value: Any, within: tuple[int, int]) -> tuple[int, int]:
    start, end = value if isinstance(value, list) and len(value) == 2 else (None, None)
    if type(start) is not int or type(end) is not int or not within[0] <= start < end <= within[1]:
        raise _LineError("evidence", f"{_short(value)} is no span of the text", f"[start, end] within {within[0]} and {within[1]}")
    return start, end


def _bare(claim: Claim) -> Claim:
    """The claim without its reasons, as judgements keep it."""
    return replace(claim, judgement=None, evidence=tuple(replace(one, reasons=()) for one in claim.evidence))


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _LineError(key, f"{_short(value)} is no text", "a string")
    problem = _wrong(key, value)
    if problem:
        raise _LineError(key, problem)
    return value


def _wrong(key: str, value: str) -> str | None:
    """What is wrong with a text that a person gave, if anything is."""
    if not value.strip():
        return "is empty; leave it out or fill it in"
    if len(value) > LONGEST.get(key, len(value)):
        return f"has {len(value)} characters; at most {LONGEST[key]} are kept"
    if any("\ud800" <= character <= "\udfff" for character in value):
        return "holds half a character; write it in Unicode"
    if key.endswith("_sector") and value not in vocabulary().sectors:
        return f"no sector is called {value!r}; expected one of {', '.join(vocabulary().sectors)}"
    if key in {"at", "time"} and (date(value) == literal(value) or (key == "time" and "T" in value)):
        moment = "" if key == "time" else " or 2026-11-26T09:30:00Z"
        return f"{value!r} is no ISO 8601 date of the calendar; expected such as 2026-11-26{moment}"
    return None


def _short(value: object) -> str:
    """A value for a message, cut at 60 characters."""
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else shown[:57] + "..."
