"""Parsed sentences written out by hand: what syntax makes of a tree, whatever the model would have made of the words.

In: one line of 'word/TAG/label/head' with heads by number. Out: a spaCy Doc, with coarse tags from the fine ones.

>>> tree("Norland/NNP/nsubj/1 raided/VBD/ROOT/1 Acme/NNP/dobj/1")[0].dep_
'nsubj'
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from kg.syntax import Frame

_COARSE = {"N": "NOUN", "NNP": "PROPN", "V": "VERB", "J": "ADJ", "R": "ADV", "I": "ADP", "D": "DET", "W": "PRON", "P": "PRON", "C": "CCONJ"}
_WHOLE = {"MD": "AUX", "TO": "PART", "POS": "PART", "CD": "NUM", "EX": "PRON", "RP": "ADP", ",": "PUNCT", ".": "PUNCT"}


@cache
def _vocab() -> Vocab:
    from spacy.lang.en import English

    return English().vocab


def tree(line: str) -> Doc:
    """A Doc of one sentence. A verb with the label aux or auxpass is an AUX; lemmas are the words in lower case."""
    from spacy.tokens import Doc

    rows = [word.rsplit("/", 3) for word in line.split()]
    words, tags, deps, heads = (list(column) for column in zip(*rows, strict=True))
    coarse = [_WHOLE.get(tag) or _COARSE.get(tag[:3]) or _COARSE[tag[0]] for tag in tags]
    coarse = ["AUX" if dep in ("aux", "auxpass") else pos for pos, dep in zip(coarse, deps, strict=True)]
    return Doc(
        _vocab(), words=words, tags=tags, pos=coarse, deps=deps, heads=[int(head) for head in heads], lemmas=[w.lower() for w in words]
    )


def slots(frame: Frame) -> dict[str, list[str]]:
    """Words in each slot that is filled."""
    return {name: [filler.token.text for filler in fillers] for name, fillers in frame.slots.items() if fillers}


def names(doc: Doc, **kinds: str) -> dict[int, tuple[Mention, ...]]:
    """Mentions by token: `Acme="organisation"` marks each word 'Acme'."""
    return {
        token.i: (
            Mention(
                start=token.idx,
                end=token.idx + len(token),
                text=token.text,
                type=kinds[token.text],
                origin="marked",
                entity=f"{kinds[token.text]}:{token.text}",
            ),
        )
        for token in doc
        if token.text in kinds
    }
