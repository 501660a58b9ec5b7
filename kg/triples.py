"""The RDF of records: one named graph a document, one of entities, one of asserted triples.

In: Records (the ledger). Out: (graph IRI, triples) pairs, triples sorted, terms in N-Triples notation; no blank nodes, no time of day.
Entities come first, then what is asserted, then documents by id, so that a large ledger is never all in memory as triples.

>>> from tests.factories import sample_records
>>> [graph.rpartition("/")[2] for graph, _ in to_graphs(sample_records())][:2]
['entities', 'asserted']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from kg.errors import KgError
from kg.iri import Iris, segment, web_address, wikidata
from kg.literals import date, decimal, hexadecimal, integer, iri, literal, offset
from kg.model import Claim, Document, Entity, Evidence, Judgement, Mention, Records
from kg.prefixes import DCTERMS, OA, OWL, PROV, RDF, SCHEMA, SKOS
from kg.reviewed import reading_of, said
from kg.vocabulary import ONTOLOGY, vocabulary

Triple = tuple[str, str, str]

_TYPE = iri(RDF + "type")
_IDENTIFIER = iri(DCTERMS + "identifier")


def to_graphs(records: Records, iris: Iris | None = None) -> Iterator[tuple[str, list[Triple]]]:
    """All graphs of the records, in the order that files have; KgError where a claim names a document that is not there."""
    iris = iris or Iris()
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in records.claims():
        claims[claim.document].append(claim)
    yield iris.entity_graph, sorted({triple for entity in records.entities() for triple in entity_triples(entity, iris)}, key=_order)
    yield iris.asserted, sorted({asserted(claim, iris) for group in claims.values() for claim in group if is_asserted(claim)}, key=_order)
    for document in records.documents():
        mentions = [mention for mention in records.mentions(document.id) if mention.entity]
        yield iris.graph(document.id), document_triples(document, mentions, claims.pop(document.id, ()), iris)
    if claims:
        missing = min(claims)
        raise KgError(f"claim {claims[missing][0].id} comes from document {missing}, which the ledger does not hold; build it again")


def is_asserted(claim: Claim) -> bool:
    """Whether a claim may stand as a plain triple: affirmed, actual, and of a predicate that the vocabulary has."""
    return claim.polarity == "affirmed" and claim.modality == "actual" and claim.predicate in vocabulary().predicates


def asserted(claim: Claim, iris: Iris) -> Triple:
    """The plain triple of a claim."""
    return iri(iris.entity(claim.subject)), _term(claim.predicate), iri(iris.entity(claim.object))


def entity_triples(entity: Entity, iris: Iris) -> Iterator[Triple]:
    """An entity: type, names, country, sector, and what it is called in other data sets."""
    subject = iri(iris.entity(entity.id))
    kind = vocabulary().types.get(entity.type)
    yield subject, _TYPE, iri(kind.iri) if kind else _term(f"type-{entity.type}")
    yield subject, _IDENTIFIER, literal(entity.id)
    yield subject, iri(SKOS + "prefLabel"), literal(entity.name)
    for alias in entity.aliases:
        if alias != entity.name:
            yield subject, iri(SKOS + "altLabel"), literal(alias)
    if entity.country:
        yield subject, _term("country"), iri(iris.entity(entity.country))
    if entity.sector:
        yield subject, _term("sector"), _term(f"sector-{entity.sector}")
    if entity.gazetteer:
        yield subject, _term("gazetteer"), literal(entity.gazetteer)
    for link in entity.links:
        item = wikidata(link.value) if link.scheme == "wikidata" else None
        if item:
            yield subject, iri(OWL + "sameAs" if link.status == "sourced" else SKOS + "closeMatch"), iri(item)
        elif link.scheme in {"iso3166", "domain"}:
            yield subject, _term(link.scheme), literal(link.value)


def document_triples(document: Document, mentions: Sequence[Mention], claims: Iterable[Claim], iris: Iris) -> list[Triple]:
    """Everything that one document's graph holds, sorted."""
    found = set(_document(document, mentions, iris))
    for mention in mentions:
        found.update(_mention(document, mention, iris))
    for claim in claims:
        found.update(_claim(claim, iris))
        for number, evidence in enumerate(claim.evidence, start=1):
            found.update(_evidence(document, claim, evidence, number, iris))
        if claim.judgement:
            found.update(_review(claim, claim.judgement, iris))
    return sorted(found, key=_order)


def _document(document: Document, mentions: Iterable[Mention], iris: Iris) -> Iterator[Triple]:
    subject = iri(iris.document(document.id))
    for kind in (ONTOLOGY + "Document", SCHEMA + "NewsArticle", PROV + "Entity"):
        yield subject, _TYPE, iri(kind)
    yield subject, _IDENTIFIER, literal(document.name)
    yield subject, _term("sha256"), hexadecimal(document.sha256)
    yield subject, _term("length"), integer(len(document.text))
    yield subject, _term("source"), literal(document.source)
    address = web_address(document.url) if document.url else None
    optional = (
        (iri(SCHEMA + "headline"), document.title, literal),
        (iri(SCHEMA + "datePublished"), document.published, date),
        (iri(SCHEMA + "inLanguage"), document.language, literal),
        (iri(SCHEMA + "url"), address, iri),
        (_term("statedAddress"), None if address else document.url, literal),
        (_term("outlet"), document.outlet, literal),
    )
    yield from _given(subject, optional)
    for entity in {mention.entity for mention in mentions}:
        yield subject, iri(SCHEMA + "mentions"), iri(iris.entity(entity))


def _mention(document: Document, mention: Mention, iris: Iris) -> Iterator[Triple]:
    subject = iri(iris.mention(document.id, mention.start, mention.end, mention.entity))
    yield subject, _TYPE, _term("Mention")
    yield subject, _term("inDocument"), iri(iris.document(document.id))
    yield subject, _term("refersTo"), iri(iris.entity(mention.entity))
    yield subject, _term("text"), literal(mention.text)
    yield subject, _term("start"), integer(mention.start)
    yield subject, _term("end"), integer(mention.end)
    yield subject, _term("origin"), literal(mention.origin)
    if mention.score < 1:
        yield subject, _term("confidence"), decimal(mention.score)
    if mention.sector:
        yield subject, _term("sector"), _term(f"sector-{mention.sector}")


def _claim(claim: Claim, iris: Iris) -> Iterator[Triple]:
    subject = iri(iris.claim(claim.id))
    for kind in (ONTOLOGY + "Claim", RDF + "Statement", PROV + "Entity"):
        yield subject, _TYPE, iri(kind)
    yield subject, iri(RDF + "subject"), iri(iris.entity(claim.subject))
    yield subject, iri(RDF + "predicate"), _term(claim.predicate)
    yield subject, iri(RDF + "object"), iri(iris.entity(claim.object))
    yield subject, _term("polarity"), _term(f"polarity-{claim.polarity}")
    yield subject, _term("modality"), _term(f"modality-{claim.modality}")
    yield subject, _term("status"), _term(f"status-{claim.status}")
    yield subject, _term("confidence"), decimal(claim.confidence)
    yield subject, _term("rule"), literal(claim.rule)
    yield subject, iri(PROV + "wasDerivedFrom"), iri(iris.document(claim.document))
    yield subject, _term("settledBy"), iri(iris.evidence(claim.id, 1))
    for number in range(1, len(claim.evidence) + 1):
        yield subject, _term("evidence"), iri(iris.evidence(claim.id, number))
    if claim.attributed_to:
        yield subject, _term("attributedTo"), iri(iris.entity(claim.attributed_to))
    if claim.subject_sector:
        yield subject, _term("subjectSector"), _term(f"sector-{claim.subject_sector}")
    if claim.object_sector:
        yield subject, _term("objectSector"), _term(f"sector-{claim.object_sector}")
    yield from _given(subject, ((_term("time"), claim.time, date), (_term("about"), claim.about, literal)))
    yield from _given(subject, ((_term("timeWords"), claim.time_words, literal),))


def _review(claim: Claim, judgement: Judgement, iris: Iris) -> Iterator[Triple]:
    """The judgement of a person that a claim stands by."""
    subject = iri(iris.review(claim.id))
    yield iri(iris.claim(claim.id)), _term("review"), subject
    yield subject, _TYPE, _term("Review")
    yield subject, _TYPE, iri(PROV + "Activity")
    yield subject, _term("verdict"), _term(f"verdict-{judgement.verdict}")
    yield subject, _term("reviewer"), literal(judgement.by)
    before = reading_of(judgement.claim)
    read_as = None if before == reading_of(claim) else said(before)
    yield from _given(subject, ((iri(DCTERMS + "date"), judgement.at, date), (_term("readAs"), read_as, literal)))
    yield from _given(subject, ((_term("remark"), judgement.note, literal),))


def _evidence(document: Document, claim: Claim, evidence: Evidence, number: int, iris: Iris) -> Iterator[Triple]:
    """A Web Annotation: its body is the claim, its target the sentence, given by its offsets and by its words."""
    subject = iri(iris.evidence(claim.id, number))
    span = iris.span(evidence.document, evidence.start, evidence.end)
    yield subject, _TYPE, _term("Evidence")
    yield subject, _TYPE, iri(OA + "Annotation")
    yield subject, iri(OA + "motivatedBy"), iri(OA + "identifying")
    yield subject, iri(OA + "hasBody"), iri(iris.claim(claim.id))
    yield subject, iri(OA + "hasTarget"), iri(span)
    yield subject, _term("rule"), literal(evidence.rule)
    reasons = "\n".join(evidence.reasons) or None
    yield from _given(subject, ((_term("inferred"), evidence.inferred, literal), (_term("reason"), reasons, literal)))
    for name, place in (("trigger", evidence.trigger), ("subject", evidence.subject_span), ("object", evidence.object_span)):
        if place:
            yield subject, _term(f"{name}Start"), integer(place[0])
            yield subject, _term(f"{name}End"), integer(place[1])
    yield iri(span), _TYPE, iri(OA + "SpecificResource")
    yield iri(span), iri(OA + "hasSource"), iri(iris.document(evidence.document))
    yield iri(span), iri(OA + "hasSelector"), iri(f"{span}/position")
    yield iri(f"{span}/position"), _TYPE, iri(OA + "TextPositionSelector")
    yield iri(f"{span}/position"), iri(OA + "start"), offset(evidence.start)
    yield iri(f"{span}/position"), iri(OA + "end"), offset(evidence.end)
    if evidence.document == document.id:
        yield iri(span), iri(OA + "hasSelector"), iri(f"{span}/quote")
        yield iri(f"{span}/quote"), _TYPE, iri(OA + "TextQuoteSelector")
        yield iri(f"{span}/quote"), iri(OA + "exact"), literal(document.text[evidence.start : evidence.end])


def _order(triple: Triple) -> Triple:
    """By subject, what lies below an IRI right behind it; then the type; then the rest."""
    subject, predicate, object_ = triple
    return subject[:-1], "" if predicate == _TYPE else predicate, object_


def _given(subject: str, values: Iterable[tuple[str, str | None, Callable[[str], str]]]) -> Iterator[Triple]:
    """One triple for each value that is there."""
    for predicate, value, to_token in values:
        if value is not None and value != "":
            yield subject, predicate, to_token(value)


@lru_cache(maxsize=1024)
def _term(name: str) -> str:
    """A word of the ontology; a name that it does not know is encoded, and validation tells it."""
    return f"<{ONTOLOGY}{name}>" if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else f"<{ONTOLOGY}{segment(name)}>"
