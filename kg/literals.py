"""Python values as RDF terms in N-Triples notation, safe whatever the text holds.

In: strings, numbers, ISO dates. Out: tokens such as '"a \\"b\\""' and '"2026-01"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'.
Characters that XML 1.0 has no place for (C0 controls but tab and line ends, lone surrogates, U+FFFE, U+FFFF) become U+FFFD, one for one, so
that every format holds the same data and offsets stay true; the ledger keeps the text as it was read.

>>> literal('a "b"')
'"a \\\\"b\\\\""'
>>> date("2026-01")
'"2026-01"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
"""

from __future__ import annotations

import datetime as dt
import re

XSD = "http://www.w3.org/2001/XMLSchema#"

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_UNESCAPE = re.compile(r"\\(.)")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t"}
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?"
_MOMENT = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})T{_CLOCK}", re.ASCII)


def fit(text: str) -> str:
    """The text with each character that RDF/XML cannot hold replaced by U+FFFD; as long as before."""
    return _UNFIT.sub("\ufffd", text)


def literal(text: str) -> str:
    """A plain string."""
    return f'"{fit(text).translate(_ESCAPES)}"'


def iri(text: str) -> str:
    """An IRI, which must come from kg.iri or the vocabulary: nothing is checked here."""
    return f"<{text}>"


def integer(value: int) -> str:
    return f'"{int(value)}"^^<{XSD}integer>'


def offset(value: int) -> str:
    """A number of code points, as the Web Annotation vocabulary types it."""
    return f'"{int(value)}"^^<{XSD}nonNegativeInteger>'


def decimal(value: float) -> str:
    """A decimal of at most six places; never in scientific notation."""
    text = f"{value:.6f}".rstrip("0")
    return f'"{text}0"^^<{XSD}decimal>' if text.endswith(".") else f'"{text}"^^<{XSD}decimal>'


def hexadecimal(text: str) -> str:
    return f'"{fit(text).translate(_ESCAPES)}"^^<{XSD}hexBinary>'


def date(text: str) -> str:
    """An ISO 8601 day, month, year or moment with its type; all else (the 31st of June) stays a plain string, for validation to tell."""
    moment = _MOMENT.fullmatch(text)
    if moment and _on_calendar(moment.group(1)):
        kind = "dateTime"
    elif _DAY.fullmatch(text) and _on_calendar(text):
        kind = "date"
    elif _MONTH.fullmatch(text) and _on_calendar(f"{text}-01"):
        kind = "gYearMonth"
    elif _YEAR.fullmatch(text) and _on_calendar(f"{text}-01-01"):
        kind = "gYear"
    else:
        return literal(text)
    return f'"{text}"^^<{XSD}{kind}>'


def parts(token: str) -> tuple[str, str | None]:
    """The text of a literal token and the IRI of its datatype (None for a plain string)."""
    end = token.rindex('"')
    text = token[1:end]
    if "\\" in text:
        text = _UNESCAPE.sub(lambda match: _PLAIN.get(match.group(1), match.group(1)), text)
    return text, token[end + 4 : -1] or None


def _on_calendar(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True
