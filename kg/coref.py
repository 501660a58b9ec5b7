"""What pronouns and descriptions point back to: 'it', 'she', 'the regulator', 'the two companies', 'which', 'the latter'.

In: linked mentions, passages, the gazetteer. Out: the same with a mention of origin 'coref' for each word that found its antecedent.
A wrong antecedent is worse than none: below a threshold, or where two candidates are nearly level, the word stays open.

>>> [(m.text, m.entity) for m in resolve(linked, passages, gazetteer).mentions if m.origin == "coref"]      # doctest: +SKIP
[('The regulator', 'organisation:ofcom')]
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.anaphors import Anaphor, anaphors
from kg.antecedents import Seen, features
from kg.entity_words import EntityWords, entity_words
from kg.errors import DataError, Problem
from kg.gazetteer import Gazetteer
from kg.link import Linked
from kg.model import Mention
from kg.passage import Passage
from kg.profiles import Profile, profiles
from kg.resources import data_path

_FORM_TYPES = {"person": frozenset(("person",))}
_LOOK_BACK = {"it": 3, "its": 3, "person": 4, "they": 2, "description": 40, "relative": 0, "latter": 1, "former": 1, "pair": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A candidate antecedent with the features that hold for it."""

    entity: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known where an anaphor stands: mentions before it, profiles of their entities, the number of its sentence."""

    track: Sequence[Seen]
    known: dict[str, Profile]
    words: EntityWords
    sentence: int


Decide = Callable[[Anaphor, Sequence[Option]], tuple[str, float, str] | None]


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
        top = scores[best]
        # the share among all candidates, against an outsider that scores nothing
        share = 1.0 / (sum(math.exp(min(score - top, 0.0)) for score in scores) + math.exp(min(-top, 50.0)))
        if share < weights.least.get(anaphor.form, 0.5):
            return None
        telling = max(options[best].features, key=lambda name: weights.features.get(name, 0.0))
        return options[best].entity, share, telling

    found = list(walk(linked, passages, gazetteer, decide))
    mentions = sorted((*linked.mentions, *found), key=lambda one: (one.start, one.end, one.entity))
    return Linked(mentions=tuple(mentions), entities=linked.entities)


def walk(linked: Linked, passages: Sequence[Passage], gazetteer: Gazetteer, decide: Decide) -> Iterator[Mention]:
    """Go through a document word by word, let `decide` choose among the candidates of each anaphor, and yield what it settles."""
    words = entity_words()
    known = profiles(linked, passages, gazetteer, words)
    track: list[Seen] = []
    order = sentence = 0
    for passage in passages:
        doc = passage.doc
        starts = [span.start for span in doc.sents]
        named = _seen(linked.mentions, passage, order, sentence, starts)
        covered = frozenset(index for seen in named for index in range(seen.first, seen.last))
        pointing = list(anaphors(passage, covered, words))
        queue: list[tuple[int, Seen | Anaphor]] = [*((seen.first, seen) for seen in named), *((one.first, one) for one in pointing)]
        for _, item in sorted(queue, key=lambda entry: (entry[0], isinstance(entry[1], Anaphor))):
            if isinstance(item, Seen):
                track.append(item)
                continue
            here = sentence + bisect_right(starts, item.head) - 1
            for entity, score, reason in _settled(item, Around(track=track, known=known, words=words, sentence=here), decide):
                seen = Seen(
                    entity=entity, passage=passage, first=item.first, last=item.last, order=order + item.head, sentence=here, coref=True
                )
                track.append(seen)
                mention = _mention(item, known[entity], words, entity=entity, score=score, reason=reason)
                if mention is not None:
                    yield mention
        order += len(doc) + 20
        sentence += len(starts)


def _seen(mentions: Sequence[Mention], passage: Passage, order: int, sentence: int, starts: Sequence[int]) -> list[Seen]:
    found = []
    for mention in mentions:
        tokens = passage.tokens((mention.start, mention.end))
        if tokens is not None:
            place = sentence + bisect_right(starts, tokens[0]) - 1
            found.append(
                Seen(entity=mention.entity, passage=passage, first=tokens[0], last=tokens[1], order=order + tokens[0], sentence=place)
            )
    return found


def _settled(anaphor: Anaphor, around: Around, decide: Decide) -> Iterator[tuple[str, float, str]]:
    """Entities that an anaphor points to, with score and reason: none, one, or (plurals) several."""
    if anaphor.form == "relative":
        yield from _relative(anaphor, around.track)
    elif anaphor.form in ("latter", "former"):
        yield from _of_two(anaphor, around.track, around.sentence)
    elif anaphor.form == "pair":
        yield from _group(anaphor, around)
    else:
        track, known, words, sentence = around.track, around.known, around.words, around.sentence
        near = [seen for seen in track if sentence - seen.sentence <= _LOOK_BACK[anaphor.form]]
        entities = list(dict.fromkeys(seen.entity for seen in reversed(near)))
        options = [
            Option(entity=entity, features=tuple(features(anaphor, entity, known[entity], track, words, sentence=sentence)))
            for entity in entities
            if _allowed(anaphor, known[entity], words)
        ]
        beside = _beside(anaphor, track) if anaphor.form == "description" else None
        if beside in {option.entity for option in options}:
            yield beside or "", 0.9, "stands in apposition to it"
        elif options:
            chosen = decide(anaphor, options)
            if chosen is not None:
                entity, score, telling = chosen
                yield entity, score, f"points back to it ({telling}; {score:.2f} among {len(options)})"


def _beside(anaphor: Anaphor, track: Sequence[Seen]) -> str | None:
    """The entity of the mention that a description follows behind a comma: 'Lantern, the Danish group, ...'."""
    token = anaphor.passage.doc[anaphor.head]
    if token.dep_ != "appos":
        return None
    for seen in reversed(track):
        if seen.passage is anaphor.passage and not seen.coref and seen.first <= token.head.i < seen.last:
            return seen.entity
    return None


def _allowed(anaphor: Anaphor, profile: Profile, words: EntityWords) -> bool:
    if anaphor.form == "person":
        return profile.type == "person"
    if anaphor.form in ("it", "its"):
        return profile.type != "person"
    if anaphor.form == "they":
        return profile.type in ("organisation", "country", "platform")
    return profile.fits(anaphor.noun, words) != "no"


def _relative(anaphor: Anaphor, track: Sequence[Seen]) -> Iterator[tuple[str, float, str]]:
    """The mention that a relative clause hangs on."""
    token = anaphor.passage.doc[anaphor.head]
    verb = token
    hops = 0
    while verb.dep_ != "relcl" and verb.head.i != verb.i and hops < 8:
        verb = verb.head
        hops += 1
    if verb.dep_ != "relcl":
        return
    noun = verb.head
    for seen in reversed(track):
        if seen.passage is anaphor.passage and seen.first <= noun.i < seen.last:
            if not noun.i < anaphor.head:
                return
            yield seen.entity, 0.95, f"relative of {anaphor.passage.doc[seen.first : seen.last].text!r}"
            return


def _of_two(anaphor: Anaphor, track: Sequence[Seen], sentence: int) -> Iterator[tuple[str, float, str]]:
    """'the former', 'the latter': the first and the last of the two things that were coordinated last."""
    recent = [seen for seen in track if sentence - seen.sentence <= 1]
    for later, earlier in zip(reversed(recent), list(reversed(recent))[1:], strict=False):
        if earlier.passage is not later.passage or earlier.entity == later.entity:
            continue
        between = later.passage.doc[earlier.last : later.first]
        if (
            1 <= len(between) <= 5
            and any(token.lower_ in ("and", "or", "nor", "&") for token in between)
            and not any(token.pos_ == "VERB" for token in between)
        ):
            chosen = later if anaphor.form == "latter" else earlier
            yield chosen.entity, 0.9, f"{'second' if anaphor.form == 'latter' else 'first'} of the two named last"
            return


def _group(anaphor: Anaphor, around: Around) -> Iterator[tuple[str, float, str]]:
    """'the two companies': the things that fit, where the sentence itself or one of the two before names just as many."""
    for back in range(3):
        track, known, words, sentence = around.track, around.known, around.words, around.sentence
        fitting = [
            seen.entity for seen in track if seen.sentence == sentence - back and known[seen.entity].fits(anaphor.noun, words) != "no"
        ]
        entities = list(dict.fromkeys(fitting))
        if len(entities) == anaphor.count:
            for entity in entities:
                yield entity, 0.8, f"one of the {anaphor.count} that fit {anaphor.noun!r}"
            return
        if len(entities) > anaphor.count:
            return


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
