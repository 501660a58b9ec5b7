"""One entity out of what several documents say of it; the order of the documents makes no difference.

In: the same entity (one id) as each document has it. Out: one Entity: names united, the rest by the gazetteer, else by majority.

>>> a = Entity(id="platform:x", type="platform", name="X", aliases=("X",))
>>> b = Entity(id="platform:x", type="platform", name="X", aliases=("Twitter",))
>>> merge_entities([a, b]).aliases
('Twitter', 'X')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import Entity


def merge_entities(versions: Sequence[Entity]) -> Entity:
    """Merges versions of one entity (at least one, all of one id).

    A version that comes from a gazetteer settles name, type and reason; among equals, the most frequent value, then the first in
    alphabetical order. Names and links are united and sorted.
    """
    listed = [version for version in versions if version.gazetteer] or versions
    name = _most(version.name for version in listed) or ""
    links = {link for version in versions for link in version.links}
    return Entity(
        id=versions[0].id,
        type=_most(version.type for version in listed) or "",
        name=name,
        aliases=tuple(sorted({alias for version in versions for alias in version.aliases})),
        country=_most(version.country for version in listed),
        sector=_most(version.sector for version in listed),
        links=tuple(sorted(links, key=lambda link: (link.scheme, link.value, link.status))),
        gazetteer=_most(version.gazetteer for version in listed),
        reason=_most(version.reason for version in listed if version.name == name) or "",
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value that is not empty; among equals the first in alphabetical order."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
