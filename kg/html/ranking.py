"""Which edges a page shows when there are more than a reader or a browser can take.

In: edges. Out: the strongest of them, and what was left out.

>>> keep_strongest([], {}, limit=2000).left_out
0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Edge

EDGE_LIMIT = 20_000
CLAIM_LIMIT = 25_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Edges in their old order, the claims of each that are shown, and how many of either are not."""

    edges: tuple[Edge, ...]
    claims: tuple[tuple[str, ...], ...]
    left_out: int = 0
    claims_left_out: int = 0


def keep_strongest(
    edges: Sequence[Edge], confidence: Mapping[str, float], *, limit: int = EDGE_LIMIT, claim_limit: int = CLAIM_LIMIT
) -> Kept:
    """The edges that most independent sources state, then most documents, then the surest; ties fall by name, so that the same graph
    gives the same page.

    Where the edges kept bear more claims than `claim_limit`, each shows an equal number of its surest ones. `confidence` is that of
    claims, by their id.
    """
    ranked = sorted(edges, key=_strength)[:limit]
    shown = sorted(ranked, key=lambda edge: (edge.subject, edge.predicate, edge.object, edge.status))
    total = sum(len(edge.claims) for edge in shown)
    each = total if total <= claim_limit else max(1, claim_limit // len(shown))
    kept = tuple(_surest(edge, each, confidence) for edge in shown)
    return Kept(edges=tuple(shown), claims=kept, left_out=len(edges) - len(shown), claims_left_out=total - sum(map(len, kept)))


def _strength(edge: Edge) -> tuple[int, int, float, int, str, str, str, str]:
    counts = -len(edge.sources), -len(edge.documents), -edge.confidence, -len(edge.claims)
    return *counts, edge.subject, edge.predicate, edge.object, edge.status


def _surest(edge: Edge, count: int, confidence: Mapping[str, float]) -> tuple[str, ...]:
    if len(edge.claims) <= count:
        return edge.claims
    return tuple(sorted(sorted(edge.claims, key=lambda claim: (-confidence.get(claim, 0.0), claim))[:count]))
