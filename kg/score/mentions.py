"""Whether names, pronouns and descriptions were found where the annotators marked them.

In: a gold document with marked mentions, the system's mentions, and which of its entities is which. Out: three tallies:

    mention       names: spans equal after article and possessive are stripped, whatever the entity
    linked        names: spans that overlap, with the aligned entity
    coreference   pronouns and descriptions: a system mention of origin 'coref' is right if it overlaps any marked mention of the gold
                  entity that its entity is aligned to; a marked pronoun or description is hit if a system mention of the aligned
                  entity, of any origin, overlaps it

>>> trim("the Commission's", (0, 16))
(4, 14)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from kg.gold import GoldDocument, GoldMention
from kg.model import Mention, Span
from kg.score.tally import Tally

MentionLevel = Literal["mention", "linked", "coreference"]
_ARTICLES = ("the ", "a ", "an ")
_POSSESSIVES = ("'s", "\u2019s", "'", "\u2019")


def trim(text: str, span: Span) -> Span:
    """The span without a leading article and a trailing possessive; itself where nothing would be left."""
    start, end = span
    piece = text[start:end]
    for article in _ARTICLES:
        if piece.casefold().startswith(article):
            start += len(article)
            break
    for possessive in _POSSESSIVES:
        if piece.endswith(possessive):
            end -= len(possessive)
            break
    return (start, end) if start < end else span


def score_mentions(gold: GoldDocument, mentions: Sequence[Mention], mapping: Mapping[str, str]) -> dict[MentionLevel, Tally]:
    """The three tallies of a document; empty ones where the gold marks no mentions."""
    if gold.mentions is None:
        return {"mention": Tally(), "linked": Tally(), "coreference": Tally(hit=0)}
    names = [mark for mark in gold.mentions if mark.naming == "name"]
    references = [mark for mark in gold.mentions if mark.naming == "reference"]
    back = [mention for mention in mentions if mention.origin == "coref"]
    named = [mention for mention in mentions if mention.origin != "coref"]
    wanted = {trim(gold.text, (mark.start, mark.end)) for mark in names}
    found = {trim(gold.text, (mention.start, mention.end)) for mention in named}
    return {
        "mention": Tally(right=len(wanted & found), found=len(found), gold=len(wanted)),
        "linked": Tally(
            right=sum(_meets(mention, names, mapping) for mention in named),
            found=len(named),
            gold=len(names),
            hit=sum(_met(mark, named, mapping) for mark in names),
        ),
        "coreference": Tally(
            right=sum(_meets(mention, gold.mentions, mapping) for mention in back),
            found=len(back),
            gold=len(references),
            hit=sum(_met(mark, mentions, mapping) for mark in references),
        ),
    }


def _same(mention: Mention, mark: GoldMention, mapping: Mapping[str, str]) -> bool:
    return mention.start < mark.end and mark.start < mention.end and mapping.get(mention.entity) == mark.entity


def _meets(mention: Mention, marks: Sequence[GoldMention], mapping: Mapping[str, str]) -> bool:
    return any(_same(mention, mark, mapping) for mark in marks)


def _met(mark: GoldMention, mentions: Sequence[Mention], mapping: Mapping[str, str]) -> bool:
    return any(_same(mention, mark, mapping) for mention in mentions)
