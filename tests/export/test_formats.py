"""Exports hold the same graph whatever the format, and are well formed whatever a document says."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import igraph
import networkx as nx
import pytest
from lxml import etree

from kg.errors import UsageError
from kg.export import FOLDERS, FORMATS, write_export
from kg.export.gexf import _edge
from kg.export.lines import block_lines, claim_lines, document_line, text_line
from kg.export.network import to_network
from kg.export.picture import edge_width
from kg.literals import fit
from kg.model import Extraction, Records
from tests.factories import HOSTILE, MemoryRecords, judged, make_claim, make_document, make_entity, make_evidence, sample_records

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"


def read_graph(path: Path, format: str) -> nx.MultiDiGraph[str]:
    read = nx.read_graphml(path, force_multigraph=True) if format == "graphml" else nx.read_gexf(path, version="1.3")
    return nx.MultiDiGraph(read)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_nodes_and_edges_are_those_of_the_records(format: str, records: MemoryRecords, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{format}"
    write_export(records, path, format)
    graph = read_graph(path, format)
    assert sorted(graph.nodes) == [entity.id for entity in records.entities()]
    expected = sorted((edge.subject, edge.object, edge.predicate, edge.status, edge.first or "") for edge in records.edges())
    found = sorted((s, o, data["predicate"], data["status"], data.get("first", "")) for s, o, data in graph.edges(data=True))
    assert found == expected
    assert sum(int(data["claims"]) for _, _, data in graph.edges(data=True)) == len(list(records.claims()))


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_edges_bear_status_dates_confidence_and_their_sentences(format: str, sample: MemoryRecords, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{format}"
    write_export(sample, path, format)
    (raid,) = [data for _, _, data in read_graph(path, format).edges(data=True) if data["predicate"] == "raided"]
    assert (raid["status"], raid["first"], raid["last"], raid["documents"]) == ("fact", "2026-02-03", "2026-02-09", 2)
    assert math.isclose(float(raid["confidence"]), 0.9)
    assert sorted(raid["evidence"].split("\n")) == [
        "France raided Chirper again on Monday.",
        "French prosecutors raided the offices of Chirper on Tuesday.",
    ]
    assert "https://news.example/2026/raid?a=1&b=2" in raid["sources"]
    (planned,) = [data for _, _, data in read_graph(path, format).edges(data=True) if data["status"] == "planned"]
    assert planned["label"] == "banned (planned)"


def test_a_sourced_wikidata_number_alone_is_named(sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "graph.graphml", "graphml")
    graph = read_graph(tmp_path / "graph.graphml", "graphml")
    assert {node: data["wikidata"] for node, data in graph.nodes(data=True) if data.get("wikidata")} == {
        "country:DE": "Q183",
        "country:FR": "Q142",
    }


GRAMMAR = Path(__file__).parent / "gexf13.rng"


def test_gexf_follows_its_grammar(records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.gexf", "gexf")
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    read = etree.parse(tmp_path / "graph.gexf")
    assert grammar.validate(read), grammar.error_log
    root = ET.parse(tmp_path / "graph.gexf").getroot()
    types = {
        (block.get("class"), declared.get("id")): declared.get("type") for block in root.iter(f"{GEXF}attributes") for declared in block
    }
    nodes = {node.get("id") for node in root.iter(f"{GEXF}node")}
    edges = [edge.get("id") for edge in root.iter(f"{GEXF}edge")]
    assert len(edges) == len(set(edges))
    for kind in ("node", "edge"):
        for element in root.iter(f"{GEXF}{kind}"):
            for value in element.iter(f"{GEXF}attvalue"):
                assert types[kind, value.get("for")] == "string" or float(value.get("value", "")) >= 0
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in root.iter(f"{GEXF}edge"))


@pytest.mark.parametrize(
    ("old", "new"),
    [('timeformat="date"', 'timeformat="day"'), ('<viz:size value="', '<viz:size value="-'), ('start="2026-02-03"', 'start="2026-02"')],
)
def test_the_grammar_refuses_what_is_wrong(old: str, new: str, sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "graph.gexf", "gexf")
    text = (tmp_path / "graph.gexf").read_text(encoding="utf-8")
    assert old in text
    assert not etree.RelaxNG(etree.parse(GRAMMAR)).validate(etree.fromstring(text.replace(old, new, 1).encode("utf-8")))


@pytest.mark.parametrize(
    ("first", "last", "time"),
    [
        ("2026-02-03", "2026-02-09", ("2026-02-03", "2026-02-09")),
        ("2026", "2026-02", ("2026-01-01", "2026-02-28")),
        ("2026-02", "2026", ("2026-02-01", "2026-12-31")),
        ("2026-02-03T10:00:00Z", "2026-02-03T10:00:00Z", ("2026-02-03", "2026-02-03")),
        ("", "", (None, None)),
    ],
)
def test_an_edge_stands_from_its_first_day_to_its_last(first: str, last: str, time: tuple[str | None, str | None]) -> None:
    (arc,) = to_network(MemoryRecords(extractions=(Extraction(document=make_document(), claims=(make_claim(),)),))).arcs
    text = "".join(_edge(replace(arc, attributes={**arc.attributes, "first": first, "last": last})))
    assert tuple(found and found[1] for found in (re.search(rf' {name}="(.*?)"', text) for name in ("start", "end"))) == time


def test_no_two_edges_between_two_nodes_are_of_one_kind(records: MemoryRecords, tmp_path: Path) -> None:
    """Gephi would make one edge of them."""
    write_export(records, tmp_path / "graph.gexf", "gexf")
    edges = list(ET.parse(tmp_path / "graph.gexf").getroot().iter(f"{GEXF}edge"))
    assert len({(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges}) == len(edges) == len(list(records.edges()))


def test_gexf_has_the_picture_of_the_page(sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "graph.gexf", "gexf")
    graph = read_graph(tmp_path / "graph.gexf", "gexf")
    shown = {node: data["viz"] for node, data in graph.nodes(data=True)}
    assert len({(view["position"]["x"], view["position"]["y"]) for view in shown.values()}) == len(shown)
    assert (shown["country:FR"]["color"]["r"], shown["country:FR"]["color"]["g"], shown["country:FR"]["color"]["b"]) == (10, 95, 166)
    assert shown["platform:chirper"]["size"] > shown["law:digital-services-act"]["size"]
    root = ET.parse(tmp_path / "graph.gexf").getroot()
    lines = {}
    for edge in root.iter(f"{GEXF}edge"):
        values = {value.get("for"): value.get("value") for value in edge.iter(f"{GEXF}attvalue")}
        lines[values["status"]] = edge.find(f"{VIZ}shape").get("value")  # type: ignore[union-attr]
        assert float(edge.find(f"{VIZ}thickness").get("value", "")) == edge_width(int(values["independent_sources"] or 0))  # type: ignore[union-attr]
    assert lines == {"fact": "solid", "alleged": "dashed", "planned": "dotted", "demanded": "dashed", "denied": "double"}
    assert edge_width(1) < edge_width(2) < edge_width(50) == 6


def test_igraph_reads_graphml(records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.graphml", "graphml")
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    assert (graph.vcount(), graph.ecount()) == (len(list(records.entities())), len(list(records.edges())))
    if graph.ecount():
        assert graph.is_directed()
        found = sorted(zip(graph.es["predicate"], graph.es["status"], graph.es["first"], graph.es["confidence"], strict=True))
        assert found == sorted((edge.predicate, edge.status, edge.first or "", edge.confidence) for edge in records.edges())
        assert sorted(graph.vs["label"]) == sorted(fit(entity.name) for entity in records.entities())


def test_graphml_declares_each_key_once(records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.graphml", "graphml")
    keys = [key.get("id") for key in ET.parse(tmp_path / "graph.graphml").getroot().iter("{http://graphml.graphdrawing.org/xmlns}key")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_records_give_the_same_bytes(format: str, sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "a", format)
    write_export(MemoryRecords(extractions=sample.extractions[::-1]), tmp_path / "b", format)
    first, second = content(tmp_path / "a"), content(tmp_path / "b")
    assert first == second
    assert sum(map(len, first.values())) > 1000
    assert (tmp_path / "a").is_dir() == (format in FOLDERS)


@pytest.mark.parametrize("format", sorted(set(FORMATS) - FOLDERS))
def test_a_full_disk_is_an_error_of_the_system(format: str, sample: MemoryRecords) -> None:
    """Which the command answers with what is wrong, whatever the library that writes."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("a device that is always full is known to Linux alone")
    with pytest.raises(OSError, match="No space left"):
        write_export(sample, full, format)


@pytest.mark.parametrize("format", FORMATS)
def test_what_no_build_makes_ends_no_export(format: str, tmp_path: Path) -> None:
    """Text that is no Unicode, and ends of claims that the records do not know."""
    document = replace(make_document(published="2026-02-03"), title="a\ud800b", outlet="\udfff")
    claim = make_claim(make_evidence(document), subject="organisation:a", object="organisation:b", about="\ud800")
    named = make_entity("organisation:a", "A\ud800")
    write_export(MemoryRecords(extractions=(Extraction(document=document, entities=(named,), claims=(claim,)),)), tmp_path / "a", format)
    written = b"".join(content(tmp_path / "a").values())
    assert b"\xed\xa0\x80" not in written
    if format in {"ftm", "stix"}:
        assert b"organisation:b" in written


def content(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of every file of a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(files)}


def test_an_unknown_format_names_the_known_ones(sample: Records, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--to dxf: no such format; expected one of turtle, trig"):
        write_export(sample, tmp_path / "graph.dxf", "dxf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_names_come_back_as_they_were(payload: str, hostile: MemoryRecords, tmp_path: Path) -> None:
    write_export(hostile, tmp_path / "graph.gexf", "gexf")
    labels = [node.get("label", "") for node in ET.parse(tmp_path / "graph.gexf").getroot().iter(f"{GEXF}node")]
    named = [entity.name for entity in hostile.entities()]
    assert sorted(labels) == sorted(map(fit, named))
    values = [value.get("value", "") for value in ET.parse(tmp_path / "graph.gexf").getroot().iter(f"{GEXF}attvalue")]
    assert any(fit(payload) in value for value in values)


# JSON lines


def test_document_lines_have_the_shape_of_the_guidelines() -> None:
    extraction = sample_records().extractions[0]
    line = document_line(extraction)
    text = extraction.document.text
    assert line["id"] == "raid" and line["published"] == "2026-02-04"
    ids = [entity["id"] for entity in line["entities"]]
    assert ids == sorted(ids) and len(ids) == 6
    france = next(entity for entity in line["entities"] if entity["id"] == "country:FR")
    assert france["names"] == ["France", "French"]
    assert france["link"] == {"iso3166": "FR", "wikidata": "Q142"}
    assert [text[start:end] for start, end in france["mentions"]] == ["French", "France"]
    raid = next(claim for claim in line["claims"] if claim["predicate"] == "raided")
    assert text[slice(*raid["evidence"])] == "French prosecutors raided the offices of Chirper on Tuesday."
    assert (raid["polarity"], raid["modality"], raid["status"], raid["subject_sector"]) == ("affirmed", "actual", "fact", "judiciary")
    assert {claim[side] for claim in line["claims"] for side in ("subject", "object")} <= set(ids)
    starts = [claim["evidence"][0] for claim in line["claims"]]
    assert starts == sorted(starts)


def test_claims_that_are_not_sure_enough_are_left_out() -> None:
    extraction = sample_records().extractions[0]
    assert len(document_line(extraction)["claims"]) == 8
    assert len(document_line(extraction, min_confidence=0.6)["claims"]) == 7
    assert len(list(claim_lines(extraction, min_confidence=0.8))) == 6


def test_claim_lines_have_names_and_the_sentence() -> None:
    line = next(line for line in claim_lines(sample_records().extractions[0]) if line["status"] == "planned")
    assert (line["subject_name"], line["object_name"], line["document"]) == ("Germany", "Parrot", "raid")
    assert line["sentence"] == "The CNIL said Germany will ban Parrot over deepfakes."


def test_text_and_blocks() -> None:
    document = sample_records().extractions[0].document
    blocks = list(block_lines(document))
    assert [block["kept"] for block in blocks] == [True, True, True, True, False]
    assert blocks[-1]["text"] == "Share this article" and blocks[-1]["reason"] == "asks to share"
    assert all(document.text[block["start"] : block["end"]] == block["text"] for block in blocks)
    text = text_line(document)["text"]
    assert "Share this article" not in text
    assert text.split("\n\n")[1].startswith("French prosecutors raided")


def test_edges_count_the_claims_that_a_person_judged(sample: MemoryRecords) -> None:
    assert {arc.attributes["reviewed"] for arc in to_network(sample).arcs} == {0}
    records = MemoryRecords(extractions=(Extraction(document=make_document(), claims=(judged(make_claim()),)),))
    assert [arc.attributes["reviewed"] for arc in to_network(records).arcs] == [1]
