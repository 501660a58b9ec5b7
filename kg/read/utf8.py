"""Gives any stream of text as UTF-8, a piece at a time: UTF-16 and UTF-32 by their byte order mark, what is no UTF-8 as Windows-1252.

In: a binary stream. Out: an object with `read`, for parsers that read UTF-8; `encoding` says how its bytes were read so far.

>>> import io
>>> text = Utf8(io.BufferedReader(io.BytesIO("Türkiye".encode("cp1252"))), most=100)
>>> text.read(100).decode(), text.encoding
('Türkiye', 'cp1252')
"""

from __future__ import annotations

import codecs

from kg.read.skipped import UnreadableError
from kg.read.streams import Stream

_MOST_ODD = 1_000  # bytes that are no UTF-8, from which on a file is in Windows-1252
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Utf8:
    """Bytes of UTF-8. `spent` counts those that were read since it was last set to 0: more than `most` are an UnreadableError."""

    def __init__(self, stream: Stream, *, most: int) -> None:
        self._stream = stream
        self._most = most
        beginning = stream.peek(4)
        self._wide = next((name for mark, name in _MARKS if beginning.startswith(mark)), None)
        self._from_wide = codecs.getincrementaldecoder(self._wide or "utf-16")(errors="replace")
        self._mark = len(codecs.BOM_UTF8) if beginning.startswith(codecs.BOM_UTF8) else 0
        self._kept = b""  # the beginning of a character, whose end comes with the next piece
        self._odd = 0
        self._wider = False
        self.spent = 0

    @property
    def encoding(self) -> str:
        """The encoding of what was read so far."""
        if self._wide or not self._odd:
            return self._wide or "utf-8"
        return f"utf-8, {self._odd} bytes read as cp1252" if self._wider else "cp1252"

    def read(self, size: int = -1, /) -> bytes:
        """Up to about `size` bytes, b"" at the end; raises UnreadableError where `spent` grows beyond the limit."""
        while size:
            data = self._stream.read(size)
            self.spent += len(data)
            if self.spent > self._most:
                raise UnreadableError(f"more than {self._most // 2**20} MiB in one record")
            if self._wide:
                text = self._from_wide.decode(data, final=not data).encode("utf-8", errors="replace")
            else:
                text = self._checked(self._kept + data[self._mark :], final=not data)
                self._mark = 0
            if text or not data:
                return text
        return b""

    def _checked(self, data: bytes, *, final: bool) -> bytes:
        """UTF-8, with each byte that is none as Windows-1252 has it; a file with many of these is in that encoding from there on."""
        parts = []
        self._kept = b""
        while data:
            if self._odd > _MOST_ODD:
                parts.append(data.decode("cp1252", errors="replace").encode("utf-8"))
                break
            try:
                used = codecs.utf_8_decode(data, "strict", final)[1]
                self._kept = data[used:]
                odd = b""
            except UnicodeDecodeError as error:
                used = error.start
                odd = data[used : used + 1]
                self._odd += 1
            self._wider = self._wider or not data[:used].isascii()
            parts += [data[:used], odd.decode("cp1252", errors="replace").encode("utf-8")]
            data = data[used + 1 :] if odd else b""
        return b"".join(parts)
