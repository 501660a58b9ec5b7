"""A document as the encoder reads it: sentences of words, and the words that each entity covers.

In: parsed passages with their linked mentions. Out: a `Reading`. White space is no word; a mention that lies in no word is left out.

>>> place = Place(sentence=0, start=2, end=3, actor=0, reference=False)
>>> grok = Actor(id="ai_system:grok", type="ai_system", known=True)
>>> reading = Reading(sentences=(("France", "banned", "Grok"),), actors=(grok,), places=(place,))
>>> reading.sentences[place.sentence][place.start : place.end]
('Grok',)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mention: words `start` to `end` (not included) of one sentence, and the number of its actor in `Reading.actors`.

    `reference` marks a pronoun or a description that points back.
    """

    sentence: int
    start: int
    end: int
    actor: int
    reference: bool
    mention: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An entity of the document. `known` says that a gazetteer row gives its type, so that it is no guess; '' is no type."""

    id: str
    type: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`sentences[i][j]` is a word, `tokens[i][j]` its spaCy token, where there is one."""

    sentences: tuple[tuple[str, ...], ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    tokens: tuple[tuple[Token, ...], ...] = ()


def read(passages: Sequence[Passage], mentions: Sequence[Mention], entities: Sequence[Entity]) -> Reading:
    """The sentences of all passages in order, and the mentions in them. `Mention.entity` is the id of one of `entities`."""
    known = {entity.id: Actor(id=entity.id, type=entity.type, known=entity.gazetteer is not None) for entity in entities}
    actors: dict[str, int] = {}
    sentences: list[tuple[str, ...]] = []
    tokens: list[tuple[Token, ...]] = []
    places: list[Place] = []
    ordered = sorted((mention for mention in mentions if mention.entity in known), key=lambda mention: (mention.start, mention.end))
    for passage in passages:
        inside = [mention for mention in ordered if passage.block.start <= mention.start and mention.end <= passage.block.end]
        for sentence in passage.doc.sents:
            words = tuple(token for token in sentence if not token.is_space)
            if not words:
                continue
            own = tuple(passage.span(token.i, token.i + 1) for token in words)
            for mention in inside:
                covered = [number for number, span in enumerate(own) if span[0] < mention.end and mention.start < span[1]]
                if covered:
                    places.append(_place(len(sentences), covered, mention, actors))
            sentences.append(tuple(token.text for token in words))
            tokens.append(words)
    return Reading(sentences=tuple(sentences), tokens=tuple(tokens), actors=tuple(known[id] for id in actors), places=tuple(places))


def _place(sentence: int, covered: Sequence[int], mention: Mention, actors: dict[str, int]) -> Place:
    return Place(
        sentence=sentence,
        start=covered[0],
        end=covered[-1] + 1,
        actor=actors.setdefault(mention.entity, len(actors)),
        reference=mention.origin == "coref",
        mention=mention,
    )
