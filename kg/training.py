"""Fit the weights in data/models/ on texts that are marked by hand; not used when the program extracts.

In: gold files (see kg.gold). Out: the content of names.json and of antecedents.json, the same for the same input.
Maximum entropy (Berger et al. 1996) with an L2 penalty, by L-BFGS; antecedents are ranked against each other and against 'none of them'
(Denis and Baldridge 2007). Names and references come from the program itself, so that the weights see its mistakes.

>>> train_names([Path("data/gold/passages/A-01.txt")])["classes"][0]      # doctest: +SKIP
'organisation'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.anaphors import Anaphor
from kg.candidates import Candidate
from kg.coref import Option, walk
from kg.entity_words import entity_words
from kg.gazetteer import load_gazetteer
from kg.gold import GoldDocument, read_gold
from kg.link import Linked, link
from kg.mentions import family, find_mentions, name_features, survey
from kg.model import Block
from kg.names import normal
from kg.nlp import load
from kg.passage import Passage, View

Vector = NDArray[np.float64]
CLASSES = ("organisation", "platform", "person", "product", "law", "work", "ai_system", "none")
LEAST = {"it": 0.55, "its": 0.55, "person": 0.42, "description": 0.2, "they": 0.8}
"""Thresholds at which each form kept a precision of about 0.8 (pronouns) and 0.87 (descriptions) on passages held out."""
_UNMARKED = {"description": 0.5, "it": 0.1, "its": 0.1, "person": 0.1, "they": 0.5}
"""Weights of references that the annotators left unmarked: some of them do point to something."""


def train_names(paths: Sequence[Path], *, penalty: float = 1.5, least: int = 4) -> dict[str, object]:
    """Weights of the types of unknown names."""
    examples = [example for document, passages in _parsed(paths) for example in _names(document, passages)]
    counts = Counter(feature for features, _ in examples for feature in features)
    index = {name: number for number, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    places = [(row, index[name]) for row, (features, _) in enumerate(examples) for name in sorted(features) if name in index]
    rows, columns = [row for row, _ in places], [column for _, column in places]
    matrix = csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(examples), len(index)))
    right = np.array([CLASSES.index(kind) for _, kind in examples])
    truth = np.eye(len(CLASSES))[right]

    def loss(flat: Vector) -> tuple[float, Vector]:
        weights = flat.reshape(len(index), len(CLASSES))
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        value = -np.log(shares[np.arange(len(examples)), right] + 1e-12).sum() + 0.5 * penalty * float(flat @ flat)
        gradient = matrix.T @ (shares - truth) + penalty * weights
        return float(value), gradient.ravel()

    fitted = _least(loss, len(index) * len(CLASSES), 150).reshape(len(index), len(CLASSES))
    kept = {
        name: [round(100 * float(weight)) for weight in fitted[number]]
        for name, number in index.items()
        if abs(fitted[number]).max() >= 0.08
    }
    return {"classes": list(CLASSES), "rows": kept}


def train_antecedents(paths: Sequence[Path], *, penalty: float = 2.0, least: int = 3) -> dict[str, object]:
    """Weights by which pronouns and descriptions choose their antecedents."""
    examples = [example for document, passages in _parsed(paths) for example in _references(document, passages)]
    counts = Counter(name for options, _, weight in examples if weight == 1.0 for name in sorted({name for one in options for name in one}))
    index = {name: number for number, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    data = [
        ([np.array([index[name] for name in names if name in index], dtype=int) for names in options], right, weight)
        for options, right, weight in examples
    ]

    def loss(weights: Vector) -> tuple[float, Vector]:
        value = 0.5 * penalty * float(weights @ weights)
        gradient = penalty * weights
        for options, right, share in data:
            scores = np.array([weights[names].sum() for names in options] + [0.0])
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            value -= share * float(np.log(max(shares[right], 1e-12)))
            for number, names in enumerate(options):
                gradient[names] += share * (shares[number] - (number == right))
        return value, gradient

    fitted = _least(loss, len(index), 80)
    return {"features": {name: round(float(fitted[n]), 2) for name, n in index.items() if abs(fitted[n]) >= 0.02}, "least": LEAST}


def _least(loss: Callable[[Vector], tuple[float, Vector]], size: int, steps: int) -> Vector:
    found: Vector = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return found


def _parsed(paths: Sequence[Path]) -> Iterator[tuple[GoldDocument, list[Passage]]]:
    """Gold documents with marked mentions, and a passage for each of their lines."""
    nlp = load()
    for document in (one for path in paths for one in read_gold(path) if one.mentions):
        passages: list[Passage] = []
        start = 0
        for line in document.text.split("\n"):
            begin = start + len(line) - len(line.lstrip())
            text = line.strip()
            if text:
                block = Block(start=begin, end=begin + len(text), kind="paragraph", kept=True)
                view = View(text=text, offsets=tuple(range(begin, begin + len(text))))
                passages.append(Passage(index=len(passages), block=block, view=view, doc=nlp(text)))
            start += len(line) + 1
        yield document, passages


def _names(document: GoldDocument, passages: Sequence[Passage]) -> Iterator[tuple[frozenset[str], str]]:
    """Features and class of every unknown name of a document."""
    gazetteer, words = load_gazetteer(), entity_words()
    types = {entity.id: entity.types[0] for entity in document.entities}
    found, families, chosen = survey(passages, gazetteer, words)
    seen: dict[str, Counter[str]] = {}
    for candidate in found:
        if chosen.get(id(candidate)) is None:
            kind = _class(document, types, candidate)
            if kind is not None:
                seen.setdefault(family(candidate.normal, families), Counter())[kind] += 1
    for head, features in name_features(found, families, chosen, gazetteer, words).items():
        if head in seen:
            kind = seen[head].most_common(1)[0][0]
            yield frozenset(features), kind if kind in CLASSES else "none"


def _class(document: GoldDocument, types: dict[str, str], candidate: Candidate) -> str | None:
    """The type that the annotators gave to just this stretch, 'none' where they marked nothing, None where they marked another stretch."""
    start, end = candidate.passage.view.span(candidate.start, candidate.end)
    touching = [mention for mention in document.mentions or () if mention.start < end and start < mention.end]
    exact = [mention for mention in touching if abs(mention.start - start) <= 4 and mention.end == end]
    return types[exact[0].entity] if exact else None if touching else "none"


def _references(document: GoldDocument, passages: Sequence[Passage]) -> list[tuple[list[tuple[str, ...]], int, float]]:
    """For every pronoun and description: features of its options, the number of the right one (or of 'none'), its weight."""
    gazetteer = load_gazetteer()
    linked = link(find_mentions(passages, gazetteer), passages, gazetteer)
    known = _aligned(document, linked)
    found: list[tuple[list[tuple[str, ...]], int, float]] = []

    def decide(anaphor: Anaphor, options: Sequence[Option]) -> tuple[str, float, str] | None:
        place = anaphor.passage.view.offsets[anaphor.passage.doc[anaphor.head].idx]
        marked = {known.get(m.entity) for m in document.mentions or () if m.naming == "reference" and m.start <= place < m.end}
        right = next((number for number, option in enumerate(options) if option.entity in marked), len(options))
        found.append(([option.features for option in options], right, 1.0 if marked else _UNMARKED[anaphor.form]))
        return (options[right].entity, 1.0, "") if right < len(options) else None

    for _ in walk(linked, passages, gazetteer, decide):
        pass
    return found


def _aligned(document: GoldDocument, linked: Linked) -> dict[str, str]:
    """Gold id -> id of the entity that shares most names with it."""
    names = {entity.id: {normal(name) for name in (entity.name, *entity.aliases)} for entity in linked.entities}
    result: dict[str, str] = {}
    for gold in document.entities:
        shared = {id: len(own & {normal(name) for name in gold.names}) for id, own in names.items()}
        best = max(sorted(shared), key=shared.__getitem__, default=None)
        if best is not None and shared[best]:
            result[gold.id] = best
    return result
