"""kg ontology: the vocabulary of all graphs, for people and for programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.commands.options import Output


class OntologyForm(StrEnum):
    """What `kg ontology` gives."""

    html = "html"
    turtle = "turtle"
    alignments = "alignments"
    shapes = "shapes"
    context = "context"


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
