"""kg.multigraph: the same nodes and edges as the records, in the same order, with all that they say."""

from __future__ import annotations

from dataclasses import fields, replace

import networkx as nx

from kg.model import Edge
from kg.multigraph import to_multigraph
from tests.factories import MemoryRecords


def test_nodes_and_edges_are_those_of_the_records(sample: MemoryRecords) -> None:
    graph = to_multigraph(sample)
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph.nodes) == [entity.id for entity in sample.entities()]
    edges = list(sample.edges())
    assert sorted(graph.edges(keys=True)) == sorted((edge.subject, edge.object, f"{edge.predicate}:{edge.status}") for edge in edges)
    for edge in edges:
        found = graph.edges[edge.subject, edge.object, f"{edge.predicate}:{edge.status}"]
        assert all(found[field.name] == getattr(edge, field.name) for field in fields(Edge) if field.name not in {"subject", "object"})
        assert len(found["sentences"]) >= 1
    assert graph.nodes["country:FR"]["type"] == "country"
    assert graph.edges["country:DE", "platform:chirper", "banned:fact"]["sentences"] == ("Germany has banned Chirper.",)


def test_it_answers_as_networkx_does(sample: MemoryRecords) -> None:
    graph = to_multigraph(sample)
    assert "platform:chirper" in nx.descendants(graph, "country:DE")
    assert nx.is_isomorphic(graph, to_multigraph(sample))
    assert graph.number_of_edges() == len(list(sample.edges()))


def test_an_end_that_is_no_entity_is_a_node_all_the_same(sample: MemoryRecords) -> None:
    bare = MemoryRecords(extractions=tuple(replace(one, entities=()) for one in sample.extractions))
    graph = to_multigraph(bare)
    assert graph.nodes["country:DE"] == {
        "name": "country:DE", "type": "country", "aliases": (), "country": None, "sector": None, "gazetteer": None, "wikidata": None,
    }  # fmt: skip
