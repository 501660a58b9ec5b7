"""Made-up news of any size, with what a reading of it would give: to measure what stands around extraction.

In: a number of documents and a seed. Out: Extractions whose offsets are true, the same at every call. Names, predicates, outlets and days
are drawn as in news: a few are everywhere (Zipf), most are rare; one document in twenty is a reprint of an earlier one with small changes,
one claim in twenty is denied, and some bans are lifted.
"""
# ruff: noqa: S311 (what is drawn here is no secret)

from __future__ import annotations

import hashlib
import itertools
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.claims import claim_id
from kg.model import Block, Claim, Document, Entity, Evidence, Extraction, Mention, Modality
from kg.vocabulary import Predicate, vocabulary

CLAIMS = 10
"""Claims a document has; a few fall together."""
REPRINTS = 0.05
DENIED = 0.05
MODALITIES: Sequence[Modality] = ("actual", "actual", "actual", "actual", "actual", "actual", "alleged", "planned", "demanded")
KINDS = {"country": 120, "organisation": 2500, "platform": 250, "ai_system": 120, "person": 1500, "law": 120, "work": 200, "product": 200}
SYLLABLES = ("ba", "co", "di", "fa", "go", "hu", "jo", "ka", "lu", "me", "ni", "or", "pa", "qui", "ro", "sa", "te", "ul", "vi", "za")


class Zipf:
    """Draws from a sequence, the n-th with a weight of 1/n."""

    def __init__(self, items: Sequence[str]) -> None:
        self._items = items
        self._weights = list(itertools.accumulate(1 / number for number in range(1, len(items) + 1)))

    def draw(self, chance: random.Random) -> str:
        return self._items[bisect(self._weights, chance.random() * self._weights[-1])]


class World:
    """The names, outlets and words that all documents share."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.words = Zipf([_word(chance, number) for number in range(4000)])
        self.outlets = Zipf([f"The {_word(chance, number).title()} Post" for number in range(200)])
        names = {kind: [f"{kind}:{_word(chance, number)}" for number in range(count)] for kind, count in KINDS.items()}
        self.entities = {kind: Zipf(ids) for kind, ids in names.items()}
        self.predicates = Zipf(sorted(vocabulary().predicates, key=lambda name: (name != "banned", name)))


def made_up_news(count: int, *, seed: int = 1, start: int = 0) -> Iterator[Extraction]:
    """`count` documents, from number `start` on: the n-th is the same whatever the range."""
    world = _world(seed)
    for number in range(start, start + count):
        chance = random.Random(f"{seed} {number}")
        if number > 20 and chance.random() < REPRINTS:
            yield _story(world, chance.randrange(number), number, seed, reprint=True)
        else:
            yield _story(world, number, number, seed)


@lru_cache(maxsize=1)
def _world(seed: int) -> World:
    return World(seed)


def _word(chance: random.Random, number: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)) + f"{number:x}"


def _story(world: World, story: int, number: int, seed: int, *, reprint: bool = False) -> Extraction:
    """The text of a story as one outlet has it; a reprint has a headline of its own and lacks the last paragraph."""
    chance = random.Random(f"{seed} story {story}")
    own = random.Random(f"{seed} copy {number}")
    pieces = [_said(world, own if place == 0 else chance) for place in range(CLAIMS + 1)]
    pieces = pieces[:-1] if reprint else pieces
    text, spots = "", []
    for sentence, fact, filler in pieces:
        begin = len(text)
        text += f"{sentence} {filler}\n"
        spots.append((begin, begin + len(sentence), fact))
    day = f"{2025 + own.randrange(2)}-{own.randrange(1, 13):02}-{own.randrange(1, 29):02}"
    outlet = world.outlets.draw(own)
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    blocks, begin = [], 0
    for line in text.splitlines():
        blocks.append(Block(start=begin, end=begin + len(line), kind="paragraph", kept=True))
        begin += len(line) + 1
    document = Document(
        id=sha256[:16], name=f"n{number}", text=text, source=f"n{number}", sha256=sha256, title=f"Story {story}", published=day,
        language="en", url=f"https://{outlet.split()[1].lower()}.example/{number}", outlet=outlet, blocks=tuple(blocks),
    )  # fmt: skip
    return _extraction(document, spots)


Fact = tuple[str, str, str, str, Modality]


def _said(world: World, chance: random.Random) -> tuple[str, Fact, str]:
    """A sentence, what it says (subject, predicate, object, polarity, modality), and words behind it that say nothing."""
    predicate: Predicate = vocabulary().predicates[world.predicates.draw(chance)]
    subject = world.entities[chance.choice(sorted(predicate.domain))].draw(chance)
    object_ = subject
    while object_ == subject:
        object_ = world.entities[chance.choice(sorted(predicate.range))].draw(chance)
    polarity = "negated" if chance.random() < DENIED else "affirmed"
    modality = chance.choice(MODALITIES) if polarity == "affirmed" else "actual"
    middle = " ".join(world.words.draw(chance) for _ in range(chance.randrange(2, 8)))
    sentence = f"{_name(subject)} {predicate.name} {_name(object_)} {middle}."
    filler = " ".join(world.words.draw(chance) for _ in range(chance.randrange(15, 35))).capitalize() + "."
    return sentence, (subject, predicate.name, object_, polarity, modality), filler


def _name(id: str) -> str:
    return id.partition(":")[2].title()


def _extraction(document: Document, spots: Sequence[tuple[int, int, Fact]]) -> Extraction:
    claims: dict[tuple[str, str, str], Claim] = {}
    mentions: dict[tuple[int, str], Mention] = {}
    entities: dict[str, Entity] = {}
    for begin, end, (subject, predicate, object_, polarity, modality) in spots:
        spans = []
        for id in (subject, object_):
            kind, _, _ = id.partition(":")
            at = document.text.index(_name(id), begin)
            spans.append((at, at + len(_name(id))))
            entities[id] = Entity(id=id, type=kind, name=_name(id), aliases=(_name(id),), reason="named in the text")
            mentions[at, id] = Mention(
                start=at, end=spans[-1][1], text=_name(id), type=kind, origin="ner", entity=id, score=0.9, reason="named in the text"
            )
        trigger = document.text.index(predicate, spans[0][1])
        evidence = Evidence(
            document=document.id, start=begin, end=end, rule=predicate, trigger=(trigger, trigger + len(predicate)),
            subject_span=spans[0], object_span=spans[1], reasons=(f"rule {predicate}", "slots: subject, object"),
        )  # fmt: skip
        claim = Claim(
            id="", subject=subject, predicate=predicate, object=object_, polarity="negated" if polarity == "negated" else "affirmed",
            modality=modality, evidence=(evidence,), confidence=0.9,
        )  # fmt: skip
        claims.setdefault((subject, predicate, object_), replace(claim, id=claim_id(claim)))
    order = sorted(mentions.values(), key=lambda mention: (mention.start, mention.end))
    known = tuple(entities[id] for id in sorted(entities))
    return Extraction(document=document, mentions=tuple(order), entities=known, claims=tuple(claims.values()))
