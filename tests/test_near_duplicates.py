"""Copies are told by what they say, not by chance; independent reports of one event are none."""

from __future__ import annotations

import random

import pytest

from kg.model import Block
from kg.near_duplicates import LEAST, SHORTEST, Keys, Shingles, are_copies, keys, may_be_copies, scheme, shingles, similarity
from tests.factories import make_document

WORDS = [f"w{number}" for number in range(3000)]


def story(seed: int, words: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def edited(words: list[str], share: float, seed: int = 1) -> list[str]:
    """The words with a share of them replaced by others."""
    chance = random.Random(seed)
    return [f"x{number}" if chance.random() < share else word for number, word in enumerate(words)]


def own(name: str, words: int) -> list[str]:
    """Words that stand in no other text."""
    return [f"{name}{number}" for number in range(words)]


def found(words: list[str]) -> Shingles:
    return shingles(make_document(" ".join(words)))


def meet(one: Shingles, other: Shingles) -> bool:
    """Whether two texts are ever compared; the same whichever of them comes first."""
    mine, theirs = keys(one), keys(other)
    shared = (mine.whole | mine.beginning) & (theirs.whole | theirs.beginning)
    met = may_be_copies(mine, shared, len(one), len(other))
    assert may_be_copies(theirs, shared, len(other), len(one)) is met
    return met


LONG = own("headline", 8) + story(3, 500)
ROUNDUP = story(4, 150) + story(5, 150) + story(6, 150)

CASES: list[tuple[str, list[str], list[str], bool]] = [
    ("the same", story(1), story(1), True),
    ("another headline", ["A", "headline", *story(1)], ["Other", "words", "here", *story(1)], True),
    ("a word in twenty edited", story(1), edited(story(1), 0.05), True),
    ("every third word edited", story(1), edited(story(1), 0.33), False),
    ("the last third cut", story(1), story(1)[:135], True),
    ("another story", story(1), story(2), False),
    ("too short to tell", story(1, 10), story(1, 10), False),
    ("cut to 30 %", LONG, LONG[:150], True),
    ("cut to 22 %", LONG, LONG[:115], True),
    ("cut to 30 % of a short one", story(1, 150), story(1, 150)[:45], True),
    ("cut to 30 % of a very long one", story(1, 4000), story(1, 4000)[:1200], True),
    ("cut, with another headline", LONG, own("other", 10) + LONG[8:150], True),
    ("cut, with another headline and first paragraph", LONG, own("other", 10) + own("first", 25) + LONG[40:170], True),
    ("cut, a word in fifty edited", LONG, edited(LONG[:150], 0.02), True),
    ("cut, and half of it other words", LONG, LONG[:75] + own("other", 75), False),
    ("cut to a seventh: too little is left", LONG, LONG[:72], False),
    ("cut to fewer words than tell", story(1, 150), story(1, 150)[:41], False),
    ("the end without the beginning", LONG, LONG[300:450], False),
    ("a paragraph that another article quotes", own("one", 100) + story(7, 60) + own("two", 240), own("three", 150) + story(7, 60), False),
    ("a paragraph that another article begins with", story(7, 60) + own("two", 240), story(7, 60) + own("three", 90), False),
    ("a release of which both use half", story(8, 80) + own("one", 320), story(8, 80) + own("two", 60), False),
    ("the first report of a roundup", ROUNDUP, story(4, 150), True),
    ("the second report of a roundup", ROUNDUP, story(5, 150), False),
    ("the last report of a roundup", ROUNDUP, story(6, 150), False),
]

# Two outlets on one event, each in its own words but for a quotation and the names.
QUOTED = "a serious violation of human rights, of dignity and of the security of citizens in the digital space"
EVENT = (
    (
        "Freedonia said on Saturday that it had blocked Chirper for the time being, over the risk of indecent pictures, and became the "
        f"first country to deny its citizens the service. The government sees such pictures as {QUOTED}, the minister of communications, "
        "Rufus Firefly, said in a statement. The ministry has also summoned officials of the company to discuss the matter."
    ),
    (
        "Chirper is dark in Freedonia since the weekend, after users had made pictures of women and children with its new tool. It is the "
        f"first state that does so. Rufus Firefly, the minister of communications, called them {QUOTED}. The company was asked to send "
        "somebody who explains how it means to prevent this. In Sylvania, too, regulators look at the case, and a minister spoke of all "
        "options being on the table. The company answered the questions of reporters with an automatic reply."
    ),
)


@pytest.mark.parametrize(("one", "other", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_copies(one: list[str], other: list[str], expected: bool) -> None:
    assert are_copies(found(one), found(other)) is expected
    assert are_copies(found(other), found(one)) is expected
    assert meet(found(one), found(other)) or not expected, "copies that would never meet"


def test_two_reports_of_one_event_are_no_copies() -> None:
    one, other = (shingles(make_document(text)) for text in EVENT)
    assert len(set(one) & set(other)) > 15
    assert not are_copies(one, other)


@pytest.mark.parametrize("words", [90, 120, 240])
def test_nearly_all_that_were_cut_are_compared_and_hardly_any_others(words: int) -> None:
    met = [meet(found(own("head", 8) + story(seed, 400)), found(own("other", 9) + story(seed, 400)[:words])) for seed in range(100)]
    assert sum(met) >= 95
    furniture = own("furniture", 20)
    strangers = [meet(found(furniture + story(seed, 400)), found(furniture + story(seed + 100, 350))) for seed in range(100)]
    assert sum(strangers) <= 3


def test_candidates_are_found_by_the_threshold_and_chance_decides_nothing() -> None:
    """Of pairs above the threshold, most not far above, nearly all share a key; keys of a text never change."""
    met = 0
    for seed in range(100):
        one, other = found(story(seed, 300)), found(edited(story(seed, 300), 0.04, seed))
        assert similarity(one, other) > LEAST
        met += meet(one, other)
    assert met >= 97
    assert keys(found(story(1))) == keys(found(story(1)))


def test_keys_are_the_same_on_every_machine() -> None:
    """Where this fails, the library counts otherwise: `scheme` has to change with it, so that ledgers compute keys anew."""
    assert scheme() == "rensa R-MinHash 2, seed 20261126, 16x3, 3 words; beginnings, 16 of 256"
    mine = keys(found(story(1)))
    assert (min(mine.whole), min(mine.beginning)) == (629121236829790883, 46266059)


def test_case_punctuation_and_dropped_blocks_make_no_difference() -> None:
    text = "Share this. " + " ".join(story(1))
    whole = make_document(" ".join(story(1)).upper().replace(" ", ", "))
    blocks = [Block(start=0, end=11, kind="share bar", kept=False, reason="r"), Block(start=12, end=len(text), kind="paragraph", kept=True)]
    assert shingles(make_document(text, blocks=blocks)) == shingles(whole)


@pytest.mark.parametrize("text", ["", "one two", "?! ..."])
def test_texts_of_no_shingle_are_copies_of_nothing(text: str) -> None:
    assert keys(shingles(make_document(text, blocks=[Block(start=0, end=len(text), kind="paragraph", kept=True)]))) == Keys()
    assert similarity((), ()) == 0.0
    assert SHORTEST > 1
