"""How many independent sources a claim has: copies of one report are one source, and so is all that one outlet publishes.

In: documents, with what is known of where each is from. Out: their sources.

The rule: two documents are of one source where they are near-duplicates (kg.near_duplicates) or share an outlet (its name, or the host of
the address), and so are documents that a chain of these joins: where A and B both copy an agency, A, B and the agency are one source. A
document of which no outlet is known is a source of its own. Whose word a report gives ('the ministry said') makes no difference.

>>> one, two = Provenance(id="1", outlets=frozenset({"a.example"})), Provenance(id="2", outlets=frozenset({"a.example"}))
>>> sources([one, two, Provenance(id="3")])
('3', 'a.example')
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.appearances import outlets
from kg.model import Copy, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Of a document (by id): its date of publication, whose it is, and the first of its near-duplicates ('' where it has none)."""

    id: str
    published: str | None = None
    outlets: frozenset[str] = frozenset()
    copy_of: str = ""


def origins(documents: Iterable[Document], copies: Iterable[Copy] = ()) -> dict[str, Provenance]:
    """The origin of each document, by id."""
    first = {copy.document: copy.of for copy in copies}
    first |= {of: of for of in first.values()}
    return {
        one.id: Provenance(id=one.id, published=one.published, outlets=outlets(one.url, one.outlet), copy_of=first.get(one.id, ""))
        for one in documents
    }


def sources(found: Iterable[Provenance]) -> tuple[str, ...]:
    """The independent sources of these documents, sorted: each called like the outlet of its first document, or by that document's id."""
    groups: dict[str, set[str]] = {}
    members: dict[str, Provenance] = {}
    for origin in found:
        members[origin.id] = origin
        _unite(groups, {f"document {origin.id}", *(f"outlet {name}" for name in origin.outlets), *_cluster(origin)})
    earliest: dict[int, Provenance] = {}
    for origin in sorted(members.values(), key=lambda one: (one.published is None, one.published or "", one.id)):
        earliest.setdefault(id(groups[f"document {origin.id}"]), origin)
    return tuple(sorted(min(origin.outlets, default=origin.id) for origin in earliest.values()))


def _cluster(origin: Provenance) -> set[str]:
    return {f"copy {origin.copy_of}"} if origin.copy_of else set()


def _unite(groups: dict[str, set[str]], names: set[str]) -> None:
    """Makes one group of these names and of all groups that any of them is in; the smaller ones move into the largest."""
    parts = {id(group): group for name in names if (group := groups.get(name)) is not None}
    largest = max(parts.values(), key=len, default=set())
    for group in [*(part for part in parts.values() if part is not largest), names]:
        largest |= group
        groups.update(dict.fromkeys(group, largest))
