"""Text and names in Markdown that stay text: no link, tag, embed, HTML, formula or code comes of what a document says.

In: any text. Out: a line of Markdown, a value of front matter, or names of files that Windows, macOS, Linux and Obsidian all take.

Every character that means something to CommonMark, Obsidian, Dataview (`key:: value`, `= query`) or Templater (`<% code %>`, which runs on
new files) has a backslash before it, so that none of these sees its mark in the file, and a reader sees the text as it was.

>>> escaped("[[a]] <% b %> #c k:: v")
'\\\\[\\\\[a\\\\]\\\\] \\\\<\\\\% b \\\\%\\\\> \\\\#c k\\\\:\\\\: v'
>>> file_names({"1": "AUX", "2": "a/b?", "3": "A b"})["1"]
'AUX_'
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256

from kg.html.labels import plain

LONGEST = 90
"""Bytes of a file's name in UTF-8, without its suffix: folders in folders stay below the 260 characters of a path in Windows."""

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~^=$%!&:@]")
_WWW = re.compile(r"(www)\.", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d+)([.)])")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*#^\[\]%`{}$!~=&@;]')
_PLAIN_NAME = re.compile(r"[^\W_](?:[^\W_]|[ .,'’()–/+-])*")
_IN_ADDRESSES = re.compile(r"[<>\[\]|^`{}\\\"*$~]|%(?![0-9A-Fa-f]{2})|:(?=:)|(?<=:):")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_IN_VALUES = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "{": "(", "}": ")", "`": "'", "\\": "/"})


def escaped(text: str) -> str:
    """Text as one line of Markdown that shows it; characters that cannot be seen are left out."""
    line = _MARKS.sub(r"\\\g<0>", plain(text))
    line = _NUMBERED.sub(r"\1\\\2", _WWW.sub(r"\1\\.", line))
    return f"\\{line}" if line.startswith(("-", "+")) else line


def address_text(address: str) -> str:
    """An http or https address as it may stand between angle brackets: what ends them, or is a mark to any reader, is percent-encoded."""
    return _IN_ADDRESSES.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8")), address)


def shown(name: str) -> str:
    """A name as it may stand in a link, where no backslash helps; empty where it holds what could be a mark."""
    text = plain(name)
    return text if _PLAIN_NAME.fullmatch(text) else ""


def value(what: str | float | list[str]) -> str:
    """A value of front matter, as JSON (which YAML reads): brackets of links and marks of code are others that look alike."""
    if isinstance(what, list):
        return json.dumps([_value(text) for text in what], ensure_ascii=False)
    return json.dumps(_value(what) if isinstance(what, str) else what, ensure_ascii=False)


def file_names(wanted: Mapping[str, str]) -> dict[str, str]:
    """For each key a name for its file, without a suffix. No two names are the same where case and composition do not count.

    Names that would be are told apart by six or more hex digits that depend on the key alone.
    """
    names = {key: file_name(text) for key, text in wanted.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        groups[folded(name)].append(key)
    taken = {name for name, keys in groups.items() if len(keys) == 1}
    for _, keys in sorted(groups.items()):
        for key in sorted(keys) if len(keys) > 1 else ():
            digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
            names[key] = next(name for length in range(6, 65) if folded(name := f"{names[key]} ({digest[:length]})") not in taken)
            taken.add(folded(names[key]))
    return names


def file_name(text: str) -> str:
    """A name that every system takes: no reserved word or character, not too long, no dot or space at its ends."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", plain(text))).split()).strip(". -'")
    name = name.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").strip(". ") or "Untitled"
    return _RESERVED.sub(r"\1_", name, count=1) if _RESERVED.match(name) else name


def folded(name: str) -> str:
    """What a file system that tells neither case nor composition apart makes of a name."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _value(text: str) -> str:
    return plain(text).translate(_IN_VALUES)
