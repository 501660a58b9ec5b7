"""What an index holds, part by part, so that it can be brought up to date by what has changed.

In: graphs on their way to an index; later the ledger, and what was noted then. Out: a line for each part; the parts that are gone, that are
new, or that are other than they were.

A part is the graph of one document, known by the digest of all that the document gave, or what one of the shared graphs (entities, facts,
what they entail, corroboration) says of one subject, known by the digest of its triples. Lines and parts are in one order, so that old
and new are compared as they pass by.

>>> same = Part(place=1, name="urn:a", digest="1")
>>> [(old, new) for old, new in changed([str(same)], [same])]
[]
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from kg.iri import Iris
from kg.ledger import Ledger
from kg.model import Claim
from kg.store import open_to_update, put, take
from kg.terms import Graphs, Triple
from kg.triples import claims_by_document, document_graph, shared_graphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of an index: `place` says of which graph (0 to 3 the shared ones, 4 that of a document), `name` is the IRI of the subject or
    the id of the document; `triples` are those of a subject."""

    place: int
    name: str
    digest: str
    triples: tuple[Triple, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.place} {self.digest} {self.name}\n"


STORE, PARTS = "store", "parts"
"""Below the folder of an index: the store, and the lines that say what stands in it."""
DOCUMENT = 4
"""The place of the graph of a document."""


def shared(iris: Iris) -> tuple[str, ...]:
    """The graphs that are of no document, by place."""
    return (iris.entity_graph, iris.asserted, iris.entailed, iris.corroboration)


def noted(graphs: Graphs, ledger: Ledger, iris: Iris, out: TextIO) -> Graphs:
    """The graphs of a ledger as they are; a line for each part is written to `out` as they pass."""
    places = {name: place for place, name in enumerate(shared(iris))}
    digests = _digests(ledger)
    for name, triples in graphs:
        if name in places:
            out.writelines(map(str, _subjects(places[name], triples)))
        else:
            id, digest = next(digests)
            out.write(str(Part(place=DOCUMENT, name=id, digest=digest or _digest(triples))))
        yield name, triples


class Parts:
    """The parts of a ledger as they are now, and the triples of those that have to be written."""

    def __init__(self, ledger: Ledger, iris: Iris) -> None:
        self._ledger = ledger
        self._iris = iris
        self._claims: dict[str, list[Claim]] = claims_by_document(ledger)

    def __iter__(self) -> Iterator[Part]:
        places = {name: place for place, name in enumerate(shared(self._iris))}
        for name, triples in shared_graphs(self._ledger, self._claims, self._iris):
            yield from _subjects(places[name], triples)
        for id, digest in _digests(self._ledger):
            yield Part(place=DOCUMENT, name=id, digest=digest or _digest(self._document(id)))

    def graph(self, part: Part) -> tuple[str, list[Triple]]:
        """The graph that a part stands in, and the triples of the part."""
        if part.place == DOCUMENT:
            return self._iris.graph(part.name), self._document(part.name)
        return shared(self._iris)[part.place], list(part.triples)

    def _document(self, id: str) -> list[Triple]:
        document = self._ledger.document(id)
        return [] if document is None else document_graph(self._ledger, document, self._claims.get(id, ()), self._iris)


def changed(lines: Iterable[str], parts: Iterable[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """(as it was, as it is) of each part that is gone (the second None), new (the first None), or another."""
    old, new = map(_read, lines), iter(parts)
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        if other is None or (one is not None and _key(one) < _key(other)):
            yield one, None
            one = next(old, None)
        elif one is None or _key(other) < _key(one):
            yield None, other
            other = next(new, None)
        else:
            if one != other:
                yield one, other
            one, other = next(old, None), next(new, None)


def update(other: Path, folder: Path, records: Ledger, say: Callable[[str], None]) -> bool:
    """Makes a copy of a sound index in which what changed is replaced; False where most documents have, and nothing is copied."""
    parts = Parts(records, Iris())
    gone: list[Part] = []
    come: list[Part] = []
    with (other / PARTS).open(encoding="utf-8") as lines, (folder / PARTS).open("w", encoding="utf-8") as out:

        def now() -> Iterator[Part]:
            for part in parts:
                out.write(str(part))
                yield part

        for old, new in changed(lines, now()):
            gone += [old] if old else []
            come += [new] if new else []
    touched = {part.name for part in (*gone, *come) if part.place == DOCUMENT}
    if 2 * len(touched) > len(list(records.digests())):
        return False
    say("bringing the index of the graph up to date")
    _copy(other / STORE, folder / STORE)
    store = open_to_update(folder / STORE)
    graphs = shared(Iris())
    for part in gone:
        if part.place == DOCUMENT:
            take(store, Iris().graph(part.name))
        else:
            take(store, graphs[part.place], part.name)
    put(store, map(parts.graph, come))
    store.flush()
    return True


def _copy(store: Path, to: Path) -> None:
    """A store on disk beside another: RocksDB never changes a finished table (.sst), so these may be one file under two names."""
    to.mkdir()
    for path in store.iterdir():
        if path.suffix == ".sst":
            try:
                os.link(path, to / path.name)
                continue
            except OSError:  # a file system without links
                pass
        if path.name != "LOCK" and not path.name.startswith("LOG"):
            shutil.copyfile(path, to / path.name)


def _read(line: str) -> Part:
    place, digest, name = line.rstrip("\n").split(" ", 2)
    return Part(place=int(place), name=name, digest=digest)


def _key(part: Part) -> tuple[int, str]:
    return part.place, part.name


def _subjects(place: int, triples: Iterable[Triple]) -> Iterator[Part]:
    for subject, same in groupby(triples, key=itemgetter(0)):
        found = tuple(same)
        yield Part(place=place, name=subject[1:-1], digest=_digest(found), triples=found)


def _digests(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """(id, digest of its graph) of each document; '' where people judged its claims: what stands of them hangs on other documents."""
    judged = ledger.judged()
    for id, digest in ledger.digests():
        yield id, "" if id in judged else _digest([(digest, repr(ledger.min_confidence), "")])


def _digest(triples: Iterable[Triple]) -> str:
    total = blake2b(digest_size=12)
    for triple in triples:
        total.update("\0".join(triple).encode("utf-8", "surrogatepass") + b"\n")
    return total.hexdigest()
