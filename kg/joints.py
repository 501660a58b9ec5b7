"""What joins capitalised words to one name: hyphens, numbers, possessives, 'of', 'for', 'and' where they lead on.

In: the tokens of a passage and the place where a name begins. Out: where it ends.
'Ministry of Industry and Trade' is one name, 'Apple and Google' are two; 'Pixel 8 Pro', 'People's Liberation Army', 'C-27' are one.

>>> run_end(doc, 0, words)      # doctest: +SKIP
5
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.entity_words import EntityWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEADING: dict[str, tuple[str, ...] | None] = {
    "for": None,
    "on": None,
    "without": None,
    "against": ("ngo", "law", "work"),
    "to": ("ngo", "law"),
    "in": ("ngo", "research", "law"),
    "with": ("ngo",),
    "from": ("law",),
}
"""Prepositions that may lead on, and the kinds of heads that they do so for (None: all)."""
_OWNERS = frozenset({"ministry", "legislature", "court", "police"})
"""Kinds of bodies that have bodies of their own."""
_DIVISIONS = frozenset({"district", "province", "region", "county"})
_BRACKETED = 6
"""Tokens that brackets inside the name of a law may hold."""
_NEAR = 14
"""How far back in a name the word 'for' is looked for; no longer name is kept."""
_DOUBLE = {"von": ("der", "den", "dem"), "van": ("der", "den", "dem"), "de": ("la", "los", "las")}


def is_nameish(token: Token) -> bool:
    """True for a token that is written like a part of a name: Zampa, UCC, eBay, 5Rights, C-27."""
    text = token.text
    if not any(character.isalpha() for character in text):
        return False
    if text.startswith(("http", "www.")) or "@" in text:
        return False
    return text[0].isupper() or any(character.isupper() for character in text[1:])


def glued(token: Token) -> str:
    """'modifier' for the first part of 'AI-generated', 'joined' where a hyphen leads to another capital, else ''."""
    doc = token.doc
    if token.whitespace_ or token.i + 2 >= len(doc) or doc[token.i + 1].text not in ("-", "–", "‑") or doc[token.i + 1].whitespace_:
        return ""
    return "joined" if is_nameish(doc[token.i + 2]) or doc[token.i + 2].is_digit else "modifier"


def leads(token: Token, words: EntityWords) -> bool:
    """True where a word that is no name alone begins one: 'Internet Matters', 'AI Security Institute', 'Digital ID Policy'."""
    if token.i + 1 >= len(token.doc) or not token.whitespace_ or token.ent_type_ == "DATE" or token.lower_ in words.shape.calendar:
        return False
    after = token.doc[token.i + 1]
    return is_nameish(after) and after.lower_ not in words.shape.starters and after.lower_ not in words.never and glued(after) != "modifier"


def run_end(doc: Doc, start: int, words: EntityWords) -> int:
    """End of the run of name tokens that begins at `start`."""
    end = start + 1
    headed = _is_head(doc[start], words)
    opened = False
    while end < len(doc):
        token = doc[end]
        previous = doc[end - 1]
        if token.text in ("-", "–", "‑") and glued(previous) == "joined" and not previous.whitespace_:
            end += 2
            continue
        if _ends_sentence(previous) or (previous.text.endswith(".") and token.lower_ in words.shape.starters):
            break
        if (
            is_nameish(token)
            and token.lower_ not in ("the", "a", "an")
            and previous.whitespace_
            and glued(token) != "modifier"
            and (token.lower_ not in words.never or leads(token, words))
        ):
            headed = headed or _is_head(token, words)
            end += 1
            continue
        if (
            token.text in ("'s", "’s", "'", "’")
            and end + 1 < len(doc)
            and token.whitespace_
            and is_nameish(doc[end + 1])
            and _plain_owner(doc, end, words)
        ):
            end += 2
            headed = headed or _is_head(doc[end - 1], words)
            continue
        if _east_asian(doc, start, end):
            end += 2
            continue
        if _numbered(doc, end, words):
            end += 1
            continue
        if (bracketed := _amending(doc, end, words)) > end:
            end = bracketed
            continue
        joined = _joined(doc, start, end, words, headed=headed, opened=opened)
        if joined is None:
            break
        end, opened = joined
        headed = headed or _is_head(doc[end - 1], words)
    if end < len(doc) and doc[end - 1].whitespace_ and doc[end].is_digit and doc[end - 1].lower_ in words.shape.numbered:
        end += 1
    return end


def _ends_sentence(token: Token) -> bool:
    """'AdX.' with its full stop, which no abbreviation has that is written with capitals inside."""
    word = token.text[:-1]
    return token.text.endswith(".") and "." not in word and any(c.isupper() for c in word[1:]) and any(c.islower() for c in word)


def _amending(doc: Doc, end: int, words: EntityWords) -> int:
    """End of '(Amendment) Bill' behind the name of a law; `end` where there is no such thing."""
    if doc[end].text != "(" or end + 2 >= len(doc) or not is_nameish(doc[end + 1]):
        return end
    closing = next((index for index in range(end + 2, min(end + _BRACKETED, len(doc) - 1)) if doc[index].text == ")"), None)
    if closing is None or not (words.heads.get(doc[closing + 1].lower_) == "law" or _tail_kind(doc, closing + 1, words) == "law"):
        return end
    return closing + 1 if is_nameish(doc[closing + 1]) else end


def _numbered(doc: Doc, end: int, words: EntityWords) -> bool:
    """True for the number of a model behind a name, as in 'Pixel 8 Pro', 'Law 25.326': no year, no amount of what follows."""
    token = doc[end]
    if not token.text[:1].isdigit() or not doc[end - 1].whitespace_ or len(token) > 7 or re.fullmatch(r"(19|20)\d\d", token.text):
        return False
    if not re.fullmatch(r"\d+([.,/]\d+)*[A-Za-z]{0,2}", token.text) or doc[end - 1].lower_ in words.shape.calendar:
        return False
    if doc[end - 1].lower_ in words.shape.numbered:
        return True
    after = doc[end + 1] if end + 1 < len(doc) else None
    if after is None or (after.is_punct and after.text != "%") or after.text in ("'s", "’s"):
        return token.ent_type_ not in ("MONEY", "PERCENT", "DATE", "TIME") and doc[end - 1].pos_ == "PROPN"
    return (
        doc[end - 1].pos_ == "PROPN"
        and token.ent_type_ not in ("MONEY", "PERCENT", "DATE", "TIME", "QUANTITY")
        and (
            (is_nameish(after) and after.whitespace_ != "")
            or (after.pos_ in ("VERB", "AUX", "ADP", "CCONJ") and token.ent_type_ != "CARDINAL")
        )
    )


def _plain_owner(doc: Doc, end: int, words: EntityWords) -> bool:
    """True where the possessor is a common word, so that the possessive stands inside one name: 'People's Liberation Army'."""
    last = doc[end - 1].lower_
    if words.heads.get(last) in _OWNERS:  # 'the Treasury's Office of ...' are two bodies
        return False
    plain = last in words.common or last in words.titles or last in words.shape.owners
    return plain and (_tail_head(doc, end, words) or doc[end + 1].lower_ in words.heads)


def _east_asian(doc: Doc, start: int, end: int) -> bool:
    """True for '-chun' in 'Ko Ju-chun': a hyphen and a lower-case syllable that end a person's name."""
    return (
        end + 1 < len(doc)
        and end - start >= 2
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and doc[end + 1].text.islower()
        and len(doc[end + 1]) <= 6
        and len(doc[end - 1]) <= 6
        and doc[end - 1].pos_ == "PROPN"
        and doc[end - 1].ent_type_ == "PERSON"
    )


def _joined(doc: Doc, start: int, end: int, words: EntityWords, *, headed: bool, opened: bool) -> tuple[int, bool] | None:
    """New end of the run and whether it has an open complement, where a connector at `end` leads on; None where the run ends."""
    token, last = doc[end], doc[end - 1]
    after = end + 1
    if after >= len(doc) or (not last.whitespace_ and token.text != ","):
        return None
    lower = token.lower_
    double = _DOUBLE.get(lower, ())
    if doc[after].lower_ in double and after + 1 < len(doc) and is_nameish(doc[after + 1]):
        return after + 2, opened
    article = doc[after].lower_ in ("the", "a") and after + 1 < len(doc)
    target = after + 1 if article else after
    goal = doc[target]
    dated = goal.lower_ in words.shape.calendar
    subject = lower == "on" and words.heads.get(last.lower_) == "law" and not dated  # of a law: 'Framework Act on AI'
    if not is_nameish(goal) or glued(goal) == "modifier" or (goal.lower_ in words.never and not leads(goal, words) and not subject):
        return None
    if lower in ("&", "+") or (lower in words.shape.romance and not article):
        return target + 1, opened
    if lower == "and" and not article:
        return _and(doc, start, end, words, headed=headed, opened=opened)
    if token.text == ",":
        series = opened and _common(last, words) and _common(goal, words) and _series(doc, target)
        return (target + 1, True) if series else None
    return (target + 1, True) if _complement(doc, start, end, target, words, opened=opened) else None


def _and(doc: Doc, start: int, end: int, words: EntityWords, *, headed: bool, opened: bool) -> tuple[int, bool] | None:
    """'and' inside one name: 'Ministry of Industry and Trade', 'Competition and Markets Authority'; not 'Apple and Google'."""
    last, target = doc[end - 1], end + 1
    if opened:
        return (target + 1, True) if _common(doc[target], words) or _common(last, words) else None
    determined = start > 0 and doc[start - 1].lower_ in ("the", "a", "an") and last.ent_type_ not in ("PERSON", "GPE")
    if not headed and _tail_kind(doc, target, words) and (_common(last, words) or determined):
        return target + 1, False
    return None


def _complement(doc: Doc, start: int, end: int, target: int, words: EntityWords, *, opened: bool) -> bool:
    """True where a preposition at `end` belongs to the name: 'Bank of ...', 'Committee to ...', '... in the United States'."""
    lower, last, goal = doc[end].lower_, doc[end - 1].lower_, doc[target]
    article = target > end + 1
    place = goal.ent_type_ == "GPE"
    kind = words.heads.get(last) or words.heads.get(doc[start].lower_) or ""
    if lower in ("of", "for", "to", "on", "with") and not article and _tail_kind(doc, target, words) == "law" and _to_law(doc, start):
        return True
    if lower == "in" and opened and article and place and kind in ("ngo", "agency", "regulator"):
        return True
    takes = last in words.heads or last in words.shape.take_of
    if lower == "of" and not article and not takes and any(token.lower_ == "for" for token in doc[max(start, end - _NEAR) : end]):
        return not place or last in _DIVISIONS  # 'Agency for the Promotion of Trade', 'Court for the District of ...'
    if lower == "of" and takes:
        long = end - start > 1 and last not in ("bank", "university")
        return not (place and not article and (long or (kind == "company" and last != "bank")))
    if lower not in _LEADING or not takes or (lower in ("in", "from", "with") and place):
        return False
    allowed = _LEADING[lower]
    return allowed is None or kind in allowed


def _is_head(token: Token, words: EntityWords) -> bool:
    """True for the head of a name that is no common word besides: Commission, Ministry, Act (but not Media, Security)."""
    return token.lower_ in words.heads and token.lower_ not in words.common


def _common(token: Token, words: EntityWords) -> bool:
    """True for a capitalised common word ('Industry', 'Consumers'), which may stand inside the name of a body."""
    return token.lower_ in words.common or token.lower_ in words.heads or token.lower_ in words.shape.take_of


def _to_law(doc: Doc, start: int) -> bool:
    """True where a run that leads to a law stands behind an article and names nobody: 'the Conduct of ...', 'a Right to ... Act'."""
    return (
        start > 0 and doc[start - 1].lower_ in ("the", "a", "an", "its", "this") and doc[start].ent_type_ not in ("PERSON", "GPE", "NORP")
    )


def _tail_kind(doc: Doc, start: int, words: EntityWords) -> str:
    """Kind of the head that the capitalised run from `start` ends with, '' where it ends with none."""
    end = start
    while end + 1 < len(doc) and (
        (is_nameish(doc[end + 1]) and doc[end].whitespace_)
        or (doc[end + 1].lower_ in ("and", "&") and end + 2 < len(doc) and is_nameish(doc[end + 2]))
    ):
        end += 1
    return words.heads.get(doc[end].lower_, "") if end > start else ""


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


def noun_text(token: Token, words: EntityWords) -> str:
    """The noun that a token ends, in small letters: 'start-up' for the last part of 'start - up', where the lists know it."""
    doc, index = token.doc, token.i
    if index >= 2 and doc[index - 1].text in ("-", "‑") and not doc[index - 1].whitespace_ and not doc[index - 2].whitespace_:
        joined = f"{doc[index - 2].lower_}-{token.lower_}"
        if words.noun_kinds(joined):
            return joined
    return str(token.lower_)
