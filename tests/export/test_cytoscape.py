"""Cytoscape.js itself loads what is written for it, and ndex2 reads CX2: elements, attributes, looks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ndex2.cx2 import CX2Network, RawCX2NetworkFactory

from kg.export import write_export
from kg.export.network import known, to_network
from kg.html.look import STATUSES, TYPES
from tests.export.readers import open_reader
from tests.factories import MemoryRecords

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Builds the graph without a picture and tells what Cytoscape.js made of it.
LOAD = """content => {
  const warnings = []; console.warn = text => warnings.push(String(text)); console.error = console.warn;
  const cy = cytoscape({...content, headless: true, styleEnabled: true});
  const look = (element, names) => Object.fromEntries(names.map(name => [name, element.style(name)]));
  return {
    warnings,
    nodes: cy.nodes().map(node => ({data: node.data(), at: node.position(), ...look(node, ['background-color', 'shape'])})),
    edges: cy.edges().map(edge => ({data: edge.data(), ...look(edge, ['line-style', 'target-arrow-shape', 'line-color'])})),
  };
}"""


@pytest.fixture(scope="module")
def cytoscape(browser: Browser) -> Iterator[Page]:
    page = open_reader(browser, "cytoscape")
    yield page
    page.context.close()


@pytest.mark.browser
def test_cytoscape_js_finds_every_element_as_it_was(cytoscape: Page, records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.cyjs", "cytoscape")
    read: Any = cytoscape.evaluate(LOAD, json.loads((tmp_path / "graph.cyjs").read_text(encoding="utf-8")))
    network = to_network(records)
    assert read["warnings"] == []
    nodes = {node["data"].pop("id"): node["data"] for node in read["nodes"]}
    assert all(data.pop("size") > 0 for data in nodes.values())
    assert nodes == {node.id: known(node.attributes) for node in network.nodes}
    edges = {edge["data"].pop("id"): edge["data"] for edge in read["edges"]}
    assert all(data.pop("width") > 0 for data in edges.values())
    assert edges == {arc.id: {"source": arc.source, "target": arc.target, **known(arc.attributes)} for arc in network.arcs}


@pytest.mark.browser
def test_cytoscape_js_shows_types_and_statuses(cytoscape: Page, sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "graph.cyjs", "cytoscape")
    read: Any = cytoscape.evaluate(LOAD, json.loads((tmp_path / "graph.cyjs").read_text(encoding="utf-8")))
    lines = {edge["data"]["status"]: (edge["line-style"], edge["target-arrow-shape"]) for edge in read["edges"]}
    assert lines == {
        "fact": ("solid", "triangle"), "alleged": ("dashed", "triangle"), "planned": ("dotted", "triangle"),
        "demanded": ("dashed", "triangle"), "denied": ("solid", "tee"),
    }  # fmt: skip
    assert len({edge["line-color"] for edge in read["edges"]}) == len(STATUSES)
    kinds = {node["data"]["type"] for node in read["nodes"]}
    assert len({(node["background-color"], node["shape"]) for node in read["nodes"]}) == len(kinds) == 6
    assert len({(node["at"]["x"], node["at"]["y"]) for node in read["nodes"]}) == len(read["nodes"])


def read_cx2(path: Path) -> CX2Network:
    return RawCX2NetworkFactory().get_cx2network(json.loads(path.read_text(encoding="utf-8")))


def test_ndex2_reads_cx2(records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.cx2", "cx2")
    read = read_cx2(tmp_path / "graph.cx2")
    network = to_network(records)
    names = {node["v"]["represents"]: id for id, node in read.get_nodes().items()}
    assert sorted(names) == [node.id for node in network.nodes]
    for node in network.nodes:
        found = dict(read.get_nodes()[names[node.id]]["v"])
        assert found.pop("represents") == node.id
        expected = known(node.attributes)
        assert found == {"name": expected.pop("label"), **expected}
    arcs = {arc.id: arc for arc in network.arcs}
    assert len(read.get_edges()) == len(arcs)
    for edge in read.get_edges().values():
        arc = arcs.pop(edge["v"]["id"])
        assert (edge["s"], edge["t"]) == (names[arc.source], names[arc.target])
        assert edge["v"]["interaction"] == arc.attributes["predicate"]
        assert [edge["v"].get(name) for name in ("status", "confidence", "sources")] == [
            known(arc.attributes).get(name) for name in ("status", "confidence", "sources")
        ]


def test_cx2_declares_what_it_holds(sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "graph.cx2", "cx2")
    aspects = json.loads((tmp_path / "graph.cx2").read_text(encoding="utf-8"))
    assert [next(iter(aspect)) for aspect in aspects] == [
        "CXVersion", "metaData", "attributeDeclarations", "networkAttributes", "nodes", "edges", "visualProperties", "status",
    ]  # fmt: skip
    content = {name: elements for aspect in aspects for name, elements in aspect.items()}
    assert {entry["name"]: entry["elementCount"] for entry in content["metaData"]} == {
        name: len(content[name]) for name in ("attributeDeclarations", "networkAttributes", "nodes", "edges", "visualProperties")
    }
    kinds = {"string": str, "integer": int, "double": float, "list_of_string": list}
    for kind in ("nodes", "edges"):
        declared = content["attributeDeclarations"][0][kind]
        for element in content[kind]:
            assert all(isinstance(value, kinds[declared[name]["d"]]) for name, value in element["v"].items())
    picture = read_cx2(tmp_path / "graph.cx2").get_visual_properties()
    types = picture["nodeMapping"]["NODE_BACKGROUND_COLOR"]["definition"]["map"]
    assert {entry["v"]: entry["vp"] for entry in types} == {look.name: look.light for look in TYPES}
    lines = picture["edgeMapping"]["EDGE_LINE_STYLE"]["definition"]["map"]
    assert {entry["v"]: entry["vp"] for entry in lines}["planned"] == "dotted"
