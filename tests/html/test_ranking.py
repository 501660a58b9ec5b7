"""What is kept when there is too much."""

from __future__ import annotations

from kg.html.ranking import keep_strongest
from kg.model import Edge


def _edge(subject: str, documents: int, confidence: float, claims: int = 0) -> Edge:
    return Edge(
        subject=subject, predicate="banned", object="platform:x", status="fact", confidence=confidence,
        claims=tuple(f"{subject}-{number}" for number in range(claims or documents)),
        documents=tuple(str(number) for number in range(documents)),
    )


def test_everything_is_kept_below_the_limits() -> None:
    edges = [_edge("a", 1, 0.2), _edge("b", 2, 0.9)]
    kept = keep_strongest(edges, {})
    assert (list(kept.edges), kept.left_out, kept.claims_left_out) == (edges, 0, 0)
    assert kept.claims == tuple(edge.claims for edge in edges)


def test_documents_count_before_confidence_and_names_settle_ties() -> None:
    edges = [_edge("d", 1, 0.5), _edge("c", 1, 0.5), _edge("b", 1, 0.9), _edge("a", 3, 0.1)]
    kept = keep_strongest(edges, {}, limit=3)
    assert [edge.subject for edge in kept.edges] == ["a", "b", "c"]
    assert kept.left_out == 1
    assert keep_strongest(edges[::-1], {}, limit=3) == kept


def test_copies_in_one_document_do_not_make_an_edge_stronger() -> None:
    kept = keep_strongest([_edge("a", 1, 0.5, claims=9), _edge("b", 2, 0.5)], {}, limit=1)
    assert kept.edges[0].subject == "b"


def test_the_surest_claims_of_each_edge_are_kept() -> None:
    edges = [_edge("a", 1, 0.9, claims=6), _edge("b", 1, 0.9, claims=1)]
    confidence = {f"a-{number}": number / 10 for number in range(6)} | {"b-0": 0.1}
    kept = keep_strongest(edges, confidence, claim_limit=4)
    assert kept.claims == (("a-4", "a-5"), ("b-0",))
    assert kept.claims_left_out == 4
