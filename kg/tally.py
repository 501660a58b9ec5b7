"""Counts of a dataset, taken while its graphs pass by on their way to a file.

In: (graph IRI, triples) pairs. Out: the same pairs, and afterwards how many triples, subjects, members of classes, values of properties
there were, which days the documents are of, and from which sources they come.

>>> tally = Tally()
>>> len(list(tally.through([("urn:g", [("<urn:a>", TYPE, "<urn:C>")])]))), tally.triples, tally.classes["<urn:C>"]
(1, 1, 1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.literals import parts
from kg.prefixes import OWL, SCHEMA, SKOS
from kg.terms import TYPE, Graphs, Triple, term

_LINKS = frozenset({f"<{OWL}sameAs>", f"<{SKOS}closeMatch>"})
_PUBLISHED, _LANGUAGE, _URL = (f"<{SCHEMA}{name}>" for name in ("datePublished", "inLanguage", "url"))
_OUTLET, _DOCUMENT = term("outlet"), term("Document")


@dataclass(slots=True)
class Tally:
    """What has passed so far. Classes, properties and links are tokens; `dates` are the first and the last token of publication, `examples`
    the first member of each class."""

    graphs: int = 0
    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    dates: tuple[str, str] | None = None
    examples: dict[str, str] = field(default_factory=dict)
    _shared: set[str] = field(default_factory=set, init=False, repr=False)

    def through(self, graphs: Graphs) -> Iterator[tuple[str, list[Triple]]]:
        """The graphs as they are, each counted. A triple that stands in two graphs counts twice, a subject once.

        Graphs that are of no document come first; subjects of a document's graph stand in no other document's.
        """
        last = ""
        for name, triples in graphs:
            self.graphs += bool(triples) and name != last
            last = name if triples else last
            self._count(triples)
            yield name, triples

    def _count(self, triples: list[Triple]) -> None:
        self.triples += len(triples)
        subjects = {subject for subject, _, _ in triples}
        self.subjects += len(subjects - self._shared)
        documents: dict[str, dict[str, str]] = {}
        for subject, predicate, object_ in triples:
            self.properties[predicate] += 1
            if predicate == TYPE:
                self.classes[object_] += 1
                self.examples.setdefault(object_, subject)
                if object_ == _DOCUMENT:
                    documents[subject] = {}
            elif predicate in _LINKS:
                self.links[predicate] += 1
        for subject, predicate, object_ in triples if documents else ():
            if subject in documents:
                documents[subject][predicate] = object_
        for said in documents.values():
            self._document(said)
        if not documents:
            self._shared |= subjects

    def _document(self, said: dict[str, str]) -> None:
        published, language = said.get(_PUBLISHED), said.get(_LANGUAGE)
        if published is not None and parts(published)[1]:
            first, last = self.dates or (published, published)
            self.dates = min(first, published, key=_day), max(last, published, key=_day)
        if language is not None:
            self.languages[parts(language)[0]] += 1
        outlet, url = said.get(_OUTLET), said.get(_URL)
        source = parts(outlet)[0] if outlet else (urlsplit(url[1:-1]).hostname if url else None)
        if source:
            self.sources[source] += 1


def _day(token: str) -> tuple[str, str]:
    """Dates in order of time, the less precise first; the token itself settles what is equal."""
    return parts(token)[0], token
