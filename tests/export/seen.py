"""What a reader finds in an export: nodes, edges, claims, and of each what the format holds. One reader a format, none of it our own code.

In: the path of an export. Out: what was Seen.

>>> key("country:DE", "banned", "platform:chirper", "fact")
'f670da098c1a726b'
"""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
import igraph
import networkx as nx
import openpyxl
import pyoxigraph
from ndex2.cx2 import RawCX2NetworkFactory

from kg.rdf import FORMATS as RDF_FORMATS
from tests.export.engines import load, rows, run

Facts = dict[str, object]
AG = "https://w3id.org/actorgraph/ontology#"
BASE = "https://w3id.org/actorgraph/id/"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """`nodes` are ids; `edges` and `claims` have what the format tells of each, by the id that its content gives an edge, or a claim's."""

    nodes: frozenset[str]
    edges: Mapping[str, Facts] = field(default_factory=dict)
    claims: Mapping[str, Facts] = field(default_factory=dict)

    @property
    def count(self) -> int | None:
        """How many claims there are, or stand behind the edges; None where the format does not count them."""
        if self.claims or not self.edges:
            return len(self.claims)
        counts = [facts.get("claims") for facts in self.edges.values()]
        return None if None in counts else sum(int(str(count)) for count in counts)


def key(subject: str, predicate: str, object: str, status: str) -> str:
    """The id of an edge, as docs/data-model.md has it: from its content alone."""
    return sha256(f"{subject}\n{predicate}\n{object}\n{status}".encode()).hexdigest()[:16]


def _edge(subject: str, object: str, values: Mapping[str, Any], *, sources: str = "independent_sources") -> tuple[str, Facts]:
    found: Facts = {name: values.get(name) or None for name in ("first", "last")}
    found |= {name: round(float(values[name]), 6) for name in ("confidence",) if name in values}
    found |= {name: int(values[name]) for name in ("claims",) if name in values}
    found |= {"sources": int(values[sources])} if sources in values else {}
    return key(subject, str(values["predicate"]), object, str(values["status"])), {**found, "status": values["status"]}


def rdf(path: Path, name: str) -> Seen:
    """By pyoxigraph; IRIs back to ids."""
    format = pyoxigraph.RdfFormat.from_extension(RDF_FORMATS[name].suffix.removeprefix("."))
    store = pyoxigraph.Store()
    store.load(path=path, format=format)

    def ask(query: str) -> list[dict[str, str]]:
        found: Any = store.query(f"PREFIX ag: <{AG}> {query}", use_default_graph_as_union=True)
        names = [variable.value for variable in found.variables]
        return [{one: row[one].value for one in names if row[one] is not None} for row in found]

    def id(iri: str) -> str:
        kind, _, word = iri.removeprefix(BASE).partition("/")
        return f"{unquote(kind)}:{unquote(word)}"

    rdf = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
    nodes = ask(f"SELECT ?node {{ ?node <http://www.w3.org/2004/02/skos/core#prefLabel> ?name FILTER(STRSTARTS(STR(?node), '{BASE}')) }}")
    edges: dict[str, Facts] = {}
    parts = "rdf:subject ?subject; rdf:predicate ?predicate; rdf:object ?object; ag:status ?status"
    for row in ask(
        f"{rdf} SELECT * {{ ?edge a ag:Edge; {parts}; ag:claimCount ?claims; ag:sourceCount ?sources. "
        "OPTIONAL { ?edge ag:firstDate ?first; ag:lastDate ?last } }"
    ):
        values = {**row, "predicate": row["predicate"].removeprefix(AG), "status": row["status"].removeprefix(f"{AG}status-")}
        edges |= dict([_edge(id(row["subject"]), id(row["object"]), values, sources="sources")])
    claims = {
        row["claim"].rpartition("/")[2]: {
            "status": row["status"].removeprefix(f"{AG}status-"), "confidence": round(float(row["confidence"]), 6),
            "subject": id(row["subject"]), "object": id(row["object"]),
        }
        for row in ask(f"{rdf} SELECT * {{ ?claim a ag:Claim; {parts}; ag:confidence ?confidence }}")
    }  # fmt: skip
    return Seen(nodes=frozenset(id(row["node"]) for row in nodes), edges=edges, claims=claims)


def graphml(path: Path, _: str) -> Seen:
    """By igraph."""
    graph = igraph.Graph.Read_GraphML(str(path))
    names = graph.vs["id"] if graph.vcount() else []
    edges = dict(_edge(names[edge.source], names[edge.target], edge.attributes()) for edge in graph.es)
    return Seen(nodes=frozenset(names), edges=edges)


def gexf(path: Path, _: str) -> Seen:
    """By NetworkX."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_gexf(path, version="1.3"))
    return Seen(nodes=frozenset(graph.nodes), edges=dict(_edge(source, target, data) for source, target, data in graph.edges(data=True)))


def cytoscape(path: Path, _: str) -> Seen:
    """As JSON; tests/export/test_cytoscape.py has the program itself."""
    elements = json.loads(path.read_text(encoding="utf-8"))["elements"]
    edges = dict(_edge(edge["data"]["source"], edge["data"]["target"], edge["data"]) for edge in elements["edges"])
    return Seen(nodes=frozenset(node["data"]["id"] for node in elements["nodes"]), edges=edges)


def cx2(path: Path, _: str) -> Seen:
    """By ndex2."""
    network = RawCX2NetworkFactory().get_cx2network(json.loads(path.read_text(encoding="utf-8")))
    names = {number: node["v"]["represents"] for number, node in network.get_nodes().items()}
    edges = dict(_edge(names[edge["s"]], names[edge["t"]], edge["v"]) for edge in network.get_edges().values())
    return Seen(nodes=frozenset(names.values()), edges=edges)


EDGE = ("predicate", "status", "first", "last", "confidence", "claims", "independent_sources")


def _property_graph(nodes: Iterable[str], edges: Iterable[Mapping[str, Any]], claims: Iterable[Mapping[str, Any]]) -> Seen:
    found = {
        row["id"]: {**{name: row[name] for name in ("status", "subject", "object")}, "confidence": round(row["confidence"], 6)}
        for row in claims
    }
    return Seen(nodes=frozenset(nodes), edges=dict(_edge(row["source"], row["target"], row) for row in edges), claims=found)


def neo4j(path: Path, _: str) -> Seen:
    """By ladybug."""
    connection = load(path)
    columns = ", ".join(f"r.{name}" for name in EDGE)
    edges = rows(connection, f"MATCH (a:Entity)-[r:edges]->(b:Entity) RETURN a.id, b.id, {columns}")
    roles = "MATCH (s:Entity)<-[a:roles]-(c:Claim)-[b:roles]->(o:Entity) WHERE a.type = 'SUBJECT' AND b.type = 'OBJECT'"
    claims = rows(connection, f"{roles} RETURN c.id, c.status, c.confidence, s.id, o.id")
    return _property_graph(
        [id for (id,) in rows(connection, "MATCH (n:Entity) RETURN n.id")],
        [dict(zip(("source", "target", *EDGE), row, strict=True)) for row in edges],
        [dict(zip(("id", "status", "confidence", "subject", "object"), row, strict=True)) for row in claims],
    )


def cypher(path: Path, _: str) -> Seen:
    """By kglite."""
    columns = ", ".join(f"r.{name} AS {name}" for name in EDGE)
    roles = "MATCH (s:Entity)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Entity)"
    nodes, edges, claims = run(
        path.read_text(encoding="utf-8"),
        [
            "MATCH (n:Entity) RETURN n.id AS id",
            f"MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS source, b.id AS target, {columns}",
            f"{roles} RETURN c.id AS id, c.status AS status, c.confidence AS confidence, s.id AS subject, o.id AS object",
        ],
    )
    return _property_graph([row["id"] for row in nodes], edges, claims)


def dot(path: Path, _: str) -> Seen:
    """By Graphviz where it is there; else by its grammar of strings."""
    text = path.read_text(encoding="utf-8")
    if program := shutil.which("dot"):
        done = subprocess.run([program, "-Tdot_json", str(path)], capture_output=True, text=True, check=True)
        read = json.loads(done.stdout)
        names = [node["name"] for node in read.get("objects", [])]
        edges = dict(_edge(names[edge["tail"]], names[edge["head"]], edge) for edge in read.get("edges", []))
        return Seen(nodes=frozenset(names), edges=edges)
    string = r'"((?:[^"\\]|\\.)*)"'
    found: dict[str, Facts] = {}
    for line in text.splitlines():
        if ends := re.match(rf"  {string} -> {string} \[", line):
            values = {name: plain or quoted for name, plain, quoted in re.findall(rf"(\w+)=(?:([\w.]+)|{string})", line)}
            found |= dict([_edge(ends[1], ends[2], values)])
    return Seen(nodes=frozenset(re.findall(rf"^  {string} \[", text, re.MULTILINE)), edges=found)


def mermaid(path: Path, _: str) -> Seen:
    """By its lines; tests/export/test_drawings.py has the program itself. Nodes bear numbers there, those of the sorted ids."""
    text = path.read_text(encoding="utf-8")
    edges: dict[str, Facts] = {}
    for source, words, target in re.findall(r'^  (n\d+) [-=.>x]+\|"(.*?)"\| (n\d+)$', text, re.MULTILINE):
        shown = html.unescape(re.sub(r"#(\d+);", r"&#\1;", words))
        match = re.fullmatch(r"(.*?)(?: \((\w+)\))?(?:, ([\d-]+)(?: to ([\d-]+))?)?", shown)
        assert match is not None
        values = {"predicate": match[1].replace(" ", "_"), "status": match[2] or "fact", "first": match[3], "last": match[4] or match[3]}
        edges |= dict([_edge(source, target, values)])
    return Seen(nodes=frozenset(re.findall(r'^  (n\d+)\["', text, re.MULTILINE)), edges=edges)


def _tables(read: Callable[[str], Iterable[Mapping[str, Any]]]) -> Seen:
    edges = dict(_edge(row["subject"], row["object"], {**row, **_lengths(row)}) for row in read("edges"))
    claims = {
        row["id"]: {**{name: row[name] for name in ("status", "subject", "object")}, "confidence": round(float(row["confidence"]), 6)}
        for row in read("claims")
    }
    return Seen(nodes=frozenset(row["id"] for row in read("nodes")), edges=edges, claims=claims)


def _lengths(row: Mapping[str, Any]) -> dict[str, int]:
    lists = {name: row[name] for name in ("claims", "sources")}
    counts = {name: len(json.loads(value)) if isinstance(value, str) else len(value) for name, value in lists.items()}
    return {"claims": counts["claims"], "independent_sources": counts["sources"]}


def tables(path: Path, name: str) -> Seen:
    """CSV by the standard library, Parquet by duckdb."""

    def read(table: str) -> list[dict[str, Any]]:
        if name == "csv":
            with (path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
        found = duckdb.read_parquet(str(path / f"{table}.parquet"))
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    return _tables(read)


def excel(path: Path, _: str) -> Seen:
    """By openpyxl; a list is the lines of a cell."""
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True)
        sheets = {sheet.title.lower(): [*sheet.iter_rows(values_only=True)] for sheet in book}

    def read(table: str) -> list[dict[str, Any]]:
        heads, *lines = sheets[table]
        found = [dict(zip(map(str, heads), line, strict=True)) for line in lines]
        return [{**row, **{name: str(row[name] or "").splitlines() for name in ("claims", "sources") if table == "edges"}} for row in found]

    return _tables(read)


def ftm(path: Path, _: str) -> Seen:
    """By its JSON lines; tests/export/test_ftm.py has followthemoney's schemata."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    ids = {one["id"]: note.removeprefix("Actorgraph: ") for one in found for note in one["properties"].get("notes", [])}
    ends = (("subject", "object"), ("owner", "asset"), ("member", "organization"), ("director", "organization"), ("employee", "employer"))
    claims = {}
    for one in found:
        values = one["properties"]
        for subject, object in ends:
            if subject in values and object in values and "recordId" in values:
                sure = re.search(r"confidence (\d\.\d+)", " ".join(values["description"]))
                claims[values["recordId"][0]] = {
                    "subject": ids[values[subject][0]], "object": ids[values[object][0]], "status": values["status"][0],
                    "confidence": float(sure[1]) if sure else None,
                }  # fmt: skip
    return Seen(nodes=frozenset(id for id in ids.values() if not id.startswith("document:")), claims=claims)


def stix(path: Path, _: str) -> Seen:
    """By its JSON; tests/export/test_stix.py has stix2."""
    objects = json.loads(path.read_text(encoding="utf-8"))["objects"]
    own = {one["id"]: next(iter(one["extensions"].values())) for one in objects if "extensions" in one}
    sure = {one["id"]: one["confidence"] / 100 for one in objects if "confidence" in one}
    edges, claims, nodes = dict[str, Facts](), dict[str, Facts](), set[str]()
    for one in objects:
        values = own.get(one["id"], {})
        if one["type"] == "relationship":
            told = {**values, "confidence": sure[one["id"]], "sources": len(values["sources"])}
            edges |= dict([_edge(own[one["source_ref"]]["id"], own[one["target_ref"]]["id"], told, sources="sources")])
        elif one["type"] == "note":
            subject, object = (own[id]["id"] for id in one["object_refs"][1:3])
            claims[values["id"]] = {"subject": subject, "object": object, "status": values["status"], "confidence": sure[one["id"]]}
        elif ":" in str(values.get("id")):
            nodes.add(values["id"])
    return Seen(nodes=frozenset(nodes), edges=edges, claims=claims)


NOTE = r"\[\[([^|]*)\|[^\]]*\]\]"


def markdown(path: Path, _: str) -> Seen:
    """By its lines, as people read them; tests/export/test_markdown.py has a reader of Markdown."""
    notes = {note.relative_to(path).with_suffix("").as_posix(): note.read_text(encoding="utf-8") for note in path.rglob("*.md")}
    ids = {name: json.loads(found[1]) for name, note in notes.items() if (found := re.match(r'---\nid: (".*")\n', note))}
    days = r"(?:undated|([\d-]+)(?: to ([\d-]+))?)"
    counts = r"([\d,]+) claims?, [\d,]+ documents?, ([\d,]+) independent sources?; confidence ([\d.]+)"
    edges, claims = dict[str, Facts](), dict[str, Facts]()
    for note in notes.values():
        acts = note.partition("\n## Acts\n")[2].partition("\n## ")[0]
        for found in re.findall(rf"(?m)^- \*\*(\w+)\*\*: {NOTE} (.*?) {NOTE}(?: \(\w+\))?\. {days}; {counts}$", acts):
            status, source, words, target, first, last, told, sources, sure = found
            values = {
                "predicate": words.replace(" ", "_"), "status": status, "first": first, "last": last or first, "confidence": sure,
                "claims": told.replace(",", ""), "sources": sources.replace(",", ""),
            }  # fmt: skip
            edges |= dict([_edge(ids[source], ids[target], values, sources="sources")])
        inside = note.partition("\n## Claims\n")[2]
        for found in re.findall(rf"(?m)^- {NOTE} .*? {NOTE}(?: \((\w+)\))?, .*?confidence ([\d.]+), .*?claim (\w+)$", inside):
            subject, object, status, sure, id = found
            claims[id] = {"subject": ids[subject], "object": ids[object], "status": status or "fact", "confidence": float(sure)}
    return Seen(nodes=frozenset(id for id in ids.values() if ":" in id), edges=edges, claims=claims)


READERS: dict[str, Callable[[Path, str], Seen]] = {
    **dict.fromkeys(RDF_FORMATS, rdf),
    "graphml": graphml, "gexf": gexf, "cytoscape": cytoscape, "cx2": cx2, "neo4j": neo4j, "cypher": cypher, "dot": dot, "mermaid": mermaid,
    "csv": tables, "parquet": tables, "excel": excel, "ftm": ftm, "stix": stix, "markdown": markdown,
}  # fmt: skip
