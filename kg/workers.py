"""Extraction of many documents, in this process or in several; the results come in the order of the documents.

In: Documents as they were read. Out: for each an Extraction, or a Skipped that says why there is none.

>>> list(extract_all([], Settings()))
[]
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.fingerprint import Settings
from kg.model import Document, Extraction
from kg.read import Skipped

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

AHEAD = 4
"""Documents that wait for each worker: enough to keep it busy, few enough to stay in memory."""


def extract_all(documents: Iterable[Document], settings: Settings, *, mark: str = "", workers: int = 1) -> Iterator[Extraction | Skipped]:
    """Cleans and extracts documents in their order, with as many processes as `workers` says; `mark` is the fingerprint of the settings.

    A document on which extraction fails is Skipped with the reason; an error of settings (KgError) ends the run.
    """
    if workers == 1:
        yield from (extract_one(document, settings, mark) for document in documents)
        return
    # Processes are started afresh: a copy of this one would share its open ledger and its threads.
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_ignore_interrupts)
    waiting: deque[Future[Extraction | Skipped]] = deque()
    try:
        for document in documents:
            waiting.append(pool.submit(extract_one, document, settings, mark))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise KgError(
            "a worker process ended (out of memory, or stopped from outside); what it had finished is in the ledger: "
            "run the same command again, with fewer --workers"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def extract_one(document: Document, settings: Settings, mark: str = "") -> Extraction | Skipped:
    """Cleans and extracts one document; what goes wrong with it is told as a Skipped, so that the others are read."""
    from kg.clean import clean
    from kg.extract import extract_document

    pipeline = pipeline_of(settings, mark)
    try:
        return extract_document(clean(document), pipeline)
    except KgError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a library makes of one hostile document must not end the build)
        return Skipped(document.source, f"extraction failed ({type(error).__name__}: {error}); please report it with the text")


@lru_cache(maxsize=1)
def pipeline_of(settings: Settings, mark: str = "") -> Pipeline:  # noqa: ARG001 (part of the cache's key)
    """The pipeline of these settings, loaded once a process, and again where the fingerprint `mark` says that files have changed.

    Raises:
        UsageError, DataError: see kg.pipeline.load_pipeline.
    """
    from kg.pipeline import load_pipeline

    return load_pipeline(model=settings.model, rules_dir=settings.rules_dir, gazetteers=settings.gazetteers, extractor=settings.extractor)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; only the parent answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
