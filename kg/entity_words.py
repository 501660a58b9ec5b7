"""The word lists that mentions, linking and coreference share: heads of names, nouns of descriptions, titles, sectors, cues.

In: data/lexicon/entities.toml (a file of that name in KG_DATA's lexicon/ replaces it). Out: `EntityWords`, or a DataError.

>>> entity_words().heads["commission"], entity_words().noun_types("chatbots")
('regulator', ('ai_system',))
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import DataError, Problem, UsageError
from kg.resources import data_files

ORGANISATION_KINDS = (
    "regulator",
    "court",
    "prosecutor",
    "ministry",
    "police",
    "agency",
    "legislature",
    "central_bank",
    "military",
    "igo",
    "ngo",
    "party",
    "research",
    "media",
    "company",
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Heads(_Strict):
    regulator: list[str]
    court: list[str]
    prosecutor: list[str]
    ministry: list[str]
    police: list[str]
    agency: list[str]
    legislature: list[str]
    central_bank: list[str]
    military: list[str]
    igo: list[str]
    ngo: list[str]
    party: list[str]
    research: list[str]
    media: list[str]
    company: list[str]
    law: list[str]
    work: list[str]
    product: list[str]
    platform: list[str]
    ai_system: list[str]


class _Nouns(_Heads):
    person: list[str]
    country: list[str]


class _Sectors(_Strict):
    government: list[str]
    legislature: list[str]
    judiciary: list[str]
    police: list[str]
    regulator: list[str]
    military: list[str]


class _Persons(_Strict):
    titles: list[str]
    particles: list[str]
    roles: list[str]


class _Never(_Strict):
    words: list[str]
    places: list[str]
    geography: list[str]
    common: list[str]


class _Cues(_Strict):
    naming: list[str]
    platform_after: list[str]
    platform_before: list[str]
    company_after: list[str]
    speech: list[str]
    posting: list[str]
    metonym_verbs: list[str]


class Shape(_Strict):
    """How names are written; see the comments in entities.toml."""

    romance: frozenset[str]
    starters: frozenset[str]
    numbered: frozenset[str]
    calendar: frozenset[str]
    owners: frozenset[str]
    take_of: frozenset[str]
    small: frozenset[str]


class Capitals(_Strict):
    """When a capital stands for its state; see the comments in entities.toml."""

    gone_to: frozenset[str]
    beside_actor: frozenset[str]
    locative: frozenset[str]
    actors: frozenset[str]
    within: frozenset[str]
    possessed: frozenset[str]
    acts: frozenset[str]
    aimed: frozenset[str]
    premises: frozenset[str]


class _Bodies(_Strict):
    heads: frozenset[str]
    fields: frozenset[str]


class _File(_Strict):
    heads: _Heads
    bodies: _Bodies
    nouns: _Nouns
    sectors: _Sectors
    persons: _Persons
    never: _Never
    cues: _Cues
    shape: Shape
    capitals: Capitals


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityWords:
    """`heads` word -> kind of name; `nouns` word -> kinds of thing it may describe; a kind is a type or a kind of organisation."""

    heads: dict[str, str]
    nouns: dict[str, tuple[str, ...]]
    sectors: dict[str, str]
    titles: frozenset[str]
    particles: frozenset[str]
    roles: frozenset[str]
    never: frozenset[str]
    places: frozenset[str]
    geography: frozenset[str]
    common: frozenset[str]
    naming: frozenset[str]
    platform_after: frozenset[str]
    platform_before: frozenset[str]
    company_after: frozenset[str]
    speech: frozenset[str]
    metonym_verbs: frozenset[str]
    posting: frozenset[str]
    body_heads: frozenset[str]
    body_fields: frozenset[str]
    shape: Shape
    capitals: Capitals

    def noun_kinds(self, noun: str) -> tuple[str, ...]:
        """Kinds that a noun (singular or plural, any case) may describe; () for a noun that says nothing."""
        word = noun.casefold()
        return self.nouns.get(word) or self.nouns.get(singular(word), ())

    def noun_types(self, noun: str) -> tuple[str, ...]:
        """The same as entity types, each once, in the order of the kinds."""
        return tuple(dict.fromkeys(type_of(kind) for kind in self.noun_kinds(noun)))


def type_of(kind: str) -> str:
    """The entity type of a kind: 'court' -> 'organisation', 'platform' -> 'platform'."""
    return "organisation" if kind in ORGANISATION_KINDS else kind


def singular(word: str) -> str:
    """A regular English singular."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=4)
def entity_words(path: Path | None = None) -> EntityWords:
    """The shipped lists, or those of a file; DataError where a key is unknown, missing or of another kind."""
    found = path or next((file for file in data_files("lexicon", "entities.toml")), None)
    if found is None:
        raise UsageError("data/lexicon/entities.toml is missing; install the package again")
    try:
        data = _File.model_validate(tomllib.loads(found.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise DataError([Problem(path=str(found), where="", field="", message=str(error), expected="TOML")]) from error
    except ValidationError as error:
        raise DataError(
            [
                Problem(
                    path=str(found),
                    where="",
                    field=".".join(str(part) for part in item["loc"]),
                    message=item["msg"],
                    expected="a list of words",
                )
                for item in error.errors()
            ]
        ) from error
    nouns: dict[str, tuple[str, ...]] = {}
    for kind, listed in data.nouns.model_dump().items():
        for word in listed:
            nouns[word] = (*nouns.get(word, ()), kind)
    heads: dict[str, str] = {}
    for kind, listed in data.heads.model_dump().items():
        for word in listed:
            heads.setdefault(word, kind)
    sectors = {word: sector for sector, listed in data.sectors.model_dump().items() for word in listed}
    return EntityWords(
        heads=heads,
        nouns=nouns,
        sectors=sectors,
        titles=frozenset(data.persons.titles),
        particles=frozenset(data.persons.particles),
        roles=frozenset(data.persons.roles),
        never=frozenset(data.never.words),
        places=frozenset(data.never.places),
        geography=frozenset(data.never.geography),
        common=frozenset(data.never.common),
        naming=frozenset(data.cues.naming),
        platform_after=frozenset(data.cues.platform_after),
        platform_before=frozenset(data.cues.platform_before),
        company_after=frozenset(data.cues.company_after),
        speech=frozenset(data.cues.speech),
        metonym_verbs=frozenset(data.cues.metonym_verbs),
        posting=frozenset(data.cues.posting),
        body_heads=data.bodies.heads,
        body_fields=data.bodies.fields,
        shape=data.shape,
        capitals=data.capitals,
    )
