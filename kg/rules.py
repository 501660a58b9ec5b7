"""Rules: which words in which slots make which claim. They are data (data/rules/*.toml); here they are read and checked.

In: TOML files. Out: a RuleBook, with the rules by the surface forms that trigger them.

    [[rule]]
    id = "raid"
    predicate = "raided"
    verbs = ["raid", "search"]
    subject = { slots = ["subject", "by"] }
    object = { slots = ["object", "on"], via = ["office"] }
    examples = [ { text = "[Paris police|organisation] raided [Acme|organisation].", expect = ["Paris police -> Acme"] }, ... ]

See docs/write-a-rule.md. kg.match applies the rules, kg.examples runs the examples.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import DataError, Problem, UsageError
from kg.inflect import noun_forms, verb_forms
from kg.lexicon import Nouns, Verbs
from kg.resources import data_files
from kg.rule_problems import expected, told
from kg.slots import SlotName
from kg.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

ANY = "*"
"""Stands for every common noun in `nouns`."""
Phrase = Annotated[str, Field(pattern=r"^([a-z][a-z' -]*|\*)$", max_length=60)]
_LARGEST = 1_000_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Slot(_Strict):
    """Where an argument stands: slots in order of preference, entity types (those of the predicate if left out).

    `via` are nouns that may stand between ('office of'); `belongings` allows all those of data/lexicon/arguments.toml.
    With `via_only` the entity itself does not do: 'uses Acme's software', not 'uses Acme'.
    """

    slots: Annotated[tuple[SlotName, ...], Field(min_length=1)]
    types: frozenset[str] = frozenset()
    via: Nouns = frozenset()
    belongings: bool = False
    via_only: bool = False


class Example(_Strict):
    """A sentence with marked entities and the claims that the rule must find in it ('A -> B (negated planned)')."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]
    expect: tuple[str, ...] = ()


class Rule(_Strict):
    """One rule. At least one of `verbs`, `nouns` and `names` says what triggers it.

    `names` are entity types whose names are triggers themselves ('Brazil's Supreme Court' makes based_in).
    `light` are verbs that the noun needs or takes beside the usual ones; with `only_light` the noun counts only with one of them.
    `where` asks for words in a slot ({ from = ["store"] }); `unless` forbids words in slots; `polarity` is for verbs that negate ('leave').
    `weight` puts a rule before others at the same trigger, where slots and types decide between them.
    `infer` lets a missing argument come from context: from the event that this one is `coordinated` with ('a ban on X as well as a
    Commission probe'), or, for an object, the `actor` of what was done to the subject before ('X was fined by Y. It will appeal.');
    or from what the text is about (`setting`: 'the interior minister, Jane Roe, said').
    `answers` are the predicates of such acts (all that are done against somebody, if left out).
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
    predicate: str
    note: str = ""
    verbs: tuple[Phrase, ...] = ()
    nouns: tuple[Phrase, ...] = ()
    names: frozenset[str] = frozenset()
    light: Verbs = frozenset()
    only_light: bool = False
    subject: Slot
    object: Slot
    where: Mapping[SlotName, Nouns] = Field(default_factory=dict)
    unless: Mapping[SlotName, Nouns] = Field(default_factory=dict)
    polarity: Literal["affirmed", "negated"] = "affirmed"
    infer: Literal["coordinated", "actor", "setting", "none"] = "none"
    answers: frozenset[str] = frozenset()
    weight: Annotated[int, Field(ge=0, le=5)] = 0
    confidence: Annotated[float, Field(gt=0, le=1)] = 0.9
    examples: tuple[Example, ...] = ()


class _File(_Strict):
    rule: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All rules by id, and by the first or head word that can trigger them (lower-case surface forms)."""

    rules: Mapping[str, Rule]
    verbs: Mapping[str, tuple[tuple[Rule, tuple[str, ...]], ...]]
    nouns: Mapping[str, tuple[tuple[Rule, tuple[str, ...]], ...]]
    names: Mapping[str, tuple[Rule, ...]]


def load_rules(folder: Path | None = None) -> RuleBook:
    """Read the rules of data/rules (with those of KG_DATA) and of a folder beside them; a rule of the same id replaces the earlier one.

    Raises:
        UsageError: the folder does not exist or holds no .toml file.
        DataError: unknown keys, predicates, types or slots, missing examples, an id used twice in one file: all of them at once.
    """
    paths = data_files("rules", "*.toml")
    if folder is not None:
        own = sorted(folder.glob("*.toml")) if folder.is_dir() else []
        if not own:
            raise UsageError(f"--rules {folder}: no folder with .toml files; see docs/write-a-rule.md")
        paths += own
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    for path in paths:
        seen: set[str] = set()
        for rule in _read(path, problems):
            if rule.id in seen:
                problems.append(Problem(path=str(path), where=f"rule {rule.id}", field="id", message="is used twice in this file"))
            seen.add(rule.id)
            rules[rule.id] = rule
            problems.extend(_check(rule, str(path), vocabulary()))
    if problems:
        raise DataError(problems)
    return index(sorted(rules.values(), key=lambda rule: rule.id))


def _read(path: Path, problems: list[Problem]) -> tuple[Rule, ...]:
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError(f"larger than {_LARGEST} bytes")
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        problems.append(Problem(path=str(path), where="", field="", message=f"cannot be read as TOML: {error}", expected="[[rule]] tables"))
        return ()
    try:
        return _File.model_validate(content).rule
    except ValidationError as error:
        every = error.errors(include_url=False)
        # a list whose only member does not fit is told to be too short as well
        inner = {one["loc"][: len(one["loc"]) - 1] for one in every}
        found = [one for one in every if one["type"] != "too_short" or one["loc"] not in inner]
        problems.extend(_problem(str(path), content, one) for one in found)
        return _sound(content, [one["loc"] for one in found if one["type"] == "extra_forbidden"])


def _sound(content: dict[str, Any], unknown: Sequence[tuple[int | str, ...]]) -> tuple[Rule, ...]:
    """The rules of a file that are whole but for unknown keys, so that the other problems of a rule are found in the same run."""
    for *place, key in unknown:
        holder: Any = content
        for step in place:
            holder = holder[step]
        del holder[key]
    rules = []
    listed = content.get("rule")
    for one in listed if isinstance(listed, list) else ():
        with suppress(ValidationError):
            rules.append(Rule.model_validate(one))
    return tuple(rules)


def _problem(path: str, content: Mapping[str, object], error: ErrorDetails) -> Problem:
    place, kind = error["loc"], error["type"]
    where = ""
    listed = content.get("rule")
    if len(place) > 1 and isinstance(place[1], int) and isinstance(listed, list) and isinstance(listed[place[1]], dict):
        where = f"rule {listed[place[1]].get('id', f'number {place[1] + 1}')}"
    field = ".".join(str(part) for part in place[2:] or place)
    if kind == "extra_forbidden":
        return Problem(path=path, where=where, field=field, message="unknown key", expected=", ".join(sorted(_holder(place).model_fields)))
    name = next((part for part in reversed(place) if isinstance(part, str)), "")
    return Problem(
        path=path, where=where, field=field, message=told(kind, error["input"]), expected=expected(kind, name, error.get("ctx", {}))
    )


def _holder(place: tuple[int | str, ...]) -> type[BaseModel]:
    """The model that a key at this place belongs to."""
    parts: dict[int | str, type[BaseModel]] = {"subject": Slot, "object": Slot, "examples": Example}
    return _File if len(place) < 3 else parts.get(place[2], Rule) if len(place) > 3 else Rule


def _check(rule: Rule, path: str, words: Vocabulary) -> list[Problem]:
    found: list[tuple[str, str, str]] = []
    if rule.predicate not in words.predicates:
        found.append(("predicate", f"unknown predicate {rule.predicate!r}", ", ".join(sorted(words.predicates))))
    for name, types in (("subject.types", rule.subject.types), ("object.types", rule.object.types), ("names", rule.names)):
        unknown = sorted(types - words.types.keys())
        found += [(name, f"unknown entity type {one!r}", ", ".join(sorted(words.types))) for one in unknown]
    strange = sorted(rule.answers - words.predicates.keys())
    found += [("answers", f"unknown predicate {one!r}", ", ".join(sorted(words.predicates))) for one in strange]
    if not (rule.verbs or rule.nouns or rule.names):
        found.append(("verbs", "the rule has no trigger", "verbs, nouns or names"))
    if rule.only_light and not rule.light:
        found.append(("light", "only_light without light verbs", "a list of verbs"))
    if not any(example.expect for example in rule.examples):
        found.append(("examples", "no positive example", "at least one with a claim in expect"))
    if all(example.expect and not any("(negated" in line for line in example.expect) for example in rule.examples):
        found.append(("examples", "no negative example", "at least one with expect = [], or with a negated claim"))
    return [Problem(path=path, where=f"rule {rule.id}", field=field, message=message, expected=hint) for field, message, hint in found]


def index(rules: Sequence[Rule]) -> RuleBook:
    """Put rules under the surface forms of their triggers: the first word of verb phrases, the last of noun phrases."""
    verbs: dict[str, list[tuple[Rule, tuple[str, ...]]]] = {}
    nouns: dict[str, list[tuple[Rule, tuple[str, ...]]]] = {}
    names: dict[str, list[Rule]] = {}
    for rule in rules:
        for phrase in rule.verbs:
            first, *after = phrase.replace("-", " - ").split()
            for form in sorted(verb_forms(first)):
                verbs.setdefault(form, []).append((rule, tuple(after)))
        for phrase in rule.nouns:
            *before, last = phrase.replace("-", " - ").split()
            for form in sorted(noun_forms(last)):
                nouns.setdefault(form, []).append((rule, tuple(before)))
        for kind in sorted(rule.names):
            names.setdefault(kind, []).append(rule)
    return RuleBook(
        rules={rule.id: rule for rule in rules},
        verbs={form: tuple(found) for form, found in verbs.items()},
        nouns={form: tuple(found) for form, found in nouns.items()},
        names={kind: tuple(found) for kind, found in names.items()},
    )
