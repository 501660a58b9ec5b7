"""kg eval: extraction measured on gold documents."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import DEFAULT_DRAWER, DEFAULT_MODEL, Extractor, Gazetteers, Json, Model, Rules, Workers


class MentionSource(StrEnum):
    """Whose mentions the rules are given."""

    system = "system"
    gold = "gold"


def evaluate(
    *,
    gold: Annotated[
        list[Path],
        typer.Option("--gold", metavar="PATH", help="Gold documents: a file or folder; may be given more than once.", show_default=False),
    ],
    errors: Annotated[bool, typer.Option("--errors", help="Show each claim that was missed or is wrong, with its sentence.")] = False,
    entities: Annotated[bool, typer.Option("--entities", help="With --errors: entities too.")] = False,
    mentions: Annotated[
        MentionSource, typer.Option("--mentions", help="Measure with the mentions found, or with those of the gold.")
    ] = MentionSource.system,
    model: Model = DEFAULT_MODEL,
    workers: Workers = 1,
    rules: Rules = None,
    gazetteer: Gazetteers = None,
    extractor: Extractor = DEFAULT_DRAWER,
    json: Json = False,
) -> int:
    """Measure entities and claims against gold documents."""
    from kg.commands.screen import plain, say, say_json
    from kg.evaluate import errors as error_lines
    from kg.evaluate import evaluate as run
    from kg.evaluate import format_table, to_json
    from kg.pipeline import load_pipeline

    pipeline = load_pipeline(model=model, rules_dir=rules, gazetteers=tuple(gazetteer or ()), extractor=extractor.value)
    evaluation = run(gold, pipeline, mentions=mentions.value, workers=workers)
    lines = list(error_lines(evaluation, entities=entities)) if errors else []
    if json:
        content = to_json(evaluation)
        say_json({**content, "errors": lines} if errors else content)
        return 0
    for line in lines:
        say("\n".join(plain(part) for part in line.split("\n")))
    say(format_table(evaluation))
    return 0
