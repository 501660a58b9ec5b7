"""Gold documents as extraction meets them: cleaned, repaired and parsed.

In: gold files. Out: each document that has marked mentions, with its passages.

>>> [document.id for document, passages in parsed([Path("data/gold/passages/A-01.txt")])][:1]      # doctest: +SKIP
['A-0001']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.evaluate.run import gold_document
from kg.gold import GoldDocument, read_gold
from kg.nlp import load, parse
from kg.passage import Passage


def parsed(paths: Sequence[Path]) -> Iterator[tuple[GoldDocument, list[Passage]]]:
    """Documents in the order of the files; those without marked mentions are passed over."""
    nlp = load()
    for document in read_gold(*paths):
        if document.mentions:
            yield document, parse(nlp, gold_document(document))
