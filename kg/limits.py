"""Whether one value keeps the limits that a shape sets it, and in which words it does not.

In: a value (token), the Limits of a shape, and how classes are found. Out: a Breach for each constraint that the value breaks, with the
name of the constraint in SHACL (https://www.w3.org/TR/shacl/#core-components) and what is wrong.

>>> [breach.wrong for breach in breaches('"1"', Limits(minimum=0.0), lambda value: frozenset(), str)]
['"1" is not 0 or more']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.literals import XSD, date, literal, parts
from kg.shapes import Limits, PropertyShape

_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_VALID: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "string": lambda _: True,
        "integer": lambda text: bool(_INTEGER.fullmatch(text)),
        "nonNegativeInteger": lambda text: bool(_INTEGER.fullmatch(text)) and int(text) >= 0,
        "decimal": lambda text: bool(_DECIMAL.fullmatch(text)),
        "hexBinary": lambda text: bool(re.fullmatch(r"([0-9A-Fa-f]{2})*", text, re.ASCII)),
        **{kind: lambda text: date(text) != literal(text) for kind in ("date", "gYearMonth", "gYear", "dateTime")},
    }
)
_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "nonNegativeInteger", "decimal"))
_FEW = 8
"""Values of a list that a message names."""

Classes = Callable[[str], Collection[str]]
"""The classes (tokens) that a node belongs to, those above its own among them."""
Show = Callable[[str], str]
"""A token as people read it: PREFIX:LOCAL where that is known."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A constraint that is broken: its name in SHACL without 'ConstraintComponent', and what is wrong."""

    component: str
    wrong: str


def breaches(value: str, limits: Limits, classes: Classes, show: Show) -> Iterator[Breach]:
    """Each constraint of the limits that a value breaks."""
    is_iri = value.startswith("<")
    text, kind = (value[1:-1], "") if is_iri else _literal(value)
    if limits.iri and not is_iri:
        yield Breach("NodeKind", f"{show(value)} is no IRI")
    if limits.datatype and not (kind == limits.datatype[1:-1] and _VALID[kind.removeprefix(XSD)](text)):
        yield Breach("Datatype", f"{show(value)} is no valid {show(limits.datatype)}")
    if limits.cls and limits.cls not in classes(value):
        yield Breach("Class", f"{show(value)} is no {show(limits.cls)} of this graph")
    if limits.among and value not in limits.among:
        few = f": {', '.join(sorted(map(show, limits.among)))}" if len(limits.among) <= _FEW else ""
        yield Breach("In", f"{show(value)} is none of the {len(limits.among)} values allowed{few}")
    if limits.pattern and not limits.pattern.search(text):
        yield Breach("Pattern", f"{show(value)} does not have the form {limits.pattern.pattern}")
    if len(text) < limits.min_length:
        yield Breach("MinLength", f"{show(value)} has fewer than {limits.min_length} characters")
    number = _number(text, kind)
    if limits.minimum is not None and not (number is not None and number >= limits.minimum):
        yield Breach("MinInclusive", f"{show(value)} is not {limits.minimum:g} or more")
    if limits.maximum is not None and not (number is not None and number <= limits.maximum):
        yield Breach("MaxInclusive", f"{show(value)} is not {limits.maximum:g} or less")
    if limits.either and all(any(breaches(value, option, classes, show)) for option in limits.either):
        options = " or ".join(show(option.datatype or option.cls or "") for option in limits.either)
        yield Breach("Or", f"{show(value)} is no valid {options}")


def compared(value: str, shape: PropertyShape, values: Mapping[str, list[str]], show: Show) -> Iterator[Breach]:
    """Each constraint that sets a value against those of another property of the node, and is broken."""
    if shape.disjoint and value in values.get(shape.disjoint, ()):
        yield Breach("Disjoint", f"{show(value)} is the value of {show(shape.disjoint)} too")
    for other in values.get(shape.less_than, ()) if shape.less_than else ():
        numbers = [_number(*_literal(token)) if token.startswith('"') else None for token in (value, other)]
        if numbers[0] is None or numbers[1] is None or not numbers[0] < numbers[1]:
            yield Breach("LessThan", f"{show(value)} is not below {show(other)}, the value of {show(shape.less_than or '')}")


def counted(values: Collection[str], shape: PropertyShape, show: Show) -> Iterator[Breach]:
    """Whether there are too few values or too many."""
    if len(values) < shape.min_count:
        yield Breach("MinCount", "there is no value" if not values else f"there are only {len(values)} values of {shape.min_count}")
    if shape.max_count is not None and len(values) > shape.max_count:
        few = ", ".join(list(map(show, values))[:_FEW])
        yield Breach("MaxCount", f"there are {len(values)} values where {shape.max_count} may be: {few}")


def _literal(token: str) -> tuple[str, str]:
    text, kind = parts(token)
    return text, kind or f"{XSD}string"


def _number(text: str, kind: str) -> float | None:
    """The value of a number; None for what is none, or only looks like one."""
    return float(text) if kind in _NUMBERS and _DECIMAL.fullmatch(text) else None
