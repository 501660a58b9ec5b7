"""The queries that have a name: ontologies/queries/NAME.rq, each with a header that says what it answers and what may be given.

In: a name and parameters as a person writes them. Out: SPARQL whose parameters are bound as terms: each `$name` token of the query gives
way to the term that the value stands for, checked and escaped; a value is never read as SPARQL. A query is valid as it stands: a parameter
that is not given stays an unbound variable, which each query allows for.

Over a whole graph it is some five times faster to read each property once and to join by hash than to look it up claim by claim, so a query
asks for each in a SELECT of its own, which pyoxigraph joins so. Where an entity is given, few claims count, and each such SELECT gives way
to the pattern within it: the graph is walked from that entity.

A header is made of comments before the query:

    # What it answers, in a sentence or several.
    # param platform (entity): the one acted against, such as platform:x
    # param since (date): only what happened or was published then or later, such as 2026-01

>>> read_named("actions-against").parameters[0].name
'platform'
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kg.errors import KgError, QueryError
from kg.gate import tokens
from kg.iri import Iris
from kg.literals import XSD, iri, literal
from kg.model import STATUSES
from kg.prefixes import expand, prefixes
from kg.resources import ontology_path
from kg.vocabulary import ONTOLOGY, vocabulary

ParameterKind = Literal["entity", "predicate", "status", "date", "text", "number", "term"]

NAME = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
_PARAMETER = re.compile(r"param ([a-z][a-z0-9_]*) \(([a-z]+)\): (.+)", re.ASCII)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)
_SCAN = re.compile(r"(OPTIONAL )?\{ SELECT (?:\?\w+ )+\{ ([^{}]+) \} \}", re.ASCII)
"""A pattern in a SELECT of its own."""
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What may be given to a query; what is not given is not asked for."""

    name: str
    kind: ParameterKind
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query of ontologies/queries: `text` is valid SPARQL as it stands."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


def named_queries() -> list[NamedQuery]:
    """All queries that have a name, by name; KgError where a header is broken."""
    return [_read(path) for path in sorted(ontology_path("queries").glob("*.rq"))]


def read_named(name: str) -> NamedQuery:
    """The query of a name; QueryError with the nearest name and all of them where there is none."""
    names = sorted(path.stem for path in ontology_path("queries").glob("*.rq"))
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        own = "a query of your own begins with SELECT, ASK or CONSTRUCT"
        raise QueryError(f"no query is called {name!r}{hint} (known: {', '.join(names)}; {own})")
    return _read(ontology_path("queries") / f"{name}.rq")


def bind(query: NamedQuery, values: Mapping[str, str]) -> str:
    """The query with values in the place of its parameters; QueryError for a value that does not fit or a name that is none."""
    known = {parameter.name: parameter.kind for parameter in query.parameters}
    unknown = sorted(set(values) - set(known))
    if unknown:
        takes = ", ".join(f"{parameter.name} ({parameter.kind})" for parameter in query.parameters) or "no parameter"
        raise QueryError(f"{query.name} has no parameter {unknown[0]!r}; it takes {takes}")
    text = walked(query.text) if any(known[name] == "entity" for name in values) else query.text
    return bind_text(text, {name: term(value, known[name], name=name) for name, value in values.items()})


def walked(text: str) -> str:
    """A query with the same answer in which the patterns that had a SELECT of their own have none."""
    return _SCAN.sub(lambda found: f"OPTIONAL {{ {found[2]} }}" if found[1] else f"{found[2]} .", text)


def bind_text(text: str, terms: Mapping[str, str]) -> str:
    """A query with each `$name` token in the place of which a term is given; other text is as it was."""
    pieces = []
    for token in tokens(text):
        name = token.text[1:] if token.kind == "variable" and token.text.startswith("$") else ""
        pieces.append(f" {terms[name]} " if name in terms else token.text)
    return "".join(pieces)


def term(value: str, kind: ParameterKind, *, name: str = "value") -> str:
    """What a person wrote as a term in N-Triples notation; QueryError where it is no value of that kind."""
    if kind == "text":
        return literal(value)
    if kind == "date":
        if not _DATE.fullmatch(value):
            raise QueryError(f"{name}={value!r} is no date; expected a year, month or day, such as 2026, 2026-01 or 2026-01-31")
        return literal(value)
    if kind == "number":
        if not _NUMBER.fullmatch(value):
            raise QueryError(f"{name}={value!r} is no number; expected one such as 10 or 0.5")
        return f'"{value}"^^<{XSD}{"decimal" if "." in value else "integer"}>'
    if kind == "status":
        if value not in STATUSES:
            raise QueryError(f"{name}={value!r} is no status; expected one of {', '.join(STATUSES)}")
        return iri(f"{ONTOLOGY}status-{value}")
    if kind == "predicate":
        return _predicate(value, name)
    iris = Iris()
    found = expand(value, prefixes(iris), iris)
    if found is not None:
        return iri(found)
    if kind == "term":
        return f'"{value}"^^<{XSD}{"decimal" if "." in value else "integer"}>' if _NUMBER.fullmatch(value) else literal(value)
    types = ", ".join(vocabulary().types)
    raise QueryError(f"{name}={value!r} is no entity; expected TYPE:KEY such as platform:x (TYPE is one of {types}), or an IRI")


def _predicate(value: str, name: str) -> str:
    words = {**vocabulary().predicates, **vocabulary().groups, **vocabulary().narrower_groups}
    found = words.get(value.removeprefix("ag:"))
    if found is None:
        near = difflib.get_close_matches(value, words, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise QueryError(f"{name}={value!r} is no predicate{hint} (known: {', '.join(sorted(words))})")
    return iri(found.iri)


def _read(path: Path) -> NamedQuery:
    description: list[str] = []
    parameters: list[Parameter] = []
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comment = line.removeprefix("#").strip()
        match = _PARAMETER.fullmatch(comment)
        if match:
            parameters.append(_parameter(path, match))
        elif comment.startswith("param"):
            raise KgError(f"{path.name}: {comment!r} is no parameter; expected '# param NAME (KIND): what it is'")
        else:
            description.append(comment)
    if not description:
        raise KgError(f"{path.name}: has no description; expected a comment before the query that says what it answers")
    return NamedQuery(name=path.stem, description=" ".join(description).strip(), parameters=tuple(parameters), text=text)


def _parameter(path: Path, match: re.Match[str]) -> Parameter:
    kinds: tuple[ParameterKind, ...] = get_args(ParameterKind)
    for kind in kinds:
        if match.group(2) == kind:
            return Parameter(name=match.group(1), kind=kind, description=match.group(3))
    raise KgError(f"{path.name}: parameter {match.group(1)} has the kind {match.group(2)!r}; expected one of {', '.join(kinds)}")
