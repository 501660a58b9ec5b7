"""What a PDF says of itself: its title, its authors, and the day that it was made.

In: the document information of a file, as pypdf has it. Out: Metadata, without what programs write there of themselves.

>>> metadata_of({"/Title": "Microsoft Word - A ban", "/Author": "Jane Doe", "/CreationDate": "D:20260204093000+01'00'"})
Metadata(title='A ban', author='Jane Doe', published='2026-02-04')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.read.dates import iso_date
from kg.read.record import author_of

_LONGEST_TITLE = 300
_PROGRAM = re.compile(r"\A(?:Microsoft (?:Word|PowerPoint|Excel)|PowerPoint Presentation|Print)\s*-?\s*", re.IGNORECASE)
_FILE = re.compile(r"\.(?:docx?|odt|rtf|pages|indd|tex|dvi|pdf|qxp|html?|txt|md|pptx?|xlsx?)\Z|\A(?:file|https?):", re.IGNORECASE)
_NO_TITLE = frozenset(("untitled", "(untitled)", "no title", "title", "document", "untitled document", "presentation", "unknown"))
_NO_AUTHOR = frozenset(("unknown", "anonymous", "(anonymous)", "(unspecified)", "author", "user", "admin", "administrator", "owner"))
_DATE = re.compile(r"\s{0,9}(?:D:)?((?:199[1-9]|20\d\d)\d{4})")  # ISO 32000-1, 7.9.4; there is no PDF from before 1991


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Title, authors with commas between, and the day of making (ISO 8601), as it was where it was made."""

    title: str | None = None
    author: str | None = None
    published: str | None = None


def metadata_of(information: Mapping[str, object]) -> Metadata:
    """What can be used of the entries of a document information dictionary."""
    title = _PROGRAM.sub("", _line(information, "/Title"))
    author = _line(information, "/Author")
    made = _DATE.match(_line(information, "/CreationDate"))
    named = any(letter.isalpha() for letter in title) and not _FILE.search(title) and title.lower() not in _NO_TITLE
    known = any(letter.isalpha() for letter in author) and "@" not in author and author.lower() not in _NO_AUTHOR
    return Metadata(
        title=title if named else None,
        author=author_of(author) if known else None,
        published=iso_date(made.group(1)) if made else None,
    )


def _line(information: Mapping[str, object], name: str) -> str:
    value = information.get(name)
    return " ".join(value[:_LONGEST_TITLE].replace("\0", " ").split()) if isinstance(value, str) else ""
