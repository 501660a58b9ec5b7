"""docs/cli.md tells of every verb and every option, and of none that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import typer.main

from kg.cli import make_app
from kg.commands.evaluating import MentionSource
from kg.commands.extracting import Shape
from kg.commands.querying import IndexUse, ResultFormat
from kg.export.formats import FORMATS, RDF, WRITERS
from kg.results import FORMATS as RESULTS

TEXT = (Path(__file__).resolve().parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: part.partition("\n")[2] for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]}


def verbs(command: Any = None, name: str = "kg") -> Iterator[tuple[str, Any]]:
    command = command or typer.main.get_command(make_app())
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
    for word, sub in (below or {}).items():
        yield from verbs(sub, f"{name} {word}")


VERBS = dict(verbs())


def test_every_verb_has_its_section_and_no_other_has_one() -> None:
    assert {name for name in SECTIONS if name.startswith("kg ")} == set(VERBS)


@pytest.mark.parametrize("name", VERBS)
def test_every_option_is_described(name: str) -> None:
    options = {option for parameter in VERBS[name].params for option in parameter.opts if option.startswith("-")} - {"--help", "-h"}
    described = set(re.findall(r"(?<![\w-])(--?[a-z][a-z0-9-]*)", SECTIONS[name].partition("| option | what |")[2]))
    assert options <= described
    assert described <= options


@pytest.mark.parametrize(
    ("name", "choices"),
    [("kg extract", Shape), ("kg query", ResultFormat), ("kg query", IndexUse), ("kg eval", MentionSource)],
)
def test_every_choice_is_described(name: str, choices: type[StrEnum]) -> None:
    assert all(f"`{choice}`" in SECTIONS[name] or f" {choice}`" in SECTIONS[name] for choice in choices)


def test_every_format_of_the_export_has_a_writer_and_is_described() -> None:
    assert set(FORMATS) == {*RDF, *WRITERS}
    assert all(f"`{format}`" in SECTIONS["kg export"] for format in FORMATS)
    assert set(ResultFormat) == set(RESULTS)


@pytest.mark.parametrize("name", VERBS)
def test_every_parameter_has_help(name: str) -> None:
    assert VERBS[name].help
    assert all(getattr(parameter, "help", None) for parameter in VERBS[name].params)


def test_exit_codes_are_described() -> None:
    assert all(f"| {code} |" in SECTIONS["Exit codes"] for code in (0, 1, 2, 3, 130))
