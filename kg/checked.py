"""Holds against the shapes what was not yet: of a large graph, the documents that the last build read, not all.

In: an open ledger that can be written. Out: what is wrong with the graph, line by line: what was found now, and what was found before and
still stands there. `kg validate` and `kg rebuild` look at the whole graph.

>>> owner_of("claim:0123456789abcdef", {"0123456789abcdef": "fedcba9876543210"})
'fedcba9876543210'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

import kg
from kg.edges import to_edges
from kg.fingerprint import file_digests
from kg.ledger import Ledger
from kg.model import Claim, Copy, Document, Edge, Entity, Mention
from kg.resources import ontology_path

BATCH = 100
"""Documents that are looked at together: their graphs are in memory at once."""

_OWNER = re.compile(r"\b(document|claim)[:/]([0-9a-f]{16})\b")


class Part:
    """Some documents of a ledger as Records; their entities as they name them, those that only claims name as all documents do."""

    def __init__(self, ledger: Ledger, ids: Sequence[str]) -> None:
        self._ledger = ledger
        self._ids = sorted(ids)
        self._claims = tuple(ledger.claims_of(self._ids))

    def documents(self) -> Iterator[Document]:
        yield from (document for id in self._ids if (document := self._ledger.document(id)) is not None)

    def entities(self) -> Iterator[Entity]:
        named = (end for claim in self._claims for end in (claim.subject, claim.object, claim.attributed_to) if end)
        yield from self._ledger.entities_of(self._ids, named)

    def mentions(self, document: str) -> Iterator[Mention]:
        yield from self._ledger.mentions(document)

    def claims(self) -> Iterator[Claim]:
        yield from self._claims

    def edges(self) -> Iterator[Edge]:
        yield from to_edges(self._claims, self._ledger.origins(self._ids))

    def copies(self) -> Iterator[Copy]:
        yield from (copy for copy in self._ledger.copies(self._ids) if {copy.document, copy.of} <= set(self._ids))


def check(ledger: Ledger) -> list[str]:
    """Validates the documents that were not, or by other shapes, and notes what is wrong; all that is wrong, sorted."""
    from kg.validate import validate

    mark = _mark(ledger)
    ids = ledger.unchecked(mark)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        part = Part(ledger, batch)
        claims = {claim.id: claim.document for claim in part.claims()}
        found = [(owner_of(violation.node, claims), str(violation)) for violation in validate(part).violations]
        ledger.note_checked(batch, mark, found)
    return ledger.violations()


def owner_of(node: str, claims: Mapping[str, str]) -> str:
    """Whose fault a violation is: the id of a document (`claims` gives that of a claim), else what the node is called."""
    match = _OWNER.search(node)
    if match is None:
        return node
    return claims.get(match[2], match[2]) if match[1] == "claim" else match[2]


def _mark(ledger: Ledger) -> str:
    files = file_digests(ontology_path(name) for name in ("shapes.ttl", "actorgraph.ttl"))
    return sha256(f"{kg.__version__} {sorted(files.items())} {ledger.min_confidence!r}".encode("ascii")).hexdigest()[:16]
