"""Stretches of a passage that may be mentions, before it is settled what they name.

In: passages and the gazetteer. Out: Candidates from three sources: names of the gazetteer, runs of capitals, persons of the recogniser.
Overlaps are resolved here: the longest wins, then the gazetteer.

>>> [candidate.text for candidate in candidates(passages, gazetteer, words)]      # doctest: +SKIP
['Guardia di Finanza', 'Zampa', 'Danish']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.chunks import chunks
from kg.entity_words import EntityWords
from kg.french import FRENCH, is_tongue, without_articles
from kg.gazetteer import Gazetteer, Name
from kg.names import normal
from kg.passage import Passage
from kg.titles import titles

Source = Literal["gazetteer", "run", "recogniser", "defined", "repeated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Characters `start:end` of the view of a passage, covered by tokens `first:last`; `names` are the gazetteer's."""

    passage: Passage
    start: int
    end: int
    first: int
    last: int
    source: Source
    names: tuple[Name, ...] = ()

    @property
    def text(self) -> str:
        return self.passage.view.text[self.start : self.end]

    @property
    def normal(self) -> str:
        return normal(self.text)


_LOCAL = frozenset({"court", "agency", "police", "prosecutor", "legislature", "regulator"})
"""Kinds of public bodies of which every town may have one."""


def candidates(passages: Sequence[Passage], gazetteer: Gazetteer, words: EntityWords) -> list[Candidate]:
    """All candidates in order, without overlaps."""
    demonyms = frozenset(
        name
        for record in gazetteer.records.values()
        if record.type == "country"
        for name in (*record.demonyms, *(name for name in record.names if name.isupper() or "." in name))
    )
    found: list[Candidate] = []
    for passage in passages:
        known = list(_known(passage, gazetteer))
        states = (one for one in known if any(name.key.startswith("country:") and name.kind == "name" for name in one.names))
        countries = {one.first: one.last for one in states}
        guessed = (*_runs(passage, words, demonyms), *_persons(passage))
        own = [*known, *(_with_place(_without_home(one, countries, words), countries, words) for one in guessed), *_titles(passage, words)]
        found += longest(own)
    return found


def longest(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that remain when longer ones win over shorter ones and the gazetteer wins over the rest; by place."""
    rank = {"defined": 0, "gazetteer": 1, "run": 2, "repeated": 3, "recogniser": 4}
    taken: list[Candidate] = []
    for candidate in sorted(found, key=lambda one: (one.start - one.end, rank[one.source], one.start)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in taken):
            taken.append(candidate)
    return sorted(taken, key=lambda one: one.start)


def at_tokens(passage: Passage, first: int, last: int, source: Source, names: tuple[Name, ...] = ()) -> Candidate:
    """The candidate of the tokens `first:last`."""
    doc = passage.doc
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    ends = last == len(doc) or bool(doc[last].is_sent_start)
    if ends and doc[last - 1].text.endswith(".") and doc[first:last].text.count(".") == 1:
        end -= 1  # the full stop of the sentence, not one of an abbreviation inside it
    return Candidate(passage=passage, start=start, end=end, first=first, last=last, source=source, names=names)


def _known(passage: Passage, gazetteer: Gazetteer) -> Iterator[Candidate]:
    for hit in gazetteer.find(passage.view.text):
        span = passage.doc.char_span(hit.start, hit.end, alignment_mode="expand")
        kinds = {name.kind for name in hit.names}
        if span is not None and not (passage.doc.lang_ == FRENCH and kinds == {"demonym"} and is_tongue(passage.doc, span.start)):
            yield Candidate(
                passage=passage, start=hit.start, end=hit.end, first=span.start, last=span.end, source="gazetteer", names=hit.names
            )


def _runs(passage: Passage, words: EntityWords, demonyms: frozenset[str]) -> Iterator[Candidate]:
    for start, end in chunks(passage.doc, words, demonyms):
        first, last = without_articles(passage.doc, start, end) if passage.doc.lang_ == FRENCH else (start, end)
        if first < last:
            yield at_tokens(passage, first, last, "run")


def _without_home(candidate: Candidate, countries: Mapping[int, int], words: EntityWords) -> Candidate:
    """'Lantern Consulting of Hungary' without its country; a public body keeps its own ('Bank of Lithuania')."""
    doc = candidate.passage.doc
    for of in range(candidate.first + 1, candidate.last - 1):
        if doc[of].lower_ != "of" or countries.get(of + 1) != candidate.last:
            continue
        last = doc[of - 1].lower_
        kind = words.heads.get(last)
        company = (kind == "company" and last != "bank") or (kind is None and last not in words.shape.take_of and last not in words.common)
        if company and (of - candidate.first > 1 or candidate.source == "recogniser"):
            return at_tokens(candidate.passage, candidate.first, of, candidate.source)
    return candidate


def _with_place(candidate: Candidate, countries: Mapping[int, int], words: EntityWords) -> Candidate:
    """'Superior Court of Lima' with its town: many towns have such a body, and only one country has each of its own."""
    doc, of = candidate.passage.doc, candidate.last
    if of + 1 >= len(doc) or doc[of].lower_ != "of" or words.heads.get(doc[of - 1].lower_) not in _LOCAL:
        return candidate
    end = of + 1
    while end < len(doc) and doc[end].ent_type_ == "GPE" and doc[end].text[:1].isupper():
        end += 1
    if end == of + 1 or any(number in countries for number in range(of + 1, end)):
        return candidate
    return at_tokens(candidate.passage, candidate.first, end, candidate.source)


def _titles(passage: Passage, words: EntityWords) -> Iterator[Candidate]:
    for first, last in titles(passage.doc, words):
        yield at_tokens(passage, first, last, "run")


def _persons(passage: Passage) -> Iterator[Candidate]:
    for span in passage.doc.ents:
        if span.label_ in ("PERSON", "PER") and len(span) >= 2 and all(token.text[:1].isupper() or len(token) <= 3 for token in span):
            last = span.end - 1 if span[-1].text in ("'s", "’s") else span.end
            if last - span.start >= 2:
                yield at_tokens(passage, span.start, last, "recogniser")
