"""The graph of a build as a pyoxigraph store, in memory or on disk, and the answer to one query over it.

In: the folder that `kg build` wrote (graph.trig, or the ledger where the file is missing or older), a SPARQL query.
Out: an answer of plain lists and strings, which can cross a pipe. The default graph is the union of all named graphs; the ontology is one
of them, so that a query can ask for labels and for groups of predicates.

>>> from tests.factories import sample_records
>>> answer(load(sample_records()), "ASK { ?it a ag:Platform }", known=STANDARD, limit=1)["boolean"]
True
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

import pyoxigraph as ox

from kg.errors import KgError, QueryError
from kg.fresh import LEDGER, fresh_trig, trig_alone
from kg.ledger import Ledger
from kg.model import Records
from kg.prefixes import STANDARD
from kg.resources import ontology_path
from kg.terms import Graphs
from kg.triples import to_graphs
from kg.turtle import to_nquads

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

VERSION: str = ox.__version__
"""Of pyoxigraph: another one may read and write other files."""
CHUNK = 32 << 20
_CONTEXT = 40
"""Characters of a query that are shown where it breaks off."""
_TRIPLE = re.compile(rb"[\t\n]<<")


class Answer(TypedDict, total=False):
    """What a query gave; `form` is select, ask or graph (subject, predicate, object).

    `table` are the rows, a line each behind a line of names, as SPARQL 1.1 Query Results TSV has them (kg.solutions reads it): pyoxigraph
    writes it several times faster than terms pass one by one. `absent` are IRIs that were asked about and that nothing in the graph is
    said of; it is there where nothing was found.
    """

    form: Literal["select", "ask", "graph"]
    variables: list[str]
    table: str
    boolean: bool
    absent: list[str]
    error: str


def open_store(directory: Path) -> ox.Store:
    """The graph of a build in memory: of graph.trig where that is whole and of the ledger's present content, else of the ledger itself.

    Raises:
        UsageError: the folder holds neither.
        KgError: graph.trig is damaged, and there is no ledger.
    """
    if not (directory / LEDGER).exists():
        return read_trig(trig_alone(directory))
    with Ledger.open(directory / LEDGER) as records:
        trig = fresh_trig(directory, records.digest())
        return read_trig(trig) if trig else load(records)


def read_trig(path: Path, *, to: Path | None = None) -> ox.Store:
    """A store of a TriG file, in memory or in the new folder `to`; KgError where it cannot be read."""
    store = _with_ontology(to)
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
    except (SyntaxError, ValueError) as error:
        raise KgError(f"{path.name}: cannot be read ({error}); run `kg rebuild`, or build again") from error
    except OSError as error:
        if to is not None:
            raise
        raise KgError(f"{path.name}: cannot be read ({error}); run `kg rebuild`, or build again") from error
    return store


def load(records: Records, *, to: Path | None = None, through: Callable[[Graphs], Graphs] = lambda graphs: graphs) -> ox.Store:
    """A store of records, in memory or in the new folder `to`; `through` sees the graphs on their way."""
    store = _with_ontology(to)
    put(store, through(to_graphs(records)))
    return store


def put(store: ox.Store, graphs: Graphs) -> None:
    """Adds graphs, CHUNK bytes of N-Quads at a time: what a store on disk is given at once, it holds in memory several times over."""
    waiting = bytearray()
    for piece in to_nquads(graphs, {}):
        waiting += piece.encode("utf-8")
        if len(waiting) >= CHUNK:
            store.bulk_load(input=bytes(waiting), format=ox.RdfFormat.N_QUADS)
            waiting.clear()
    store.bulk_load(input=bytes(waiting), format=ox.RdfFormat.N_QUADS)


def take(store: ox.Store, graph: str, subject: str | None = None) -> None:
    """Removes a graph, or all that it says of a subject (IRIs)."""
    if subject is None:
        store.remove_graph(ox.NamedNode(graph))
        return
    for quad in list(store.quads_for_pattern(ox.NamedNode(subject), None, None, ox.NamedNode(graph))):
        store.remove(quad)


def finish(store: ox.Store) -> None:
    """Brings a store on disk into the form in which it is read fastest, and all of it to disk."""
    store.optimize()
    store.flush()


def open_to_update(folder: Path) -> ox.Store:
    """A store on disk that is changed; OSError where it cannot be opened."""
    return ox.Store(str(folder))


def open_read_only(folder: Path) -> ox.Store:
    """A store on disk that is only asked; OSError where it cannot be opened."""
    return ox.Store.read_only(str(folder))


def _with_ontology(folder: Path | None) -> ox.Store:
    store = ox.Store() if folder is None else ox.Store(str(folder))
    graph = ox.NamedNode(STANDARD["ag"].removesuffix("#"))
    store.bulk_load(path=str(ontology_path("actorgraph.ttl")), format=ox.RdfFormat.TURTLE, to_graph=graph)
    return store


def answer(store: ox.Store, query: str, *, known: Mapping[str, str], limit: int, union: bool = True) -> Answer:
    """Run a query; QueryError where it is malformed, an update, or gives more than `limit` rows. It cannot be interrupted.

    `known` are prefixes that the query may use undeclared; `union` is False for a query that names its dataset with FROM.
    """
    try:
        found = store.query(query, prefixes=dict(known), use_default_graph_as_union=union)
        if isinstance(found, ox.QueryBoolean):
            return Answer(form="ask", variables=[], table="", boolean=bool(found))
        with _Table(limit) as table:
            if isinstance(found, ox.QueryTriples):
                names = ["subject", "predicate", "object"]
                table.write("?subject\t?predicate\t?object\n".encode("ascii"))
                for line in sorted("\t".join(map(_token, triple)) for triple in islice(found, limit + 1)):
                    table.write(f"{line}\n".encode())
                return Answer(form="graph", variables=names, table=table.text())
            names = [variable.value for variable in found.variables]
            found.serialize(output=table, format=ox.QueryResultsFormat.TSV)
            return Answer(form="select", variables=names, table=table.text())
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL{_where(query, error.msg)}") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be run: {error}") from error


def _token(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """A term in N-Triples notation; str() of a triple leaves out the brackets around it, by which _Table knows one."""
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)


def _where(query: str, message: str) -> str:
    """Where a query breaks off, in the words of the query; the parser's own list of what it expected can fill a page."""
    place = re.match(r"error at (\d+):(\d+): ", message)
    if not place:
        return f": {message}"
    line, column = int(place.group(1)), int(place.group(2))
    lines = query.split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]]).strip()
    return f": line {line}, column {column}, after {before[-_CONTEXT:]!r}"


class _Table(io.BytesIO):
    """Lines of a result that is being written; QueryError where there are more than one of names and `limit` rows."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._left = limit + 1

    def write(self, piece: ReadableBuffer, /) -> int:
        self._left -= bytes(piece).count(b"\n")
        if self._left < 0:
            raise QueryError(f"the query gives more than {self._limit:,} rows; add LIMIT, or ask for less")
        return super().write(piece)

    def text(self) -> str:
        """What was written; QueryError where a triple stands among the values."""
        written = self.getvalue()
        if _TRIPLE.search(written):
            raise QueryError("the query gives a triple as a value, which tables cannot hold; ask for its subject, predicate and object")
        return written.decode("utf-8")


class Bench:
    """A store to which graphs are put one after the other to be asked about."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._store = ox.Store()
        self._known = dict(known)

    def put(self, name: str, triples: Iterable[tuple[str, str, str]]) -> None:
        """Adds triples in N-Triples notation to a graph."""
        lines = "".join(f"{subject} {predicate} {object_} .\n" for subject, predicate, object_ in triples)
        self._store.load(lines.encode("utf-8"), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name))

    def rows(self, query: str) -> list[dict[str, str]]:
        """The solutions of a SELECT that this program ships, over all graphs: variable to term in N-Triples notation."""
        found = self._store.query(query, prefixes=self._known, use_default_graph_as_union=True)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("expected a SELECT query")
        names = [variable.value for variable in found.variables]
        return [{name: str(value) for name, value in zip(names, row, strict=True) if value is not None} for row in found]
