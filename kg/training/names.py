"""Weights of the types of unknown names, from texts whose names are marked.

In: gold files. Out: the content of data/models/names.json: classes, and for each feature one weight a class (hundredths).

>>> train_names([Path("data/gold/passages/A-01.txt")])["classes"][0]      # doctest: +SKIP
'organisation'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.candidates import Candidate
from kg.entity_words import entity_words
from kg.gazetteer import load_gazetteer
from kg.gold import GoldDocument
from kg.mentions import family, name_features, survey
from kg.passage import Passage
from kg.training.maxent import fit_classes
from kg.training.parsed import parsed

CLASSES = ("organisation", "platform", "person", "product", "law", "work", "ai_system", "none")
_LEAST_WEIGHT = 0.08


def train_names(paths: Sequence[Path], *, penalty: float = 1.5, least: int = 4) -> dict[str, object]:
    """The content of names.json, from all marked texts of the files."""
    examples = [example for document, passages in parsed(paths) for example in name_examples(document, passages)]
    fitted = fit_classes(examples, CLASSES, penalty=penalty, least=least)
    kept = {name: [round(100 * float(weight)) for weight in row] for name, row in fitted.items() if abs(row).max() >= _LEAST_WEIGHT}
    return {"classes": list(CLASSES), "rows": kept}


def name_examples(document: GoldDocument, passages: Sequence[Passage]) -> Iterator[tuple[frozenset[str], str]]:
    """Features and class of every unknown name of a document.

    What the recogniser says of most occurrences is left out: it serves only where the weights have nothing to say.
    """
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
            yield frozenset(name for name in features if not name.startswith("most=")), kind if kind in CLASSES else "none"


def _class(document: GoldDocument, types: dict[str, str], candidate: Candidate) -> str | None:
    """The type that the annotators gave to just this stretch, 'none' where they marked nothing, None where they marked another stretch."""
    start, end = candidate.passage.view.span(candidate.start, candidate.end)
    touching = [mention for mention in document.mentions or () if mention.start < end and start < mention.end]
    exact = [mention for mention in touching if abs(mention.start - start) <= 4 and mention.end == end]
    return types[exact[0].entity] if exact else None if touching else "none"
