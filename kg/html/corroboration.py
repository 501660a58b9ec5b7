"""What the page tells of an edge beside its own sentences: its independent sources, and the edges that say otherwise or came later.

In: the edges of a graph, those of them that the page shows, and its documents. Out: plain data, numbered as in the page.

>>> Sources([], {}).names()
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.contradictions import relations
from kg.model import Claim, Document, Edge

Plain = dict[str, object]


class Sources:
    """The independent sources of edges, numbered. A source without an outlet is called by the title of its document."""

    def __init__(self, edges: Iterable[Edge], documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._numbers = {name: number for number, name in enumerate(sorted({name for edge in edges for name in edge.sources}))}

    def of(self, edge: Edge) -> list[int]:
        """The numbers of an edge's sources."""
        return [self._numbers[name] for name in edge.sources]

    def names(self) -> list[str]:
        """What each source is called, by its number."""
        return [self._called(name) for name in self._numbers]

    def _called(self, source: str) -> str:
        document = self._documents.get(source)
        return source if document is None else document.title or document.name


def to_relations(edges: Sequence[Edge], claims: Iterable[Claim], shown: Sequence[Edge], names: Mapping[str, str]) -> list[Plain]:
    """Relations with at least one end in the page.

    `edge` and `other` are numbers of edges that are shown; where the page left one of them out, its words stand there instead, so that
    a dispute is told also where one side of it was too weak for the page. `names` are those of entities, by id.
    """
    number = {_ends(edge): place for place, edge in enumerate(shown)}
    found: list[Plain] = []
    for relation in relations(edges, claims):
        keys = _ends(relation.edge), _ends(relation.other)
        if any(key in number for key in keys):
            edge, other = (number[key] if key in number else _said(key, names) for key in keys)
            found.append({"kind": relation.kind, "edge": edge, "other": other, "reason": relation.reason})
    return found


def _ends(edge: Edge) -> tuple[str, str, str, str]:
    return edge.subject, edge.predicate, edge.object, edge.status


def _said(key: tuple[str, str, str, str], names: Mapping[str, str]) -> str:
    subject, predicate, object, status = key
    return f"{names.get(subject, subject)} {predicate.replace('_', ' ')} {names.get(object, object)} ({status})"
