"""A graph that was built, open in Python: ask it, go through its claims and edges, hand it to networkx, rdflib or pandas, or look at it.

In: the folder of a build. Out: a Graph; everything that it gives is sorted by id, and what a document says stays text.

>>> with open_graph("graph", as_of="2026-01") as graph:                    # doctest: +SKIP
...     for claim in graph.claims(object="Grok", predicate="actedAgainst", status="fact"):
...         print(claim.subject, claim.predicate, graph.sentence(claim))
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.as_of import Kept, LedgerAsOf
from kg.choices import Choice, Fits, predicates, several, words
from kg.errors import NotFound, UsageError
from kg.explain import ClaimStory, EntityStory, explain
from kg.ledger import Ledger
from kg.model import STATUSES, Claim, Document, Edge, Entity
from kg.narrowing import entity_called, narrow
from kg.query import MAX_ROWS, TIME_LIMIT, query
from kg.results import Result
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame
    from rdflib import Dataset

    from kg.tables import Table

NOTEBOOK_EDGES = 500
"""Edges that a page in a notebook draws at most: the strongest ones."""


def open_graph(directory: str | Path, *, as_of: str | None = None, undated: bool = False) -> Graph:
    """The graph that `kg build -o DIRECTORY` wrote, to be read; `kg.open` is this function.

    `as_of` (a year, month or day) gives the graph as it stood then: only documents published by its last day count, those without a date
    only where `undated` is true. What a build writes after this is not seen, but by `query`, which asks the folder as it is.

    Raises:
        UsageError: there is no ledger in the folder, or `as_of` is no date. LedgerError: it is damaged, or newer than this program.
    """
    if as_of is None:
        if undated:
            raise UsageError("undated=True says which documents count at a date; name one with as_of='2026-01'")
        return Graph(Path(directory), Ledger.open(Path(directory)))
    return Graph(Path(directory), LedgerAsOf.at(Path(directory), as_of, undated=undated), as_of=as_of, undated=undated)


class Graph:
    """An open graph. Use it in a `with`, or `close` it. Where a method takes an entity, its id ('platform:x') and its name ('X') will do.

    Every method raises LedgerError where the ledger turns out to be damaged.
    """

    def __init__(self, directory: Path, records: Ledger, *, as_of: str | None = None, undated: bool = False) -> None:
        self.directory = directory
        self.as_of = as_of
        self._undated = undated
        self._records = records

    def close(self) -> None:
        """Lets go of the ledger; what was taken from the graph stays."""
        self._records.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"kg.open({str(self.directory)!r}{f', as_of={self.as_of!r}' if self.as_of else ''})"

    @property
    def kept(self) -> Kept | None:
        """How many documents count at the date of `as_of`, and how many do not; None without one."""
        return self._records.kept if isinstance(self._records, LedgerAsOf) else None

    # Asking.

    def query(
        self,
        text_or_name: str,
        params: Mapping[str, str] | None = None,
        *,
        time_limit: float = TIME_LIMIT,
        max_rows: int = MAX_ROWS,
        **more: str,
    ) -> Result:
        """Ask a query that has a name, or SPARQL; parameters as a mapping or by keyword: `graph.query("timeline", about="platform:x")`.

        Raises:
            QueryError: as kg.query.query. UsageError: the graph cannot be read, or a parameter is given twice.
        """
        twice = sorted(set(params or ()) & set(more))
        if twice:
            raise UsageError(f"the parameter {twice[0]} is given twice; give it once")
        values = {**(params or {}), **more}
        return query(
            self.directory, text_or_name, params=values, as_of=self.as_of, undated=self._undated, time_limit=time_limit, max_rows=max_rows
        )

    def explain(self, what: str) -> ClaimStory | EntityStory:
        """Why a claim or an entity is in the graph, as `kg why` tells it; NotFound where nothing, or more than one thing, is called so."""
        return explain(self._records, what)

    # Going through.

    def claims(self, *, subject: Choice = None, predicate: Choice = None, object: Choice = None, status: Choice = None) -> list[Claim]:
        """The claims that fit, by id.

        Each of subject and object is an entity, or several of which one will do; `predicate` a predicate ('banned') or a group
        ('actedAgainst'); `status` fact, alleged, planned, demanded or denied.

        Raises:
            NotFound: no entity, or more than one, is called so. UsageError: no predicate or status is.
        """
        fits = self._fits(subject, predicate, object, status)
        return [claim for claim in self._records.claims() if fits(claim)]

    def edges(self, *, subject: Choice = None, predicate: Choice = None, object: Choice = None, status: Choice = None) -> list[Edge]:
        """The edges that fit, sorted by subject, predicate, object and status; what fits is said as for `claims`."""
        fits = self._fits(subject, predicate, object, status)
        return [edge for edge in self._records.edges() if fits(edge)]

    def entities(self, *, type: Choice = None) -> list[Entity]:
        """The entities, by id: all, or those of a type ('country', 'platform' ...); UsageError where there is no such type."""
        kinds = words(type, tuple(vocabulary().types), "type of entities")
        return [entity for entity in self._entities.values() if kinds is None or entity.type in kinds]

    def documents(self) -> list[Document]:
        """The documents, by id."""
        return list(self._documents.values())

    def entity(self, what: str) -> Entity:
        """The entity of an id or a name; NotFound, with what is near, where nothing or more than one thing is called so."""
        return self._entities[entity_called(what, self._entities)]

    def document(self, of: Claim | str) -> Document:
        """The document of a claim, or of an id; NotFound where the graph has none."""
        id = of.document if isinstance(of, Claim) else of
        found = self._documents.get(id)
        if found is None:
            raise NotFound(f"{id}: no document of this graph has this id; graph.documents() lists them")
        return found

    def sentence(self, claim: Claim) -> str:
        """The sentence that settled what a claim says, as the document has it; NotFound where the claim is of another graph."""
        evidence = claim.evidence[0]
        return self.document(evidence.document).text[evidence.start : evidence.end]

    # Handing over.

    def to_networkx(self) -> MultiDiGraph[str]:
        """The graph as a networkx.MultiDiGraph; see kg.multigraph.to_multigraph for its attributes."""
        from kg.multigraph import to_multigraph

        return to_multigraph(self._records)

    def to_rdflib(self) -> Dataset:
        """The graph as an rdflib.Dataset with its named graphs (docs/data-model.md) and prefixes; its default graph is the union of all."""
        from kg.rdf import to_dataset

        return to_dataset(self._records)

    def to_pandas(self, table: Table = "claims") -> DataFrame:
        """A pandas.DataFrame: 'claims', 'edges', 'entities' or 'documents'; see kg.tables for the columns.

        Raises:
            UsageError: pandas is not installed, or there is no such table.
        """
        from kg.frames import to_frame
        from kg.tables import to_table

        columns, rows = to_table(self._records, table)
        return to_frame(rows, columns)

    def export(
        self,
        path: str | Path,
        format: str | None = None,
        *,
        about: Choice = None,
        since: str | None = None,
        status: Choice = None,
        min_confidence: float = 0.0,
        rdf12: bool = False,
        base: str | None = None,
    ) -> str:
        """Writes the graph, or a part of it, for other programs, as `kg export` does; the words that say which part, '' for all.

        Without a `format` (kg.export.FORMATS) the suffix says it: 'bans.gexf'. `about` is an entity, or several of which one will do;
        `since` a year, month or day; `status` as for `claims`; `rdf12` and `base` are for RDF alone. What was there stands until all is
        written.

        Raises:
            NotFound: no entity, or more than one, is called so. UsageError: no such format, date, status or probability, a place that
            cannot be written, or a library of an extra that is not installed.
        """
        from kg.export import check_format, format_of, write_export

        chosen = format_of(Path(path)) if format is None else format
        check_format(chosen, rdf12=rdf12, base=base)
        actors, statuses = several(about) if about is not None else (), words(status, STATUSES, "status") or ()
        part = narrow(self._records, about=sorted(actors), since=since, statuses=statuses, min_confidence=min_confidence)
        write_export(part if part.words else self._records, Path(path), chosen, rdf12=rdf12, base=base)
        return part.words

    def report(
        self, entity: str, path: str | Path, *, since: str | None = None, status: Choice = None, min_confidence: float = 0.0
    ) -> str:
        """Writes the report of an entity (id or name), as `kg report` does; the words that say what part of the graph it is made of.

        The suffix says whether as a page (.html) or as PDF (.pdf), which an installed Chromium prints. The rest is as for `export`.

        Raises:
            NotFound: no entity, or more than one, is called so. UsageError: another suffix, no such date, status or probability, no
            Chromium, or a place that cannot be written.
        """
        from kg.dossier import write_dossier

        statuses = words(status, STATUSES, "status") or ()
        part = narrow(self._records, about=[entity], since=since, statuses=statuses, min_confidence=min_confidence)
        write_dossier(part, Path(path), scope=part.words)
        return part.words

    def to_html(self, *, title: str | None = None, edges: int | None = None) -> str:
        """The interactive page as text, whole: it loads nothing. `edges` is how many it draws at most, the strongest ones."""
        from kg.html.page import TITLE, to_html
        from kg.html.payload import Limits

        limits = None if edges is None else Limits(edges=edges)
        return to_html(self._records, title=TITLE if title is None else title, limits=limits)

    def _repr_html_(self) -> str:
        """The page in a frame, for notebooks."""
        from kg.notebook import frame

        return frame(self.to_html(edges=NOTEBOOK_EDGES), title=repr(self))

    # What is read once.

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self._records.entities()}

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self._records.documents()}

    def _fits(self, subject: Choice, predicate: Choice, object: Choice, status: Choice) -> Fits:
        statuses = words(status, STATUSES, "status")
        return Fits(subjects=self._ids(subject), predicates=predicates(predicate), objects=self._ids(object), statuses=statuses)

    def _ids(self, chosen: Choice) -> frozenset[str] | None:
        return None if chosen is None else frozenset(self.entity(one).id for one in several(chosen))
