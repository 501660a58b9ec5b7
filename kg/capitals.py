"""When the name of a capital stands for the state that sits there: 'Seoul said', 'regulators in Rome', but not 'flew to Paris'.

In: a candidate that spells a capital. Out: the reason why it is an actor, or '' where it is a place.

>>> acts(candidate, words)      # doctest: +SKIP
"subject of 'said'"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.candidates import Candidate
from kg.entity_words import EntityWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITH_ARTICLE = frozenset(["Hague"])
"""Capitals that bear an article."""


def acts(candidate: Candidate, words: EntityWords) -> str:
    """Why a capital is an actor here, '' where it is a place: by its part in the clause, or by the noun that it determines."""
    doc = candidate.passage.doc
    token = doc[candidate.last - 1]
    first = candidate.first - _article(candidate)
    before = doc[first - 1] if first else None
    after = doc[candidate.last] if candidate.last < len(doc) else None
    if before is not None and (
        before.lower_ in ("the", "a", "an")
        or (before.lower_ in words.capitals.locative and not (before.lower_ == "in" and before.head.lower_ in words.capitals.within))
    ):
        return ""
    named = before is not None and before.text[:1].isupper() and before.pos_ == "PROPN" and before.lower_ not in words.shape.calendar
    if before is not None and named and not before.is_sent_start and before.whitespace_:
        return ""
    if (
        after is not None
        and after.text == ","
        and candidate.last + 1 < len(doc)
        and doc[candidate.last + 1].text[:1].isupper()
        and before is not None
        and before.lower_ in ("in", "from")
    ):
        return ""
    if after is not None and after.text in ("—", "–", "-", "(") and candidate.first == 0:
        return ""
    if after is not None and after.text in ("'s", "’s", "'", "’"):
        return _possessor(candidate, words)
    if after is not None and after.lower_ in words.capitals.actors:
        return f"{after.text!r} after it"
    if (after is not None and after.pos_ in ("NOUN", "PROPN") and token.dep_ == "compound") or (after is not None and after.text == "-"):
        return ""
    return _part(token, words) or (
        f"{after.text!r} after it"
        if after is not None and after.pos_ in ("VERB", "AUX") and (before is None or token.is_sent_start)
        else ""
    )


def _article(candidate: Candidate) -> int:
    """1 where the name of the capital has an article, which is written like it ('with The Hague'), else 0."""
    before = candidate.first - 1
    return int(before >= 0 and candidate.passage.doc[before].text == "The" and candidate.text in _WITH_ARTICLE)


def _possessor(candidate: Candidate, words: EntityWords) -> str:
    """Why 'Seoul's' is the state: an act or a body of the state follows."""
    doc = candidate.passage.doc
    for index in range(candidate.last + 1, min(len(doc), candidate.last + 4)):
        noun = doc[index]
        if noun.text[:1].isupper() or noun.pos_ not in ("NOUN", "ADJ"):
            return ""
        if noun.lower_ in words.capitals.acts or (
            noun.lower_ in words.sectors and words.sectors[noun.lower_] not in ("judiciary", "police")
        ):
            return f"its {noun.text!r}"
    return ""


def _part(token: Token, words: EntityWords) -> str:
    """The part in the clause that makes a capital an actor, '' for a place."""
    head = token
    hops = 0
    while head.dep_ in ("conj", "appos") and head.head.i != head.i and hops < 6:
        head = head.head
        hops += 1
    verb = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and (verb.lower_ in words.metonym_verbs or verb.pos_ in ("VERB", "AUX")):
        return f"subject of {verb.text!r}"
    if head.dep_ in ("dobj", "dative", "obj") and verb.lemma_ not in words.capitals.gone_to:
        return f"object of {verb.text!r}"
    if head.dep_ != "pobj":
        return ""
    governor = verb.head
    if verb.lower_ == "in" and governor.lower_ in words.capitals.within:
        return f"{governor.text} in it"
    if verb.lower_ == "of":
        return f"{governor.text!r} of it" if governor.lower_ in words.capitals.possessed else ""
    if (
        verb.lower_ not in words.capitals.beside_actor
        or governor.lemma_ in words.capitals.gone_to
        or governor.lower_ in words.capitals.premises
    ):
        return ""
    if (
        verb.lower_ in ("from", "for", "on", "to")
        and governor.pos_ not in ("VERB", "AUX")
        and governor.lower_ not in words.capitals.acts
        and governor.lower_ not in words.capitals.aimed
    ):
        return ""
    return f"{verb.text} after {governor.text!r}"
