"""Word lists in data/lexicon/*.toml, read into frozen models; unknown keys and empty words are errors.

In: the TOML files, those of KG_DATA over those that are shipped. Out: a Lexicon, with the surface forms of each word.

>>> "offices" in load_lexicon().arguments.belongings
True
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from kg.errors import DataError, Problem
from kg.inflect import noun_forms, verb_forms
from kg.resources import data_files


def _forms_of_nouns(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in _last_inflected(word, noun_forms))


def _forms_of_verbs(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in _first_inflected(word))


def _last_inflected(word: str, forms: Any) -> Iterable[str]:
    *before, last = word.casefold().split()
    return (" ".join([*before, form]) for form in forms(last))


def _first_inflected(word: str) -> Iterable[str]:
    first, *after = word.casefold().split()
    return (" ".join([form, *after]) for form in verb_forms(first))


Nouns = Annotated[frozenset[str], AfterValidator(_forms_of_nouns)]
Verbs = Annotated[frozenset[str], AfterValidator(_forms_of_verbs)]
Words = Annotated[frozenset[str], AfterValidator(lambda words: frozenset(word.casefold() for word in words))]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Arguments(_Strict):
    """Nouns that lead to an actor; see the comments in arguments.toml."""

    representatives: Nouns
    belongings: Nouns
    quantities: Nouns
    nationals: Nouns
    classes: Nouns
    hosted: Nouns
    decisions: Nouns


class Light(_Strict):
    """Verbs that lend a clause to an event noun: `agent` ('launched a probe'), `patient` ('faces a probe')."""

    agent: Verbs
    patient: Verbs


class Cues(_Strict):
    """Words that change polarity and modality as they govern a trigger; see the comments in status.toml."""

    negations: Words
    negating_verbs: Verbs
    ending_verbs: Verbs
    undoing_verbs: Verbs
    leaving_verbs: Verbs
    lasting_events: Nouns
    factive_words: Verbs
    aborting_verbs: Verbs
    blocking_verbs: Verbs
    examining_verbs: Verbs
    pending_events: Nouns
    faced_ahead: Nouns
    facing_verbs: Verbs
    occurring_verbs: Verbs
    near_adverbs: Words
    spurning_verbs: Verbs
    negating_adjectives: Words
    untrue: Words
    unclear: Words
    negating_nouns: Nouns
    negating_prepositions: Words
    denying_verbs: Verbs
    failing_verbs: Verbs
    planning_verbs: Verbs
    planning_nouns: Nouns
    planned_events: Nouns
    planning_adjectives: Words
    planning_modals: Words
    demanding_verbs: Verbs
    demanding_nouns: Nouns
    demanding_modals: Words
    alleging_verbs: Verbs
    alleging_nouns: Nouns
    alleging_adverbs: Words
    alleging_adjectives: Words
    saying_verbs: Verbs
    saying_nouns: Nouns
    owned_words: Nouns
    owning_participles: Words
    unnamed_sources: Nouns
    unnamed_marks: Words
    anonymous_people: Nouns
    conditions: Words


class Lexicon(_Strict):
    """All word lists of syntax and status."""

    arguments: Arguments
    light: Light
    status: Cues


Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, model: type[Model]) -> Model:
    """Read one TOML file into a model.

    Raises:
        DataError: the file is no TOML, or has unknown keys or wrong values; every problem with its place.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError([Problem(path=path.name, where="", field="", message=f"cannot be read as TOML: {error}")]) from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise DataError(
            [
                Problem(path=path.name, where="", field=".".join(str(part) for part in one["loc"]), message=one["msg"])
                for one in error.errors(include_url=False)
            ]
        ) from error


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The word lists of arguments.toml, light.toml and status.toml."""
    files = {path.stem: path for path in data_files("lexicon", "*.toml")}
    return Lexicon(
        arguments=read_toml(files["arguments"], Arguments), light=read_toml(files["light"], Light), status=read_toml(files["status"], Cues)
    )
