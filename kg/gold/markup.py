"""Passages in inline markup, as annotators write them, to gold documents.

In: the text of a .txt file. Out: `GoldDocument`s, with a `Problem` for everything that is wrong.

    # p0001 | 2026-02-04                            id and date of publication ('-' if none)
    [French|e1 country/government] police raided [X|e2 platform]'s [Paris|-] offices, [its|e2] lawyers said.
    = e1: France                                    further names, ';' between them
    > e1 raided e2                                  a claim, affirmed and actual
    > e2 banned e1 | negated planned @e1 2026-02 ?  polarity; modality; attribution; time; '?' optional

A blank line ends a passage; ' ¶ ' is a line break. The first mention of an entity bears `ID TYPE`, later ones the ID;
`[name|-]` is no entity.

>>> document, = read_markup("# p1 | -\\n[Italy|e1 country] banned [Kick|e2 platform].\\n> e1 banned e2", "sample.txt", [])
>>> document.text, document.claims[0].predicates
('Italy banned Kick.', ('banned',))
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.errors import Problem
from kg.gold.documents import GoldClaim, GoldDocument, GoldEntity, GoldMention, gold_mention
from kg.vocabulary import vocabulary

_HEAD = re.compile(r"#\s*(\S+)\s*\|\s*(\S+)")
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")
_TIME = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(slots=True, kw_only=True)
class _Passage:
    """A passage while it is read; problems go to the list that the caller gave."""

    path: str
    line: int
    problems: list[Problem]
    id: str = ""
    types: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, str | None] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    mentions: list[GoldMention] = field(default_factory=list)
    claims: list[GoldClaim] = field(default_factory=list)

    def problem(self, line: int, message: str, expected: str) -> None:
        self.problems.append(Problem(path=self.path, where=f"line {line}", field=self.id, message=message, expected=expected))


def read_markup(text: str, path: str, problems: list[Problem]) -> Iterator[GoldDocument]:
    """The passages of a file; `path` is named in the problems, which are appended to `problems`."""
    block: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            document = _passage(block, _Passage(path=path, line=number - len(block), problems=problems))
            if document is not None:
                yield document
            block = []


def _passage(lines: list[str], passage: _Passage) -> GoldDocument | None:
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        passage.problem(passage.line, f"no head line: {lines[0][:60]!r}", "# ID | DATE, with '-' where there is no date")
        return None
    passage.id, date = head.groups()
    text = _text([(passage.line + n, line) for n, line in enumerate(lines) if n and not line.startswith((">", "= "))], passage)
    for number, line in enumerate(lines[1:], start=passage.line + 1):
        if line.startswith("= "):
            _more_names(line, number, passage)
        elif line.startswith(">"):
            _claim(line, number, passage)
    for entity, names in passage.names.items():
        if not names:
            passage.problem(passage.line, f"{entity} has no name", f"a marked name, or a line '= {entity}: NAME'")
    entities = tuple(
        GoldEntity(id=i, types=(kind,), names=tuple(passage.names[i]), sector=passage.sectors[i]) for i, kind in passage.types.items()
    )
    return GoldDocument(
        id=passage.id,
        text=text,
        published=None if date == "-" else date,
        title=None,
        entities=entities,
        claims=tuple(passage.claims),
        mentions=tuple(passage.mentions),
        path=passage.path,
    )


def _text(lines: list[tuple[int, str]], passage: _Passage) -> str:
    """The text without its markup; types, names and mentions are noted in the passage on the way."""
    body = " ".join(line for _, line in lines).replace(" ¶ ", "\n")
    starts = [len(" ".join(line for _, line in lines[:n]).replace(" ¶ ", "\n")) for n in range(len(lines))]
    text, position = "", 0
    for mark in _MARK.finditer(body):
        text += body[position : mark.start()]
        position = mark.end()
        _mark(mark, len(text), lines[bisect_right(starts, mark.start()) - 1][0], passage)
        text += mark.group(1)
    text += body[position:]
    if any(sign in text for sign in "[]|"):
        passage.problem(passage.line, "stray markup in the text", "[TEXT|ID TYPE], [TEXT|ID] or [TEXT|-], none inside another")
    return text


def _mark(mark: re.Match[str], start: int, line: int, passage: _Passage) -> None:
    """Note the mention that a mark makes at `start` of the text, and the type and name of its entity."""
    surface, tag = mark.group(1), mark.group(2).split()
    if not tag or tag[0] == "-":
        return
    entity = tag[0]
    if len(tag) > 1:
        _type(entity, tag[1], line, passage)
    if entity not in passage.types:
        passage.problem(line, f"{entity} is used before it has a type", f"[{surface}|{entity} TYPE] at its first mention")
        return
    mention = gold_mention(surface, (start, start + len(surface)), entity)
    passage.mentions.append(mention)
    if mention.naming == "name" and surface not in passage.names[entity]:
        passage.names[entity].append(surface)


def _type(entity: str, tag: str, line: int, passage: _Passage) -> None:
    kind, _, sector = tag.partition("/")
    words = vocabulary()
    if kind not in words.types:
        passage.problem(line, f"unknown type {kind!r}", ", ".join(sorted(words.types)))
    if sector and sector not in words.sectors:
        passage.problem(line, f"unknown sector {sector!r}", ", ".join(sorted(words.sectors)))
    known = passage.types.setdefault(entity, kind)
    passage.sectors.setdefault(entity, sector or None)
    passage.names.setdefault(entity, [])
    if known != kind:
        passage.problem(line, f"{entity} is {known} and {kind}", "one type an entity")


def _more_names(line: str, number: int, passage: _Passage) -> None:
    entity, _, names = line[2:].partition(":")
    if entity.strip() not in passage.names:
        passage.problem(number, f"names for unknown {entity.strip()!r}", "the id of a marked entity")
        return
    passage.names[entity.strip()] += [name.strip() for name in names.split(";") if name.strip()]


def _claim(line: str, number: int, passage: _Passage) -> None:
    triple, _, flags = line[1:].partition("|")
    parts = triple.split()
    words = vocabulary()
    if len(parts) != 3 or parts[0] not in passage.types or parts[2] not in passage.types or parts[0] == parts[2]:
        passage.problem(number, f"claim {line!r}", "> ID PREDICATE ID, of two different marked entities")
        return
    subject, predicate, target = parts
    if predicate not in words.predicates:
        passage.problem(number, f"unknown predicate {predicate!r}", "one of ontologies/actorgraph.ttl")
        return
    claim = GoldClaim(subjects=(subject,), predicates=(predicate,), objects=(target,))
    if any((c.subjects, c.predicates, c.objects) == (claim.subjects, claim.predicates, claim.objects) for c in passage.claims):
        passage.problem(number, f"claim {triple.strip()!r} twice", "a subject, predicate and object once a document")
    for flag in flags.split():
        if flag in words.polarities:
            claim = replace(claim, polarities=(flag,))
        elif flag in words.modalities:
            claim = replace(claim, modalities=(flag,))
        elif flag == "?":
            claim = replace(claim, optional=True)
        elif flag.startswith("@") and flag[1:] in passage.types:
            claim = replace(claim, attributed_to=(flag[1:],))
        elif _TIME.fullmatch(flag):
            claim = replace(claim, time=flag)
        else:
            passage.problem(number, f"flag {flag!r}", "negated, a modality, @ID of a marked entity, a date, or ?")
    passage.claims.append(claim)
