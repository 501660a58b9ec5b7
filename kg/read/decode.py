"""Turns bytes into text and says by which encoding: byte order mark, what the file declares, UTF-8, Windows-1252, a guess by statistics.

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
_SURROGATE = re.compile("[\ud800-\udfff]")

_DECLARED = {  # what the web calls an encoding is what it is read as: Latin-1 and ASCII are Windows-1252 there
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    **{
        name: name
        for name in (
            *("utf-8", "big5", "big5hkscs", "cp932", "cp949", "euc_jp", "gb18030", "iso2022_jp", "koi8-r", "koi8-u", "mac-roman"),
            *("cp866", "cp874", "mac-cyrillic", *(f"cp125{number}" for number in range(9)), *(f"iso8859-{n}" for n in range(2, 17))),
        )
        if name not in ("iso8859-9", "iso8859-11", "iso8859-12")
    },
}

_ONE_BYTE = ("cp125", "cp8", "iso8859", "koi8", "mac")  # how encodings of one byte a letter are called

_SAMPLE = 100_000  # bytes that the statistics look at
_WESTERN = 0.25  # share of non-ASCII letters above which a text is hardly of a Western European language (French has 0.04)


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and encoding of `data`; `declared` is what its header or markup says. Raises UnreadableError for what is no text."""
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
    if declared and (found := _as_declared(data, declared)):
        return found
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if len(_CONTROL.findall(data, 0, _SAMPLE)) > 0.01 * min(len(data), _SAMPLE):
        raise UnreadableError("holds control bytes: a binary file (expected: text, best in UTF-8)")
    return _damaged_utf8(data) or _western(data) or _guessed(data)


def well_formed(text: str) -> str:
    """Text with U+FFFD in the place of halves of surrogate pairs, which no UTF-8 can hold: one for one, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def _as_declared(data: bytes, label: str) -> tuple[str, str] | None:
    """None for an encoding of no text (rot13, zip), an unknown one, and one in which the bytes make no text."""
    try:
        codec = _DECLARED.get(codecs.lookup(label.strip()[:40]).name)
        if codec is None or (codec == "cp1252" and data.isascii()):
            return None
        if codec.startswith(_ONE_BYTE) and _MULTIBYTE.search(data):
            try:
                return data.decode("utf-8"), f"utf-8, declared as {codec}"  # no text in them is UTF-8 by chance
            except UnicodeDecodeError:
                pass
        return data.decode(codec), "utf-8" if codec == "utf-8" else f"{codec}, declared"
    except (LookupError, ValueError):
        return None


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
