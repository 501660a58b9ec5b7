"""What each form of reference may point to: the candidates of a pronoun or description, and what the other forms settle by themselves.

In: an anaphor, what is known around it, and a function that chooses among candidates. Out: entities with score and reason: none, one, or
several for a plural.

>>> list(settled(anaphor, around, decide))      # 'TikTok and Snap were sued. The latter ...'      # doctest: +SKIP
[('platform:snapchat', 0.9, 'second of the two named last')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.anaphoricity import features_of_none
from kg.anaphors import Anaphor
from kg.antecedents import features
from kg.descriptions import compounds
from kg.discourse import Around, Seen
from kg.entity_words import EntityWords
from kg.ownership import beside
from kg.profiles import Profile

_LOOK_BACK = {"it": 3, "its": 3, "person": 4, "they": 2, "description": 40, "relative": 0, "latter": 1, "former": 1, "pair": 2, "owner": 0}

_RECENT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A candidate antecedent with the features that hold for it; `entity` is '' for none of them."""

    entity: str
    features: tuple[str, ...]


Decide = Callable[[Anaphor, Sequence[Option]], tuple[str, float, str] | None]


def settled(anaphor: Anaphor, around: Around, decide: Decide) -> Iterator[tuple[str, float, str]]:
    """Entities that an anaphor points to, with score and reason: none, one, or (plurals) several."""
    if anaphor.form == "relative":
        yield from _relative(anaphor, around.track)
    elif anaphor.form in ("latter", "former"):
        yield from _of_two(anaphor, around.track, around.sentence)
    elif anaphor.form == "pair":
        yield from _group(anaphor, around)
    elif anaphor.form == "owner":
        yield from _owner(anaphor, around)
    else:
        options = _options(anaphor, around)
        apposed = apposed_to(anaphor, around.track)
        if apposed in {option.entity for option in options}:
            yield apposed or "", 0.9, "stands in apposition to it"
        elif len(options) > 1:
            chosen = decide(anaphor, options)
            if chosen is not None:
                entity, score, telling = chosen
                yield entity, score, f"points back to it ({telling}; {score:.2f} among {len(options) - 1})"


def _options(anaphor: Anaphor, around: Around) -> list[Option]:
    """The candidates, the latest first, and last of all 'none of them'."""
    latest: dict[str, None] = {}
    for seen in reversed(around.track):
        if around.sentence - seen.sentence > _LOOK_BACK[anaphor.form]:
            break
        if _allowed(anaphor, around.known[seen.entity], around.words):
            latest.setdefault(seen.entity)
    rivals = tuple(latest)
    options = [
        Option(entity=entity, features=tuple(features(anaphor, entity, around, rank=rank, rivals=rivals)))
        for rank, entity in enumerate(rivals)
    ]
    fits = [around.known[entity].fits(anaphor.noun, around.words) for entity in rivals] if anaphor.form == "description" else []
    return [*options, Option(entity="", features=tuple(features_of_none(anaphor, around, fits)))]


def apposed_to(anaphor: Anaphor, track: Sequence[Seen]) -> str | None:
    """The entity of the mention that a description follows behind a comma: 'Lantern, the Danish group, ...'."""
    token = anaphor.passage.doc[anaphor.head]
    if anaphor.form != "description" or token.dep_ != "appos":
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
    return profile.fits(anaphor.noun, words) != "no" and not _of_another_field(anaphor, profile)


def _of_another_field(anaphor: Anaphor, profile: Profile) -> bool:
    """'the finance ministry' is not the Defence Ministry."""
    field = compounds(anaphor)
    return bool(field) and "ministry" in profile.kinds and not field & (profile.words | profile.nouns)


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


def _owner(anaphor: Anaphor, around: Around) -> Iterator[tuple[str, float, str]]:
    """'its owner', 'the maker of Grok' without the owner's name beside it: the nearest owner that the document names."""
    doc = anaphor.passage.doc
    tokens = {index: seen.entity for seen in around.named for index in range(seen.first, seen.last)}
    if beside(doc[anaphor.head], doc, tokens) is not None:
        return
    recent = [seen for seen in around.track[-_RECENT:] if seen.passage is anaphor.passage]
    whose = next((seen.entity for seen in (*around.named, *recent) if seen.first <= anaphor.whose < seen.last), None)
    for owner, score, reason in around.owners.get(whose or "", ())[:1]:
        yield owner, score, f"{anaphor.noun} of {whose}: {reason}"


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
