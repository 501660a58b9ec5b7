"""The process that runs one query and may be killed: `python -c "from kg.worker import main; main()"`.

In: one JSON object on standard input (see `Order`). Out: JSON objects, one a line: what takes long, 'ready' once the graph is there, then
the Answer. The process has no use for sockets and gives them up at its start; before the query runs it gives up writing and, where the
graph is in memory, opening files, and takes a limit on memory: whatever the query or the library tries, nothing is fetched or written.

>>> run({**EXAMPLE, "directory": "nowhere"}, sys.stdout)      # doctest: +SKIP
Traceback (most recent call last):
    ...
kg.errors.UsageError: nowhere: holds no graph.trig and no ledger.sqlite; name the folder that `kg build INPUT... -o DIR` wrote
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TextIO, TypedDict

from kg.errors import KgError, QueryError
from kg.index import Use, open_graph
from kg.store import Answer, answer
from kg.walls import MEMORY, end_after, end_after_work, refuse_sockets, shut_in

_HELD = "ASK {{ <{}> ?predicate ?object }}"
SPARE = 5.0
"""Seconds over the limit after which the process ends of itself, should nobody have ended it."""


class Order(TypedDict):
    """What is asked: of which folder, as of when, and within which limits: `limit` rows, `load_seconds` to load the graph,
    `seconds` of processor time and `patience` seconds by the clock to answer.

    `about` are the IRIs of entities that parameters name; where nothing is found, the answer says which of them the graph does not hold.
    """

    directory: str
    as_of: str | None
    undated: bool
    index: Use
    query: str
    about: list[str]
    prefixes: dict[str, str]
    union: bool
    limit: int
    load_seconds: float
    seconds: float
    patience: float


EXAMPLE: Order = {
    "directory": "graph", "as_of": None, "undated": False, "index": "auto", "query": "ASK {}", "about": [], "prefixes": {},
    "union": True, "limit": 1, "load_seconds": 900, "seconds": 30, "patience": 300,
}  # fmt: skip


def main() -> None:
    """Reads the order from standard input and answers on standard output; every error of ours is part of the answer."""
    try:
        run(json.loads(sys.stdin.read()), sys.stdout)
    except QueryError as error:
        _say(sys.stdout, Answer(error=str(error)))
    except MemoryError:
        _say(sys.stdout, Answer(error=f"the query needs more than {MEMORY >> 20} MiB of memory; narrow it, or add LIMIT"))
    except KgError as error:
        _say(sys.stdout, {"failure": str(error), "kind": type(error).__name__})


def run(order: Order, out: TextIO) -> None:
    """Carries out one order.

    An index, whose files are opened while it is asked, is used only where sockets can be refused by themselves.
    """
    end_after(order["load_seconds"] + SPARE)
    use = order["index"] if refuse_sockets() else "never"
    graph = open_graph(
        Path(order["directory"]), as_of=order["as_of"], undated=order["undated"], use=use, say=lambda what: _say(out, {"progress": what})
    )
    _say(out, {"ready": True, "notes": graph.notes, "kept": asdict(graph.kept) if graph.kept else None})
    end_after(order["patience"] + SPARE)
    end_after_work(order["seconds"])
    shut_in(files=graph.lock is not None)
    found = answer(graph.store, order["query"], known=order["prefixes"], limit=order["limit"], union=order["union"])
    if order["about"] and found["table"].count("\n") < 2 and not found.get("boolean"):
        found["absent"] = [iri for iri in order["about"] if not answer(graph.store, _HELD.format(iri), known={}, limit=1)["boolean"]]
    _say(out, found)


def _say(out: TextIO, message: object) -> None:
    out.write(json.dumps(message) + "\n")
    out.flush()
