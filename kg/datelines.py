"""Finds what stands before the first sentence of a report: its place, date and agency, or a label.

In: a paragraph. Out: how many of its characters are that, 0 for none. Names there are no actors: they say where and for whom was written.

>>> text = "KUALA LUMPUR, Jan 23 (Bernama) - Malaysia restored access."
>>> text[dateline(text, load_boilerplate().words) :]
'Malaysia restored access.'
"""

from __future__ import annotations

import re

from kg.boilerplate import Words, load_boilerplate, words_of

__all__ = ["dateline", "label", "load_boilerplate"]

_LONGEST = 90  # characters; an agency's longest datelines name three cities and a date
_DASH = re.compile(r"\s+[-–—―]{1,2}\s+|(?<=[)/])\s?--\s?|\s?[–—―]\s?|\s--?\s?|:\s+")
_AGENCY = re.compile(r"-{0,2}(?:\(([^()]{2,40})\)|(?<=[\s-])/([^()/]{2,40})/)\s*\Z")
_BEGINS = re.compile(r"[\"“‘'(\[]{0,2}[A-Z0-9À-ÞŁŠŽÇ]")
_PARTICLES = ("de", "la", "le", "of", "and", "do", "el", "es", "al", "the")
_LABEL = re.compile(r"([A-Z][A-Z -]{2,24}?)(?: \d{1,2})?(?:\s*[:|]\s+|\s?[-–—]\s?(?=[A-Z])|\s+[-–—]\s+)")
_SHORTEST_REST = 3  # words of the sentence that follows


def dateline(text: str, words: Words) -> int:
    """Length of 'PLACE, date (Agency) - ' at the start of a paragraph."""
    for match in _DASH.finditer(text, 0, _LONGEST):
        head, rest = text[: match.start()], text[match.end() :]
        if _BEGINS.match(rest) and len(rest.split()) >= _SHORTEST_REST and _is_dateline(head, text, match.group(), words):
            return match.end()
    return 0


def _is_dateline(head: str, text: str, dash: str, words: Words) -> bool:
    agency = _AGENCY.search(head)
    place = head[: agency.start()] if agency else head
    known_agency = agency is not None and _is_agency(agency.group(1) or agency.group(2), words)
    if agency and not place.strip():
        return known_agency
    first, *others = [part.strip(" .") for part in re.split("[,/;]", place)] or [""]
    dates = [part for part in others if _is_date(part, words)]
    if len(others) - len(dates) > 2 or not all(_looks_like_place(part) for part in [first, *others] if part not in dates):
        return False
    known = " ".join(words_of(first)) in words.places
    if agency:
        return known_agency or known or first.isupper()
    if dates:
        return known or first.isupper()
    return known if ":" in dash else known or _is_unknown_city(first, text)


def _looks_like_place(part: str) -> bool:
    tokens = part.split()
    return 1 <= len(tokens) <= 4 and all(token[0].isupper() or token in _PARTICLES for token in tokens)


def _is_date(part: str, words: Words) -> bool:
    tokens = words_of(part)
    return bool(tokens) and all(token in words.date_words or token.rstrip("thsrnd").isdigit() for token in tokens)


def _is_agency(name: str, words: Words) -> bool:
    return any(" ".join(words_of(part)) in words.agencies for part in re.split("[/,;]", name))


def _is_unknown_city(place: str, text: str) -> bool:
    """A name in capitals that the text has nowhere else in capitals: organisations keep theirs (UNICEF), cities do not."""
    letters = [character for character in place if character.isalpha()]
    return len(letters) >= 4 and place.isupper() and place not in text[len(place) :]


def label(text: str, words: Words) -> int:
    """Length of 'BREAKING: ', 'UPDATE 2-' and the like at the start of a line."""
    match = _LABEL.match(text)
    if match is None or match.group(1).strip().lower() not in words.labels:
        return 0
    return match.end() if len(text[match.end() :].split()) >= 3 else 0
