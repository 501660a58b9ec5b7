"""kg why, kg stats: one claim or entity in full, and the graph in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.commands.options import Directory, Json

if TYPE_CHECKING:
    from kg.company import Company
    from kg.explain import ClaimStory, EntityStory


def why(
    directory: Directory,
    what: Annotated[
        str, typer.Argument(metavar="CLAIM|ENTITY", help="A claim's id or its beginning; an entity's id or name.", show_default=False)
    ],
    *,
    json: Json = False,
) -> int:
    """Say why a claim or an entity is in the graph.

    For a claim its sentences, rule, slots and cues; for an entity its names, links, mentions and claims.
    """
    from dataclasses import asdict

    from kg.commands.screen import say_json
    from kg.explain import ClaimStory, explain
    from kg.ledger import Ledger

    with Ledger.open(directory) as ledger:
        story = explain(ledger, what)
    if json:
        say_json(asdict(story))
    elif isinstance(story, ClaimStory):
        _show_claim(story)
    else:
        _show_entity(story)
    return 0


def stats(directory: Directory, *, json: Json = False) -> int:
    """Count what the graph holds."""
    from kg.commands.building import show_counts
    from kg.commands.screen import facts, say, say_json, table
    from kg.ledger import Ledger
    from kg.statistics import statistics

    with Ledger.open(directory) as ledger:
        found = statistics(ledger)
    if json:
        say_json(found.content())
        return 0
    counts = found.counts
    facts(
        {
            "documents": counts.documents,
            "characters": counts.characters,
            "mentions": counts.mentions,
            "edges": counts.edges,
            "edges of several independent sources": found.corroborated,
            "contradictions": found.contradictions,
            "edges that were superseded": found.superseded,
            "near-duplicates": counts.copies,
            "first date": found.first,
            "last date": found.last,
            "ledger": found.digest,
        }
    )
    say()
    show_counts(counts)
    table("Most active", ["entity", "id", "acts", "is acted on"], [(row.name, row.id, row.acts, row.targets) for row in found.active])
    return 0


def _show_claim(story: ClaimStory) -> None:
    from kg.commands.screen import facts, plain, say

    say(plain(f"{story.subject.name} --{story.predicate}--> {story.object.name}   [{story.status}]"))
    say()
    facts(
        {
            "claim": story.id,
            "subject": _entity(story.subject.id, story.subject.type, story.subject_sector),
            "object": _entity(story.object.id, story.object.type, story.object_sector),
            "said by": story.attributed_to,
            "time": story.time,
            "said of when": story.time_words,
            "about": story.about,
            "confidence": f"{story.confidence:.2f}" + (" (below --min-confidence: not shown in the graph)" if story.withheld else ""),
            "review": story.review,
            "document": story.document_title,
            "source": story.source,
            "url": story.url,
            "published": story.published,
            "told by": _sources(story.company),
            "near-duplicates": "; ".join(story.company.copies) or None,
        }
    )
    for sentence in story.sentences:
        say()
        say(plain(f"“{sentence.text}”"))
        rows: dict[str, Any] = {"at": f"{sentence.start}–{sentence.end}", "rule": sentence.rule, "trigger": sentence.trigger}
        facts({f"  {name}": value for name, value in {**rows, "inferred": sentence.inferred}.items()})
        for reason in sentence.reasons:
            say(f"  · {plain(reason)}")
    for other in story.company.others:
        say()
        say(plain(f"{other.relation}: {other.id} {other.predicate} [{other.status}] {other.source}, {other.date or 'no date'}"))
        say(plain(f"  “{' '.join(other.sentence.split())}”"))
        say(plain(f"  · {other.reason}"))
    say()
    for entity in (story.subject, story.object):
        reason = entity.reason.replace("\n", "; ")
        say(plain(f"{entity.name} is {entity.id}: {reason or 'no reason was noted'}"))


def _show_entity(story: EntityStory) -> None:
    from kg.commands.screen import facts, plain, say

    entity = story.entity
    say(plain(f"{entity.name}   [{entity.type}]"))
    say()
    facts(
        {
            "id": entity.id,
            "names": "; ".join(entity.aliases),
            "country": entity.country,
            "sector": entity.sector,
            "links": "; ".join(f"{link.scheme} {link.value} ({link.status})" for link in entity.links),
            "from": entity.gazetteer,
            "why": story.names,
        }
    )
    for row in story.rows:
        say(f"  · {plain(row)}")
    say()
    for mention in story.mentions:
        say(plain(f"“{mention.text}”  {mention.source} {mention.start}–{mention.end}  {mention.origin}: {mention.reason}"))
    say()
    for line in story.claims:
        say(plain(f"{line.id}  {line.subject} --{line.predicate}--> {line.object}   [{line.status}]"))


def _sources(company: Company) -> str | None:
    """How many tell of it, and when; None for a claim that is in no view."""
    if not company.documents:
        return None
    between = f", {company.first} to {company.last}" if company.first != company.last else f", {company.first}" if company.first else ""
    named = f" ({', '.join(company.sources)})" if len(company.sources) > 1 else ""
    return f"{len(company.sources)} independent of {company.documents} documents{named}{between}"


def _entity(id: str, type: str, sector: str | None) -> str:
    return f"{id} ({type}{', ' + sector if sector else ''})"
