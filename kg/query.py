"""SPARQL over the graph of a build, answered by a process of its own that cannot hurt this one.

In: the folder of a build, and a query: SPARQL, or the name of one in ontologies/queries with its parameters. Out: a Result.
Prefixes are known (ag:, platform:, country: and so on); the default graph holds everything, `GRAPH graph:asserted` what is asserted.

>>> query("graph", "actions-against", params={"platform": "platform:x"}).to_text("table")      # doctest: +SKIP
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

from kg.errors import KgError, LedgerError, NotFound, QueryError, UsageError
from kg.gate import check, check_length, declared, tokens
from kg.iri import Iris
from kg.ledger import Ledger
from kg.named_queries import NAME, bind, bind_text, read_named, term
from kg.narrowing import entity_called
from kg.prefixes import expand, prefixes
from kg.results import Result
from kg.solutions import to_result
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from kg.index import Use
    from kg.store import Answer

TIME_LIMIT = 30.0
"""Seconds of processor time that a query may take, once the graph is loaded."""
PATIENCE = 10
"""How many times as long a query may take by the clock: where a machine has other work, a query waits for it."""
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
    as_of: str | None = None,
    undated: bool = False,
    time_limit: float = TIME_LIMIT,
    max_rows: int = MAX_ROWS,
    index: Use = "auto",
    progress: Callable[[str], None] = lambda _: None,
) -> Result:
    """Ask the graph that `kg build -o DIRECTORY` wrote.

    `params` are bound as terms: those of a named query by the kinds that its header states, where an entity may be called by its name too;
    in SPARQL of your own `$name` gives way to an IRI where the value is one or a CURIE of a known prefix, to a number where it is one, else
    to a string.

    `as_of` (a year, month or day) asks the graph as it stood then: only documents that were published by its last day count; those without
    a date only where `undated` is true. `time_limit` is in seconds of processor time, once the graph is loaded; by the clock a query may
    take PATIENCE times as long. `index` says whether a graph is loaded into memory ("never"), asked from an index on disk ("always"), or
    as its size suggests; `progress` is told of what takes long.

    Raises:
        QueryError: the query is malformed, refused, unknown, out of time or memory, or a parameter does not fit.
        UsageError, LedgerError: there is no graph in the folder, it cannot be read, or a limit or a date is none.
    """
    if not 0 < time_limit < float("inf"):
        raise UsageError(f"time limit {time_limit:g}: expected a number of seconds above 0, such as {TIME_LIMIT:g}")
    if max_rows < 1:
        raise UsageError(f"at most {max_rows} rows: expected a number above 0")
    params = by_id(directory, text_or_name, params)
    checked = check(bound(text_or_name, params))
    order = {
        "directory": str(directory),
        "as_of": as_of,
        "undated": undated,
        "index": index,
        "query": checked.query,
        "about": _entities(params),
        "prefixes": prefixes(Iris()),
        "union": checked.union,
        "limit": max_rows,
        "load_seconds": LOAD_LIMIT,
        "seconds": time_limit,
        "patience": PATIENCE * time_limit,
    }
    ready, answer = _ask(json.dumps(order), time_limit, progress)
    told = _told(answer)
    notes = (*_notes(ready, as_of, undated=undated), *(f"{Iris().curie(iri)} is not in this graph" for iri in told.get("absent", ())))
    return replace(to_result(told), notes=notes)


def explain(text_or_name: str, *, params: Mapping[str, str] | None = None) -> str:
    """The SPARQL that `query` would run, whole: prefixes declared and parameters bound, so that any other SPARQL engine takes it.

    Raises:
        QueryError: as `query`; a query that is refused is not shown.
    """
    text = bound(text_or_name, params)
    check(text)
    return declared(text, prefixes(Iris()))


def by_id(directory: str | Path, text_or_name: str, params: Mapping[str, str] | None) -> dict[str, str]:
    """Parameters of a named query in which an entity's name gives way to its id; QueryError where none or several are called so."""
    found = dict(params or {})
    if not found or not NAME.fullmatch(text_or_name.strip()):
        return found
    kinds = {parameter.name: parameter.kind for parameter in read_named(text_or_name.strip()).parameters}
    iris = Iris()
    named = {name: value for name, value in found.items() if kinds.get(name) == "entity" and not expand(value, prefixes(iris), iris)}
    if named:
        with Ledger.open(Path(directory)) as ledger:
            entities = {entity.id: entity for entity in ledger.entities()}
        for name, value in named.items():
            try:
                found[name] = entity_called(value, entities)
            except NotFound as error:
                raise QueryError(f"{name}={error}") from error
    return found


def bound(text_or_name: str, params: Mapping[str, str] | None = None) -> str:
    """The SPARQL of a named query, or the SPARQL itself, with values in the place of parameters; QueryError where one does not fit."""
    check_length(text_or_name)
    values = dict(params or {})
    if NAME.fullmatch(text_or_name.strip()):
        return bind(read_named(text_or_name.strip()), values)
    used = {token.text[1:] for token in tokens(text_or_name) if token.kind == "variable" and token.text.startswith("$")}
    unknown = sorted(set(values) - used)
    if unknown:
        takes = ", ".join(f"${name}" for name in sorted(used)) or "none"
        raise QueryError(f"the query has no ${unknown[0]} that {unknown[0]}={values[unknown[0]]!r} could stand for (it has {takes})")
    return bind_text(text_or_name, {name: term(value, "term", name=name) for name, value in values.items()})


def _entities(params: Mapping[str, str]) -> list[str]:
    """IRIs of the entities among parameters."""
    iris, known = Iris(), prefixes(Iris())
    found = [expand(value, known, iris) or "" for value in params.values()]
    return [iri for iri in found if (iris.curie(iri) or "").partition(":")[0] in vocabulary().types]


def _ask(order: str, time_limit: float, progress: Callable[[str], None]) -> tuple[dict[str, Any], bytes]:
    """What a new process says when it is ready, and its answer; the process is gone when this returns, whatever happens."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).resolve().parent.parent), *_python_path()])}
    with TemporaryFile() as complaints, _worker(environment, complaints) as process:
        try:
            if process.stdin is None or process.stdout is None:
                raise QueryError("no process could be started to run the query")
            _send(process.stdin, order)
            answer = _receive(process.stdout, time_limit, progress)
            if process.wait() != 0:
                raise _ended(process.returncode, complaints, time_limit)
        finally:
            process.kill()
    return answer


def _worker(environment: Mapping[str, str], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", "from kg.worker import main; main()"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, env=environment)


def _ended(code: int, complaints: IO[bytes], time_limit: float) -> KgError:
    """Why a process ended without an answer: a signal (below 0) comes from what the query made it do, an exit code from itself."""
    if -code == signal.SIGPROF:
        return QueryError(_too_slow(f"more than {time_limit:g} seconds of processor time"))
    if -code == signal.SIGALRM:  # this process was halted, and so did not look at the clock itself
        return QueryError("this program was halted for longer than a query may take; ask again")
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


def _receive(pipe: IO[bytes], time_limit: float, progress: Callable[[str], None]) -> tuple[dict[str, Any], bytes]:
    """All that the process writes, up to its end; QueryError where it takes too long or says too much."""
    received = bytearray()
    ready: dict[str, Any] = {}
    deadline = time.monotonic() + LOAD_LIMIT
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(timeout=max(0.0, deadline - time.monotonic())):
                loading = f"the graph was not loaded within {LOAD_LIMIT:g} seconds"
                raise QueryError(_too_slow(f"more than {PATIENCE * time_limit:g} seconds by the clock") if ready else loading)
            piece = os.read(pipe.fileno(), 1 << 20)
            if not piece:
                return ready, bytes(received)
            received += piece
            while not ready and b"\n" in received:
                line, _, rest = received.partition(b"\n")
                message = json.loads(line)
                if "ready" in message:
                    ready, deadline = message, time.monotonic() + PATIENCE * time_limit
                elif "progress" in message:
                    progress(message["progress"])
                else:
                    break  # a failure, which is the answer
                received = rest
            if len(received) > MAX_BYTES:
                raise QueryError(f"the answer is larger than {MAX_BYTES >> 20} MiB; add LIMIT, or ask for less")


def _too_slow(limit: str) -> str:
    return f"the query took {limit} and was stopped; narrow it, add LIMIT, or allow more time"


def _told(answer: bytes) -> Answer:
    """The answer of the process, or the error that it is."""
    try:
        message = json.loads(answer)
    except ValueError as error:
        raise QueryError("the process that ran the query gave no answer") from error
    if "failure" in message:
        raise _FAILURES.get(message["kind"], KgError)(message["failure"])
    if "error" in message:
        raise QueryError(message["error"])
    told: Answer = message
    return told


def _notes(ready: Mapping[str, Any], as_of: str | None, *, undated: bool) -> tuple[str, ...]:
    """What the user should know of the graph that was asked."""
    notes = tuple(ready.get("notes", ()))
    kept = ready.get("kept")
    if kept is None or as_of is None:
        return notes
    parts = [f"as of {as_of}: {kept['count']:,} of {kept['total']:,} documents count", f"{kept['later']:,} are later, or may be"]
    if kept["undated"]:
        parts.append(f"{kept['undated']:,} have no date and {'count' if undated else 'do not count (--undated counts them)'}")
    return ("; ".join(parts), *notes)
