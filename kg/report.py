"""What a build did and what its graph holds, as numbers that a person reads and a file that a program compares.

In: a ledger, and what happened in the run. Out: a Report, and report.json: the same bytes for the same documents and settings
(no times, no paths of one machine; 'built' only where SOURCE_DATE_EPOCH says when).

>>> Counts().documents
0
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import kg
from kg.ledger import Ledger
from kg.ledger_tables import VERSION
from kg.model import STATUSES
from kg.read import Skipped
from kg.source_date import source_date

REVIEWED = ("accepted", "corrected", "rejected", "waiting")
"""How claims that people judged are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a graph holds. `claims` counts by predicate, then by status; `dropped` counts blocks by the reason why they were left out.

    `appearances` counts the places that the texts of the documents came from, `copies` documents that are near-duplicates of another.

    `reviewed` counts claims that people judged; rejected ones are left out, and so are those that wait for an entity that is gone.
    """

    documents: int = 0
    appearances: int = 0
    copies: int = 0
    characters: int = 0
    entities: Mapping[str, int] = field(default_factory=dict)
    mentions: int = 0
    claims: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    edges: int = 0
    withheld: int = 0
    reviewed: Mapping[str, int] = field(default_factory=dict)
    blocks: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)

    @property
    def all_entities(self) -> int:
        return sum(self.entities.values())

    @property
    def all_claims(self) -> int:
        return sum(count for statuses in self.claims.values() for count in statuses.values())

    def with_status(self, status: str) -> int:
        return sum(statuses.get(status, 0) for statuses in self.claims.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run did on the way to its graph; this depends on what was there before, so it stands in no file. Times in seconds.

    `because` counts the documents that were read by the reason (new, changed text, changed metadata, else the parts of the settings that
    changed), `changes` names what changed in those parts; `retracted` documents were given again and passed over.
    """

    read: int = 0
    because: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unchanged: int = 0
    removed: int = 0
    retracted: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A build: `violations` are those of the SHACL shapes, `outputs` gives the sha256 of each file that was written."""

    folder: Path
    counts: Counts
    skipped: tuple[Skipped, ...] = ()
    violations: tuple[str, ...] = ()
    versions: Mapping[str, str | int] = field(default_factory=dict)
    settings: Mapping[str, str | float] = field(default_factory=dict)
    ledger: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    run: Run = field(default_factory=Run)

    @property
    def duplicates(self) -> int:
        """Texts that were given more than once, word for word: each is one document."""
        return self.counts.appearances - self.counts.documents

    @property
    def exit_code(self) -> int:
        """0: done. 1: done, with documents that were skipped or a graph that breaks its shapes."""
        return 1 if self.skipped or self.violations else 0


def count(ledger: Ledger) -> Counts:
    """Counts what a ledger shows."""
    found = ledger.counted()
    claims: dict[str, dict[str, int]] = {}
    for predicate, status in sorted(found.claims, key=lambda key: (key[0], STATUSES.index(key[1]))):
        claims.setdefault(predicate, {})[status] = found.claims[predicate, status]
    return Counts(
        documents=found.documents,
        appearances=found.appearances,
        copies=found.copies,
        characters=found.characters,
        entities=found.entities,
        mentions=found.mentions,
        claims=claims,
        edges=found.edges,
        withheld=found.withheld,
        reviewed={name: found.reviewed.get(name, 0) for name in REVIEWED},
        blocks=found.blocks,
        dropped=found.dropped,
    )


def versions(model: str, model_version: str) -> dict[str, str | int]:
    """Versions of what the graph was built with."""
    return {"actorgraph": kg.__version__, "ledger schema": VERSION, "model": f"{model} {model_version}".strip()}


def report_content(report: Report) -> dict[str, Any]:
    """The content of report.json."""
    counts = report.counts
    content: dict[str, Any] = {
        "documents": {
            "count": counts.documents,
            "characters": counts.characters,
            "duplicates": report.duplicates,
            "near-duplicates": counts.copies,
            "skipped": [{"source": skipped.source, "reason": skipped.reason} for skipped in report.skipped],
        },
        "blocks": {"count": counts.blocks, "dropped": dict(counts.dropped)},
        "entities": {"count": counts.all_entities, "by type": dict(counts.entities)},
        "mentions": {"count": counts.mentions},
        "claims": {
            "count": counts.all_claims,
            "withheld": counts.withheld,
            "reviewed": dict(counts.reviewed),
            "by status": {status: counts.with_status(status) for status in STATUSES},
            "by predicate": {name: dict(statuses) for name, statuses in counts.claims.items()},
        },
        "edges": {"count": counts.edges},
        "validation": {"conforms": not report.violations, "violations": list(report.violations)},
        "versions": dict(report.versions),
        "settings": dict(report.settings),
        "digests": {"ledger": report.ledger, **report.outputs},
    }
    built = source_date()
    return content if built is None else content | {"built": built}


def report_text(report: Report) -> str:
    """report.json as text."""
    return json.dumps(report_content(report), ensure_ascii=False, indent=2) + "\n"
