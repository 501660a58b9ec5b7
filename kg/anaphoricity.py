"""Whether a word points back to a named thing at all: what speaks for 'none of the candidates'.

'It is raining', 'the company that made them', 'a firm was fined; the firm ...' have no antecedent with a name. In: an anaphor and what is
known around it. Out: named features, weighed against those of the candidates (kg.antecedents).

>>> sorted(features_of_none(anaphor, around, ()))      # 'It rained.'      # doctest: +SKIP
['none:it', 'none:it:options=0', 'none:it:verb=rain']
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.anaphors import Anaphor
from kg.descriptions import compounds
from kg.discourse import Around
from kg.entity_words import EntityWords
from kg.roles import clauses, role, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INDEFINITE = frozenset(("a", "an", "another", "one", "some", "any", "each", "every", "no"))


QUOTATION_MARKS = frozenset('"“”')


def features_of_none(anaphor: Anaphor, around: Around, fits: Sequence[str]) -> Iterator[str]:
    """Names of the features that hold for having no antecedent; `fits` says how well each candidate fits a description."""
    form = anaphor.form
    doc = anaphor.passage.doc
    head = doc[anaphor.head]
    mine = role(head)
    yield f"none:{form}"
    yield f"none:{form}:role={mine}"
    before = doc[anaphor.first - 1].lower_ if anaphor.first else ""
    yield f"none:{form}:before={before if before.isalpha() else 'start' if not before else 'mark'}"
    after = doc[anaphor.last] if anaphor.last < len(doc) else None
    if after is not None and form != "its":
        yield f"none:{form}:after={after.lower_ if after.pos_ in ('ADP', 'AUX', 'PART', 'SCONJ', 'PRON', 'PUNCT') else after.pos_}"
    if _quoted(doc, anaphor.first):
        yield f"none:{form}:quoted"
    yield from _subjects(anaphor, head, around)
    if form in ("it", "they"):
        yield f"none:{form}:{mine}={head.head.lemma_.casefold()}"
    elif form == "its":
        yield f"none:its:{head.head.lemma_.casefold()}"
    elif form == "description":
        yield from _description(anaphor, around, fits)


def _quoted(doc: Doc, index: int) -> bool:
    """True inside quotation marks."""
    opened = sum(token.text in QUOTATION_MARKS for token in doc[:index])
    return opened % 2 == 1


def _subjects(anaphor: Anaphor, head: Token, around: Around) -> Iterator[str]:
    """What the subject of the anaphor's own clause, and of the clause above it, is: a name, a word that points back, a plain noun."""
    if anaphor.form == "its" and head.dep_ == "poss":
        yield f"none:its:of {role(head.head)}"
    for level, verb in enumerate(clauses(head)[:3]):
        subject = subject_of(verb)
        if subject is None or anaphor.first <= subject.i < anaphor.last:
            continue
        yield f"none:{anaphor.form}:subject {level}={_what(subject, around.covered, around.words)}"


def _what(token: Token, covered: Collection[int], words: EntityWords) -> str:
    if token.i in covered:
        return "known"
    if token.pos_ == "PRON":
        return "pronoun"
    if token.tag_ in ("NNS", "NNPS"):
        return "plural"
    return "noun" if words.noun_kinds(token.text) else "thing"


def _description(anaphor: Anaphor, around: Around, fits: Sequence[str]) -> Iterator[str]:
    doc = anaphor.passage.doc
    noun = anaphor.noun
    yield f"none:noun={noun}"
    yield f"none:opens={doc[anaphor.first].lower_}"
    yield f"none:modifiers={min(len(anaphor.modifiers), 3)}"
    yield from (f"none:modifier={word}" for word in anaphor.modifiers if word.isalpha())
    order = ("named", "called", "kind", "type", "loose")
    best = next((fit for fit in order if fit in fits), "no")
    yield f"none:best={best}"
    yield f"none:best={best}:{min(fits.count(best), 3)}"
    if noun in around.loose:
        yield f"none:loose={min(around.sentence - around.loose[noun], 3)}"
    if noun in around.undecided:
        yield "none:undecided before"
    kinds = set(around.words.noun_kinds(noun))
    kin = [place for word, place in around.loose.items() if word != noun and kinds & set(around.words.noun_kinds(word))]
    if kin:
        yield f"none:loose kin={min(around.sentence - max(kin), 3)}"
    if joined := compounds(anaphor):
        met = any(joined <= one.nouns | one.named | one.words for one in around.known.values())
        yield f"none:compound={'known' if met else 'other'}:{best}"
    if around.places:
        yield "none:country"


def unnamed(doc: Doc, covered: Collection[int], words: EntityWords) -> Iterator[tuple[int, str]]:
    """Token number and noun of things that a passage brings in without a name: 'a company', 'another regulator'."""
    for token in doc:
        if token.i in covered or token.pos_ != "NOUN" or not words.noun_kinds(token.text):
            continue
        if token.dep_ in ("appos", "attr", "compound") or any(child.i in covered for child in token.children if child.dep_ == "appos"):
            continue
        if token.i + 1 < len(doc) and token.i + 1 in covered:
            continue
        opener = next((child for child in token.children if child.dep_ == "det"), None)
        if opener is not None and opener.lower_ in _INDEFINITE:
            yield token.i, token.lower_
