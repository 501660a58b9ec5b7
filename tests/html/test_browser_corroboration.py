"""Who else says so, and who says otherwise: independent sources, copies, contradictions and what later claims replaced."""

from __future__ import annotations

from typing import Any

import pytest

from kg.html.corroboration import to_relations
from kg.html.payload import Limits, to_payload
from kg.model import Copy, Extraction, Polarity
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence
from tests.html.conftest import Opener

PAYLOAD = "<img src=x onerror=window.pwned=1>"


def disputed_records() -> MemoryRecords:
    """A ban in two sources and a copy, denied by one, and lifted a month later."""
    told: list[tuple[str, str, Polarity, str, str]] = [
        ("Norland banned Chirper.", "banned", "affirmed", "2026-01-10", "Wire"),
        ("Norland has banned Chirper.", "banned", "affirmed", "2026-01-11", "Copyist"),
        ("The ban: Norland banned Chirper.", "banned", "affirmed", "2026-01-12", "Herald"),
        ("Norland never banned Chirper.", "banned", "negated", "2026-01-13", PAYLOAD),
        ("Norland unbanned Chirper.", "unbanned", "affirmed", "2026-02-20", "Wire"),
    ]
    extractions = []
    for number, (text, predicate, polarity, day, outlet) in enumerate(told):
        document = make_document(text, name=f"d{number}", title=f"Report {number}", published=day, outlet=outlet)
        evidence = make_evidence(document, trigger="banned", subject="Norland", object="Chirper", rule="ban")
        claim = make_claim(evidence, subject="country:NL", predicate=predicate, object="platform:chirper", polarity=polarity)
        entities = (make_entity("country:NL", "Norland"), make_entity("platform:chirper", "Chirper"))
        extractions.append(Extraction(document=document, entities=entities, claims=(claim,)))
    first, second = extractions[0].document.id, extractions[1].document.id
    return MemoryRecords(extractions=tuple(extractions), near_duplicates=(Copy(document=second, of=first),))


def test_the_data_tell_sources_copies_and_relations() -> None:
    data: dict[str, Any] = to_payload(disputed_records()).data
    (ban,) = (edge for edge in data["edges"] if len(edge["claims"]) == 3)
    assert [data["sources"][number] for number in ban["sources"]] == ["herald", "wire"]
    assert [one["copied"] for one in data["documents"] if "copy" in one] == ["Report 0"]
    assert {one["kind"] for one in data["relations"]} == {"contradicts", "supersedes"}


def test_the_other_side_of_a_dispute_is_told_where_the_page_left_it_out() -> None:
    data: dict[str, Any] = to_payload(disputed_records(), limits=Limits(edges=1)).data
    said = {one["other"] if isinstance(one["edge"], int) else one["edge"] for one in data["relations"]}
    assert said == {"Norland banned Chirper (denied)", "Norland unbanned Chirper (fact)"}


def test_relations_without_an_end_in_the_page_are_left_away() -> None:
    records = disputed_records()
    assert to_relations(list(records.edges()), records.claims(), [], {}) == []


@pytest.mark.browser
def test_the_panel_tells_who_else_says_so_and_who_says_otherwise(pages: Opener) -> None:
    opened = pages.open(pages.write("disputed", disputed_records()), "#show=table")
    page = opened.page
    page.locator("tbody tr", has_text="has banned").locator(".act-link").click()
    text = opened.panel()
    assert "2 independent sources: herald, wire. 3 documents come from them" in text
    assert "1 copy of another document Report 1 is nearly the same as Report 0" in text
    assert "Contradicted by Norland banned Chirper (denied) 1 source, 13 January 2026" in text
    assert "Overtaken by Norland unbanned Chirper fact, 1 source, 20 February 2026" in text
    page.locator("#panel [data-standing=contradicts] .claim-link").click()
    assert "Norland never banned" in opened.quote()
    page.get_by_role("button", name="Undo").click()
    page.locator("#panel .corroboration summary").click()
    page.locator("#panel .corroboration li button", has_text="Report 1").click()
    assert "Nearly the same as Report 0. Copies count as one source." in opened.panel()
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert opened.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize(("standing", "left"), [("disputed", 4), ("overtaken", 3), ("current", 2), ("several", 3), ("toString", 5)])
def test_standing_narrows_and_is_in_the_address(pages: Opener, standing: str, left: int) -> None:
    opened = pages.open(pages.write("disputed", disputed_records()), f"#show=table&standing={standing}")
    assert opened.count("tbody tr") == left
    opened.page.context.close()


@pytest.mark.browser
def test_what_none_or_all_relations_are_cannot_be_chosen(pages: Opener) -> None:
    opened = pages.sample()
    options = opened.page.locator("#filters label", has_text="Standing").locator("option").all_inner_texts()
    assert options == ["any", "contradicted", "two or more independent sources"]
