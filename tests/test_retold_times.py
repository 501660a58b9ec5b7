"""Times that a later sentence tells of an event: of its beginning, and of nothing that came after it."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from tests.effort import at_most
from tests.marked import only

TUESDAY = "2026-05-05"

TEXTS = [
    ("Norland banned Acme. The ban was announced on Monday.", "banned", "2026-05-04"),
    ("Norland sued Acme. The suit, filed on Monday, seeks damages.", "sued", "2026-05-04"),
    ("Norland banned Acme. The ban was lifted on Monday.", "banned", None),
    ("Norland banned Acme. The ban, which ended in March, was popular.", "banned", None),
    ("Norland banned Acme. The ban did not begin on Monday.", "banned", None),
    ("Norland fined Acme. Acme paid the fine on Monday.", "fined", None),
    ("Norland fined Acme. The order to pay takes effect on Monday.", "fined", None),
    ("Norland sued Acme. The suit that Bolt filed on Monday seeks damages.", "sued", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "predicate", "expected"), TEXTS)
def test_retold_time(text: str, predicate: str, expected: str | None, pipeline: Pipeline) -> None:
    assert only(text, pipeline, predicate, TUESDAY).time == expected


@pytest.mark.model
def test_nothing_past_is_dated_after_its_text(pipeline: Pipeline) -> None:
    text = "Norland banned Acme two days after Bolt had sued Acme on Monday."
    assert only(text, pipeline, "banned", TUESDAY).time is None


@pytest.mark.model
def test_many_steps_in_one_sentence_are_read_once(pipeline: Pipeline) -> None:
    text = "Norland banned Acme on Monday and " + "left four days later and " * 150 + "left."
    with at_most(300):
        only(text, pipeline, "banned", TUESDAY)
