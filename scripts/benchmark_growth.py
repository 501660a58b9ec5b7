#!/usr/bin/env python3
"""What a graph costs that grows: a hundred new documents in a large ledger and alone, and builds that are killed.

    scripts/benchmark_growth.py build INPUT.jsonl FOLDER      one build of made-up news, which tells on its output what it has acknowledged

In: how many documents. Out: rows for scripts/benchmark.py. Extraction is set apart: what a document gives is made up beforehand
(scripts/made_up_news.py), so that a build does everything else, and the same work at every size.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from unittest.mock import patch

from made_up_news import made_up_news

import kg
from kg.build import build
from kg.errors import UsageError
from kg.ledger import Ledger
from kg.model import Document, Extraction
from kg.report import Report
from kg.views import Progress, Views
from kg.violations import ValidationReport

Row = dict[str, str | float]
FIELDS = ("title", "published", "language", "url", "outlet")


def write_news(path: Path, extractions: Iterable[Extraction]) -> None:
    """The documents as a .jsonl file that `kg build` reads."""
    with path.open("w", encoding="utf-8") as file:
        for one in extractions:
            record = {"id": one.document.name, "text": one.document.text, **{name: getattr(one.document, name) for name in FIELDS}}
            file.write(json.dumps(record) + "\n")


def build_made_up(news: Path, folder: Path, *, views: Views = "auto", checked: bool = True, progress: Progress = lambda *_: None) -> Report:
    """`kg build` with what the made-up documents give in the place of extraction; unless `checked`, they pass for good without a look."""

    def extract_all(documents: Iterable[Document], *_: object, **__: object) -> Iterator[Extraction]:
        for document in documents:
            (made,) = made_up_news(1, start=int(document.name[1:]))
            yield replace(made, document=replace(document, blocks=made.document.blocks))

    stand_ins = {"extract_all": extract_all, "pipeline_of": lambda *_: None, "parts_of": lambda _: {"news": {"made up": "1"}}}
    with ExitStack() as stack:
        for name, stand_in in stand_ins.items():
            stack.enter_context(patch(f"kg.build.{name}", stand_in))
        if not checked:
            stack.enter_context(patch("kg.validate.validate", lambda _: ValidationReport()))
        return build([str(news)], folder, views=views, languages=("any",), progress=progress)


def seconds_to_make(news: Path) -> float:
    """What the made-up extraction itself takes, which is no part of the cost of a build."""
    numbers = [int(json.loads(line)["id"][1:]) for line in news.read_text(encoding="utf-8").splitlines()]
    start = process_time()
    for number in numbers:
        list(made_up_news(1, start=number))
    return process_time() - start


def growth(place: Path, large: Path, documents: int, *, added: int = 100, rounds: int = 3) -> list[Row]:
    """Seconds of processor time for `added` new documents in a copy of the ledger of `large`, against the same documents alone.

    Neither writes graph.trig and graph.html, which are of the whole graph. Both wait for the disk equally often: once a document.
    """
    news = place / "added.jsonl"
    write_news(news, made_up_news(added, start=documents))
    apart = seconds_to_make(news)
    times: dict[str, list[float]] = {"large": [], "alone": []}
    for number in range(rounds + 1):
        for name, taken in times.items():
            folder = place / f"{name}-{number}"
            folder.mkdir()
            if name == "large":
                shutil.copy(large / "ledger.sqlite", folder)
            start = process_time()
            report = build_made_up(news, folder, views="never")
            taken.append(process_time() - start - apart)
            if report.run.read != added:
                raise SystemExit(f"{report.run.read} documents were read, not {added}")
            shutil.rmtree(folder)
    mine, alone = (min(values[1:]) for values in times.values())
    what = f"{added} documents more in {documents}, CPU seconds"
    return [{"what": what, "ours": mine, "other": alone, "against": "the same alone", "ratio": alone / mine}]


def kills(place: Path, count: int, *, documents: int = 60, seed: int = 1) -> Row:
    """Builds that are killed (SIGKILL) at random moments and started again; SystemExit where a document is lost, doubled or different."""
    chance = random.Random(seed)  # noqa: S311 (moments to kill at are no secret)
    news = place / "killed.jsonl"
    write_news(news, made_up_news(documents))
    start = perf_counter()
    build_made_up(news, place / "whole")
    whole = _state(place / "whole")
    usual = _run(news, place / "timed", None)[1]
    done, finished, acknowledged, folder = 0, 0, 0, place / "killed-0"
    while done < count or acknowledged:
        wait = chance.uniform(0, usual) if done < count else None
        last, _ = _run(news, folder, wait)
        done += wait is not None and last is not None
        acknowledged += last or 0
        if last is None:
            _same(folder, whole)
            finished, acknowledged, folder = finished + 1, 0, place / f"killed-{finished + 1}"
        elif (folder / "ledger.sqlite").exists():
            _kept(folder, acknowledged)
        if done >= count and acknowledged == 0:
            break
    what = f"builds killed: {done}; finished: {finished}; seconds"
    return {"what": what, "ours": perf_counter() - start, "other": 0.0, "against": "nothing: none lost, doubled or different", "ratio": 1.0}


def _run(news: Path, folder: Path, wait: float | None) -> tuple[int | None, float]:
    """Runs a build in a process of its own and kills it after `wait` seconds; how many documents it acknowledged, None where it ended."""
    start = perf_counter()
    command = [sys.executable, __file__, "build", str(news), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parent.parent)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        output, _ = process.communicate(timeout=wait)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
    if process.returncode == 0:
        return None, perf_counter() - start
    if process.returncode > 0:
        raise SystemExit(f"a build failed: exit code {process.returncode}")
    lines = [line for line in output.split("\n")[:-1] if line.isdecimal()]
    return int(lines[-1]) if lines else 0, perf_counter() - start


def _kept(folder: Path, acknowledged: int) -> None:
    try:
        ledger = Ledger.open(folder)
    except UsageError:  # killed before its tables were there
        if acknowledged:
            raise
        return
    with ledger:
        ids = [id for id, _, _ in ledger.states()]
        if len(ids) < acknowledged or len(set(ids)) != len(ids):
            raise SystemExit(f"{folder}: {acknowledged} documents were acknowledged, {len(ids)} are there")
        if damage := ledger.damage():
            raise SystemExit(f"{folder}: {damage}")


def _same(folder: Path, whole: dict[str, bytes]) -> None:
    if (found := _state(folder)) != whole:
        raise SystemExit(f"{folder}: {[name for name in whole if found.get(name) != whole[name]]} differ from a build that was not killed")


def _state(folder: Path) -> dict[str, bytes]:
    """All files of a build but the ledger, whose pages depend on the order of writes, and the ledger's digest."""
    with Ledger.open(folder) as ledger:
        digest = ledger.digest().encode("ascii")
    return {"digest": digest, **{path.name: path.read_bytes() for path in sorted(folder.iterdir()) if "sqlite" not in path.name}}


def main() -> None:
    news, folder = map(Path, sys.argv[2:4])
    build_made_up(news, folder, progress=lambda step, done, _: print(done if step == "extraction" else step, flush=True))


if __name__ == "__main__":
    main()
