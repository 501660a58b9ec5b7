"""Recognises lines about those who made a report: bylines, dates of publication, captions with their photo credits, sign-offs.

In: a line, as it is written. Out: whether it is one, or where in it a credit begins.

>>> words = load_boilerplate().words
>>> is_byline("By Jane Doe and Omar Al-Farsi in Brussels", words), is_byline("By Friday X had complied.", words)
(True, False)
>>> text = "The fine is the first. (Reporting by Jane Doe; Editing by John Smith)"
>>> text[credit_at_end(text, words) :]
'(Reporting by Jane Doe; Editing by John Smith)'
"""

from __future__ import annotations

import re

from kg.boilerplate import Words, load_boilerplate, words_of

__all__ = ["credit_at_end", "is_byline", "is_caption", "is_date_line", "load_boilerplate"]

_BYLINE = re.compile(r"(?:by|words by|story by|text by|written by|reported by|posted by|author)\b:?\s+(?=\S)", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s,;|/&()•·—–]+")
_NOT_A_NAME = re.compile(r"[!?\"“”]|\.\s*\Z")
_LONGEST_BYLINE = 14  # words
_LONGEST_DATE = 16  # words

_STAFF = re.compile(
    r"(?:(?<=[.!?”\"])\s*|\A|[\n(\[]\s*)[(\[]?(?:Additional |With additional )?"
    r"(?:Reporting|Writing|Editing|Edited|Written|Compiled|Translated|Reported) by (?=[A-Z])"
)
_LONGEST_STAFF = 60  # words
_STAFF_TAIL = 1_200  # characters that so many words take at most
_CREDITED = re.compile(
    r"(?:\A|(?<=[\s(\[|/—–-]))(?:(?:Photo|Image|Picture|Photograph|Illustration|Graphic|Video|PHOTO|IMAGE)s?"
    r"(?: credits?| courtesy| source| by| via)?\s*[:/]|Credits?\s*:|(?:Photo|Photograph|Image) (?:by|courtesy of|via) )"
)
_PICTURE_AGENCY = re.compile(
    r"(?:AP Photo|REUTERS|Reuters)\s?/|(?:/|[Vv]ia |© ?|[(\[|] ?| [—–-] )"
    r"(?:Getty|AFP|Reuters|REUTERS|Shutterstock|Unsplash|Alamy|iStock|EPA|NurPhoto|Imago|Pexels|Pixabay|AP Photo|Zuma|ZUMA|Sipa|SIPA)\b"
)
_FILE_PHOTO = re.compile(r"(?:FILE PHOTO|File photo|FILE IMAGE|File image|FILE|PHOTO|(?:Photo |Image )?[Cc]aption|CAPTION)\s*[:–—-]\s*\S")
_LONGEST_CREDIT = 12  # words
_LONGEST_CAPTION = 60  # words
_LONGEST_TAIL = 160  # characters at the end of a line in which a credit begins
_NEXT_SENTENCE = re.compile(r"[.!?]\s+\S")
_SIGN_OFF = re.compile(r"(?<=[.!?”\"])\s*(?:[-–—]{1,2}\s*|\()([A-Z][A-Za-z/ -]{1,24})\)?\.?\s*\Z")


def is_byline(line: str, words: Words) -> bool:
    """'By Jane Doe in Brussels', 'Jane Doe, Technology Correspondent', 'John Smith in London'."""
    count = len(line.split())
    if not 2 <= count <= _LONGEST_BYLINE or _NOT_A_NAME.search(line):
        return False
    opening = _BYLINE.match(line)
    if opening:
        return _only_names(line[opening.end() :], words, dates=True)
    tokens = words_of(line)
    has_role = bool(tokens) and tokens[-1] in words.roles and ("," in line or "|" in line)
    return has_role and count <= 8 and _only_names(line, words, dates=False)


def _only_names(text: str, words: Words, *, dates: bool) -> bool:
    """Whether a text holds names and what stands between them, and at least one name."""
    tokens = _TOKEN.findall(text)
    names = [token for token in tokens if token[0].isupper()]
    others = [token.lower().strip(".:") for token in tokens if not token[0].isupper()]
    allowed = words.connectors | words.date_words if dates else words.connectors
    return bool(names) and all(token in allowed or (dates and not token[:1].isalpha()) for token in others)


def is_date_line(line: str, words: Words) -> bool:
    """'Published 4 February 2026, 10:30 GMT', '3 hours ago'."""
    tokens = re.findall(r"[a-z]+(?:\.[a-z])?|\d+", line.lower())
    if not 2 <= len(tokens) <= _LONGEST_DATE or not any(token.isdigit() for token in tokens):
        return False
    return all(token.isdigit() or token in words.date_words for token in tokens) and any(token in words.date_words for token in tokens)


def is_caption(line: str, words: Words) -> bool:
    """A caption: a line that begins as one, or ends in the credit of a picture."""
    if len(line.split()) > _LONGEST_CAPTION:
        return False
    if _FILE_PHOTO.match(line):
        return True
    tail = max(0, len(line) - _LONGEST_TAIL)
    if any(_is_short(line[match.end() :]) for match in _CREDITED.finditer(line, tail)):
        return True
    rests = (line[match.end() :].strip(" .)]") for match in _PICTURE_AGENCY.finditer(line, tail))
    return any(not rest or _only_names(rest, words, dates=True) for rest in rests)


def _is_short(rest: str) -> bool:
    return len(rest.split()) <= _LONGEST_CREDIT and _NEXT_SENTENCE.search(rest) is None


def credit_at_end(line: str, words: Words) -> int | None:
    """Where the credits at the end of a paragraph begin: of staff, of a picture, of an agency; None where there are none."""
    for match in _STAFF.finditer(line, max(0, len(line) - _STAFF_TAIL)):
        if len(line[match.start() :].split()) <= _LONGEST_STAFF and _only_names(line[match.end() :].replace(".", " "), words, dates=False):
            return match.start() + len(match.group()) - len(match.group().lstrip())
    sign = _SIGN_OFF.search(line, max(0, len(line) - 40))
    if sign and all(" ".join(words_of(part)) in words.agencies for part in sign.group(1).split("/")):
        return sign.start() + len(sign.group()) - len(sign.group().lstrip())
    return None
