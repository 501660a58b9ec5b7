"""Which claims a person looks at next, and how a sentence is shown to them.

In: a ledger and what the person chose. Out: claims to be judged, the least certain first, each with its document.

>>> Selection(predicate="banned", limit=20).limit
20
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.errors import UsageError
from kg.ledger import Ledger
from kg.model import STATUSES, Claim, Document, Evidence, Judgement
from kg.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims to look at; what is None does not choose.

    `document` is an id, a name or a source, `rule` the id of a rule. `sample` takes that many by a draw that `seed` decides; `limit` then
    cuts off after that many. `judged` takes in claims that were judged before.
    """

    predicate: str | None = None
    status: str | None = None
    document: str | None = None
    rule: str | None = None
    limit: int | None = None
    sample: int | None = None
    seed: int = 0
    judged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim to look at: as it stands, or as it was read where it was rejected; `judgement` is the one it stands by."""

    claim: Claim
    document: Document
    judgement: Judgement | None = None

    @property
    def verdict(self) -> str:
        return self.judgement.verdict if self.judgement else ""


def select(ledger: Ledger, selection: Selection) -> list[Item]:
    """The chosen claims, the least certain first, then by document and place.

    Raises:
        UsageError: a predicate, status, document or number that there is not.
    """
    _check(selection)
    documents = {document.id: document for document in ledger.documents()}
    wanted = _documents(documents.values(), selection.document) if selection.document is not None else set(documents)
    items = [item for item in _items(ledger, documents) if item.claim.document in wanted and _chosen(item, selection)]
    if selection.sample is not None:
        items = sorted(items, key=lambda item: _draw(item.claim.id, selection.seed))[: selection.sample]
    items.sort(key=lambda item: (item.claim.confidence, item.claim.document, item.claim.evidence[0].start, item.claim.id))
    return items if selection.limit is None else items[: selection.limit]


def marked_sentence(document: Document, evidence: Evidence) -> str:
    """The sentence in one line, with [WORDS|subject], [WORDS|trigger] and [WORDS|object] where they stand."""
    spans = {"subject": evidence.subject_span, "trigger": evidence.trigger, "object": evidence.object_span}
    inside = {role: span for role, span in spans.items() if span and evidence.start <= span[0] < span[1] <= evidence.end}
    cuts = sorted({evidence.start, evidence.end, *(place for span in inside.values() for place in span)})
    parts = []
    for start, end in pairwise(cuts):
        roles = [role for role, span in inside.items() if span[0] <= start and end <= span[1]]
        words = document.text[start:end]
        parts.append(f"[{words}|{' '.join(roles)}]" if roles else words)
    return " ".join("".join(parts).split())


def _check(selection: Selection) -> None:
    if selection.predicate is not None and selection.predicate not in vocabulary().predicates:
        raise UsageError(f"--predicate {selection.predicate}: no such predicate{near(selection.predicate, vocabulary().predicates)}")
    if selection.status is not None and selection.status not in STATUSES:
        raise UsageError(f"--status {selection.status}: expected one of {', '.join(STATUSES)}")
    for name, number in (("--limit", selection.limit), ("--sample", selection.sample)):
        if number is not None and number < 1:
            raise UsageError(f"{name} {number}: name a number from 1")


def near(word: str, known: Iterable[str]) -> str:
    """'; did you mean ...?' for a word that nobody knows, or nothing."""
    found = difflib.get_close_matches(word, list(known), n=3)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def _items(ledger: Ledger, documents: dict[str, Document]) -> Iterator[Item]:
    for claim in ledger.claims():
        yield Item(claim=replace(claim, judgement=None), document=documents[claim.document], judgement=claim.judgement)
    for one in ledger.settled():
        if one.read is not None and one.judgement is not None and one.result is None:
            yield Item(claim=one.read, document=documents[one.read.document], judgement=one.judgement)


def _chosen(item: Item, selection: Selection) -> bool:
    claim = item.claim
    return (
        (selection.judged or item.judgement is None)
        and selection.predicate in {None, claim.predicate}
        and selection.status in {None, claim.status}
        and (selection.rule is None or selection.rule in {evidence.rule for evidence in claim.evidence})
    )


def _documents(documents: Iterable[Document], what: str) -> set[str]:
    listed = list(documents)
    found = {document.id for document in listed if what in {document.id, document.name, document.source}}
    if not found:
        names = [name for document in listed for name in (document.name, document.source)]
        raise UsageError(f"--document {what}: no document of this graph has this id, name or source{near(what, names)}")
    return found


def _draw(id: str, seed: int) -> str:
    """A number that looks like chance and is the same on every machine: the digest of seed and claim."""
    return hashlib.sha256(f"{seed} {id}".encode()).hexdigest()
