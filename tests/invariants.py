"""What must hold of every extraction, whatever the text: a list of the ways in which one breaks it.

In: an Extraction and the gazetteer that it was made with. Out: one line for each thing that is wrong; none for a sound extraction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.gazetteer import Gazetteer
from kg.model import Claim, Evidence, Extraction, Span
from kg.repair import view
from kg.vocabulary import vocabulary

_TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def broken(extraction: Extraction, gazetteer: Gazetteer) -> list[str]:
    """Everything that is wrong with an extraction."""
    return [*_blocks(extraction), *_mentions(extraction), *_entities(extraction, gazetteer), *_claims(extraction)]


def _kept(extraction: Extraction, span: Span) -> bool:
    """Whether a span lies within one block that was kept."""
    return any(block.kept and block.start <= span[0] < span[1] <= block.end for block in extraction.document.blocks)


def _blocks(extraction: Extraction) -> Iterator[str]:
    text, covered = extraction.document.text, 0
    for block in extraction.document.blocks:
        if not covered <= block.start < block.end <= len(text):
            yield f"{block} overlaps another or the end"
        if text[covered : block.start].strip():
            yield f"no block covers {text[covered : block.start]!r}"
        if not block.kept and not block.reason:
            yield f"{block} is dropped without a reason"
        covered = block.end
    if text[covered:].strip():
        yield f"no block covers {text[covered:]!r}"


def _mentions(extraction: Extraction) -> Iterator[str]:
    known = {entity.id: entity for entity in extraction.entities}
    places = [(mention.start, mention.end) for mention in extraction.mentions]
    if places != sorted(places):
        yield "mentions are not in the order of the text"
    for mention in extraction.mentions:
        if mention.text != extraction.document.text[mention.start : mention.end] or not mention.text.strip():
            yield f"{mention} does not quote the text"
        if not _kept(extraction, (mention.start, mention.end)):
            yield f"{mention} is not in a block that was kept"
        if mention.entity not in known:
            yield f"{mention} has no entity"
        elif mention.type != known[mention.entity].type:
            yield f"{mention} is of another type than its entity"
        if not 0 < mention.score <= 1:
            yield f"{mention} has no score"
        if mention.sector is not None and mention.sector not in vocabulary().sectors:
            yield f"{mention} has an unknown sector"


def _entities(extraction: Extraction, gazetteer: Gazetteer) -> Iterator[str]:
    """Nothing stands on the graph that is neither in the text (as it is repaired) nor in a row of the gazetteer."""
    text = " ".join(_plain(view(extraction.document, block).text) for block in extraction.document.blocks if block.kept)
    ids = [entity.id for entity in extraction.entities]
    if ids != sorted(set(ids)):
        yield f"entities are not sorted, or one stands twice: {ids}"
    mentioned = {mention.entity for mention in extraction.mentions}
    for entity in extraction.entities:
        record = gazetteer.get(entity.id)
        if entity.type not in vocabulary().types or not entity.id.startswith(entity.type + ":"):
            yield f"{entity} has an id of another type"
        if entity.id not in mentioned:
            yield f"{entity} is nowhere mentioned"
        if (entity.gazetteer is None) != (record is None):
            yield f"{entity}: the gazetteer says otherwise"
        rows = () if record is None else (*record.names, *record.acronyms, *record.demonyms, *record.capitals, *record.metonyms)
        for name in (entity.name, *entity.aliases):
            if not name.strip() or (_plain(name) not in text and name not in rows):
                yield f"{name!r} of {entity.id} is neither in the text nor in the gazetteer"
        if record is None and entity.links:
            yield f"{entity} has links that no row gives"


def _plain(text: str) -> str:
    """Text with white space made even, as a name over a line break is."""
    return " ".join(text.split())


def _claims(extraction: Extraction) -> Iterator[str]:
    types = {entity.id: entity.type for entity in extraction.entities}
    words = vocabulary()
    for key, count in Counter((claim.subject, claim.predicate, claim.object) for claim in extraction.claims).items():
        if count > 1:
            yield f"{key} stands {count} times"
    if len({claim.id for claim in extraction.claims}) < len(extraction.claims):
        yield "two claims share an id"
    for claim in extraction.claims:
        missing = {claim.subject, claim.object, claim.attributed_to or claim.subject} - set(types)
        if missing or claim.subject == claim.object:
            yield f"{_shown(claim)} does not link two known entities: {missing}"
        elif claim.predicate not in words.predicates or not words.allows(claim.predicate, types[claim.subject], types[claim.object]):
            yield f"{_shown(claim)} is not allowed by the vocabulary"
        if claim.polarity not in words.polarities or claim.modality not in words.modalities or not 0 < claim.confidence <= 1:
            yield f"{_shown(claim)} has an unknown standing or confidence"
        if claim.time is not None and not _TIME.fullmatch(claim.time):
            yield f"{_shown(claim)} has no ISO date: {claim.time!r}"
        if not claim.evidence:
            yield f"{_shown(claim)} has no evidence"
        for evidence in claim.evidence:
            yield from _evidence(extraction, claim, evidence)


def _evidence(extraction: Extraction, claim: Claim, evidence: Evidence) -> Iterator[str]:
    """The sentence lies in the text and in a kept block, and holds what it is said to hold."""
    sentence = extraction.document.text[evidence.start : evidence.end]
    if evidence.document != extraction.document.id or not evidence.rule:
        yield f"{_shown(claim)} is of another document or of no rule"
    if not 0 <= evidence.start < evidence.end <= len(extraction.document.text) or sentence != sentence.strip():
        yield f"{_shown(claim)} stands in no sentence: {evidence.start}:{evidence.end} {sentence!r}"
    if not _kept(extraction, (evidence.start, evidence.end)):
        yield f"{_shown(claim)} stands in a block that was dropped"
    for name, span in (("trigger", evidence.trigger), ("subject", evidence.subject_span), ("object", evidence.object_span)):
        if span is None and name != "trigger" and not evidence.inferred:
            mentions = [
                m for m in extraction.mentions if m.entity == getattr(claim, name) and evidence.start <= m.start and m.end <= evidence.end
            ]
            yield f"{_shown(claim)}: the {name} is outside of the sentence and nothing says how it was reached {mentions}"
        if span is not None and not evidence.start <= span[0] < span[1] <= evidence.end:
            yield f"{_shown(claim)}: the {name} {span} is outside of its sentence {evidence.start}:{evidence.end}"


def _shown(claim: Claim) -> str:
    return f"{claim.subject} {claim.predicate} {claim.object}"
