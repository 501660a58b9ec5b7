"""Records as RDF: a dataset in memory, or a file in one of six formats, written whole or not at all.

In: Records (the ledger). Out: an rdflib Dataset, text, or a file; the same records give the same bytes.

>>> from tests.factories import sample_records
>>> "".join(to_text(sample_records(), "turtle")).startswith("@prefix ag: ")
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kg.atomic import atomic_path
from kg.errors import UsageError
from kg.iri import BASE, Iris
from kg.jsonld import to_jsonld
from kg.literals import parts
from kg.model import Records
from kg.prefixes import prefixes
from kg.rdfxml import to_rdfxml
from kg.tally import Tally
from kg.terms import Graphs
from kg.triples import to_graphs
from kg.turtle import to_nquads, to_ntriples, to_trig, to_turtle

if TYPE_CHECKING:
    from rdflib import Dataset
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An RDF format: its file suffix, media type and writer, whether it keeps the named graphs apart, and whether it has triple terms."""

    suffix: str
    media_type: str
    quads: bool
    write: Callable[[Graphs, Mapping[str, str]], Iterator[str]]
    rdf12: bool = True


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "jsonld": Format(suffix=".jsonld", media_type="application/ld+json", quads=True, write=to_jsonld, rdf12=False),
        "nquads": Format(suffix=".nq", media_type="application/n-quads", quads=True, write=to_nquads),
        "ntriples": Format(suffix=".nt", media_type="application/n-triples", quads=False, write=to_ntriples),
        "rdfxml": Format(suffix=".rdf", media_type="application/rdf+xml", quads=False, write=to_rdfxml),
        "trig": Format(suffix=".trig", media_type="application/trig", quads=True, write=to_trig),
        "turtle": Format(suffix=".ttl", media_type="text/turtle", quads=False, write=to_turtle),
    }
)


# A comment, so that every reader of TriG skips it.
_MARK = "# ledger sha256 "


@runtime_checkable
class _Digested(Protocol):
    """Records that know the digest of all that they hold, as the ledger does."""

    def digest(self) -> str: ...


def to_text(records: Records, format: str = "trig", *, base: str = BASE, rdf12: bool = False, tally: Tally | None = None) -> Iterator[str]:
    """The records in a format, piece by piece.

    `rdf12` adds to each claim the triple that it reifies (`rdf:reifies <<( ... )>>`), which takes a reader of RDF 1.2. `tally` counts what
    passes.

    Raises:
        UsageError: an unknown format, one that has no triple terms where they are asked for, or a base that is no IRI.
    """
    if format not in FORMATS:
        raise UsageError(f"no RDF format is called {format!r}; expected one of {', '.join(FORMATS)}")
    if rdf12 and not FORMATS[format].rdf12:
        able = ", ".join(name for name, found in FORMATS.items() if found.rdf12)
        raise UsageError(f"{format} has no triple terms, which RDF 1.2 brings; expected one of {able}")
    iris = Iris(base)
    graphs = to_graphs(records, iris, rdf12=rdf12)
    return FORMATS[format].write(graphs if tally is None else tally.through(graphs), prefixes(iris))


def write_rdf(
    records: Records, path: Path, format: str = "trig", *, base: str = BASE, rdf12: bool = False, tally: Tally | None = None
) -> None:
    """Write the records to a file, UTF-8 with '\\n' line ends; the file that was there before stands until all is written."""
    pieces = to_text(records, format, base=base, rdf12=rdf12, tally=tally)
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        if format == "trig" and isinstance(records, _Digested):
            file.write(f"{_MARK}{records.digest()}\n")
        file.writelines(pieces)


def digest_of(path: Path) -> str | None:
    """The digest of the ledger that a TriG file was written from, which its first line bears; None where it bears none."""
    with path.open("rb") as file:
        line = file.readline(len(_MARK) + 65)
    mark = _MARK.encode("ascii")
    return line[len(mark) :].decode("ascii", errors="replace").strip() if line.startswith(mark) else None


def to_dataset(records: Records, *, base: str = BASE) -> Dataset:
    """The records as an rdflib Dataset with the prefixes bound; its default graph is the union of all."""
    from rdflib import Dataset, URIRef

    iris = Iris(base)
    dataset = Dataset(default_union=True)
    for prefix, namespace in prefixes(iris).items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    cache: dict[str, Node] = {}
    for name, triples in to_graphs(records, iris):
        graph = dataset.graph(URIRef(name))
        for triple in triples:
            subject, predicate, object_ = (_node(token, cache) for token in triple)
            graph.add((subject, predicate, object_))
    return dataset


def _node(token: str, cache: dict[str, Node]) -> Node:
    from rdflib import Literal, URIRef

    if token not in cache:
        if token.startswith("<"):
            cache[token] = URIRef(token[1:-1])
        else:
            text, kind = parts(token)
            cache[token] = Literal(text, datatype=URIRef(kind) if kind else None, normalize=False)
    return cache[token]
