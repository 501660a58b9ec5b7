"""Who else says what a claim says, and who says otherwise: the company that one claim keeps in the graph.

In: an open ledger and one of its claims. Out: a Company: the independent sources of its edge, near-duplicates of its document, and the
claims that contradict it, overtook it, or were overtaken by it, each with its sentence.

>>> MOST
20
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.contradictions import opposites_of, relations
from kg.edges import edge_id, to_edges
from kg.ledger import Ledger
from kg.model import Claim, Edge, Relation

MOST = 20
"""Claims that are told of each relation; a hot dispute has hundreds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherClaim:
    """A claim that stands in a relation to another: how ('contradicts', 'supersedes', 'superseded by'), why, and its sentence."""

    id: str
    relation: str
    reason: str
    predicate: str
    status: str
    source: str
    date: str | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """`sources` are the independent ones of the claim's edge, `documents` how many documents tell it, `first` and `last` their dates;
    `copies` are near-duplicates of the claim's own document, by source; `others` the claims that say otherwise, at most MOST a relation."""

    sources: tuple[str, ...] = ()
    documents: int = 0
    first: str | None = None
    last: str | None = None
    copies: tuple[str, ...] = ()
    others: tuple[OtherClaim, ...] = ()


def company_of(ledger: Ledger, claim: Claim) -> Company:
    """The company of a claim; empty for one that no view shows."""
    ends, near = {claim.subject, claim.object}, {claim.predicate, *opposites_of(claim.predicate)}
    claims = {one.id: one for one in ledger.claims_about(claim.subject) if {one.subject, one.object} == ends and one.predicate in near}
    edges = to_edges(claims.values(), ledger.origins({one.document for one in claims.values()}))
    own = next((edge for edge in edges if claim.id in edge.claims), None)
    copies = (document.source for id in ledger.copies_of(claim.document) if (document := ledger.document(id)) is not None)
    if own is None:
        return Company(copies=tuple(copies))
    found = [other for relation in relations(edges, claims.values()) for other in _others(ledger, relation, own, claims)]
    return Company(
        sources=own.sources,
        documents=len(own.documents),
        first=own.first,
        last=own.last,
        copies=tuple(copies),
        others=tuple(found),
    )


def _others(ledger: Ledger, relation: Relation, own: Edge, claims: dict[str, Claim]) -> Iterator[OtherClaim]:
    """The claims on the other end of a relation, where this edge is on one."""
    keys = (edge_id(relation.edge), edge_id(relation.other))
    if edge_id(own) not in keys:
        return
    active = keys[0] == edge_id(own)
    name = relation.kind if active or relation.kind == "contradicts" else "superseded by"
    edge = relation.other if active else relation.edge
    for id in edge.claims[:MOST]:
        claim = claims[id]
        document = ledger.document(claim.document)
        if document is not None:
            first = claim.evidence[0]
            yield OtherClaim(
                id=id,
                relation=name,
                reason=relation.reason,
                predicate=claim.predicate,
                status=claim.status,
                source=document.source,
                date=claim.time or document.published,
                sentence=document.text[first.start : first.end],
            )
