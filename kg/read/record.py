"""Makes a Document of one text: of a .txt, or of a record of a .jsonl.

In: the text, or the line of JSON. Out: a Document; UnreadableError with the reason and what was expected where there is none.

>>> line = '{"text": "France banned Grok.", "id": 7, "published": "2026-02-04T09:30:00Z"}'
>>> document = of_line(line, Place(name="news#1", source="news.jsonl#1"))
>>> document.name, document.published
('7', '2026-02-04')
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from kg.model import Document
from kg.read.dates import EXPECTED, day_of
from kg.read.decode import well_formed
from kg.read.place import Place
from kg.read.skipped import UnreadableError

_EXPECTED_LINE = 'expected: one object a line, such as {"text": "...", "id": "...", "published": "2026-02-04"}'
_BY = re.compile(r"\A(?:by|par)\s+", re.IGNORECASE)
_LONGEST_AUTHOR = 300  # characters
FIELDS = frozenset(("id", "text", "title", "published", "url", "language", "outlet", "author"))
_NAMES = {  # what others call our fields, who may also write them with capitals; in small letters without signs, the first counts
    "title": ("headline",),
    "published": ("date", "publishedat", "publisheddate", "publicationdate", "datepublished", "pubdate", "createdat"),
    "url": ("link",),
    "language": ("lang",),
    "outlet": ("publisher", "source"),
    "author": ("authors", "byline", "creator"),
}
_SIGNS = str.maketrans("", "", "_- ")
_TOLD = ("id", "title", "published", "url", "language", "outlet")
_LONGEST_INTEGER = 40  # digits; Python refuses more than 4,300 with an error of its own


def of_text(
    text: str,
    *,
    name: str,
    source: str,
    encoding: str = "utf-8",
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
) -> Document:
    """A Document with its hash; raises UnreadableError for a text without any content."""
    if not text or text.isspace():
        raise UnreadableError("empty")
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Document(
        id=sha256[:16],
        name=name,
        text=text,
        source=source,
        sha256=sha256,
        title=title,
        published=published,
        language=language,
        url=url,
        outlet=outlet,
        encoding=encoding,
        author=author,
    )


def of_line(line: str, place: Place, *, encoding: str = "utf-8") -> Document:
    """The Document of a JSON object; the place's name and date stand in for what it lacks; other fields are passed over."""
    return of_record(_object(line), place, encoding=encoding)


def of_record(record: Mapping[str, object], place: Place, *, encoding: str = "utf-8") -> Document:
    """The Document of an object with fields; its text stands in 'text', or in the field that the place names.

    Where that lies in an object of its own, what the record lacks of title, date and the rest is taken from there.
    """
    field = place.text_field or "text"
    text, around = _found(record, field)
    if text is None:
        raise UnreadableError(f"has no '{field}' (expected: a string with the text of the document; --text-field names another field)")
    own, called = _known(record, field)
    record = {**_told(_known(around, field)[0]), **{name: value for name, value in own.items() if value is not None}}
    written = _string(record, "published")
    date = day_of(written) if written else place.published
    if written and date is None:
        raise UnreadableError(f"'{called.get('published', 'published')}' is {_shown(written)}, no date (expected: {EXPECTED})")
    return of_text(
        _plain({field: _joined(text)}, field),
        name=_identifier(record) or place.name,
        source=place.source,
        encoding=encoding,
        published=date,
        title=_string(record, "title"),
        url=_string(record, "url"),
        language=_string(record, "language"),
        outlet=_string(record, "outlet"),
        author=author_of(record.get("author")),
    )


def _known(record: Mapping[str, object], field: str) -> tuple[dict[str, object], dict[str, str]]:
    """A record by our names of its fields, and how it calls those that it calls otherwise; `field` is that of its text."""
    called: dict[str, str] = {}
    plain = {name.lower().translate(_SIGNS): name for name in reversed(list(record)) if name != field}
    for ours, others in _NAMES.items():
        name = next((plain[other] for other in (ours, *others) if other in plain and _is_told(other, record[plain[other]])), None)
        if name is not None and record.get(ours) is None:
            called[ours] = name
    told = {ours: record[name] for ours, name in called.items()}
    if isinstance(outlet := told.get("outlet"), dict):
        told["outlet"] = outlet["name"]
    return {**record, **told}, called


def _is_told(name: str, value: object) -> bool:
    """Whether a value can be what a field of that name says; a source is an outlet only where it is an object with a name."""
    if name in _NAMES["outlet"] and isinstance(value, dict):
        return isinstance(value.get("name"), str)
    if name == "author" or name in _NAMES["author"]:
        return author_of(value) is not None
    return isinstance(value, str) and bool(value.strip()) and name != "source"


def _joined(text: object) -> object:
    """The text of a list of pieces, some of which are objects with a text, as messengers write it; everything else as it is."""
    if not isinstance(text, list) or not any(isinstance(part, dict) for part in text):
        return text
    parts = [part.get("text") if isinstance(part, dict) else part for part in text]
    return "".join(map(str, parts)) if all(isinstance(part, str) for part in parts) else text


def author_of(value: object) -> str | None:
    """The names of authors, with commas between: of a string, an object with a name, or a list of these; what is none is passed over.

    >>> author_of([{"name": "Jane Doe"}, "By John  Roe", 7])
    'Jane Doe, John Roe'
    """
    found = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            found += [_BY.sub("", " ".join(well_formed(part).split())) for part in name[:_LONGEST_AUTHOR].split(";")]
    return ", ".join(dict.fromkeys(filter(None, found)))[:_LONGEST_AUTHOR] or None


def text_of(record: Mapping[str, object], field: str) -> object:
    """What stands in a field, which is a name, or a path of names and, in lists, numbers from 0, with dots between; None for nothing."""
    return _found(record, field)[0]


def _found(record: Mapping[str, object], field: str) -> tuple[object, Mapping[str, object]]:
    """What stands in a field, and the object that it stands in."""
    if field in record:
        return record[field], {}
    value: object = record
    around: Mapping[str, object] = {}
    for part in field.split("."):
        if isinstance(value, dict):
            around, value = {} if value is record else value, value.get(part)
        elif isinstance(value, list) and part.isascii() and part.isdigit() and len(part) <= 9:
            value = value[int(part)] if int(part) < len(value) else None
            around = {}
        else:
            return None, {}
    return value, around


def _told(around: Mapping[str, object]) -> dict[str, object]:
    """What an object around a text says of it, as far as it can be used."""
    strings = {name: value for name in _TOLD if isinstance(value := around.get(name), str)}
    number = around.get("id")
    if isinstance(number, int) and not isinstance(number, bool):
        strings["id"] = str(number)
    if day_of(strings.get("published", "")) is None:
        strings.pop("published", None)
    return {**strings, "author": around.get("author")}


def _object(line: str) -> dict[str, object]:
    try:
        value = json.loads(line.rstrip("\r\n"), parse_int=_integer)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not JSON: {error.msg} at column {error.colno} ({_EXPECTED_LINE})") from None
    except RecursionError:
        raise UnreadableError(f"JSON that is nested too deeply ({_EXPECTED_LINE})") from None
    if not isinstance(value, dict):
        raise UnreadableError(f"is {kind_of_value(value)} ({_EXPECTED_LINE})")
    return value


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _identifier(record: Mapping[str, object]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(record, "id", expected="a string or an integer")


def _string(record: Mapping[str, object], field: str, *, expected: str = "a string") -> str | None:
    """A field without white space around it; None where it is missing, null or blank."""
    if record.get(field) is None:
        return None
    return _plain(record, field, expected=expected).strip() or None


def _plain(record: Mapping[str, object], field: str, *, expected: str = "a string") -> str:
    """A field as it is, but well-formed."""
    value = record[field]
    if not isinstance(value, str):
        raise UnreadableError(f"'{field}' is {kind_of_value(value)} (expected: {expected})")
    return well_formed(value)


def kind_of_value(value: object) -> str:
    """What a value of JSON is, in words: 'an object', 'a string', 'null'."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    for kind, words in ((dict, "an object"), (list, "an array"), (str, "a string")):
        if isinstance(value, kind):
            return words
    return "a number"


def _shown(value: str) -> str:
    return ascii(value if len(value) <= 40 else value[:40] + "...")
