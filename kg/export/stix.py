"""A bundle of STIX 2.1 (https://docs.oasis-open.org/cti/stix/v2.1/), for OpenCTI, MISP and tools of threat intelligence.

In: Records. Out: a JSON file. Entities are `identity`, `location` and `course-of-action`, edges `relationship`, claims `note`, documents
`report`. Ids are UUIDs of version 5, times those of the data: the same records give the same bytes.

A relationship is `related-to`, which says no more than that there is something to know (and which every tool takes), or `located-at` for
the fact that somebody is based in a country. Predicate, status and the rest stand in its description, labels and in a property extension.

>>> stamp("2026-02"), stamp(None)
('2026-02-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z')
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid5

from kg.atomic import atomic_path
from kg.edges import edge_id
from kg.export.network import all_entities
from kg.export.wording import counted, told
from kg.html.addresses import link_address, web_uri
from kg.iri import BASE
from kg.model import Claim, Document, Edge, Entity, Records
from kg.tables import wikidata

NAMESPACE = UUID("ddc4d499-3bf2-524e-9be9-a890d2df8320")  # of version 5, of kg.iri.BASE among URLs
EPOCH = "1970-01-01T00:00:00.000Z"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "country": "location", "organisation": "identity", "person": "identity", "platform": "identity", "ai_system": "identity",
        "product": "identity", "law": "course-of-action", "work": "course-of-action",
    }
)  # fmt: skip
"""Platforms, AI systems and products are identities of the class 'system': they act and are acted upon, and MISP knows no `infrastructure`,
which besides reads as that of an attacker. STIX has no objects for laws and works: a course of action may be a policy. The extension and
the labels tell the type."""
CLASSES: Mapping[str, str] = MappingProxyType(
    {"organisation": "organization", "person": "individual", "platform": "system", "ai_system": "system", "product": "system"}
)

_COUNTRY = re.compile(r"country:([A-Z]{2})")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_Object = dict[str, Any]


def write(records: Records, path: Path) -> None:
    """Writes the bundle, an object a line."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write('{"type": "bundle", "objects": [')
        content = uuid5(NAMESPACE, "bundle")
        for number, found in enumerate(stix_objects(records)):
            line = json.dumps(found, ensure_ascii=False)
            content = uuid5(content, line.encode("utf-8", "replace").hex())
            file.write((",\n" if number else "\n") + line)
        file.write(f'\n], "id": "bundle--{content}"}}\n')


def stix_objects(records: Records) -> Iterator[_Object]:
    """The extension that objects use, who made them, entities, edges, claims and documents, each sorted by id."""
    edges = list(records.edges())
    times = _Times(edges)
    yield _extension()
    yield _producer()
    names, ids = {}, {}
    for entity in all_entities(records, edges):
        found = _entity(entity, times)
        names[entity.id], ids[entity.id] = entity.name, found["id"]
        yield found
    for edge in edges:
        yield _relationship(edge, names, ids)
    documents = {document.id: document for document in records.documents()}
    inside: dict[str, set[str]] = defaultdict(set)
    for claim in records.claims():
        note = _note(claim, documents[claim.document], names, ids)
        inside[claim.document].update((note["id"], *note["object_refs"]))
        yield note
    for document in documents.values():
        named = {ids[mention.entity] for mention in records.mentions(document.id) if mention.entity in ids}
        yield _report(document, inside[document.id] | named)


def stix_id(kind: str, key: str) -> str:
    """The id of an object: the same in every export."""
    return f"{kind}--{uuid5(NAMESPACE, key.encode('utf-8', 'replace').decode('utf-8'))}"


def stamp(date: str | None) -> str:
    """The first moment of a day, month or year (ISO 8601); EPOCH where there is none."""
    found = _DAY.match(date or "")
    return f"{found[1]}-{found[2] or '01'}-{found[3] or '01'}T00:00:00.000Z" if found else EPOCH


class _Times:
    """The first and last date of the edges of each entity: when its object was made and changed."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._spans: dict[str, tuple[str, str]] = {}
        for edge in edges:
            first, last = stamp(edge.first), stamp(edge.last)
            for end in (edge.subject, edge.object):
                old = self._spans.get(end, (first, last))
                self._spans[end] = min(old[0], first), max(old[1], last)

    def of(self, id: str) -> _Object:
        created, modified = self._spans.get(id, (EPOCH, EPOCH))
        return {"created": created, "modified": modified}


EXTENSION = stix_id("extension-definition", "extension")
PRODUCER = stix_id("identity", "producer")


def _extension() -> _Object:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": EXTENSION,
        "created_by_ref": PRODUCER,
        "created": EPOCH,
        "modified": EPOCH,
        "name": "Actorgraph",
        "description": "What a graph of who did what to whom knows of an object: its id there, predicate, status, sources and the like.",
        "schema": f"{BASE}ontology",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _producer() -> _Object:
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": PRODUCER,
        "created": EPOCH,
        "modified": EPOCH,
        "name": "Actorgraph",
        "identity_class": "system",
        "description": "A program that reads documents for who did what to whom; no person has checked it unless an object says so.",
    }


def _object(kind: str, key: str, times: _Object, own: _Object, more: _Object) -> _Object:
    """An object without what is unknown; `more` stands in the extension."""
    found = {"type": kind, "spec_version": "2.1", "id": stix_id(kind, key), "created_by_ref": PRODUCER, **times}
    found |= {name: value for name, value in own.items() if value not in (None, "", [], ())}
    kept = {name: value for name, value in more.items() if value not in (None, "", [], ())}
    return found | {"extensions": {EXTENSION: {"extension_type": "property-extension", **kept}}}


def _entity(entity: Entity, times: _Times) -> _Object:
    code = _COUNTRY.fullmatch(entity.id)
    kind = KINDS.get(entity.type, "identity")
    kind = "identity" if kind == "location" and not code else kind
    name = entity.name or entity.id
    own: _Object = {"name": name, "labels": [entity.type], "external_references": _looked_up(entity)}
    if kind == "identity":
        own["identity_class"] = CLASSES.get(entity.type, "unknown")
    if kind == "location" and code:
        own |= {"region": "europe"} if code[1] == "EU" else {"country": code[1]}
    aliases = [alias for alias in entity.aliases if alias not in {"", name}]
    more = {"id": entity.id, "type": entity.type, "aliases": aliases, "country": entity.country, "sector": entity.sector}
    return _object(kind, entity.id, times.of(entity.id), own, more | {"wikidata": wikidata(entity)})


def _looked_up(entity: Entity) -> list[_Object]:
    found = ((link, link_address(link)) for link in entity.links if link.status == "sourced")
    return [{"source_name": link.scheme, "external_id": link.value, "url": address} for link, address in found if address]


def _relationship(edge: Edge, names: Mapping[str, str], ids: Mapping[str, str]) -> _Object:
    source, target = ids[edge.subject], ids[edge.object]
    based = edge.predicate == "based_in" and edge.status == "fact" and target.startswith("location--") and source.startswith("identity--")
    counts = f"{counted(len(edge.claims), 'claim')} in {counted(len(edge.documents), 'document')} of {counted(len(edge.sources), 'source')}"
    own = {
        "relationship_type": "located-at" if based else "related-to",
        "description": f"{told(edge, names)}. Status: {edge.status}; {counts}.",
        "source_ref": source,
        "target_ref": target,
        "confidence": _percent(edge.confidence),
        "labels": [edge.status, edge.predicate],
    }
    more = {
        "id": edge_id(edge), "predicate": edge.predicate, "status": edge.status, "first": edge.first, "last": edge.last,
        "claims": len(edge.claims), "documents": len(edge.documents), "sources": list(edge.sources),
    }  # fmt: skip
    times = {"created": stamp(edge.first), "modified": stamp(edge.last)}
    return _object("relationship", f"edge:{edge_id(edge)}", times, own, more)


def _note(claim: Claim, document: Document, names: Mapping[str, str], ids: Mapping[str, str]) -> _Object:
    ends = dict.fromkeys(ids[id] for id in (claim.subject, claim.object, claim.attributed_to or "") if id in ids)
    quotes = [document.text[one.start : one.end] for one in claim.evidence]
    own = {
        "abstract": told(claim, names),
        # MISP shows the content alone, without abstract and labels: the status stands there too.
        "content": "\n".join((f"{told(claim, names)}. Status: {claim.status}.", *quotes)),
        "authors": [text for text in (document.author, document.outlet) if text],
        "object_refs": [stix_id("relationship", f"edge:{edge_id(claim)}"), *ends],
        "confidence": _percent(claim.confidence),
        "labels": [claim.status, claim.predicate],
        "external_references": [_source(document)],
    }
    more = {
        "id": claim.id, "predicate": claim.predicate, "status": claim.status, "polarity": claim.polarity, "modality": claim.modality,
        "attributed_to": claim.attributed_to, "time": claim.time, "time_words": claim.time_words, "about": claim.about, "rule": claim.rule,
        "verdict": claim.judgement.verdict if claim.judgement else None, "document": document.id,
    }  # fmt: skip
    day = stamp(claim.time or document.published)
    return _object("note", f"claim:{claim.id}", {"created": day, "modified": day}, own, more)


def _report(document: Document, inside: Iterable[str]) -> _Object:
    day = stamp(document.published)
    own = {
        "name": document.title or document.name or document.id,
        "published": day,
        "object_refs": sorted(inside) or [PRODUCER],
        "external_references": [_source(document)],
    }
    more = {
        "id": document.id, "name": document.name, "source": document.source, "outlet": document.outlet, "author": document.author,
        "published": document.published, "language": document.language, "sha256": document.sha256,
    }  # fmt: skip
    return _object("report", f"document:{document.id}", {"created": day, "modified": day}, own, more)


def _source(document: Document) -> _Object:
    address = web_uri(document.url)
    name = document.outlet or document.source or document.name
    return {"source_name": name, "external_id": document.id, **({"url": address} if address else {})}


def _percent(confidence: float) -> int:
    return round(100 * confidence)
