"""Named queries, loading, dumping and rebuilding of a large made-up graph: CPU seconds, ratios against rdflib, and memory.

In: folders with a ledger of made-up news. Out: rows for scripts/benchmark.py. Each step runs in a process of its own, which tells how much
memory it took. Seconds are of processor time, so that what else runs on the machine counts little; `against` tells how long one waits.
"""

from __future__ import annotations

import json
import math
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

import rdflib

from kg.gate import check
from kg.iri import Iris
from kg.ledger import Ledger
from kg.named_queries import bind, named_queries, read_named, walked
from kg.prefixes import prefixes
from kg.query import TIME_LIMIT, query
from kg.rdf import write_rdf
from kg.resources import ontology_path
from kg.store import answer, load

Row = dict[str, str | float]

QUERIES = ("alleged-claims", "evidence-of-edge", "most-active", "status-counts", "timeline")
"""Those that rdflib answers in less than minutes: of properties that are asked for by EXISTS or both ways it makes too much."""
STEP = """
import json, sys
from pathlib import Path
from time import perf_counter, process_time
from kg.index import open_graph
from kg.ledger import Ledger
from kg.rdf import write_rdf
from kg.store import load
from kg.views import rebuild
folder, step = Path(sys.argv[1]), sys.argv[2]
if step == "index, a document gone":
    with Ledger.open(folder, write=True) as ledger:
        ledger.remove([min(id for id, _, _ in ledger.states())])
start, waited = process_time(), perf_counter()
if step == "rebuild":
    rebuild(folder)
elif step.startswith("index"):
    if open_graph(folder, use="always").lock is None:
        raise SystemExit("no index was kept")
else:
    with Ledger.open(folder) as ledger:
        load(ledger) if step == "load" else write_rdf(ledger, folder / "dump.nq", "nquads")
# Not ru_maxrss, which begins with what the process that started this one held.
lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
memory = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
print(json.dumps([process_time() - start, perf_counter() - waited, memory]))
"""
STEPS = ("load", "index", "index, opened again", "index, a document gone", "dump", "rebuild")


def queries(folder: Path, rounds: int) -> Iterator[Row]:
    """Each named query against the same query over rdflib on the same triples; the last row is the geometric mean.

    rdflib is asked in the form that it is fastest in: without the SELECTs that make pyoxigraph join by hash.
    """
    entity = _busiest(folder)
    with Ledger.open(folder) as ledger:
        store = load(ledger)
        write_rdf(ledger, folder / "queries.nt", "ntriples")
    other = rdflib.Graph()
    other.parse(folder / "queries.nt", format="nt")
    triples = len(other)
    other.parse(str(ontology_path("actorgraph.ttl")), format="turtle")
    known = prefixes(Iris())
    ratios = []
    for name in QUERIES:
        given = {"subject": entity} if name == "evidence-of-edge" else {}
        text = check(bind(read_named(name), given)).query
        ours = math.inf
        found = answer(store, text, known=known, limit=10**6)
        for _ in range(rounds):
            start = process_time()
            answer(store, text, known=known, limit=10**6)
            ours = min(ours, process_time() - start)
        start = process_time()
        others = len(list(other.query(_plain(text), initNs=known)))
        theirs = process_time() - start
        if others != (ours_found := found["table"].count("\n") - 1):
            raise SystemExit(f"{name}: {ours_found} rows, by rdflib {others}")
        ratios.append(theirs / ours)
        what = f"{name}, {triples} triples, CPU seconds"
        yield {"what": what, "ours": ours, "other": theirs, "against": "rdflib", "ratio": theirs / ours}
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    yield {"what": "named queries, geometric mean", "ours": 1.0, "other": mean, "against": "rdflib", "ratio": mean}


def _plain(text: str) -> str:
    """A query that names no entity, without any SELECT within it that changes no answer."""
    return re.sub(r"\n *\{ SELECT DISTINCT [^\n]*\$about[^\n]*", "", walked(text))


def steps(folder: Path, names: tuple[str, ...] = STEPS) -> Iterator[Row]:
    """CPU seconds (`ours`) and peak memory in MiB (`other`) of each step over a whole ledger."""
    for name in names:
        done = subprocess.run([sys.executable, "-c", STEP, str(folder), name], stdout=subprocess.PIPE, text=True, check=True)
        seconds, waited, memory = json.loads(done.stdout.splitlines()[-1])
        yield {"what": f"{name}, CPU seconds and MiB", "ours": seconds, "other": memory, "against": f"{waited:.1f} s waited", "ratio": 1.0}


def every_query(folder: Path) -> Iterator[Row]:
    """Each named query without parameters over the whole graph, by its index, as `kg query` asks it; `other` are the rows."""
    for named in named_queries():
        before, start = spent(), perf_counter()
        found = len(query(folder, named.name, index="always", time_limit=600).rows)
        seconds, waited = spent() - before, perf_counter() - start
        against = f"the limit of {TIME_LIMIT:g} s; {waited:.1f} s waited"
        what = f"{named.name}, CPU seconds and rows"
        yield {"what": what, "ours": seconds, "other": found, "against": against, "ratio": TIME_LIMIT / seconds}


def spent() -> float:
    """CPU seconds of this process and of all that it started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime + process_time()


def _busiest(folder: Path) -> str:
    """The country that acts in most claims."""
    with Ledger.open(folder) as ledger:
        counts: dict[str, int] = {}
        for claim in ledger.claims():
            if claim.subject.startswith("country:"):
                counts[claim.subject] = counts.get(claim.subject, 0) + 1
    return min(counts, key=lambda name: (-counts[name], name))
