"""What the page knows: the graph, its claims and its sources as plain data, numbered so that nothing stands twice.

In: Records. Out: a Payload, of which `data` goes into the page as JSON; entities, edges, claims, sentences and documents point to each
other by number.

>>> Limits().edges
20000
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kg.html.addresses import link_address
from kg.html.articles import Articles
from kg.html.corroboration import Sources, to_relations
from kg.html.look import OTHER, STATUSES, type_look
from kg.html.network import Drawn, Node, Plain, build_network
from kg.html.ranking import CLAIM_LIMIT, EDGE_LIMIT, Kept, keep_strongest
from kg.html.strands import Strand, to_strands
from kg.model import Claim, Edge, Entity, Evidence, Judgement, Records
from kg.reviewed import reading_of, said
from kg.vocabulary import vocabulary

UNLINKED_LIMIT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a page holds at most: edges and claims in number, whole articles in characters of all their texts together."""

    edges: int = EDGE_LIMIT
    claims: int = CLAIM_LIMIT
    text: int = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The data of a page, the network that pyvis made of it, and how many edges it shows of how many."""

    data: Plain
    drawn: Drawn
    edges: int
    all_edges: int


def to_payload(records: Records, *, limits: Limits | None = None) -> Payload:
    """Everything that the page shows; above the limits the strongest edges and the surest claims, with a count of what is left out."""
    limits = limits or Limits()
    confidence = {claim.id: claim.confidence for claim in records.claims()}
    # A line without a sentence behind it has no place here.
    edges = [edge for edge in records.edges() if any(claim in confidence for claim in edge.claims)]
    kept = keep_strongest(edges, confidence, limit=limits.edges, claim_limit=limits.claims)
    wanted = {id for ids in kept.claims for id in ids}
    documents = {document.id: document for document in records.documents()}
    published = {id: document.published or "" for id, document in documents.items()}
    claims = sorted((claim for claim in records.claims() if claim.id in wanted), key=lambda claim: _reading_order(claim, published))
    entities = {entity.id: entity for entity in records.entities()}
    shown = _shown(kept.edges, claims, entities)
    number = {entity.id: place for place, entity in enumerate(shown)}
    articles = Articles(records, claims, number, budget=limits.text)
    linked = len({id for edge in kept.edges for id in (edge.subject, edge.object)})
    ends = [(number[edge.subject], number[edge.object], edge.status) for edge in kept.edges]
    strands = to_strands(ends)
    claim_number = {claim.id: place for place, claim in enumerate(claims)}
    sources = Sources(kept.edges, documents)
    told = sorted({reason for claim in claims for evidence in claim.evidence for reason in evidence.reasons})
    reasons = {reason: place for place, reason in enumerate(told)}
    names = {id: entity.name or id for id, entity in entities.items()}
    data: Plain = {
        "types": _types(shown),
        "statuses": [{"name": look.name, "meaning": look.meaning, "dash": look.dash, "cross": look.cross} for look in STATUSES],
        "predicates": _predicates(kept.edges),
        "vocabulary": _vocabulary(),
        "entities": [_entity(entity, number) for entity in shown],
        "linked": linked,
        "edges": [_edge(edge, ids, claim_number, sources) for edge, ids in zip(kept.edges, kept.claims, strict=True)],
        "bundles": [_key(*(_edge_key(kept.edges[place]) for place in strand.edges)) for strand in strands if len(strand.edges) > 1],
        "claims": [_claim(claim, number, articles, reasons) for claim in claims],
        "reasons": list(reasons),
        "sentences": articles.sentences(),
        "documents": articles.documents(),
        "sources": sources.names(),
        "relations": to_relations(edges, records.claims(), kept.edges, names),
        "omitted": _omitted(kept),
    }
    since = [min((published[id] for id in edge.documents if id in published), default="") for edge in kept.edges]
    drawn = build_network(_nodes(shown[:linked], strands), strands, since=since)
    return Payload(data=data, drawn=drawn, edges=len(kept.edges), all_edges=len(edges))


def _reading_order(claim: Claim, published: Mapping[str, str]) -> tuple[str, str, int, str]:
    """By the day of the document, then as a reader of it meets them."""
    return published.get(claim.document, ""), claim.document, claim.evidence[0].start, claim.id


def _shown(edges: Iterable[Edge], claims: Iterable[Claim], known: Mapping[str, Entity]) -> list[Entity]:
    """Entities with an edge first, then those that speak, are a country of one of these, or are only named; each group sorted by id."""
    linked = {id for edge in edges for id in (edge.subject, edge.object)}
    speakers = {claim.attributed_to for claim in claims if claim.attributed_to}
    countries = {country for id in linked if id in known and (country := known[id].country)}
    named = sorted(set(known) - linked - speakers)[:UNLINKED_LIMIT]
    others = sorted((speakers | {id for id in countries if id in known} | set(named)) - linked)
    return [known.get(id) or Entity(id=id, type=id.partition(":")[0], name=id) for id in (*sorted(linked), *others)]


def _nodes(entities: Sequence[Entity], strands: Sequence[Strand]) -> list[Node]:
    neighbours: dict[int, set[int]] = defaultdict(set)
    for strand in strands:
        neighbours[strand.source].add(strand.target)
        neighbours[strand.target].add(strand.source)
    return [Node(id=entity.id, type=entity.type, name=entity.name, degree=len(neighbours[place])) for place, entity in enumerate(entities)]


def _types(entities: Iterable[Entity]) -> list[Plain]:
    """The types that occur, the most frequent first, with their names and outlines."""
    words = vocabulary().types
    counted = Counter(entity.type for entity in entities)
    rows: list[Plain] = []
    for name in sorted(counted, key=lambda name: (-counted[name], type_look(name) is OTHER, name)):
        look = type_look(name)
        label = words[name].label if name in words else name
        plural = look.plural if look is not OTHER else label
        rows.append({"name": name, "label": label, "plural": plural, "look": look.name, "outline": look.outline})
    return rows


def _predicates(edges: Iterable[Edge]) -> list[Plain]:
    """The predicates that occur, with the words and the group of the vocabulary."""
    words, groups = vocabulary().predicates, vocabulary().groups
    found: list[Plain] = []
    for name in sorted({edge.predicate for edge in edges}):
        known = words.get(name)
        group = groups[known.group].label if known and known.group in groups else "other"
        label = known.label if known else name.replace("_", " ")
        found.append({"name": name, "label": label, "meaning": known.comment if known else "", "group": group})
    return found


def _vocabulary() -> Plain:
    """What a person may put in a claim's place: all predicates with the types that each links."""
    words = vocabulary().predicates
    return {name: [word.label, sorted(word.domain), sorted(word.range)] for name, word in words.items()}


def _entity(entity: Entity, number: Mapping[str, int]) -> Plain:
    return _lean(
        id=entity.id,
        name=entity.name or entity.id,
        type=entity.type,
        aliases=[alias for alias in entity.aliases if alias != entity.name],
        country=number.get(entity.country) if entity.country else None,
        sector=entity.sector,
        links=[{"scheme": link.scheme, "value": link.value, "status": link.status, "address": link_address(link)} for link in entity.links],
        source=entity.gazetteer,
        reason=entity.reason,
    )


def _edge(edge: Edge, ids: Sequence[str], claim_number: Mapping[str, int], sources: Sources) -> Plain:
    """Ends, predicate and status are those of the claims; numbers are given where not all claims are in the page."""
    claims = sorted(claim_number[id] for id in ids if id in claim_number)
    cut = len(claims) < len(edge.claims)
    return _lean(
        key=_edge_key(edge),
        claims=claims,
        sources=sources.of(edge),
        total=len(edge.claims) if cut else None,
        documents=len(edge.documents) if cut else None,
    )


def _lean(**fields: object) -> Plain:
    """Without what is empty: the page puts it back, and the file stays small."""
    return {name: value for name, value in fields.items() if value is not None and value not in ([], "")}


def _edge_key(edge: Edge) -> str:
    return _key(edge.subject, edge.predicate, edge.object, edge.status)


def _key(*parts: str) -> str:
    """A short name for an address's hash part; it stays when the graph grows."""
    return parts[0] if len(parts) == 1 else sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _claim(claim: Claim, number: Mapping[str, int], articles: Articles, reasons: Mapping[str, int]) -> Plain:
    return _lean(
        id=claim.id,
        subject=number[claim.subject],
        predicate=claim.predicate,
        object=number[claim.object],
        status=claim.status,
        modality=claim.modality if claim.polarity == "negated" else None,
        speaker=number.get(claim.attributed_to) if claim.attributed_to else None,
        time=claim.time,
        when=claim.time_words if claim.time is None else None,
        about=claim.about,
        confidence=round(claim.confidence, 3),
        acting=claim.subject_sector,
        addressed=claim.object_sector,
        evidence=[_evidence(evidence, articles, reasons) for evidence in claim.evidence],
        review=_review(claim, claim.judgement) if claim.judgement else None,
    )


def _review(claim: Claim, judgement: Judgement) -> Plain:
    """By whose judgement the claim stands; `was` is what had been read before a correction."""
    before = reading_of(judgement.claim)
    was = None if before == reading_of(claim) else said(before)
    return _lean(verdict=judgement.verdict, by=judgement.by, at=judgement.at, note=judgement.note, was=was)


def _evidence(evidence: Evidence, articles: Articles, reasons: Mapping[str, int]) -> Plain:
    return _lean(
        sentence=articles.sentence(evidence),
        trigger=articles.inside(evidence, evidence.trigger),
        subject=articles.inside(evidence, evidence.subject_span),
        object=articles.inside(evidence, evidence.object_span),
        rule=evidence.rule,
        inferred=evidence.inferred,
        reasons=[reasons[reason] for reason in evidence.reasons],
    )


def _omitted(kept: Kept) -> Plain | None:
    if not (kept.left_out or kept.claims_left_out):
        return None
    return {"edges": kept.left_out, "claims": kept.claims_left_out}
