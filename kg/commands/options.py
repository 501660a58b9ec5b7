"""Arguments and options that several verbs share, with their help."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.fingerprint import DEFAULT_MODEL
from kg.model import DEFAULT_EXTRACTOR

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Files (text, pages, feeds, PDF, mail ...; also .gz), folders, or -.", show_default=False),
]
Directory = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a build.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Model = Annotated[str, typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline.")]


class ExtractorName(StrEnum):
    """Who draws claims."""

    rules = "rules"
    model = "model"
    both = "both"


Extractor = Annotated[ExtractorName, typer.Option("--extractor", help="Who draws claims: the rules, the learned model, or both together.")]
DEFAULT_DRAWER = ExtractorName(DEFAULT_EXTRACTOR)
Workers = Annotated[int, typer.Option("--workers", metavar="N", help="Processes that read documents; the result does not depend on it.")]
Published = Annotated[
    Optional[str],  # noqa: UP045 (typer reads it when the program runs)
    typer.Option("--published", metavar="DATE", help="Publication date (ISO 8601) of documents that have none.", show_default=False),
]
TextField = Annotated[
    Optional[str],  # noqa: UP045 (typer reads it when the program runs)
    typer.Option("--text-field", metavar="NAME", help="Field of the text in .json, .jsonl, .csv; dots lead inwards.", show_default=False),
]
Languages = Annotated[
    Optional[list[str]],  # noqa: UP045 (typer reads it when the program runs)
    typer.Option("--language", metavar="CODE", help="Read documents in this language too, or `any`; may be repeated.", show_default=False),
]
Rules = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--rules", metavar="DIR", help="A folder of rules of your own, beside the shipped ones.", show_default=False),
]
Gazetteers = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option("--gazetteer", metavar="FILE", help="A gazetteer of your own (CSV), or 'extended'; repeatable.", show_default=False),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", metavar="P", help="Leave out claims that are less sure than this (0 to 1).")
]
Output = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.", show_default=False),
]

__all__ = [
    "DEFAULT_DRAWER", "DEFAULT_MODEL", "Directory", "Extractor", "ExtractorName", "Gazetteers", "Inputs", "Json", "Languages",
    "MinConfidence", "Model", "Output", "Published", "Rules", "TextField", "Workers",
]  # fmt: skip
