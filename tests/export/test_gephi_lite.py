"""graphology, the library under gephi-lite, reads GEXF and GraphML: nodes, edges, attributes, the picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.export import write_export
from kg.export.network import EDGE, NODE, flat, to_network
from kg.literals import fit
from tests.export.readers import open_reader
from tests.factories import MemoryRecords

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PARSE = """([format, text]) => {
  const graph = graphologyLibrary[format].parse(graphology.MultiDirectedGraph, text);
  return {
    nodes: graph.mapNodes((id, attributes) => [id, attributes]),
    edges: graph.mapEdges((id, attributes, source, target) => [id, source, target, attributes]),
  };
}"""


@pytest.fixture(scope="module")
def graphology(browser: Browser) -> Iterator[Page]:
    page = open_reader(browser, "graphology", "graphology-library")
    yield page
    page.context.close()


@pytest.fixture(params=["sample", "hostile"])
def records(request: pytest.FixtureRequest) -> MemoryRecords:
    """An empty graph is left out: graphology takes the direction of a graph from its edges."""
    found: MemoryRecords = request.getfixturevalue(request.param)
    return found


def plain(values: dict[str, Any], names: Any) -> dict[str, str]:
    """Attributes as text in one line, without those that are empty; spaces, which the reader trims, are as it has them."""
    return {name: " ".join(fit(str(values[name])).split()) for name in names if str(values.get(name, "")).strip()}


@pytest.mark.browser
@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_graphology_finds_every_node_and_edge(graphology: Page, format: str, records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph", format)
    read: Any = graphology.evaluate(PARSE, [format, (tmp_path / "graph").read_text(encoding="utf-8")])
    network = to_network(records)
    nodes = dict(read["nodes"])
    assert sorted(nodes) == [node.id for node in network.nodes]
    for node in network.nodes:
        assert plain(nodes[node.id], NODE) == plain(dict(flat(node.attributes)), NODE)
    edges = {id: (source, target, values) for id, source, target, values in read["edges"]}
    assert set(edges) == {arc.id for arc in network.arcs}
    for arc in network.arcs:
        source, target, values = edges[arc.id]
        assert (source, target) == (arc.source, arc.target)
        assert plain(values, EDGE) == plain(dict(flat(arc.attributes)), EDGE)


@pytest.mark.browser
def test_graphology_finds_the_picture(graphology: Page, sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "graph.gexf", "gexf")
    read: Any = graphology.evaluate(PARSE, ["gexf", (tmp_path / "graph.gexf").read_text(encoding="utf-8")])
    nodes = dict(read["nodes"])
    assert nodes["country:FR"]["color"] == "rgb(10,95,166)"
    assert len({(node["x"], node["y"]) for node in nodes.values()}) == len(nodes)
    assert {edge[3]["status"]: edge[3]["shape"] for edge in read["edges"]}["planned"] == "dotted"
