"""What a page knows, as a block that takes little room: JSON as it is where it is short, packed where it is long.

In: plain data. Out: the text of a script element, and whether it is packed (gzip as of RFC 1952, then base64 as of RFC 4648).

>>> to_block({"name": "</script>"})
Block(text='{"name":"\\\\u003c/script\\\\u003e"}', packed=False)
"""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from dataclasses import dataclass

SHORT = 300_000
"""Bytes up to which data stands in the page as it is: whoever looks at the file can read it, and any browser too."""
LEVEL = 9
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_UNSAFE_CHARACTER = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Block:
    """The text of a script element that no browser runs."""

    text: str
    packed: bool


def to_block(value: object, *, short: int = SHORT) -> Block:
    """The value as JSON, packed where that is longer than `short`.

    The same value gives the same text with the same zlib; another zlib may pack it otherwise, into what unpacks to the same.
    """
    text = json_block(value)
    content = text.encode("utf-8")
    if len(content) <= short:
        return Block(text, packed=False)
    return Block(b64encode(gzip.compress(content, LEVEL, mtime=0)).decode("ascii"), packed=True)


def json_block(value: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element, open a comment or break UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE_CHARACTER.sub(lambda found: _UNSAFE.get(found[0]) or f"\\u{ord(found[0]):04x}", text)
