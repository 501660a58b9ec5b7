"""The words by which web pages give away what is not their story, and the comparison of a line with them.

In: data/lexicon/boilerplate.toml (KG_DATA may replace it). Out: Boilerplate, which says of a line by which cue it is dropped, or which
region it heads.

>>> found = load_boilerplate().cue("✅ Follow The Example on Telegram and X.com")
>>> found and found.kind
'share bar'
>>> load_boilerplate().cue("Follow the money, the senator said.") is None
True
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import DataError, Problem, UsageError
from kg.resources import data_files

LONGEST_LINE = 150  # words; no cue applies to more
_LONGEST_HEADING = 80  # characters
_LONGEST_KEPT = 2_000  # characters of a line whose words are remembered; a file may be one line of megabytes
_SHORTEST_SENTENCE = 7  # words; shorter ones are told from headlines by what stands around them
_FINISHED = re.compile(r"[.!?][\"”’')\]]*\s*\Z")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)[\])]?\s*\Z")
_WORD = re.compile(r"[#@]?[^\W_]+(?:['./&-][^\W_]+|(?<=\d),(?=\d)\d+)*|©|\(c\)", re.IGNORECASE)
_WILD = {"*": r"(?:\S+ ){0,8}?", "{number}": r"[\d.,/]+k? "}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Cue(_Strict):
    kind: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    longest: int = Field(ge=1, le=LONGEST_LINE)
    whole: list[str] = []
    opening: list[str] = []
    anywhere: list[str] = []
    unfinished: list[str] = []
    colon: list[str] = []


class _Heading(_Strict):
    kind: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    until: Literal["story", "end", "next"]
    whole: list[str]


class _Tags(_Strict):
    opening: list[str]


class Words(_Strict):
    platforms: frozenset[str]
    buttons: frozenset[str]
    agencies: frozenset[str]
    sections: frozenset[str]
    roles: frozenset[str]
    connectors: frozenset[str]
    date_words: frozenset[str]
    labels: frozenset[str]
    outlets: frozenset[str]
    places: frozenset[str]


class _File(_Strict):
    cue: list[_Cue]
    heading: list[_Heading]
    tags: _Tags
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a line was recognised as. `until` says how far a region goes that it heads; empty for a line that stands alone."""

    kind: str
    reason: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: re.Pattern[str]
    longest: int
    found: Found


def words_of(line: str) -> tuple[str, ...]:
    """The words of a line in lower case; apostrophes are straight."""
    return _words_of(line) if len(line) > _LONGEST_KEPT else _kept_words_of(line)


@lru_cache(maxsize=1024)  # a line is asked about several times in a row
def _kept_words_of(line: str) -> tuple[str, ...]:
    return _words_of(line)


def _words_of(line: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(line.replace("’", "'")))


class Boilerplate:
    """The lexicon, made ready for comparison: phrases are looked up by their first word."""

    def __init__(self, file: _File) -> None:
        self.words = file.words
        self._lists = {"{platform}": file.words.platforms, "{agency}": file.words.agencies}
        self._whole: dict[str, list[_Phrase]] = {}
        self._opening: dict[str, list[_Phrase]] = {}
        self._unfinished: dict[str, list[_Phrase]] = {}
        self._colon: dict[str, list[_Phrase]] = {}
        self._headings: dict[str, list[_Phrase]] = {}
        self._anywhere: list[_Phrase] = []
        for cue in file.cue:
            found = Found(kind=cue.kind, reason=cue.reason)
            self._add(self._whole, cue.whole, cue.longest, found, end=r"\Z")
            self._add(self._opening, cue.opening, cue.longest, found)
            self._add(self._unfinished, cue.unfinished, cue.longest, found)
            self._add(self._colon, cue.colon, cue.longest, found, end=r"\Z")
            self._anywhere += [_Phrase(self._pattern(phrase), cue.longest, found) for phrase in cue.anywhere]
        for heading in file.heading:
            one = Found(kind=heading.kind, reason=heading.reason)
            self._add(self._colon, (phrase for phrase in heading.whole if " " in phrase and heading.until == "story"), 40, one, end=r"\Z")
            self._add(self._headings, heading.whole, 12, Found(kind=heading.kind, reason=heading.reason, until=heading.until), end=r"\Z")
        tags = Found(kind="tags", reason="lists tags")
        self._add(self._colon, file.tags.opening, 60, tags, end=r"\Z")
        self._sign = re.compile("|".join(re.escape(phrase.split(" ")[0]) for cue in file.cue for phrase in cue.anywhere))

    def _pattern(self, phrase: str, end: str = "") -> re.Pattern[str]:
        return re.compile("".join(self._part(word) for word in phrase.split()) + end)

    def _part(self, word: str) -> str:
        if word in self._lists:
            return f"(?:{'|'.join(re.escape(name) for name in sorted(self._lists[word], key=len, reverse=True))}) "
        return _WILD.get(word) or re.escape(word) + " "

    def _add(self, index: dict[str, list[_Phrase]], phrases: Iterable[str], longest: int, found: Found, end: str = "") -> None:
        """Files phrases under their first word; those that begin with a list or a wild card, under each of the list's or none."""
        for phrase in phrases:
            first = phrase.split()[0]
            keys = {name.split()[0] for name in self._lists[first]} if first in self._lists else {"" if first in _WILD else first}
            entry = _Phrase(self._pattern(phrase, end), longest, found)
            for key in sorted(keys):
                index.setdefault(key, []).append(entry)

    def cue(self, line: str) -> Found | None:
        """By which cue a line is dropped, if by any."""
        words = words_of(line)
        if not words or len(words) > LONGEST_LINE:
            return None
        found = _match(self._whole, words, len(words)) or _match(self._opening, words, len(words))
        if found is None and not is_sentence(line, len(words)):
            before = line[: line.index(":")] if ":" in line[:40] else ""
            found = _match(self._unfinished, words, len(words)) or _match(self._colon, words_of(before), len(words))
        return found or self._anywhere_in(words)

    def heading(self, line: str) -> Found | None:
        """Which region a line heads, if it heads one."""
        words = words_of(line) if len(line) <= _LONGEST_HEADING else ()
        return _match(self._headings, words, len(words))

    def _anywhere_in(self, words: Sequence[str]) -> Found | None:
        joined = " ".join(words) + " "
        if self._sign.search(joined) is None:
            return None
        return next((phrase.found for phrase in self._anywhere if len(words) <= phrase.longest and phrase.pattern.search(joined)), None)


def is_sentence(line: str, count: int) -> bool:
    """Whether a line of so many words is long enough for a sentence and ends like one."""
    return count >= _SHORTEST_SENTENCE and _FINISHED.search(line[-4:]) is not None and not _CUT_OFF.search(line[-8:])


def is_cut_off(line: str) -> bool:
    """Whether a line ends in an ellipsis, as teasers do."""
    return _CUT_OFF.search(line[-8:]) is not None


def _match(index: dict[str, list[_Phrase]], words: Sequence[str], count: int) -> Found | None:
    """The first phrase that fits `words`, which belong to a line of `count` words."""
    if not words:
        return None
    candidates = [phrase for key in (words[0], "") for phrase in index.get(key, ()) if count <= phrase.longest]
    joined = " ".join(words) + " " if candidates else ""
    return next((phrase.found for phrase in candidates if phrase.pattern.match(joined)), None)


@lru_cache(maxsize=1)
def load_boilerplate() -> Boilerplate:
    """The lexicon that is shipped, or that of KG_DATA.

    Raises:
        DataError: the file is no TOML, lacks a key, or has one that is unknown; every problem with its place.
    """
    paths = data_files("lexicon", "boilerplate.toml")
    if not paths:
        raise UsageError("lexicon/boilerplate.toml: no such file; reinstall the program, or unset KG_DATA")
    return read_boilerplate(paths[0])


def read_boilerplate(path: Path) -> Boilerplate:
    """The lexicon of one file; raises DataError."""
    try:
        return Boilerplate(_File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError([Problem(path=path.name, where="", field="", message=f"cannot be read as TOML: {error}")]) from None
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise DataError(
            [Problem(path=path.name, where="", field=".".join(map(str, one["loc"])), message=one["msg"]) for one in found]
        ) from None
