"""Finds what a scraper left of HTML in a text: tags, and attributes of a link whose opening was lost.

In: a text. Out: spans to cut, in order, that do not overlap. Every search is bounded, so that the time is linear in the text.

>>> text = 'a slug-12″ target=”_blank” rel=”nofollow”>ban on <b>it</b>'
>>> "".join(text[a:b] for a, b in leftovers(text))
'slug-12″ target=”_blank” rel=”nofollow”><b></b>'
"""

from __future__ import annotations

import re

from kg.model import Span

_LONGEST_VALUE = 2000  # an attribute's value, and the rest of a tag: srcset and style can be long, prose between '<' and '>' is not markup
_DOUBLE = '"“”„‟″«»'
_SINGLE = "'‘’‚‛′`"
_ATTRIBUTES = (
    "href|target|rel|class|style|title|src|srcset|sizes|alt|id|name|width|height|align|border|lang|dir|type|loading|decoding|role|tabindex|hreflang"
    "|color|face|size|download|referrerpolicy|crossorigin|itemprop|itemscope|itemtype|onclick|data-[a-z0-9-]{1,40}|aria-[a-z-]{1,40}"
)
_ATTRIBUTE = re.compile(rf"(?<![\w-])(?:{_ATTRIBUTES})\s?=\s?([{_DOUBLE}{_SINGLE}])", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,14}(?=[\s/>])|<!--|<!DOCTYPE", re.IGNORECASE)
_ANGLE = re.compile("[<>]")
_CLOSING = {mark: re.compile(f"[{marks}<>]") for marks in (_DOUBLE, _SINGLE) for mark in marks}


def leftovers(text: str) -> list[Span]:
    """Spans of tags and of stray attributes (with the tail of the address before them and the '>' after them)."""
    found: list[Span] = []
    if "<" in text:
        found += _tags(text)
    if "=" in text:
        found += _stray_attributes(text)
    return _disjoint(found)


def _tags(text: str) -> list[Span]:
    spans = []
    for match in _TAG.finditer(text):
        if match.group().startswith("<!--"):
            end = text.find("-->", match.end(), match.end() + _LONGEST_VALUE)
            if end >= 0:
                spans.append((match.start(), end + 3))
            continue
        close = _ANGLE.search(text, match.end(), match.end() + _LONGEST_VALUE)
        if close and close.group() == ">":
            spans.append((match.start(), close.end()))
    return spans


def _stray_attributes(text: str) -> list[Span]:
    """Runs of attributes that no tag holds; those inside a tag overlap with its span and are merged into it."""
    spans = []
    position = 0
    while match := _ATTRIBUTE.search(text, position):
        end = _end_of_attribute(text, match)
        if end is None:
            position = match.end()
            continue
        start = _start_of_run(text, match.start())
        while True:
            after = _skip_spaces(text, end)
            following = _ATTRIBUTE.match(text, after)
            further = _end_of_attribute(text, following) if following else None
            if further is None:
                break
            end = further
        if text.startswith((">", "/>"), after):
            end = text.index(">", after) + 1
        spans.append((start, end))
        position = end
    return spans


def _end_of_attribute(text: str, match: re.Match[str]) -> int | None:
    """Where the value ends that opens with the quote of a match; straight and curly quotes of one kind close each other."""
    close = _CLOSING[match.group(1)].search(text, match.end(), match.end() + _LONGEST_VALUE)
    if close is None or close.group() in "<>":
        return None
    return close.end()


def _start_of_run(text: str, start: int) -> int:
    """Where the leftover begins: before the attribute stands the tail of an address with its closing quote, or the tag's name."""
    before = text[max(0, start - _LONGEST_VALUE) : start]
    stripped = before.rstrip()
    word = stripped[max(stripped.rfind(" "), stripped.rfind("\n"), stripped.rfind("\xa0"), stripped.rfind("\t")) + 1 :]
    if len(stripped) == len(before) and word and word[-1] not in _DOUBLE + _SINGLE:
        return start
    tail = len(word) > 1 and word[-1] in _DOUBLE + _SINGLE and not any(mark in _DOUBLE for mark in word[:-1])
    name = word.lower() in ("a", "img", "span", "div") and text[start : start + 4].lower() in ("href", "src=", "clas", "styl")
    if tail or name:
        return start - len(before) + len(stripped) - len(word)
    return start


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _disjoint(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
