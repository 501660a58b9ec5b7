"""Polarity, modality and attribution: the same act as fact, denied, planned, demanded, alleged, and as somebody's word."""

from __future__ import annotations

import pytest

from kg.lexicon import load_lexicon
from kg.nlp import load
from kg.pipeline import Pipeline
from kg.qualify import standing_of
from tests.marked import only, read, rows, said

pytestmark = pytest.mark.model

STANDINGS: dict[str, list[tuple[str, str]]] = {
    "": [
        ("Norland banned Chirper.", "banned"),
        ("Norland has banned Chirper.", "banned"),
        ("Norland fined Acme but did not ban Chirper.", "fined"),
        ("Norland did not ban Chirper but fined Acme.", "fined"),
        ("Norland, not Sudland, banned Chirper.", "banned"),
        ("It was Norland, not Sudland, that banned Chirper.", "banned"),
        ("Norland has banned Chirper; Bolt is alleged to have bribed officials.", "banned"),
        ("Acme will appeal, while Bolt sued Cargo.", "sued"),
        ("Jane Roe wrote that Cargo would never pay and criticised Norland.", "criticised"),
        ("A court annulled Norland's fine against Acme.", "fined"),
        ("Norland dropped its investigation into Acme.", "investigates"),
        ("Norland demanded that Acme stop supplying Bolt.", "sold_to"),
        ("Norland may stop funding Acme.", "funded"),
        ("Acme faces an investigation by Norland.", "investigates"),
        ("Norland's regulator cleared Acme's takeover of Bolt.", "acquired"),
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
        ("Norland denied having raided Acme.", "raided"),
        ("Norland rejected claims that Norland had raided Acme.", "raided"),
        ("Reports that Norland raided Acme are false.", "raided"),
        ("Norland said it was wrong that Norland had raided Acme.", "raided"),
        ("Norland insisted that Norland had never raided Acme.", "raided"),
        ("Nothing indicates that Acme hacked Bolt.", "attacked"),
        ("A raid by Norland on Acme never happened.", "raided"),
        ("Norland decided not to ban Chirper.", "banned"),
        ("Norland decided against banning Chirper.", "banned"),
        ("Norland was unable to ban Chirper.", "banned"),
        ("Norland almost banned Chirper.", "banned"),
        ("Norland barred Acme from acquiring Bolt.", "acquired"),
        ("The takeover of Acme by Bolt was blocked by Norland.", "acquired"),
        ("Acme's purchase of Bolt failed in May.", "acquired"),
        ("Acme dropped its bid for Bolt.", "acquired"),
        ("If Norland had not intervened, Bolt would have acquired Acme.", "acquired"),
        ("Norland bought nothing from Acme.", "sold_to"),
        ("Norland used to own Acme.", "owns"),
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
        ("Acme bid for Bolt.", "acquired"),
        ("Acme is buying Bolt.", "acquired"),
        ("Norland opposed the takeover of Acme by Bolt.", "acquired"),
        ("Norland is reviewing Bolt's takeover of Acme.", "acquired"),
        ("Norland is thinking of banning Chirper.", "banned"),
        ("Norland is on the verge of banning Chirper.", "banned"),
        ("Once Norland approves Chirper, Bolt will leave.", "approved"),
        ("Should Norland ban Chirper, Bolt will leave.", "banned"),
        ("Had Norland banned Chirper, Bolt would have left.", "banned"),
        ("Were Norland to ban Chirper, Bolt would leave.", "banned"),
        ("Acme faces a fine of 3 million euros from Norland.", "fined"),
        ("It is not clear whether Norland banned Chirper.", "banned"),
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
        ("Calls are growing for Norland to ban Chirper.", "banned"),
        ("Bolt appealed to Norland to ban Chirper.", "banned"),
        ("Norland has to ban Chirper.", "banned"),
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
        ("According to two officials, Norland raided Acme.", "raided"),
        ("Two officials said Norland had raided Acme.", "raided"),
        ("Diplomats say Norland raided Acme.", "raided"),
        ("Bolt, citing two bankers, said Acme had acquired Cargo.", "acquired"),
        ("Leaked files show that Norland raided Acme.", "raided"),
        ("Rumours swirled that Norland had raided Acme.", "raided"),
        ("Norland, it is alleged, raided Acme.", "raided"),
        ("Norland neither confirmed nor denied that Norland raided Acme.", "raided"),
        ("Norland declined to confirm that Norland had raided Acme.", "raided"),
        ("Documents seen by Bolt suggest that Acme hacked Cargo.", "attacked"),
    ],
}

CASES = [(text, predicate, flags) for flags, table in STANDINGS.items() for text, predicate in table]


@pytest.mark.parametrize(("text", "predicate", "flags"), CASES, ids=[f"{text} [{predicate}]" for text, predicate, _ in CASES])
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
    ("Open Atlas found that Norland raided Acme.", "work:Open Atlas"),
    ("Norland raided Acme, according to documents seen by Bolt.", "organisation:Bolt"),
    ("Norland has not raided Acme, its president Jane Roe said.", "person:Jane Roe"),
    ("Norland will raid Acme by June, Bolt promised on Monday.", "organisation:Bolt"),
    ("By the end of June, Jane Roe promised on Monday, Norland will have raided Acme.", "person:Jane Roe"),
    ("Bolt expects Norland to raid Acme by June.", "organisation:Bolt"),
    ("Norland plans to raid Acme.", None),
    ("Norland raided Acme, according to a consortium led by Bolt.", "organisation:Bolt"),
    ("As Bolt reported, Norland raided Acme.", "organisation:Bolt"),
    ("Norland, so Bolt claims, has raided Acme.", "organisation:Bolt"),
    ("Norland must raid Acme, Bolt demanded on Monday.", "organisation:Bolt"),
    ("Norland's raid on Acme was unlawful, Bolt said.", "organisation:Bolt"),
    ("Bolt's claim that Norland raided Acme made news.", "organisation:Bolt"),
    ("Norland raided Acme; Bolt said nothing.", None),
    ("Cargo, which Norland raided, sued Acme, Bolt said.", None),
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


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Norland launched a raid on Acme.", "raid", ("affirmed", "actual")),
        ("Norland did not launch a raid on Acme.", "raid", ("negated", "actual")),
        ("Norland plans a raid on Acme.", "raid", ("affirmed", "planned")),
        ("Norland may raid Acme.", ".", ("affirmed", "actual")),
        ("Norland may raid Acme.", "may", ("affirmed", "actual")),
    ],
)
def test_any_word_has_a_standing(text: str, word: str, expected: tuple[str, str]) -> None:
    doc = load()(text)
    found = standing_of(next(token for token in doc if token.text == word), {}, load_lexicon())
    assert (found.polarity, found.modality) == expected
