"""Judged documents as gold: kg.gold reads back what people decided, from markup and from JSON, whatever the text holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.gold import GoldClaim, GoldDocument, read_gold
from kg.ledger import Ledger
from kg.model import Claim, Extraction, Judgement, Modality, Reading
from kg.review_gold import GoldText, to_gold, to_json, to_markup
from kg.reviewed import reading_of
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence, make_mention


def accept(claim: Claim) -> Judgement:
    return Judgement(claim=claim, verdict="accepted", by="N.N.", right=reading_of(claim))


def reject(claim: Claim) -> Judgement:
    return Judgement(claim=claim, verdict="rejected", by="N.N.")


def correct(claim: Claim, right: Reading) -> Judgement:
    return Judgement(claim=claim, verdict="corrected", by="N.N.", right=right)


@pytest.fixture
def ledger(tmp_path: Path, sample: MemoryRecords) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as opened:
        for extraction in sample.extractions:
            opened.write(extraction, key="k")
        yield opened


def of(ledger: Ledger, name: str) -> dict[str, Claim]:
    ids = {document.name: document.id for document in ledger.documents()}
    return {claim.predicate: claim for claim in ledger.claims() if claim.document == ids[name]}


def texts(ledger: Ledger) -> dict[str, GoldText]:
    return {gold.document.name: gold for gold in to_gold(ledger)}


def back(gold: GoldText, shape: str, folder: Path) -> GoldDocument:
    file = folder / f"gold.{'txt' if shape == 'markup' else 'json'}"
    content, lost = to_markup(gold) if shape == "markup" else (to_json(gold), [])
    assert lost == []
    file.write_text(content, encoding="utf-8")
    (document,) = read_gold(file)
    return document


def shown(document: GoldDocument) -> list[str]:
    names = {entity.id: entity.names[0] for entity in document.entities}

    def line(claim: GoldClaim) -> str:
        flags = [claim.status, claim.time or "", *(names[id] for id in claim.attributed_to), "?" if claim.optional else ""]
        return " ".join((names[claim.subjects[0]], claim.predicates[0], names[claim.objects[0]], *filter(None, flags)))

    return sorted(map(line, document.claims))


def test_nothing_is_gold_before_somebody_judged(ledger: Ledger) -> None:
    assert texts(ledger) == {}


@pytest.mark.parametrize("shape", ["markup", "json"])
def test_a_document_that_is_judged_completely_is_gold(shape: str, ledger: Ledger, tmp_path: Path) -> None:
    claims = of(ledger, "ban")
    planned = replace(reading_of(claims["banned"]), modality="planned", time="2026-03", attributed_to="organisation:cnil")
    ledger.judge([accept(claims[name]) for name in ("raided", "owns", "enacted")])
    ledger.judge([reject(claims["develops"]), correct(claims["banned"], planned)])
    gold = texts(ledger)["ban"]
    assert (gold.complete, list(texts(ledger))) == (True, ["ban"])
    document = back(gold, shape, tmp_path)
    assert shown(document) == [
        "CNIL enacted Digital Services Act fact", "Chirper Inc. owns Chirper fact", "France raided Chirper fact 2026-02-09",
        "Germany banned Chirper planned 2026-03 CNIL",
    ]  # fmt: skip
    assert document.text.rstrip() == gold.document.text.rstrip()
    assert document.published == "2026-02-10"
    assert document.mentions is not None
    assert all(document.text[one.start : one.end] in {mention.text for mention in gold.mentions} for one in document.mentions)
    assert "Federal Republic of Germany" in next(entity.names for entity in document.entities if "Germany" in entity.names)


@pytest.mark.parametrize("shape", ["markup", "json"])
def test_claims_that_nobody_looked_at_are_optional(shape: str, ledger: Ledger, tmp_path: Path) -> None:
    claims = of(ledger, "ban")
    ledger.judge([accept(claims["raided"])])
    gold = texts(ledger)["ban"]
    assert (gold.complete, gold.open) == (False, 4)
    found = shown(back(gold, shape, tmp_path))
    assert [line for line in found if not line.endswith("?")] == ["France raided Chirper fact 2026-02-09"]
    assert len(found) == 5


def test_claims_too_unsure_to_be_shown_need_no_judgement(ledger: Ledger) -> None:
    claims = of(ledger, "raid")
    ledger.note({"min_confidence": "0.8"})
    ledger.judge([accept(claim) for claim in of_document(ledger, claims["accused"].document)])
    gold = texts(ledger)["raid"]
    assert gold.complete
    assert {claim.predicate for claim in gold.claims if claim.id in gold.optional} == {"investigates", "demanded"}


def of_document(ledger: Ledger, id: str) -> list[Claim]:
    return [claim for claim in ledger.claims() if claim.document == id]


@pytest.mark.parametrize(
    "text",
    [
        "[France] banned | Chirper ¶ again.\n\nFrance ¶ x.\r\n",
        "> France banned Chirper.",
        "= France: banned Chirper.",
        "# France | banned\nChirper",
        "\n\n France banned\n Chirper \n\n\n",
        "France]|[ banned Chirper|e1 platform].",
        "🐦 France\nbanned\u2028Chirper\x85.",
    ],
)
@pytest.mark.parametrize("shape", ["markup", "json"])
def test_any_text_comes_back_with_true_offsets(text: str, shape: str, tmp_path: Path) -> None:
    document = make_document(text)
    claim = make_claim(make_evidence(document), predicate="banned")
    mentions = (make_mention(document, "France", entity="country:FR"), make_mention(document, "Chirper"))
    entities = (make_entity("country:FR", "France", aliases=("République;française",)), make_entity())
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as ledger:
        ledger.write(Extraction(document=document, mentions=mentions, entities=entities, claims=(claim,)), key="k")
        ledger.judge([accept(claim)])
        found = back(next(to_gold(ledger)), shape, tmp_path)
    assert found.mentions is not None
    assert [found.text[one.start : one.end] for one in found.mentions] == ["France", "Chirper"]
    assert [(one.start, one.end) for one in found.mentions] == [(one.start, one.end) for one in mentions]
    assert shown(found) == ["France banned Chirper fact"]
    if shape == "json":
        assert found.text == text


def test_claims_without_a_place_in_the_markup_are_told(tmp_path: Path) -> None:
    document = make_document("France banned it.")
    claim = make_claim(make_evidence(document), predicate="banned")
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as ledger:
        mention = make_mention(document, "France", entity="country:FR")
        entities = (make_entity("country:FR", "France"), make_entity())
        ledger.write(Extraction(document=document, mentions=(mention,), entities=entities, claims=(claim,)), key="k")
        ledger.judge([accept(claim)])
        gold = next(to_gold(ledger))
        assert to_markup(gold)[1] == [f"{document.id}: country:FR banned platform:chirper"]
        assert shown(back(gold, "json", tmp_path)) == ["France banned Chirper fact"]


@pytest.mark.parametrize("modality", ["alleged", "demanded", "planned"])
def test_every_standing_comes_back(modality: Modality, ledger: Ledger, tmp_path: Path) -> None:
    claims = of(ledger, "ban")
    ledger.judge([correct(claims["owns"], replace(reading_of(claims["owns"]), modality=modality, polarity="negated"))])
    (owns,) = [claim for claim in back(texts(ledger)["ban"], "markup", tmp_path).claims if claim.predicates == ("owns",)]
    assert (owns.polarities, owns.modalities, owns.optional) == (("negated",), (modality,), False)


def test_references_are_marked_and_names_that_point_back_are_not(ledger: Ledger, tmp_path: Path) -> None:
    claims = of(ledger, "raid")
    ledger.judge([accept(claims["accused"])])
    found = back(texts(ledger)["raid"], "markup", tmp_path)
    assert found.mentions is not None
    assert [found.text[one.start : one.end] for one in found.mentions if one.naming == "reference"] == ["She"]
