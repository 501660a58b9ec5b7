"""Lessons for the learned extractor: what a reader drew from a text, over the words and mentions that the encoder is given.

In: gold documents and a pipeline. Out: `Lesson`s. Each has two readings of its text: with the mentions that the annotators marked and with
those that the program finds itself, so that the model learns with the program's mistakes in view. Nothing here is used when the program
extracts; scripts/train_extractor.py trains on it.

>>> swapped((("Acme", "'s", "app"),), [(0, 0, 2, 0, False)], {0: ("Zampa", "Labs")}, [(0, 0, 1, "organisation")])
((('Zampa', 'Labs', "'s", 'app'),), [(0, 0, 3, 0, False)], [(0, 0, 2, 'organisation')])
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.coref import resolve
from kg.evaluate import given_mentions, gold_document
from kg.gold import GoldDocument
from kg.learned.reading import Reading, read
from kg.link import link
from kg.mentions import find_mentions
from kg.model import Span
from kg.nlp import parse
from kg.score import align
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

Spot = tuple[int, int, int, int, bool]
"""A mention: sentence, first word, word behind the last, number of its actor, whether it is a reference."""
Mark = tuple[int, int, int, str]
"""A name that the annotators marked: sentence, first word, word behind the last, type."""
Words = tuple[tuple[str, ...], ...]
_POSSESSIVES = ("'s", "\u2019s")
Kind = Literal["gold", "system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonActor:
    """An entity of one reading: its type there, whether that is certain, and the gold type ('' for no entity of the gold).

    `blurred`: it is no entity of the gold, but stands where one is marked; nothing is to be learnt from its claims.
    """

    type: str
    known: bool
    truth: str
    gold: str
    blurred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonClaim:
    """A claim over gold ids; `firm` is False where it is optional or one of several right answers."""

    subject: str
    predicate: str
    object: str
    polarity: str
    modality: str
    firm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The mentions and entities of one reading."""

    actors: tuple[LessonActor, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A gold text for training."""

    id: str
    path: str
    sentences: Words
    sides: Mapping[Kind, Side]
    claims: tuple[LessonClaim, ...]

    def marks(self) -> list[Mark]:
        """The names of the gold; of two that overlap the longer."""
        side = self.sides["gold"]
        found: list[Mark] = []
        for sentence, start, end, actor, back in sorted(side.spots, key=lambda spot: (spot[1] - spot[2], spot)):
            free = not any(sentence == other[0] and start < other[2] and other[1] < end for other in found)
            if not back and free:
                found.append((sentence, start, end, side.actors[actor].type))
        return sorted(found)

    def antecedents(self, kind: Kind) -> list[str | None]:
        """For each spot of a side, what the gold says that it means: a gold id, '' for nothing marked, None where it is not to be told."""
        gold = self.sides["gold"]
        said: list[str | None] = []
        for sentence, start, end, _, _ in self.sides[kind].spots:
            over = [spot for spot in gold.spots if spot[0] == sentence and spot[1] < end and start < spot[2]]
            same = [gold.actors[spot[3]].gold for spot in over if spot[1:3] == (start, end)]
            said.append(same[0] if same else None if over else "")
        return said


def lessons(documents: Sequence[GoldDocument], pipeline: Pipeline) -> Iterator[Lesson]:
    """A lesson for each document, in order."""
    for gold in documents:
        passages = parse(pipeline.nlp, gold_document(gold))
        given = given_mentions(gold)
        marked = read(passages, given.mentions, given.entities)
        names = link(find_mentions(passages, pipeline.gazetteer), passages, pipeline.gazetteer)
        linked = resolve(names, passages, pipeline.gazetteer)
        found = read(passages, linked.mentions, linked.entities)
        types = {entity.id: entity.types[0] for entity in gold.entities}
        ids = {f"{entity.types[0]}:{entity.id}": entity.id for entity in gold.entities}
        marks = [(mention.start, mention.end) for mention in given.mentions]
        yield Lesson(
            id=gold.id,
            path=gold.path,
            sentences=marked.sentences,
            sides={
                "gold": _side(marked, ids, types, (), known=True),
                "system": _side(found, align(gold.entities, linked.entities), types, marks, known=False),
            },
            claims=tuple(_claims(gold)),
        )


def _side(reading: Reading, ids: Mapping[str, str], types: Mapping[str, str], marks: Collection[Span], *, known: bool) -> Side:
    touching: set[int] = set()
    for place in reading.places:
        if place.mention and any(start < place.mention.end and place.mention.start < end for start, end in marks):
            touching.add(place.actor)
    actors = []
    for number, actor in enumerate(reading.actors):
        gold = ids.get(actor.id, "")
        truth = types.get(gold, "")
        actors.append(
            LessonActor(type=actor.type, known=known or actor.known, truth=truth, gold=gold, blurred=not gold and number in touching)
        )
    spots = tuple((place.sentence, place.start, place.end, place.actor, place.reference) for place in reading.places)
    return Side(actors=tuple(actors), spots=spots)


def _claims(gold: GoldDocument) -> Iterator[LessonClaim]:
    """Every claim, symmetric ones in both directions; of alternatives the first is firm."""
    for claim in gold.claims:
        first = True
        for subject in claim.subjects:
            for predicate in claim.predicates:
                for object_ in claim.objects:
                    both = vocabulary().predicates[predicate].symmetric
                    for one, other in ((subject, object_), (object_, subject)) if both else ((subject, object_),):
                        yield LessonClaim(
                            subject=one,
                            predicate=predicate,
                            object=other,
                            polarity=claim.polarities[0],
                            modality=claim.modalities[0],
                            firm=first and not claim.optional,
                        )
                    first = False


def swapped(
    sentences: Words, spots: Sequence[Spot], names: Mapping[int, tuple[str, ...]], marks: Sequence[Mark] = ()
) -> tuple[Words, list[Spot], list[Mark]]:
    """The text with other names for some actors, wherever a capitalised name of theirs stands alone; a possessive 's stays.

    `spots` and `marks` move with the words.
    """
    texts = [list(words) for words in sentences]
    of = [sentence for sentence, *_ in (*spots, *marks)]
    ends = [(start, end) for _, start, end, _, _ in spots] + [(start, end) for _, start, end, _ in marks]
    for number in range(len(texts)):
        inside = [index for index, sentence in enumerate(of) if sentence == number]
        named = sorted((index for index in range(len(spots)) if of[index] == number), key=lambda index: -spots[index][1])
        for index in named:
            start, end = ends[index]
            words = texts[number][start:end]
            alone = not any(other != index and ends[other][0] < end and start < ends[other][1] for other in named)
            actor, back = spots[index][3:]
            if actor not in names or back or not alone or not (words[0][:1].isupper() or words[-1][:1].isupper()):
                continue
            kept = words[-1:] if words[-1] in _POSSESSIVES else []
            new = [*names[actor], *kept]
            texts[number][start:end] = new
            for other in inside:
                ends[other] = _moved(ends[other], (start, end), len(new), len(kept))
    placed = [(s, *span, actor, back) for (s, _, _, actor, back), span in zip(spots, ends, strict=False)]
    marked = [(s, *span, type_) for (s, _, _, type_), span in zip(marks, ends[len(spots) :], strict=True)]
    return tuple(tuple(words) for words in texts), placed, marked


def _moved(span: tuple[int, int], old: tuple[int, int], new: int, kept: int) -> tuple[int, int]:
    """Where a span of words is once the words of `old` gave way to `new` words, of which the last `kept` are as they were."""
    start, end = span
    more = new - (old[1] - old[0])
    if start >= old[1]:
        return start + more, end + more
    if end > old[0]:
        end = end + more if end >= old[1] - kept else old[0] + new - kept
        start = min(start, old[0])
    return start, end
