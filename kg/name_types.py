"""The type of an unknown name, by learnt weights over all its occurrences in a document.

In: features (see evidence.py) of a name. Out: a type or 'none', its probability and the feature that spoke loudest.
The weights stand in data/models/names.json: a maximum-entropy model (Berger et al. 1996), fitted by scripts/train_names.py.

>>> decide({"head=court:more", "the:2"}, load_name_weights()).type      # doctest: +SKIP
'organisation'
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import DataError, Problem
from kg.resources import data_path


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWeights:
    """`rows` gives for each feature one weight a class, in the order of `classes`."""

    classes: tuple[str, ...]
    rows: dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A class with its probability and the feature that did most for it; `guessed` where nothing but the recogniser speaks."""

    type: str
    probability: float
    reason: str
    guessed: bool = False


_GUESS = 0.6
"""Probability of what the recogniser alone says: about its share of right answers on the names that the weights are fitted on."""
_NO_ACTOR = frozenset(
    ["GPE", "LOC", "FAC", "NORP", "EVENT", "LANGUAGE", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"]
)
_TELLING = ("head=", "inner=", "noun=", "last=", "first=", "owned:", "beside=", "capitals=", "camel", "dot=", "title", "relative=")
"""Features that speak for a type by a word of the name, a noun beside it, its spelling or its company."""
_ACTING = ("nsubj:speech", "nsubjpass", "nsubj:verb", "agent:", "poss:", "possessive", "owns=", "dobj:")


@lru_cache(maxsize=1)
def load_name_weights() -> NameWeights:
    """The shipped weights; DataError where the file is damaged."""
    path = data_path("models") / "names.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        classes = tuple(str(name) for name in data["classes"])
        rows = {str(name): tuple(int(weight) / 100 for weight in row) for name, row in data["rows"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise DataError(
            [Problem(path=path.name, where="", field="", message=f"cannot be used: {error}", expected="classes and rows")]
        ) from error
    if any(len(row) != len(classes) for row in rows.values()):
        raise DataError([Problem(path=path.name, where="", field="rows", message="a row has not one weight a class")])
    return NameWeights(classes=classes, rows=rows)


def decide(found: Collection[str], weights: NameWeights) -> Decision:
    """The most probable class of a name with these features."""
    scores = [0.0] * len(weights.classes)
    rows = [(name, weights.rows[name]) for name in sorted(found) if name in weights.rows]
    for _, row in rows:
        for index, weight in enumerate(row):
            scores[index] += weight
    top = max(scores)
    total = sum(math.exp(score - top) for score in scores)
    best = scores.index(top)
    telling = max(rows, key=lambda item: item[1][best] - sum(item[1]) / len(item[1]), default=("", ()))[0]
    return Decision(type=weights.classes[best], probability=round(1 / total, 2), reason=telling)


def unless_guessed(decision: Decision, found: Collection[str]) -> Decision:
    """The decision, but no organisation by mere frequency: the weights come from texts in which nearly every name is an actor.

    A name with no word, noun, spelling or company that tells its type is what the recogniser says of it: a person where it mostly sees
    whole persons; nothing where it sees but places, peoples, events or amounts, or the name ends as those of rivers and streets do, and it
    acts nowhere.
    """
    if decision.type != "organisation" or any(name.startswith(_TELLING) for name in found):
        return decision
    labels = {name.removeprefix("ner=") for name in found if is_label(name)}
    if "most=PERSON" in found and "ner=PERSON:whole" in found and not {"ner=PERSON:2", "ner=PERSON:3"}.isdisjoint(found):
        return Decision(type="person", probability=_GUESS, reason="nothing but the recogniser, which says PERSON", guessed=True)
    acts = any(name.startswith(_ACTING) for name in found)
    if "geography" in found and not acts:
        return Decision(type="none", probability=_GUESS, reason="geography")
    if labels and labels <= _NO_ACTOR and not acts:
        return Decision(type="none", probability=_GUESS, reason=f"nothing but the recogniser, which says {min(labels)}", guessed=True)
    return decision


def is_label(feature: str) -> bool:
    """True for a feature that says what the recogniser says of an occurrence: 'ner=PERSON', not 'ner=PERSON:whole'."""
    return feature.startswith("ner=") and ":" not in feature
