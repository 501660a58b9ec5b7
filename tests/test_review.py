"""Which claims a person is shown, in which order, with which words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.ledger import Ledger
from kg.model import Judgement
from kg.review import Selection, marked_sentence, select
from kg.reviewed import reading_of
from tests.factories import MemoryRecords, make_document, make_evidence


@pytest.fixture
def ledger(tmp_path: Path, sample: MemoryRecords) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite", write=True) as opened:
        for extraction in sample.extractions:
            opened.write(extraction, key="k")
        yield opened


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(limit=2), ["investigates", "demanded"]),
        (Selection(predicate="raided"), ["raided", "raided"]),
        (Selection(status="denied"), ["banned"]),
        (Selection(status="planned", predicate="raided"), []),
        (Selection(document="ban", limit=3), ["raided", "banned", "owns"]),
        (Selection(document="news/ban.txt", limit=1), ["raided"]),
        (Selection(rule="fine"), ["fined"]),
    ],
)
def test_claims_are_chosen_and_the_least_certain_come_first(selection: Selection, expected: list[str], ledger: Ledger) -> None:
    assert [item.claim.predicate for item in select(ledger, selection)] == expected


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(predicate="baned"), "--predicate baned: no such predicate; did you mean banned"),
        (Selection(status="false"), "--status false: expected one of fact, alleged"),
        (Selection(document="baan"), "--document baan: no document .* did you mean ban"),
        (Selection(limit=0), "--limit 0: name a number from 1"),
        (Selection(sample=-1), "--sample -1"),
    ],
)
def test_what_there_is_not_is_said(selection: Selection, message: str, ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=message):
        select(ledger, selection)


def test_a_sample_is_a_draw_that_the_seed_decides(ledger: Ledger) -> None:
    draws = [[item.claim.id for item in select(ledger, Selection(sample=5, seed=seed))] for seed in (0, 0, 1, 2)]
    assert draws[0] == draws[1]
    assert len({tuple(draw) for draw in draws}) == 3
    assert all(len(draw) == 5 for draw in draws)


def test_judged_claims_come_only_when_they_are_asked_for(ledger: Ledger, sample: MemoryRecords) -> None:
    claims = {claim.predicate: claim for claim in sample.claims()}
    owns, develops, fined = claims["owns"], claims["develops"], claims["fined"]
    ledger.judge(
        [
            Judgement(claim=owns, verdict="rejected", by="N.N."),
            Judgement(claim=develops, verdict="accepted", by="N.N.", right=reading_of(develops)),
            Judgement(claim=fined, verdict="corrected", by="N.N.", right=replace(reading_of(fined), modality="actual")),
        ]
    )
    assert len(select(ledger, Selection())) == 10
    again = {item.claim.predicate: item for item in select(ledger, Selection(judged=True)) if item.verdict}
    assert {name: (item.verdict, item.claim.status) for name, item in again.items()} == {
        "owns": ("rejected", "fact"), "develops": ("accepted", "fact"), "fined": ("corrected", "fact"),
    }  # fmt: skip
    assert all(item.claim.judgement is None for item in again.values())


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"subject": "France", "trigger": "raided", "object": "Chirper"}, "[France|subject] [raided|trigger] [Chirper|object] again."),
        ({"trigger": "France raided", "subject": "France"}, "[France|subject trigger][ raided|trigger] Chirper again."),
        ({}, "France raided Chirper again."),
    ],
)
def test_marks(marks: dict[str, str], expected: str) -> None:
    document = make_document("Before.\nFrance raided\nChirper again.\nAfter.")
    assert marked_sentence(document, make_evidence(document, "France raided\nChirper again.", **marks)) == expected
