"""Bodies whose names many countries share ('Supreme Court', 'Ministry of Health'): which country's one is meant.

In: mentions with the names that they may stand for. Out: for each mention the country that stands beside it ('Brazil's Supreme Court',
'the Kenyan Parliament', 'Data Protection Commission of Malta'), else the one that the text gave for the same name; with the reason.

>>> is_common("Supreme Court", words), is_common("Ofcom", words)      # doctest: +SKIP
(True, False)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.entity_words import EntityWords
from kg.gazetteer import Gazetteer, Record
from kg.model import Mention
from kg.names import normal
from kg.passage import Passage

_SMALL = frozenset(("of", "and", "for", "the", "on", "&"))
_POSSESSIVE = re.compile(r"['’]s? ")
_DESCRIBED = re.compile(r"(?:['’]s?)?(?: [a-z][a-z-]*){0,3} ")
_OF = (" of ", " of the ")
_IN = (" in ", " in the ")
_SEATED = frozenset(("court", "tribunal"))
"""Bodies that are not always those of the country that they sit in: 'the General Court in Luxembourg'."""
_TIES = frozenset(("poss", "amod", "compound", "nmod"))
_LONGEST = 4
"""Words of the longest name of a country that may be part of a body's name ('Democratic Republic of Congo')."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The country of a body: a key, and why it is taken for it."""

    country: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A country that stands beside a body: its key, and both as the text has them ("Brazil's Supreme Court").

    `plain` where they make one name: 'Norwegian Communications Authority', 'Editors Guild of India'.
    """

    country: str
    quote: str
    plain: bool


def is_common(name: str, words: EntityWords) -> bool:
    """True for a name that says what a body is and not whose: nothing but words of many countries' bodies."""
    parts = re.split(r"[ -]", normal(name))
    told = all(part in words.body_heads or part in words.body_fields or part in _SMALL for part in parts)
    return told and any(part in words.body_heads for part in parts) and parts != ["bank"]


def without_country(name: str, gazetteer: Gazetteer, words: EntityWords) -> tuple[str, str | None]:
    """A body's name without the country that it ends or begins with, and that country: 'Supreme Court of India' -> 'supreme court', India.

    The whole normal name and None where there is none, or where the rest is no name of many countries.
    """
    parts = normal(name).split()
    for size in range(1, min(_LONGEST, len(parts) - 1) + 1):
        tail = parts[:-size]
        if len(tail) > 1 and tail[-1] == "the":
            tail = tail[:-1]
        for country, rest in ((parts[-size:], tail[:-1] if tail[-1] == "of" else []), (parts[:size], parts[size:])):
            key = _country(" ".join(country), gazetteer) if rest and is_common(" ".join(rest), words) else None
            if key is not None:
                return " ".join(rest), key
    return " ".join(parts), None


def known_body(base: str, country: Record, gazetteer: Gazetteer) -> str | None:
    """The key of the gazetteer's body of that country that is called so, with the country's name or without; None where there is none."""
    owners = [normal(name) for name in (country.name, *country.names, *country.demonyms)]
    for name in (base, *(form for owner in owners for form in (f"{owner} {base}", f"{base} of {owner}"))):
        for one in gazetteer.lookup(name):
            record = gazetteer.records[one.key]
            if record.type == "organisation" and record.country == country.key:
                return record.key
    return None


def _country(name: str, gazetteer: Gazetteer) -> str | None:
    """The country of a name or demonym: of several the only state ('Dutch' is of the Netherlands before Aruba), none of several states."""
    found = [one.key for one in gazetteer.lookup(name) if one.kind in ("name", "demonym") and one.key.startswith("country:")]
    states = [key for key in found if gazetteer.records[key].subtype == "state"]
    chosen = states if len(found) > 1 and states else found
    return chosen[0] if len(chosen) == 1 else None


def beside(mentions: Sequence[Mention], passages: Sequence[Passage]) -> dict[int, Beside]:
    """Number of a body's mention -> the country that stands beside it, as possessor, as adjective or behind 'of'."""
    found: dict[int, Beside] = {}
    ordered = sorted(passages, key=_start)
    for number, (first, second) in enumerate(pairwise(mentions)):
        if (first.type, second.type) not in (("organisation", "country"), ("country", "organisation")):
            continue
        place = bisect_right(ordered, first.start, key=_start)
        passage = ordered[place - 1] if place and second.end <= ordered[place - 1].block.end else None
        inside = None if passage is None else (passage.view.inverse(first.start, first.end), passage.view.inverse(second.start, second.end))
        if passage is None or inside is None or inside[0] is None or inside[1] is None:
            continue
        between = passage.view.text[inside[0][1] : inside[1][0]]
        leads = first.type == "country"
        if leads:
            near = between == " " or bool(_POSSESSIVE.fullmatch(between))
        else:
            near = between in _OF or (between in _IN and not _SEATED & set(normal(first.text).split()))
        if near or (leads and _DESCRIBED.fullmatch(between) and _tied(passage, first, second)):
            found[number + 1 if leads else number] = Beside(
                country=(first if leads else second).entity,
                quote=passage.view.text[inside[0][0] : inside[1][1]],
                plain=between in (" ", *_OF),
            )
    return found


def _start(passage: Passage) -> int:
    return passage.block.start


def _tied(passage: Passage, country: Mention, body: Mention) -> bool:
    """True where a country with words between ('Brazil's federal Supreme Court') hangs on the body's name."""
    one, other = passage.tokens((country.start, country.end)), passage.tokens((body.start, body.end))
    if one is None or other is None:
        return False
    token = passage.doc[one[1] - 1]
    return token.dep_ in _TIES and other[0] <= token.head.i < other[1]


def homes(
    mentions: Sequence[Mention], forms: Sequence[Sequence[str]], near: Mapping[int, Beside], gazetteer: Gazetteer, words: EntityWords
) -> list[Home | None]:
    """For each mention the country of its body; None for names that need none, and where the text gives none.

    `forms` are the names that a mention may stand for (its own, the longer one in the text, those of its record), normal.
    """
    named = [
        [without_country(form, gazetteer, words) for form in listed] if mention.type == "organisation" else []
        for mention, listed in zip(mentions, forms, strict=True)
    ]
    common = [[(base, country) for base, country in listed if country or is_common(base, words)] for listed in named]
    found: list[Home | None] = [None] * len(mentions)
    given: dict[str, list[tuple[int, str]]] = {}
    for number, listed in enumerate(common):
        own = next((country for _, country in listed[:1] if country), None)
        if listed and number in near:
            found[number] = Home(country=near[number].country, reason=f"'{near[number].quote}'")
        elif own is not None:
            found[number] = Home(country=own, reason=f"{gazetteer.records[own].name} is in its name")
        home = found[number]
        if home is not None:
            for base, _ in listed:
                given.setdefault(base, []).append((number, home.country))
    countries = {base: {country for _, country in places} for base, places in given.items()}
    for number, listed in enumerate(common):
        if found[number] is None:
            found[number] = _given(number, [base for base, _ in listed if base in given], given, countries, gazetteer)
    return found


def _given(
    number: int,
    bases: Sequence[str],
    given: Mapping[str, Sequence[tuple[int, str]]],
    countries: Mapping[str, set[str]],
    gazetteer: Gazetteer,
) -> Home | None:
    """The country that the text gave last for one of these names; one given only later counts where it is the only one.

    `given` are the places of each name with their countries, in the order of the text.
    """
    before = [given[base][place - 1] for base in bases if (place := bisect_left(given[base], (number,)))]
    if before:
        country = max(before)[1]
        return Home(country=country, reason=f"{gazetteer.records[country].name} stood beside the name before")
    later = set().union(*(countries[base] for base in bases))
    if len(later) == 1:
        (country,) = later
        return Home(country=country, reason=f"{gazetteer.records[country].name} stands beside the name later on")
    return None
