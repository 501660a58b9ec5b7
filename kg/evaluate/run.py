"""Runs extraction over gold texts and scores it.

In: paths of gold documents, a Pipeline. Out: an `Evaluation`: the score of each document in the order of the files, and their sum.

>>> evaluate([Path("data/gold/dev/d01.json")], pipeline).score.levels["claim"].row()   # doctest: +SKIP
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.clean import clean
from kg.errors import KgError
from kg.evaluate.given import given_mentions
from kg.extract import extract_document
from kg.gold import GoldDocument, read_gold
from kg.model import Document, Extraction
from kg.read.record import of_text
from kg.score import DocumentScore, Score, score_document, total

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

Mentions = Literal["system", "gold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Scores of documents, in the order of the gold, and their sum."""

    documents: tuple[DocumentScore, ...]
    score: Score


def evaluate(
    gold: Path | Sequence[Path],
    pipeline: Pipeline,
    *,
    mentions: Mentions = "system",
    workers: int = 1,
    progress: Callable[[], None] | None = None,
) -> Evaluation:
    """Extract from the gold texts and score the result.

    `mentions="gold"` feeds the marked mentions to the rules in place of found ones. `workers` processes share the documents
    (where the system can fork; one process elsewhere). `progress` is called after each document, in one process only.
    Raises what `read_gold` raises, and KgError where a worker ends before it is done.
    """
    documents = read_gold(*([gold] if isinstance(gold, Path) else gold))

    def run(document: GoldDocument) -> DocumentScore:
        score = score_document(document, _extraction(document, pipeline, mentions))
        if progress is not None:
            progress()
        return score

    if workers > 1 and "fork" in multiprocessing.get_all_start_methods():
        scores = _in_processes(documents, run, workers)
    else:
        scores = [run(document) for document in documents]
    return Evaluation(documents=tuple(scores), score=total(scores))


def gold_document(gold: GoldDocument) -> Document:
    """The gold text as a Document, cleaned as one that was read from a file."""
    return clean(of_text(gold.text, name=gold.id, source=Path(gold.path).name, published=gold.published, title=gold.title))


def _extraction(gold: GoldDocument, pipeline: Pipeline, mentions: Mentions) -> Extraction:
    given = given_mentions(gold) if mentions == "gold" else None
    return extract_document(gold_document(gold), pipeline, given=given)


def _in_processes(documents: Sequence[GoldDocument], run: Callable[[GoldDocument], DocumentScore], workers: int) -> list[DocumentScore]:
    """Every n-th document to each of n forked processes, which inherit the loaded pipeline; results in the order of the documents."""
    context = multiprocessing.get_context("fork")
    started = []
    for number in range(workers):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(documents[number::workers], run, sender), daemon=True)
        process.start()
        sender.close()
        started.append((process, receiver))
    scores: dict[str, DocumentScore] = {}
    for process, receiver in started:
        try:
            scores |= {score.gold.id: score for score in receiver.recv()}
        except EOFError:
            raise KgError("a worker of the evaluation ended before it was done; run with one worker to see why") from None
        finally:
            receiver.close()
        process.join()
    return [scores[document.id] for document in documents]


def _work(documents: Sequence[GoldDocument], run: Callable[[GoldDocument], DocumentScore], sender: Connection) -> None:
    sender.send([run(document) for document in documents])
    sender.close()
