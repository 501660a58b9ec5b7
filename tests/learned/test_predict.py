"""What a document's predictions keep of the scores of its windows."""

from __future__ import annotations

import numpy as np
import pytest

from kg.learned.encoder import Scores
from kg.learned.predict import predict
from kg.learned.windows import TYPES, Window
from tests.learned.readings import reading

PREDICATES = ("banned", "fined", "owns")


def _scores(window: Window, claims: dict[tuple[int, int], tuple[float, float, float]], attended: tuple[int, int] = (0, 1)) -> Scores:
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


def test_a_claim_has_its_score_its_rivals_its_standing_and_the_words_that_mattered() -> None:
    text = reading(["[0 CNIL] fined [1 Acme] hard"])
    found = predict(text, lambda window: _scores(window, {(0, 1): (0.0, 2.0, -9.0)}), PREDICATES, floor=0.6)
    (claim,) = found.claims
    assert (claim.subject, claim.predicate, claim.object) == (0, "fined", 1)
    assert claim.score == pytest.approx(0.8808, abs=1e-3)
    assert claim.runners[0] == ("banned", 0.5)
    assert (claim.polarity, claim.modality) == ("negated", "planned")
    assert claim.words[0] == (0, 1, 1.0)
    assert found.scores[0, "banned", 1] == 0.5
    assert (1, "fined", 0) not in found.scores


def test_the_sentence_that_names_both_counts_before_one_that_is_attended_to_more() -> None:
    text = reading(["[0 CNIL] met [1 Acme]", "[0< It] fined the firm"])
    found = predict(text, lambda window: _scores(window, {(0, 1): (-9.0, 2.0, -9.0)}, attended=(1, 1)), PREDICATES, floor=0.5)
    assert found.claims[0].sentence == 0
    apart = reading(["[1 Acme] grew", "[0 CNIL] fined the firm"])
    found = predict(apart, lambda window: _scores(window, {(0, 1): (-9.0, 2.0, -9.0)}, attended=(1, 1)), PREDICATES, floor=0.5)
    assert found.claims[0].sentence == 1


def test_of_several_windows_the_surer_one_counts() -> None:
    filler = "word " * 60
    text = reading([f"[0 CNIL] {filler}", f"[1 Acme] and [0 CNIL] {filler}", f"[0 CNIL] {filler} [1 Acme]"])
    seen = []

    def score(window: Window) -> Scores:
        seen.append(window.first)
        return _scores(window, {(0, 1): (-9.0, 3.0 if len(seen) == 2 else 1.0, -9.0)})

    found = predict(text, score, PREDICATES, floor=0.5)
    assert len(seen) == 3
    assert [claim.score for claim in found.claims] == [pytest.approx(0.9526, abs=1e-3)]


def test_types_are_probabilities_and_nobody_asks_about_what_is_known_and_alone() -> None:
    asked = []

    def score(window: Window) -> Scores:
        asked.append(window.first)
        return _scores(window, {})

    found = predict(reading(["[0 Zampa] grew"]), score, PREDICATES, floor=0.5)
    seen = found.type_of(0)
    assert seen is not None
    assert seen[0] == "platform"
    assert seen[1] == pytest.approx(0.715, abs=1e-2)
    assert predict(reading(["[0 Meta] grew"], known=[True]), score, PREDICATES, floor=0.5).types == (None,)
    assert asked == [0]
