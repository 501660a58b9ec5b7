"""Sentences of invented names, read with the shipped rules and word lists, independent of the entity recogniser.

In: plain text with the names of `NAMES` in it. Out: the claims as lines: 'Norland --raided--> Acme (negated planned)'.

>>> marked("Norland raided Acme.")
'[Norland|country] raided [Acme|organisation].'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from kg.examples import lines_of, parse_marked
from kg.extract import extract_document
from kg.link import Linked
from kg.model import Claim, Document, Entity, Extraction
from kg.pipeline import Pipeline
from tests.makers import make_document

NAMES = {
    "country": ("Norland", "Sudland", "Westria"),
    "organisation": ("Acme", "Bolt", "Cargo", "Privacy Board", "High Court", "Trade Office", "Daily Post"),
    "platform": ("Chirper", "Flicktube"),
    "ai_system": ("Wizbot",),
    "person": ("Jane Roe", "Sam Poe"),
    "law": ("Data Act",),
    "work": ("Open Atlas",),
    "product": ("Zeta One",),
}
_TYPE_OF = {name: kind for kind, names in NAMES.items() for name in names}
_NAME = re.compile(rf"\b(?:{'|'.join(sorted(_TYPE_OF, key=len, reverse=True))})\b")


def marked(text: str) -> str:
    """The text with a mark around each known name, as examples of rules have it."""
    return _NAME.sub(lambda match: f"[{match[0]}|{_TYPE_OF[match[0]]}]", text)


def document_of(text: str, published: str | None = None) -> tuple[Document, Linked]:
    """A document of one block with its marked names as mentions."""
    plain, mentions = parse_marked(marked(text))
    entities = {mention.entity: Entity(id=mention.entity, type=mention.type, name=mention.text) for mention in mentions}
    return make_document(plain, published=published), Linked(mentions=tuple(mentions), entities=tuple(entities.values()))


def read(text: str, pipeline: Pipeline, published: str | None = None) -> Extraction:
    """Run everything behind the recognition of names; paragraphs are split by line breaks."""
    document, linked = document_of(text, published)
    return extract_document(document, pipeline, given=linked)


def said(text: str, pipeline: Pipeline) -> list[str]:
    """The claims as sorted lines, with their predicates."""
    extraction = read(text, pipeline)
    return sorted(lines_of(extraction.claims, extraction))


def only(text: str, pipeline: Pipeline, predicate: str, published: str | None = None) -> Claim:
    """The one claim of a predicate; an AssertionError that shows the rest where there is not exactly one."""
    extraction = read(text, pipeline, published)
    found = [claim for claim in extraction.claims if claim.predicate == predicate]
    assert len(found) == 1, lines_of(extraction.claims, extraction)
    return found[0]


def rows(table: Sequence[tuple[str, list[str]]], broken: Mapping[str, str]) -> list[object]:
    """Parameters of a table of (text, expected); sentences that are known to fail bear the reason."""
    return [
        pytest.param(text, expected, id=text, marks=[pytest.mark.xfail(strict=True, reason=broken[text])] if text in broken else [])
        for text, expected in table
    ]
