"""Which graph.trig of a folder may be taken for the graph: one that is whole and of the ledger's present content.

In: the folder of a build and the digest of its ledger. Out: the path of graph.trig, or None where the ledger has to be read instead.

>>> fresh_trig(Path("nowhere"), "0" * 64)
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kg.errors import KgError, UsageError
from kg.rdf import digest_of

LEDGER, TRIG, REPORT = "ledger.sqlite", "graph.trig", "report.json"


def fresh_trig(directory: Path, digest: str) -> Path | None:
    """graph.trig where it was written from a ledger of that digest, and has not changed since; else None.

    Its own first line says from which ledger it was written; report.json says which bytes were written.
    """
    trig = directory / TRIG
    try:
        written = json.loads((directory / REPORT).read_text(encoding="utf-8"))["digests"]
        same = written["ledger"] == digest == digest_of(trig)
        return trig if same and _sha256(trig) == written[TRIG] else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def trig_alone(directory: Path) -> Path:
    """graph.trig of a folder that has no ledger.

    Raises:
        UsageError: it is not there either. KgError: report.json says that other bytes were written.
    """
    trig = directory / TRIG
    if not trig.exists():
        raise UsageError(f"{directory}: holds no {TRIG} and no {LEDGER}; name the folder that `kg build INPUT... -o DIR` wrote")
    try:
        written = json.loads((directory / REPORT).read_text(encoding="utf-8"))["digests"][TRIG]
    except (OSError, ValueError, LookupError, TypeError):
        return trig
    if _sha256(trig) != written:
        raise KgError(f"{TRIG}: is not what {REPORT} says was written, and there is no ledger to make it again from; copy the folder anew")
    return trig


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
