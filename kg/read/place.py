"""Where a text stands: what it is called, the file that holds it, and what it takes from those who asked for it.

>>> Place(name="news", source="a/news.xml").record(3)
Place(name='news#3', source='a/news.xml#3', published=None, text_field=None)
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file, or a record of one.

    `source` leads back to the file and, with '#NUMBER', to the record in it; `published` (ISO 8601) dates a text that has no date;
    `text_field` names the field of the text in a table or an object.
    """

    name: str
    source: str
    published: str | None = None
    text_field: str | None = None

    def record(self, number: int) -> Place:
        """The place of a record of this file, counted from 1."""
        return replace(self, name=f"{self.name}#{number}", source=f"{self.source}#{number}")
