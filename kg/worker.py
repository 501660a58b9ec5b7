"""The process that runs one query and may be killed: `python -c "from kg.worker import main; main()"`.

In: one JSON object on standard input (directory, query, prefixes, union, limit). Out: 'ready' once the graph is loaded, then the Answer.
Before the query runs, the process gives up the right to open files and sockets, and takes a limit on memory: whatever the query or the
library tries, nothing can be fetched or written.

>>> run('{"directory": "nowhere"}', sys.stdout)
Traceback (most recent call last):
    ...
kg.errors.UsageError: nowhere: holds no graph.trig and no ledger.sqlite; name the folder that `kg build INPUT... -o DIR` wrote
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import TextIO

from kg.errors import KgError, QueryError
from kg.store import Answer, answer, open_store

MEMORY = 2 << 30
"""Bytes that a query may take on top of the graph."""


def main() -> None:
    """Reads the order from standard input and answers on standard output; every error of ours is part of the answer."""
    try:
        run(sys.stdin.read(), sys.stdout)
    except QueryError as error:
        _say(sys.stdout, Answer(error=str(error)))
    except MemoryError:
        _say(sys.stdout, Answer(error=f"the query needs more than {MEMORY >> 20} MiB of memory; narrow it, or add LIMIT"))
    except KgError as error:
        _say(sys.stdout, {"failure": str(error), "kind": type(error).__name__})


def run(order: str, out: TextIO) -> None:
    """Carries out one order."""
    asked = json.loads(order)
    store = open_store(Path(asked["directory"]))
    out.write("ready\n")
    out.flush()
    _shut_in()
    _say(out, answer(store, asked["query"], known=asked["prefixes"], limit=asked["limit"], union=asked["union"]))


def _shut_in() -> None:
    """No new file descriptor, so no file and no socket; bounded memory; no core dump."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _in_use() + MEMORY
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if most == resource.RLIM_INFINITY or wanted < most:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _in_use() -> int:
    """Bytes of address space of this process, from the kernel's table (kept open by nobody); a guess where there is none."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 16 << 30


def _say(out: TextIO, message: object) -> None:
    out.write(json.dumps(message) + "\n")
    out.flush()
