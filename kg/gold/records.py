"""Gold documents in JSON, as annotation tools and other programs hand them over.

In: the text of a .json file (a document, or a list of them) or of a .jsonl file (one a line). Out: `GoldDocument`s, with a `Problem` for
everything that is wrong. Keys that are not known are left aside, but one that looks like a slip of a known one is a problem.

>>> problems = []
>>> record = '{"id": "d1", "text": "Italy.", "entities": [{"id": "e1", "type": "country", "names": ["Italy"]}], "claims": []}'
>>> [document.entities[0].names for document in read_records(record, "gold.json", problems)], problems
([('Italy',)], [])
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from kg.errors import Problem
from kg.gold.documents import GoldClaim, GoldDocument, GoldEntity, GoldMention, gold_mention
from kg.vocabulary import vocabulary

_DOCUMENT = ("id", "published", "title", "text", "entities", "claims", "source", "url", "language")
_ENTITY = ("id", "type", "names", "sector", "optional", "mentions", "link", "note")
_CLAIM = (
    "subject",
    "predicate",
    "object",
    "polarity",
    "modality",
    "attributed_to",
    "time",
    "evidence",
    "optional",
    "subject_sector",
    "object_sector",
    "rule",
    "confidence",
    "about",
    "note",
)


@dataclass(slots=True, kw_only=True)
class _Record:
    """One JSON object that is being read: fetches values of the wanted shape, notes a problem where one is not."""

    values: dict[str, object]
    path: str
    where: str
    place: str
    problems: list[Problem] = field(repr=False)

    def problem(self, key: str, message: str, expected: str) -> None:
        self.problems.append(
            Problem(path=self.path, where=self.where, field=f"{self.place}.{key}".lstrip("."), message=message, expected=expected)
        )

    def known(self, keys: tuple[str, ...]) -> None:
        for key in self.values:
            near = get_close_matches(key, keys, n=1, cutoff=0.8)
            if near and key not in keys:
                self.problem(key, "unknown key", near[0])

    def text(self, key: str, *, needed: bool = False) -> str | None:
        value = self.values.get(key)
        if isinstance(value, str) and (value or not needed):
            return value
        if value is not None or needed:
            self.problem(key, f"{_short(value)} is no text", "a string")
        return None

    def texts(self, key: str, default: tuple[str, ...] = (), among: Callable[[], Mapping[str, object]] | None = None) -> tuple[str, ...]:
        """A string or a list of strings; `among` gives the words allowed."""
        value = self.values.get(key)
        found = value if isinstance(value, list) else [value]
        if value is None or value == []:
            return default
        allowed = among() if among else None
        good: list[str] = []
        for item in found:
            if not isinstance(item, str) or not item:
                self.problem(key, f"{_short(item)} is no text", "a string, or a list of strings where several are right")
            elif allowed is not None and item not in allowed:
                self.problem(key, f"unknown {_short(item)}", ", ".join(sorted(allowed)))
            else:
                good.append(item)
        return tuple(good)

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.problem(key, f"{_short(value)} is neither true nor false", "true or false")
        return value is True

    def parts(self, key: str) -> list[_Record]:
        """The objects of a list below this one."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.problem(key, f"{_short(value)} is no list", "a list of objects")
            return []
        records = []
        for number, item in enumerate(value):
            if isinstance(item, dict):
                place = f"{self.place}.{key}[{number}]".lstrip(".")
                records.append(_Record(values=item, path=self.path, where=self.where, place=place, problems=self.problems))
            else:
                self.problem(f"{key}[{number}]", f"{_short(item)} is no object", "an object")
        return records


def read_records(text: str, path: str, problems: list[Problem], *, lines: bool = False) -> Iterator[GoldDocument]:
    """The documents of a file; `lines` for one JSON object a line. Problems are appended to `problems`, with `path` and line."""
    for number, source in [(n, s) for n, s in enumerate(text.split("\n"), start=1) if s.strip()] if lines else [(0, text)]:
        try:
            value = json.loads(source)
        except (ValueError, RecursionError) as error:
            line = number or getattr(error, "lineno", 1)
            problems.append(Problem(path=path, where=f"line {line}", field="", message=f"no JSON: {error}", expected="a JSON object"))
            continue
        for index, item in enumerate(value if isinstance(value, list) and not lines else [value]):
            where = f"line {number}" if lines else f"document {index + 1}"
            if isinstance(item, dict):
                yield _document(_Record(values=item, path=path, where=where, place="", problems=problems))
            else:
                problems.append(Problem(path=path, where=where, field="", message=f"{_short(item)} is no document", expected="an object"))


def _document(record: _Record) -> GoldDocument:
    record.known(_DOCUMENT)
    text = record.text("text", needed=True) or ""
    entities: dict[str, GoldEntity] = {}
    mentions: list[GoldMention] = []
    marked = False
    for part in record.parts("entities"):
        entity = _entity(part)
        if entity.id in entities:
            part.problem("id", f"{entity.id!r} twice", "an id of its own for each entity")
        entities[entity.id] = entity
        marked = marked or "mentions" in part.values
        mentions += _mentions(part, entity.id, text)
    return GoldDocument(
        id=record.text("id", needed=True) or "",
        text=text,
        published=record.text("published"),
        title=record.text("title"),
        entities=tuple(entities.values()),
        claims=tuple(_claim(part, entities) for part in record.parts("claims")),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.entity))) if marked else None,
        path=record.path,
    )


def _entity(record: _Record) -> GoldEntity:
    record.known(_ENTITY)
    names = record.texts("names")
    types = record.texts("type", among=lambda: vocabulary().types)
    for key, value in (("names", names), ("type", types)):
        if not value and not record.values.get(key):
            record.problem(key, "is missing", "a string, or a list of strings")
    sector = record.texts("sector", among=lambda: vocabulary().sectors)
    return GoldEntity(
        id=record.text("id", needed=True) or "",
        types=types,
        names=names,
        sector=sector[0] if sector else None,
        optional=record.flag("optional"),
    )


def _mentions(record: _Record, entity: str, text: str) -> Iterator[GoldMention]:
    value = record.values.get("mentions") or []
    for span in value if isinstance(value, list) else [value]:
        start, end = span if isinstance(span, list) and len(span) == 2 else (None, None)
        if type(start) is int and type(end) is int and 0 <= start < end <= len(text):
            yield gold_mention(text[start:end], (start, end), entity)
        else:
            record.problem("mentions", f"{_short(span)} is no span of the text", f"[start, end] with 0 <= start < end <= {len(text)}")


def _claim(record: _Record, entities: dict[str, GoldEntity]) -> GoldClaim:
    record.known(_CLAIM)
    words = vocabulary()
    parts = {
        key: record.texts(key, among=among)
        for key, among in (("subject", lambda: entities), ("predicate", lambda: words.predicates), ("object", lambda: entities))
    }
    for key, value in parts.items():
        if not value and not record.values.get(key):
            record.problem(key, "is missing", "a string, or a list of strings")
    return GoldClaim(
        subjects=parts["subject"],
        predicates=parts["predicate"],
        objects=parts["object"],
        polarities=record.texts("polarity", ("affirmed",), lambda: words.polarities) or ("affirmed",),
        modalities=record.texts("modality", ("actual",), lambda: words.modalities) or ("actual",),
        attributed_to=record.texts("attributed_to", among=lambda: entities),
        time=record.text("time"),
        evidence=record.text("evidence"),
        optional=record.flag("optional"),
    )


def _short(value: object) -> str:
    """A value for a message, cut at 60 characters."""
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else shown[:57] + "..."
