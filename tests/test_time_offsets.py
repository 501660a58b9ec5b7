"""Times that are told by their distance from others, and those that a later sentence tells of an event that it names by a noun."""

from __future__ import annotations

import pytest

from kg.nlp import load
from kg.pipeline import Pipeline
from kg.time_offsets import Step, gaps, step_of
from tests.marked import only

WEDNESDAY = "2026-02-04"


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("four weeks later", Step(4, "week")),
        ("A year earlier", Step(-1, "year")),
        ("19 days before", Step(-19, "day")),
        ("the same day", Step(0, "day")),
        ("That following day", Step(1, "day")),
        ("two weeks ago", None),
        ("several days later", None),
    ],
)
def test_steps(words: str, step: Step | None) -> None:
    assert step_of(words) == step


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland let Chirper return on Friday, ten days after it banned the platform.", [("let", "banned", Step(10, "day"))]),
        ("Three months before Norland fined Acme, Bolt sued it.", [("sued", "fined", Step(-3, "month"))]),
        ("Bolt sued Acme a week after the fine.", [("sued", "fine", Step(1, "week"))]),
        ("Some days after the fine Bolt sued Acme.", []),
        ("Two days after.", []),
    ],
)
def test_gaps(text: str, expected: list[tuple[str, str, Step]]) -> None:
    (sentence,) = load()(text).sents
    assert [(gap.main.text, gap.event.text, gap.step) for gap in gaps(sentence)] == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bolt returned on Friday, ten days after Norland fined Acme.", "2026-01-20"),
        ("Bolt returned in 2024, seven months after Norland fined Acme.", None),
        ("Bolt returned in May 2024, seven months after Norland fined Acme.", "2023-10"),
        ("Norland fined Acme three weeks after Bolt left on 3 May 2024.", "2024-05-24"),
        ("Norland raided Bolt on 31 March last year and fined Acme four weeks later.", "2025-04-28"),
        ("Bolt raided Acme on Monday. Norland fined Acme the same day.", "2026-02-02"),
        ("Bolt won. Norland fined Acme two days earlier.", None),
        ("Norland fined Acme in March last year.", "2025-03"),
        ("The police of Norland on Tuesday fined Acme.", "2026-02-03"),
        ("Bolt urged Norland to fine Acme a year ago.", None),
        ("Norland has fined Acme. The fine was imposed on Monday.", "2026-02-02"),
        ("Norland has fined Acme. Bolt is glad. The fine, issued on Monday, is large.", "2026-02-02"),
        ("Norland has fined Acme. Its decision was published on Monday.", "2026-02-02"),
        ("Norland has fined Acme. A fine was imposed on Monday.", None),
        ("Norland has fined Acme. Bolt is glad. Bolt is sad. The fine was imposed on Monday.", None),
        ("Norland has fined Acme. The fine against Bolt was imposed on Monday.", None),
        ("Norland fined Acme in 2024. The fine was published on Monday.", "2024"),
        ("Norland did not fine Acme. The fine was planned for Monday.", None),
    ],
)
def test_time_of_a_claim(text: str, expected: str | None, pipeline: Pipeline) -> None:
    assert only(text, pipeline, "fined", WEDNESDAY).time == expected


@pytest.mark.model
def test_the_noun_that_told_the_time_is_named(pipeline: Pipeline) -> None:
    claim = only("Norland has fined Acme. The fine was imposed on Monday.", pipeline, "fined", WEDNESDAY)
    assert "time: 'Monday' of 'fine'" in claim.evidence[0].reasons
