"""Claims of the same subject, predicate, object and status, drawn as one edge.

In: claims in any order, and the origin of each document. Out: edges, sorted.

>>> to_edges([], {})
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from kg.independence import Provenance, sources
from kg.model import Claim, Edge, Status


def to_edges(claims: Iterable[Claim], known: Mapping[str, Provenance]) -> list[Edge]:
    """Groups claims into edges, sorted by subject, predicate, object and status.

    `first` and `last` are the earliest and latest ISO 8601 date: the time of a claim where it has one, else the publication of its
    document (`known` gives the origin of each document, by id). The confidence is that of the best claim: copies of one report do not
    make it surer.
    """
    groups: dict[tuple[str, str, str, Status], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.subject, claim.predicate, claim.object, claim.status].append(claim)
    return [_edge(key, groups[key], known) for key in sorted(groups)]


def edge_id(edge: Edge | Claim) -> str:
    """16 hex digits that name an edge, or the edge that a claim belongs to: a hash of subject, predicate, object and status."""
    content = f"{edge.subject}\n{edge.predicate}\n{edge.object}\n{edge.status}"
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _edge(key: tuple[str, str, str, Status], claims: list[Claim], known: Mapping[str, Provenance]) -> Edge:
    subject, predicate, object, status = key
    documents = sorted({claim.document for claim in claims})
    found = [known.get(document) or Provenance(id=document) for document in documents]
    published = {origin.id: origin.published for origin in found}
    dates = [date for claim in claims if (date := claim.time or published[claim.document])]
    return Edge(
        subject=subject,
        predicate=predicate,
        object=object,
        status=status,
        claims=tuple(sorted(claim.id for claim in claims)),
        documents=tuple(documents),
        sources=sources(found),
        first=min(dates, default=None),
        last=max(dates, default=None),
        confidence=max(claim.confidence for claim in claims),
    )
