"""What the model makes of a whole document: a type for each entity, a score for each relation of two of them.

In: a `Reading`, an encoder. Out: `Predictions`. Where two sentences say the same of a pair, the higher score counts, with its standing.
The words that mattered are those to which both entities attend in the last layer (localised context pooling, Zhou et al. 2021, ATLOP):
cheap, since the score is computed from them, and no more than a hint.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.learned.encoder import Floats, Scores
from kg.learned.reading import Reading
from kg.learned.windows import TYPES, Window, windows
from kg.model import Modality, Polarity

MODALITIES: tuple[Modality, ...] = ("actual", "alleged", "demanded", "planned")
_RUNNERS, _WORDS = 3, 4
_LEAST = 0.001
"""Probabilities below this are not kept."""

Score = Callable[[Window], Scores]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted:
    """A relation of two actors (numbers in `Reading.actors`) and what led to it.

    `score` is the model's probability; `polarity` and `modality` bear theirs. `sentence` numbers the sentence that says it; `words` are
    (sentence, word, share of attention) of what mattered, the greatest first; `runners` other predicates of the pair with their scores.
    """

    subject: int
    predicate: str
    object: int
    score: float
    polarity: Polarity
    polarity_score: float
    modality: Modality
    modality_score: float
    sentence: int
    words: tuple[tuple[int, int, float], ...]
    runners: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predictions:
    """`types[i]` are the probabilities of the eight types and of 'no entity' for actor i, None where no window was read.

    `scores` are all probabilities that were kept, `seen` the ordered pairs that some window holds.
    """

    reading: Reading
    types: tuple[tuple[float, ...] | None, ...]
    claims: tuple[Predicted, ...]
    scores: dict[tuple[int, str, int], float]
    seen: frozenset[tuple[int, int]]

    def type_of(self, actor: int) -> tuple[str, float] | None:
        """The likeliest type of an actor ('' for no entity) with its probability."""
        row = self.types[actor]
        if row is None:
            return None
        best = max(range(len(row)), key=lambda number: row[number])
        return (TYPES[best] if best < len(TYPES) else "", row[best])


def predict(reading: Reading, score: Score, predicates: Sequence[str], *, floor: float) -> Predictions:
    """Score all windows that hold a pair.

    `claims` are those whose probability is at least `floor`, in order of subject, object and predicate.
    """
    types: list[Floats | None] = [None] * len(reading.actors)
    best: dict[tuple[int, str, int], Predicted] = {}
    scores: dict[tuple[int, str, int], float] = {}
    seen: set[tuple[int, int]] = set()
    for window in windows(reading):
        if len(window.actors) == 1:
            continue
        found = score(window)
        for local, actor in enumerate(window.actors):
            known = types[actor]
            types[actor] = found.types[local] if known is None else known + found.types[local]
        seen |= {(window.actors[i], window.actors[j]) for i, j in found.pairs}
        chances = 1 / (1 + np.exp(-found.claims))
        for row, column in np.argwhere(chances >= _LEAST).tolist():
            i, j = found.pairs[row]
            key = (window.actors[i], predicates[column], window.actors[j])
            chance = round(float(chances[row, column]), 4)
            if chance > scores.get(key, 0.0):
                scores[key] = chance
                if chance >= floor:
                    best[key] = _predicted(window, found, (row, column), predicates)
    order = sorted(best, key=lambda key: (key[0], key[2], key[1]))
    return Predictions(
        reading=reading,
        types=tuple(None if row is None else tuple(_softmax([float(value) for value in row])) for row in types),
        claims=tuple(best[key] for key in order),
        scores=scores,
        seen=frozenset(seen),
    )


def _predicted(window: Window, found: Scores, cell: tuple[int, int], predicates: Sequence[str]) -> Predicted:
    row, column = cell
    chances = 1 / (1 + np.exp(-found.claims[row]))
    subject, object_ = (window.actors[local] for local in found.pairs[row])
    standing = [float(value) for value in found.standing[row, column]]
    negated = _softmax(standing[:2])[1]
    modalities = _softmax(standing[2:])
    modality = max(range(len(MODALITIES)), key=lambda number: modalities[number])
    weights = dict(_weights(window, found.attention[row]))
    ranked = sorted((-float(chance), other) for other, chance in enumerate(chances) if other != column)
    taken = {place for cover in window.covers for place in range(cover.start, cover.end)}
    words = sorted((-share, place) for place, share in weights.items() if window.words[place] not in taken)
    return Predicted(
        subject=subject,
        predicate=predicates[column],
        object=object_,
        score=round(float(chances[column]), 4),
        polarity="negated" if negated > 0.5 else "affirmed",
        polarity_score=round(max(negated, 1 - negated), 4),
        modality=MODALITIES[modality],
        modality_score=round(modalities[modality], 4),
        sentence=window.first,
        words=tuple((place[0], place[1], round(-share, 4)) for share, place in words[:_WORDS]),
        runners=tuple((predicates[other], round(-chance, 4)) for chance, other in ranked[:_RUNNERS]),
    )


def _weights(window: Window, attention: Floats) -> Iterator[tuple[tuple[int, int], float]]:
    """Each word of the window with the share of the attention on its pieces."""
    for (sentence, word), start in window.words.items():
        end = window.words.get((sentence, word + 1))
        if end is not None:
            yield (sentence, word), float(attention[start:end].sum())


def _softmax(values: Sequence[float]) -> list[float]:
    top = max(values)
    exps = [math.exp(value - top) for value in values]
    total = sum(exps)
    return [value / total for value in exps]
