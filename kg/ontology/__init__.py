"""The vocabulary for people: its page, and the files of ontologies/ as they are shipped.

In: nothing but the shipped files. Out: text; the same files give the same bytes.

>>> ontology_text("turtle").startswith("# Actorgraph ontology")
True
"""

from __future__ import annotations

from kg.errors import KgError, UsageError
from kg.ontology.page import to_html
from kg.resources import ontology_path

__all__ = ["FORMS", "ontology_text", "to_html"]

_FILES = {"turtle": "actorgraph.ttl", "alignments": "alignments.ttl", "shapes": "shapes.ttl", "context": "context.jsonld"}
FORMS = ("html", *_FILES)


def ontology_text(form: str) -> str:
    """The vocabulary as one of FORMS: the page, the ontology, its alignments, the SHACL shapes, the JSON-LD context.

    Raises:
        UsageError: an unknown form. KgError: a shipped file is missing or broken.
    """
    if form == "html":
        return to_html()
    if form not in _FILES:
        raise UsageError(f"no form of the ontology is called {form!r}; expected one of {', '.join(FORMS)}")
    path = ontology_path(_FILES[form])
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise KgError(f"{path.name}: cannot be read ({error.strerror}); reinstall the package") from error
