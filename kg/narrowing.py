"""A part of a graph: about one actor, since a day, of one status, of what is sure enough. What a page or an export of a part is made of.

In: Records, and what was asked for. Out: Records again, of the claims that count, with words that say so.

>>> from tests.factories import sample_records
>>> part = narrow(sample_records(), about=["germany"], since="2026-02-10")
>>> len(list(part.claims())), part.words
(1, 'about Germany, since 2026-02-10: 1 of 13 claims')
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from kg.as_of import last_day
from kg.edges import to_edges
from kg.errors import NotFound, UsageError
from kg.independence import origins
from kg.model import STATUSES, Claim, Copy, Document, Edge, Entity, Mention, Records
from kg.names import normal

_MOST_NAMED = 8


class Part:
    """Records of some claims of others: their documents, and the entities that these name.

    `words` say what was taken, `about` are the entities that were asked for.
    """

    def __init__(
        self, whole: Records, counts: Callable[[Claim, str | None], bool], described: str, *, about: Sequence[Entity] = ()
    ) -> None:
        self._whole = whole
        self.about = tuple(about)
        dates = {document.id: document.published for document in whole.documents()}
        every = list(whole.claims())
        self._claims = [claim for claim in every if counts(claim, claim.time or dates.get(claim.document))]
        self._kept = {claim.document for claim in self._claims} | {one.document for claim in self._claims for one in claim.evidence}
        self.words = f"{described}: {len(self._claims):,} of {len(every):,} claims" if described else ""

    def documents(self) -> Iterator[Document]:
        return (document for document in self._whole.documents() if document.id in self._kept)

    def mentions(self, document: str) -> Iterator[Mention]:
        return self._whole.mentions(document)

    def entities(self) -> Iterator[Entity]:
        """Entities of the claims and of the documents that they stand in, and the countries of these."""
        named = {id for claim in self._claims for id in (claim.subject, claim.object, claim.attributed_to) if id}
        named |= {mention.entity for document in sorted(self._kept) for mention in self._whole.mentions(document)}
        countries = {entity.country for entity in self._whole.entities() if entity.id in named and entity.country}
        return (entity for entity in self._whole.entities() if entity.id in named or entity.id in countries)

    def claims(self) -> Iterator[Claim]:
        return iter(self._claims)

    def edges(self) -> Iterator[Edge]:
        return iter(to_edges(self._claims, origins(self.documents(), self.copies())))

    def copies(self) -> Iterator[Copy]:
        return (copy for copy in self._whole.copies() if copy.document in self._kept)


def narrow(
    records: Records,
    *,
    about: Sequence[str] = (),
    since: str | None = None,
    statuses: Collection[str] = (),
    min_confidence: float = 0.0,
) -> Part:
    """The claims in which one of these entities acts, is acted upon or speaks, from this day on, of these statuses, and at least so sure.

    `about` are ids or names; `since` is a year, month or day; no `statuses` are all of them; `min_confidence` is a probability. A claim's
    day is its own time, else the publication of its document; claims without any are left out where a day is asked for. A month or year
    counts when any part of it lies in the span.

    Raises:
        NotFound: an entity is not in the graph, or a name is that of several; the message names what is near.
        UsageError: `since` is no date, a status is none of model.STATUSES, `min_confidence` is no probability.
    """
    if since is not None and last_day(since) is None:
        raise UsageError(f"since {since!r}: no date; expected a year, month or day, such as 2026, 2026-01 or 2026-01-31")
    if unknown := sorted(set(statuses) - set(STATUSES)):
        raise UsageError(f"status {unknown[0]!r}: no such status; expected one of {', '.join(STATUSES)}")
    if not 0 <= min_confidence <= 1:
        raise UsageError(f"a confidence of {min_confidence:g}: not between 0 and 1")
    entities = {entity.id: entity for entity in records.entities()} if about else {}
    wanted = {entity_called(name, entities): None for name in about}

    def counts(claim: Claim, date: str | None) -> bool:
        if wanted and not wanted.keys() & {claim.subject, claim.object, claim.attributed_to}:
            return False
        if (statuses and claim.status not in statuses) or claim.confidence < min_confidence:
            return False
        return since is None or (date is not None and date >= since[: len(date)])

    named = " or ".join(entities[id].name or id for id in wanted)
    asked = (
        named and f"about {named}",
        since and f"since {since}",
        "stated as " + " or ".join(status for status in STATUSES if status in statuses) if statuses else "",
        f"of a confidence of {min_confidence:g} or more" if min_confidence else "",
    )
    return Part(records, counts, ", ".join(filter(None, asked)), about=[entities[id] for id in wanted])


def entity_called(what: str, entities: Mapping[str, Entity]) -> str:
    """The id of the entity of an id or a name; NotFound, with what is near, where nothing or more than one is called so."""
    if what in entities:
        return what
    if not normal(what):
        raise NotFound(f"'{what}': no name of an entity; `kg stats DIR` names the most active entities")
    names: dict[str, set[str]] = {}
    for entity in entities.values():
        for name in (entity.name, *entity.aliases):
            names.setdefault(normal(name), set()).add(entity.id)
    wanted = normal(what)
    found = sorted(names.get(wanted, ()))
    if len(found) == 1:
        return found[0]
    if found:
        more = " ..." if len(found) > _MOST_NAMED else ""
        raise NotFound(f"{what}: more than one entity is called so: {', '.join(found[:_MOST_NAMED])}{more}; name one of them by its id")
    called = {**{id: {id} for id in entities}, **names}
    near = sorted({id for name in difflib.get_close_matches(wanted, called, n=3) for id in called[name]})
    hint = f"; did you mean {' or '.join(near[:3])}?" if near else "; `kg stats DIR` names the most active entities"
    raise NotFound(f"{what}: no entity of this graph is called so{hint}")
