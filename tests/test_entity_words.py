"""The word lists of names: their lookups, and what is wrong with a damaged file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.entity_words import entity_words, singular, type_of
from kg.errors import DataError
from kg.resources import data_path


def test_nouns_and_heads() -> None:
    words = entity_words()
    assert words.heads["commission"] == "regulator"
    assert words.noun_types("chatbots") == ("ai_system",)
    assert "platform" in words.noun_types("app")
    assert words.noun_kinds("banana") == ()
    assert type_of("court") == "organisation"
    assert type_of("law") == "law"


@pytest.mark.parametrize(
    ("plural", "expected"),
    [("agencies", "agency"), ("companies", "company"), ("watches", "watch"), ("apps", "app"), ("press", "press"), ("app", "app")],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("[heads]", "[heads]\ncolour = ['red']"), "heads.colour"),
        (("[never]", "[never]\nwords = 3\n[other]"), "never"),
        (("[heads]", "[heads"), ""),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    text = (data_path("lexicon") / "entities.toml").read_text(encoding="utf-8")
    path = tmp_path / "entities.toml"
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        entity_words(path)
    assert told in str(caught.value)
