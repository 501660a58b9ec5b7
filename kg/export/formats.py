"""The formats of `kg export` and what writes each.

In: Records and the name of a format. Out: a file, or a folder of files for the formats of FOLDERS.

>>> FORMATS[:3]
('turtle', 'trig', 'nquads')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from kg.errors import UsageError
from kg.iri import BASE
from kg.model import Records


class Format(StrEnum):
    """What `kg export --to` writes."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    ntriples = "ntriples"
    jsonld = "jsonld"
    rdfxml = "rdfxml"
    graphml = "graphml"
    gexf = "gexf"
    cytoscape = "cytoscape"
    cx2 = "cx2"
    neo4j = "neo4j"
    cypher = "cypher"
    dot = "dot"
    mermaid = "mermaid"
    csv = "csv"
    parquet = "parquet"
    excel = "excel"
    ftm = "ftm"
    stix = "stix"
    markdown = "markdown"


FORMATS = tuple(format.value for format in Format)
RDF = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
FOLDERS: frozenset[str] = frozenset({"neo4j", "csv", "parquet", "markdown"})
"""Formats of several files: the path that is written is a folder."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".ttl": "turtle",
        ".trig": "trig",
        ".nq": "nquads",
        ".nt": "ntriples",
        ".jsonld": "jsonld",
        ".rdf": "rdfxml",
        ".graphml": "graphml",
        ".gexf": "gexf",
        ".cyjs": "cytoscape",
        ".cx2": "cx2",
        ".cypher": "cypher",
        ".dot": "dot",
        ".gv": "dot",
        ".mmd": "mermaid",
        ".xlsx": "excel",
    }
)
"""The format that a file's suffix says, where one does."""

Writer = Callable[[Records, Path], None]
"""What each module of WRITERS calls `write`: the file or folder that was there before stands until all is written."""

WRITERS: Mapping[str, str] = MappingProxyType(
    {
        "graphml": "kg.export.graphml",
        "gexf": "kg.export.gexf",
        "cytoscape": "kg.export.cytoscape",
        "cx2": "kg.export.cx2",
        "neo4j": "kg.export.neo4j",
        "cypher": "kg.export.cypher",
        "dot": "kg.export.dot",
        "mermaid": "kg.export.mermaid",
        "csv": "kg.export.csv_tables",
        "parquet": "kg.export.parquet",
        "excel": "kg.export.excel",
        "ftm": "kg.export.ftm",
        "stix": "kg.export.stix",
        "markdown": "kg.export.markdown",
    }
)
"""Formats that are no RDF, each with the module whose `write` makes it; loaded only when it is wanted."""


def check_format(format: str, *, rdf12: bool = False, base: str | None = None) -> None:
    """UsageError for an unknown format, and for what only RDF knows where the format is no RDF."""
    if format not in FORMATS:
        raise UsageError(f"--to {format}: no such format; expected one of {', '.join(FORMATS)}")
    if format not in RDF and (rdf12 or base is not None):
        raise UsageError(f"{'--rdf12' if rdf12 else '--base'}: {format} is no RDF; expected one of {', '.join(RDF)}")


def format_of(path: Path) -> str:
    """The format that a path's suffix says; UsageError where it says none."""
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise UsageError(f"{path}: its suffix says no format; name one of {', '.join(FORMATS)}")
    return found


def write_export(records: Records, path: Path, format: str, *, rdf12: bool = False, base: str | None = None) -> None:
    """Writes records in one of FORMATS; what was there before stands until all is written.

    For RDF alone: `rdf12` adds triple terms, `base` is what the IRIs of entities, documents and claims begin with.

    Raises:
        UsageError: an unknown format, one without triple terms where they are asked for, a base that is no IRI, a place that cannot be
            written, or a library of an extra that is not installed.
    """
    check_format(format, rdf12=rdf12, base=base)
    if format in RDF:
        from kg.rdf import write_rdf

        write_rdf(records, path, format, rdf12=rdf12, base=BASE if base is None else base)
        return
    write: Writer = import_module(WRITERS[format]).write
    write(records, path)
