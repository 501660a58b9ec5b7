"""Times that a later sentence tells of an event which it names by a noun: 'X has sued Y. The suit, filed on Monday, seeks damages.'

In: the Drafts of a document, its passages, the rules. Out: the Drafts, those without a time dated by such a noun.

Which nouns name which events is known from the rules: a noun that makes a claim of a predicate names its event. A noun counts that points
back ('the suit', 'its order'), within two sentences, and that nobody else has part in; not where its sentence tells what became of the
event later ('the ban was lifted on Monday').
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.claims import Draft
from kg.inflect import verb_forms
from kg.rules import RuleBook
from kg.timex import When, time_of
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.passage import Passage
    from kg.readings import ByToken

_ACTORS = frozenset({"nsubj", "agent"})
_DISTANCE = 2
"""How many sentences after an event a noun may still tell its time."""
_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_DECISIONS = frozenset({"decision", "order", "ruling", "notice"})
"""Nouns that name whatever an authority did to somebody."""
_DECIDED = frozenset({"fined", "ordered", "banned", "unbanned", "ruled_against", "ruled_for", "sanctioned", "approved"})
_AFTERWARDS = frozenset(
    form
    for verb in (
        *("lift", "end", "lose", "revoke", "suspend", "renew", "withdraw", "cancel", "extend", "pay", "cut", "restore", "reject", "refuse"),
        *("halt", "stop", "drop", "expire", "lapse", "ease", "conclude", "face", "appeal", "settle", "dismiss"),
    )
    for form in verb_forms(verb)
)
"""Verbs that tell of an event what came after it."""


class _Sentence(NamedTuple):
    passage: Passage
    tokens: Sequence[Token]
    start: int


def with_retold_times(
    drafts: Iterable[Draft], passages: Sequence[Passage], tokens: Mapping[int, ByToken], rules: RuleBook, published: str | None
) -> list[Draft]:
    """The drafts in their order; `tokens` are the mentions by token for each passage index, `published` an ISO 8601 day."""
    found = list(drafts)
    predicates = _events(rules)
    sentences = list(_sentences(passages))
    starts = [sentence.start for sentence in sentences]
    told: dict[int, list[int]] = {}
    for number, draft in enumerate(found):
        told.setdefault(bisect_right(starts, draft.order) - 1, []).append(number)
    for number, sentence in enumerate(sentences):
        for noun in sentence.tokens:
            named = predicates.get(noun.lemma_.lower()) if noun.pos_ == "NOUN" and _points_back(noun) and not _afterwards(noun) else None
            if named is None:
                continue
            before = ([n for n in told.get(number - step, ()) if found[n].predicate in named] for step in range(1, _DISTANCE + 1))
            dated = [n for n in next((some for some in before if some), ()) if _may_be_dated(found[n])]
            when = time_of(noun, published, ahead=False) if dated else None
            if when is not None:
                others = _parties(noun, tokens[sentence.passage.index])
                for n in dated:
                    if others <= {found[n].subject, found[n].object}:
                        found[n] = _dated(found[n], when, noun)
    return found


def _events(rules: RuleBook) -> dict[str, frozenset[str]]:
    """Predicates by the nouns that name their events."""
    found: dict[str, set[str]] = {noun: set(_DECIDED) for noun in _DECISIONS}
    for rule in rules.rules.values():
        if rule.polarity == "affirmed" and not rule.only_light and vocabulary().predicates[rule.predicate].group != "structural":
            for noun in rule.nouns:
                found.setdefault(noun.split()[-1].lower(), set()).add(rule.predicate)
    return {noun: frozenset(names) for noun, names in found.items()}


def _sentences(passages: Sequence[Passage]) -> Iterator[_Sentence]:
    for passage in passages:
        for sentence in passage.doc.sents:
            yield _Sentence(passage, list(sentence), passage.span(sentence.start, sentence.end)[0])


def _points_back(noun: Token) -> bool:
    return any(child.dep_ in ("det", "poss") and child.lower_ in _POINTING for child in noun.children)


def _afterwards(noun: Token) -> bool:
    """'the ban was lifted', 'paid the fine', 'the order takes effect', 'the suit will be filed': what came or comes after the event."""
    verbs = [child for child in noun.children if child.dep_ in ("acl", "relcl")]
    verbs += [noun.head] if noun.dep_ in ("nsubj", "nsubjpass", "dobj") else []
    return any(verb.lower_ in _AFTERWARDS or any(_defers(child) for child in verb.children) for verb in verbs)


def _defers(child: Token) -> bool:
    return child.dep_ == "neg" or child.tag_ == "MD" or (child.dep_ == "dobj" and child.lower_ in ("effect", "force"))


def _may_be_dated(draft: Draft) -> bool:
    return draft.time is None and draft.polarity == "affirmed" and draft.modality in ("actual", "alleged")


def _parties(noun: Token, tokens: ByToken) -> set[str]:
    """Entities that the noun's own phrase names: whose suit, against whom."""
    phrases = [child for child in noun.children if child.dep_ in ("poss", "prep", "compound", "amod")]
    phrases += [one for clause in noun.children if clause.dep_ in ("acl", "relcl") for one in clause.children if one.dep_ in _ACTORS]
    inside = [token for phrase in phrases for token in phrase.subtree]
    return {mention.entity for token in inside for mention in tokens.get(token.i, ())}


def _dated(draft: Draft, when: When, noun: Token) -> Draft:
    reasons = (*draft.evidence.reasons, f"time: '{when.words}' of '{noun.text}'")
    return replace(draft, time=when.iso, time_words=when.words, evidence=replace(draft.evidence, reasons=reasons))
