"""When something happened: which words of a sentence say it of an event, and which of something else."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from kg.timex import time_of
from tests.marked import only
from tests.trees import tree

WEDNESDAY = "2026-02-04"

SENTENCES = [
    ("Norland fined Acme on Monday.", WEDNESDAY, "2026-02-02"),
    ("On Monday, Norland fined Acme.", WEDNESDAY, "2026-02-02"),
    ("Norland fined Acme yesterday.", WEDNESDAY, "2026-02-03"),
    ("Norland fined Acme last year.", WEDNESDAY, "2025"),
    ("Norland fined Acme in January.", WEDNESDAY, "2026-01"),
    ("Norland fined Acme in 2013.", WEDNESDAY, "2013"),
    ("Norland fined Acme in 2013.", None, "2013"),
    ("Norland fined Acme two weeks ago.", WEDNESDAY, "2026-01"),
    ("Norland fined Acme on Monday.", None, None),
    ("Norland fined Acme.", WEDNESDAY, None),
    ("Norland will fine Acme on Monday.", WEDNESDAY, "2026-02-09"),
    ("Norland, which sued Bolt in 2019, fined Acme in 2021.", WEDNESDAY, "2021"),
    ("Acme, fined by Norland in 2021, sued Bolt in 2023.", WEDNESDAY, "2021"),
    ("Norland's fine against Acme in 2021 surprised Bolt.", WEDNESDAY, "2021"),
    ("In 2025 Acme was fined by Norland.", None, "2025"),
    ("Norland fined Acme last week.", WEDNESDAY, "2026-01"),
    ("Norland fined Acme last August.", WEDNESDAY, "2025-08"),
    ("Norland fined Acme just after midnight on Tuesday.", WEDNESDAY, "2026-02-03"),
    ("Norland's decision on Friday to fine Acme drew fury.", WEDNESDAY, "2026-01-30"),
    ("In a letter published on Monday, Norland fined Acme.", WEDNESDAY, "2026-02-02"),
    ("On Monday Norland sued Bolt and fined Acme.", WEDNESDAY, "2026-02-02"),
    ("Norland sued Bolt on Monday and fined Acme.", WEDNESDAY, "2026-02-02"),
    ("Bolt said on Monday that Norland had fined Acme.", WEDNESDAY, None),
    ("Bolt says that in May Norland secretly fined Acme.", WEDNESDAY, "2025-05"),
    ("Norland fined Acme within a year.", WEDNESDAY, None),
    ("Norland fined Acme for two years.", WEDNESDAY, None),
    ("Norland fined Acme before May.", WEDNESDAY, None),
    ("Bolt urged Norland on Monday to fine Acme.", WEDNESDAY, None),
    ("Bolt urged Norland to fine Acme by May.", WEDNESDAY, "2026-05"),
    ("Norland may fine Acme from July.", WEDNESDAY, "2026-07"),
    ("Next Monday Norland is expected to fine Acme.", WEDNESDAY, "2026-02-09"),
    ("Norland threatened on Monday to fine Acme.", WEDNESDAY, None),
    ("Norland fined Acme, which Bolt bought in 2019.", WEDNESDAY, None),
    ("Norland fined Acme for the first time in recent years in 2021.", WEDNESDAY, "2021"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "published", "expected"), SENTENCES)
def test_time_of_a_claim(text: str, published: str | None, expected: str | None, pipeline: Pipeline) -> None:
    claim = only(text, pipeline, "fined", published)
    assert claim.time == expected
    assert any(reason.startswith("time: '") for reason in claim.evidence[0].reasons) == (claim.time_words is not None)


WORDS = [
    ("Norland fined Acme on Wednesday.", "Wednesday"),
    ("Norland fined Acme last month.", "last month"),
    ("Norland will fine Acme next week.", "next week"),
    ("Norland fined Acme on 12 January.", "12 January"),
    ("Norland fined Acme in 2013.", "2013"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "words"), WORDS)
def test_the_words_say_when_where_a_document_has_no_date(text: str, words: str, pipeline: Pipeline) -> None:
    claim = only(text, pipeline, "fined")
    assert (claim.time, claim.time_words) == (words if words.isdigit() else None, words)
    assert f"time: '{words}'" in claim.evidence[0].reasons


def test_any_word_may_be_asked() -> None:
    doc = tree("Norland/NNP/nsubj/1 fined/VBD/ROOT/1 Acme/NNP/dobj/1 on/IN/prep/1 Monday/NNP/pobj/3 ././punct/1")
    assert [time_of(doc[number], WEDNESDAY, ahead=False) is not None for number in (0, 1, 2, 5)] == [False, True, False, False]
    found = time_of(doc[1], WEDNESDAY, ahead=False)
    assert found is not None and (found.iso, found.words) == ("2026-02-02", "Monday")
    unknown = time_of(doc[1], None, ahead=False)
    assert unknown is not None and (unknown.iso, unknown.words) == (None, "Monday")
