"""From a token in a slot to the mentions that it stands for.

In: a Filler of a Frame, the mentions of the passage by token, the word lists. Out: Arguments, each with the path that led to it.

'the offices of X' leads to X (via 'offices'); 'French authorities' to France; 'a spokesman for X' to X; 'Ireland's regulator, the DPC'
to the DPC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon import Arguments as Words
from kg.model import Mention
from kg.syntax import Filler, appositions, coordinated, prepositions, relative_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 4
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_NAMING = frozenset({"called", "named", "dubbed", "known", "nicknamed"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_LINKING = frozenset({"working", "employed"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention that fills a slot; `token` heads it in the sentence, `path` says how the slot leads to it."""

    mention: Mention
    token: Token
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a rule wants in a place: entity types, and nouns that may stand between ('office of'); `speaks` lets people act for a body."""

    types: frozenset[str]
    via: frozenset[str] = frozenset()
    speaks: bool = True
    via_only: bool = False


def arguments(filler: Filler, mentions: Mapping[int, tuple[Mention, ...]], wanted: Wanted, words: Words) -> Iterator[Argument]:
    """All mentions that one filler stands for, nearest first; empty where it names no entity of a wanted type."""
    seen: set[str] = set()
    for mention, token, path in _reach(filler.token, mentions, wanted, words, _STEPS):
        if mention.type in wanted.types and mention.entity not in seen and not (wanted.via_only and not path.startswith("via ")):
            seen.add(mention.entity)
            yield Argument(mention, token, "; ".join(part for part in (filler.path, path) if part))


def _reach(
    token: Token, mentions: Mapping[int, tuple[Mention, ...]], wanted: Wanted, words: Words, steps: int
) -> Iterator[tuple[Mention, Token, str]]:
    if token.i in mentions:
        for mention in mentions[token.i]:
            yield mention, token, mention.reason if mention.origin == "coref" else ""
        return
    if not steps or token.tag_ in _RELATIVE:
        return
    same = [hit for hit in _identical(token, mentions, words) if hit[0].type in wanted.types or not wanted.types]
    if same:
        yield from ((mention, at, f"the same as '{token.text}'") for mention, at in same)
        return
    for name, inner in prepositions(token):
        if name in ("such as", "like", "including") or (name == "as" and _such(token, inner)):
            for one in coordinated(inner):
                yield from ((m, at, f"'{name}' after '{token.text}'") for m, at, _ in _reach(one, mentions, wanted, words, steps - 1))
    word = token.lower_
    if word in words.quantities:
        for name, inner in prepositions(token):
            if name == "of":
                for one in coordinated(inner):
                    yield from ((m, at, f"'{token.text} of'") for m, at, _ in _reach(one, mentions, wanted, words, steps - 1))
    if word in words.nationals and "country" in wanted.types:
        hits = [hit for hit in _near(token, mentions, words, ("in", "of", "from")) if hit[0].type == "country"]
        if hits:
            yield from ((mention, at, f"'{token.text}' of the country") for mention, at in hits)
            return
    if word in wanted.via or (wanted.speaks and word in words.representatives):
        near = _near(token, mentions, words, ("of", "for", "at", "from", "to", "in", "with", "by", "on", "against"))
        near = near or _all(_linked(token), mentions, Wanted(types=frozenset()), words, 1)
        if word in words.hosted:
            near = [(mention, at) for mention, at in near if mention.type != "platform" or at.dep_ not in _MODIFIERS]
        yield from ((mention, at, f"via '{token.text}'") for mention, at in near)


def _such(noun: Token, inner: Token) -> bool:
    """Whether 'as' between a noun and a name has its 'such', on whichever of the two the parser hung it."""
    return any(child.lower_ == "such" for child in (*noun.children, *inner.head.children))


def _identical(token: Token, mentions: Mapping[int, tuple[Mention, ...]], words: Words) -> list[tuple[Mention, Token]]:
    """Names that a description goes with: 'Ireland's regulator, the DPC', 'Grok, a chatbot built by', 'the Grok chatbot'."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return []
    places = list(appositions(token))
    places += [
        inner
        for _, nested in prepositions(token)
        for inner in nested.children
        if inner.dep_ == "appos" and inner.i > 0 and token.doc[inner.left_edge.i - 1].text == ","
    ]
    places += _named_by_participle(token)
    if token.dep_ == "appos":
        places.append(token.head)
    elif token.dep_ in ("attr", "oprd") and token.head.pos_ in ("AUX", "VERB"):
        places += [one for child in token.head.children if child.dep_ in ("nsubj", "nsubjpass") for one in coordinated(child)]
    found = [(mention, place) for place in places for mention in mentions.get(place.i, ())]
    if token.lower_ in words.classes and token.i - 1 in mentions and not found:
        before = token.doc[token.i - 1]
        found = [(mention, before) for mention in mentions[before.i] if mention.type != "country" and _modifies(mention, token, mentions)]
    return found


def _named_by_participle(noun: Token) -> list[Token]:
    """'a group called X', 'the gang known as X'."""
    found: list[Token] = []
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.lower_ in _NAMING:
            found += [child for child in clause.children if child.dep_ in ("oprd", "attr", "dobj")]
            found += [inner for name, inner in prepositions(clause) if name == "as"]
    return found


def _linked(noun: Token) -> list[Token]:
    """'lawyers working for X'; those who are only linked to somebody do not act for him."""
    clauses = [clause for clause in noun.children if clause.dep_ == "acl" and clause.lower_ in _LINKING]
    return [inner for clause in clauses for name, inner in prepositions(clause) if name in ("to", "for", "with", "by")]


def _modifies(mention: Mention, noun: Token, mentions: Mapping[int, tuple[Mention, ...]]) -> bool:
    """Whether a name right before a noun hangs on it, by whichever of its words."""
    number = noun.i - 1
    while mention in mentions.get(number, ()):
        if noun.doc[number].head.i == noun.i:
            return True
        number -= 1
    return False


def _near(token: Token, mentions: Mapping[int, tuple[Mention, ...]], words: Words, names: tuple[str, ...]) -> list[tuple[Mention, Token]]:
    """Mentions that own, modify or complete a noun: 'X's offices', 'the X app', 'offices of X'; those of the nearest kind alone."""
    inner = Wanted(types=frozenset(), via=words.belongings)
    owner = relative_noun(token) if any(child.tag_ == "WP$" for child in token.children) else None
    if owner is not None:
        return _all([owner], mentions, inner, words, 1)
    for deps in (("poss",), _MODIFIERS):
        found = _all((child for child in token.children if child.dep_ in deps), mentions, inner, words, 1)
        if found:
            return found
    if "by" in names and token.lower_ in words.decisions:
        agents = [child for clause in token.children if clause.dep_ == "acl" for name, child in prepositions(clause) if name == "by"]
        found = _all(agents, mentions, inner, words, 2)
        if found:
            return found
    return _all((child for name, child in prepositions(token) if name in names), mentions, inner, words, 2)


def _all(
    tokens: Iterable[Token], mentions: Mapping[int, tuple[Mention, ...]], wanted: Wanted, words: Words, steps: int
) -> list[tuple[Mention, Token]]:
    return [
        (mention, at) for token in tokens for one in coordinated(token) for mention, at, _ in _reach(one, mentions, wanted, words, steps)
    ]
