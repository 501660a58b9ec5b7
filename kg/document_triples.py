"""The RDF of one document: its description, its mentions, its claims with their evidence and reviews.

In: a document with its mentions and claims. Out: sorted triples, which one named graph holds.
Evidence is a Web Annotation (https://www.w3.org/TR/annotation-model/): its body is the claim, its target the sentence.

>>> from tests.factories import make_claim, make_document
>>> [o for _, p, o in document_triples(make_document(), (), (make_claim(),), Iris()) if p.endswith("#predicate>")]
['<https://w3id.org/actorgraph/ontology#raided>']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.edges import edge_id
from kg.iri import Iris, web_address
from kg.literals import date, decimal, hexadecimal, integer, iri, literal, offset
from kg.model import Claim, Document, Evidence, Judgement, Mention
from kg.prefixes import DCTERMS, OA, PROV, RDF, SCHEMA
from kg.reviewed import reading_of, said
from kg.terms import IDENTIFIER, TYPE, Triple, given, order, term
from kg.vocabulary import ONTOLOGY


def document_triples(
    document: Document, mentions: Sequence[Mention], claims: Iterable[Claim], iris: Iris, *, rdf12: bool = False
) -> list[Triple]:
    """Everything that one document's graph holds, sorted; `rdf12` adds the triple that each claim reifies."""
    found = set(_document(document, mentions, iris))
    for mention in mentions:
        found.update(_mention(document, mention, iris))
    for claim in claims:
        found.update(_claim(claim, iris))
        if rdf12:
            found.add(_reified(claim, iris))
        for number, evidence in enumerate(claim.evidence, start=1):
            found.update(_evidence(document, claim, evidence, number, iris))
        if claim.judgement:
            found.update(_review(claim, claim.judgement, iris))
    return sorted(found, key=order)


def _document(document: Document, mentions: Iterable[Mention], iris: Iris) -> Iterator[Triple]:
    subject = iri(iris.document(document.id))
    for kind in (ONTOLOGY + "Document", SCHEMA + "NewsArticle", PROV + "Entity"):
        yield subject, TYPE, iri(kind)
    yield subject, IDENTIFIER, literal(document.name)
    yield subject, term("sha256"), hexadecimal(document.sha256)
    yield subject, term("length"), integer(len(document.text))
    yield subject, term("source"), literal(document.source)
    address = web_address(document.url) if document.url else None
    optional = (
        (iri(SCHEMA + "headline"), document.title, literal),
        (iri(SCHEMA + "datePublished"), document.published, date),
        (iri(SCHEMA + "inLanguage"), document.language, literal),
        (iri(SCHEMA + "url"), address, iri),
        (term("statedAddress"), None if address else document.url, literal),
        (term("outlet"), document.outlet, literal),
        (iri(SCHEMA + "author"), document.author, literal),
        (term("languageFrom"), document.language_from, literal),
    )
    yield from given(subject, optional)
    for entity in {mention.entity for mention in mentions}:
        yield subject, iri(SCHEMA + "mentions"), iri(iris.entity(entity))


def _mention(document: Document, mention: Mention, iris: Iris) -> Iterator[Triple]:
    subject = iri(iris.mention(document.id, mention.start, mention.end, mention.entity))
    yield subject, TYPE, term("Mention")
    yield subject, term("inDocument"), iri(iris.document(document.id))
    yield subject, term("refersTo"), iri(iris.entity(mention.entity))
    yield subject, term("text"), literal(mention.text)
    yield subject, term("start"), integer(mention.start)
    yield subject, term("end"), integer(mention.end)
    yield subject, term("origin"), literal(mention.origin)
    if mention.score < 1:
        yield subject, term("confidence"), decimal(mention.score)
    if mention.sector:
        yield subject, term("sector"), term(f"sector-{mention.sector}")


def _claim(claim: Claim, iris: Iris) -> Iterator[Triple]:
    subject = iri(iris.claim(claim.id))
    for kind in (ONTOLOGY + "Claim", RDF + "Statement", PROV + "Entity"):
        yield subject, TYPE, iri(kind)
    yield subject, iri(RDF + "subject"), iri(iris.entity(claim.subject))
    yield subject, iri(RDF + "predicate"), term(claim.predicate)
    yield subject, iri(RDF + "object"), iri(iris.entity(claim.object))
    yield subject, term("polarity"), term(f"polarity-{claim.polarity}")
    yield subject, term("modality"), term(f"modality-{claim.modality}")
    yield subject, term("status"), term(f"status-{claim.status}")
    yield subject, term("inEdge"), iri(iris.edge(edge_id(claim)))
    yield subject, term("confidence"), decimal(claim.confidence)
    yield subject, term("rule"), literal(claim.rule)
    yield subject, iri(PROV + "wasDerivedFrom"), iri(iris.document(claim.document))
    yield subject, term("settledBy"), iri(iris.evidence(claim.id, 1))
    for number in range(1, len(claim.evidence) + 1):
        yield subject, term("evidence"), iri(iris.evidence(claim.id, number))
    if claim.attributed_to:
        yield subject, term("attributedTo"), iri(iris.entity(claim.attributed_to))
    if claim.subject_sector:
        yield subject, term("subjectSector"), term(f"sector-{claim.subject_sector}")
    if claim.object_sector:
        yield subject, term("objectSector"), term(f"sector-{claim.object_sector}")
    yield from given(subject, ((term("time"), claim.time, date), (term("about"), claim.about, literal)))
    yield from given(subject, ((term("timeWords"), claim.time_words, literal),))


def _reified(claim: Claim, iris: Iris) -> Triple:
    """The claim as a reifier of its triple (RDF 1.2 Concepts, section 1.5): a triple term states nothing, whatever the claim's status."""
    triple = f"<<( {iri(iris.entity(claim.subject))} {term(claim.predicate)} {iri(iris.entity(claim.object))} )>>"
    return iri(iris.claim(claim.id)), iri(RDF + "reifies"), triple


def _review(claim: Claim, judgement: Judgement, iris: Iris) -> Iterator[Triple]:
    """The judgement of a person that a claim stands by."""
    subject = iri(iris.review(claim.id))
    yield iri(iris.claim(claim.id)), term("review"), subject
    yield subject, TYPE, term("Review")
    yield subject, TYPE, iri(PROV + "Activity")
    yield subject, term("verdict"), term(f"verdict-{judgement.verdict}")
    yield subject, term("reviewer"), literal(judgement.by)
    before = reading_of(judgement.claim)
    read_as = None if before == reading_of(claim) else said(before)
    yield from given(subject, ((iri(DCTERMS + "date"), judgement.at, date), (term("readAs"), read_as, literal)))
    yield from given(subject, ((term("remark"), judgement.note, literal),))


def _evidence(document: Document, claim: Claim, evidence: Evidence, number: int, iris: Iris) -> Iterator[Triple]:
    """A Web Annotation: its body is the claim, its target the sentence, given by its offsets and by its words."""
    subject = iri(iris.evidence(claim.id, number))
    span = iris.span(evidence.document, evidence.start, evidence.end)
    yield subject, TYPE, term("Evidence")
    yield subject, TYPE, iri(OA + "Annotation")
    yield subject, iri(OA + "motivatedBy"), iri(OA + "identifying")
    yield subject, iri(OA + "hasBody"), iri(iris.claim(claim.id))
    yield subject, iri(OA + "hasTarget"), iri(span)
    yield subject, term("rule"), literal(evidence.rule)
    reasons = "\n".join(evidence.reasons) or None
    yield from given(subject, ((term("inferred"), evidence.inferred, literal), (term("reason"), reasons, literal)))
    for name, place in (("trigger", evidence.trigger), ("subject", evidence.subject_span), ("object", evidence.object_span)):
        if place:
            yield subject, term(f"{name}Start"), integer(place[0])
            yield subject, term(f"{name}End"), integer(place[1])
    yield iri(span), TYPE, iri(OA + "SpecificResource")
    yield iri(span), iri(OA + "hasSource"), iri(iris.document(evidence.document))
    yield iri(span), iri(OA + "hasSelector"), iri(f"{span}/position")
    yield iri(f"{span}/position"), TYPE, iri(OA + "TextPositionSelector")
    yield iri(f"{span}/position"), iri(OA + "start"), offset(evidence.start)
    yield iri(f"{span}/position"), iri(OA + "end"), offset(evidence.end)
    if evidence.document == document.id:
        yield iri(span), iri(OA + "hasSelector"), iri(f"{span}/quote")
        yield iri(f"{span}/quote"), TYPE, iri(OA + "TextQuoteSelector")
        yield iri(f"{span}/quote"), iri(OA + "exact"), literal(document.text[evidence.start : evidence.end])
