"""Maximum entropy with an L2 penalty, by L-BFGS: one of several classes (Berger et al. 1996), or one of several options (Denis and
Baldridge 2007).

In: examples as sets of named features. Out: a weight for each feature (and class). The same for the same examples.

>>> weights = fit_ranking([Choice(options=(("near",), ("far",)), right=0, weight=1.0)], penalty=1.0, least=1)
>>> weights["near"] > 0 > weights["far"]
True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Vector = NDArray[np.float64]
_TINY = 1e-12
_STEPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An example of a ranking: the features of each option, which of them is right, and how much the example counts (0 to 1)."""

    options: tuple[tuple[str, ...], ...]
    right: int
    weight: float


def fit_classes(
    examples: Sequence[tuple[Collection[str], str]], classes: Sequence[str], *, penalty: float, least: int
) -> dict[str, Vector]:
    """Feature -> one weight a class, for features that `least` examples have."""
    index = _index((features for features, _ in examples), least)
    matrix = _matrix([features for features, _ in examples], index)
    right = np.array([classes.index(kind) for _, kind in examples])
    truth = np.eye(len(classes))[right]

    def loss(flat: Vector) -> tuple[float, Vector]:
        weights = flat.reshape(len(index), len(classes))
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        value = -np.log(shares[np.arange(len(examples)), right] + _TINY).sum() + 0.5 * penalty * float(flat @ flat)
        return float(value), (matrix.T @ (shares - truth) + penalty * weights).ravel()

    fitted = _least(loss, len(index) * len(classes)).reshape(len(index), len(classes))
    return {name: fitted[number] for name, number in index.items()}


def fit_ranking(choices: Sequence[Choice], *, penalty: float, least: int) -> dict[str, float]:
    """Feature -> weight, for features that `least` choices have."""
    index = _index(({name for option in choice.options for name in option} for choice in choices), least)
    matrix = _matrix([option for choice in choices for option in choice.options], index)
    turned = matrix.T.tocsr()
    sizes = np.array([len(choice.options) for choice in choices])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    right = starts + np.array([choice.right for choice in choices])
    counts = np.array([choice.weight for choice in choices])
    truth = np.zeros(int(sizes.sum()))
    truth[right] = 1.0

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = matrix @ weights
        shares = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares /= np.repeat(np.add.reduceat(shares, starts), sizes)
        value = -(counts * np.log(np.maximum(shares[right], _TINY))).sum() + 0.5 * penalty * float(weights @ weights)
        return float(value), turned @ ((shares - truth) * np.repeat(counts, sizes)) + penalty * weights

    fitted = _least(loss, len(index))
    return {name: float(fitted[number]) for name, number in index.items()}


def _index(examples: Iterable[Collection[str]], least: int) -> dict[str, int]:
    counts = Counter(name for features in examples for name in set(features))
    return {name: number for number, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}


def _matrix(examples: Sequence[Collection[str]], index: dict[str, int]) -> csr_matrix:
    places = [(row, index[name]) for row, features in enumerate(examples) for name in sorted(features) if name in index]
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(examples), len(index)))


def _least(loss: Callable[[Vector], tuple[float, Vector]], size: int) -> Vector:
    found: Vector = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return found
