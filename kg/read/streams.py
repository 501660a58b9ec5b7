"""Opens files, plain and compressed, within limits: a small archive that unpacks to a huge text ends as an error, not as a full memory.

In: a path, or a binary stream. Out: a binary stream that raises UnreadableError where the data is damaged or goes beyond the limits. One
that was cut off ends there: what it held is read, and `cut` gives the reason to name.
"""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

from kg.read.skipped import UnreadableError

Stream: TypeAlias = "io.BufferedReader[Any]"

LARGEST_TEXT = 32 * 2**20  # bytes of one document: twenty times the longest novels
LARGEST_LINE = 2 * LARGEST_TEXT  # bytes of one record: JSON escapes take more room than the text

_CUT = "gzip data that ends too early: the file was cut off"
_MAGIC = b"\x1f\x8b"
_LARGEST_RATIO = 200  # gzip reaches 1,032 on zeros; text seldom 20
_RATIO_FREE = 16 * 2**20  # unpacked bytes from which the ratio is looked at


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of a gzip stream, as long as they stay in proportion to the packed ones; `cut` is whether the end is missing."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._counted = _Counted(packed)
        self._gzip = gzip.GzipFile(fileobj=self._counted, mode="rb")
        self._out = 0
        self.cut = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = b"" if self.cut else self._gzip.read1(len(buffer))
        except (gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableError(f"damaged gzip data ({error})") from None
        except EOFError:
            if not self._out:
                raise UnreadableError(_CUT) from None
            self.cut, data = True, b""
        self._out += len(data)
        if self._out > _RATIO_FREE and self._out > _LARGEST_RATIO * self._counted.count:
            raise UnreadableError(f"unpacks to more than {_LARGEST_RATIO} times its size, as no text does")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._gzip.close()
            self._packed.close()
        super().close()


class _Counted(io.RawIOBase):
    """Counts the bytes that are read from a stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def open_file(path: Path) -> Stream:
    """The bytes of a file, unpacked where its name ends in .gz; raises OSError."""
    stream = path.open("rb")
    return unpack(stream) if path.suffix.lower() == ".gz" else stream


def unpack(stream: BinaryIO) -> Stream:
    return io.BufferedReader(_Unpacked(stream), 2**16)


def cut(stream: Stream) -> str | None:
    """Why there is less in a stream than there was: its compressed data was cut off; None for one that is whole, as far as it was read."""
    raw = getattr(stream, "raw", None)
    return f"{_CUT}; what stands before that is read" if isinstance(raw, _Unpacked) and raw.cut else None


def open_stream(stream: BinaryIO) -> Stream:
    """A pipe's bytes, unpacked where they begin as gzip data does; the first of them can be looked at with `peek`."""
    buffered: Stream = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    return unpack(buffered) if buffered.peek(2).startswith(_MAGIC) else buffered


def read_all(stream: BinaryIO) -> bytes:
    """All bytes of one document; raises UnreadableError for more than LARGEST_TEXT."""
    data = stream.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise UnreadableError(f"larger than {LARGEST_TEXT // 2**20} MiB (expected: one document in a file; many go into a .jsonl)")
    return data
