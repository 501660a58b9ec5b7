"""A dump as other programs read it: pyoxigraph, raptor (a parser in C) and rdflib, each from the first byte to the last.

In: a file of N-Quads. Out: rows for scripts/benchmark.py: CPU seconds, and statements, of which all must find as many.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from benchmark_queries import spent
from rdflib import Dataset
from rdflib.plugins.stores.memory import Memory

Row = dict[str, str | float]


class Counting(Memory):
    """A store of rdflib that counts what it is given and keeps nothing: a graph of 7 million statements would fill 20 GiB."""

    count = 0

    def add(self, *_: object, **__: object) -> None:
        self.count += 1


def read_dump(path: Path) -> Iterator[Row]:
    """CPU seconds and statements by reader; SystemExit where two do not find as many, raptor is passed over where it is not installed."""
    counts: dict[str, int] = {}
    readers = {"pyoxigraph": by_pyoxigraph, "raptor": by_raptor, "rdflib": by_rdflib}
    for name, read in readers.items():
        if name == "raptor" and shutil.which("rapper") is None:
            continue
        start = spent()
        counts[name] = read(path)
        what = f"dump read by {name}, CPU seconds and statements"
        yield {"what": what, "ours": spent() - start, "other": counts[name], "against": "", "ratio": 1.0}
    if len(set(counts.values())) != 1:
        raise SystemExit(f"{path.name}: readers find different numbers of statements: {counts}")


def by_pyoxigraph(path: Path) -> int:
    return sum(1 for _ in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS))


def by_raptor(path: Path) -> int:
    command = ["rapper", "-c", "-i", "nquads", str(path), "https://w3id.org/actorgraph/"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(re.findall(r"returned (\d+) triples", done.stderr)[-1])


def by_rdflib(path: Path) -> int:
    store = Counting()
    Dataset(store=store).parse(path, format="nquads")
    return store.count
