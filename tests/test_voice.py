"""Who acts and who is acted on: headlines without an auxiliary, agents that several passives share, agents further on."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from tests.marked import said

pytestmark = pytest.mark.model

PASSIVES = [
    ("Acme sued by Bolt", ["Bolt --sued--> Acme"]),
    ("Chirper banned in Norland", ["Norland --banned--> Chirper"]),
    ("Chirper blocked in Norland and Sudland", ["Norland --banned--> Chirper", "Sudland --banned--> Chirper"]),
    ("Acme hit with fine from Norland", ["Norland --fined--> Acme"]),
    (
        "Acme was investigated, fined and banned by Norland.",
        ["Norland --banned--> Acme", "Norland --fined--> Acme", "Norland --investigates--> Acme"],
    ),
    ("Acme, accused of hacking by Norland, left.", ["Norland --accused--> Acme"]),
    ("Acme, accused by Norland of hacking Bolt, left.", ["Acme --attacked--> Bolt (alleged)", "Norland --accused--> Acme"]),
    ("Acme fined by Norland", ["Norland --fined--> Acme"]),
    ("Norland fines Acme", ["Norland --fined--> Acme"]),
    ("Acme buys Bolt", ["Acme --acquired--> Bolt"]),
]


@pytest.mark.parametrize(("text", "expected"), PASSIVES, ids=[text for text, _ in PASSIVES])
def test_voice_in_sentences_and_headlines(text: str, expected: list[str], pipeline: Pipeline) -> None:
    assert said(text, pipeline) == sorted(expected)
