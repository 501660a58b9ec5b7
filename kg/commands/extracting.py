"""kg extract: documents in, JSON lines out, without a graph on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.commands.options import (
    DEFAULT_DRAWER,
    DEFAULT_MODEL,
    Extractor,
    Gazetteers,
    Inputs,
    Languages,
    MinConfidence,
    Model,
    Output,
    Published,
    Rules,
    TextField,
    Workers,
)

if TYPE_CHECKING:
    from kg.fingerprint import Settings
    from kg.model import Document
    from kg.read import Skipped


class Shape(StrEnum):
    """What `kg extract` writes: one JSON object a document, a claim, a cleaned text or a block."""

    documents = "documents"
    claims = "claims"
    text = "text"
    blocks = "blocks"


def extract(
    inputs: Inputs,
    *,
    to: Annotated[Shape, typer.Option("--to", help="What a line of the output is.")] = Shape.documents,
    output: Output = None,
    model: Model = DEFAULT_MODEL,
    workers: Workers = 1,
    published: Published = None,
    text_field: TextField = None,
    language: Languages = None,
    rules: Rules = None,
    gazetteer: Gazetteers = None,
    extractor: Extractor = DEFAULT_DRAWER,
    min_confidence: MinConfidence = 0.0,
) -> int:
    """Read documents and print what is found, as JSON lines.

    The lines come in the order of the documents; `--to documents` has the shape of the annotation guidelines.
    """
    from kg.commands.screen import complain, json_text
    from kg.errors import NothingUsable, UsageError
    from kg.fingerprint import Settings, languages_of
    from kg.read import read

    if workers < 1:
        raise UsageError(f"--workers {workers}: at least 1 process is needed")
    if not 0 <= min_confidence <= 1:
        raise UsageError(f"--min-confidence {min_confidence:g}: name a number from 0 to 1")
    settings = Settings(model=model, rules_dir=rules, gazetteers=tuple(gazetteer or ()), extractor=extractor.value)
    skipped: list[Skipped] = []
    given = read(inputs, published=published, text_field=text_field, languages=languages_of(model, tuple(language or ())))
    documents = _only_documents(given, skipped)
    lines = _lines(documents, settings, to, workers=workers, min_confidence=min_confidence, skipped=skipped)
    with ExitStack() as files:
        write = _writer(output, files)
        documents_written = 0
        for of_document in lines:
            documents_written += 1
            for line in of_document:
                write(json_text(line, indent=None) + "\n")
        for item in skipped:
            complain(f"skipped {item}")
        if not documents_written:
            what = "that can be read; see above" if skipped else "at all; name files that are read, or a folder that has some"
            raise NothingUsable(f"the input holds no document {what}")
    return 1 if skipped else 0


def _only_documents(items: Iterator[Document | Skipped], skipped: list[Skipped]) -> Iterator[Document]:
    from kg.read import Skipped

    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            yield item


def _lines(
    documents: Iterator[Document], settings: Settings, to: Shape, *, workers: int, min_confidence: float, skipped: list[Skipped]
) -> Iterator[Sequence[dict[str, Any]]]:
    """The lines of each document; those without any line (no claims) give an empty sequence."""
    from kg.export.lines import block_lines, claim_lines, document_line, text_line

    if to in (Shape.text, Shape.blocks):
        from kg.clean import clean

        for document in documents:
            cleaned = clean(document)
            yield [text_line(cleaned)] if to is Shape.text else list(block_lines(cleaned))
        return
    from kg.read import Skipped
    from kg.workers import extract_all, pipeline_of

    pipeline_of(settings)
    for result in extract_all(documents, settings, workers=workers):
        if isinstance(result, Skipped):
            skipped.append(result)
        elif to is Shape.documents:
            yield [document_line(result, min_confidence=min_confidence)]
        else:
            yield list(claim_lines(result, min_confidence=min_confidence))


def _writer(output: Path | None, files: ExitStack) -> Callable[[str], object]:
    """What takes the text: a file that is whole or not there, or standard output."""
    import sys

    from kg.atomic import atomic_path

    if output is None:
        return sys.stdout.write
    temporary = files.enter_context(atomic_path(output))
    return files.enter_context(temporary.open("w", encoding="utf-8", newline="\n")).write
