"""Texts as the network of the learned extractor reads them in training: changed by chance, cut into windows, padded to batches.

In: lessons. Out: items (a lesson, whose mentions, its windows) and `Batch`es of tensors. Needs PyTorch.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from kg.learned.predict import MODALITIES
from kg.learned.reading import Actor, Place, Reading
from kg.learned.windows import TYPES, Window, windows
from kg.lessons import Kind, Lesson, Words, swapped
from kg.vocabulary import vocabulary

PREDICATES = tuple(sorted(vocabulary().predicates))
SWAPPED_TEXTS, SWAPPED_NAMES = 0.6, 0.3
GUESSED, HIDDEN, CHANGED = 0.4, 0.25, 0.1
SLOTS = 31
NAMELESS = frozenset({"country"})
"""Types whose names are not swapped: those of countries have forms (France, French) that no other name has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Inputs of the network and what is right. `rows` [N, 3]: window, pair in it, number of the pair in the batch of texts."""

    inputs: tuple[Tensor, ...]
    rows: Tensor
    right: Tensor
    counts: Tensor
    standing: Tensor
    types: Tensor
    keys: tuple[tuple[int, int, int], ...]


Names = dict[str, list[tuple[str, ...]]]
Item = tuple[Lesson, Kind, list[Window]]


def names_of(texts: Sequence[Lesson]) -> Names:
    """The names of each type, to swap in."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for lesson in texts:
        for sentence, start, end, actor, back in lesson.sides["gold"].spots:
            type_, words = lesson.sides["gold"].actors[actor].type, lesson.sentences[sentence][start:end]
            if not back and type_ not in NAMELESS and words[0][:1].isupper() and words[-1] not in ("'s", "\u2019s"):
                found.setdefault(type_, set()).add(words)
    return {type_: sorted(names) for type_, names in found.items()}


def item(lesson: Lesson, kind: Kind, names: Names, rng: random.Random | None) -> Item:
    """A text as the network reads it; changed by chance where `rng` is given."""
    side = lesson.sides[kind]
    sentences: Words = lesson.sentences
    spots = list(side.spots)
    actors = [Actor(id=str(number), type=actor.type, known=actor.known) for number, actor in enumerate(side.actors)]
    if rng is not None:
        actors = [_guessed(actor, kind, rng) for actor in actors]
        if rng.random() < SWAPPED_TEXTS:
            chosen = {n: rng.choice(names[a.type]) for n, a in enumerate(side.actors) if a.type in names and rng.random() < SWAPPED_NAMES}
            sentences, spots = swapped(sentences, spots, chosen)
    places = tuple(Place(sentence=s, start=a, end=b, actor=n, reference=back) for s, a, b, n, back in spots)
    made = windows(Reading(sentences=sentences, actors=tuple(actors), places=places))
    return lesson, kind, made if rng is None else [_shuffled(window, rng) for window in made]


def _guessed(actor: Actor, kind: Kind, rng: random.Random) -> Actor:
    known = actor.known and not (kind == "gold" and rng.random() < GUESSED)
    if known:
        return actor
    chance = rng.random()
    type_ = "" if chance < HIDDEN else rng.choice(TYPES) if chance < HIDDEN + CHANGED else actor.type
    return replace(actor, type=type_, known=False)


def _shuffled(window: Window, rng: random.Random) -> Window:
    """Other numbers for the entities, so that none means anything."""
    count = min(SLOTS, len(window.actors))
    other = [0, *rng.sample(range(1, SLOTS + 1), count)]
    return replace(window, slot=tuple(other[slot] for slot in window.slot))


def batch_of(items: Sequence[Item]) -> Batch | None:
    """Pad all windows of some texts to one size; None where no text has a window."""
    flat = [(text, window) for text, (_, _, made) in enumerate(items) for window in made]
    if not flat:
        return None
    length, most, count = (max(len(rows) for rows in kind) for kind in zip(*((w.ids, w.covers, w.actors) for _, w in flat), strict=True))
    pairs = [window.pairs() for _, window in flat]
    wide = max(1, *map(len, pairs))
    rows = torch.zeros(5, len(flat), length, dtype=torch.long)
    mention, owner = torch.zeros(len(flat), most, length), torch.zeros(len(flat), count, most)
    ends = torch.zeros(3, len(flat), wide, dtype=torch.long)
    types = torch.full((len(flat), count), -100)
    truth = [_truths(lesson, kind) for lesson, kind, _ in items]
    keys: dict[tuple[int, int, int], int] = {}
    where = []
    for number, (text, window) in enumerate(flat):
        for row, values in enumerate((window.ids, window.case, window.kind, window.edge, window.slot)):
            rows[row, number, : len(values)] = torch.tensor(values)
        for place, cover in enumerate(window.covers):
            mention[number, place, cover.start : cover.end] = 1 / (cover.end - cover.start)
            owner[number, cover.actor, place] = 1
        for place, (i, j, near) in enumerate(pairs[number]):
            ends[:, number, place] = torch.tensor((i, j, near))
            where.append((number, place, keys.setdefault((text, window.actors[i], window.actors[j]), len(keys))))
        types[number, : len(window.actors)] = torch.tensor([truth[text][actor] for actor in window.actors])
    right, counts, standing = _answers(items, keys)
    return Batch(
        inputs=(*rows, mention, owner, *ends),
        rows=torch.tensor(where).view(-1, 3),
        right=right,
        counts=counts,
        standing=standing,
        types=types,
        keys=tuple(keys),
    )


def _truths(lesson: Lesson, kind: Kind) -> list[int]:
    return [TYPES.index(actor.truth) if actor.truth else -100 if actor.blurred else len(TYPES) for actor in lesson.sides[kind].actors]


def _answers(items: Sequence[Item], keys: dict[tuple[int, int, int], int]) -> tuple[Tensor, Tensor, Tensor]:
    """For each pair the predicates that hold, which of them count, and (pair, predicate, polarity, modality) of those that hold."""
    right, counts = torch.zeros(len(keys), len(PREDICATES)), torch.ones(len(keys), len(PREDICATES))
    standing: dict[tuple[int, int], tuple[int, int]] = {}
    for text, (lesson, kind, _) in enumerate(items):
        actors = lesson.sides[kind].actors
        of: dict[str, list[int]] = {}
        for number, actor in enumerate(actors):
            of.setdefault(actor.gold, []).append(number)
        for pair in ((i, j) for i in range(len(actors)) for j in range(len(actors)) if actors[i].blurred or actors[j].blurred):
            if (text, *pair) in keys:
                counts[keys[text, *pair]] = 0
        for claim in sorted(lesson.claims, key=lambda claim: claim.firm):
            column = PREDICATES.index(claim.predicate)
            for key in ((text, i, j) for i in of.get(claim.subject, ()) for j in of.get(claim.object, ())):
                if key in keys:
                    right[keys[key], column] = counts[keys[key], column] = float(claim.firm)
                    if claim.firm:
                        standing[keys[key], column] = (int(claim.polarity == "negated"), MODALITIES.index(claim.modality))
    return right, counts, torch.tensor([(*key, *value) for key, value in standing.items()], dtype=torch.long).view(-1, 4)
