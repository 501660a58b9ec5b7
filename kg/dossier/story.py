"""What a report tells of an entity: put together here, so that the page only has to show it.

In: the part of a graph that is about one entity. Out: a Story.

>>> from kg.narrowing import narrow
>>> from tests.factories import sample_records
>>> story = to_story(narrow(sample_records(), about=["CNIL"]))
>>> [(section.title, len(section.groups)) for section in story.sections], len(story.sources)
([('What it does', 3)], 2)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.contradictions import relations
from kg.dossier.contents import Line, Moment, Report, Section, Source, Story
from kg.dossier.sentence import pieces
from kg.export.wording import act, days, told
from kg.html.addresses import link_address, web_address
from kg.html.labels import plain
from kg.html.ranking import keep_strongest
from kg.independence import origins, sources
from kg.model import STATUSES, Claim, Document, Edge, Relation
from kg.narrowing import Part

EDGES, CLAIMS = 1_000, 2_000
"""Relations and claims that a report shows at most: the best supported ones; it says how many it leaves out."""


def to_story(part: Part) -> Story:
    """The Story of the entity that a part is about (the first of them)."""
    return _Teller(part).story()


class _Teller:
    def __init__(self, part: Part) -> None:
        self._entity = part.about[0]
        self._entities = {entity.id: entity for entity in part.entities()} | {self._entity.id: self._entity}
        self._names = {id: plain(entity.name) or id for id, entity in self._entities.items()}
        self._claims = {claim.id: claim for claim in part.claims()}
        self._documents = {document.id: document for document in part.documents()}
        self._edges = list(part.edges())
        self._sources = self._numbered({copy.document: copy.of for copy in part.copies()})
        self._independent = len(sources(origins(part.documents(), part.copies()).values()))
        self._disputes: dict[Edge, list[str]] = defaultdict(list)
        self._all: list[str] = []
        for relation in relations(self._edges, self._claims.values()):
            self._dispute(relation)

    def story(self) -> Story:
        me = self._entity.id
        own = [edge for edge in self._edges if me in {edge.subject, edge.object}]
        confidence = {claim.id: claim.confidence for claim in self._claims.values()}
        kept = keep_strongest(own, confidence, limit=EDGES, claim_limit=CLAIMS)
        lines = {edge: self._line(edge, claims) for edge, claims in zip(kept.edges, kept.claims, strict=True)}
        said = [claim for claim in self._claims.values() if claim.attributed_to == me and me not in {claim.subject, claim.object}]
        shown = sorted(said, key=lambda claim: (-claim.confidence, claim.id))[:CLAIMS]
        sections = (
            _section("What it does", [line for edge, line in lines.items() if edge.subject == me]),
            _section("What is done to it", [line for edge, line in lines.items() if edge.object == me != edge.subject]),
        )
        counts = Counter(claim.status for claim in self._claims.values() if me in {claim.subject, claim.object})
        country = self._entity.country
        return Story(
            entity=self._entity,
            name=self._names[me],
            country=(self._names.get(country) or plain(country.partition(":")[2]) or None) if country else None,
            links=tuple(
                (one.scheme, one.value, address) for one in self._entity.links if one.status == "sourced" and (address := link_address(one))
            ),
            counts={status: counts[status] for status in STATUSES},
            independent=self._independent,
            sections=tuple(section for section in sections if section.groups),
            says=tuple(self._report(claim) for claim in self._by_day(shown)),
            moments=self._moments(lines),
            disputes=tuple(self._all),
            sources=tuple(sorted(self._sources.values(), key=lambda source: source.number)),
            edges=kept.edges,
            entities=self._entities,
            left_out=kept.left_out + kept.claims_left_out + len(said) - len(shown),
        )

    def _numbered(self, copies: Mapping[str, str]) -> dict[str, Source]:
        counts = Counter(claim.document for claim in self._claims.values())
        ordered = sorted(self._documents.values(), key=lambda one: (one.published or "9", one.id))
        numbers = {document.id: number for number, document in enumerate(ordered, 1)}
        return {
            one.id: Source(
                number=numbers[one.id],
                title=_shown(one.title) or _shown(one.name) or one.id,
                address=web_address(one.url),
                published=_shown(one.published),
                outlet=_shown(one.outlet),
                author=_shown(one.author),
                place=plain(one.source),
                claims=counts[one.id],
                copy_of=numbers.get(copies.get(one.id, "")),
            )
            for one in ordered
        }

    def _dispute(self, relation: Relation) -> None:
        """Says a relation from both sides, and once among all."""
        one, other = self._said(relation.edge), self._said(relation.other)
        contradicts = relation.kind == "contradicts"
        self._disputes[relation.edge].append(f"{'contradicted by' if contradicts else 'replaces'}: {other} ({relation.reason})")
        self._disputes[relation.other].append(f"{'contradicted by' if contradicts else 'replaced by'}: {one} ({relation.reason})")
        self._all.append(f"{one} {'stands against' if contradicts else 'replaces'} {other}: {relation.reason}")

    def _said(self, edge: Edge) -> str:
        return f"{told(edge, self._names)}{'' if edge.status != 'fact' else ' (fact)'}, {days(edge.first, edge.last)}"

    def _line(self, edge: Edge, claims: Sequence[str]) -> Line:
        return Line(
            anchor=f"c-{min(edge.claims)}",
            status=edge.status,
            subject=self._names.get(edge.subject, edge.subject),
            predicate=act(edge),
            object=self._names.get(edge.object, edge.object),
            first=edge.first,
            last=edge.last,
            documents=len(edge.documents),
            backing=tuple(self._outlet(name) for name in edge.sources),
            confidence=edge.confidence,
            disputes=tuple(self._disputes.get(edge, ())),
            reports=tuple(self._report(claim) for claim in self._by_day(self._claims[id] for id in claims)),
        )

    def _outlet(self, source: str) -> str:
        document = self._documents.get(source)
        return plain(source) if document is None else self._sources[document.id].title

    def _report(self, claim: Claim) -> Report:
        document = self._documents[claim.document]
        judgement = claim.judgement
        return Report(
            id=claim.id,
            status=claim.status,
            words=told(claim, self._names),
            when=claim.time or _shown(claim.time_words),
            said_by=self._names.get(claim.attributed_to, claim.attributed_to) if claim.attributed_to else None,
            about=_shown(claim.about),
            confidence=claim.confidence,
            judged=f"{judgement.verdict} by {plain(judgement.by)}" if judgement else None,
            rule=plain(claim.rule),
            inferred=tuple(dict.fromkeys(plain(one.inferred) for one in claim.evidence if one.inferred)),
            quotes=tuple(tuple(pieces(one, self._evidence_in(one.document, document))) for one in claim.evidence),
            source=self._sources[document.id],
        )

    def _evidence_in(self, id: str, document: Document) -> Document:
        return self._documents.get(id, document)

    def _by_day(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims by their dates, those without any at the end."""
        return sorted(claims, key=lambda claim: (self._date(claim) or "9", claim.id))

    def _date(self, claim: Claim) -> str | None:
        return claim.time or self._documents[claim.document].published

    def _moments(self, lines: Mapping[Edge, Line]) -> tuple[Moment, ...]:
        """One a relation and date; partial dates stand before the days that they hold."""
        found: dict[tuple[str, bool, str], list[Claim]] = defaultdict(list)
        at: dict[str, Edge] = {}
        for edge in lines:
            for id in edge.claims:
                claim = self._claims[id]
                date = (self._date(claim) or "")[:10]
                found[date, claim.time is not None, lines[edge].anchor].append(claim)
                at[lines[edge].anchor] = edge
        ordered = sorted(found.items(), key=lambda item: (item[0][0] == "", *item[0]))
        return tuple(
            Moment(
                date=date,
                true=true,
                status=at[anchor].status,
                words=told(at[anchor], self._names),
                anchor=anchor,
                sources=tuple(sorted({self._sources[claim.document].number for claim in claims})),
            )
            for (date, true, anchor), claims in ordered
        )


def _section(title: str, lines: Iterable[Line]) -> Section:
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.predicate].append(line)
    for group in groups.values():
        group.sort(key=lambda line: (STATUSES.index(line.status), -line.documents, line.anchor))
    return Section(title=title, groups=tuple((words, tuple(group)) for words, group in sorted(groups.items())))


def _shown(text: str | None) -> str | None:
    return (plain(text) or None) if text else None
