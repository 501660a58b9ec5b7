"""Verbs that stand for another: 'Sudland did too', 'so did Sudland', 'as was Bolt', 'Sudland has not', 'followed suit', 'followed by'.

In: the matches of a passage, its tokens and mentions. Out: the matches, with those that such a verb repeats for another subject.

The verb that is meant is the nearest one before whose grammatical subject is an argument of a match; that argument is replaced.
What the other clause says of it ('not', 'may') counts in place of what is said of the first: see `Match.elided` and kg.qualify.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.arguments import Argument
from kg.clauses import coordination_head
from kg.lists import enumerations, name_spans
from kg.match import Match, may_link
from kg.readings import ByToken
from kg.syntax import DEPTH, coordinated
from kg.voice import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DO = frozenset({"did", "does", "do"})
_BE = frozenset({"was", "were", "is", "are", "be", "been"})
_OTHER = frozenset({"has", "have", "had", "will", "would", "may", "might", "could", "can", "should", "must"})
_ADVERBS = frozenset({"too", "not", "n't", "n’t", "also", "either", "so", "likewise", "yet", "never", "now", "soon", "already"})
_INVERTING = frozenset({"so", "as", "nor", "neither"})
_ENDS = frozenset({",", ".", ";", ":", "!", "and", "but", "or", "while", "–", "—", ")", "on", "in", "last", "this", "after"})
_OPENING = frozenset({",", ";", ":", ".", "and", "but", "while", "whereas", "although", "though", "–", "—", "only"})
_FULL = tuple(
    (verb, *rest)
    for verbs, rests in (
        (("follow", "followed", "follows"), (("suit",),)),
        (("do", "did", "done"), (("so",), ("likewise",), ("the", "same"))),
    )
    for verb in verbs
    for rest in rests
)


@dataclass(frozen=True, slots=True)
class _ProVerb:
    """A verb that stands for another, and the names that are its subject."""

    token: Token
    names: tuple[tuple[int, int], ...]
    start: int
    alike: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """A passage with the ends of its names by their starts, and the enumerations in which they stand."""

    doc: Doc
    mentions: ByToken
    ends: Mapping[int, int]
    members: Mapping[int, tuple[int, ...]]

    def group(self, start: int) -> tuple[tuple[int, int], ...]:
        """The name that starts at a token, with those that it is enumerated with."""
        return tuple((one, self.ends[one]) for one in self.members.get(start, (start,)) if one in self.ends)

    def words(self, start: int, count: int) -> tuple[str, ...]:
        return tuple(token.lower_ for token in self.doc[start : start + count])


def with_proverbs(found: Sequence[Match], doc: Doc, mentions: ByToken) -> list[Match]:
    """The matches, and those of the clauses whose verb stands for that of a match."""
    result = list(found)
    known = {(match.rule.id, match.trigger.i, match.subject.mention.entity, match.object.mention.entity) for match in found}
    text = _Text(doc, mentions, dict(name_spans(mentions)), enumerations(doc, mentions))
    for one in sorted((*_bare(text), *_inverted(text), *_followers(text)), key=lambda one: one.start):
        result = [match for match in result if match.elided is not None or not _strayed(match, one)]
        for match, verb, side in _meant(result, one, mentions):
            for start, end in one.names:
                made = _repeated(match, verb, side, one, Argument(mentions[start][0], doc[start:end].root, ""))
                key = (match.rule.id, match.trigger.i, made.subject.mention.entity, made.object.mention.entity)
                if may_link(match.rule, made.subject, made.object) and key not in known:
                    known.add(key)
                    result.append(made)
    return result


def around(verb: Token) -> Iterator[Token]:
    """The auxiliaries and adverbs that go with a verb that stands for another, itself included: 'nor has', 'is expected to follow'."""
    start = verb.i
    while start > verb.sent.start and verb.i - start < 5 and _goes_with(verb.doc[start - 1]):
        start -= 1
    end = verb.i + 1
    while end < verb.sent.end and end - verb.i < 3 and _goes_with(verb.doc[end]):
        end += 1
    yield from verb.doc[start:end]


def _goes_with(token: Token) -> bool:
    return token.tag_ in ("MD", "TO", "RB", "CC", "VBZ", "VBP", "VBN", "VBD", "VB") and token.lower_ not in ("and", "but", "or")


def _strayed(match: Match, one: _ProVerb) -> bool:
    """Whether a verb before took the subject of the clause behind it for its own argument."""
    places = {argument.token.i for argument in (match.subject, match.object)}
    return match.trigger.i < one.start and any(start <= place < end for start, end in one.names for place in places)


def _repeated(match: Match, verb: Token, side: str, one: _ProVerb, name: Argument) -> Match:
    order = "by order; " if match.subject.path.startswith("by order") and side == "subject" else ""
    argument = Argument(name.mention, name.token, f"{order}'{one.token.text}' stands for '{verb.text}'")
    elided = None if one.alike else (verb, one.token)
    if side == "subject":
        return replace(match, subject=argument, elided=elided)
    return replace(match, object=argument, elided=elided)


def _bare(text: _Text) -> Iterator[_ProVerb]:
    """'Sudland did not', 'Sudland and Westria have too', 'Sudland followed suit'."""
    doc = text.doc
    for start, end in text.ends.items():
        names = text.group(start)
        first = min(names)[0]
        before = doc[first - 1] if first else None
        if before is not None and before.tag_ == "DT":
            before = doc[first - 2] if first > 1 else None
        if before is not None and before.lower_ not in _OPENING:
            continue
        number = end
        while number < min(len(doc), end + 6) and (_auxiliary(doc[number]) or doc[number].lower_ in _ADVERBS):
            number += 1
        verb = next((doc[one] for one in range(end, number) if _auxiliary(doc[one])), None)
        places = [number] if verb is None else [number, verb.i]
        full = next((place for place in places for phrase in _FULL if text.words(place, len(phrase)) == phrase), None)
        if full is not None:
            yield _ProVerb(doc[full], names, first)
        elif verb is not None and _ends(doc, number):
            yield _ProVerb(verb, names, first)


def _inverted(text: _Text) -> Iterator[_ProVerb]:
    """'so did Sudland', 'as was Bolt', 'nor has Sudland'."""
    for token in text.doc[:-2]:
        if token.lower_ in _INVERTING and _auxiliary(text.doc[token.i + 1]):
            start = _name_at(text, token.i + 2)
            if start is not None and not _followed_by_verb(text.doc[token.i + 1], text.ends[start]):
                yield _ProVerb(text.doc[token.i + 1], text.group(start), token.i)


def _followers(text: _Text) -> Iterator[_ProVerb]:
    """', followed by Sudland'."""
    for token in text.doc[1:-2]:
        if text.words(token.i - 1, 3) == (",", "followed", "by"):
            start = _name_at(text, token.i + 2)
            if start is not None:
                yield _ProVerb(token, text.group(start), token.i, alike=True)


def _name_at(text: _Text, number: int) -> int | None:
    """The start of the name at a token, articles aside."""
    while number < len(text.doc) and text.doc[number].tag_ in ("DT", "PRP$"):
        number += 1
    return number if number in text.ends else None


def _followed_by_verb(auxiliary: Token, end: int) -> bool:
    """Whether the auxiliary has its verb ('nor did X, a rival, complain'), or the name owns something."""
    doc = auxiliary.doc
    own = auxiliary.dep_ in ("aux", "auxpass") and auxiliary.head.pos_ == "VERB" and auxiliary.head.i > auxiliary.i
    return own or (end < len(doc) and doc[end].tag_ == "POS")


def _auxiliary(token: Token) -> bool:
    return token.lower_ in _DO | _BE | _OTHER and token.pos_ in ("AUX", "VERB", "NOUN", "PROPN")


def _ends(doc: Doc, number: int) -> bool:
    if number >= len(doc):
        return True
    within = doc[number].lower_ in ("in", "on")
    return doc[number].lower_ in _ENDS and not (within and doc[number - 1].lower_ in _BE)


def _meant(found: Sequence[Match], one: _ProVerb, mentions: ByToken) -> Iterator[tuple[Match, Token, str]]:
    """The matches of the nearest clause before, each with its verb and the side that its grammatical subject is on."""
    sentence = one.token.sent
    candidates: list[tuple[Match, Token, str]] = []
    for match in found:
        if match.elided is not None or match.trigger.i >= one.start or not _said(match):
            continue
        if match.trigger.sent != sentence and match.trigger.sent.end != sentence.start:
            continue
        hit = _clause(match)
        if hit is not None and _agrees(hit[0], one):
            candidates.append((match, *hit))
    if not candidates:
        return
    nearest = max((verb for _, verb, _ in candidates), key=lambda verb: verb.i)
    chosen = [hit for hit in candidates if hit[1].i == nearest.i]
    known = {side.mention.entity for match, _, _ in chosen for side in (match.subject, match.object)}
    own = {mention.entity for start, _ in one.names for mention in mentions[start]}
    if not (known & own) and not _other_clause(nearest, one):
        yield from chosen


def _said(match: Match) -> bool:
    """Whether the clause says what the match has, and does not only mention it ('Norland's Acme', 'X's owner')."""
    return match.trigger.pos_ in ("VERB", "AUX") or match.light is not None or match.trigger.dep_ in ("attr", "acomp")


def _other_clause(verb: Token, one: _ProVerb) -> bool:
    """Whether another clause stands between a verb and the one that may stand for it, or the verb is in a relative clause of its own."""
    top = verb
    while top.dep_ not in ("relcl", "ROOT") and top.head.i != top.i:
        top = top.head
    if top.dep_ == "relcl" and not top.is_ancestor(one.token):
        return True
    for token in verb.doc[verb.i + 1 : one.start]:
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.dep_ not in ("aux", "auxpass", "relcl", "ccomp", "advcl"):
            below = token.is_ancestor(verb) or verb.is_ancestor(token)
            if not below or token.dep_ in ("conj", "ROOT"):
                return True
        head = token.head if token.dep_ in ("aux", "auxpass") else verb
        if head.dep_ in ("ROOT", "conj") and head.i != verb.i and not head.is_ancestor(verb):
            return True
    return False


def _clause(match: Match) -> tuple[Token, str] | None:
    """The highest verb above a trigger whose grammatical subject is an argument of the match, and which argument."""
    token = match.light or match.trigger
    found: tuple[Token, str] | None = None
    for _ in range(DEPTH):
        if token.pos_ in ("VERB", "AUX"):
            for child in token.children:
                if child.dep_ in ("nsubj", "nsubjpass"):
                    covered = {inner.i for one in coordinated(child) for inner in one.subtree}
                    if match.subject.token.i in covered:
                        found = token, "subject"
                    elif match.object.token.i in covered:
                        found = token, "object"
        if token.dep_ in ("relcl", "ROOT", "advcl", "acl") or token.head.i == token.i:
            break
        token = coordination_head(token)
    return found


def _agrees(verb: Token, one: _ProVerb) -> bool:
    """'did' stands for no passive, 'was' for no active verb."""
    word = one.token.lower_
    if word in _DO and is_passive(verb):
        return False
    if word in _BE:
        return is_passive(verb) or any(child.dep_ == "aux" and child.lower_ in _BE for child in verb.children)
    return True
