"""What changed from one graph to another: documents, entities, edges and claims that were added, are gone, or say something else now.

In: the ledgers of two builds (two folders, or two copies of one). Out: a Diff, sorted. Claims are matched by document, subject, predicate
and object, edges by subject, predicate and object, so that a claim that was alleged and is a fact now has changed its status, and is not
one claim less and another more.

>>> Diff().same
True
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.ledger import Ledger
from kg.model import STATUSES, Claim, Document, Edge, Entity

Kind = Literal["added", "gone", "changed"]
KINDS: tuple[Kind, ...] = ("added", "gone", "changed")
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed. `before` and `after` are what is known of it (None where it was not there); of what changed, only that."""

    kind: Kind
    key: tuple[str, ...]
    label: str
    before: Plain | None = None
    after: Plain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All changes from one graph to another, by key."""

    documents: tuple[Change, ...] = ()
    entities: tuple[Change, ...] = ()
    edges: tuple[Change, ...] = ()
    claims: tuple[Change, ...] = ()

    @property
    def same(self) -> bool:
        return not (self.documents or self.entities or self.edges or self.claims)

    def content(self) -> dict[str, Any]:
        """The same as JSON has it: what, then added, gone and changed."""
        found = {}
        for what in ("documents", "entities", "edges", "claims"):
            changes: tuple[Change, ...] = getattr(self, what)
            found[what] = {kind: [_plain(change) for change in changes if change.kind == kind] for kind in KINDS}
        return found


def diff(before: Ledger, after: Ledger) -> Diff:
    """Compares all that views show of two ledgers."""
    names = {entity.id: entity.name for ledger in (before, after) for entity in ledger.entities()}

    def said(subject: str, predicate: str, object_: str) -> str:
        return f"{names.get(subject, subject)} {predicate} {names.get(object_, object_)}"

    return Diff(
        documents=_changes(_documents(before), _documents(after), lambda _, values: str(values["source"])),
        entities=_changes(_entities(before), _entities(after), lambda key, values: f"{values['name']} ({key[0]})"),
        edges=_changes(_edges(before), _edges(after), lambda key, _: said(*key)),
        claims=_changes(_claims(before), _claims(after), lambda key, _: said(*key[1:])),
    )


def _changes(
    before: Mapping[tuple[str, ...], Plain], after: Mapping[tuple[str, ...], Plain], label: Callable[[tuple[str, ...], Plain], str]
) -> tuple[Change, ...]:
    found = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            found.append(Change(kind="added", key=key, label=label(key, new), after=new))
        elif new is None and old is not None:
            found.append(Change(kind="gone", key=key, label=label(key, old), before=old))
        elif old is not None and new is not None and old != new:
            names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
            parts = ({name: values.get(name) for name in names} for values in (old, new))
            found.append(Change(kind="changed", key=key, label=label(key, new), before=next(parts), after=next(parts)))
    return tuple(found)


def _documents(ledger: Ledger) -> dict[tuple[str, ...], Plain]:
    fields = ("name", "source", "title", "published", "language", "url", "outlet", "author")

    def values(document: Document) -> Plain:
        return {name: getattr(document, name) for name in fields}

    return {(document.id,): values(document) for document in ledger.documents()}


def _entities(ledger: Ledger) -> dict[tuple[str, ...], Plain]:
    def values(entity: Entity) -> Plain:
        links = [f"{link.scheme}:{link.value} ({link.status})" for link in entity.links]
        known = {name: getattr(entity, name) for name in ("type", "name", "country", "sector", "gazetteer")}
        return {**known, "aliases": list(entity.aliases), "links": links}

    return {(entity.id,): values(entity) for entity in ledger.entities()}


def _edges(ledger: Ledger) -> dict[tuple[str, ...], Plain]:
    """By triple, its statuses (the firmest first), and for each the numbers of claims, documents and independent sources and the dates."""
    found: dict[tuple[str, ...], list[Edge]] = defaultdict(list)
    for edge in ledger.edges():
        found[edge.subject, edge.predicate, edge.object].append(edge)
    return {key: _edge(sorted(edges, key=lambda edge: STATUSES.index(edge.status))) for key, edges in found.items()}


def _edge(edges: Sequence[Edge]) -> Plain:
    numbers: dict[str, Plain] = {
        edge.status: {
            "claims": len(edge.claims),
            "documents": len(edge.documents),
            "sources": len(edge.sources),
            "first": edge.first,
            "last": edge.last,
        }
        for edge in edges
    }
    return {"status": [edge.status for edge in edges], **numbers}


def _claims(ledger: Ledger) -> dict[tuple[str, ...], Plain]:
    return {(claim.document, claim.subject, claim.predicate, claim.object): _claim(claim) for claim in ledger.claims()}


def _claim(claim: Claim) -> Plain:
    fields = ("status", "attributed_to", "time", "time_words", "about", "confidence", "subject_sector", "object_sector", "rule")
    sentences = [[evidence.start, evidence.end] for evidence in claim.evidence]
    review = claim.judgement.verdict if claim.judgement else None
    return {**{name: getattr(claim, name) for name in fields}, "sentences": sentences, "review": review}


def _plain(change: Change) -> dict[str, Any]:
    values = asdict(change)
    return {"key": list(change.key), **{name: values[name] for name in ("label", "before", "after") if values[name] is not None}}


def lines(found: Diff) -> Iterator[str]:
    """The changes as a person reads them: '+' what was added, '-' what is gone, '~' what changed and how."""
    marks = {"added": "+", "gone": "-", "changed": "~"}
    for what, changes in (("document", found.documents), ("entity", found.entities), ("edge", found.edges), ("claim", found.claims)):
        for change in changes:
            yield f"{marks[change.kind]} {what} {change.label}{_shown(what, change)}"


def _shown(what: str, change: Change) -> str:
    if change.kind == "changed":
        before, after = change.before or {}, change.after or {}
        return ": " + "; ".join(f"{name} {_value(before[name])} → {_value(after[name])}" for name in after)
    values = change.after or change.before or {}
    return f" [{_value(values['status'])}]" if what in {"edge", "claim"} else ""


def _value(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, Mapping):
        return " ".join(f"{name} {_value(part)}" for name, part in value.items() if part is not None)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(_value, value)) or "none"
    return str(value)
