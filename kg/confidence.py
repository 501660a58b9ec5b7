"""How sure a claim is: the probability that a reader of the text would draw it too, from what is known of how it was found.

In: `ClaimFeatures` of a claim that a rule, a learned model or both found. Out: a probability, and the terms that led to it.

Method: logistic regression over the log-odds of the rule's own precision and features of both arguments, the standing and the sentence
(Platt 1999; for probabilities of several sources Niculescu-Mizil and Caruana 2005). A rule's precision is smoothed hierarchically: that of
all claims counts as trials of its predicate, that of its predicate as trials of the rule. scripts/train_confidence.py fits the weights in
data/models/confidence.json; docs/confidence.md says on which texts and how well they hold.

>>> fine = ClaimFeatures(predicate="fined", rule="fine", subject=ArgumentFeatures(type="organisation", origin="gazetteer"),
...                      object=ArgumentFeatures(type="platform", origin="gazetteer"))
>>> confidence(fine) > 0.5
True
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import DataError, Problem
from kg.model import Modality, Origin, Polarity
from kg.resources import data_path

USUAL = 0.9
"""The confidence of a rule whose author states none: such a rule is expected to be as good as others of its predicate."""
PRIOR = "precision"
"""The term of the rule's own precision, in log-odds; the one feature that counts of right and wrong claims stand behind."""
_LEAST, _MOST = 0.01, 0.99
_STEPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentFeatures:
    """One side of a claim: its entity type, where its mention comes from and how sure that is (0 to 1), and the steps from the slot to it.

    `steps` counts what lies between the slot and the name ('via offices', 'enumerated with'); 0 where the name fills the slot itself.
    """

    type: str
    origin: Origin
    score: float = 1.0
    steps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFeatures:
    """What is known of a claim before anybody judged it.

    `rule` is None where no rule fired, `model_score` (0 to 1) None where no model judged; one of them is there. `rule_confidence` is what
    the rule's author says. `words` counts tokens of the sentence, `distance` those between the arguments (None where they do not stand in
    one sentence). `sentences` and `rules` count all of the document that state the claim with the same standing.
    """

    predicate: str
    subject: ArgumentFeatures
    object: ArgumentFeatures
    rule: str | None = None
    rule_confidence: float = USUAL
    model_score: float | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    attributed: bool = False
    inferred: bool = False
    noun: bool = False
    light: bool = False
    words: int = 25
    distance: int | None = 5
    sentences: int = 1
    rules: int = 1


Sure = Callable[[ClaimFeatures], float]
"""Anything that gives a claim its confidence; `confidence` is the one that ships."""
Counts = tuple[int, int]
"""Right and wrong claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of the terms, right and wrong claims of each source (see `source`), and the precision of each predicate ('' for any other).

    `trials` is the weight of the level above: as many claims count as if they had been judged.
    """

    terms: Mapping[str, float]
    rules: Mapping[str, Counts]
    predicates: Mapping[str, float]
    trials: float


def to_weights(terms: Mapping[str, float], rules: Mapping[str, Counts], trials: float) -> Weights:
    """Weights with the precision of each predicate, from the counts of its sources."""
    named: dict[str, Counts] = {"": (0, 0)}
    for name, (right, wrong) in rules.items():
        for key in ("", name.rpartition("|")[2]):
            before = named.get(key, (0, 0))
            named[key] = (before[0] + right, before[1] + wrong)
    every = _shrunk(named.pop(""), 0.5, trials)
    predicates = {name: _shrunk(counts, every, trials) for name, counts in named.items()}
    return Weights(terms=terms, rules=rules, predicates=predicates | {"": every}, trials=trials)


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights; DataError where the file is damaged."""
    return read_weights(data_path("models") / "confidence.json")


def read_weights(path: Path) -> Weights:
    """Weights from a file; DataError where it is damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        terms = {str(name): float(weight) for name, weight in data["terms"].items()}
        rules = {str(name): (int(right), int(wrong)) for name, (right, wrong) in data["rules"].items()}
        trials = float(data["trials"])
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        message = f"cannot be used: {error}"
        raise DataError([Problem(path=path.name, where="", field="", message=message, expected="terms, rules and trials")]) from error
    return to_weights(terms, rules, trials)


def confidence(features: ClaimFeatures, weights: Weights | None = None) -> float:
    """The probability, from 0.01 to 0.99, that the claim is right but for its status; by the shipped weights where none are given."""
    total = sum(amount for _, amount in terms_of(features, weights or load_weights()))
    return round(min(max(1 / (1 + math.exp(-total)), _LEAST), _MOST), 4)


def terms_of(features: ClaimFeatures, weights: Weights) -> list[tuple[str, float]]:
    """What each feature adds to the log-odds of the claim, in a fixed order; features without a weight are left out."""
    return [(name, weights.terms[name] * amount) for name, amount in all_features(features, weights) if name in weights.terms]


def all_features(features: ClaimFeatures, weights: Weights) -> Iterator[tuple[str, float]]:
    """The log-odds of the rule's precision (with a weight of its own where a model judges too), then all others by name."""
    prior = log_odds(precision(features, weights))
    yield PRIOR, prior
    if features.model_score is not None:
        yield f"{PRIOR}, judged", prior
    yield from named_features(features)


def source(features: ClaimFeatures) -> str:
    """What found the claim, under whose name its outcomes are counted: RULE|PREDICATE, with no rule where the model stands alone."""
    return f"{features.rule or ''}|{features.predicate}"


def precision(features: ClaimFeatures, weights: Weights) -> float:
    """Share of right claims that is to be expected of the rule, smoothed: all claims, then its predicate's, then its own.

    The author's word counts before any trial: a rule of confidence 0.45 starts with half of its predicate's precision.
    """
    expected = weights.predicates.get(features.predicate, weights.predicates[""])
    own = weights.rules.get(source(features), (0, 0))
    return _shrunk(own, expected * min(features.rule_confidence / USUAL, 1.0), weights.trials)


def _shrunk(counts: Counts, expected: float, trials: float) -> float:
    right, wrong = counts
    return (right + trials * expected) / (right + wrong + trials)


def log_odds(probability: float) -> float:
    """Log-odds of a probability, which is held between 0.01 and 0.99.

    >>> log_odds(0.5), round(log_odds(0.9), 2)
    (0.0, 2.2)
    """
    held = min(max(probability, _LEAST), _MOST)
    return math.log(held / (1 - held))


def named_features(features: ClaimFeatures) -> Iterator[tuple[str, float]]:
    """All features but the rule's precision, by name; those that do not hold are left out."""
    yield "always", 1.0
    for side, argument in (("subject", features.subject), ("object", features.object)):
        yield f"{side}:origin={argument.origin}", 1.0
        yield f"{side}:type={argument.type}", 1.0
        yield f"{side}:score", math.log(max(argument.score, _LEAST))
        if argument.origin == "coref":
            yield f"{side}:reference score", math.log(max(argument.score, _LEAST))
        if argument.steps:
            yield f"{side}:steps", float(min(argument.steps, _STEPS))
    yield f"modality={features.modality}", 1.0
    for name, holds in (
        ("negated", features.polarity == "negated"),
        ("attributed", features.attributed),
        ("inferred", features.inferred),
        ("noun", features.noun),
        ("light", features.light),
        ("apart", features.distance is None),
    ):
        if holds:
            yield name, 1.0
    yield "words", math.log(max(features.words, 1) / 25)
    if features.distance is not None:
        yield "distance", math.log((features.distance + 1) / 6)
    yield "sentences", math.log(max(features.sentences, 1))
    yield "rules", math.log(max(features.rules, 1))
    if features.model_score is not None:
        yield "model", log_odds(features.model_score)
        yield "judged", 1.0
        if features.rule is None:
            yield "model alone", log_odds(features.model_score)
