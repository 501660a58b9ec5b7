"""Named queries, loading, dumping and rebuilding of a large made-up graph: seconds, ratios against rdflib, and memory.

In: folders with a ledger of made-up news. Out: rows for scripts/benchmark.py. Steps that need much memory run in processes of their own,
which tell how much they took.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import rdflib

from kg.gate import check
from kg.iri import Iris
from kg.ledger import Ledger
from kg.named_queries import bind, named_queries, read_named
from kg.prefixes import prefixes
from kg.query import TIME_LIMIT, query
from kg.rdf import write_rdf
from kg.resources import ontology_path
from kg.store import answer, load

Row = dict[str, str | float]

QUERIES = ("alleged-claims", "evidence-of-edge", "most-active", "status-counts", "timeline")
"""Those that rdflib answers in less than minutes: of properties that are asked for by EXISTS or both ways it makes too much."""
STEP = """
import json, resource, sys
from pathlib import Path
from time import perf_counter
from kg.index import open_graph
from kg.ledger import Ledger
from kg.rdf import write_rdf
from kg.store import load
from kg.views import rebuild
folder, step = Path(sys.argv[1]), sys.argv[2]
start = perf_counter()
if step == "rebuild":
    rebuild(folder)
elif step.startswith("index"):
    if step.endswith("gone"):
        with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
            ledger.remove([min(id for id, _, _ in ledger.states())])
    start = perf_counter()
    if open_graph(folder, use="always").lock is None:
        raise SystemExit("no index was kept")
else:
    with Ledger.open(folder) as ledger:
        load(ledger) if step == "load" else write_rdf(ledger, folder / "dump.nq", "nquads")
print(json.dumps([perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def queries(folder: Path, best: Callable[[Callable[[], object], int], float], rounds: int) -> list[Row]:
    """Each named query against the same query over rdflib on the same triples; the last row is the geometric mean."""
    entity = _busiest(folder)
    with Ledger.open(folder) as ledger:
        store = load(ledger)
        write_rdf(ledger, folder / "queries.nt", "ntriples")
    other = rdflib.Graph()
    other.parse(folder / "queries.nt", format="nt")
    triples = len(other)
    other.parse(str(ontology_path("actorgraph.ttl")), format="turtle")
    known = prefixes(Iris())
    rows: list[Row] = []
    for name in QUERIES:
        given = {"subject": entity} if name == "evidence-of-edge" else {}
        text = check(bind(read_named(name), given)).query
        ours = best(lambda text=text: answer(store, text, known=known, limit=10**6), rounds)  # type: ignore[misc]
        start = perf_counter()
        list(other.query(text, initNs=known))
        theirs = perf_counter() - start
        what = f"{name}, {triples} triples, seconds"
        rows.append({"what": what, "ours": ours, "other": theirs, "against": "rdflib", "ratio": theirs / ours})
    mean = math.exp(sum(math.log(float(row["ratio"])) for row in rows) / len(rows))
    return [*rows, {"what": "named queries, geometric mean", "ours": 1.0, "other": mean, "against": "rdflib", "ratio": mean}]


STEPS = ("load", "index", "index, opened again", "index, a document gone", "dump", "rebuild")


def steps(folder: Path, names: tuple[str, ...] = STEPS) -> Iterator[Row]:
    """Seconds and peak memory (MiB) of each step over a whole ledger; `ours` are the seconds, `other` is the memory."""
    for name in names:
        done = subprocess.run([sys.executable, "-c", STEP, str(folder), name], stdout=subprocess.PIPE, text=True, check=True)
        seconds, memory = json.loads(done.stdout.splitlines()[-1])
        yield {"what": f"{name}, seconds and MiB", "ours": seconds, "other": memory, "against": "", "ratio": 1.0}


def every_query(folder: Path) -> Iterator[Row]:
    """Each named query without parameters over the whole graph, by its index, as `kg query` asks it; `other` are the rows."""
    for named in named_queries():
        start = perf_counter()
        found = len(query(folder, named.name, index="always", time_limit=600).rows)
        seconds = perf_counter() - start
        against = f"the limit of {TIME_LIMIT:g} s"
        yield {
            "what": f"{named.name}, seconds and rows",
            "ours": seconds,
            "other": found,
            "against": against,
            "ratio": TIME_LIMIT / seconds,
        }


def _busiest(folder: Path) -> str:
    """The country that acts in most claims."""
    with Ledger.open(folder) as ledger:
        counts: dict[str, int] = {}
        for claim in ledger.claims():
            if claim.subject.startswith("country:"):
                counts[claim.subject] = counts.get(claim.subject, 0) + 1
    return min(counts, key=lambda name: (-counts[name], name))
