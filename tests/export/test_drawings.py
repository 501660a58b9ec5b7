"""Graphviz draws what is written as DOT, Mermaid what is written as a flowchart; both show every name as it was, and do nothing else."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import write_export
from kg.export.dot import quoted, shown
from kg.export.mermaid import CHARACTERS, EDGES, NAME, label
from kg.export.network import flat, to_network
from kg.literals import fit
from kg.model import Extraction
from tests.export.readers import open_reader
from tests.factories import HOSTILE, MemoryRecords, make_claim, make_document, make_entity
from tests.programs import program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def graphviz() -> str:
    """Graphviz's command. Where it is missing its tests are skipped; in CI they fail."""
    return program("dot", package="graphviz")


def draw(graphviz: str, path: Path, format: str) -> str:
    done = subprocess.run([graphviz, f"-T{format}", str(path)], capture_output=True, text=True, encoding="utf-8", check=False)
    # Fonts are those of the machine; everything else that Graphviz complains of is a fault.
    complaints = [line for line in done.stderr.splitlines() if line and not re.search("(?i)font|pango|truncat", line)]
    assert (done.returncode, complaints) == (0, [])
    return done.stdout


def read_string(text: str) -> str:
    """The text of a string as Graphviz's JSON has it: backslashes are doubled, line ends are escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def text_of(value: str) -> str:
    return re.sub("\r\n|\r|\n", "\n", fit(value))


def test_graphviz_reads_every_node_and_edge(graphviz: str, records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.dot", "dot")
    read = json.loads(draw(graphviz, tmp_path / "graph.dot", "dot_json"))
    network = to_network(records)
    objects = read.get("objects", [])
    nodes = {node["name"]: node for node in objects}
    assert sorted(nodes) == [node.id for node in network.nodes]
    for node in network.nodes:
        found, expected = nodes[node.id], flat(node.attributes)
        assert html.unescape(read_string(found["label"])) == text_of(str(expected.pop("label")))
        assert {name: read_string(found.get(name, "")) for name in expected} == {
            name: text_of(str(value)) for name, value in expected.items()
        }
    edges = {edge["id"]: edge for edge in read.get("edges", [])}
    assert len(edges) == len(network.arcs)
    for arc in network.arcs:
        edge, expected = edges[arc.id], flat(arc.attributes)
        assert (objects[edge["tail"]]["name"], objects[edge["head"]]["name"]) == (arc.source, arc.target)
        assert html.unescape(read_string(edge["label"])) == text_of(str(expected.pop("label")))
        assert {name: read_string(edge.get(name, "")) for name in expected} == {
            name: text_of(str(value)) for name, value in expected.items()
        }


def test_graphviz_draws_statuses_and_links_to_the_web_alone(graphviz: str, records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.dot", "dot")
    svg = draw(graphviz, tmp_path / "graph.dot", "svg")
    assert all(re.match("https?://", address) for address in re.findall(r'xlink:href="(.*?)"', svg))
    assert not re.search("<(script|img|svg/|foreignObject)", svg)
    text = (tmp_path / "graph.dot").read_text(encoding="utf-8")
    styles = {status: style for style, status in re.findall(r' style=(\w+),.* status="(\w+)"', text)}
    assert styles in ({}, {"fact": "solid", "alleged": "dashed", "planned": "dotted", "demanded": "dashed", "denied": "solid"})
    assert text.count("arrowhead=tee") == sum(edge.status == "denied" for edge in records.edges())


@pytest.mark.parametrize("sign", ["x", "\\", '"', "🐦", "\n"])
def test_graphviz_reads_names_and_sentences_of_any_length(graphviz: str, sign: str, tmp_path: Path) -> None:
    """It reads no string of more than 16,384 bytes; the sentences of an edge that many documents tell of are soon more."""
    document = make_document()
    entities = (make_entity("country:FR", "France"), make_entity(aliases=[sign * 20_000]))
    records = MemoryRecords(extractions=(Extraction(document=document, entities=entities, claims=(make_claim(),)),))
    write_export(records, tmp_path / "graph.dot", "dot")
    nodes = {one["name"]: one for one in json.loads(draw(graphviz, tmp_path / "graph.dot", "dot_json"))["objects"]}
    assert sign * 20_000 in read_string(nodes["platform:chirper"]["aliases"]).split("; ")


@given(st.one_of(st.text(), st.text(alphabet='\\"&;n\n<>'), st.sampled_from(HOSTILE)))
def test_a_string_of_dot_ends_where_it_should(text: str) -> None:
    for written, back in ((quoted(text), text_of(text)), (shown(text), text_of(text.replace("&", "&amp;")))):
        assert re.fullmatch(r'"(?:[^"\\\n\r]|\\["\\n])*"', written)
        assert read_string(written[1:-1]) == back


# Mermaid.


# Parses a flowchart, draws it, and tells what was drawn.
DRAW = """async text => {
  mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
  await mermaid.parse(text);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const {svg} = await mermaid.render('drawn', text);
  const place = document.getElementById('picture');
  place.innerHTML = svg;
  const shown = selector => [...place.querySelectorAll(selector)].map(item => item.textContent.trim());
  return {
    kind: diagram.type,
    nodes: [...diagram.db.getVertices().values()].map(node => [node.id, node.classes]),
    edges: diagram.db.getEdges().map(edge => [edge.start, edge.end, edge.type, edge.stroke]),
    names: shown('.node .nodeLabel'), words: shown('.edgeLabel .label .edgeLabel, .edgeLabels .edgeLabel p'),
    scripts: place.querySelectorAll('script, img, iframe, [onerror], [onload]').length,
    links: place.querySelectorAll('a').length,
    pwned: window.pwned,
  };
}"""


@pytest.fixture(scope="module")
def mermaid(browser: Browser) -> Iterator[Page]:
    page = open_reader(browser, "mermaid")
    yield page
    page.context.close()


def as_shown(text: str) -> str:
    """What a reader sees of a label: its numbers as the characters that they stand for."""
    return " ".join(re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label(text)).split())


@pytest.mark.browser
def test_mermaid_draws_every_node_and_edge(mermaid: Page, records: MemoryRecords, tmp_path: Path) -> None:
    write_export(records, tmp_path / "graph.mmd", "mermaid")
    read: Any = mermaid.evaluate(DRAW, (tmp_path / "graph.mmd").read_text(encoding="utf-8"))
    network = to_network(records)
    number = {node.id: f"n{at}" for at, node in enumerate(network.nodes)}
    assert read["kind"].startswith("flowchart")
    assert sorted(read["nodes"]) == sorted([number[node.id], [str(node.attributes["type"])]] for node in network.nodes)
    arrows = {
        "fact": ["arrow_point", "normal"], "alleged": ["arrow_point", "dotted"], "planned": ["arrow_point", "dotted"],
        "demanded": ["arrow_point", "thick"], "denied": ["arrow_cross", "normal"],
    }  # fmt: skip
    expected = [[number[arc.source], number[arc.target], *arrows[str(arc.attributes["status"])]] for arc in network.arcs]
    assert sorted(read["edges"]) == sorted(expected)
    names = sorted(as_shown(str(node.attributes["label"])) for node in network.nodes)
    assert sorted(" ".join(name.split()) for name in read["names"]) == names
    assert (read["scripts"], read["links"], read["pwned"]) == (0, 0, None)


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_a_label_of_mermaid_holds_no_syntax(text: str) -> None:
    written = label(text)
    assert re.fullmatch(r"(?:[^\W_]| |#\d+;)*", written)
    assert len(as_shown(text)) <= NAME


@pytest.mark.parametrize(("name", "expected"), [("می\u200cخواهم", "میخواهم"), ("\u202eevil", "evil"), ("👩\u200d👧", "#128105;#128103;")])
def test_what_cannot_be_seen_leaves_no_mark_in_a_label(name: str, expected: str) -> None:
    assert label(name) == expected


def many(count: int, name: str) -> MemoryRecords:
    """A document that says of `count` organisations that a platform sued each; one of them twice."""
    document = make_document()
    entities = [make_entity(f"organisation:o{number}", f"{name} {number}") for number in range(count)]
    claims = [make_claim(predicate="sued", object=entity.id, subject="platform:chirper") for entity in entities]
    again = make_document("Another text.", name="again")
    evidence = replace(claims[-1].evidence[0], document=again.id, start=0, end=8, trigger=None, subject_span=None, object_span=None)
    told = (Extraction(document=document, entities=(make_entity(), *entities), claims=tuple(claims)),)
    more = (Extraction(document=again, claims=(replace(claims[-1], id="f" * 16, evidence=(evidence,)),)),)
    return MemoryRecords(extractions=told + more)


@pytest.mark.parametrize(("name", "edges"), [("Body", EDGES), ("\\" * 100, 140)], ids=["short", "long"])
def test_a_flowchart_keeps_within_what_mermaid_takes_and_says_so(name: str, edges: int, tmp_path: Path) -> None:
    records = many(400, name)
    write_export(records, tmp_path / "graph.mmd", "mermaid")
    text = (tmp_path / "graph.mmd").read_text(encoding="utf-8")
    assert edges - 10 < len(re.findall(r'^  n\d+ -->\|"', text, re.MULTILINE)) <= edges
    assert len(text) < CHARACTERS + 5000
    assert re.search(rf"^%% {text.count(']:::')} of 401 actors and {text.count('-->|')} of 400 edges", text, re.MULTILINE)
    last = next(at for at, node in enumerate(to_network(records).nodes) if node.id == "organisation:o399")
    assert f"| n{last}\n" in text, "what two sources say stands before the rest"


def test_a_small_flowchart_says_nothing_of_limits(sample: MemoryRecords, tmp_path: Path) -> None:
    write_export(sample, tmp_path / "graph.mmd", "mermaid")
    assert "%%" not in (tmp_path / "graph.mmd").read_text(encoding="utf-8")
