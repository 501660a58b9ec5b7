"""What one document gave, as JSON objects: the lines of `kg extract`.

In: an Extraction. Out: dictionaries; `document_line` has the shape of the annotation guidelines, which scorers read.

>>> from tests.factories import make_document
>>> text_line(make_document("France banned Grok."))["text"]
'France banned Grok.'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kg.model import Document, Entity, Extraction


def document_line(extraction: Extraction, *, min_confidence: float = 0.0) -> dict[str, Any]:
    """A document with its entities and claims.

    `id` is the record's own id or the stem of its file. Entities have names, links, mentions by name and references (pronouns and
    descriptions), both as [start, end] in code points of the text; a claim's evidence is the [start, end] of its sentence.
    """
    document = extraction.document
    named: dict[str, list[list[int]]] = defaultdict(list)
    referred: dict[str, list[list[int]]] = defaultdict(list)
    for mention in sorted(extraction.mentions, key=lambda mention: (mention.start, mention.end)):
        places = referred if mention.origin == "coref" else named
        places[mention.entity].append([mention.start, mention.end])
    return {
        "id": document.name,
        "document": document.id,
        "source": document.source,
        "title": document.title,
        "author": document.author,
        "url": document.url,
        "published": document.published,
        "language": document.language,
        "entities": [
            _entity(entity, named[entity.id], referred[entity.id]) for entity in sorted(extraction.entities, key=lambda entity: entity.id)
        ],
        "claims": [
            {
                "id": claim.id,
                "subject": claim.subject,
                "predicate": claim.predicate,
                "object": claim.object,
                "polarity": claim.polarity,
                "modality": claim.modality,
                "status": claim.status,
                "attributed_to": claim.attributed_to,
                "time": claim.time,
                "time_words": claim.time_words,
                "about": claim.about,
                "subject_sector": claim.subject_sector,
                "object_sector": claim.object_sector,
                "confidence": claim.confidence,
                "evidence": [claim.evidence[0].start, claim.evidence[0].end],
                "rule": claim.rule,
            }
            for claim in sorted(extraction.claims, key=lambda claim: (claim.evidence[0].start, claim.id))
            if claim.confidence >= min_confidence
        ],
    }


def claim_lines(extraction: Extraction, *, min_confidence: float = 0.0) -> Iterator[dict[str, Any]]:
    """One object a claim, with the names of its entities and its sentence."""
    document = extraction.document
    names = {entity.id: entity.name for entity in extraction.entities}
    for claim in document_line(extraction, min_confidence=min_confidence)["claims"]:
        start, end = claim["evidence"]
        yield {
            **claim,
            "subject_name": names.get(claim["subject"], claim["subject"]),
            "object_name": names.get(claim["object"], claim["object"]),
            "sentence": document.text[start:end],
            "document": document.name,
            "title": document.title,
            "url": document.url,
            "published": document.published,
        }


def text_line(document: Document) -> dict[str, Any]:
    """A cleaned document with the text of its kept blocks, repaired as it is parsed, a blank line between them."""
    from kg.repair import view

    kept = (view(document, block).text for block in document.blocks if block.kept)
    text = "\n\n".join(part for part in kept if part.strip())
    return {"id": document.name, "title": document.title, "published": document.published, "url": document.url, "text": text}


def block_lines(document: Document) -> Iterator[dict[str, Any]]:
    """One object a block of a cleaned document, kept or dropped, with its text as it stands in the document."""
    for block in document.blocks:
        yield {
            "id": document.name,
            "start": block.start,
            "end": block.end,
            "kind": block.kind,
            "kept": block.kept,
            "reason": block.reason,
            "text": document.text[block.start : block.end],
        }


def _entity(entity: Entity, mentions: list[list[int]], references: list[list[int]]) -> dict[str, Any]:
    links = {link.scheme: link.value for link in entity.links if link.status == "sourced"}
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "names": sorted({entity.name, *entity.aliases}),
        "country": entity.country,
        "sector": entity.sector,
        "mentions": mentions,
        "references": references,
        "link": links,
    }
