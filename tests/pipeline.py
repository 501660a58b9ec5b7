"""An extraction that needs no language model: 'A bans B.' gives two platforms and a claim.

In: a cleaned Document. Out: an Extraction. For tests of what stands around extraction: builds, the command line.

>>> from tests.makers import make_document
>>> [claim.predicate for claim in extract_document(make_document("Acme bans Chirper."), None).claims]
['banned']
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from kg.atomic import write_text
from kg.model import Document, Extraction, Records
from tests.makers import make_claim, make_entity, make_evidence, make_mention

if TYPE_CHECKING:
    import pytest

_SENTENCE = re.compile(r"([A-Z]\w*) (may ban|bans) ([A-Z]\w*)\.")


@dataclass
class Log:
    """What the fake was asked for; `fail` is called with each document before it is extracted."""

    extracted: list[str] = field(default_factory=list)
    loaded: int = 0
    validated: int = 0
    violations: list[str] = field(default_factory=list)
    fail: dict[str, BaseException] = field(default_factory=dict)


def extract_document(document: Document, pipeline: object) -> Extraction:
    """One claim for each sentence of the form 'A bans B.' or 'A may ban B.' (planned, half as sure)."""
    entities, mentions, claims = {}, {}, {}
    for match in _SENTENCE.finditer(document.text):
        ids = [f"platform:{name.lower()}" for name in (match[1], match[3])]
        for id, name in zip(ids, (match[1], match[3]), strict=True):
            entities[id] = make_entity(id, name)
            mentions[id] = make_mention(document, name, entity=id)
        planned = match[2] == "may ban"
        claims[tuple(ids)] = make_claim(
            make_evidence(document, match[0], trigger=match[2], subject=match[1], object=match[3], rule="ban"),
            subject=ids[0],
            predicate="banned",
            object=ids[1],
            modality="planned" if planned else "actual",
            confidence=0.4 if planned else 0.8,
        )
    return Extraction(
        document=document, mentions=tuple(mentions.values()), entities=tuple(entities.values()), claims=tuple(claims.values())
    )


def _write_page(records: Records, path: Path, *, title: str = "", **_: object) -> None:
    write_text(path, "".join(f"{claim.id} {claim.status}\n" for claim in records.claims()))


def install(monkeypatch: pytest.MonkeyPatch) -> Log:
    """Puts fakes in the place of kg.extract, kg.validate and kg.html for one test."""
    from kg import workers
    from kg.violations import ValidationReport, Violation

    log = Log()

    def extract(document: Document, pipeline: object) -> Extraction:
        log.extracted.append(document.text)
        if document.text in log.fail:
            raise log.fail[document.text]
        return extract_document(document, pipeline)

    def load(**_: object) -> object:
        log.loaded += 1
        return object()

    def validate(_: object) -> object:
        log.validated += 1
        found = [Violation(node="claim:x", path="rdf:subject", shape="S", value="", message=message) for message in log.violations]
        return ValidationReport(violations=tuple(found))

    fakes: dict[str, dict[str, object]] = {
        "kg.extract": {"extract_document": extract},
        "kg.pipeline": {"load_pipeline": load},
        "kg.validate": {"validate": validate},
        "kg.html": {"TITLE": "", "Limits": dict, "narrow": None, "write_html": _write_page},
    }
    for name, functions in fakes.items():
        module = ModuleType(name)
        for function, body in functions.items():
            setattr(module, function, body)
        monkeypatch.setitem(sys.modules, name, module)
    workers.pipeline_of.cache_clear()
    return log
