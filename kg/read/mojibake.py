"""Repairs text that was decoded wrongly before it was saved ('FranÃ§ais'), where it is certain that it was.

In: a text. Out: the text as it was meant, and a note for the name of its encoding: '' where nothing was repaired. Quotes, ligatures and
everything else of style stay as they are. Texts of .txt and .jsonl are not repaired: offsets there are those of the file.

>>> repaired("La FranÃ§aise a dit Â« non Â»")
('La Française a dit « non »', ', mojibake repaired')
"""

from __future__ import annotations

import re

_SUSPECT = re.compile("[\u0080-\u009fÃÂâÐÑØÙÎÏåäæ\ufffd][\u0080-\uffff]")


def repaired(text: str) -> tuple[str, str]:
    """The text and the note; each line is looked at by itself, so that one that is right stays as it is."""
    if not _SUSPECT.search(text):
        return text, ""
    from ftfy import fix_encoding

    lines = [fix_encoding(line) if _SUSPECT.search(line) else line for line in text.split("\n")]
    fixed = "\n".join(" ".join(line.splitlines()) for line in lines)
    return (fixed, ", mojibake repaired") if fixed != text else (text, "")
