"""What a name stands for: evidence from its own words, its neighbours and the recogniser, summed over a document.

In: a token span of a passage. Out: weights for the eight types, for 'place' and for 'none', each with its reason.

>>> votes(doc, 4, 5, entity_words())             # 'the messaging app Foo'          # doctest: +SKIP
[Vote(kind='platform', weight=4.0, reason='"app" before it')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.entity_words import EntityWords, type_of
from kg.joints import noun_text

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NER_TYPES: dict[str, tuple[tuple[str, float], ...]] = {
    "PERSON": (("person", 1.5),),
    "ORG": (("organisation", 1.2),),
    "PRODUCT": (("product", 1.0), ("platform", 0.4)),
    "LAW": (("law", 1.5),),
    "WORK_OF_ART": (("work", 1.2),),
    "GPE": (("place", 1.5),),
    "LOC": (("place", 1.5),),
    "FAC": (("place", 1.0),),
    "EVENT": (("none", 1.0),),
    "NORP": (("none", 1.0),),
    "LANGUAGE": (("none", 2.0),),
    "DATE": (("none", 1.5),),
    "TIME": (("none", 1.5),),
    "MONEY": (("none", 1.5),),
    "PERCENT": (("none", 1.5),),
    "QUANTITY": (("none", 1.5),),
    "ORDINAL": (("none", 1.5),),
    "CARDINAL": (("none", 0.8),),
}
_PLACE_BEFORE = frozenset(("in", "near", "from", "at", "outside", "around", "into"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One piece of evidence: a kind (a type, a kind of organisation, 'place' or 'none'), its weight and why."""

    kind: str
    weight: float
    reason: str

    @property
    def type(self) -> str:
        return type_of(self.kind)


def votes(doc: Doc, start: int, end: int, words: EntityWords) -> Iterator[Vote]:
    """All evidence for the name `doc[start:end]` in its passage."""
    yield from _own_words(doc, start, end, words)
    yield from _recogniser(doc, start, end)
    noun = noun_before(doc, start, words)
    if noun is not None:
        yield from _described(noun, words, 4.0, "before it")
    noun = noun_after(doc, end, words)
    if noun is not None:
        yield from _described(noun, words, 4.0, "after it")
    noun = noun_ahead(doc, start, words)
    if noun is not None:
        yield from _described(noun, words, 3.0, "ahead of it")
    yield from _neighbours(doc, start, end, words)


def _own_words(doc: Doc, start: int, end: int, words: EntityWords) -> Iterator[Vote]:
    last = doc[end - 1].lower_.rstrip(".")
    kind = words.heads.get(last)
    lone = end - start == 1
    if kind and not (lone and type_of(kind) != "organisation"):
        yield Vote(kind=kind, weight=2.0 if lone else 4.0, reason=f"ends in {last!r}")
    if kind is None:
        for index in range(start, end - 1):
            found = words.heads.get(doc[index].lower_)
            if found and doc[index + 1].lower_ in ("of", "for", "on", "against", "to", "without", "in"):
                yield Vote(kind=found, weight=4.0, reason=f"{doc[index].text} {doc[index + 1].text} ...")
                break
        else:
            first = words.heads.get(doc[start].lower_)
            if first in ("law", "court", "regulator", "agency", "ngo", "ministry", "police") and not lone:
                yield Vote(kind=first, weight=2.5, reason=f"begins with {doc[start].text!r}")
    text = doc[start:end].text
    if text.casefold() in words.places:
        yield Vote(kind="none", weight=4.0, reason="a region")


def _recogniser(doc: Doc, start: int, end: int) -> Iterator[Vote]:
    labels = [token.ent_type_ for token in doc[start:end] if token.ent_type_]
    if not labels:
        return
    label = max(sorted(set(labels)), key=labels.count)
    share = labels.count(label) / (end - start)
    for kind, weight in NER_TYPES.get(label, ()):
        extra = 1.0 if label == "PERSON" and end - start >= 2 else 0.0
        yield Vote(kind=kind, weight=(weight + extra) * share, reason=f"recogniser says {label}")


def _described(noun: Token, words: EntityWords, weight: float, where: str) -> Iterator[Vote]:
    kinds = words.noun_kinds(noun_text(noun, words))
    types = list(dict.fromkeys(type_of(kind) for kind in kinds))
    for rank, found in enumerate(types):
        kind = next(kind for kind in kinds if type_of(kind) == found)
        yield Vote(kind=kind, weight=weight * (1.0 if len(types) == 1 else 0.8 - 0.1 * rank), reason=f"{noun.text!r} {where}")


def noun_before(doc: Doc, start: int, words: EntityWords) -> Token | None:
    """The describing noun right before a name: 'messaging app [Foo]', 'chief executive [Ann Lee]'."""
    index = start - 1
    if index >= 0 and doc[index].text in ('"', "“", "'", "‘"):
        index -= 1
    if index < 0:
        return None
    token = doc[index]
    if token.lower_ in words.naming:
        return _named(doc, index, words)
    if token.text[0].islower() and token.pos_ in ("NOUN", "PROPN", "ADJ", "X") and words.noun_kinds(noun_text(token, words)):
        return token
    if index == 0 or token.is_sent_start or token.lower_ in words.titles:
        return token if words.noun_kinds(noun_text(token, words)) and token.pos_ in ("NOUN", "PROPN") else None
    return None


def _named(doc: Doc, index: int, words: EntityWords) -> Token | None:
    """The noun in 'a report called [Foo]': the nearest describing noun before the participle."""
    for back in range(index - 1, max(-1, index - 5), -1):
        if doc[back].pos_ == "NOUN" and words.noun_kinds(noun_text(doc[back], words)):
            return doc[back]
    return None


def noun_behind(doc: Doc, end: int, words: EntityWords) -> Token | None:
    """The describing noun right behind a name: 'the [Foo] app', '[Foo] Phase 2 project', but not '[Foo] users' or '[Foo] said'."""
    if end >= len(doc) or not doc[end - 1].whitespace_:
        return None
    noun = doc[end]
    if noun.text[:1].islower() and noun.pos_ == "NOUN" and noun.lower_ not in words.platform_after | words.company_after:
        types = words.noun_types(noun.text)
        return noun if types and "person" not in types and "country" not in types else None
    return None


_STOP = frozenset((".", ";", ":", "!", "?", "(", ")", "—", "–", '"', "”"))


def noun_after(doc: Doc, end: int, words: EntityWords) -> Token | None:
    """The head noun of an apposition after a name: '[Foo], a Danish messaging app that ...', '[Foo] (a lender)', '[Foo] is a lender'."""
    index = end
    if index < len(doc) and doc[index].text in ('"', "”", "'", "’"):
        index += 1
    if index + 1 >= len(doc):
        return None
    opener = doc[index]
    if opener.text in (",", "(", "—", "–") or opener.lower_ in ("is", "was", "are"):
        index += 1
        if doc[index].text in ('"', "“"):
            index += 1
        first = doc[index] if index < len(doc) else None
        if first is None or not (
            first.lower_ in ("a", "an", "the", "its", "their", "his", "her", "our", "one")
            or doc[index : index + 2].text.endswith(("'s", "’s"))
            or _possessive_within(doc, index)
            or (first.pos_ in ("ADJ", "NOUN") and opener.text in (",", "(") and first.lower_ in words.nouns)
        ):
            return None
        noun = _head(doc, index, words)
        return None if noun is not None and _leads_on(noun) else noun
    return None


def _leads_on(noun: Token) -> bool:
    """True for a noun that describes the name behind it, not the one before: 'the blog Foo, the forum [Bar] and the shop Baz'."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return after is not None and after.pos_ == "PROPN" and after.text[:1].isupper() and noun.text[:1].islower()


def _possessive_within(doc: Doc, index: int) -> bool:
    """True where a possessor follows at once: ', Uganda Telecom's owner'."""
    return any(
        doc[later].text in ("'s", "’s")
        for later in range(index, min(len(doc), index + 4))
        if all(is_name(doc[k]) for k in range(index, later))
    )


def is_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.pos_ == "PROPN"


def _head(doc: Doc, start: int, words: EntityWords) -> Token | None:
    """Last describing noun of the noun phrase that begins at `start`, before a preposition, relative or verb."""
    found: Token | None = None
    for index in range(start, min(len(doc), start + 10)):
        token = doc[index]
        if (
            token.text in _STOP
            or token.text == ","
            or token.lower_
            in (
                "that",
                "which",
                "who",
                "whose",
                "and",
                "or",
                "of",
                "for",
                "in",
                "with",
                "by",
                "on",
                "to",
                "from",
                "at",
                "has",
                "is",
                "was",
                "had",
                "said",
                "where",
            )
        ):
            break
        if token.pos_ in ("VERB", "AUX") and found is not None and token.tag_ not in ("VBN", "VBG"):
            break
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and words.noun_kinds(noun_text(token, words)):
            found = token
    return found


def noun_ahead(doc: Doc, start: int, words: EntityWords) -> Token | None:
    """The head noun of a description that the name explains: 'its communications regulator, (the) [UCC]'."""
    index = start - 1
    if index >= 0 and doc[index].lower_ in ("the", "a", "an"):
        index -= 1
    if index < 1 or doc[index].text not in (",", ":", "(", "—", "–"):
        return None
    noun = doc[index - 1]
    if not (noun.pos_ == "NOUN" and noun.text[0].islower() and words.noun_kinds(noun_text(noun, words))):
        return None
    for back in range(index - 2, max(-1, index - 9), -1):
        token = doc[back]
        if token.lower_ in ("the", "a", "an", "its", "their", "his", "her", "'s", "’s", "of") or token.dep_ == "poss":
            return noun
        if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ"):
            break
    return noun if noun.is_sent_start or noun.i <= 2 else None


def _neighbours(doc: Doc, start: int, end: int, words: EntityWords) -> Iterator[Vote]:
    after = doc[end] if end < len(doc) else None
    before = doc[start - 1] if start else None
    second = doc[end + 1] if end + 1 < len(doc) else None
    possessive = after is not None and after.text in ("'s", "’s", "'", "’")
    following = second if possessive else after
    if following is not None and following.lower_ in words.platform_after and not (possessive and following.lower_ in words.company_after):
        yield Vote(kind="platform", weight=1.2, reason=f"{following.text!r} after it")
    if following is not None and following.lower_ in words.company_after:
        yield Vote(kind="company", weight=1.0, reason=f"{following.text!r} after it")
    if (
        before is not None
        and before.lower_ in words.platform_before
        and before.dep_ == "prep"
        and before.head.pos_ in ("VERB", "NOUN")
        and before.head.lemma_ in words.posting
    ):
        yield Vote(kind="platform", weight=1.5, reason=f"{before.text!r} before it")
    if before is not None and before.lower_ in _PLACE_BEFORE and end - start <= 2 and doc[end - 1].lower_ not in words.heads:
        yield Vote(kind="place", weight=0.8, reason=f"{before.text!r} before it")
    if before is not None and before.lower_ in words.titles:
        yield Vote(kind="person", weight=4.0, reason=f"title {before.text!r}")
    if after is not None and after.lower_ in words.speech and not possessive:
        yield Vote(kind="organisation", weight=0.4, reason=f"{after.text!r} after it")
        yield Vote(kind="person", weight=0.4, reason=f"{after.text!r} after it")
    if after is not None and after.text == "," and second is not None and second.lower_ == "who":
        yield Vote(kind="person", weight=3.0, reason="'who' after it")
    if following is not None and following.lower_ in ("said", "told") and before is not None and before.lower_ == "the":
        yield Vote(kind="organisation", weight=1.0, reason="article before it")
    if before is not None and before.lower_ == "the" and end - start == 1 and doc[start].text.isupper():
        yield Vote(kind="organisation", weight=1.5, reason="article and capitals")
    if doc[start:end].text.isupper() and end - start == 1 and 2 <= len(doc[start]) <= 6:
        yield Vote(kind="organisation", weight=0.8, reason="capitals")
