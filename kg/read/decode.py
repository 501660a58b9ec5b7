"""Turns bytes into text and says by which encoding: byte order mark, then UTF-8, then Windows-1252, then a guess by statistics.

In: the bytes of a file. Out: (text, name of the encoding), or UnreadableError with the reason. The text is exactly what the bytes say: line
ends stay as they are, only the byte order mark goes.

>>> decode("Türkiye".encode("cp1252"))
('Türkiye', 'cp1252')
"""

from __future__ import annotations

import codecs
import re

from kg.read.skipped import UnreadableError

# The mark of UTF-32 (little-endian) begins with that of UTF-16: longest first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document in RTF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive without .gz in its name"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LATIN = re.compile("[A-Za-z]")

_SAMPLE = 100_000  # bytes that the statistics look at
_WESTERN = 0.25  # share of non-ASCII letters above which a text is hardly of a Western European language (French has 0.04)


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding of `data`; raises UnreadableError for what is no text."""
    for magic, kind in _OTHERS:
        if data.startswith(magic):
            raise UnreadableError(f"is {kind}, whatever its name says (expected: plain text)")
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name), name
            except UnicodeDecodeError as error:
                if name == "utf-8":
                    break
                place = error.start + len(mark)
                raise UnreadableError(f"starts with the byte order mark of {name} but is no {name} at byte {place}") from None
    if b"\0" in data:
        raise UnreadableError("holds NUL bytes: a binary file, or UTF-16 without a byte order mark (expected: text, best in UTF-8)")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if len(_CONTROL.findall(data, 0, _SAMPLE)) > 0.01 * min(len(data), _SAMPLE):
        raise UnreadableError("holds control bytes: a binary file (expected: text, best in UTF-8)")
    return _damaged_utf8(data) or _western(data) or _guessed(data)


def _damaged_utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 in which a few bytes are broken: far more of its characters are whole than not."""
    whole = len(_MULTIBYTE.findall(data))
    broken = len(_HIGH.findall(_MULTIBYTE.sub(b"", data)))
    if whole < 10 * broken:
        return None
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    return text, f"utf-8, {broken} broken bytes replaced" if broken > 1 else "utf-8, 1 broken byte replaced"


def _western(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    sample = text[:_SAMPLE]
    accented = sum(character.isalpha() and not character.isascii() for character in sample)
    if accented > _WESTERN * (accented + len(_LATIN.findall(sample))):
        return None
    return text, "cp1252"


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        try:
            return data.decode(best.encoding), best.encoding
        except UnicodeDecodeError:
            pass
    raise UnreadableError("is in no encoding that can be told with certainty (expected: text, best in UTF-8)")
