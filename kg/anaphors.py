"""Words that point back: pronouns, relatives and definite descriptions, before it is settled what to.

In: a parsed passage and the tokens that mentions cover. Out: Anaphors with the types and number that they allow.

>>> [(a.text, a.form, a.noun) for a in anaphors(passage, covered, words)]      # 'It said the company ...'      # doctest: +SKIP
[('It', 'it', ''), ('the company', 'description', 'company')]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.entity_words import EntityWords, singular
from kg.joints import noun_text
from kg.ownership import possessor
from kg.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Form = Literal["it", "its", "person", "they", "relative", "description", "latter", "former", "pair", "owner"]

_PRONOUNS: dict[str, Form] = {
    "it": "it",
    "its": "its",
    "he": "person",
    "she": "person",
    "him": "person",
    "her": "person",
    "his": "person",
    "hers": "person",
    "they": "they",
    "them": "they",
    "their": "they",
}
_DETERMINERS = frozenset(("the", "this", "that", "said"))
_SEEMING = frozenset(["seem", "appear", "happen", "turn", "take", "remain", "follow", "matter", "emerge", "transpire", "rain"])
_RESTRICTIVE = frozenset(("of", "that", "who", "behind", "responsible"))
_OF_WHAT = frozenset(
    (
        "accuse",
        "acquit",
        "advise",
        "assure",
        "clear",
        "convict",
        "convince",
        "deprive",
        "inform",
        "notify",
        "rid",
        "strip",
        "suspect",
        "warn",
    )
)
"""Verbs that take a second object with 'of': 'accused the company of paying'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """Tokens `first:last` of a passage; `head` is the token that has its place in the clause, `whose` the possessor of an owner."""

    passage: Passage
    first: int
    last: int
    head: int
    form: Form
    noun: str = ""
    count: int = 1
    modifiers: tuple[str, ...] = ()
    whose: int = -1

    @property
    def text(self) -> str:
        return str(self.passage.doc[self.first : self.last].text)


def anaphors(passage: Passage, covered: Collection[int], words: EntityWords) -> Iterator[Anaphor]:
    """All words of a passage that may point back, in order; `covered` are the tokens of mentions by name."""
    doc = passage.doc
    for token in doc:
        if token.i in covered:
            continue
        lower = token.lower_
        form = _PRONOUNS.get(lower)
        if form is not None and token.pos_ in ("PRON", "DET", "PROPN", "NOUN", "X"):
            if not (form == "it" and _empty(token)):
                yield Anaphor(passage=passage, first=token.i, last=token.i + 1, head=token.i, form=form, noun=lower)
        elif lower in ("which", "who", "whose", "whom") and token.tag_ in ("WDT", "WP", "WP$"):
            yield Anaphor(passage=passage, first=token.i, last=token.i + 1, head=token.i, form="relative", noun=lower)
        elif lower in ("latter", "former") and token.i and doc[token.i - 1].lower_ == "the" and _stands_alone(doc, token):
            yield Anaphor(
                passage=passage, first=token.i - 1, last=token.i + 1, head=token.i, form="latter" if lower == "latter" else "former"
            )
        elif (whose := possessor(token)) is not None:
            yield Anaphor(passage=passage, first=token.i, last=token.i + 1, head=token.i, form="owner", noun=lower, whose=whose.i)
        else:
            described = _description(doc, token, covered, words)
            if described is not None:
                first, count, modifiers = described
                form = "pair" if count > 1 else "description"
                noun = noun_text(token, words)
                yield Anaphor(
                    passage=passage,
                    first=first,
                    last=token.i + 1,
                    head=token.i,
                    form=form,
                    noun=noun if count == 1 else singular(noun),
                    count=count,
                    modifiers=modifiers,
                )


def _stands_alone(doc: Doc, token: Token) -> bool:
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")


def _empty(token: Token) -> bool:
    """True for an 'it' that stands for a clause or for nothing: 'it is clear that', 'it emerged that', 'made it possible to'."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ == "be":
        complement = [child for child in verb.children if child.dep_ in ("acomp", "attr")]
        clause = [child for child in verb.children if child.dep_ in ("ccomp", "csubj", "advcl", "xcomp") and child.i > verb.i]
        inner = [
            child
            for one in complement
            for child in one.children
            if child.dep_ in ("xcomp", "ccomp", "relcl", "acl", "csubj") and one.dep_ == "acomp"
        ]
        if complement and ((clause and complement[0].dep_ == "acomp") or inner):
            return True
    if token.dep_ == "nsubj" and verb.lemma_ in _SEEMING and any(child.dep_ in ("ccomp", "csubj") for child in verb.children):
        return True
    if token.dep_ == "nsubjpass" and any(
        child.dep_ == "ccomp" and any(mark.lower_ == "that" for mark in child.children) for child in verb.children
    ):
        return True
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and after.pos_ == "ADJ" and verb.lemma_ in ("make", "find", "consider", "think", "deem")


def _description(doc: Doc, head: Token, covered: Collection[int], words: EntityWords) -> tuple[int, int, tuple[str, ...]] | None:
    """First token, number of things and modifiers of a definite description that ends in `head`; None where there is none."""
    plural = head.tag_ in ("NNS", "NNPS")
    noun = noun_text(head, words)
    if head.pos_ not in ("NOUN", "PROPN", "ADJ") or (not words.noun_kinds(noun) and noun not in words.sectors):
        return None
    if head.i + 1 < len(doc) and (head.i + 1 in covered or _of_compound(head, doc[head.i + 1])):
        return None
    index = head.i - (1 if "-" not in noun or head.lower_ == noun else 3)
    count, first = 1, head.i
    modifiers: list[str] = []
    while index >= 0 and head.i - index <= 5:
        token = doc[index]
        lower = token.lower_
        if index in covered:
            if noun in words.sectors:  # 'the Greek government': the country itself, which is named there
                return None
            return (first, count, tuple(reversed(modifiers))) if _article_before(doc, index, covered) else None
        if lower in _DETERMINERS:
            first = index
            break
        if lower in ("two", "both", "three") and plural:
            count = 3 if lower == "three" else 2
            if lower == "both":
                first = index
                break
        elif token.pos_ not in ("NOUN", "ADJ", "PROPN", "ADV", "NUM") and token.tag_ not in ("VBN", "VBG", "HYPH"):
            return None
        modifiers.append(lower)
        if lower != "same":
            first = index
        index -= 1
    else:
        return None
    if plural and count == 1 and head.lower_ not in ("authorities", "officials", "police"):
        return None
    after = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if after is not None and _restricts(after, head):
        return None
    if after is not None and after.text == "," and _named_next(doc, head.i + 2, covered):
        return None
    return first, count, tuple(reversed(modifiers))


def _of_compound(head: Token, after: Token) -> bool:
    """True for a noun that only describes the next: 'the [court] justice'."""
    return after.pos_ in ("NOUN", "PROPN") and after.dep_ != "appos" and (head.dep_ == "compound" or head.head.i == after.i)


def _restricts(after: Token, head: Token) -> bool:
    """True for a word behind a description that says which one is meant: 'the company [that] made it', 'the owner [of] the app'; not for
    one that belongs to the verb: 'told the company [that] it must go', 'accused the company [of] paying'."""
    if after.lower_ == "that":
        return after.tag_ != "IN"
    if after.lower_ == "of" and head.dep_ in ("dobj", "nsubjpass"):
        return after.head.i == head.i and head.head.lemma_ not in _OF_WHAT
    return after.lower_ in _RESTRICTIVE


def _named_next(doc: Doc, index: int, covered: Collection[int]) -> bool:
    """True where a name follows that the description only introduces: 'the data agency, the [AEPD], fined ...'."""
    if index < len(doc) and doc[index].lower_ == "the":
        index += 1
    return index < len(doc) and index in covered and doc[index].dep_ in ("appos", "conj", "nsubj", "dobj", "pobj", "compound")


def _article_before(doc: Doc, index: int, covered: Collection[int]) -> bool:
    """True where 'the' stands before a demonym or place inside a description: 'the US company'."""
    while index >= 0 and index in covered:
        index -= 1
    return index >= 0 and doc[index].lower_ == "the"
