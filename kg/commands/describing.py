"""kg describe, kg ontology: what a dataset is, and the vocabulary of all graphs, for people and for programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer

from kg.commands.options import Directory, Output


class OntologyForm(StrEnum):
    """What `kg ontology` gives."""

    html = "html"
    turtle = "turtle"
    alignments = "alignments"
    shapes = "shapes"
    context = "context"


def describe(
    directory: Directory,
    *,
    title: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--title", metavar="TEXT", help="The title of the dataset.", show_default=False),
    ] = None,
    licence: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--licence", metavar="IRI", help="The licence under which you publish it.", show_default=False),
    ] = None,
    publisher: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--publisher", metavar="IRI", help="Who publishes it.", show_default=False),
    ] = None,
    download: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--download", metavar="IRI", help="Where its graph.trig can be had.", show_default=False),
    ] = None,
    base: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--base", metavar="IRI", help="What its IRIs begin with, as kg export was told.", show_default=False),
    ] = None,
    output: Output = None,
) -> int:
    """Describe the dataset in VoID and DCAT.

    Counts, partitions, sources, dates, versions and the dump with its checksum, in Turtle. DIR/dataset.ttl is the same without what a
    publisher says of it.
    """
    import sys

    from kg.atomic import write_text
    from kg.commands.screen import plain, say
    from kg.describe import describe as run
    from kg.describe import dump_of
    from kg.errors import UsageError
    from kg.ledger import Ledger

    if download and base is not None:
        raise UsageError("--download says where graph.trig of the build is, which has the usual base; leave out --base or --download")
    with Ledger.open(directory) as ledger:
        dump = dump_of(ledger, directory, download=download) if base is None else None
        text = run(ledger, title=title, licence=licence, publisher=publisher, dump=dump, base=base)
    if output is None:
        sys.stdout.write("".join(f"{plain(line)}\n" for line in text.splitlines()))
    else:
        write_text(output, text)
        say(f"Written: {plain(str(output))}")
    return 0


def ontology(
    *,
    to: Annotated[OntologyForm, typer.Option("--to", help="The page, or one of the files that it is made of.")] = OntologyForm.html,
    output: Output = None,
) -> int:
    """Give the vocabulary: a page that explains every term, or its files.

    The files are the ontology (OWL), its alignments with other vocabularies, the shapes (SHACL) and the JSON-LD context.
    """
    import sys

    from kg.atomic import write_text
    from kg.commands.screen import plain, say
    from kg.ontology import ontology_text

    text = ontology_text(to.value)
    if output is None:
        sys.stdout.write(text)
    else:
        write_text(output, text)
        say(f"Written: {plain(str(output))}")
    return 0
