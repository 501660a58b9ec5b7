"""The body that speaks as 'we' in its own announcement: 'Ofcom has today fined ... We have also opened an investigation into ...'.

In: a document, its parsed passages, its linked mentions. Out: the same with 'we', 'us' and 'our' outside quotations as mentions of
that body.

Who it is must be told: by the text ('At Tidewatch we ...'), by the metadata (the outlet or the author is a body that the text names), or by
the form of an announcement (a press release, notes to editors, 'today'), whose first sentence has one body for its subject. Else it is
nobody: in most articles 'we' is a newspaper that the text never names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.anaphoricity import QUOTATION_MARKS
from kg.link import Linked
from kg.model import Document, Mention
from kg.names import normal
from kg.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

_WE = frozenset({"we", "us", "our", "ours"})
_LEAST = 2
"""How often a text says 'we' that is an announcement; once may be a slip of the splitter's or a title."""
_ANNOUNCES = re.compile(
    r"\b(?:press release|media release|for immediate release|notes? (?:to|for) (?:the )?editors?|about us)\b", re.IGNORECASE
)
_OPENING = 4
"""Sentences at the beginning of a text, headline and date among them, in which an announcement names who announces."""
_SCORE = 0.7


class _Voice(NamedTuple):
    entity: str
    reason: str


def with_first_person(linked: Linked, passages: Sequence[Passage], document: Document) -> Linked:
    """The linked mentions with those of the first person added, in order; the same object where there are none."""
    spoken = [(passage, token) for passage in passages for token in _outside_quotations(passage) if _is_we(token)]
    voice = _voice(linked, passages, document, spoken) if spoken else None
    if voice is None:
        return linked
    kind = voice.entity.partition(":")[0]
    taken = {mention.start for mention in linked.mentions}
    found = [mention for passage, token in spoken if (mention := _mention(passage, token, kind, voice)) and mention.start not in taken]
    return Linked(mentions=tuple(sorted((*linked.mentions, *found), key=lambda one: (one.start, one.end))), entities=linked.entities)


def _outside_quotations(passage: Passage) -> Iterator[Token]:
    open_ = False
    for token in passage.doc:
        if token.text in QUOTATION_MARKS:
            open_ = not open_
        elif not open_:
            yield token


def _is_we(token: Token) -> bool:
    return token.lower_ in _WE and token.pos_ == "PRON" and (token.lower_ != "us" or token.text == "us")


def _voice(linked: Linked, passages: Sequence[Passage], document: Document, spoken: Sequence[tuple[Passage, Token]]) -> _Voice | None:
    bodies = {entity.id: entity for entity in linked.entities if entity.type in ("organisation", "platform")}
    by_start = {mention.start: mention for mention in linked.mentions if mention.entity in bodies and mention.origin != "coref"}
    for passage, token in spoken:
        mention = next((by_start[start] for start in _beside(passage, token) if start in by_start), None)
        if mention is not None:
            return _Voice(mention.entity, f"'{token.text}' at '{mention.text}'")
    named = {normal(name): entity.id for entity in bodies.values() for name in (entity.name, *entity.aliases)}
    for told in (document.outlet, document.author):
        if told and normal(told) in named:
            return _Voice(named[normal(told)], f"published by '{told}'")
    if len(spoken) < _LEAST:
        return None
    announcing = _ANNOUNCES.search(document.text) is not None
    subjects = list(_first_subjects(passages, by_start, announcing=announcing))
    return _Voice(subjects[0].entity, f"the announcement of '{subjects[0].text}'") if len(subjects) == 1 else None


def _beside(passage: Passage, token: Token) -> Iterator[int]:
    """Places right before 'we' in 'At X we' and 'At X, we', and right behind 'we at X'."""
    doc = token.doc
    if token.lower_ != "we":
        return
    at = next((index for index in range(token.i - 1, max(token.i - 8, -1), -1) if doc[index].lower_ in ("at", "here")), None)
    if at is not None and doc[at].is_sent_start and at + 1 < token.i:
        yield passage.span(at + 1, at + 2)[0]
    if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "at":
        yield passage.span(token.i + 2, token.i + 3)[0]


def _first_subjects(passages: Sequence[Passage], by_start: dict[int, Mention], *, announcing: bool) -> Iterator[Mention]:
    """Bodies that are the subjects of the first sentence with such subjects and with 'today', which an announcement can do without."""
    sentences = [(passage, sentence) for passage in passages for sentence in passage.doc.sents][:_OPENING]
    for passage, sentence in sentences:
        root = sentence.root
        today = any(token.lower_ == "today" and token.head.i == root.i for token in sentence)
        heads = [child for child in root.children if child.dep_ == "nsubj"]
        tokens = [token for head in heads for token in _all_of(head)]
        found = list(_covering(tokens, passage, by_start))
        if found and (today or announcing):
            yield from {mention.entity: mention for mention in found}.values()
            return


def _all_of(head: Token) -> list[Token]:
    return [head, *(token for token in head.subtree if token.dep_ == "conj")]


def _covering(tokens: Sequence[Token], passage: Passage, by_start: dict[int, Mention]) -> Iterator[Mention]:
    """The mentions that the tokens stand in, which do not overlap."""
    starts = sorted(by_start)
    for token in tokens:
        start, end = passage.span(token.i, token.i + 1)
        before = bisect_right(starts, start) - 1
        if before >= 0 and end <= by_start[starts[before]].end:
            yield by_start[starts[before]]


def _mention(passage: Passage, token: Token, kind: str, voice: _Voice) -> Mention | None:
    start, end = passage.span(token.i, token.i + 1)
    if end - start != len(token):
        return None
    return Mention(
        start=start, end=end, text=token.text, type=kind, origin="coref", entity=voice.entity, score=_SCORE, reason=voice.reason
    )
