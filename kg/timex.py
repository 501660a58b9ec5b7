"""When a claim happened: the expression of time that says it of the claim's own event.

In: a trigger token, the publication date. Out: a When: an ISO 8601 day, month or year where words and publication fix one, and the words
themselves, which alone say when where a document has no date. None where no expression speaks of the event.

'X said on Monday that it had fined Y in May' fined Y in May; 'X, which sued Y in 2019, fined Z in 2021' fined Z in 2021.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.dates import moved, resolve
from kg.inflect import verb_forms
from kg.time_expressions import Expression, expressions
from kg.time_offsets import Gap, Step, gaps

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 6
_OWN = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "xcomp", "acomp"})
_BEFORE_VERBS = frozenset({"nsubj", "nsubjpass", "pobj", "conj", "appos", "compound", "nmod"})
_SENTENCES = 3
"""Sentences within which 'two days earlier' finds what it is earlier than, its own among them."""
_HOPS = frozenset({"on", "in", "since", "of", "at", "from", "during", "over", "by", "as", "as of", ""})
_DEADLINE = frozenset({"by", "from"})
_STARTING = frozenset({"by", "from", "as of", "of", "effective"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "PRON", "X"})
_PASSING_ON = frozenset(
    form
    for verb in (
        *("begin", "start", "continue", "resume", "manage", "fail", "refuse", "decline", "try", "attempt", "help", "go", "come"),
        "proceed",
    )
    for form in verb_forms(verb)
)
"""Verbs whose time is that of what they govern: 'began investigating in May'."""
_RAISING = frozenset({"expected", "due", "set", "scheduled", "likely", "bound", "supposed", "is", "are", "was", "were", "be"})
"""Words that speak of when something will be: 'is expected to rule next Monday'."""
_BRINGING = frozenset(
    form
    for verb in (
        *("announce", "launch", "open", "issue", "impose", "file", "start", "begin", "sign", "strike"),
        *("seal", "complete", "unveil", "make", "take", "place", "put", "hold", "conduct", "carry", "win"),
        *("secure", "receive", "get", "reach", "conclude", "bring", "lodge", "initiate", "enter", "order"),
        *("introduce", "form", "set", "mount", "agree", "face", "lift", "end", "lose", "do", "give", "have"),
        *("send", "publish", "slap", "hit", "grant", "revoke", "suspend", "renew", "withdraw", "cancel"),
        *("extend", "adopt", "deliver", "hand", "pass", "release", "ban", "prohibit", "block", "halt"),
        *("stop", "restrict", "bar", "date", "go", "pay", "cut", "restore", "reject", "decide", "recommend"),
        *("refuse"),
    )
    for form in verb_forms(verb)
)
"""Verbs that make the event that their noun names happen."""
_DECISIONS = frozenset({"decision", "order", "ruling", "move", "vote", "refusal", "attempt", "agreement", "threat", "request", "failure"})
"""Nouns whose time is that of what is decided: 'the decision on Friday to fine X'."""
_CLOSING = frozenset(form for verb in ("close", "complete", "finalise", "finalize", "finish") for form in verb_forms(verb))
_PURCHASES = frozenset({"purchase", "acquisition", "takeover", "buyout", "merger", "deal", "sale"})
_AHEAD = ("next", "tomorrow", "later", "coming", "new year", "tonight")


class When(NamedTuple):
    """The time of an event: `iso` is None where the words fix no day, month or year without a date of publication."""

    iso: str | None
    words: str


def time_of(trigger: Token, published: str | None, *, ahead: bool, light: Token | None = None) -> When | None:
    """The time of what a word says.

    `trigger` may be any word that says the claim, `light` the verb that lends it a clause; `published` is an ISO 8601 day, `ahead` is
    True for what is planned or demanded.
    """
    direct = _told(trigger, published, ahead=ahead, light=light)
    if direct is not None and direct.iso is not None:
        return direct
    return _from_other_event(trigger, published, ahead=ahead, light=light) or direct


def _told(trigger: Token, published: str | None, *, ahead: bool, light: Token | None = None) -> When | None:
    """The time that an expression says of a word's own event."""
    spoken = [(_rank(one, trigger, light, ahead), abs(one.words.root.i - trigger.i), one) for one in expressions(trigger.sent)]
    ranked = sorted(((rank, far, one) for rank, far, one in spoken if rank is not None), key=lambda item: item[:2])
    found = (When(_day_of(one, published, ahead=ahead), one.text) for _, _, one in ranked)
    return next((when for when in found if when.iso is not None), When(None, ranked[0][2].text) if ranked else None)


def _day_of(one: Expression, published: str | None, *, ahead: bool) -> str | None:
    if one.step is None:
        return resolve(one.text, published, ahead=ahead and not _behind(one))
    told = _told_before(one, published)
    return _stepped(told, one.step, published, ahead=ahead) if told is not None else None


def _stepped(iso: str, step: Step, published: str | None, *, ahead: bool) -> str | None:
    """The date that a step leads to; None where it would lie behind the publication of a text that tells it as past."""
    date = moved(iso, step.count, step.unit)
    late = date is not None and published is not None and not ahead and date > published[: len(date)]
    return None if late else date


def _told_before(step: Expression, published: str | None) -> str | None:
    """The time that a step is taken from: the last one told before it, in its sentence or in those before."""
    sentence = step.words.sent
    for _ in range(_SENTENCES):
        before = [one for one in expressions(sentence) if one.words.end <= step.words.start and one.step is None]
        dates = (resolve(one.text, published, ahead=False) for one in reversed(before))
        if date := next((date for date in dates if date is not None), None):
            return date
        if sentence.start == 0:
            break
        sentence = sentence.doc[sentence.start - 1].sent
    return None


def _from_other_event(trigger: Token, published: str | None, *, ahead: bool, light: Token | None) -> When | None:
    """'X sued Y on Monday, ten days after it was fined': the time of either event from that of the other."""
    for gap in gaps(trigger.sent):
        for own, other, step in ((gap.event, gap.main, gap.step.back()), (gap.main, gap.event, gap.step)):
            if _is_event(own, trigger, light, gap):
                told = _told(other, published, ahead=ahead)
                if told is not None and told.iso is not None and (date := _stepped(told.iso, step, published, ahead=ahead)) is not None:
                    return When(date, gap.text)
    return None


def _is_event(word: Token, trigger: Token, light: Token | None, gap: Gap) -> bool:
    """Whether the event of `word` is that of the trigger: itself, the verb that lends it a clause, or a verb beside it on the same side."""
    tokens = [trigger, *([light] if light is not None else [])]
    if any(token.i == word.i for token in tokens):
        return True
    if word.pos_ in ("VERB", "AUX") and any(token.head.i == word.i and token.dep_ in _OWN for token in tokens):
        return word.lower_ in _BRINGING or word.lower_ in _PASSING_ON or word.pos_ == "AUX"
    return any(token.dep_ == "conj" and token.head.i == word.i for token in tokens) and (gap.event.i < trigger.i) == (word.i == gap.event.i)


def _behind(expression: Expression) -> bool:
    words = expression.text.lower()
    return words.startswith(("last ", "earlier ", "yesterday")) or words.endswith(" ago")


def _rank(expression: Expression, trigger: Token, light: Token | None, ahead: bool) -> int | None:
    """How directly an expression speaks of the event; None where it speaks of something else."""
    own = {trigger.i} | ({light.i} if light is not None else set())
    if expression.preposition in _DEADLINE and not ahead:
        return None
    anchor = _before_infinitives(expression.anchor) if _behind(expression) else expression.anchor
    if anchor.i in own:
        return 0
    above = _carriers(trigger, ahead, behind=expression.words.start > trigger.i, soon=ahead and _soon(expression))
    if anchor.i in above or _within_clause(expression, trigger) or _right_before(expression, trigger):
        return 1
    if ahead and expression.preposition in _STARTING and expression.words.end <= trigger.i and anchor.is_ancestor(trigger):
        return 2
    if anchor.dep_ == "acl" and anchor.lower_ in _BRINGING and anchor.head.dep_ == "pobj" and anchor.head.head.lower_ == "in":
        anchor = anchor.head.head.head  # 'in a letter published on Monday, X called on Y'
        if anchor.i in own or anchor.i in above:
            return 2
    for _ in range(_STEPS):
        if (anchor.pos_ not in _NOMINAL and anchor.pos_ != "ADP") or expression.preposition not in _HOPS or anchor.head.i == anchor.i:
            return None
        if (anchor.pos_ == "NOUN" and expression.words.end == anchor.i) or anchor.dep_ in ("nsubj", "nsubjpass", "poss", "relcl"):
            return None
        anchor = anchor.head
        if anchor.i in own or anchor.i in above:
            return 2
    return None


def _right_before(expression: Expression, trigger: Token) -> bool:
    """'The police of Norland on Tuesday searched ...': what stands between a subject and its verb speaks of the verb, wherever it hangs."""
    if trigger.pos_ != "VERB" or expression.words.end > trigger.i or expression.preposition not in ("on", "in", ""):
        return False
    between = trigger.doc[expression.words.end : trigger.i]
    return (
        expression.anchor.dep_ in _BEFORE_VERBS
        and trigger.is_ancestor(expression.words.root)
        and all(token.pos_ in ("AUX", "ADV", "PART") for token in between)
    )


def _before_infinitives(anchor: Token) -> Token:
    """'X urged Y to ban Z a year ago': what is asked for or meant is not past, so that the past is that of the asking."""
    while anchor.dep_ in ("xcomp", "ccomp", "advcl") and anchor.head.i < anchor.i and any(child.tag_ == "TO" for child in anchor.children):
        anchor = anchor.head
    return anchor


def _within_clause(expression: Expression, trigger: Token) -> bool:
    """'X claims that on 1 August Y restored Z': what stands behind 'that' belongs to its clause, wherever the parser hung it."""
    top = trigger
    while top.dep_ in ("conj", "xcomp", "dobj") and top.head.i != top.i:
        top = top.head
    mark = next((child.i for child in top.children if child.dep_ == "mark" and child.lower_ == "that"), None)
    return mark is not None and mark < expression.words.start < trigger.i and expression.anchor.i < mark


def _soon(expression: Expression) -> bool:
    return any(one in expression.text.lower() for one in _AHEAD)


@lru_cache(maxsize=4)
def _carriers(trigger: Token, ahead: bool, *, behind: bool, soon: bool) -> frozenset[int]:
    """Words besides the trigger whose time is that of its event; `behind`: the expression stands behind it, `soon`: it looks ahead."""
    found = {child.i for child in trigger.children if child.dep_ in ("acl", "relcl") and child.lower_ in _BRINGING}
    token = trigger
    for _ in range(_STEPS):
        head = token.head
        if head.i == token.i:
            break
        word = head.lower_
        if token.pos_ in ("NOUN", "PROPN"):
            if token.dep_ in ("dobj", "nsubjpass", "attr", "pobj", "conj", "nsubj", "compound", "oprd") or head.pos_ == "ADP":
                closing = token.lower_ in _PURCHASES and word in _CLOSING
                if head.pos_ in ("VERB", "AUX") and not (word in _BRINGING or closing or head.pos_ == "AUX"):
                    break
                if head.pos_ in ("VERB", "AUX"):
                    found.add(head.i)
                    break
            else:
                break
        elif token.dep_ in ("attr", "acomp", "auxpass", "aux", "prt", "prep", "oprd"):
            found.add(head.i)
        elif token.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            if behind or any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children):
                break
            found.add(head.i)
        elif token.dep_ in ("xcomp", "acomp", "ccomp") and (word in _PASSING_ON or (word in _RAISING and ahead)):
            found.add(head.i)
        elif token.dep_ == "acl" and head.lower_ in _DECISIONS:
            found.add(head.i)
            break
        elif soon and token.dep_ in ("xcomp", "ccomp"):
            found.add(head.i)
        else:
            break
        token = head
    return frozenset(found)
