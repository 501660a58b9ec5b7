"""The page of the ontology: every term with its explanation, and what the shapes ask of a graph.

In: the shipped ontology, alignments and shapes. Out: one HTML file without scripts that loads nothing. Each term has its own anchor, so
that its IRI, which ends in '#raided', leads to it. docs/ontology.html is this page; `kg ontology -o docs/ontology.html` writes it anew.

>>> to_html().startswith("<!doctype html>")
True
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.iri import Iris
from kg.ontology.entries import read_header, read_sections
from kg.prefixes import Shortener, prefixes
from kg.shapes import NodeShape, PropertyShape, read_shapes

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a shape asks for: at which path, how often, and in which words."""

    path: str
    count: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A shape: the classes whose members it looks at, and its demands."""

    name: str
    classes: str
    demands: tuple[Demand, ...]


def to_html() -> str:
    """The page as text; KgError where a shipped file is missing or broken."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(_FOLDER, encoding="utf-8")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2").render(
        header=read_header(), sections=read_sections(), shapes=_shapes(), prefixes=prefixes(Iris()).items()
    )


def _shapes() -> tuple[Asked, ...]:
    shorten = Shortener(prefixes(Iris()))
    return tuple(
        Asked(
            name=shape.name,
            classes=", ".join(sorted(shorten(token[1:-1]) for token in shape.classes)),
            demands=tuple(_demands(shape, shorten)),
        )
        for shape in read_shapes().nodes
    )


def _demands(shape: NodeShape, shorten: Shortener) -> list[Demand]:
    found = [
        Demand(path=" / ".join(shorten(step[1:-1]) for step in part.path), count=_count(part), message=part.message, mend=part.mend)
        for part in shape.properties
    ]
    found += [Demand(path="", count="", message=query.message, mend=query.mend) for query in shape.queries]
    return [*found, Demand(path="", count="", message=shape.message, mend=shape.mend)] if shape.closed else found


def _count(part: PropertyShape) -> str:
    """How many values there may be: '1', '0 to 1', '1 or more'; empty where any number may."""
    if part.max_count is None:
        return f"{part.min_count} or more" if part.min_count else ""
    return str(part.max_count) if part.min_count == part.max_count else f"{part.min_count} to {part.max_count}"
