"""kg why tells who else says so, and who says otherwise; so do statistics and exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import cli
from kg.company import company_of
from kg.export.network import to_network
from kg.ledger import Ledger
from kg.model import Claim, Extraction
from kg.statistics import statistics
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence


def told(text: str, outlet: str, day: str, **fields: str) -> Extraction:
    document = make_document(text, name=outlet, outlet=outlet, published=day)
    entities = (make_entity("country:FR", "France"), make_entity())
    claim = make_claim(make_evidence(document), **{"predicate": "banned", **fields})  # type: ignore[arg-type]
    return Extraction(document=document, entities=entities, claims=(claim,))


LONG = " ".join(f"word{number}" for number in range(60))
EXTRACTIONS = (
    told(f"France banned Chirper. {LONG}", "Agency", "2026-01-01"),
    told(f"France banned Chirper. {LONG} more", "Reprint", "2026-01-02"),
    told("Chirper was banned by France.", "Rival", "2026-01-03"),
    told("France denies it.", "Paper", "2026-01-04", polarity="negated"),
    told("France has let Chirper in again.", "Paper", "2026-02-01", predicate="unbanned"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as ledger:
        for extraction in EXTRACTIONS:
            ledger.write(extraction, key="k")
        ledger.link()
    return tmp_path


def claim(number: int) -> Claim:
    return EXTRACTIONS[number].claims[0]


def test_company_of_a_claim(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ban, denial, lifting = (company_of(ledger, claim(number)) for number in (0, 3, 4))
    assert (ban.sources, ban.documents, ban.first, ban.last) == (("agency", "rival"), 3, "2026-01-01", "2026-01-03")
    assert ban.copies == ("Reprint.txt",)
    assert [(other.relation, other.id) for other in ban.others] == [("contradicts", claim(3).id), ("superseded by", claim(4).id)]
    assert {other.id for other in denial.others} == {claim(number).id for number in range(3)}
    assert {other.relation for other in lifting.others} == {"supersedes"}
    assert [other.sentence for other in lifting.others if other.source == "Rival.txt"] == ["Chirper was banned by France."]


def test_a_claim_that_no_view_shows_keeps_no_company(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.note({"min_confidence": "1.0"})
        assert company_of(ledger, claim(0)).documents == 0


def test_the_verbs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["why", str(path), claim(0).id]) == 0
    printed = capsys.readouterr().out
    assert "2 independent of 3 documents (agency, rival), 2026-01-01 to 2026-01-03" in printed
    assert f"superseded by: {claim(4).id} unbanned [fact] Paper.txt, 2026-02-01" in printed
    assert cli.main(["why", str(path), claim(3).id, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["company"]["others"]) == 3
    assert cli.main(["stats", str(path), "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    numbers = {name: content[name] for name in ("edges", "corroborated", "contradictions", "superseded", "near-duplicates")}
    assert numbers == {"edges": 3, "corroborated": 1, "contradictions": 1, "superseded": 1, "near-duplicates": 1}


def test_statistics_and_exports_count_alike(path: Path) -> None:
    records = MemoryRecords(extractions=EXTRACTIONS)
    with Ledger.open(path) as ledger:
        arcs = {(arc.attributes["predicate"], arc.attributes["status"]): arc for arc in to_network(ledger).arcs}
        assert statistics(ledger).corroborated == 1
    ban, denial, lifting = (arcs[key] for key in (("banned", "fact"), ("banned", "denied"), ("unbanned", "fact")))
    assert (ban.attributes["documents"], ban.attributes["independent_sources"]) == (3, 2)
    assert (ban.attributes["contradicts"], denial.attributes["contradicts"]) == ((denial.id,), (ban.id,))
    assert lifting.attributes["supersedes"] == (ban.id,)
    assert next(edge.sources for edge in records.edges() if edge.status == "fact") == ("agency", "reprint", "rival")
