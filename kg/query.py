"""SPARQL over the graph of a build, answered by a process of its own that cannot hurt this one.

In: the folder of a build, and a query: SPARQL, or the name of one in ontologies/queries with its parameters. Out: a Result.
Prefixes are known (ag:, platform:, country: and so on); the default graph holds everything, `GRAPH graph:asserted` what is asserted.

>>> query("graph", "actions-against", params={"platform": "platform:x"}).to_text("table")      # doctest: +SKIP
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from kg.errors import KgError, LedgerError, QueryError, UsageError
from kg.gate import check
from kg.iri import Iris
from kg.named_queries import NAME, bind, bind_text, read_named, term
from kg.prefixes import prefixes
from kg.results import Result, Value

if TYPE_CHECKING:
    from kg.store import Answer

TIME_LIMIT = 30.0
"""Seconds that a query may take, once the graph is loaded."""
LOAD_LIMIT = 900.0
"""Seconds that loading the graph may take."""
# Errors that the other process met before the query ran.
_FAILURES: Mapping[str, type[KgError]] = MappingProxyType({"LedgerError": LedgerError, "UsageError": UsageError})
MAX_ROWS = 1_000_000
MAX_BYTES = 1 << 30


def query(
    directory: str | Path,
    text_or_name: str,
    *,
    params: Mapping[str, str] | None = None,
    time_limit: float = TIME_LIMIT,
    max_rows: int = MAX_ROWS,
) -> Result:
    """Ask the graph that `kg build -o DIRECTORY` wrote.

    `params` are bound as terms: those of a named query by the kinds that its header states; in SPARQL of your own `$name` gives way to an
    IRI where the value is one or a CURIE of a known prefix, to a number where it is one, else to a string.

    Raises:
        QueryError: the query is malformed, refused, unknown, out of time or memory, or a parameter does not fit.
        UsageError, LedgerError: there is no graph in the folder, or it cannot be read.
    """
    values = dict(params or {})
    wanted = text_or_name.strip()
    if NAME.fullmatch(wanted):
        text = bind(read_named(wanted), values)
    else:
        text = bind_text(text_or_name, {name: term(value, "term", name=name) for name, value in values.items()})
    checked = check(text)
    order = {"directory": str(directory), "query": checked.query, "union": checked.union, "limit": max_rows, "prefixes": prefixes(Iris())}
    return _result(_ask(json.dumps(order), time_limit))


def _ask(order: str, time_limit: float) -> bytes:
    """The answer of a new process to an order; the process is gone when this returns, whatever happens."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).resolve().parent.parent), *_python_path()])}
    with TemporaryFile() as complaints, _worker(environment, complaints) as process:
        try:
            if process.stdin is None or process.stdout is None:
                raise QueryError("no process could be started to run the query")
            _send(process.stdin, order)
            answer = _receive(process.stdout, time_limit)
            if process.wait() != 0:
                raise _ended(process.returncode, complaints)
        finally:
            process.kill()
    return answer


def _worker(environment: Mapping[str, str], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", "from kg.worker import main; main()"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, env=environment)


def _ended(code: int, complaints: IO[bytes]) -> KgError:
    """Why a process ended without an answer: a signal (below 0) comes from what the query made it do, an exit code from itself."""
    if code < 0:
        return QueryError("the query ended the process that ran it: it is nested too deeply or needs too much memory; simplify it")
    complaints.seek(0)
    lines = complaints.read(1 << 20).decode("utf-8", errors="replace").strip().splitlines() or [f"exit code {code}"]
    return KgError(f"the process that runs queries failed ({lines[-1]}); `kg doctor` tells what is amiss")


def _python_path() -> list[str]:
    return [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]


def _send(pipe: IO[bytes], order: str) -> None:
    """Writes the order; a process that died at once is noticed when its answer is read."""
    try:
        pipe.write(order.encode("utf-8"))
        pipe.close()
    except BrokenPipeError:
        return


def _receive(pipe: IO[bytes], time_limit: float) -> bytes:
    """All that the process writes, up to its end; QueryError where it takes too long or says too much."""
    received = bytearray()
    loaded = False
    deadline = time.monotonic() + LOAD_LIMIT
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(timeout=max(0.0, deadline - time.monotonic())):
                raise QueryError(_too_slow(loaded, time_limit))
            piece = os.read(pipe.fileno(), 1 << 20)
            if not piece:
                return bytes(received)
            received += piece
            if not loaded and received.startswith(b"ready\n"):
                loaded = True
                deadline = time.monotonic() + time_limit
            if len(received) > MAX_BYTES:
                raise QueryError(f"the answer is larger than {MAX_BYTES >> 20} MiB; add LIMIT, or ask for less")


def _too_slow(loaded: bool, time_limit: float) -> str:
    if loaded:
        return f"the query took more than {time_limit:g} seconds and was stopped; narrow it, add LIMIT, or allow more time"
    return f"the graph was not loaded within {LOAD_LIMIT:g} seconds"


def _result(received: bytes) -> Result:
    try:
        message = json.loads(received.removeprefix(b"ready\n"))
    except ValueError as error:
        raise QueryError("the process that ran the query gave no answer") from error
    if "failure" in message:
        raise _FAILURES.get(message["kind"], KgError)(message["failure"])
    if "error" in message:
        raise QueryError(message["error"])
    return to_result(message)


def to_result(answer: Answer) -> Result:
    """What came through the pipe as a Result."""
    return Result(
        form=answer["form"],
        variables=tuple(answer["variables"]),
        rows=tuple(tuple(None if cell is None else _value(cell) for cell in row) for row in answer["rows"]),
        truth=answer.get("boolean"),
    )


def _value(cell: Mapping[str, str]) -> Value:
    kind = cell["type"]
    return Value(
        kind="iri" if kind == "uri" else "bnode" if kind == "bnode" else "literal",
        value=cell["value"],
        datatype=cell.get("datatype"),
        language=cell.get("xml:lang"),
    )
