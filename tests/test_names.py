"""Normal forms, words and keys of names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import normal, plain_marks, slug, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The U.K.’s", "uk"),
        ("the  Acme   Group", "acme group"),
        ("Acme's", "acme"),
        ("AT&T", "at&t"),
        ("A", "a"),
        ("Côte d’Ivoire", "côte divoire"),
    ],
)
def test_normal(name: str, expected: str) -> None:
    assert normal(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Žito & Co.", "zito-co"), ("The Acme Group", "acme-group"), ("Łódź Øre ß", "lodz-ore-ss"), ("Character.AI", "characterai")],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_names_in_other_scripts_have_keys_of_their_own() -> None:
    first, second = slug("Роскомнадзор"), slug("قناة")
    assert first != second
    assert first.startswith("n-")
    assert slug("роскомнадзор") == first


@given(st.text(max_size=60))
def test_a_slug_may_stand_in_a_key(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


@given(st.text(max_size=60))
def test_words_keep_their_places(text: str) -> None:
    assert len(plain_marks(text)) == len(text)
    for word, start, end in words(text):
        assert plain_marks(text)[start:end] == word
