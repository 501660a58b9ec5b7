"""Copies are told by what they say, not by chance; independent reports of one event are none."""

from __future__ import annotations

import random

import pytest

from kg.model import Block
from kg.near_duplicates import LEAST, SHORTEST, are_copies, keys, scheme, shingles, similarity
from tests.factories import make_document

WORDS = [f"w{number}" for number in range(3000)]


def story(seed: int, words: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def edited(words: list[str], share: float, seed: int = 1) -> list[str]:
    """The words with a share of them replaced by others."""
    chance = random.Random(seed)
    return [f"x{number}" if chance.random() < share else word for number, word in enumerate(words)]


def found(words: list[str]) -> frozenset[str]:
    return shingles(make_document(" ".join(words)))


CASES: list[tuple[str, list[str], list[str], bool]] = [
    ("the same", story(1), story(1), True),
    ("another headline", ["A", "headline", *story(1)], ["Other", "words", "here", *story(1)], True),
    ("a word in twenty edited", story(1), edited(story(1), 0.05), True),
    ("every third word edited", story(1), edited(story(1), 0.33), False),
    ("the last third cut", story(1), story(1)[:135], True),
    ("the first fifth only", story(1), story(1)[:40], False),
    ("another story", story(1), story(2), False),
    ("too short to tell", story(1, 10), story(1, 10), False),
]


@pytest.mark.parametrize(("one", "other", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_copies(one: list[str], other: list[str], expected: bool) -> None:
    assert are_copies(found(one), found(other)) is expected
    assert are_copies(found(other), found(one)) is expected
    if expected:
        assert set(keys(found(one))) & set(keys(found(other))), "copies that would never meet"


def test_candidates_are_found_by_the_threshold_and_chance_decides_nothing() -> None:
    """Of pairs above the threshold, most not far above, nearly all share a key; keys of a text never change."""
    met = 0
    for seed in range(100):
        one, other = found(story(seed, 300)), found(edited(story(seed, 300), 0.04, seed))
        assert similarity(one, other) > LEAST
        met += bool(set(keys(one)) & set(keys(other)))
    assert met >= 97
    assert keys(found(story(1))) == keys(found(story(1)))


def test_keys_are_the_same_on_every_machine() -> None:
    """Where this fails, the library counts otherwise: `scheme` has to change with it, so that ledgers compute keys anew."""
    assert scheme() == "rensa R-MinHash 2, seed 20261126, 32x4, 3 words"
    assert keys(found(story(1)))[:2] == [973404356716274418, 3102928451840130435]


def test_case_punctuation_and_dropped_blocks_make_no_difference() -> None:
    text = "Share this. " + " ".join(story(1))
    whole = make_document(" ".join(story(1)).upper().replace(" ", ", "))
    blocks = [Block(start=0, end=11, kind="share bar", kept=False, reason="r"), Block(start=12, end=len(text), kind="paragraph", kept=True)]
    assert shingles(make_document(text, blocks=blocks)) == shingles(whole)


@pytest.mark.parametrize("text", ["", "one two", "?! ..."])
def test_texts_of_no_shingle_are_copies_of_nothing(text: str) -> None:
    assert keys(shingles(make_document(text, blocks=[Block(start=0, end=len(text), kind="paragraph", kept=True)]))) == []
    assert similarity(frozenset(), frozenset()) == 0.0
    assert SHORTEST > 1
