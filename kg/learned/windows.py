"""What the encoder is fed: windows of a sentence, as arrays.

In: a `Reading`. Out: `Window`s. Besides the pieces of words and their casing, each piece bears what is known of the mention over it: the
type of its entity, whether that is certain, guessed or that of a reference, where it begins, and a number that all mentions of one entity
in the window share. What other sentences say reaches a window through the references that were resolved. The network is trained on windows
of two sentences, neighbours sharing one where there is room; read one by one, sentences give as high an F1 at a higher precision and at
half the cost (docs/quality.md).

>>> spans([10, 10, 10], most=1)
[(0, 1), (1, 2), (2, 3)]
>>> spans([30, 30, 50, 20], most=2)
[(0, 2), (1, 2), (2, 4)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.learned.pieces import FIRST, LAST, casing, pieces
from kg.learned.reading import Actor, Reading

TYPES = ("ai_system", "country", "law", "organisation", "person", "platform", "product", "work")
"""Entity types in the order of the model's outputs; after them comes 'none of these'."""
MOST_PIECES, LONGEST = 70, 400
"""Pieces of a window of several sentences; a single one may be longer, up to LONGEST pieces, beyond which it is not read."""
_SLOTS = 31
UNKNOWN_TYPE = len(TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A mention in a window: pieces `start` to `end`, number of the local actor, of the sentence, and of the place in the reading."""

    start: int
    end: int
    actor: int
    sentence: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Rows of numbers, one per piece, and who is where. `actors[i]` is the number in `Reading.actors` of local actor i.

    `words[(sentence, word)]` is the place of a word's first piece; the place after the last word stands under the number of words.
    """

    ids: tuple[int, ...]
    case: tuple[int, ...]
    kind: tuple[int, ...]
    edge: tuple[int, ...]
    slot: tuple[int, ...]
    covers: tuple[Cover, ...]
    actors: tuple[int, ...]
    words: dict[tuple[int, int], int]
    first: int
    last: int

    def pairs(self) -> list[tuple[int, int, int]]:
        """Every ordered pair of local actors, with a number that says how near they come (see `_nearness`)."""
        by: list[list[Cover]] = [[] for _ in self.actors]
        for cover in self.covers:
            by[cover.actor].append(cover)
        count = len(self.actors)
        return [(i, j, _nearness(by[i], by[j])) for i in range(count) for j in range(count) if i != j]


def kind_of(type_: int, *, guess: bool, reference: bool) -> int:
    """The number of what is known of a mention: three for each type and for the unknown type, 0 where there is no mention."""
    return 1 + 3 * type_ + (2 if reference else int(guess))


def spans(lengths: Sequence[int], *, most: int) -> list[tuple[int, int]]:
    """Sentences (start, end) of each window of at most `most`, from their lengths in pieces."""
    found = []
    start = 0
    while start < len(lengths):
        end, total = start + 1, lengths[start]
        while end < len(lengths) and end - start < most and total + lengths[end] <= MOST_PIECES:
            total += lengths[end]
            end += 1
        found.append((start, end))
        if end >= len(lengths):
            break
        start = end - 1 if end - start > 1 else end
    return found


def windows(reading: Reading, *, most: int = 1) -> list[Window]:
    """All windows of a document in which at least one entity is mentioned, in order; of `most` sentences at most."""
    kinds = [_known(actor) for actor in reading.actors]
    found = [[pieces(word) for word in sentence] for sentence in reading.sentences]
    lengths = [sum(map(len, sentence)) for sentence in found]
    by_sentence: dict[int, list[int]] = {}
    for index, place in enumerate(reading.places):
        by_sentence.setdefault(place.sentence, []).append(index)
    made = []
    for start, end in spans(lengths, most=most):
        inside = [index for number in range(start, end) for index in by_sentence.get(number, ())]
        if inside and sum(lengths[start:end]) <= LONGEST:
            made.append(_window(reading, found, (start, end), inside, kinds))
    return made


def _known(actor: Actor) -> tuple[int, bool]:
    return TYPES.index(actor.type) if actor.type else UNKNOWN_TYPE, not actor.known


def _window(
    reading: Reading,
    found: Sequence[Sequence[tuple[int, ...]]],
    span: tuple[int, int],
    inside: Sequence[int],
    kinds: Sequence[tuple[int, bool]],
) -> Window:
    ids, case = [FIRST], [0]
    words: dict[tuple[int, int], int] = {}
    for sentence in range(*span):
        for number, parts in enumerate(found[sentence]):
            words[sentence, number] = len(ids)
            ids.extend(parts)
            case.extend([casing(reading.sentences[sentence][number])] * len(parts))
        words[sentence, len(found[sentence])] = len(ids)
    ids.append(LAST)
    case.append(0)
    local: dict[int, int] = {}
    covers: list[Cover] = []
    for index in inside:
        place = reading.places[index]
        actor = local.setdefault(place.actor, len(local))
        start, end = words[place.sentence, place.start], words[place.sentence, place.end]
        covers.append(Cover(start=start, end=end, actor=actor, sentence=place.sentence, place=index))
    kind, edge, slot = [0] * len(ids), [0] * len(ids), [0] * len(ids)
    for cover in sorted(covers, key=lambda cover: cover.start - cover.end):
        place = reading.places[cover.place]
        type_, guess = kinds[place.actor]
        for number in range(cover.start, cover.end):
            kind[number] = kind_of(type_, guess=guess, reference=place.reference)
            edge[number] = 2
            slot[number] = cover.actor + 1 if cover.actor < _SLOTS else 0
        edge[cover.start] = 1
    return Window(
        ids=tuple(ids),
        case=tuple(case),
        kind=tuple(kind),
        edge=tuple(edge),
        slot=tuple(slot),
        covers=tuple(covers),
        actors=tuple(local),
        words=words,
        first=span[0],
        last=span[1],
    )


def _nearness(one: Sequence[Cover], other: Sequence[Cover]) -> int:
    """Of the nearest mentions of two actors, those of one sentence first: bits of their distance in pieces, order, one sentence or not."""
    same, distance, before = min(
        ((a.sentence == b.sentence, abs(a.start - b.start), a.start < b.start) for a in one for b in other),
        key=lambda near: (not near[0], near[1]),
    )
    return min(7, distance.bit_length()) * 4 + before * 2 + same
