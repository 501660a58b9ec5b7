"""One claim a document for a subject, predicate and object: which standing counts, what is kept of the rest, and how it is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.claims import Draft, claim_id, features_of, to_claims
from kg.confidence import ArgumentFeatures, ClaimFeatures
from kg.model import Evidence, Modality, Polarity

A, B, C = "country:A", "platform:b", "platform:c"
SIDE = ArgumentFeatures(type="country", origin="ner", score=0.8)
FEATURES = ClaimFeatures(predicate="banned", rule="ban", subject=SIDE, object=SIDE)


def draft(
    order: int = 0,
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
    *,
    subject: str = A,
    predicate: str = "banned",
    object: str = B,
    rule: str = "ban",
    features: ClaimFeatures | None = None,
    **fields: str | None,
) -> Draft:
    """What the sentence at offset 10 * `order` says."""
    evidence = Evidence(document="d", start=order * 10, end=order * 10 + 9, rule=rule)
    return Draft(
        order=order,
        subject=subject,
        predicate=predicate,
        object=object,
        polarity=polarity,
        modality=modality,
        evidence=evidence,
        features=features or replace(FEATURES, rule=rule),
        **fields,
    )


def test_nothing_gives_nothing() -> None:
    assert to_claims([]) == []


STANDINGS: list[tuple[list[tuple[Polarity, Modality]], tuple[Polarity, Modality], int]] = [
    ([("affirmed", "actual")], ("affirmed", "actual"), 0),
    ([("affirmed", "planned"), ("affirmed", "actual")], ("affirmed", "actual"), 1),
    ([("affirmed", "actual"), ("affirmed", "planned")], ("affirmed", "actual"), 0),
    ([("affirmed", "alleged"), ("affirmed", "planned")], ("affirmed", "alleged"), 0),
    ([("affirmed", "demanded"), ("affirmed", "planned")], ("affirmed", "planned"), 1),
    ([("negated", "actual"), ("affirmed", "actual")], ("affirmed", "actual"), 1),
    ([("negated", "planned"), ("affirmed", "planned")], ("affirmed", "planned"), 1),
    ([("negated", "actual"), ("affirmed", "alleged")], ("negated", "actual"), 0),
]


@pytest.mark.parametrize(("standings", "expected", "place"), STANDINGS)
def test_the_more_firmly_asserted_standing_counts(
    standings: list[tuple[Polarity, Modality]], expected: tuple[Polarity, Modality], place: int
) -> None:
    (claim,) = to_claims([draft(order, *standing) for order, standing in enumerate(standings)])
    assert (claim.polarity, claim.modality) == expected
    assert claim.evidence[0].start == place * 10
    assert len(claim.evidence) == len(standings)


def test_order_of_the_drafts_does_not_matter() -> None:
    drafts = [draft(2), draft(0, "negated"), draft(1, modality="planned"), draft(3, object=C)]
    assert to_claims(drafts) == to_claims(reversed(drafts))


def test_a_sentence_is_evidence_once() -> None:
    (claim,) = to_claims([draft(0, rule="ban"), draft(0, rule="ban-noun"), draft(1)])
    assert [(one.start, one.rule) for one in claim.evidence] == [(0, "ban"), (10, "ban")]


@pytest.mark.parametrize(
    ("drafts", "sentences", "rules"),
    [
        ([draft(0)], 1, 1),
        ([draft(0), draft(1)], 2, 1),
        ([draft(0), draft(0, rule="ban-noun")], 1, 2),
        ([draft(0), draft(1, "negated")], 1, 1),
        ([draft(0), draft(1), draft(2, rule="ban-noun")], 3, 2),
    ],
)
def test_confidence_hears_of_all_sentences_that_agree(drafts: list[Draft], sentences: int, rules: int) -> None:
    (claim,) = to_claims(drafts, lambda features: features.sentences + features.rules / 10)
    assert claim.confidence == sentences + rules / 10


def test_the_plainest_sentence_speaks_for_a_claim() -> None:
    sure = replace(FEATURES, subject=replace(SIDE, score=0.9))
    model = replace(FEATURES, rule=None, model_score=0.7)
    inferred = replace(sure, inferred=True)
    assert features_of([draft(features=FEATURES), draft(features=sure), draft(features=inferred)]) == sure
    assert features_of([draft(features=model), draft(features=inferred)]) == replace(inferred, model_score=0.7)
    assert features_of([draft(features=model), draft(features=replace(model, model_score=0.8))]) == replace(model, model_score=0.8)


def test_words_of_time_come_with_the_date_or_alone() -> None:
    (claim,) = to_claims([draft(0, time_words="Monday"), draft(1, time="2025", time_words="last year")])
    assert (claim.time, claim.time_words) == ("2025", "last year")
    (claim,) = to_claims([draft(0), draft(1, time_words="Monday")])
    assert (claim.time, claim.time_words) == (None, "Monday")


def test_time_comes_from_the_same_standing_and_sectors_from_any() -> None:
    drafts = [
        draft(0, modality="planned", time="2030", subject_sector="police", attributed_to=C),
        draft(1),
        draft(2, time="2025", about="spam", object_sector="regulator"),
    ]
    (claim,) = to_claims(drafts)
    assert (claim.time, claim.about, claim.attributed_to) == ("2025", "spam", None)
    assert (claim.subject_sector, claim.object_sector) == ("police", "regulator")


def test_either_direction_is_one_claim_where_the_predicate_is_symmetric() -> None:
    both = [draft(0, subject=B, object=C, predicate="partnered_with"), draft(1, subject=C, object=B, predicate="partnered_with")]
    (claim,) = to_claims(both)
    assert (claim.subject, claim.object, len(claim.evidence)) == (B, C, 2)
    directed = [replace(one, predicate="sued") for one in both]
    assert len(to_claims(directed)) == 2


def test_claims_stand_in_the_order_of_the_text() -> None:
    claims = to_claims([draft(3, object=C), draft(1), draft(1, subject=C)])
    assert [(claim.evidence[0].start, claim.subject, claim.object) for claim in claims] == [(10, A, B), (10, C, B), (30, A, C)]


def test_id_is_a_hash_of_the_content() -> None:
    (claim,) = to_claims([draft(0, time="2025")])
    assert claim.id == claim_id(claim) and len(claim.id) == 16 and int(claim.id, 16) >= 0
    changed = [
        replace(claim, subject=C),
        replace(claim, object=C),
        replace(claim, predicate="fined"),
        replace(claim, polarity="negated"),
        replace(claim, modality="planned"),
        replace(claim, attributed_to=C),
        replace(claim, time=None),
        replace(claim, evidence=(replace(claim.evidence[0], end=8),)),
        replace(claim, evidence=(replace(claim.evidence[0], document="e"),)),
    ]
    assert len({claim_id(one) for one in changed} | {claim.id}) == len(changed) + 1
    assert claim_id(replace(claim, confidence=0.1, id="x")) == claim.id
