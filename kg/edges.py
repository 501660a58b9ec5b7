"""Claims of the same subject, predicate, object and status, drawn as one edge.

In: claims in any order, and the publication date of each document. Out: edges, sorted.

>>> to_edges([], {})
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model import Claim, Edge, Status


def to_edges(claims: Iterable[Claim], published: Mapping[str, str | None]) -> list[Edge]:
    """Groups claims into edges, sorted by subject, predicate, object and status.

    `first` and `last` are the earliest and latest ISO 8601 date: the time of a claim where it has one, else the publication of its
    document (`published`, by Document.id). The confidence is that of the best claim: copies of one report do not make it surer.
    """
    groups: dict[tuple[str, str, str, Status], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.subject, claim.predicate, claim.object, claim.status].append(claim)
    return [_edge(key, groups[key], published) for key in sorted(groups)]


def _edge(key: tuple[str, str, str, Status], claims: list[Claim], published: Mapping[str, str | None]) -> Edge:
    subject, predicate, object, status = key
    dates = [date for claim in claims if (date := claim.time or published.get(claim.document))]
    return Edge(
        subject=subject,
        predicate=predicate,
        object=object,
        status=status,
        claims=tuple(sorted(claim.id for claim in claims)),
        documents=tuple(sorted({claim.document for claim in claims})),
        first=min(dates, default=None),
        last=max(dates, default=None),
        confidence=max(claim.confidence for claim in claims),
    )
