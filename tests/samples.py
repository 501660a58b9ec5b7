"""A small rich graph: two documents, eight entities, thirteen claims of every status.

In: nothing. Out: Records whose offsets are true.

>>> sorted({claim.status for claim in sample_records().claims()})
['alleged', 'demanded', 'denied', 'fact', 'planned']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Block, Claim, Document, Entity, Extraction, Link, Mention
from tests.makers import MemoryRecords, find, make_claim, make_document, make_entity, make_evidence, make_mention

RAID_TEXT = """\
🐦 Chirper under pressure

French prosecutors raided the offices of Chirper on Tuesday. The CNIL said Germany will ban Parrot over deepfakes.

Mara Lind accused Chirper of deceiving users. She called on France to ban Parrot.

The CNIL has reportedly fined Chirper. An inquiry was opened last month. Germany denied that it had banned Chirper.

Share this article
"""

BAN_TEXT = """\
France raided Chirper again on Monday. Germany has banned Chirper.
Chirper belongs to Chirper Inc., which develops Parrot. The CNIL enforces the Digital Services Act.
"""


def sample_entities() -> tuple[Entity, ...]:
    """Eight entities of six types; two with identifiers in other data sets."""
    return (
        make_entity("ai_system:parrot", "Parrot"),
        make_entity(
            "country:DE",
            "Germany",
            aliases=("Federal Republic of Germany",),
            gazetteer="countries.csv",
            links=(Link(scheme="iso3166", value="DE"), Link(scheme="wikidata", value="Q183")),
        ),
        make_entity(
            "country:FR",
            "France",
            aliases=("French",),
            gazetteer="countries.csv",
            links=(Link(scheme="iso3166", value="FR"), Link(scheme="wikidata", value="Q142")),
        ),
        make_entity("law:digital-services-act", "Digital Services Act"),
        make_entity("organisation:chirper-inc", "Chirper Inc."),
        make_entity(
            "organisation:cnil",
            "CNIL",
            country="country:FR",
            sector="regulator",
            gazetteer="core.csv",
            links=(Link(scheme="domain", value="cnil.fr", status="corroborated"),),
        ),
        make_entity("person:mara-lind", "Mara Lind"),
        make_entity("platform:chirper", "Chirper"),
    )


def _mentions(document: Document, entities: Iterable[Entity]) -> tuple[Mention, ...]:
    """The first mention of each name of each entity, where the text has one."""
    return tuple(
        make_mention(document, name, entity=entity.id, origin="demonym" if name == "French" else "gazetteer")
        for entity in entities
        for name in entity.aliases
        if name in document.text
    )


def _raid() -> Extraction:
    document = make_document(
        RAID_TEXT,
        name="raid",
        title="Chirper under pressure",
        published="2026-02-04",
        language="en",
        url="https://news.example/2026/raid?a=1&b=2",
        outlet="The Daily Example",
        source="news/raid.txt",
    )
    share = find(document, "Share this article")
    kept = [replace(block, kind="headline") if block.start == 0 else block for block in document.blocks if block.start != share[0]]
    document = replace(document, blocks=(*kept, Block(start=share[0], end=share[1], kind="share bar", kept=False, reason="asks to share")))
    raid = make_evidence(
        document, "French prosecutors raided the offices of Chirper on Tuesday.", trigger="raided", subject="French", object="Chirper"
    )
    said = make_evidence(
        document, "The CNIL said Germany will ban Parrot over deepfakes.", trigger="ban", subject="Germany", object="Parrot", rule="ban"
    )
    accuse = make_evidence(
        document, "Mara Lind accused Chirper of deceiving users.", trigger="accused", subject="Mara Lind", object="Chirper", rule="accuse"
    )
    call = make_evidence(
        document,
        "She called on France to ban Parrot.",
        trigger="called on",
        subject="She",
        object="France",
        rule="demand",
        inferred="'She' points back to Mara Lind",
    )
    ban = replace(
        call, rule="ban", trigger=find(document, "ban", within=(call.start, call.end)), subject_span=call.object_span, inferred=None
    )
    ban = replace(ban, object_span=find(document, "Parrot", within=(call.start, call.end)))
    fine = make_evidence(document, "The CNIL has reportedly fined Chirper.", trigger="fined", subject="CNIL", object="Chirper", rule="fine")
    inquiry = make_evidence(
        document,
        "An inquiry was opened last month.",
        trigger="inquiry",
        rule="investigate",
        inferred="subject and object taken from the sentence before",
        reasons=("rule investigate", "object: nearest target named before"),
    )
    deny = make_evidence(
        document, "Germany denied that it had banned Chirper.", trigger="banned", subject="it", object="Chirper", rule="ban"
    )
    claims = (
        make_claim(raid, time="2026-02-03", subject_sector="judiciary"),
        make_claim(
            said,
            subject="country:DE",
            predicate="banned",
            object="ai_system:parrot",
            modality="planned",
            attributed_to="organisation:cnil",
            about="deepfakes",
        ),
        make_claim(accuse, subject="person:mara-lind", predicate="accused", about="deceiving users"),
        make_claim(call, subject="person:mara-lind", predicate="demanded", object="country:FR", confidence=0.7),
        make_claim(ban, predicate="banned", object="ai_system:parrot", modality="demanded", attributed_to="person:mara-lind"),
        make_claim(fine, subject="organisation:cnil", predicate="fined", modality="alleged"),
        make_claim(inquiry, subject="organisation:cnil", predicate="investigates", time="2026-01", confidence=0.5),
        make_claim(deny, subject="country:DE", predicate="banned", polarity="negated", attributed_to="country:DE"),
    )
    mentions = (
        *_mentions(document, sample_entities()),
        make_mention(document, "She", entity="person:mara-lind", origin="coref", reason="pronoun: the last person named"),
    )
    return Extraction(document=document, mentions=mentions, entities=_named(mentions, claims), claims=claims)


def _ban() -> Extraction:
    document = make_document(BAN_TEXT, name="ban", published="2026-02-10", source="news/ban.txt")
    owns = "Chirper belongs to Chirper Inc., which develops Parrot."
    claims = (
        make_claim(
            make_evidence(document, "France raided Chirper again on Monday.", trigger="raided", subject="France", object="Chirper"),
            time="2026-02-09",
        ),
        make_claim(
            make_evidence(document, "Germany has banned Chirper.", trigger="banned", subject="Germany", object="Chirper", rule="ban"),
            subject="country:DE",
            predicate="banned",
        ),
        make_claim(
            make_evidence(document, owns, trigger="belongs", subject="Chirper Inc.", object="Chirper", rule="own"),
            subject="organisation:chirper-inc",
            predicate="owns",
        ),
        make_claim(
            make_evidence(document, owns, trigger="develops", subject="Chirper Inc.", object="Parrot", rule="develop"),
            subject="organisation:chirper-inc",
            predicate="develops",
            object="ai_system:parrot",
        ),
        make_claim(
            make_evidence(
                document,
                "The CNIL enforces the Digital Services Act.",
                trigger="enforces",
                subject="CNIL",
                object="Digital Services Act",
                rule="enact",
            ),
            subject="organisation:cnil",
            predicate="enacted",
            object="law:digital-services-act",
        ),
    )
    mentions = _mentions(document, sample_entities())
    return Extraction(document=document, mentions=mentions, entities=_named(mentions, claims), claims=claims)


def _named(mentions: Iterable[Mention], claims: Iterable[Claim]) -> tuple[Entity, ...]:
    """The sample's entities that mentions or claims name."""
    ids = {mention.entity for mention in mentions} | {id for claim in claims for id in (claim.subject, claim.object)}
    return tuple(entity for entity in sample_entities() if entity.id in ids)


def sample_records() -> MemoryRecords:
    """Two documents, eight entities, thirteen claims: every status, an attributed, an inferred, a repeated and a contradicted claim."""
    return MemoryRecords(extractions=(_raid(), _ban()))
