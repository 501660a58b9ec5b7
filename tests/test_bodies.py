"""Bodies whose names many countries share: whose one a text means, within a document and across two of one build."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.bodies import homes, is_common, known_body, without_country
from kg.build import build
from kg.entity_words import entity_words
from kg.ledger import Ledger
from tests.effort import at_most
from tests.makers import make_document, make_mention
from tests.parsed import entities, gazetteer, linked


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Supreme Court", True),
        ("the Ministry of Health", True),
        ("Data Protection Commission", True),
        ("Anti-Corruption Commission", True),
        ("Parliament", True),
        ("Central Bank", True),
        ("Ofcom", False),
        ("Bombay High Court", False),
        ("European Commission", False),
        ("International Criminal Court", False),
        ("Data Protection", False),
        ("Bank", False),
    ],
)
def test_names_that_many_countries_share(name: str, expected: bool) -> None:
    assert is_common(name, entity_words()) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Supreme Court of India", ("supreme court", "country:IN")),
        ("Supreme Court of the United States", ("supreme court", "country:US")),
        ("Norwegian Communications Authority", ("communications authority", "country:NO")),
        ("Kenya Revenue Authority", ("revenue authority", "country:KE")),
        ("Dutch Data Protection Authority", ("data protection authority", "country:NL")),
        ("Dominican Competition Authority", ("dominican competition authority", None)),
        ("Bank of Japan", ("bank of japan", None)),
        ("Court of Appeal", ("court of appeal", None)),
        ("Ofcom", ("ofcom", None)),
        ("India", ("india", None)),
        ("", ("", None)),
    ],
)
def test_the_country_in_a_name(name: str, expected: tuple[str, str | None]) -> None:
    assert without_country(name, gazetteer(), entity_words()) == expected


def test_a_body_that_the_gazetteer_knows_is_that_body() -> None:
    records = gazetteer().records
    assert known_body("supreme court", records["country:US"], gazetteer()) == "organisation:scotus"
    assert known_body("supreme court", records["country:KE"], gazetteer()) is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's Ministry of Health fined Zampa.", "organisation:ministry-of-health-of-kenya"),
        ("The Kenyan Ministry of Health fined Zampa.", "organisation:ministry-of-health-of-kenya"),
        ("The Ministry of Health of Kenya fined Zampa.", "organisation:ministry-of-health-of-kenya"),
        ("Kenya's Ministry of Health met. The Ministry of Health fined Zampa.", "organisation:ministry-of-health-of-kenya"),
        ("The Ministry of Health met. In May Kenya's Ministry of Health fined Zampa.", "organisation:ministry-of-health-of-kenya"),
        ("The Ministry of Health fined Zampa.", "organisation:ministry-of-health"),
        ("Nigeria's Securities and Exchange Commission sued Zampa.", "organisation:securities-and-exchange-commission-of-nigeria"),
        ("The US Securities and Exchange Commission sued Zampa.", "organisation:sec"),
        ("The Securities and Exchange Commission sued Zampa.", "organisation:sec"),
    ],
)
def test_whose_body_is_meant(text: str, expected: str) -> None:
    assert {key for key in entities(text) if key.startswith("organisation:") and not key.endswith("zampa")} == {expected}


@pytest.mark.model
def test_two_countries_in_one_text_are_two_bodies() -> None:
    text = "Kenya's Supreme Court fined Zampa. Malta's Supreme Court cleared it. The Supreme Court of Malta gave no reason."
    found = entities(text)
    assert found["organisation:supreme-court-of-kenya"] == ["Supreme Court"]
    assert found["organisation:supreme-court-of-malta"] == ["Supreme Court", "Supreme Court of Malta"]


@pytest.mark.model
def test_the_reason_and_the_country_are_noted() -> None:
    found = linked("Kenya's Ministry of Health fined Zampa. The Ministry of Health gave no reason.")
    (body,) = [entity for entity in found.entities if entity.id.startswith("organisation:ministry")]
    assert (body.name, body.country) == ("Kenya's Ministry of Health", "country:KE")
    assert [mention.reason.partition("; ")[2] for mention in found.mentions if mention.entity == body.id] == [
        "the one of Kenya: 'Kenya's Ministry of Health'",
        "the one of Kenya: Kenya stood beside the name before",
    ]


@pytest.mark.model
def test_bodies_of_one_name_in_two_documents_of_a_build_are_two(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Kenya's Data Protection Commission fined Zampa.", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("The Data Protection Commission of Malta fined Zampa.", encoding="utf-8")
    (tmp_path / "in" / "c.txt").write_text("The Maltese Data Protection Commission fined Fjordbite.", encoding="utf-8")
    build([str(tmp_path / "in")], tmp_path / "graph")
    with Ledger.open(tmp_path / "graph") as ledger:
        fined = {(claim.subject, claim.object) for claim in ledger.claims() if claim.predicate == "fined"}
    assert fined == {
        ("organisation:data-protection-commission-of-kenya", "organisation:zampa"),
        ("organisation:data-protection-commission-of-malta", "organisation:zampa"),
        ("organisation:data-protection-commission-of-malta", "organisation:fjordbite"),
    }


def test_time_for_bodies_of_one_name_is_linear() -> None:
    mention = make_mention(make_document("The Supreme Court ruled."), "Supreme Court", entity="organisation:supreme-court")
    forms = [["Supreme Court of India"]] * 6_000 + [["Supreme Court"]] * 6_000
    with at_most(600):
        found = homes([mention] * 12_000, forms, {}, gazetteer(), entity_words())
    assert {home and home.country for home in found} == {"country:IN"}
