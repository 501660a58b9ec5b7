"""Extraction measured on gold documents.

In: a path of gold documents (see kg.gold) and a loaded pipeline. Out: an `Evaluation`, and ways to show it:
a table, JSON, a list of errors.

>>> evaluation = evaluate(Path("data/gold/dev"), load_pipeline())   # doctest: +SKIP
>>> print(format_table(evaluation))                                 # doctest: +SKIP
"""

from __future__ import annotations

from kg.evaluate.cases import Counted, cases, count
from kg.evaluate.causes import KINDS, Case, Cause, causes
from kg.evaluate.floors import Floor, floors
from kg.evaluate.given import given_mentions
from kg.evaluate.lines import errors
from kg.evaluate.run import Evaluation, Mentions, evaluate, gold_document
from kg.evaluate.tables import format_table, to_json

__all__ = [
    "KINDS",
    "Case",
    "Cause",
    "Counted",
    "Evaluation",
    "Floor",
    "Mentions",
    "cases",
    "causes",
    "count",
    "errors",
    "evaluate",
    "floors",
    "format_table",
    "given_mentions",
    "gold_document",
    "to_json",
]
