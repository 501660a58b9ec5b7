"""Reads the records of a .json: an array of objects, one object, or an object that holds a list of them; one record is held at a time.

In: a binary stream. Out: a Document for each record ('news.json#3' is the third), its fields those of a record of .jsonl; a Skipped for
each that is none. A path such as 'articles.body' names the list ('articles') and the field of the text in its objects ('body').

>>> import io
>>> answer = io.BufferedReader(io.BytesIO(b'{"total": 1, "articles": [{"id": 7, "body": "France banned Grok."}]}'))
>>> found = read_objects(answer, Place(name="a", source="a.json", text_field="articles.body"))
>>> [(item.name, item.source, item.text) for item in found]
[('7', 'a.json#1', 'France banned Grok.')]
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from kg.model import Document
from kg.read.place import Place
from kg.read.record import kind_of_value, of_record, text_of
from kg.read.skipped import Skipped, UnreadableError
from kg.read.streams import LARGEST_LINE, Stream
from kg.read.utf8 import Utf8

MOST_DEEP = 100  # objects and lists inside one another
_PIECE = 2**20  # bytes that are parsed at once: a long string is looked at from its start with each piece
_PATIENCE = 100  # records without a text after which a file is taken for something else
_Event = tuple[str, Any]
_Found = tuple[object, str]  # a record, and the field of its text


def read_objects(stream: Stream, place: Place) -> Iterator[Document | Skipped]:
    """Documents of a .json; what follows a place where it breaks off or is no JSON is not read, and that is told."""
    from ijson import JSONError

    if not stream.peek(1):
        yield Skipped(place.source, "empty")
        return
    source = Utf8(stream, most=LARGEST_LINE)
    records = _records(source, (place.text_field or "text").split("."))
    good = number = 0
    while True:
        try:
            record, field = next(records)
        except StopIteration:
            break
        except UnreadableError as error:
            yield Skipped(place.source, f"{error}; the rest after record {number} is not read")
            return
        except (JSONError, ValueError, OverflowError) as error:
            why = str(error).partition("\n")[0][:100]
            yield Skipped(place.source, f"JSON that breaks off or is none after record {number} ({why}); the rest is not read")
            return
        number += 1
        try:
            if isinstance(record, UnreadableError):
                raise record
            if not isinstance(record, dict):
                raise UnreadableError(f"is {kind_of_value(record)} (expected: an object with the text of a document)")
            yield of_record(record, replace(place.record(number), text_field=field), encoding=source.encoding)
            good += 1
        except UnreadableError as error:
            yield Skipped(f"{place.source} record {number}", str(error))
        if number == _PATIENCE and not good:
            yield Skipped(place.source, f"given up after {_PATIENCE} records without one text")
            return
    if not number:
        yield Skipped(place.source, "empty")


def _records(source: Utf8, path: Sequence[str]) -> Iterator[_Found]:
    from ijson import basic_parse

    events: Iterator[_Event] = basic_parse(source, use_float=True, multiple_values=True, buf_size=_PIECE)
    for event in events:
        if event[0] == "start_array":
            found = _elements(events, ".".join(path))
        elif event[0] == "start_map":
            found = _of_object(events, path)
        else:
            found = iter([(event[1], "")])
        for one in found:
            yield one
            source.spent = 0


def _elements(events: Iterator[_Event], field: str) -> Iterator[_Found]:
    for event in events:
        if event[0] == "end_array":
            return
        yield _value(event, events), field


def _of_object(events: Iterator[_Event], path: Sequence[str]) -> Iterator[_Found]:
    """The records of the list that a path leads to, one by one; where it leads to none, the object, or those of the lists that it holds."""
    record = yield from _object(events, path)
    field = ".".join(path)
    if record is None:
        return
    if text_of(record, field) is None:
        lists = [value for value in record.values() if isinstance(value, list)]
        listed = [value for value in lists if any(isinstance(one, dict) and text_of(one, field) is not None for one in value)]
        if listed:
            yield from ((one, field) for one in chain.from_iterable(listed))
            return
    yield record, field


def _object(events: Iterator[_Event], path: Sequence[str]) -> Generator[_Found, None, dict[str, object] | None]:
    """Yields the records of the list that a path leads to, and returns None; returns the object where there is no such list."""
    record: dict[str, object] = {}
    listed = False
    for kind, key in events:
        if kind == "end_map":
            break
        first = next(events, ("null", None))
        if key == path[0] and len(path) > 1 and first[0] == "start_array" and not path[1].isdecimal():
            yield from _elements(events, ".".join(path[1:]))
            listed = True
        elif key == path[0] and len(path) > 1 and first[0] == "start_map":
            record[key] = inner = yield from _object(events, path[1:])
            listed = listed or inner is None
        else:
            record[key] = _value(first, events)
    return None if listed else record


def _value(first: _Event, events: Iterator[_Event]) -> object:
    """The value that begins with an event; the reason to skip it where it is nested too deeply."""
    from ijson import ObjectBuilder

    builder = ObjectBuilder()
    depth = deepest = 0
    for kind, value in chain([first], events):
        depth += kind.startswith("start_")
        depth -= kind.startswith("end_")
        deepest = max(depth, deepest)
        if deepest <= MOST_DEEP:
            builder.event(kind, value)
        if not depth:
            break
    return builder.value if deepest <= MOST_DEEP else UnreadableError(f"JSON that is nested more than {MOST_DEEP} deep")
