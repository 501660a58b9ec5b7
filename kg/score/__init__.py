"""Scores of extractions against gold, counted as the reference scorer of the annotation guidelines counts them.

In: pairs of a `GoldDocument` and an `Extraction`. Out: `DocumentScore` for one document, `Score` for many.

>>> total([]).documents
0
"""

from __future__ import annotations

from kg.score.align import align, normalise
from kg.score.document import LEVELS, DocumentScore, Matched, ScoreLevel, score_document
from kg.score.match import Judged
from kg.score.tally import Tally
from kg.score.total import AGREEMENTS, MENTION_LEVELS, RuleScore, Score, total

__all__ = [
    "AGREEMENTS",
    "LEVELS",
    "MENTION_LEVELS",
    "DocumentScore",
    "Judged",
    "Matched",
    "RuleScore",
    "Score",
    "ScoreLevel",
    "Tally",
    "align",
    "normalise",
    "score_document",
    "total",
]
