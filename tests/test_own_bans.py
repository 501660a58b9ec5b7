"""Who takes away what he owns himself bans nobody."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "banned"),
    [
        ("Meta said it might be forced to shut down Facebook in Nigeria.", False),
        ("Lantern Group, which owns the messaging app Zampa, has blocked Zampa in Nigeria.", False),
        ("Nigeria has blocked Facebook.", True),
        ("Meta has blocked TikTok.", True),
    ],
)
def test_no_bans_of_ones_own(text: str, banned: bool, pipeline: Pipeline) -> None:
    assert ("banned" in {claim.predicate for claim in extract(text, pipeline=pipeline).claims}) is banned
