"""FollowTheMoney entities (https://followthemoney.tech/), for OpenAleph, Aleph and tools of investigators.

In: Records. Out: a file with one JSON object a line: entities, articles, and a relationship for each claim.

A claim becomes a relationship that says what it is (Ownership, Membership, Directorship, Employment) only where it is a fact and both ends
are what that schema asks for; every other claim is an UnknownLink. Each bears its status in `status`, in `role` too where it is no fact,
so that no tool draws what is alleged or denied as a plain link.

>>> ftm_id("platform:x")
'ag-7132984006ae1fa63142496c'
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.atomic import atomic_path
from kg.export.network import all_entities
from kg.export.wording import act, aside, told
from kg.html.addresses import web_uri
from kg.model import Claim, Document, Entity, Records
from kg.tables import wikidata

STATE = frozenset({"executive", "government", "judiciary", "legislature", "military", "police", "regulator"})
"""Sectors whose organisations are public bodies."""

SCHEMATA: Mapping[str, str] = MappingProxyType(
    {
        "country": "LegalEntity", "organisation": "Organization", "platform": "Asset", "ai_system": "Asset", "product": "Asset",
        "person": "Person", "law": "Document", "work": "Project",
    }
)  # fmt: skip
"""Schemata of entity types. An organisation of the state is a PublicBody, one that a fact says is owned or was acquired a Company (by
FollowTheMoney an Organization cannot be owned); a state is a LegalEntity; what is owned but cannot own is an Asset."""

_OWNERS = frozenset({"LegalEntity", "Organization", "PublicBody", "Company", "Person"})
_ORGANISATIONS = frozenset({"Organization", "PublicBody", "Company"})
_OWNED = frozenset({"Asset", "Company"})
RELATIONSHIPS: Mapping[str, tuple[str, str, Collection[str], str, Collection[str]]] = MappingProxyType(
    {
        "owns": ("Ownership", "owner", _OWNERS, "asset", _OWNED),
        "member_of": ("Membership", "member", _OWNERS, "organization", _ORGANISATIONS),
        "leads": ("Directorship", "director", _OWNERS, "organization", _ORGANISATIONS),
        "works_for": ("Employment", "employee", frozenset({"Person"}), "employer", _ORGANISATIONS),
    }
)
"""By predicate of a fact: the schema, and for subject and object the property with the schemata that it takes."""

_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "af": "afr", "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bs": "bos", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu",
        "el": "ell", "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv",
        "hu": "hun", "hy": "hye", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "km": "khm", "kn": "kan",
        "ko": "kor", "ky": "kir", "lb": "ltz", "lt": "lit", "lv": "lav", "mk": "mkd", "mn": "mon", "ms": "msa", "mt": "mlt", "my": "mya",
        "nb": "nor", "ne": "nep", "nl": "nld", "nn": "nor", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk",
        "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa", "tg": "tgk", "tk": "tuk",
        "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd", "uz": "uzb", "zh": "zho",
    }
)  # fmt: skip
"""The languages that FollowTheMoney knows, by their ISO 639-1 codes."""
_COUNTRY = re.compile(r"country:([A-Z]{2})")
_QID = re.compile(r"Q[1-9][0-9]{0,11}")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:]{5,8}Z?)?)?)?")
_NAME, _STRING, _ADDRESS, _TEXT = 384, 1_024, 4_096, 65_000
"""Characters that FollowTheMoney takes for a name, a string, an address and a text (UTF-8 bytes for the last)."""


def write(records: Records, path: Path) -> None:
    """Writes the entities: those of the graph, then documents, then claims, each sorted by id."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for entity in ftm_entities(records):
            file.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")


def ftm_entities(records: Records) -> Iterator[dict[str, Any]]:
    """Each a dictionary of `id`, `schema` and `properties` (lists of text)."""
    owned = {claim.object for claim in records.claims() if claim.status == "fact" and claim.predicate in {"owns", "acquired"}}
    names, schemata = {}, {}
    for entity in all_entities(records, records.claims()):
        names[entity.id] = entity.name
        schemata[entity.id] = _schema(entity, owned)
        yield _thing(entity, schemata[entity.id])
    documents = {document.id: document for document in records.documents()}
    for document in documents.values():
        yield _article(document)
    for claim in records.claims():
        yield _relationship(claim, documents[claim.document], names, schemata)


def ftm_id(id: str) -> str:
    """The id of an entity, the same in every export: FollowTheMoney takes letters, digits, dots and hyphens."""
    return f"ag-{sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def _schema(entity: Entity, owned: Collection[str]) -> str:
    if entity.type == "organisation":
        if entity.sector in STATE:
            return "PublicBody"
        return "Company" if entity.id in owned else "Organization"
    return SCHEMATA.get(entity.type, "LegalEntity")


def _thing(entity: Entity, schema: str) -> dict[str, Any]:
    name = _fit(entity.name, _NAME) or entity.id
    country = _COUNTRY.fullmatch(entity.id if entity.type == "country" else entity.country or "")
    qid = wikidata(entity) or ""
    found: dict[str, Any] = {
        "name": [name],
        "alias": [alias for alias in dict.fromkeys(_fit(alias, _NAME) for alias in entity.aliases) if alias not in {"", name}],
        "country": [country[1].lower()] if country else [],
        "wikidataId": [qid] if _QID.fullmatch(qid) else [],
        "keywords": [entity.type],
        "notes": [f"Actorgraph: {entity.id}"],
    }
    if schema == "Document":
        found |= {"title": [name], "fileName": [name]}
    if schema in _OWNERS and schema != "Person":
        found |= {"legalForm": ["country"] if entity.type == "country" else [], "sector": [entity.sector] if entity.sector else []}
    return _entity(ftm_id(entity.id), schema, found)


def _article(document: Document) -> dict[str, Any]:
    title = _fit(document.title or document.name, _STRING) or document.id
    language = _LANGUAGES.get((document.language or "").lower().partition("-")[0])
    found: dict[str, list[str | None]] = {
        "name": [_fit(title, _NAME)],
        "title": [title],
        "fileName": [_fit(document.name, _STRING) or document.id],
        "sourceUrl": [_address(document)],
        "publishedAt": [_date(document.published)],
        "publisher": [_fit(document.outlet, _STRING)],
        "author": [_fit(document.author, _STRING)],
        "language": [language],
        "notes": [f"Actorgraph: document:{document.id}"],
    }
    return _entity(ftm_id(f"document:{document.id}"), "Article", found)


def _relationship(claim: Claim, document: Document, names: Mapping[str, str], schemata: Mapping[str, str]) -> dict[str, Any]:
    schema, source, target = "UnknownLink", "subject", "object"
    if claim.status == "fact" and claim.predicate in RELATIONSHIPS:
        typed, one, takes_one, other, takes_other = RELATIONSHIPS[claim.predicate]
        if schemata.get(claim.subject) in takes_one and schemata.get(claim.object) in takes_other:
            schema, source, target = typed, one, other
    read = f"Read as: status {claim.status}; confidence {claim.confidence:.2f}; rule {claim.rule}; claim {claim.id}"
    found: dict[str, list[str | None]] = {
        source: [ftm_id(claim.subject)],
        target: [ftm_id(claim.object)],
        "role": [_fit(act(claim) + aside(claim), _STRING)],
        "status": [claim.status],
        "summary": [_fit(told(claim, names) + (f", about {claim.about}" if claim.about else ""), _TEXT)],
        "description": [*(_fit(document.text[one.start : one.end], _TEXT) for one in claim.evidence), _fit(read, _TEXT)],
        "date": [_date(claim.time or document.published)],
        "recordId": [claim.id],
        "sourceUrl": [_address(document)],
        "publisher": [_fit(document.outlet, _STRING)],
        "proof": [ftm_id(f"document:{document.id}")],
    }
    return _entity(ftm_id(f"claim:{claim.id}"), schema, found)


def _entity(id: str, schema: str, properties: Mapping[str, list[str | None]]) -> dict[str, Any]:
    kept = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _fit(text: str | None, most: int) -> str:
    """Text in one line without controls, of at most so many UTF-8 bytes."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text or "").split())
    return line.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def _date(text: str | None) -> str | None:
    return text if text and _DATE.fullmatch(text) else None


def _address(document: Document) -> str | None:
    address = web_uri(document.url)
    return address if address and len(address) <= _ADDRESS else None
