"""kg.choices: one value or several, predicates or groups; a word that is none is told."""

from __future__ import annotations

import pytest

from kg.choices import Choice, Fits, predicates, several, words
from kg.errors import UsageError
from tests.factories import make_claim


@pytest.mark.parametrize(
    ("chosen", "some", "not_in"),
    [
        ("banned", {"banned"}, {"raided", "unbanned"}),
        ("ag:banned", {"banned"}, {"raided"}),
        (["banned", "raided"], {"banned", "raided"}, {"fined"}),
        ("tookMeasureAgainst", {"banned", "raided", "fined"}, {"accused", "unbanned"}),
        ("actedAgainst", {"banned", "raided", "fined"}, {"unbanned", "owns"}),
        (("actedFor", "owns"), {"unbanned", "owns"}, {"banned", "part_of"}),
        ((), set(), {"banned"}),
    ],
)
def test_predicates(chosen: Choice, some: set[str], not_in: set[str]) -> None:
    found = predicates(chosen)
    assert found is not None
    assert some <= found
    assert not not_in & found


def test_none_stands_for_anything() -> None:
    assert predicates(None) is words(None, ["fact"], "status") is None
    assert Fits()(make_claim())


@pytest.mark.parametrize(
    ("fits", "expected"),
    [
        (Fits(subjects=frozenset({"country:FR"}), statuses=frozenset({"fact"})), True),
        (Fits(subjects=frozenset({"country:DE"})), False),
        (Fits(predicates=frozenset({"banned"})), False),
        (Fits(objects=frozenset({"country:FR"})), False),
        (Fits(statuses=frozenset()), False),
    ],
)
def test_fits(fits: Fits, expected: bool) -> None:
    assert fits(make_claim()) is expected


def test_a_word_is_no_list_of_letters() -> None:
    assert list(several("fact")) == ["fact"]


@pytest.mark.parametrize(("word", "message"), [("baned", "did you mean banned"), ("xyzzy", "expected one of abc, banned")])
def test_unknown_words(word: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        words(["banned", word], ("banned", "abc"), "predicate")
