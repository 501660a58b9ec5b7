"""Fit the weights of confidences on texts that are marked by hand; not used when the program extracts.

In: gold documents and a pipeline. Out: `Example`s, a claim each with its features and whether it was right; from them the content of
data/models/confidence.json, the same for the same input.

Logistic regression with an L2 penalty, by Newton's method (iteratively reweighted least squares; Hastie et al. 2009, 4.4.1). A rule's own
precision is a feature, so it is counted on other texts than those that the feature is used on (cross-fitting): documents fall into folds by
a hash of their id. Texts that the rules were made on flatter them; a term of its own takes that up and is left out of the weights.

>>> round(fit_terms([{"always": 1.0}] * 4, [True, True, True, False], penalty=0.001)["always"], 1)
1.1
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.confidence import PRIOR, ClaimFeatures, Counts, Weights, all_features, confidence, source, to_weights
from kg.evaluate import gold_document
from kg.extract import extract_document
from kg.gold import read_gold
from kg.score import Judged, score_document

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

FOLDS = 10
TUNED = "tuned"
_UNPENALISED = ("always", PRIOR, TUNED)
_STEPS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A claim of a gold document that was right or spurious; `tuned` where rules were made with that text in view."""

    document: str
    features: ClaimFeatures
    right: bool
    tuned: bool


Outcome = tuple[float, bool]
"""The confidence of a claim, and whether it was right."""


@dataclass(slots=True)
class _Recorder:
    """Stands in for the calibration: keeps the features of each claim and gives it their number in place of a confidence."""

    seen: list[ClaimFeatures] = field(default_factory=list)

    def __call__(self, features: ClaimFeatures) -> float:
        self.seen.append(features)
        return float(len(self.seen) - 1)

    def of(self, claim: Judged) -> ClaimFeatures:
        return self.seen[int(claim.claim.confidence) if claim.claim else 0]


def read_examples(paths: Sequence[Path], pipeline: Pipeline, *, tuned: Collection[Path]) -> Iterator[Example]:
    """Extract from gold files and judge each claim; claims that meet only optional gold are left aside. Raises what `read_gold` raises."""
    seen_by_rules = {str(path) for path in tuned}
    for gold in read_gold(*paths):
        recorder = _Recorder()
        score = score_document(gold, extract_document(gold_document(gold), replace(pipeline, sure=recorder, least=-1.0)))
        judged = [(pair.system, True) for pair in score.matched] + [(claim, False) for claim in score.claims.spurious]
        for claim, right in judged:
            yield Example(document=gold.id, features=recorder.of(claim), right=right, tuned=gold.path in seen_by_rules)


def train_confidence(examples: Sequence[Example], *, penalty: float = 3.0, trials: float = 12.0, least: int = 15) -> dict[str, object]:
    """The content of confidence.json: terms, counts of the rules, and what they were fitted on.

    `least` is the number of claims in which a feature must occur, `trials` the weight of a predicate's precision in that of its rules.
    """
    weights = fit(examples, penalty=penalty, trials=trials, least=least)
    return {
        "about": {
            "documents": len({example.document for example in examples}),
            "claims": len(examples),
            "right": sum(example.right for example in examples),
            "tuned": sum(example.tuned for example in examples),
            "penalty": penalty,
        },
        "rules": {name: list(counts) for name, counts in sorted(weights.rules.items())},
        "terms": {name: round(weight, 3) for name, weight in sorted(weights.terms.items())},
        "trials": trials,
    }


def fit(examples: Sequence[Example], *, penalty: float, trials: float, least: int) -> Weights:
    """Counts of all examples; weights of the terms by cross-fitted precisions."""
    rows: list[dict[str, float]] = []
    folds = [_fold(example.document) for example in examples]
    outside = {
        number: to_weights({}, _counts([one for one, at in zip(examples, folds, strict=True) if at != number]), trials)
        for number in sorted(set(folds))
    }
    for example, number in zip(examples, folds, strict=True):
        own = dict(all_features(example.features, outside[number]))
        rows.append(own | {TUNED: 1.0} if example.tuned else own)
    common = Counter(name for row in rows for name in row)
    kept = [{name: amount for name, amount in row.items() if common[name] >= least} for row in rows]
    terms = fit_terms(kept, [example.right for example in examples], penalty=penalty)
    return to_weights({name: weight for name, weight in terms.items() if name != TUNED}, _counts(examples), trials)


def fit_terms(rows: Sequence[Mapping[str, float]], right: Sequence[bool], *, penalty: float) -> dict[str, float]:
    """Weights of a logistic regression; the constant and the rule's precision bear no penalty."""
    names = sorted({name for row in rows for name in row})
    index = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, amount in row.items():
            matrix[number, index[name]] = amount
    truth = np.array(right, dtype=float)
    penalties = np.array([1e-6 if name in _UNPENALISED else penalty for name in names])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        shares = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        gradient = matrix.T @ (shares - truth) + penalties * weights
        curvature = (matrix * (shares * (1 - shares))[:, None]).T @ matrix + np.diag(penalties + 1e-9)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if float(np.abs(step).max(initial=0.0)) < 1e-8:
            break
    return {name: float(weights[number]) for name, number in index.items()}


def cross_validated(
    examples: Sequence[Example], *, judged: bool = False, penalty: float = 3.0, trials: float = 12.0, least: int = 15
) -> list[Outcome]:
    """Confidence and outcome by weights that were fitted on other documents: of claims that a model judged, or of those of rules alone."""
    outcomes = []
    for number in range(FOLDS):
        inside = [example for example in examples if _fold(example.document) == number]
        others = [example for example in examples if _fold(example.document) != number]
        wanted = [example for example in inside if (example.features.model_score is not None) == judged]
        outcomes += judged_by(fit(others, penalty=penalty, trials=trials, least=least), wanted) if wanted else []
    return outcomes


def judged_by(weights: Weights, examples: Sequence[Example]) -> list[Outcome]:
    """Confidence and outcome of each claim."""
    return [(confidence(example.features, weights), example.right) for example in examples]


def separation(outcomes: Sequence[Outcome]) -> float:
    """Share of pairs of a right and a wrong claim in which the right one is surer; 0.5 where confidence tells nothing (area under the ROC).

    >>> separation([(0.9, True), (0.8, False), (0.7, True), (0.6, False)])
    0.75
    """
    ranks: dict[float, list[bool]] = {}
    for sure, right in outcomes:
        ranks.setdefault(sure, []).append(right)
    below = pairs = 0
    won = 0.0
    for _, level in sorted(ranks.items()):
        hits = sum(level)
        misses = len(level) - hits
        won += hits * (below + misses / 2)
        below += misses
        pairs += hits
    return won / (pairs * below) if pairs and below else 0.5


def _counts(examples: Sequence[Example]) -> dict[str, Counts]:
    """Outcomes by source; a rule's where it stands alone, so that its claims count once where texts were read with a model too."""
    found: dict[str, list[int]] = {}
    for example in examples:
        if example.features.rule is not None and example.features.model_score is not None:
            continue
        found.setdefault(source(example.features), [0, 0])[not example.right] += 1
    return {name: (right, wrong) for name, (right, wrong) in sorted(found.items())}


def _fold(document: str) -> int:
    return int.from_bytes(hashlib.sha256(document.encode("utf-8")).digest()[:4], "big") % FOLDS
