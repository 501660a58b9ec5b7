"""The sector of a state that acts through its servants: 'French [prosecutors]', 'Serbia's interior [ministry]', '[police] in Zambia'.

In: the mention of a country and the passages. Out: government, legislature, judiciary, police, regulator, military, or None.

>>> sector_of(mention, passages, words)      # 'French lawmakers voted.'      # doctest: +SKIP
'legislature'
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.entity_words import EntityWords
from kg.model import Mention
from kg.passage import Passage


def sector_of(mention: Mention, passages: Sequence[Passage], words: EntityWords) -> str | None:
    """The sector of a generic national actor: 'French [authorities]', 'Serbia's interior [ministry]', '[police] in Zambia'."""
    for passage in passages:
        tokens = passage.tokens((mention.start, mention.end))
        if tokens is None:
            continue
        doc = passage.doc
        token = doc[tokens[1] - 1]
        head = token.head
        if (
            token.dep_ in ("amod", "compound", "poss", "nmod", "nsubj")
            and head.i > token.i
            and head.pos_ in ("NOUN", "PROPN")
            and head.lower_ in words.sectors
        ):
            return words.sectors[head.lower_]
        if token.dep_ == "pobj" and head.lower_ in ("in", "of") and head.head.lower_ in words.sectors and head.head.pos_ == "NOUN":
            return words.sectors[head.head.lower_]
        for index in range(tokens[1], min(len(doc), tokens[1] + 4)):
            if (
                doc[index].lower_ in words.sectors
                and doc[index].pos_ in ("NOUN", "PROPN")
                and all(doc[k].pos_ in ("ADJ", "NOUN", "PART", "PROPN") for k in range(tokens[1], index))
            ):
                return words.sectors[doc[index].lower_]
        return "government" if mention.origin == "metonym" else None
    return None
