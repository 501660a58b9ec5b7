"""The sources of a page: documents, the sentences that claims stand in, and whole texts while they are short enough.

In: Records and the claims that are shown. Out: plain data; offsets are counted in UTF-16 units, as browsers do.

>>> Articles.__name__
'Articles'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.html.addresses import web_address
from kg.html.offsets import Offsets
from kg.model import Block, Claim, Document, Evidence, Mention, Records, Span

Plain = dict[str, object]


class Articles:
    """Documents that the claims stand in, numbered in the order of their ids, and their sentences, numbered in the order of the texts."""

    def __init__(self, records: Records, claims: Iterable[Claim], entities: Mapping[str, int], *, budget: int) -> None:
        wanted: dict[str, set[Span]] = {}
        for claim in claims:
            for evidence in claim.evidence:
                wanted.setdefault(evidence.document, set()).add((evidence.start, evidence.end))
        self._sentences: list[Plain] = []
        self._documents: list[Plain] = []
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._offsets: dict[tuple[str, int, int], Offsets] = {}
        copied = {copy.document: copy.of for copy in records.copies()}
        titles = {document.id: document.title or document.name for document in records.documents()} if copied else {}
        for document in records.documents():
            if document.id not in wanted:
                continue
            budget -= len(document.text)
            self._take(document, sorted(wanted[document.id]), whole=budget >= 0)
            if document.id in copied:
                self._documents[-1] |= {"copy": copied[document.id], "copied": titles.get(copied[document.id], "")}
            if budget >= 0:
                self._documents[-1] |= _whole(document, records.mentions(document.id), entities)

    def _take(self, document: Document, spans: Iterable[Span], *, whole: bool) -> None:
        """Sentences of a text that is in the page whole are given by their places in it."""
        offsets = Offsets(document.text)
        for start, end in spans:
            text = document.text[start:end]
            self._numbers[document.id, start, end] = len(self._sentences)
            self._offsets[document.id, start, end] = Offsets(text)
            place: Plain = {"start": offsets.utf16(start), "end": offsets.utf16(end)} if whole else {"text": text}
            if place.get("end") != end:
                place["at"] = start
            self._sentences.append({"document": len(self._documents)} | place)
        told = {
            "id": document.id,
            "name": document.name,
            "title": document.title,
            "outlet": document.outlet,
            "author": document.author,
            "published": document.published,
            "address": web_address(document.url),
            "source": document.source if web_address(document.url) or not document.url else document.url,
        }
        self._documents.append({name: value for name, value in told.items() if value is not None})

    def sentence(self, evidence: Evidence) -> int:
        """The number of the sentence that the evidence stands in."""
        return self._numbers[evidence.document, evidence.start, evidence.end]

    def inside(self, evidence: Evidence, span: Span | None) -> list[int] | None:
        """Offsets of a span within its sentence; None where there is none or it stands elsewhere."""
        if span is None or not (evidence.start <= span[0] < span[1] <= evidence.end):
            return None
        offsets = self._offsets[evidence.document, evidence.start, evidence.end]
        return [offsets.utf16(place - evidence.start) for place in span]

    def sentences(self) -> list[Plain]:
        """All sentences: their document, and either start and end in its text or a text of their own.

        `at` is where the sentence begins in code points, where `start` does not say so too.
        """
        return self._sentences

    def documents(self) -> list[Plain]:
        """All documents; those whose text is in the page have `text`, `blocks` and `mentions`.

        A near-duplicate of an earlier document has that one's id as `copy` and its title as `copied`.
        """
        return self._documents


def _whole(document: Document, mentions: Iterable[Mention], entities: Mapping[str, int]) -> Plain:
    offsets = Offsets(document.text)

    def span(item: Block | Mention) -> list[int]:
        return [offsets.utf16(item.start), offsets.utf16(item.end)]

    return {
        "text": document.text,
        "blocks": [[*span(block), block.kind, block.kept, block.reason] for block in document.blocks],
        "mentions": [[*span(mention), entities[mention.entity], mention.origin] for mention in mentions if mention.entity in entities],
    }
