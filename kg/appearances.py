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
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlsplit

from kg.model import Document, Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance(Metadata):
    """A document's text in one place, as in kg.plan, with the metadata that it has there."""

    place: str


_METADATA = tuple(field.name for field in fields(Metadata))
FIELDS = ("place", *_METADATA)
"""Of an appearance, in the order of the ledger's table and of the keys of kg.plan."""


def appearance_of(document: Document, place: str) -> Appearance:
    """The appearance that a document was read from."""
    return Appearance(place=place, **_metadata(document))


def as_it_appeared(document: Document, appearance: Appearance) -> Document:
    """The document with the metadata of an appearance."""
    return replace(document, **_metadata(appearance))


def appearance_row(appearance: Appearance) -> tuple[str | None, ...]:
    """The values of FIELDS."""
    return tuple(getattr(appearance, name) for name in FIELDS)


def rank(appearance: Appearance) -> tuple[bool, str, str, str, str]:
    """Sorts appearances of one text: one with a date first, then by source and name, then by the rest."""
    rest = json.dumps(appearance_row(appearance))
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


def _metadata(one: Metadata) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _METADATA}
