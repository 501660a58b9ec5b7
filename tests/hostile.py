"""The graph of tests.samples with payloads in its strings: documents, names, links, rules and reasons as an attacker would have them.

In: nothing. Out: Records whose offsets are true, and HOSTILE, the payloads.

>>> all(payload in document.text for payload in HOSTILE for document in hostile_records().documents())
True
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.model import Document, Evidence, Extraction, Link
from tests.makers import MemoryRecords, make_claim, make_document
from tests.samples import sample_entities, sample_records

# Each is a way out of some place that a view puts strings in: markup, attributes, script, JSON, Turtle, SPARQL, CSV, XML, a terminal.
HOSTILE = (
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "\"'`><svg/onload=window.pwned=1>",
    "javascript:window.pwned=1",
    "]]><!-- --> &amp; &lt; {{ 7*7 }} {% raw %} ${7*7}",
    '\\ \\u003c \\" \\\\" """ \'\'\' .} <urn:x> a <urn:y>',
    "one\ntwo\r\nthree\ttab",
    "\x00\x01\x07\x0b\x1b[31mred\x7f\x85\u2028\u2029\ufffe",
    "\u202egnp.exe\u2066\u200b",
    '=HYPERLINK("javascript:pwned")',
    "'; DROP TABLE claims; --",
    "../../../etc/passwd",
)


def hostile_records() -> MemoryRecords:
    """The sample's graph with payloads in every string that a document, a gazetteer or a rule can bring; ids stay valid.

    Offsets are still true, so views that check them do not stop before they meet the payloads.
    """
    return MemoryRecords(extractions=tuple(_poison(extraction) for extraction in sample_records().extractions))


def _poison(extraction: Extraction) -> Extraction:
    text, moved = _interleave(extraction.document)
    document = make_document(
        text,
        name=f"{HOSTILE[0]}-{extraction.document.name}",
        title=HOSTILE[1] + HOSTILE[7],
        published=extraction.document.published,
        language="en",
        url="javascript:window.pwned=1//" + HOSTILE[2],
        outlet=HOSTILE[5],
        source=HOSTILE[11] + HOSTILE[0],
        blocks=[
            replace(block, start=moved(block.start), end=moved(block.end), reason=block.reason and HOSTILE[0])
            for block in extraction.document.blocks
        ],
    )
    ordered = [entity.id for entity in sample_entities()]
    entities = tuple(
        replace(
            entity,
            name=f"{HOSTILE[ordered.index(entity.id)]} {entity.name}",
            aliases=tuple(sorted({*HOSTILE, *entity.aliases})),
            links=(*entity.links, Link(scheme="domain", value=HOSTILE[0])),
            gazetteer=HOSTILE[0],
            reason=HOSTILE[1],
        )
        for entity in extraction.entities
    )
    mentions = tuple(
        replace(mention, start=moved(mention.start), end=moved(mention.end), reason=HOSTILE[0]) for mention in extraction.mentions
    )
    claims = tuple(
        make_claim(
            [_poison_evidence(evidence, document, moved) for evidence in claim.evidence],
            subject=claim.subject,
            predicate=claim.predicate,
            object=claim.object,
            polarity=claim.polarity,
            modality=claim.modality,
            attributed_to=claim.attributed_to,
            time=claim.time,
            about=" ".join(HOSTILE),
            subject_sector=claim.subject_sector,
            confidence=claim.confidence,
        )
        for claim in extraction.claims
    )
    return Extraction(document=document, mentions=mentions, entities=entities, claims=claims)


def _poison_evidence(evidence: Evidence, document: Document, moved: Callable[[int], int]) -> Evidence:
    def span(old: tuple[int, int] | None) -> tuple[int, int] | None:
        return old and (moved(old[0]), moved(old[1]))

    return replace(
        evidence,
        document=document.id,
        start=moved(evidence.start),
        end=moved(evidence.end),
        trigger=span(evidence.trigger),
        subject_span=span(evidence.subject_span),
        object_span=span(evidence.object_span),
        rule=f"{evidence.rule} {HOSTILE[0]}",
        inferred=HOSTILE[1],
        reasons=HOSTILE,
    )


def _interleave(document: Document) -> tuple[str, Callable[[int], int]]:
    """The text with the payloads put before the full stop of every sentence, and the function from old offsets to new ones."""
    payload = " " + " ".join(HOSTILE)
    stops = [place for place in range(len(document.text)) if document.text[place : place + 2] in (". ", ".\n")]
    parts, last = [], 0
    for stop in stops:
        parts += [document.text[last:stop], payload]
        last = stop
    text = "".join((*parts, document.text[last:]))
    return text, lambda old: old + len(payload) * sum(stop < old for stop in stops)
