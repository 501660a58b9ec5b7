"""What a document's predictions keep of the scores of its windows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kg.learned.encoder import Scores
from kg.learned.predict import predict
from kg.learned.windows import TYPES, Window
from tests.learned.readings import reading

PREDICATES = ("banned", "fined", "owns")


Odds = dict[tuple[int, int], tuple[float, float, float]]


def _scores(window: Window, claims: Odds, attended: tuple[int, int] = (0, 1)) -> Scores:
    """Scores by hand: log-odds of the predicates by pair of actors, all attention on one word, 'denied and planned' for all claims."""
    pairs = [(i, j) for i, j, _ in window.pairs()]
    given = [claims.get((window.actors[i], window.actors[j]), (-9.0, -9.0, -9.0)) for i, j in pairs]
    attention = np.zeros((len(pairs), len(window.ids)), dtype=np.float32)
    attention[:, window.words.get(attended, 0)] = 1.0
    types = np.zeros((len(window.actors), len(TYPES) + 1), dtype=np.float32)
    types[:, TYPES.index("platform")] = 3.0
    standing = np.tile(np.array([-2.0, 2.0, 0.0, 0.0, 0.0, 5.0], dtype=np.float32), (len(pairs), len(PREDICATES), 1))
    table = np.array(given, dtype=np.float32).reshape(len(pairs), len(PREDICATES))
    return Scores(pairs=tuple(pairs), claims=table, standing=standing, types=types, attention=attention)


def _all(claims: Odds) -> Callable[[Window], Scores]:
    return lambda window: _scores(window, claims)


def test_a_claim_has_its_score_its_rivals_its_standing_and_the_words_that_mattered() -> None:
    text = reading(["[0 CNIL] fined [1 Acme] hard"])
    found = predict(text, _all({(0, 1): (0.0, 2.0, -9.0)}), PREDICATES, floor=0.6)
    (claim,) = found.claims
    assert (claim.subject, claim.predicate, claim.object) == (0, "fined", 1)
    assert claim.score == pytest.approx(0.8808, abs=1e-3)
    assert claim.runners[0] == ("banned", 0.5)
    assert (claim.polarity, claim.modality) == ("negated", "planned")
    assert claim.words[0] == (0, 1, 1.0)
    assert found.scores[0, "banned", 1] == 0.5
    assert (1, "fined", 0) not in found.scores
    assert found.seen == {(0, 1), (1, 0)}


def test_of_several_sentences_the_surer_one_counts() -> None:
    text = reading(["[0 CNIL] met [1 Acme]", "[1 Acme] heard from [0 CNIL]", "[0 CNIL] wrote to [1 Acme]"])

    def score(window: Window) -> Scores:
        return _scores(window, {(0, 1): (-9.0, 3.0 if window.first == 1 else 1.0, -9.0)})

    found = predict(text, score, PREDICATES, floor=0.5)
    (claim,) = found.claims
    assert claim.sentence == 1
    assert claim.score == pytest.approx(0.9526, abs=1e-3)


def test_types_are_probabilities_and_nobody_asks_about_an_actor_alone() -> None:
    asked: list[int] = []

    def score(window: Window) -> Scores:
        asked.append(window.first)
        return _scores(window, {})

    found = predict(reading(["[0 Zampa] fined [1 Acme]", "[2 Bolt] grew"]), score, PREDICATES, floor=0.5)
    seen = found.type_of(0)
    assert seen is not None
    assert seen[0] == "platform"
    assert seen[1] == pytest.approx(0.715, abs=1e-2)
    assert found.types[2] is None
    assert found.type_of(2) is None
    assert asked == [0]
