"""What pronouns and descriptions point back to: 'it', 'she', 'the regulator', 'the two companies', 'which', 'the latter'.

In: linked mentions, passages, the gazetteer. Out: the same with a mention of origin 'coref' for each word that found its antecedent.
A wrong antecedent is worse than none: below a threshold, or where two candidates are nearly level, the word stays open. An apposition
('Lantern, the Danish group, ...') says what a name is and points back to nothing: it is known, but no mention of its own.

>>> [(m.text, m.entity) for m in resolve(linked, passages, gazetteer).mentions if m.origin == "coref"]      # doctest: +SKIP
[('The regulator', 'organisation:ofcom')]
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.anaphoricity import unnamed
from kg.anaphors import Anaphor, anaphors
from kg.discourse import Around, Seen
from kg.entity_words import EntityWords, entity_words
from kg.errors import DataError, Problem
from kg.gazetteer import Gazetteer
from kg.link import Linked
from kg.model import Mention
from kg.ownership import owners_in
from kg.passage import Passage
from kg.profiles import Profile, profiles
from kg.references import Decide, Option, apposed_to, settled
from kg.resources import data_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of features, and for each form the least probability that an antecedent must have."""

    features: dict[str, float]
    least: dict[str, float]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights; DataError where the file is damaged."""
    path = data_path("models") / "antecedents.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Weights(
            features={str(name): float(weight) for name, weight in data["features"].items()},
            least={str(name): float(value) for name, value in data["least"].items()},
        )
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise DataError(
            [Problem(path=path.name, where="", field="", message=f"cannot be used: {error}", expected="features and least")]
        ) from error


def resolve(linked: Linked, passages: Sequence[Passage], gazetteer: Gazetteer) -> Linked:
    """The linked mentions with those of pronouns and descriptions added; entities keep their ids."""
    weights = load_weights()

    def decide(anaphor: Anaphor, options: Sequence[Option]) -> tuple[str, float, str] | None:
        scores = [sum(weights.features.get(name, 0.0) for name in option.features) for option in options]
        best = max(range(len(options)), key=lambda index: (scores[index], options[index].entity))
        share = 1.0 / sum(math.exp(min(score - scores[best], 0.0)) for score in scores)
        if not options[best].entity or share < weights.least.get(anaphor.form, 0.5):
            return None
        telling = max(options[best].features, key=lambda name: (weights.features.get(name, 0.0), name))
        return options[best].entity, share, telling

    found = list(walk(linked, passages, gazetteer, decide))
    mentions = sorted((*linked.mentions, *found), key=lambda one: (one.start, one.end, one.entity))
    return Linked(mentions=tuple(mentions), entities=linked.entities)


def walk(linked: Linked, passages: Sequence[Passage], gazetteer: Gazetteer, decide: Decide) -> Iterator[Mention]:
    """Go through a document word by word, let `decide` choose among the candidates of each anaphor, and yield what it settles."""
    words = entity_words()
    known = profiles(linked, passages, gazetteer, words)
    owners = owners_in(linked, passages, gazetteer)
    track: list[Seen] = []
    by_entity: dict[str, list[Seen]] = {}
    loose: dict[str, int] = {}
    undecided: dict[str, int] = {}
    order = sentence = 0

    def see(seen: Seen) -> None:
        track.append(seen)
        by_entity.setdefault(seen.entity, []).append(seen)

    for passage in passages:
        doc = passage.doc
        starts = [span.start for span in doc.sents]
        named = names_in(linked.mentions, passage, order, sentence, starts)
        covered = {index for seen in named for index in range(seen.first, seen.last)}
        pointing = list(anaphors(passage, frozenset(covered), words))
        bare = list(unnamed(doc, covered, words))
        queue: list[tuple[int, Seen | Anaphor]] = [*((seen.first, seen) for seen in named), *((one.first, one) for one in pointing)]
        for _, item in sorted(queue, key=lambda entry: (entry[0], isinstance(entry[1], Anaphor))):
            if isinstance(item, Seen):
                see(item)
                continue
            while bare and bare[0][0] < item.first:
                index, noun = bare.pop(0)
                loose[noun] = sentence + bisect_right(starts, index) - 1
            here = sentence + bisect_right(starts, item.head) - 1
            around = Around(
                track=track,
                seen=by_entity,
                known=known,
                words=words,
                sentence=here,
                covered=covered,
                places=_places(item, named, gazetteer),
                loose=loose,
                owners=owners,
                named=named,
                undecided=undecided,
            )
            apposed = apposed_to(item, track)
            chosen = list(settled(item, around, decide))
            if not chosen and item.form == "description":
                undecided[item.noun] = here
            for entity, score, reason in chosen:
                see(
                    Seen(
                        entity=entity,
                        passage=passage,
                        first=item.first,
                        last=item.last,
                        order=order + item.head,
                        sentence=here,
                        coref=True,
                        noun=item.noun,
                    )
                )
                covered.update(range(item.first, item.last))
                mention = _mention(item, known[entity], words, entity=entity, score=score, reason=reason)
                if mention is not None and entity != apposed:
                    yield mention
        for index, noun in bare:
            loose[noun] = sentence + bisect_right(starts, index) - 1
        order += len(doc) + 20
        sentence += len(starts)


def _places(anaphor: Anaphor, named: Iterable[Seen], gazetteer: Gazetteer) -> frozenset[str]:
    """Countries that a description names: 'the [US] company', 'the Beijing-based company'."""
    found = {seen.entity for seen in named if seen.last == anaphor.first and seen.entity.startswith("country:")}
    for word in anaphor.modifiers:
        names = gazetteer.lookup(word) if word.isalpha() and len(word) > 3 else ()
        found |= {name.key for name in names if name.key.startswith("country:")}
    return frozenset(found)


def names_in(mentions: Sequence[Mention], passage: Passage, order: int, sentence: int, starts: Sequence[int]) -> list[Seen]:
    """The mentions of a passage with their places in the document, where it begins with token `order` and sentence `sentence`; its
    sentences begin at the tokens `starts`."""
    found = []
    for mention in mentions:
        tokens = passage.tokens((mention.start, mention.end))
        if tokens is not None:
            place = sentence + bisect_right(starts, tokens[0]) - 1
            found.append(
                Seen(entity=mention.entity, passage=passage, first=tokens[0], last=tokens[1], order=order + tokens[0], sentence=place)
            )
    return found


def _mention(anaphor: Anaphor, profile: Profile, words: EntityWords, *, entity: str, score: float, reason: str) -> Mention | None:
    doc = anaphor.passage.doc
    start, last = doc[anaphor.first].idx, doc[anaphor.last - 1]
    end = last.idx + len(last)
    place = anaphor.passage.view.span(start, end)
    if place[1] - place[0] != end - start:
        return None
    sector = None
    if profile.type == "country" and anaphor.noun in words.sectors:
        sector = words.sectors[anaphor.noun]
    return Mention(
        start=place[0],
        end=place[1],
        text=anaphor.passage.view.text[start:end],
        type=profile.type,
        origin="coref",
        entity=entity,
        sector=sector,
        score=round(score, 2),
        reason=reason,
    )
