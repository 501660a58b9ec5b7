"""Why a claim or an entity is in the graph: everything that the ledger knows of it, put together for a person.

In: Ledger and what the person named. Out: a ClaimStory or an EntityStory.

>>> explain(ledger, "platform:x").entity.name              # doctest: +SKIP
'X'
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.company import Company, company_of
from kg.errors import LedgerError, NotFound
from kg.ledger import Ledger
from kg.model import Claim, Document, Entity, Evidence
from kg.names import normal
from kg.read.pdf import page_of
from kg.reviewed import Settled, reading_of, said

SHORTEST = 4
"""Characters of a claim's id that are enough, where no other claim begins like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence that states a claim; `trigger` is the word that the rule hangs on."""

    text: str
    start: int
    end: int
    rule: str
    trigger: str | None
    inferred: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStory:
    """A claim with its entities, its document and its sentences; `withheld` where it is too unsure to be shown, `review` who judged it,
    `company` who else says so or says otherwise."""

    id: str
    subject: Entity
    predicate: str
    object: Entity
    status: str
    polarity: str
    modality: str
    attributed_to: str | None
    time: str | None
    time_words: str | None
    about: str | None
    confidence: float
    withheld: bool
    subject_sector: str | None
    object_sector: str | None
    document: str
    document_title: str | None
    source: str
    url: str | None
    published: str | None
    sentences: tuple[Sentence, ...]
    review: str | None = None
    company: Company = field(default_factory=Company)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLine:
    text: str
    source: str
    start: int
    end: int
    origin: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in one line, with names."""

    id: str
    subject: str
    predicate: str
    object: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityStory:
    """An entity with all its mentions and the claims that it is in.

    `names` are the reasons that its mentions gave, `rows` the rows of gazetteers that merged it with others, split it or changed it.
    """

    entity: Entity
    names: str
    rows: tuple[str, ...]
    mentions: tuple[MentionLine, ...]
    claims: tuple[ClaimLine, ...]


def explain(ledger: Ledger, what: str) -> ClaimStory | EntityStory:
    """Tells all about what is named: an entity's id or name, a claim's id or the beginning of it.

    Raises:
        NotFound: nothing, or more than one thing, is called so; the message names what is near.
        LedgerError: the ledger is damaged.
    """
    entities = {entity.id: entity for entity in ledger.entities()}
    if what in entities:
        return _entity_story(ledger, entities[what], entities)
    claims = ledger.claims_with(what) if len(what) >= SHORTEST else []
    if len(claims) == 1:
        return _claim_story(ledger, claims[0], entities)
    wanted = normal(what)
    named = [entity for entity in entities.values() if wanted and wanted in {normal(name) for name in (entity.name, *entity.aliases)}]
    if len(named) == 1:
        return _entity_story(ledger, named[0], entities)
    raise NotFound(_not_one(what, [claim.id for claim in claims] or [_called(entity) for entity in named], entities))


def _not_one(what: str, found: Sequence[str], entities: dict[str, Entity]) -> str:
    if found:
        return f"{what}: more than one is called so: {', '.join(found[:8])}{' ...' if len(found) > 8 else ''}; name one of them by its id"
    near = [_called(entities[id]) for id in _near(what, entities)]
    hint = f"; did you mean {' or '.join(near)}?" if near else "; `kg stats DIR` names the most active entities"
    return f"{what}: no claim or entity of this graph is called so{hint}"


def _near(what: str, entities: dict[str, Entity]) -> list[str]:
    """Ids of up to three entities with a name that holds all the words of what was asked for, or that is written nearly like it."""
    wanted = normal(what)
    names = {name: entity.id for entity in entities.values() for name in (entity.id, *map(normal, (entity.name, *entity.aliases))) if name}
    parts = set(wanted.split())
    holding = [name for name in sorted(names, key=lambda name: (len(name), name)) if parts and parts <= set(name.split())]
    return list(dict.fromkeys(names[name] for name in (*holding, *difflib.get_close_matches(wanted, names, n=3))))[:3]


def _called(entity: Entity) -> str:
    return f"{entity.id} ({entity.name})"


def _claim_story(ledger: Ledger, claim: Claim, entities: dict[str, Entity]) -> ClaimStory:
    document = ledger.document(claim.document)
    if document is None:
        raise LedgerError(f"{claim.id}: its document {claim.document} is not in the ledger; `kg doctor DIR` checks the ledger")
    return ClaimStory(
        id=claim.id,
        subject=_known(claim.subject, entities),
        predicate=claim.predicate,
        object=_known(claim.object, entities),
        status=claim.status,
        polarity=claim.polarity,
        modality=claim.modality,
        attributed_to=None if claim.attributed_to is None else f"{_known(claim.attributed_to, entities).name} ({claim.attributed_to})",
        time=claim.time,
        time_words=claim.time_words,
        about=claim.about,
        confidence=claim.confidence,
        withheld=claim.judgement is None and claim.confidence < ledger.min_confidence,
        subject_sector=claim.subject_sector,
        object_sector=claim.object_sector,
        document=document.id,
        document_title=document.title,
        source=_source(document, claim.evidence[0].start),
        url=document.url,
        published=document.published,
        sentences=tuple(_sentence(evidence, document) for evidence in claim.evidence),
        review=_review(claim, ledger.settled_claim(claim.id)),
        company=company_of(ledger, claim),
    )


def _source(document: Document, offset: int) -> str:
    """Where a document is from, and the page of an offset, where it has pages."""
    return f"{document.source}, page {page_of(document.text, offset)}" if document.encoding.startswith("pdf") else document.source


def _review(claim: Claim, settled: Settled | None) -> str | None:
    """Who judged a claim, when, and what came of it; None where nobody did."""
    if settled is None or settled.judgement is None:
        return None
    judgement = settled.judgement
    who = f"{judgement.verdict} by {judgement.by}" + (f", {judgement.at}" if judgement.at else "")
    who += f" ({judgement.note})" if judgement.note else ""
    if settled.waits:
        return f"{who}: in no view, the graph lacks an entity of it"
    if settled.result is None:
        return f"{who}: in no view of the graph"
    if settled.result.id != claim.id:
        return f"{who}: stands as {settled.result.id}"
    before = settled.read or judgement.claim
    return who if before.id == claim.id else f"{who}; it was read as {said(reading_of(before))}"


def _sentence(evidence: Evidence, document: Document) -> Sentence:
    return Sentence(
        text=document.text[evidence.start : evidence.end],
        start=evidence.start,
        end=evidence.end,
        rule=evidence.rule,
        trigger=None if evidence.trigger is None else document.text[slice(*evidence.trigger)],
        inferred=evidence.inferred,
        reasons=evidence.reasons,
    )


def _entity_story(ledger: Ledger, entity: Entity, entities: dict[str, Entity]) -> EntityStory:
    mentions = [
        MentionLine(
            text=mention.text, source=document.source, start=mention.start, end=mention.end, origin=mention.origin, reason=mention.reason
        )
        for document in ledger.documents()
        for mention in ledger.mentions(document.id)
        if mention.entity == entity.id
    ]
    claims = [
        ClaimLine(
            id=claim.id,
            subject=_known(claim.subject, entities).name,
            predicate=claim.predicate,
            object=_known(claim.object, entities).name,
            status=claim.status,
        )
        for claim in ledger.claims_about(entity.id)
    ]
    names, *rows = entity.reason.split("\n")
    return EntityStory(entity=entity, names=names, rows=tuple(rows), mentions=tuple(mentions), claims=tuple(claims))


def _known(id: str, entities: dict[str, Entity]) -> Entity:
    return entities.get(id) or Entity(id=id, type=id.partition(":")[0], name=id)
