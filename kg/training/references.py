"""Weights by which pronouns and descriptions choose their antecedents, from texts whose references are marked.

In: gold files. Out: the content of data/models/antecedents.json: a weight a feature, and for each form of reference the least probability
that an antecedent must have.

Annotators differ in how many references they mark. An unmarked one has no antecedent for certain only in a file that marks as many as a
careful annotator does; in others it counts for as much as is probable (positive and unlabelled examples, Elkan and Noto 2008).

>>> sorted(train_antecedents([Path("data/gold/passages/A-01.txt")]))      # doctest: +SKIP
['features', 'least']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.anaphors import Anaphor, Form
from kg.coref import walk
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.gold import GoldDocument
from kg.link import Linked, link
from kg.mentions import find_mentions
from kg.names import normal
from kg.passage import Passage
from kg.references import Option
from kg.training.maxent import Choice, fit_ranking
from kg.training.parsed import parsed
from kg.training.preferences import names_as_pronouns

LEAST: dict[Form, float] = {"it": 0.45, "its": 0.45, "person": 0.4, "description": 0.4, "they": 0.7}
"""Probabilities above which most claims were right on texts that the weights had not seen (A, E, T and dev 01-05). Claims that a doubtful
antecedent leads to are weighed once more by their confidence, so these are lower than the best for references alone."""
_REFERRING: dict[Form, float] = {"it": 0.83, "its": 0.95, "person": 0.95, "description": 0.85, "they": 0.3}
"""Share of the words of each form that point to something with a name, in the files whose annotators marked most of them."""
_LEAST_WEIGHT = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A pronoun or description of a gold text: the features of its options, which is right (the last: none), whether it was marked."""

    file: str
    form: Form
    options: tuple[tuple[str, ...], ...]
    right: int
    marked: bool


def train_antecedents(paths: Sequence[Path], *, penalty: float = 4.0, least: int = 3) -> dict[str, object]:
    """The content of antecedents.json, from all marked texts of the files."""
    references: list[Reference] = []
    names: list[Choice] = []
    gazetteer = load_gazetteer()
    for document, passages in parsed(paths):
        linked = link(find_mentions(passages, gazetteer), passages, gazetteer)
        references += references_of(document, passages, linked, gazetteer)
        names += names_as_pronouns(passages, linked, gazetteer)
    fitted = fit_ranking([*choices(references), *names], penalty=penalty, least=least)
    kept = {name: round(weight, 2) for name, weight in fitted.items() if abs(weight) >= _LEAST_WEIGHT}
    return {"features": kept, "least": dict(LEAST)}


def choices(references: Sequence[Reference]) -> list[Choice]:
    """Examples for the ranking; an unmarked reference counts for the probability that it points to nothing."""
    marked: dict[tuple[str, Form], list[bool]] = {}
    for one in references:
        marked.setdefault((one.file, one.form), []).append(one.marked)
    unmarked = {}
    for (file, form), flags in marked.items():
        rate = sum(flags) / len(flags)
        unmarked[file, form] = min(1.0, (1.0 - _REFERRING[form]) / (1.0 - rate)) if rate < 1.0 else 1.0
    return [Choice(options=one.options, right=one.right, weight=1.0 if one.marked else unmarked[one.file, one.form]) for one in references]


def references_of(document: GoldDocument, passages: Sequence[Passage], linked: Linked, gazetteer: Gazetteer) -> Iterator[Reference]:
    """Every pronoun and description of a document that has candidates; those before it are resolved as the annotators did."""
    known = _aligned(document, linked)
    found: list[Reference] = []

    def decide(anaphor: Anaphor, options: Sequence[Option]) -> tuple[str, float, str] | None:
        place = anaphor.passage.view.offsets[anaphor.passage.doc[anaphor.head].idx]
        marks = {m.entity for m in document.mentions or () if m.naming == "reference" and m.start <= place < m.end}
        entities = {known[mark] for mark in marks if mark in known}
        none = len(options) - 1
        right = next((number for number, option in enumerate(options) if option.entity in entities), none)
        features = tuple(option.features for option in options)
        found.append(Reference(file=document.path, form=anaphor.form, options=features, right=right, marked=bool(marks)))
        return (options[right].entity, 1.0, "") if right != none else None

    for _ in walk(linked, passages, gazetteer, decide):
        pass
    yield from found


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
