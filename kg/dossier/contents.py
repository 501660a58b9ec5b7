"""The parts of a report, as the page shows them.

In: nothing. Out: the frozen types of kg.dossier.story.

>>> Section(title="What it does", groups=()).title
'What it does'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.dossier.sentence import Piece
from kg.model import Edge, Entity, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document, numbered from 1 in the order of its day; `copy_of` is the number of the one that it is a near-duplicate of."""

    number: int
    title: str
    address: str | None
    published: str | None
    outlet: str | None
    author: str | None
    place: str
    claims: int
    copy_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A claim: whose word, when (its own time), about what, how sure; its sentences; its source."""

    id: str
    status: Status
    words: str
    when: str | None
    said_by: str | None
    about: str | None
    confidence: float
    judged: str | None
    rule: str
    inferred: tuple[str, ...]
    quotes: tuple[tuple[Piece, ...], ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Claims of one subject, predicate, object and status; `disputes` say which others contradict or replace it, and why."""

    anchor: str
    status: Status
    subject: str
    predicate: str
    object: str
    first: str | None
    last: str | None
    documents: int
    backing: tuple[str, ...]
    confidence: float
    disputes: tuple[str, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A line of the timeline; `true` where the text dates the act itself, else `date` is the day of the document."""

    date: str
    true: bool
    status: Status
    words: str
    anchor: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that a report tells. `edges` are what its picture draws."""

    entity: Entity
    name: str
    country: str | None
    links: tuple[tuple[str, str, str], ...]
    counts: Mapping[Status, int]
    independent: int
    sections: tuple[Section, ...]
    says: tuple[Report, ...]
    moments: tuple[Moment, ...]
    disputes: tuple[str, ...]
    sources: tuple[Source, ...]
    edges: tuple[Edge, ...]
    entities: Mapping[str, Entity] = field(repr=False)
    left_out: int = 0
