"""Runs of capitalised words that may be names, read off the tokens of a passage.

In: a spaCy Doc. Out: token spans (start, end), without leading articles, titles and demonyms that are no part of the name.
'Officers of the Guardia di Finanza searched Zampa' gives 'Guardia di Finanza' and 'Zampa'; 'Ministry of Industry and Trade' is one run.

>>> [doc[start:end].text for start, end in chunks(doc, words, demonyms)]      # doctest: +SKIP
['Guardia di Finanza', 'Zampa']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.entity_words import EntityWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ROMANCE = frozenset(["de", "du", "des", "del", "della", "dei", "delle", "degli", "di", "da", "do", "dos", "das", "la", "le", "les", "los", "las", "el", "al", "van", "von", "der", "den", "ter", "zu", "bin", "ibn", "per", "para", "pour", "por", "e", "y", "et", "und", "och"])
_OPEN = frozenset(("for", "on", "against", "without", "to", "in", "with", "from"))
_TO_HEADS = {"for": None, "on": None, "against": ("ngo", "law", "work"), "to": ("ngo", "law"), "without": None, "in": ("ngo", "research", "law"), "with": ("ngo",), "from": ("law",)}
_NUMBERED = frozenset(["phase", "bill", "law", "section", "article", "decree", "resolution", "directive", "regulation", "rule", "order", "part", "version", "act", "title", "chapter", "convention", "protocol"])
_STARTERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your", "in", "on", "at", "by", "for", "from", "with", "as", "if", "when", "while", "after", "before", "since", "until", "under", "over", "but", "and", "or", "nor", "so", "yet", "both", "neither", "either", "not", "no", "all", "any", "some", "most", "many", "more", "few", "several", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "what", "who", "which", "where", "why", "how", "whether", "it", "he", "she", "they", "we", "you", "i", "there", "here", "is", "are", "was", "were", "be", "do", "does", "did", "has", "have", "had", "can", "could", "may", "might", "will", "would", "shall", "should", "must", "of", "to", "into", "out", "up", "down", "than", "then", "also", "now", "still", "even", "only", "just", "per"])


def is_caps_line(doc: Doc) -> bool:
    """True for a line in which nearly every longer word begins with a capital: capitals say nothing about names there."""
    longer = [token for token in doc if token.is_alpha and len(token) > 3]
    capital = sum(token.text[0].isupper() for token in longer)
    return len(longer) >= 4 and capital >= 0.75 * len(longer)


def is_nameish(token: Token) -> bool:
    """True for a token that is written like a part of a name: Zampa, UCC, eBay, 5Rights, C-27."""
    text = token.text
    if not any(character.isalpha() for character in text):
        return False
    if text.startswith(("http", "www.")) or "@" in text:
        return False
    return text[0].isupper() or any(character.isupper() for character in text[1:])


def chunks(doc: Doc, words: EntityWords, demonyms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Token spans of likely names in order; nothing for a line in title case."""
    if is_caps_line(doc):
        return
    position = 0
    while position < len(doc):
        if not _starts(doc[position], words):
            position += 1
            continue
        end = _run(doc, position, words)
        yield from _trim(doc, position, end, words, demonyms)
        position = end


def _first(token: Token) -> bool:
    """True at the start of a sentence, quotation or bullet, where a capital says little."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.doc[token.i - 1]
    return before.text in ('"', "“", "'", "‘", ":", "-", "•", "*", "–", "—") and not (before.text == "-" and not before.whitespace_)


def _starts(token: Token, words: EntityWords) -> bool:
    lower = token.lower_
    if not is_nameish(token) or lower in _STARTERS or (lower in words.never and not _leads(token, words)):
        return False
    if (len(token) == 1 and not _leads(token, words)) or _inside_hyphens(token):
        return False
    if _glued(token) == "modifier":
        return False
    if _first(token) and token.text[0].isupper() and not any(character.isupper() for character in token.text[1:]):
        return token.pos_ in ("PROPN", "X") or (bool(token.ent_type_) and token.ent_type_ not in _NUMERIC) or _follows_name(token)
    return True


def _leads(token: Token, words: EntityWords) -> bool:
    """True where a word that is no name alone begins one: 'Internet Matters', 'AI Security Institute', 'Digital ID Policy'."""
    if token.i + 1 >= len(token.doc) or not token.whitespace_ or token.ent_type_ == "DATE" or token.lower_ in _CALENDAR:
        return False
    after = token.doc[token.i + 1]
    return is_nameish(after) and after.lower_ not in _STARTERS and after.lower_ not in words.never and _glued(after) != "modifier"


def _inside_hyphens(token: Token) -> bool:
    """True for 'Pesa' of 'M-Pesa': the later part of a word whose first part is no start of a name."""
    doc = token.doc
    return token.i >= 2 and doc[token.i - 1].text in ("-", "‑") and not doc[token.i - 1].whitespace_ and not doc[token.i - 2].whitespace_


_CALENDAR = frozenset("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split())
_NUMERIC = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))


def _follows_name(token: Token) -> bool:
    """True where a capitalised word goes on at once: 'Digital Markets Unit', 'Telecommunications Board'."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.doc[token.i + 1]
    return bool(token.whitespace_) and is_nameish(after) and after.lower_ not in _STARTERS and token.pos_ in ("NOUN", "ADJ", "PROPN")


def _glued(token: Token) -> str:
    """'modifier' for the first part of 'AI-generated', 'joined' where a hyphen leads to another capital, else ''."""
    doc = token.doc
    if token.whitespace_ or token.i + 2 >= len(doc) or doc[token.i + 1].text not in ("-", "–", "‑") or doc[token.i + 1].whitespace_:
        return ""
    return "joined" if is_nameish(doc[token.i + 2]) or doc[token.i + 2].is_digit else "modifier"


def _run(doc: Doc, start: int, words: EntityWords) -> int:
    """End of the run of name tokens that begins at `start`."""
    end = start + 1
    headed = doc[start].lower_ in words.heads
    opened = False
    while end < len(doc):
        token = doc[end]
        previous = doc[end - 1]
        if token.text in ("-", "–", "‑") and _glued(previous) == "joined" and not previous.whitespace_:
            end += 2
            continue
        if is_nameish(token) and token.lower_ not in ("the", "a", "an") and previous.whitespace_ and _glued(token) != "modifier" and (
            token.lower_ not in words.never or _leads(token, words)
        ):
            headed = headed or token.lower_ in words.heads
            end += 1
            continue
        if token.text in ("'s", "’s", "'", "’") and end + 1 < len(doc) and token.whitespace_ and is_nameish(doc[end + 1]) and _plain_owner(doc, start, end, words):
            end += 2
            headed = headed or doc[end - 1].lower_ in words.heads
            continue
        if _east_asian(doc, start, end):
            end += 2
            continue
        joined = _joined(doc, start, end, words, headed=headed, opened=opened)
        if joined is None:
            break
        end, opened = joined
        headed = headed or doc[end - 1].lower_ in words.heads
    if end < len(doc) and doc[end - 1].whitespace_ and doc[end].is_digit and doc[end - 1].lower_ in _NUMBERED:
        end += 1
    return end


def _plain_owner(doc: Doc, start: int, end: int, words: EntityWords) -> bool:
    """True where the possessor is a common word, so that the possessive stands inside one name: 'People's Liberation Army'."""
    last = doc[end - 1].lower_
    plain = last in words.common or last in words.titles or last in _OWNERS
    return plain and (_tail_head(doc, end, words) or doc[end + 1].lower_ in words.heads)


def _east_asian(doc: Doc, start: int, end: int) -> bool:
    """True for '-chun' in 'Ko Ju-chun': a hyphen and a lower-case syllable that end a person's name."""
    return (
        end + 1 < len(doc) and end - start >= 2 and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
        and doc[end + 1].text.islower() and len(doc[end + 1]) <= 6 and len(doc[end - 1]) <= 6 and doc[end - 1].pos_ == "PROPN"
        and doc[end - 1].ent_type_ == "PERSON"
    )


_OWNERS = frozenset(["people", "people's", "peoples", "prosecutor", "attorney", "general", "commissioner", "children", "women", "citizens", "consumer", "consumers", "workers", "students", "farmers", "minors", "victims", "parents", "patients", "users", "lawyers", "editors", "publishers", "chiefs", "ombudsman"])


def _joined(doc: Doc, start: int, end: int, words: EntityWords, *, headed: bool, opened: bool) -> tuple[int, bool] | None:
    """New end of the run and whether it has an open complement, where a connector at `end` leads on; None where the run ends."""
    token, last = doc[end], doc[end - 1]
    after = end + 1
    if after >= len(doc) or (not last.whitespace_ and token.text != ","):
        return None
    article = doc[after].lower_ in ("the", "a") and after + 1 < len(doc)
    target = after + 1 if article else after
    lower = token.lower_
    double = lower in ("von", "van", "de") and doc[after].lower_ in ("der", "den", "dem", "la", "los", "las")
    if not double and (not is_nameish(doc[target]) or _glued(doc[target]) == "modifier" or (doc[target].lower_ in words.never and not _leads(doc[target], words))):
        return None
    if lower in ("&", "+"):
        return target + 1, opened
    if lower in ("von", "van") and doc[after].lower_ in ("der", "den", "dem") and after + 1 < len(doc) and is_nameish(doc[after + 1]):
        return after + 2, opened
    if lower in ("de",) and doc[after].lower_ in ("la", "los", "las") and after + 1 < len(doc) and is_nameish(doc[after + 1]):
        return after + 2, opened
    if lower in _ROMANCE and not article and (lower not in ("e", "y", "al", "la", "le", "el", "per", "do", "den", "der") or end - start >= 1):
        return target + 1, opened
    kind = words.heads.get(last.lower_) or words.heads.get(doc[start].lower_) or ""
    if lower == "of" and (last.lower_ in words.heads or last.lower_ in _OF_NOUNS):
        if doc[target].ent_type_ == "GPE" and not article and (end - start > 1 and last.lower_ not in ("bank", "university") or kind == "company" and last.lower_ != "bank"):
            return None
        return target + 1, True
    if lower in _OPEN and last.lower_ in (*words.heads, *_OF_NOUNS):
        allowed = _TO_HEADS[lower]
        if allowed is None or kind in allowed:
            return target + 1, True
    if lower == "and" and not article:
        if opened:
            return (target + 1, True) if _common(doc[target], words) or _common(last, words) else None
        tail = _tail_head(doc, target, words)
        if tail and not headed and _common(last, words):
            return target + 1, False
    if token.text == "," and opened and _common(last, words) and _common(doc[target], words) and _series(doc, target):
        return target + 1, True
    return None


_OF_NOUNS = frozenset(["bank", "university", "kingdom", "republic", "group", "house", "state", "states", "school", "college", "city", "institute", "museum", "court", "church", "supreme", "high", "general", "national", "central", "federal", "president", "director", "federation", "confederation", "chamber", "library", "secretary", "minister", "friends", "women", "doctors", "reporters", "journalists", "mothers", "lawyers", "engineers", "voices", "children", "tools", "rules", "team", "board", "council", "community", "king", "bishop", "standards", "code", "office", "workers", "teachers", "students", "citizens"])


def _common(token: Token, words: EntityWords) -> bool:
    """True for a capitalised common word ('Industry', 'Consumers'), which may stand inside the name of a body."""
    return token.lower_ in words.common or token.lower_ in words.heads or token.lower_ in _OF_NOUNS


def _tail_head(doc: Doc, start: int, words: EntityWords) -> bool:
    """True where the capitalised run from `start` ends with the head of a name: '... Markets Authority'."""
    end = start
    while end + 1 < len(doc) and is_nameish(doc[end + 1]) and doc[end].whitespace_:
        end += 1
    return doc[end].lower_ in words.heads and end > start


def _series(doc: Doc, target: int) -> bool:
    """True where ', X' goes on with 'and Y' or ', Y and Z': a list inside one name."""
    index = target + 1
    while index < min(len(doc), target + 8):
        if doc[index].lower_ in ("and", "&"):
            return index + 1 < len(doc) and is_nameish(doc[index + 1])
        if not is_nameish(doc[index]) and doc[index].text != ",":
            return False
        index += 1
    return False


def _trim(doc: Doc, start: int, end: int, words: EntityWords, demonyms: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Cut titles and demonyms off the front of a run; drop what remains of runs that are no names."""
    while start < end and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    while end > start and (doc[end - 1].is_punct and doc[end - 1].text not in (")", "+")):
        end -= 1
    cut = start
    for index in range(start, end):
        if doc[index].lower_ in words.titles and index + 1 < end and doc[index + 1].lower_ not in ("of", "for", "'s", "’s"):
            cut = index + 1
    if cut > start and end - cut >= 1 and not any(doc[index].lower_ in words.heads for index in range(cut, end)):
        start = cut
    for length in (3, 2, 1):
        lead = doc[start : start + length].text
        if end - start > length and lead in demonyms:
            rest = [words.heads.get(doc[index].lower_) for index in range(start + length, end)]
            if lead.isupper() or "." in lead:
                start += length if any(kind not in (None, "military") for kind in rest) else 0
            elif not any(rest) or rest[-1] in ("legislature", "court"):
                start += length
            break
    if start >= end:
        return
    text = doc[start:end].text
    if text.casefold() in words.never or text.casefold() in words.places or (end - start == 1 and doc[start].lower_ in words.titles):
        return
    yield start, end
