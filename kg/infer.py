"""Arguments that a sentence leaves to its context.

In: the matches and the pending readings of all passages, in order. Out: the same with the pending ones that context completes;
each bears a note that says where its argument was taken from, and the note reaches the evidence.

Three sources, all in the text: the event that a noun is coordinated with ('a ban on X as well as a Commission probe'), the act that the
subject answers ('Y fined X on Monday. X will appeal.'), and what the text is about ('Y fined X. The interior minister, Z, agreed.').
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.arguments import Argument
from kg.match import Match, Pending, may_link
from kg.passage import Passage
from kg.readings import ByToken
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 5
"""Sentences back from the trigger in which an act is still the one that is answered; set on the tuning passages."""
_ACTS = frozenset({"actedAgainst"})
_OF_MANY = frozenset({"country:EU", "country:UN"})
"""Unions of states, which have no ministers of their own."""
_ASKING = frozenset({"demanded", "ordered", "warned", "proposed", "enacted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the rules read in one passage."""

    passage: Passage
    matches: tuple[Match, ...]
    pending: tuple[Pending, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """An act of the text so far: where (sentence number), who, to whom, and the word."""

    sentence: int
    trigger: Token
    actor: Argument
    target: str
    word: str
    predicate: str


def with_inferred(reads: Sequence[Read], decisions: frozenset[str], mentions: Mapping[int, ByToken]) -> Iterator[Read]:
    """Complete what can be completed; passages come out in order.

    `decisions` are nouns that name an act ('ban', 'ruling'), `mentions` those of the document by token for each passage index.
    """
    acts: list[_Act] = []
    named: list[Argument] = []
    base = 0
    for read in reads:
        matched = list(read.matches)
        starts = [sentence.start for sentence in read.passage.doc.sents]

        def number(place: int, starts: list[int] = starts, base: int = base) -> int:
            return base + sum(start <= place for start in starts)

        acts += [_act(match, number(match.trigger.i)) for match in read.matches if _answerable(match)]
        for pending in read.pending:
            if pending.rule.infer == "coordinated":
                matched += _coordinated(pending, read.matches)
            elif pending.rule.infer == "setting":
                matched += _set(pending, [*named, *_named(read.passage, mentions, pending.trigger.i)])
            elif pending.lacks == "object":
                matched += _answered(pending, number(pending.trigger.i), acts, decisions)
        base += len(starts)
        named += _named(read.passage, mentions, len(read.passage.doc))
        yield replace(read, matches=tuple(sorted(matched, key=lambda match: (match.trigger.i, match.rule.id))), pending=())


def _answerable(match: Match) -> bool:
    predicate = vocabulary().predicates[match.rule.predicate]
    return predicate.group in _ACTS or predicate.name in _ASKING


def _act(match: Match, sentence: int) -> _Act:
    return _Act(
        sentence=sentence,
        trigger=match.trigger,
        actor=match.subject,
        target=match.object.mention.entity,
        word=match.trigger.text,
        predicate=match.rule.predicate,
    )


def _coordinated(pending: Pending, matches: Sequence[Match]) -> Iterator[Match]:
    """The missing argument of an event noun, from the event that it is coordinated with."""
    beside = [match for match in matches if pending.trigger in match.trigger.conjuncts]
    seen: set[str] = set()
    for match in beside:
        other = match.object if pending.lacks == "object" else match.subject
        if other.mention.entity in seen or other.mention.type not in _wanted(pending):
            continue
        seen.add(other.mention.entity)
        note = f"{pending.lacks} taken from '{match.trigger.text}', the event that this one is coordinated with"
        yield from _complete(pending, other, note)


def _answered(pending: Pending, sentence: int, acts: Sequence[_Act], decisions: frozenset[str]) -> Iterator[Match]:
    """The object of an answer ('will appeal'): who acted against the subject last, else who acted last where the act is named."""
    near = [
        act
        for act in reversed(acts)
        if sentence - act.sentence <= _REACH
        and (act.sentence, act.trigger.i) < (sentence, pending.trigger.i)
        and not (act.trigger.doc is pending.trigger.doc and act.trigger.is_ancestor(pending.trigger))
        and act.actor.mention.type in _wanted(pending)
        and (not pending.rule.answers or act.predicate in pending.rule.answers)
    ]
    for known in pending.known:
        own = known.mention.entity
        act = next((act for act in near if act.target == own and act.actor.mention.entity != own), None)
        if act is None and pending.theme & decisions:
            act = next((act for act in near if act.actor.mention.entity != own and sentence - act.sentence <= 2), None)
        if act is not None:
            yield from _complete(replace(pending, known=(known,)), act.actor, f"object taken from '{act.word}', the act that is answered")


def _named(passage: Passage, mentions: Mapping[int, ByToken], end: int) -> list[Argument]:
    """The mentions of a passage before the token `end`, each once."""
    found: dict[tuple[int, int], Argument] = {}
    for number in sorted(mentions.get(passage.index, {})):
        for mention in mentions[passage.index][number] if number < end else ():
            found.setdefault((mention.start, mention.end), Argument(mention, passage.doc[number], ""))
    return list(found.values())


def _set(pending: Pending, named: Sequence[Argument]) -> Iterator[Match]:
    """The object of a bare office ('the interior minister, Jane Roe'): what the text has named most often so far, of the types that it may
    be of; nothing where two are named equally often."""
    own = {known.mention.entity for known in pending.known}
    fitting = [one for one in named if one.mention.type in _wanted(pending) and one.mention.entity not in own | _OF_MANY]
    counts = Counter(one.mention.entity for one in fitting).most_common(2)
    if pending.lacks != "object" or not _bare(pending.trigger) or not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return
    last = next(one for one in reversed(fitting) if one.mention.entity == counts[0][0])
    note = f"object taken from '{last.mention.text}', which the text names most before '{pending.trigger.text}'"
    yield from _complete(pending, last, note)


def _bare(office: Token) -> bool:
    """Whether nothing says of what the office is, neither 'the party's' nor 'of a party', and it is no 'vice-president'."""
    lesser = office.i > 1 and office.doc[office.i - 2].lower_ in ("vice", "ex") and office.doc[office.i - 1].text in ("-", "‑")
    said = any(child.dep_ == "poss" or (child.dep_ == "prep" and child.lower_ in ("of", "for", "at")) for child in office.children)
    return not lesser and not said


def _wanted(pending: Pending) -> frozenset[str]:
    predicate = vocabulary().predicates[pending.rule.predicate]
    if pending.lacks == "object":
        return pending.rule.object.types or predicate.range
    return pending.rule.subject.types or predicate.domain


def _complete(pending: Pending, other: Argument, note: str) -> Iterator[Match]:
    for own in pending.known:
        subject, object_ = (own, other) if pending.lacks == "object" else (other, own)
        if may_link(pending.rule, subject, object_):
            yield Match(rule=pending.rule, trigger=pending.trigger, subject=subject, object=object_, light=pending.light, inferred=note)
