"""Where a text appeared: the same words may come from several files, feeds or outlets, and are one document.

In: documents as they were read, with the place of each. Out: Appearances, in an order that does not depend on that of arrival; the
first of them lends the document its name, source and metadata.

>>> from tests.makers import make_document
>>> first, later = (appearance_of(make_document("T.", name=name), "") for name in ("a", "b"))
>>> min([later, first], key=rank).name
'a'
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, fields, replace
from urllib.parse import urlsplit

from kg.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A document's text in one place: `place` as in kg.plan, the rest as in model.Document."""

    place: str
    source: str
    name: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    encoding: str = "utf-8"
    author: str | None = None
    language_from: str | None = None


FIELDS = tuple(field.name for field in fields(Appearance))


def appearance_of(document: Document, place: str) -> Appearance:
    """The appearance that a document was read from."""
    return Appearance(place=place, **{name: getattr(document, name) for name in FIELDS if name != "place"})


def as_it_appeared(document: Document, appearance: Appearance) -> Document:
    """The document with the name, source and metadata of an appearance."""
    return replace(document, **{name: getattr(appearance, name) for name in FIELDS if name != "place"})


def rank(appearance: Appearance) -> tuple[bool, str, str, str, str]:
    """Sorts appearances of one text: one with a date first, then by source and name, then by the rest."""
    rest = json.dumps(astuple(appearance), sort_keys=True)
    return appearance.published is None, appearance.source, appearance.name, rest, appearance.place


def outlets(url: str | None, outlet: str | None) -> frozenset[str]:
    """What tells whose article it is: the outlet's name and the host of its address, in small letters; empty where neither is known."""
    names = {" ".join(outlet.casefold().split())} if outlet else set()
    host = _host(url) if url else ""
    return frozenset(names | {host}) - {""}


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
