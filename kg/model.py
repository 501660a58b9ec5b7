"""The types that travel through the program: frozen, keyword-only, without behaviour of their own.

In: nothing. Out: the dataclasses that every stage reads and writes, and `Records`, the one way in which views read the ledger.
All offsets are in Unicode code points of `Document.text`; all dates are ISO 8601 strings (year, month or day).

>>> Block(start=0, end=5, kind="headline", kept=True, reason="")
Block(start=0, end=5, kind='headline', kept=True, reason='')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

Span = tuple[int, int]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "alleged", "demanded", "planned"]
Status = Literal["fact", "alleged", "planned", "demanded", "denied"]
Verdict = Literal["accepted", "rejected", "corrected", "withdrawn"]
Extractor = Literal["rules", "model", "both"]
"""Who draws claims: the rules, the learned model, or the rules with the model beside them."""
DEFAULT_EXTRACTOR: Extractor = "both"
Origin = Literal["ner", "gazetteer", "acronym", "demonym", "metonym", "name", "coref", "marked"]

STATUSES: tuple[Status, ...] = ("fact", "alleged", "planned", "demanded", "denied")
VERDICTS: tuple[Verdict, ...] = ("accepted", "rejected", "corrected", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a document: `kind` is headline, paragraph, bullet, teaser, share bar, ...; dropped blocks bear a reason."""

    start: int
    end: int
    kind: str
    kept: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a text by where it stands.

    `source` is the path below the input that was named (never an absolute path), with '#LINE' for a record of a file of many.
    `name` is the record's own id in a .jsonl, the stem of a .txt; it comes back in `kg extract --to documents`.
    `author` is who wrote it, as its byline has it, several with commas between; `language_from` is how its language (BCP 47) was found:
    'stated' by the file, or by its 'text'.
    """

    source: str
    name: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    encoding: str = "utf-8"
    author: str | None = None
    language_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Metadata):
    """A text with its metadata. `id` is the first 16 hex digits of `sha256`, which is that of the UTF-8 bytes of `text`."""

    id: str
    text: str
    sha256: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that names an entity or points back to one; `text == document.text[start:end]`."""

    start: int
    end: int
    text: str
    type: str
    origin: Origin
    entity: str = ""
    sector: str | None = None
    score: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An identifier in another data set: scheme 'wikidata', 'iso3166' or 'domain'; status 'sourced' or 'corroborated'."""

    scheme: str
    value: str
    status: str = "sourced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A node. `id` is a CURIE: country:FR, platform:x, organisation:unicef.

    `names` of the text are in `aliases` too; `country` is the CURIE of a country; `gazetteer` names the file of the row
    that the entity comes from ('core.csv', 'countries.csv'), None for names that only the text knows.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    links: tuple[Link, ...] = ()
    gazetteer: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a claim stands: `start:end` is the sentence, the other spans lie in the same document.

    `document` is a Document.id. A span is None where the argument is not in the sentence; `inferred` then says how it was reached.
    `reasons` are lines for `kg why`: the rule, the slots, the cues of polarity and modality, the links.
    """

    document: str
    start: int
    end: int
    rule: str
    trigger: Span | None = None
    subject_span: Span | None = None
    object_span: Span | None = None
    inferred: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who did what to whom, as one document has it: one claim a document for a subject, predicate and object.

    `evidence` holds every sentence that states it; the first one settled the status. `attributed_to` is an entity id.
    `time` is ISO 8601; `time_words` are the words that say when ('last month'), which alone do where they fix no date.
    `about` quotes what the act was about or over. `id` is a hash of the content (see claims.claim_id). `judgement` is that of the person
    who accepted the claim, or whose correction it is; None where nobody has looked at it.
    """

    id: str
    subject: str
    predicate: str
    object: str
    polarity: Polarity
    modality: Modality
    evidence: tuple[Evidence, ...]
    attributed_to: str | None = None
    time: str | None = None
    time_words: str | None = None
    about: str | None = None
    confidence: float = 1.0
    subject_sector: str | None = None
    object_sector: str | None = None
    judgement: Judgement | None = None

    @property
    def document(self) -> str:
        return self.evidence[0].document

    @property
    def rule(self) -> str:
        return self.evidence[0].rule

    @property
    def status(self) -> Status:
        """One word for polarity and modality: a negated claim is 'denied', an affirmed and actual one is 'fact'."""
        if self.polarity == "negated":
            return "denied"
        return "fact" if self.modality == "actual" else self.modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a claim says, without where it stands: the part of it that a person judges, and may correct."""

    subject: str
    predicate: str
    object: str
    polarity: Polarity
    modality: Modality
    attributed_to: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided about a claim of a document.

    `claim` is the claim as it was judged, `right` what it should say (the same where it was accepted; None where it was rejected or the
    judgement is withdrawn). `by` and `at` (ISO 8601) are who and when, as the caller gave them; `note` is the person's own remark.
    """

    claim: Claim
    verdict: Verdict
    by: str
    right: Reading | None = None
    at: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Claims of one subject, predicate, object and status, over all documents: what a picture or an export shows.

    `claims` and `documents` are ids, sorted; `first` and `last` are the earliest and latest date (claim time, else publication).
    `sources` are the independent ones (see kg.independence), sorted: each by the outlet, else the id, of its first document.
    """

    subject: str
    predicate: str
    object: str
    status: Status
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    sources: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two edges that cannot both hold (contradicts), or of which the first overtook the other (supersedes), and why."""

    kind: Literal["contradicts", "supersedes"]
    edge: Edge
    other: Edge
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A document that is a near-duplicate of an earlier one (both by id): they count as one source."""

    document: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document gave: the unit that the ledger writes in one transaction. As a string, a claim a line, with its sentence."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __str__(self) -> str:
        names = {entity.id: entity.name for entity in self.entities}
        lines = []
        for claim in self.claims:
            first = claim.evidence[0]
            sentence = " ".join(self.document.text[first.start : first.end].split())
            subject, object = names.get(claim.subject, claim.subject), names.get(claim.object, claim.object)
            lines.append(f"{subject} --{claim.predicate}--> {object}   [{claim.status}]   {sentence!r}")
        return "\n".join(lines) or f"no claims; {len(self.entities)} entities: {', '.join(sorted(names.values())) or 'none'}"


class Records(Protocol):
    """What every view (RDF, page, export, statistics) may read; the ledger is one. All iterators are sorted by id."""

    def documents(self) -> Iterator[Document]: ...

    def entities(self) -> Iterator[Entity]: ...

    def mentions(self, document: str) -> Iterator[Mention]: ...

    def claims(self) -> Iterator[Claim]: ...

    def edges(self) -> Iterator[Edge]: ...

    def copies(self) -> Iterator[Copy]: ...
