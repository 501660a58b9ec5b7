"""Single documents, mentions, entities, evidence and claims for tests, and records held in memory.

In: nothing, or the fields that a test cares about. Out: values of kg.model whose offsets are true: `text[start:end]` is the sentence.

>>> make_claim().status
'fact'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kg.independence import Provenance, origins, sources
from kg.model import (
    Block,
    Claim,
    Copy,
    Document,
    Edge,
    Entity,
    Evidence,
    Extraction,
    Judgement,
    Link,
    Mention,
    Modality,
    Origin,
    Polarity,
    Span,
    Status,
)
from kg.reviewed import reading_of

TEXT = "French prosecutors raided the offices of Chirper on Tuesday."


def make_document(text: str = TEXT, *, name: str = "sample", blocks: Sequence[Block] | None = None, **fields: str | None) -> Document:
    """A document whose id and sha256 are those of its text; without `blocks`, every line that is not blank is a kept paragraph."""
    digest = sha256(text.encode("utf-8")).hexdigest()
    source = fields.pop("source", None) or f"{name}.txt"
    encoding = fields.pop("encoding", None) or "utf-8"
    found = tuple(blocks) if blocks is not None else tuple(_lines(text))
    return Document(id=digest[:16], name=name, text=text, source=source, sha256=digest, encoding=encoding, blocks=found, **fields)


def _lines(text: str) -> Iterator[Block]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block(start=start, end=start + len(line), kind="paragraph", kept=True)
        start += len(line) + 1


def find(document: Document, needle: str, *, within: Span | None = None) -> Span:
    """Offsets of the first `needle` in the document's text, or in a span of it; ValueError where there is none."""
    start = document.text.index(needle, *(within or (0, len(document.text))))
    return start, start + len(needle)


def make_entity(
    id: str = "platform:chirper", name: str = "Chirper", *, links: Sequence[Link] = (), aliases: Sequence[str] = (), **fields: str | None
) -> Entity:
    """An entity whose type is the prefix of its id; `name` is among its aliases."""
    kind = fields.pop("type", None) or id.partition(":")[0]
    reason = fields.pop("reason", None) or "named in the text"
    return Entity(id=id, type=kind, name=name, aliases=tuple(sorted({name, *aliases})), links=tuple(links), reason=reason, **fields)


def make_mention(
    document: Document,
    needle: str = "Chirper",
    *,
    entity: str = "platform:chirper",
    within: Span | None = None,
    origin: Origin = "gazetteer",
    sector: str | None = None,
    reason: str = "listed name",
) -> Mention:
    """The first mention of `needle` in the document (or in a span of it); its type is the prefix of the entity's id."""
    start, end = find(document, needle, within=within)
    kind = entity.partition(":")[0]
    return Mention(start=start, end=end, text=needle, type=kind, origin=origin, entity=entity, sector=sector, score=0.9, reason=reason)


def make_evidence(
    document: Document,
    sentence: str | None = None,
    *,
    trigger: str | None = None,
    subject: str | None = None,
    object: str | None = None,
    rule: str = "raid",
    inferred: str | None = None,
    reasons: Sequence[str] = ("rule raid",),
) -> Evidence:
    """Evidence in a sentence of the document (without one: all of it); trigger, subject and object are words of that sentence."""
    span = find(document, document.text if sentence is None else sentence)

    def inside(needle: str | None) -> Span | None:
        return None if needle is None else find(document, needle, within=span)

    return Evidence(
        document=document.id,
        start=span[0],
        end=span[1],
        rule=rule,
        trigger=inside(trigger),
        subject_span=inside(subject),
        object_span=inside(object),
        inferred=inferred,
        reasons=tuple(reasons),
    )


def make_claim(
    evidence: Evidence | Sequence[Evidence] | None = None,
    *,
    subject: str = "country:FR",
    predicate: str = "raided",
    object: str = "platform:chirper",
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
    confidence: float = 0.9,
    judgement: Judgement | None = None,
    **fields: str | None,
) -> Claim:
    """A claim with a repeatable id; without evidence, that of `make_document()`."""
    if evidence is None:
        evidence = make_evidence(make_document(), trigger="raided", subject="French", object="Chirper")
    found = (evidence,) if isinstance(evidence, Evidence) else tuple(evidence)
    content = f"{found[0].document}\n{subject}\n{predicate}\n{object}"
    return Claim(
        id=fields.pop("id", None) or sha256(content.encode("utf-8")).hexdigest()[:16],
        subject=subject,
        predicate=predicate,
        object=object,
        polarity=polarity,
        modality=modality,
        evidence=found,
        confidence=confidence,
        judgement=judgement,
        **fields,
    )


def judged(claim: Claim, *, before: Claim | None = None, note: str | None = None) -> Claim:
    """The claim as it stands after a person accepted it, or corrected it from what it was `before`."""
    judgement = Judgement(
        claim=before or claim,
        verdict="corrected" if before else "accepted",
        by="A. Editor",
        right=reading_of(claim),
        at="2026-02-11T09:30:00Z",
        note=note,
    )
    return replace(claim, judgement=judgement)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryRecords:
    """Records held in memory: what a ledger gives, without a file. Everything comes back sorted, whatever the order it was given in."""

    extractions: tuple[Extraction, ...] = field(default=())
    near_duplicates: tuple[Copy, ...] = field(default=())

    def documents(self) -> Iterator[Document]:
        yield from sorted((extraction.document for extraction in self.extractions), key=lambda document: document.id)

    def entities(self) -> Iterator[Entity]:
        known = {entity.id: entity for extraction in self.extractions for entity in extraction.entities}
        yield from (known[id] for id in sorted(known))

    def mentions(self, document: str) -> Iterator[Mention]:
        found = (mention for extraction in self.extractions if extraction.document.id == document for mention in extraction.mentions)
        yield from sorted(found, key=lambda mention: (mention.start, mention.end, mention.entity))

    def claims(self) -> Iterator[Claim]:
        yield from sorted((claim for extraction in self.extractions for claim in extraction.claims), key=lambda claim: claim.id)

    def edges(self) -> Iterator[Edge]:
        """Claims grouped by subject, predicate, object and status; the highest confidence of a group is the edge's.

        Without outlets and copies, every document is a source of its own, called by its outlet or its id.
        """
        known = origins(self.documents(), self.copies())
        groups: dict[tuple[str, str, str, Status], list[Claim]] = defaultdict(list)
        for claim in self.claims():
            groups[claim.subject, claim.predicate, claim.object, claim.status].append(claim)
        for (subject, predicate, object, status), claims in sorted(groups.items()):
            found = [known.get(claim.document) or Provenance(id=claim.document) for claim in claims]
            dates = sorted(date for claim, origin in zip(claims, found, strict=True) if (date := claim.time or origin.published))
            yield Edge(
                subject=subject,
                predicate=predicate,
                object=object,
                status=status,
                claims=tuple(sorted(claim.id for claim in claims)),
                documents=tuple(sorted({claim.document for claim in claims})),
                sources=sources(found),
                first=dates[0] if dates else None,
                last=dates[-1] if dates else None,
                confidence=max(claim.confidence for claim in claims),
            )

    def copies(self) -> Iterator[Copy]:
        yield from sorted(self.near_duplicates, key=lambda copy: copy.document)
