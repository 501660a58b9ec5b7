"""Texts as the network of the learned extractor reads them in training: changed by chance, cut into windows, padded to batches.

In: lessons. Out: items (a lesson, whose mentions, its windows, its names) and `Batch`es of tensors. Needs PyTorch.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import torch
from torch import Tensor

from kg.learned.predict import MODALITIES
from kg.learned.reading import Actor, Place, Reading
from kg.learned.windows import TYPES, Window, windows
from kg.lessons import Kind, Lesson, Mark, Words, swapped
from kg.vocabulary import vocabulary

PREDICATES = tuple(sorted(vocabulary().predicates))
SWAPPED_TEXTS, SWAPPED_NAMES = 0.6, 0.3
GUESSED, HIDDEN, CHANGED = 0.4, 0.25, 0.1
DROPPED, MISTAKEN = 0.1, 0.15
"""Of the annotators' mentions: shares of names that are left out, to be found, and of references that are given to another entity."""
SLOTS = 31
SENTENCES = 2
"""Sentences of a window in training."""
IGNORED = -100
NAMELESS = frozenset({"country"})
"""Types whose names are not swapped: those of countries have forms (France, French) that no other name has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Inputs of the network and what is right.

    `rows` [N, 3]: window, pair in it, number of the pair in the batch of texts; `seen` [K, W]: the rows of each pair, -1 for none.
    `right`, `counts` [K, 38]; `standing` [S, 4]: pair, predicate, polarity, modality. `types` [B, E], `tags` [B, T], `antecedents` [B, R]:
    numbers of classes, IGNORED for what does not count.
    """

    inputs: tuple[Tensor, ...]
    rows: Tensor
    seen: Tensor
    right: Tensor
    counts: Tensor
    standing: Tensor
    types: Tensor
    tags: Tensor
    antecedents: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        moved = {field.name: getattr(self, field.name) for field in fields(self)}
        moved = {name: value if isinstance(value, tuple) else value.to(device, non_blocking=True) for name, value in moved.items()}
        return Batch(**moved | {"inputs": tuple(value.to(device, non_blocking=True) for value in self.inputs)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text as it is read once.

    `backs` says of each place whether it points back, `meant` which actors it may mean, by number, None where that is not known.
    """

    lesson: Lesson
    kind: Kind
    windows: tuple[Window, ...]
    marks: tuple[Mark, ...]
    backs: tuple[bool, ...]
    meant: tuple[frozenset[int] | None, ...]

    def references(self, window: Window) -> list[tuple[int, int]]:
        """For each mention of a window that points back its number among the covers and the local actor that it is taken for."""
        return [(number, cover.actor) for number, cover in enumerate(window.covers) if self.backs[cover.place]]


Names = dict[str, list[tuple[str, ...]]]


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
    spots, marks = list(side.spots), lesson.marks()
    meant = lesson.antecedents(kind)
    of: dict[str, set[int]] = {}
    for number, actor in enumerate(side.actors):
        of.setdefault(actor.gold, set()).add(number)
    targets = [None if gold is None else frozenset(of.get(gold, ()) if gold else ()) for gold in meant]
    actors = [Actor(id=str(number), type=actor.type, known=actor.known) for number, actor in enumerate(side.actors)]
    if rng is not None:
        actors = [_guessed(actor, kind, rng) for actor in actors]
        if rng.random() < SWAPPED_TEXTS:
            chosen = {n: rng.choice(names[a.type]) for n, a in enumerate(side.actors) if a.type in names and rng.random() < SWAPPED_NAMES}
            sentences, spots, marks = swapped(sentences, spots, chosen, marks)
        if kind == "gold":
            spots, targets = _spoilt(spots, targets, len(actors), rng)
    places = tuple(Place(sentence=s, start=a, end=b, actor=n, reference=back) for s, a, b, n, back in spots)
    made = windows(Reading(sentences=sentences, actors=tuple(actors), places=places), most=SENTENCES)
    return Item(
        lesson=lesson,
        kind=kind,
        windows=tuple(made if rng is None else [_shuffled(window, rng) for window in made]),
        marks=tuple(marks),
        backs=tuple(back for *_, back in spots),
        meant=tuple(targets),
    )


def _guessed(actor: Actor, kind: Kind, rng: random.Random) -> Actor:
    known = actor.known and not (kind == "gold" and rng.random() < GUESSED)
    if known:
        return actor
    chance = rng.random()
    type_ = "" if chance < HIDDEN else rng.choice(TYPES) if chance < HIDDEN + CHANGED else actor.type
    return replace(actor, type=type_, known=False)


def _spoilt(
    spots: Sequence[tuple[int, int, int, int, bool]], targets: Sequence[frozenset[int] | None], count: int, rng: random.Random
) -> tuple[list[tuple[int, int, int, int, bool]], list[frozenset[int] | None]]:
    """Marked mentions with faults such as the program makes: names not found, references given to another entity."""
    kept = []
    for (sentence, start, end, actor, back), target in zip(spots, targets, strict=True):
        if not back and rng.random() < DROPPED:
            continue
        other = rng.randrange(count) if back and rng.random() < MISTAKEN else actor
        kept.append(((sentence, start, end, other, back), target))
    return [spot for spot, _ in kept], [target for _, target in kept]


def _shuffled(window: Window, rng: random.Random) -> Window:
    """Other numbers for the entities, so that none means anything."""
    count = min(SLOTS, len(window.actors))
    other = [0, *rng.sample(range(1, SLOTS + 1), count)]
    return replace(window, slot=tuple(other[slot] for slot in window.slot))


def batch_of(items: Sequence[Item]) -> Batch | None:
    """Pad all windows of some texts to one size; None where no text has a window."""
    flat = [(text, window) for text, one in enumerate(items) for window in one.windows]
    if not flat:
        return None
    length, most, count = (max(len(rows) for rows in kind) for kind in zip(*((w.ids, w.covers, w.actors) for _, w in flat), strict=True))
    pairs = [window.pairs() for _, window in flat]
    backs = [items[text].references(window) for text, window in flat]
    rows = torch.zeros(5, len(flat), length, dtype=torch.long)
    mention, owner = torch.zeros(len(flat), most, length), torch.zeros(len(flat), count, most)
    ends = torch.zeros(3, len(flat), max(1, *map(len, pairs)), dtype=torch.long)
    refers = torch.zeros(2, len(flat), max(1, *map(len, backs)), dtype=torch.long)
    types, tags = torch.full((len(flat), count), IGNORED), torch.full((len(flat), length), IGNORED)
    antecedents = torch.full(refers.shape[1:], IGNORED)
    truth = [_truths(one.lesson, one.kind) for one in items]
    keys: dict[tuple[int, int, int], int] = {}
    where: list[tuple[int, int, int]] = []
    seen: list[list[int]] = []
    for number, (text, window) in enumerate(flat):
        for row, values in enumerate((window.ids, window.case, window.kind, window.edge, window.slot)):
            rows[row, number, : len(values)] = torch.tensor(values)
        for place, cover in enumerate(window.covers):
            mention[number, place, cover.start : cover.end] = 1 / (cover.end - cover.start)
            owner[number, cover.actor, place] = 1
        for place, (i, j, near) in enumerate(pairs[number]):
            ends[:, number, place] = torch.tensor((i, j, near))
            pair = keys.setdefault((text, window.actors[i], window.actors[j]), len(keys))
            if pair == len(seen):
                seen.append([])
            seen[pair].append(len(where))
            where.append((number, place, pair))
        for place, (cover_number, actor) in enumerate(backs[number]):
            refers[:, number, place] = torch.tensor((cover_number, actor))
            antecedents[number, place] = _antecedent(items[text], window, cover_number, count)
        types[number, : len(window.actors)] = torch.tensor([truth[text][actor] for actor in window.actors])
        _tag(tags[number], window, items[text].marks)
    right, counts, standing = _answers(items, keys)
    widest = max((len(one) for one in seen), default=1)
    return Batch(
        inputs=(*rows, mention, owner, *ends, *refers),
        rows=torch.tensor(where).view(-1, 3),
        seen=torch.tensor([one + [-1] * (widest - len(one)) for one in seen]).view(-1, widest),
        right=right,
        counts=counts,
        standing=standing,
        types=types,
        tags=tags,
        antecedents=antecedents,
    )


def _truths(lesson: Lesson, kind: Kind) -> list[int]:
    return [TYPES.index(actor.truth) if actor.truth else IGNORED if actor.blurred else len(TYPES) for actor in lesson.sides[kind].actors]


def _antecedent(one: Item, window: Window, cover: int, count: int) -> int:
    """The local actor that a reference means, `count` for none; not to be told where it is one that the window does not mention."""
    meant = one.meant[window.covers[cover].place]
    if meant is None:
        return IGNORED
    if not meant:
        return count
    return next((local for local, actor in enumerate(window.actors) if actor in meant), IGNORED)


def _tag(tags: Tensor, window: Window, marks: Sequence[Mark]) -> None:
    """0 for a word outside of names, 1 + t for the first word of a name of type t, 9 + t for its further words; at first pieces only."""
    for start in sorted(window.words.values()):
        tags[start] = 0
    tags[len(window.ids) - 1] = IGNORED
    for sentence, start, end, type_ in marks:
        if window.first <= sentence < window.last:
            for word in range(start, end):
                tags[window.words[sentence, word]] = TYPES.index(type_) + (1 if word == start else 1 + len(TYPES))


def _answers(items: Sequence[Item], keys: dict[tuple[int, int, int], int]) -> tuple[Tensor, Tensor, Tensor]:
    """For each pair the predicates that hold, which of them count, and (pair, predicate, polarity, modality) of those that hold."""
    right, counts = torch.zeros(len(keys), len(PREDICATES)), torch.ones(len(keys), len(PREDICATES))
    standing: dict[tuple[int, int], tuple[int, int]] = {}
    for text, one in enumerate(items):
        actors = one.lesson.sides[one.kind].actors
        of: dict[str, list[int]] = {}
        for number, actor in enumerate(actors):
            of.setdefault(actor.gold, []).append(number)
        for pair in ((i, j) for i in range(len(actors)) for j in range(len(actors)) if actors[i].blurred or actors[j].blurred):
            if (text, *pair) in keys:
                counts[keys[text, *pair]] = 0
        for claim in sorted(one.lesson.claims, key=lambda claim: claim.firm):
            column = PREDICATES.index(claim.predicate)
            for key in ((text, i, j) for i in of.get(claim.subject, ()) for j in of.get(claim.object, ())):
                if key in keys:
                    right[keys[key], column] = counts[keys[key], column] = float(claim.firm)
                    if claim.firm:
                        standing[keys[key], column] = (int(claim.polarity == "negated"), MODALITIES.index(claim.modality))
    return right, counts, torch.tensor([(*key, *value) for key, value in standing.items()], dtype=torch.long).view(-1, 4)
