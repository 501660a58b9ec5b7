"""How well an entity that was mentioned before suits a word that points back: named features and their weights.

In: an anaphor and the track of the mentions before it. Out: features of each candidate, and its score as the sum of their weights.
The weights stand in data/models/antecedents.json; scripts/train_antecedents.py fits them (a conditional maximum-entropy ranking,
Denis and Baldridge 2007) on passages that are marked by hand.

>>> sorted(features(anaphor, seen, profile, track, words))      # doctest: +SKIP
['it:role=subject', 'it:sentence=1', 'it:type=organisation', 'recency=0']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.anaphors import Anaphor
from kg.entity_words import EntityWords
from kg.passage import Passage
from kg.profiles import Profile

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A mention, by name or already resolved, with its place: `order` counts tokens of the document, `sentence` its sentences."""

    entity: str
    passage: Passage
    first: int
    last: int
    order: int
    sentence: int
    coref: bool = False

    @property
    def head(self) -> Token:
        """The token of the mention that has its place in the clause."""
        tokens = [self.passage.doc[index] for index in range(self.first, self.last)]
        inside = {token.i for token in tokens}
        return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[-1])


def role(token: Token) -> str:
    """The part that a token plays in its clause: subject, object, oblique, possessor, apposition, agent or other."""
    part = token.dep_
    if part == "conj":
        head = token.head
        while head.dep_ == "conj" and head.head.i != head.i:
            head = head.head
        part = head.dep_
        token = head
    if part in ("nsubj", "nsubjpass", "csubj"):
        return "subject"
    if part in ("dobj", "dative", "oprd"):
        return "object"
    if part == "poss":
        return "possessor"
    if part in ("amod", "compound", "nmod"):
        return "modifier"
    if part == "appos":
        return "apposition"
    if part == "pobj":
        return "agent" if token.head.dep_ == "agent" else "oblique"
    return "other"


def full_role(token: Token) -> str:
    """The part of a token or of the noun that it is an apposition to."""
    seen = 0
    while token.dep_ == "appos" and token.head.i != token.i and seen < 5:
        token = token.head
        seen += 1
    return role(token)


def verb_of(token: Token) -> Token | None:
    """The nearest verb above a token."""
    seen = 0
    while token.head.i != token.i and seen < 30:
        token = token.head
        seen += 1
        if token.pos_ in ("VERB", "AUX"):
            return token
    return token if token.pos_ in ("VERB", "AUX") else None


def _clauses(token: Token) -> list[Token]:
    """The verbs above a token, innermost first."""
    found: list[Token] = []
    verb = verb_of(token)
    while verb is not None and len(found) < 6:
        found.append(verb)
        if verb.head.i == verb.i:
            break
        verb = verb_of(verb)
        if verb is not None and verb.i == found[-1].i:
            break
    return found


def _subject_level(anaphor: Token, seen: Seen) -> int | None:
    """0 where the mention is the subject of the anaphor's own clause, 1 of the clause above, ...; None where it is none of them."""
    head = seen.head
    hops = 0
    while head.dep_ in ("appos", "conj") and head.head.i != head.i and hops < 5:
        head = head.head
        hops += 1
    if head.dep_ not in ("nsubj", "nsubjpass"):
        return None
    for level, verb in enumerate(_clauses(anaphor)):
        if head.head.i == verb.i:
            return level
        chain = verb
        while chain.dep_ == "conj" and chain.head.i != chain.i:
            chain = chain.head
            if head.head.i == chain.i:
                return level
    return None


def features(anaphor: Anaphor, entity: str, profile: Profile, track: Sequence[Seen], words: EntityWords, *, sentence: int) -> Iterator[str]:
    """Names of the features that hold for one candidate entity; `track` holds all mentions before the anaphor."""
    form = anaphor.form
    own = [seen for seen in track if seen.entity == entity]
    last = own[-1]
    head = anaphor.passage.doc[anaphor.head]
    distance = min(sentence - last.sentence, 4)
    yield f"{form}:sentence={distance}"
    later = {seen.entity for seen in track if seen.order > last.order}
    yield f"{form}:recency={min(len(later), 4)}"
    part = full_role(last.head)
    yield f"{form}:role={part}"
    yield f"{form}:role={part}:sentence={min(distance, 2)}"
    yield f"{form}:type={profile.type}"
    yield f"{form}:times={min(len(own), 4)}"
    if last.coref:
        yield f"{form}:pointed"
    mine = role(head)
    if part == mine:
        yield f"{form}:parallel"
    if form == "its" and head.head.i > head.i:
        yield f"its:{profile.type}:{head.head.lemma_.casefold()}"
        yield f"its:{'body' if profile.kinds & _BODIES else profile.type}:{head.head.lemma_.casefold()}"
    elif form == "it" and mine in ("subject", "object"):
        yield f"it:{mine}:{profile.type}:{head.head.lemma_.casefold()}"
    if distance == 0:
        yield from _inside(anaphor, head, own, sentence)
    if distance == 1:
        first = next((seen for seen in track if seen.sentence == sentence - 1), None)
        if first is not None and first.entity == entity:
            yield f"{form}:opened"
        if any(_is_main_subject(seen) for seen in own if seen.sentence == sentence - 1):
            yield f"{form}:main"
            yield f"{form}:main:{mine}"
    if track[0].entity == entity:
        yield f"{form}:topic"
    if profile.type == "organisation":
        yield f"{form}:kind={min(profile.kinds) if len(profile.kinds) == 1 else 'many' if profile.kinds else 'unknown'}"
    if form == "description":
        fit = profile.fits(anaphor.noun, words)
        yield f"fit={fit}"
        yield f"fit={fit}:{'same' if distance == 0 else 'before' if distance == 1 else 'far'}"
        yield f"fit={fit}:{profile.type}"
        if anaphor.modifiers and set(anaphor.modifiers) & (profile.nouns | profile.named):
            yield "modifier"


def _inside(anaphor: Anaphor, head: Token, own: Sequence[Seen], sentence: int) -> Iterator[str]:
    form = anaphor.form
    here = [seen for seen in own if seen.sentence == sentence]
    levels = [level for seen in here if (level := _subject_level(head, seen)) is not None]
    if levels:
        yield f"{form}:subject of clause {min(*levels, 3)}"
        if role(head) == "subject" and 0 in levels:
            yield f"{form}:own subject"
    clauses = _clauses(head)
    verb = clauses[0] if clauses else None
    for seen in here:
        other = seen.head
        if verb is not None and other.head.i == verb.i and head.head.i == verb.i and form != "its":
            yield f"{form}:co-argument"
            break
    if any(seen.head.head.i == head.i or head.head.i == seen.head.i for seen in here):
        yield f"{form}:governed"
    if len(clauses) > 1 and clauses[1].lemma_ in (
        "say",
        "tell",
        "claim",
        "argue",
        "deny",
        "add",
        "announce",
        "insist",
        "promise",
        "warn",
        "report",
        "confirm",
        "write",
    ):
        speaker = any(level == 1 for level in levels)
        yield f"{form}:speech:{'speaker' if speaker else 'other'}"


_BODIES = frozenset(("regulator", "court", "prosecutor", "ministry", "police", "agency", "legislature"))


def _is_main_subject(seen: Seen) -> bool:
    head = seen.head
    hops = 0
    while head.dep_ in ("appos", "conj") and head.head.i != head.i and hops < 5:
        head = head.head
        hops += 1
    return head.dep_ in ("nsubj", "nsubjpass") and (head.head.dep_ == "ROOT" or head.head.head.dep_ == "ROOT")
