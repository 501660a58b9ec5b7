"""The description of a build's dataset: DIR/dataset.ttl, and `kg describe` for whoever publishes it.

In: an open ledger, and what its publisher says of it. Out: VoID and DCAT in Turtle.

>>> describe.__name__
'describe'
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.dataset import About, Dump, to_description
from kg.errors import UsageError
from kg.fingerprint import file_digests
from kg.fresh import fresh_trig
from kg.iri import BASE, Iris
from kg.ledger import Ledger
from kg.source_date import source_date
from kg.tally import Tally
from kg.triples import to_graphs


def dump_of(ledger: Ledger, directory: Path, *, download: str | None = None) -> Dump | None:
    """The graph.trig of a build, where it is of the ledger's present content; None else.

    Raises:
        UsageError: an address to have it at, and no such file.
    """
    trig = fresh_trig(directory, ledger.digest())
    if trig is not None:
        return Dump(size=trig.stat().st_size, sha256=file_digests([trig])[trig.name], download=download)
    if download:
        raise UsageError(f"--download {download}: {directory} holds no graph.trig of the ledger's content; write it with kg rebuild")
    return None


def describe(
    ledger: Ledger,
    *,
    title: str | None = None,
    licence: str | None = None,
    publisher: str | None = None,
    dump: Dump | None = None,
    tally: Tally | None = None,
    base: str | None = None,
) -> str:
    """The description of what a ledger holds; `tally` are its counts where they were taken already.

    Raises:
        UsageError: a licence, a publisher, a base or an address that is no IRI; SOURCE_DATE_EPOCH is no number.
    """
    iris = Iris(BASE if base is None else base)
    if tally is None:
        tally = Tally()
        for _ in tally.through(to_graphs(ledger, iris)):
            pass
    about = About(
        **({"title": title} if title else {}),
        licence=licence,
        publisher=publisher,
        issued=source_date(),
        digest=ledger.digest(),
        versions=json.loads(ledger.setting("report") or "{}").get("versions", {}),
        dump=dump,
    )
    return to_description(tally, about, iris)
