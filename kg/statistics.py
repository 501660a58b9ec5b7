"""A graph in numbers, for `kg stats`.

In: a ledger. Out: Statistics: what report.json counts, the span of time, and who acts most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from kg.contradictions import relations
from kg.ledger import Ledger
from kg.report import Counts, count

MOST = 10
"""Entities that are listed as most active."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """How many claims an entity is the subject of, and how many the object of."""

    id: str
    name: str
    acts: int
    targets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Numbers of a graph; `first` and `last` are dates (ISO 8601) of its edges.

    `corroborated` edges have several independent sources, `contradictions` are pairs of edges, `superseded` edges that were overtaken.
    """

    counts: Counts
    first: str | None
    last: str | None
    digest: str
    active: tuple[Activity, ...]
    corroborated: int = 0
    contradictions: int = 0
    superseded: int = 0

    def content(self) -> dict[str, Any]:
        """The same as JSON has it."""
        counts = self.counts
        sums = {
            "count": counts.all_claims,
            "withheld": counts.withheld,
            "reviewed": dict(counts.reviewed),
            "by predicate": {k: dict(v) for k, v in counts.claims.items()},
        }
        return {
            "documents": counts.documents,
            "characters": counts.characters,
            "mentions": counts.mentions,
            "edges": counts.edges,
            "corroborated": self.corroborated,
            "contradictions": self.contradictions,
            "superseded": self.superseded,
            "near-duplicates": counts.copies,
            "first": self.first,
            "last": self.last,
            "ledger": self.digest,
            "entities": {"count": counts.all_entities, "by type": dict(counts.entities)},
            "claims": sums,
            "blocks": {"count": counts.blocks, "dropped": dict(counts.dropped)},
            "most active": [asdict(row) for row in self.active],
        }


def statistics(ledger: Ledger) -> Statistics:
    """Counts a ledger; the most active entities are those in most claims, among equals by id."""
    acts: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    dates: list[str] = []
    edges = list(ledger.edges())
    for edge in edges:
        acts[edge.subject] += len(edge.claims)
        targets[edge.object] += len(edge.claims)
        dates += [date for date in (edge.first, edge.last) if date]
    kinds = Counter(relation.kind for relation in relations(edges, ledger.claims()))
    names = {entity.id: entity.name for entity in ledger.entities()}
    most = sorted(acts | targets, key=lambda name: (-acts[name] - targets[name], name))[:MOST]
    return Statistics(
        counts=count(ledger),
        first=min(dates, default=None),
        last=max(dates, default=None),
        digest=ledger.digest(),
        corroborated=sum(1 for edge in edges if len(edge.sources) > 1),
        contradictions=kinds["contradicts"],
        superseded=kinds["supersedes"],
        active=tuple(Activity(id=id, name=names.get(id, id), acts=acts[id], targets=targets[id]) for id in most),
    )
