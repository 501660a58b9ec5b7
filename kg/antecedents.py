"""How well an entity that was mentioned before suits a word that points back: named features, whose weights are learnt.

In: an anaphor, a candidate entity and what is known around them. Out: the names of the features that hold; the score of a candidate is
the sum of their weights (data/models/antecedents.json). What speaks for none of the candidates stands in kg.anaphoricity.
A conditional maximum-entropy ranking (Denis and Baldridge 2007), fitted by scripts/train_antecedents.py on passages marked by hand.

>>> sorted(features(anaphor, "organisation:ofcom", around, rank=0))      # doctest: +SKIP
['it:rank=0', 'it:recency=0', 'it:role=subject', 'it:sentence=1', 'it:type=organisation']
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.anaphors import Anaphor
from kg.binding import embedded, relations
from kg.descriptions import of_description
from kg.discourse import FAR, Around, Seen, others_since
from kg.profiles import Profile
from kg.roles import Role, clauses, full_role, is_main_subject, role, subject_level, verb_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SPEECH = frozenset(
    ["say", "tell", "claim", "argue", "deny", "add", "announce", "insist", "promise", "warn", "report", "confirm", "write", "note", "state"]
)
_BODIES = frozenset(("regulator", "court", "prosecutor", "ministry", "police", "agency", "legislature"))
_HE, _SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))


def features(anaphor: Anaphor, entity: str, around: Around, *, rank: int, rivals: Sequence[str]) -> Iterator[str]:
    """Names of the features that hold for one candidate; it is number `rank` of `rivals`, all candidates, the latest first."""
    form = anaphor.form
    own, profile = around.seen[entity], around.known[entity]
    last = own[-1]
    head = anaphor.passage.doc[anaphor.head]
    distance = min(around.sentence - last.sentence, FAR)
    named = last.head
    part = full_role(named)
    mine = role(head.head if form == "its" and head.dep_ == "poss" else head)
    yield f"{form}:sentence={distance}"
    yield f"{form}:recency={others_since(around.track, last)}"
    yield f"{form}:rank={min(rank, 3)}"
    yield f"{form}:rank={min(rank, 3)}:of={min(len(rivals), 4)}"
    yield f"{form}:role={part}"
    yield f"{form}:role={part}:sentence={min(distance, 2)}"
    yield f"{form}:role={part}:{mine}"
    yield f"{form}:type={profile.type}"
    yield f"{form}:type={profile.type}:role={part}"
    yield f"{form}:type={profile.type}:sentence={min(distance, 2)}"
    yield f"{form}:times={min(len(own), 4)}"
    yield f"{form}:times={min(len(own), 4)}:sentence={min(distance, 3)}"
    if len(own) == max(len(around.seen[one]) for one in rivals):
        yield f"{form}:most"
    if last.coref:
        yield f"{form}:pointed"
        if last.noun == anaphor.noun:
            yield f"{form}:same word"
    yield f"{form}:{mine}:sentence={min(distance, 2)}"
    yield f"{form}:{mine}:sentence={min(distance, 2)}:rank={min(rank, 2)}"
    if part == mine:
        yield f"{form}:parallel"
    yield f"{form}:depth={min(len(clauses(named)), 3)}:sentence={min(distance, 1)}"
    if named.dep_ == "conj" or any(child.dep_ == "conj" for child in named.children):
        yield f"{form}:coordinated"
    yield from preferences(form, head, mine, profile)
    for name, number in _nearer_nouns(anaphor, last, around.covered):
        yield f"{form}:nearer {name}={min(number, 2)}"
    yield from _place(anaphor, head, own, distance)
    if distance == 0:
        yield from _inside(anaphor, head, own, around.sentence, mine)
    else:
        yield from _before(form, mine, own, entity, around)
    if around.track[0].entity == entity:
        yield f"{form}:topic"
    if form == "description":
        yield from of_description(anaphor, entity, around, distance, rivals)
    if form == "person":
        yield from _gender(anaphor.noun, own, last)


def _place(anaphor: Anaphor, head: Token, own: Sequence[Seen], distance: int) -> Iterator[str]:
    """Where the last mention stands: inside a clause or phrase that leaves the anaphor out, in a headline."""
    form, last = anaphor.form, own[-1]
    yield f"{form}:embedded={embedded(last.head, head if distance == 0 else None)}:sentence={min(distance, 1)}"
    if last.passage.block.kind == "headline" and anaphor.passage is not last.passage:
        yield f"{form}:headline"
        if all(one.passage is last.passage for one in own):
            yield f"{form}:headline alone"


def preferences(form: str, head: Token, mine: str, profile: Profile) -> Iterator[str]:
    """What the word beside a pronoun says of the kind of thing: 'its users', 'it ruled' (selectional preferences, Resnik 1996)."""
    if form == "its" and head.head.i > head.i:
        yield f"its:{profile.type}:{head.head.lemma_.casefold()}"
        yield f"its:{'body' if profile.kinds & _BODIES else profile.type}:{head.head.lemma_.casefold()}"
    elif form == "it" and mine in ("subject", "object"):
        yield f"it:{mine}:{profile.type}:{head.head.lemma_.casefold()}"
    if profile.type == "organisation":
        yield f"{form}:kind={min(profile.kinds) if len(profile.kinds) == 1 else 'many' if profile.kinds else 'unknown'}"


def _nearer_nouns(anaphor: Anaphor, last: Seen, covered: Collection[int]) -> Iterator[tuple[str, int]]:
    """Singular things without a name between a candidate and the anaphor, which could be meant instead: subjects and others."""
    doc = anaphor.passage.doc
    start = last.last if last.passage is anaphor.passage else 0
    nouns = [token for token in doc[start : anaphor.first] if token.tag_ == "NN" and token.i not in covered and not _said_of(token, last)]
    subjects = sum(token.dep_ in ("nsubj", "nsubjpass") for token in nouns)
    yield "subjects", subjects
    yield "objects", sum(token.dep_ in ("dobj", "pobj") for token in nouns)


def _said_of(token: Token, last: Seen) -> bool:
    """True for a noun that describes the candidate itself: 'Lantern, a lender', 'Lantern is a lender'."""
    return token.dep_ in ("appos", "attr") and last.first <= token.head.i <= last.last


def _inside(anaphor: Anaphor, head: Token, own: Sequence[Seen], sentence: int, mine: Role) -> Iterator[str]:
    form = anaphor.form
    here = [seen for seen in own if seen.sentence == sentence]
    levels = [level for seen in here if (level := subject_level(head, seen.head)) is not None]
    if levels:
        yield f"{form}:subject of clause {min(*levels, 3)}"
        if role(head) == "subject" and 0 in levels:
            yield f"{form}:own subject"
    above = clauses(head)
    verb = above[0] if above else None
    for seen in here:
        other = seen.head
        if verb is not None and other.head.i == verb.i and head.head.i == verb.i and form != "its":
            yield f"{form}:co-argument"
            break
    if any(seen.head.head.i == head.i or head.head.i == seen.head.i for seen in here):
        yield f"{form}:governed"
    phrase = head.head if form == "its" else head
    if phrase.dep_ == "appos" and any(seen.first <= phrase.head.i < seen.last for seen in here):
        yield f"{form}:in apposition"
    if any(child.dep_ == "appos" and any(seen.first <= child.i < seen.last for seen in here) for child in phrase.children):
        yield f"{form}:has it in apposition"
    if verb is not None and verb.dep_ == "relcl" and any(seen.first <= verb.head.i < seen.last for seen in here):
        yield f"{form}:in its relative"
        if not any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ not in ("WDT", "WP") for child in verb.children):
            yield f"{form}:in its relative:subject"
    told = {relation for seen in here for relation in relations(phrase, seen.head, mine)}
    yield from (f"{form}:{relation}" for relation in sorted(told))
    last = here[-1].head
    over = verb_of(last)
    levels_above = [one.i for one in above]
    if over is not None and over.i in levels_above:
        level = min(levels_above.index(over.i), 2)
        yield f"{form}:above:{role(last)}"
        yield f"{form}:above {level}:{role(last)}:{'says' if over.lemma_ in _SPEECH else 'does'}"
        yield f"{form}:above {level}:{full_role(last)}:{role(head)}"
    elif over is not None:
        yield f"{form}:beside:{role(last)}"
    if len(above) > 1 and above[1].lemma_ in _SPEECH:
        yield f"{form}:speech:{'speaker' if any(level == 1 for level in levels) else 'other'}"


def _before(form: str, mine: str, own: Sequence[Seen], entity: str, around: Around) -> Iterator[str]:
    """Features of a candidate that the sentence of the anaphor does not mention."""
    previous = [seen for seen in around.track[-30:] if seen.sentence == around.sentence - 1]
    if previous and previous[0].entity == entity:
        yield f"{form}:opened"
    if any(is_main_subject(seen.head) for seen in own[-5:] if seen.sentence == around.sentence - 1):
        yield f"{form}:main"
        yield f"{form}:main:{mine}"
        if not any(seen.sentence == around.sentence for seen in around.track[-10:]):
            yield f"{form}:main:first here"


def _gender(pronoun: str, own: Sequence[Seen], last: Seen) -> Iterator[str]:
    gender = "he" if pronoun in _HE else "she"
    before = {"he" if seen.noun in _HE else "she" for seen in own if seen.noun in _HE | _SHE}
    if before:
        yield f"person:gender={'same' if before == {gender} else 'other'}"
    doc: Doc = last.passage.doc
    title = doc[last.first - 1].lower_.rstrip(".") if last.first else ""
    if title in ("mr", "sir", "lord", "king", "prince"):
        yield f"person:{gender}:mr"
    elif title in ("mrs", "ms", "miss", "lady", "dame", "baroness", "queen", "princess"):
        yield f"person:{gender}:ms"
    named = next((seen for seen in own if not seen.coref and seen.last - seen.first > 1), None)
    if named is not None:
        yield f"person:{gender}:ends={named.passage.doc[named.first].lower_[-1:]}"
