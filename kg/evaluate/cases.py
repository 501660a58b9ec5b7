"""Reads gold documents twice, with found and with marked mentions, for the search for causes of error.

In: paths of gold documents, a Pipeline. Out: a `Case` for each document, and counts of their causes.

>>> count([Cause(kind="missed", cause="no rule fires", detail="fined")])[0].share
1.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.evaluate.causes import Case, Cause, Kind
from kg.evaluate.given import given_marks, given_mentions
from kg.evaluate.run import gold_document
from kg.extract import extract_document
from kg.gold import read_gold
from kg.nlp import parse
from kg.score import score_document

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

SHOWN = 5
"""Details that a row names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often a cause was met, its share of all errors, how many of them marked mentions would mend, and its commonest details."""

    kind: Kind
    cause: str
    count: int
    share: float
    with_marks: int
    details: tuple[tuple[str, int], ...]


def cases(gold: Sequence[Path], pipeline: Pipeline) -> Iterator[Case]:
    """Each document parsed once and read twice. Raises what `read_gold` raises."""
    for document in read_gold(*gold):
        cleaned = gold_document(document)
        passages = parse(pipeline.nlp, cleaned)
        yield Case(
            found=score_document(document, extract_document(cleaned, pipeline, passages=passages)),
            given=score_document(document, extract_document(cleaned, pipeline, given=given_mentions(document), passages=passages)),
            marks=given_marks(document),
            sentences=[passage.span(sentence.start, sentence.end) for passage in passages for sentence in passage.doc.sents],
        )


def count(found: Iterable[Cause]) -> list[Counted]:
    """Causes by kind and name, the most frequent first."""
    groups: dict[tuple[Kind, str], list[Cause]] = {}
    for cause in found:
        groups.setdefault((cause.kind, cause.cause), []).append(cause)
    total = sum(map(len, groups.values()))
    rows = []
    for (kind, name), group in groups.items():
        details = Counter(cause.detail for cause in group)
        common = sorted(details.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        rows.append(
            Counted(
                kind=kind,
                cause=name,
                count=len(group),
                share=len(group) / total,
                with_marks=sum(cause.with_marks for cause in group),
                details=tuple(common),
            )
        )
    return sorted(rows, key=lambda row: (-row.count, row.kind, row.cause))
