"""Polarity, modality and attribution: the same act as fact, denied, planned, demanded, alleged, and as somebody's word."""

from __future__ import annotations

import pytest

from kg.extract import Pipeline
from tests.marked import only, read, rows, said

pytestmark = pytest.mark.model

STANDINGS: dict[str, list[tuple[str, str]]] = {
    "": [
        ("Norland banned Chirper.", "banned"),
        ("Norland has banned Chirper.", "banned"),
        ("Norland fined Acme but did not ban Chirper.", "fined"),
        ("Norland did not ban Chirper but fined Acme.", "fined"),
    ],
    "negated": [
        ("Norland did not ban Chirper.", "banned"),
        ("Norland has never banned Chirper.", "banned"),
        ("Norland refused to ban Chirper.", "banned"),
        ("Norland declined to fine Acme.", "fined"),
        ("Norland failed to ban Chirper.", "banned"),
        ("Norland has yet to ban Chirper.", "banned"),
        ("Norland stopped short of banning Chirper.", "banned"),
        ("Norland denied banning Chirper.", "banned"),
        ("Norland denied having banned Chirper.", "banned"),
        ("Bolt denied that Acme hacked Cargo.", "attacked"),
        ("Bolt denies Acme hacked Cargo.", "attacked"),
        ("There is no evidence that Norland banned Chirper.", "banned"),
        ("Bolt found no evidence that Acme hacked Cargo.", "attacked"),
        ("It is not true that Norland banned Chirper.", "banned"),
        ("No ban on Chirper was imposed by Norland.", "banned"),
        ("Norland neither banned Chirper nor fined Acme.", "fined"),
        ("Without raiding Acme, Norland learned nothing.", "raided"),
        ("Norland's refusal to ban Chirper was no surprise.", "banned"),
        ("Norland fined Acme but did not ban Chirper.", "banned"),
        ("Norland did not ban Chirper but fined Acme.", "banned"),
    ],
    "planned": [
        ("Norland plans to ban Chirper.", "banned"),
        ("Norland will ban Chirper.", "banned"),
        ("Norland would ban Chirper.", "banned"),
        ("Norland may ban Chirper.", "banned"),
        ("Norland might fine Acme.", "fined"),
        ("Norland could ban Chirper.", "banned"),
        ("Norland threatened to ban Chirper.", "banned"),
        ("Norland is considering a ban on Chirper.", "banned"),
        ("Norland is considering banning Chirper.", "banned"),
        ("Norland is expected to fine Acme.", "fined"),
        ("Norland is likely to fine Acme.", "fined"),
        ("Norland is set to ban Chirper.", "banned"),
        ("Norland wants to ban Chirper.", "banned"),
        ("Norland agreed to ban Chirper.", "banned"),
        ("Norland tried to ban Chirper.", "banned"),
        ("Norland reportedly plans to ban Chirper.", "banned"),
        ("If Norland bans Chirper, users will leave.", "banned"),
        ("Unless Norland bans Chirper, users will stay.", "banned"),
        ("Norland's plan to ban Chirper was no surprise.", "banned"),
        ("Norland's threat to ban Chirper was no surprise.", "banned"),
        ("A proposed ban on Chirper in Norland angered Bolt.", "banned"),
        ("Norland will lift its ban on Chirper.", "unbanned"),
        ("Acme made an offer for Bolt.", "acquired"),
    ],
    "negated planned": [
        ("Norland will not ban Chirper.", "banned"),
        ("Norland won't ban Chirper.", "banned"),
        ("Norland cannot ban Chirper.", "banned"),
        ("Norland has no plans to ban Chirper.", "banned"),
        ("Norland does not plan to ban Chirper.", "banned"),
        ("Norland ruled out banning Chirper.", "banned"),
        ("Norland ruled out a ban on Chirper.", "banned"),
    ],
    "demanded": [
        ("Norland urged Sudland to ban Chirper.", "banned"),
        ("Norland wants Sudland to ban Chirper.", "banned"),
        ("Bolt called on Norland to ban Chirper.", "banned"),
        ("Bolt called for Norland to ban Chirper.", "banned"),
        ("Bolt called for a ban on Chirper in Norland.", "banned"),
        ("Bolt demanded that Norland ban Chirper.", "banned"),
        ("Norland should ban Chirper.", "banned"),
        ("Norland must ban Chirper.", "banned"),
        ("Acme was told to sue Bolt.", "sued"),
    ],
    "alleged": [
        ("Norland reportedly raided Acme.", "raided"),
        ("Norland allegedly raided Acme.", "raided"),
        ("Norland is reported to have raided Acme.", "raided"),
        ("Norland is said to have raided Acme.", "raided"),
        ("Norland is accused of raiding Acme.", "raided"),
        ("Norland was accused of hacking Acme.", "attacked"),
        ("Norland is suspected of hacking Acme.", "attacked"),
        ("Norland seems to have raided Acme.", "raided"),
        ("Sources said Norland raided Acme.", "raided"),
        ("According to people familiar with the matter, Norland raided Acme.", "raided"),
        ("An alleged raid on Acme by Norland angered Bolt.", "raided"),
        ("Bolt accused Acme of hacking Cargo.", "attacked"),
        ("Bolt sued Acme for stealing data from Cargo.", "attacked"),
    ],
}

BROKEN = {
    "Acme made an offer for Bolt.": "the verb triggers before the noun that says that it is an offer",
    "Bolt sued Acme for stealing data from Cargo.": "'sue for' is among the verbs that demand",
}


def cases() -> list[object]:
    return [
        pytest.param(
            text,
            predicate,
            flags,
            id=f"{text} [{predicate}]",
            marks=[pytest.mark.xfail(strict=True, reason=BROKEN[text])] if text in BROKEN else [],
        )
        for flags, table in STANDINGS.items()
        for text, predicate in table
    ]


@pytest.mark.parametrize(("text", "predicate", "flags"), cases())
def test_polarity_and_modality(text: str, predicate: str, flags: str, pipeline: Pipeline) -> None:
    claim = only(text, pipeline, predicate)
    assert " ".join(flag for flag in (claim.polarity, claim.modality) if flag not in ("affirmed", "actual")) == flags


@pytest.mark.parametrize("text", ["Did Norland ban Chirper?", "Will Norland ban Chirper?", "Whether Norland will ban Chirper is unclear."])
def test_questions_assert_no_fact(text: str, pipeline: Pipeline) -> None:
    assert "fact" not in {claim.status for claim in read(text, pipeline).claims}


@pytest.mark.parametrize("text", ["Did Norland ban Chirper?", "Will Norland ban Chirper?"])
def test_questions_give_nothing(text: str, pipeline: Pipeline) -> None:
    assert said(text, pipeline) == []


ATTRIBUTION = [
    ("Norland raided Acme.", None),
    ("Bolt said Norland had raided Acme.", "organisation:Bolt"),
    ("Bolt said that Norland had raided Acme.", "organisation:Bolt"),
    ("Norland raided Acme, Bolt said.", "organisation:Bolt"),
    ("Norland raided Acme, according to Bolt.", "organisation:Bolt"),
    ("According to Bolt, Norland raided Acme.", "organisation:Bolt"),
    ('"Norland raided Acme," Jane Roe said.', "person:Jane Roe"),
    ("Bolt told reporters that Norland raided Acme.", "organisation:Bolt"),
    ("Bolt claimed that Norland raided Acme.", "organisation:Bolt"),
    ("Chirper announced that Norland raided Acme.", "platform:Chirper"),
    ("A spokesman for Bolt said Norland had raided Acme.", "organisation:Bolt"),
    ("Sources said Norland raided Acme.", None),
    ("Bolt denied that Norland raided Acme.", "organisation:Bolt"),
    ("Bolt urged Norland to raid Acme.", "organisation:Bolt"),
    ("Norland seems to have raided Acme.", None),
]


@pytest.mark.parametrize(("text", "speaker"), ATTRIBUTION, ids=[text for text, _ in ATTRIBUTION])
def test_attribution(text: str, speaker: str | None, pipeline: Pipeline) -> None:
    assert only(text, pipeline, "raided").attributed_to == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norland banned neither Chirper nor Flicktube.",
            ["Norland --banned--> Chirper (negated)", "Norland --banned--> Flicktube (negated)"],
        ),
        ("Norland and not Sudland banned Chirper.", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper (negated)"]),
    ],
)
def test_negated_arguments(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == expected


REQUESTS = [
    ("Bolt told Norland to ban Chirper.", ["Bolt --ordered--> Norland", "Norland --banned--> Chirper (demanded)"]),
    ("Norland ordered Acme to block Chirper.", ["Acme --banned--> Chirper (demanded)", "Norland --ordered--> Acme"]),
    ("Norland asked Acme to sue Bolt.", ["Acme --sued--> Bolt (demanded)", "Norland --demanded--> Acme"]),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    rows(
        REQUESTS,
        {text: "the one who orders is taken for the actor although the addressee is named" for text, _ in REQUESTS[1:2]},
    ),
)
def test_requests_are_two_claims(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == expected


def test_reasons_name_the_cues(pipeline: Pipeline) -> None:
    claim = only("Bolt said Norland does not plan to ban Chirper.", pipeline, "banned")
    reasons = claim.evidence[0].reasons
    assert "negation: 'not'" in reasons and "planned: 'plan'" in reasons
    assert "attributed to 'Bolt': subject of 'said'" in reasons
    assert claim.status == "denied"
