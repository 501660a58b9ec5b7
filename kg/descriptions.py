"""How well a definite description suits an entity: its noun, its modifiers, and what else the text may mean by it.

In: an anaphor that is a description, a candidate and what is known around them. Out: named features, weighed with those of kg.antecedents.
'the finance ministry' is not the Defence Ministry; 'the firm' is hardly Ofcom; 'a start-up was fined; the firm ...' is nothing named.

>>> sorted(of_description(anaphor, "organisation:ofcom", around, 1, rivals))[:2]      # 'The regulator'      # doctest: +SKIP
['fit=kind', 'fit=kind:before']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.anaphors import Anaphor
from kg.discourse import Around, others_since
from kg.profiles import Profile

_FITS = ("no", "loose", "type", "kind", "called", "named")
_GENERAL = frozenset(
    {
        *("company", "firm", "group", "business", "organisation", "organization", "agency", "authority", "regulator", "watchdog", "body"),
        *("office", "service", "platform", "site", "app", "tool", "country", "nation", "government", "court", "ministry"),
        *("law", "act", "bill", "report"),
    }
)
"""Nouns that say no more than the kind of a thing; others ('airline', 'insurer') hold of few things of a kind."""


def of_description(anaphor: Anaphor, entity: str, around: Around, distance: int, rivals: Sequence[str]) -> Iterator[str]:
    """Features of a candidate `distance` sentences back, one of `rivals`, all candidates, the latest first."""
    profile, words = around.known[entity], around.words
    fit = profile.fits(anaphor.noun, words)
    yield f"fit={fit}"
    yield f"fit={fit}:{'same' if distance == 0 else 'before' if distance == 1 else 'far'}"
    yield f"fit={fit}:{profile.type}"
    yield f"fit={fit}:{'general' if anaphor.noun in _GENERAL else 'special'}"
    yield f"fit={fit}:sentence={distance}"
    yield f"fit={fit}:recency={min(others_since(around.track, around.seen[entity][-1]), 2)}"
    if not profile.kinds and profile.type == "organisation":
        yield f"unknown:{anaphor.noun}"
        yield f"unknown:{fit}:sentence={min(distance, 2)}"
    better = [one for one in rivals if one != entity and _FITS.index(around.known[one].fits(anaphor.noun, words)) >= _FITS.index(fit)]
    yield f"fit={fit}:{'only' if not better else 'first' if rivals.index(entity) < min(map(rivals.index, better)) else 'later'}"
    for kind in sorted(profile.kinds) or [profile.type]:
        yield f"noun={anaphor.noun}:{kind}"
    chain = {seen.entity for seen in around.track if seen.coref and seen.noun == anaphor.noun}
    if chain:
        yield f"again={'same' if chain == {entity} else 'also' if entity in chain else 'other'}"
    yield from _modified(anaphor, profile, fit)
    yield from _loose(anaphor, entity, around, fit)
    if around.places and profile.type != "country":
        yield f"country={'unknown' if not profile.countries else 'same' if around.places & profile.countries else 'other'}"


def compounds(anaphor: Anaphor) -> frozenset[str]:
    """Nouns before the noun of a description, which say which one is meant: 'the [finance] ministry'."""
    doc = anaphor.passage.doc
    inside = (doc[index] for index in range(anaphor.first, anaphor.head) if doc[index].lower_ in anaphor.modifiers)
    return frozenset(token.lower_ for token in inside if token.dep_ in ("compound", "nmod") and token.is_alpha)


def _modified(anaphor: Anaphor, profile: Profile, fit: str) -> Iterator[str]:
    """Whether the words before the noun are said of the entity elsewhere."""
    said = profile.nouns | profile.named | profile.words
    if joined := compounds(anaphor):
        known = "known" if joined <= said else "other"
        yield f"compound={known}:{fit}"
        if "ministry" in profile.kinds:
            yield f"compound={known}:ministry"
    telling = {word for word in anaphor.modifiers if word.isalpha() and word not in ("same", "said", "own")}
    if telling:
        shared = telling & said
        yield f"modifiers={'all' if shared == telling else 'some' if shared else 'other'}"
        yield f"fit={fit}:modifiers={'all' if shared == telling else 'some' if shared else 'other'}"


def _loose(anaphor: Anaphor, entity: str, around: Around, fit: str) -> Iterator[str]:
    """Whether the text has brought in a thing without a name since, of the same noun or of the same kind."""
    since = [word for word, place in around.loose.items() if place >= around.last_sentence(entity)]
    kinds = set(around.words.noun_kinds(anaphor.noun))
    if anaphor.noun in since:
        yield f"loose since:{fit}"
    elif any(kinds & set(around.words.noun_kinds(word)) for word in since):
        yield f"loose kin since:{fit}"
