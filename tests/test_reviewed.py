"""Judgements hold for what a claim says and where it stands, whatever the rules read there later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.model import Claim, Judgement, Mention, Verdict
from kg.reviewed import judgements_in_force, reading_of, said, settle
from tests.factories import make_claim, make_document, make_evidence, make_mention

DOCUMENT = make_document("France banned Chirper. Germany banned Chirper on Monday. France fined Chirper, said Acme.")
FIRST, SECOND, THIRD = "France banned Chirper.", "Germany banned Chirper on Monday.", "France fined Chirper, said Acme."
KNOWN = {
    "country:FR": "country", "country:DE": "country", "platform:chirper": "platform", "organisation:acme": "organisation",
    "organisation:beta": "organisation",
}  # fmt: skip


def claim(sentence: str = FIRST, **fields: Any) -> Claim:
    evidence = make_evidence(DOCUMENT, sentence, trigger="banned" if "banned" in sentence else None, object="Chirper", rule="ban")
    return make_claim(evidence, **{"predicate": "banned", **fields})


def judged(about: Claim, verdict: Verdict = "accepted", by: str = "N.N.", **changes: Any) -> Judgement:
    right = replace(reading_of(about), **changes) if verdict in {"accepted", "corrected"} else None
    return Judgement(claim=about, verdict=verdict, by=by, right=right)


def shown(claims: list[Claim], *judgements: Judgement, mentions: tuple[Mention, ...] = ()) -> list[str]:
    """What stands, each claim once, with the verdict behind it."""
    found = settle(claims, judgements_in_force(judgements), KNOWN, mentions)
    results = {one.result.id: one.result for one in found if one.result}
    return [said(reading_of(one)) + (f" [{one.judgement.verdict}]" if one.judgement else "") for one in results.values()]


BAN = "country:FR banned platform:chirper"
FINE = "country:FR fined platform:chirper"
PLANNED = claim(modality="planned")
CORRECTED = judged(claim(), "corrected", predicate="fined")
LATER = judged(claim(predicate="fined"), "rejected")


@pytest.mark.parametrize(
    ("claims", "judgements", "expected"),
    [
        pytest.param([claim()], [], [BAN], id="nobody judged"),
        pytest.param([claim()], [judged(claim())], [f"{BAN} [accepted]"], id="accepted"),
        pytest.param([claim()], [judged(claim(), "rejected")], [], id="rejected"),
        pytest.param([claim()], [CORRECTED], [f"{FINE} [corrected]"], id="corrected"),
        pytest.param([claim()], [judged(claim(), "rejected"), judged(claim())], [f"{BAN} [accepted]"], id="the last one counts"),
        pytest.param([claim()], [judged(claim()), judged(claim(), "withdrawn")], [BAN], id="withdrawn"),
        pytest.param([claim(SECOND)], [judged(claim(), "rejected")], [BAN], id="rejected elsewhere"),
        pytest.param([PLANNED], [judged(claim(), "rejected")], [f"{BAN} (planned)"], id="rejected as fact, now read as planned"),
        pytest.param([PLANNED], [judged(claim())], [f"{BAN} [accepted]"], id="accepted as fact, now read as planned"),
        pytest.param([], [judged(claim())], [f"{BAN} [accepted]"], id="accepted and no longer read"),
        pytest.param([], [judged(claim(), "rejected")], [], id="rejected and no longer read"),
        pytest.param([], [CORRECTED], [f"{FINE} [corrected]"], id="corrected and no longer read"),
        pytest.param([claim(predicate="fined")], [CORRECTED], [f"{FINE} [corrected]"], id="rules now read what it was corrected to"),
        pytest.param([claim()], [CORRECTED, LATER], [], id="a correction is rejected later"),
        pytest.param([claim(), claim(SECOND, subject="country:DE")], [judged(claim(), "rejected")],
                     ["country:DE banned platform:chirper"], id="others are left alone"),
        pytest.param([claim(), claim(THIRD, predicate="fined")], [CORRECTED], [f"{FINE} [corrected]"], id="two claims become one"),
        pytest.param([claim()], [judged(claim(), "corrected", subject="country:XX")], [], id="an entity that is not in the graph"),
        pytest.param([claim()], [judged(claim(), "corrected", attributed_to="person:x")], [f"{BAN} [corrected]"], id="a speaker is gone"),
        pytest.param([claim()], [judged(claim(), "corrected", predicate="leads")], [], id="no longer allowed by the vocabulary"),
    ],
)  # fmt: skip
def test_what_stands(claims: list[Claim], judgements: list[Judgement], expected: list[str]) -> None:
    assert shown(claims, *judgements) == expected


def test_a_rejected_claim_that_stands_in_a_new_sentence_has_to_be_judged_again() -> None:
    both = claim()
    both = replace(both, evidence=(*both.evidence, *claim(SECOND).evidence))
    assert shown([both], judged(claim(), "rejected")) == [BAN]
    assert shown([both], judged(both, "rejected")) == []
    assert shown([claim(SECOND)], judged(both, "rejected")) == []


def test_a_symmetric_predicate_is_the_same_in_either_order() -> None:
    there = claim(subject="organisation:acme", predicate="partnered_with", object="organisation:beta")
    back = claim(subject="organisation:beta", predicate="partnered_with", object="organisation:acme")
    assert shown([back], judged(there, "rejected")) == []


def test_marks_follow_the_entities_that_were_put_in() -> None:
    mentions = (make_mention(DOCUMENT, "Germany", entity="country:DE"), make_mention(DOCUMENT, "Acme", entity="organisation:acme"))
    about = claim(SECOND)
    (one,) = settle([about], [judged(about, "corrected", subject="country:DE")], KNOWN, mentions)
    assert one.result is not None
    (evidence,) = one.result.evidence
    assert evidence.subject_span is not None
    assert DOCUMENT.text[slice(*evidence.subject_span)] == "Germany"
    assert evidence.inferred is None
    (one,) = settle([about], [judged(about, "corrected", object="organisation:acme")], KNOWN, mentions)
    assert one.result is not None
    assert (one.result.evidence[0].object_span, one.result.evidence[0].inferred) == (None, "set by the person who corrected the claim")


def test_swapped_ends_take_marks_and_sectors_with_them() -> None:
    about = replace(claim(THIRD, subject="organisation:acme", object="country:FR", predicate="sued"), object_sector="judiciary")
    change = judged(about, "corrected", subject="country:FR", object="organisation:acme")
    (one,) = settle([about], [change], KNOWN)
    assert one.result is not None
    assert (one.result.subject, one.result.subject_sector, one.result.object_sector) == ("country:FR", "judiciary", None)
    assert one.result.evidence[0].subject_span == about.evidence[0].object_span
    assert one.result.id != about.id


def test_ids_confidence_and_reasons() -> None:
    (accepted,) = settle([claim()], [judged(claim())], KNOWN)
    assert accepted.result == replace(claim(), judgement=accepted.judgement)
    (corrected,) = settle([claim()], [CORRECTED], KNOWN)
    assert corrected.result is not None
    assert corrected.result.confidence == claim().confidence
    assert corrected.result.evidence[0].reasons[-1] == f"corrected by N.N.; it was read as {BAN}"
    (kept,) = settle([], [judged(claim())], KNOWN)
    assert kept.result is not None
    assert kept.result.evidence[0].reasons[-1].endswith("the rules no longer read it")
    (waiting,) = settle([claim()], [judged(claim(), "corrected", subject="country:XX")], KNOWN)
    assert waiting.waits


def test_a_joined_claim_has_the_sentences_of_both() -> None:
    found = settle([claim(), claim(THIRD, predicate="fined")], [CORRECTED], KNOWN)
    assert found[0].result == found[1].result
    assert found[0].result is not None
    assert [DOCUMENT.text[one.start : one.end] for one in found[0].result.evidence] == [FIRST, THIRD]
