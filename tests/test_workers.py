"""Documents are extracted in their order; what fails is told, what settings get wrong ends the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import workers
from kg.errors import UsageError
from kg.fingerprint import Settings
from kg.model import Document, Extraction
from kg.read import Skipped
from kg.workers import extract_all, pipeline_of
from tests import pipeline
from tests.factories import make_document
from tests.pipeline import Log

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    yield pipeline.install(monkeypatch)
    workers.pipeline_of.cache_clear()


def test_results_come_in_order_and_one_at_a_time(log: Log) -> None:
    documents = [make_document(f"Acme{number} bans Chirper.") for number in range(5)]
    results = extract_all(iter(documents), Settings())
    first = next(results)
    assert isinstance(first, Extraction) and first.document.text == documents[0].text
    assert log.extracted == [documents[0].text]
    assert [result.document.id for result in results if isinstance(result, Extraction)] == [document.id for document in documents[1:]]


def test_a_document_that_fails_is_skipped_with_the_reason(log: Log) -> None:
    log.fail["bad"] = ValueError("no parse")
    (result,) = extract_all([make_document("bad", name="b")], Settings())
    assert result == Skipped("b.txt", "extraction failed (ValueError: no parse); please report it with the text")


def test_settings_that_are_wrong_end_the_run(log: Log) -> None:
    log.fail["bad"] = UsageError("wrong model")
    with pytest.raises(UsageError, match="wrong model"):
        list(extract_all([make_document("bad")], Settings()))


def test_a_pipeline_is_loaded_again_when_files_changed(log: Log) -> None:
    for mark in ("a", "a", "b"):
        pipeline_of(Settings(), mark)
    assert log.loaded == 2


POOL = """
    import os, signal, sys
    from kg.errors import KgError
    from kg.fingerprint import Settings
    from kg.model import Extraction
    import kg.workers as workers
    from tests.makers import make_document

    def one(document, settings, mark=""):
        if document.text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if document.text == "interrupt":
            os.kill(os.getppid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)
        return Extraction(document=document)

    workers.extract_one = one
    if __name__ == "__main__":
        documents = [make_document(f"{number}") for number in range(20)]
        if sys.argv[1] != "well":
            documents[7] = make_document(sys.argv[1])
        try:
            found = list(workers.extract_all(documents, Settings(), workers=2))
            assert [result.document for result in found] == documents
            print("done")
        except (KgError, KeyboardInterrupt) as error:
            print(type(error).__name__, error)
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("well", "done"),
        ("die", "KgError a worker process ended (out of memory, or stopped from outside)"),
        ("interrupt", "KeyboardInterrupt"),
    ],
)
def test_several_processes(how: str, said: str, tmp_path: Path) -> None:
    script = tmp_path / "pool.py"
    script.write_text(textwrap.dedent(POOL), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(script), how], capture_output=True, text=True, env=environment, check=False, timeout=120)
    assert done.stdout.startswith(said), done.stderr
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.model
def test_several_processes_give_what_one_gives() -> None:
    documents = [make_document(f"France banned Grok {number} times.") for number in range(3)]
    settings = Settings()
    assert list(extract_all(documents, settings, workers=2)) == list(extract_all(documents, settings))


def test_interrupts_are_left_to_the_parent() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        workers._ignore_interrupts()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_is_sent_between_processes_survives() -> None:
    import pickle

    document: Document = make_document("é\x00")
    assert pickle.loads(pickle.dumps(Extraction(document=document))) == Extraction(document=document)
