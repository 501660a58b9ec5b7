"""How well an entity that was mentioned before suits a word that points back: named features, whose weights are learnt.

In: an anaphor, a candidate entity and what is known around them. Out: the names of the features that hold; the score of a candidate is
the sum of their weights (data/models/antecedents.json). What speaks for none of the candidates stands in kg.anaphoricity.
A conditional maximum-entropy ranking (Denis and Baldridge 2007), fitted by scripts/train_antecedents.py on passages marked by hand.

>>> sorted(features(anaphor, "organisation:ofcom", around, rank=0))      # doctest: +SKIP
['it:rank=0', 'it:recency=0', 'it:role=subject', 'it:sentence=1', 'it:type=organisation']
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.anaphors import Anaphor
from kg.entity_words import EntityWords
from kg.ownership import Owners
from kg.passage import Passage
from kg.profiles import Profile
from kg.roles import clauses, full_role, is_main_subject, role, subject_level, verb_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FAR = 4
_SPEECH = frozenset(
    ["say", "tell", "claim", "argue", "deny", "add", "announce", "insist", "promise", "warn", "report", "confirm", "write", "note", "state"]
)
_BODIES = frozenset(("regulator", "court", "prosecutor", "ministry", "police", "agency", "legislature"))
_FITS = ("no", "loose", "type", "kind", "called", "named")
_HE, _SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A mention, by name or already resolved, with its place: `order` counts tokens of the document, `sentence` its sentences.

    `noun` is the pronoun or noun of a reference, '' for a name.
    """

    entity: str
    passage: Passage
    first: int
    last: int
    order: int
    sentence: int
    coref: bool = False
    noun: str = ""

    @property
    def head(self) -> Token:
        """The token of the mention that has its place in the clause."""
        tokens = [self.passage.doc[index] for index in range(self.first, self.last)]
        inside = {token.i for token in tokens}
        return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known where an anaphor stands.

    `track` are the mentions before it, `seen` the same by entity, `known` the profiles; `covered` are the tokens of its passage that belong
    to mentions; `places` are the countries that the anaphor names; `loose` are nouns that the text used of things without a name, with
    the sentence of the last such use; `owners` are those of each entity (kg.ownership), `named` the mentions by name in its passage.
    """

    track: Sequence[Seen]
    seen: Mapping[str, Sequence[Seen]]
    known: Mapping[str, Profile]
    words: EntityWords
    sentence: int
    covered: Collection[int]
    places: frozenset[str]
    loose: Mapping[str, int]
    owners: Owners
    named: Sequence[Seen]


def features(anaphor: Anaphor, entity: str, around: Around, *, rank: int, rivals: Sequence[str]) -> Iterator[str]:
    """Names of the features that hold for one candidate; it is number `rank` of `rivals`, all candidates, the latest first."""
    form = anaphor.form
    own, profile = around.seen[entity], around.known[entity]
    last = own[-1]
    head = anaphor.passage.doc[anaphor.head]
    distance = min(around.sentence - last.sentence, _FAR)
    named = last.head
    part = full_role(named)
    mine = role(head.head if form == "its" and head.dep_ == "poss" else head)
    yield f"{form}:sentence={distance}"
    yield f"{form}:recency={_others_since(around.track, last)}"
    yield f"{form}:rank={min(rank, 3)}"
    yield f"{form}:rank={min(rank, 3)}:of={min(len(rivals), 4)}"
    yield f"{form}:role={part}"
    yield f"{form}:role={part}:sentence={min(distance, 2)}"
    yield f"{form}:role={part}:{mine}"
    yield f"{form}:type={profile.type}"
    yield f"{form}:type={profile.type}:role={part}"
    yield f"{form}:type={profile.type}:sentence={min(distance, 2)}"
    yield f"{form}:times={min(len(own), 4)}"
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
    if distance == 0:
        yield from _inside(anaphor, head, own, around.sentence)
    else:
        yield from _before(form, mine, own, entity, around)
    if around.track[0].entity == entity:
        yield f"{form}:topic"
    if form == "description":
        yield from _described(anaphor, entity, around, distance, rivals)
    if form == "person":
        yield from _gender(anaphor.noun, own, last)


def preferences(form: str, head: Token, mine: str, profile: Profile) -> Iterator[str]:
    """What the word beside a pronoun says of the kind of thing: 'its users', 'it ruled' (selectional preferences, Resnik 1996)."""
    if form == "its" and head.head.i > head.i:
        yield f"its:{profile.type}:{head.head.lemma_.casefold()}"
        yield f"its:{'body' if profile.kinds & _BODIES else profile.type}:{head.head.lemma_.casefold()}"
    elif form == "it" and mine in ("subject", "object"):
        yield f"it:{mine}:{profile.type}:{head.head.lemma_.casefold()}"
    if profile.type == "organisation":
        yield f"{form}:kind={min(profile.kinds) if len(profile.kinds) == 1 else 'many' if profile.kinds else 'unknown'}"


def _others_since(track: Sequence[Seen], last: Seen) -> int:
    """How many other entities were mentioned since, four at most."""
    found: set[str] = set()
    for seen in reversed(track):
        if seen.order <= last.order or len(found) == _FAR:
            break
        found.add(seen.entity)
    return len(found)


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


def _inside(anaphor: Anaphor, head: Token, own: Sequence[Seen], sentence: int) -> Iterator[str]:
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


def _described(anaphor: Anaphor, entity: str, around: Around, distance: int, rivals: Sequence[str]) -> Iterator[str]:
    profile, words = around.known[entity], around.words
    fit = profile.fits(anaphor.noun, words)
    yield f"fit={fit}"
    yield f"fit={fit}:{'same' if distance == 0 else 'before' if distance == 1 else 'far'}"
    yield f"fit={fit}:{profile.type}"
    better = [one for one in rivals if one != entity and _FITS.index(around.known[one].fits(anaphor.noun, words)) >= _FITS.index(fit)]
    yield f"fit={fit}:{'only' if not better else 'first' if rivals.index(entity) < min(map(rivals.index, better)) else 'later'}"
    for kind in sorted(profile.kinds) or [profile.type]:
        yield f"noun={anaphor.noun}:{kind}"
    chain = {seen.entity for seen in around.track if seen.coref and seen.noun == anaphor.noun}
    if chain:
        yield f"again={'same' if chain == {entity} else 'also' if entity in chain else 'other'}"
    telling = {word for word in anaphor.modifiers if word.isalpha() and word not in ("same", "said", "own")}
    if telling:
        shared = telling & (profile.nouns | profile.named | profile.words)
        yield f"modifiers={'all' if shared == telling else 'some' if shared else 'other'}"
        yield f"fit={fit}:modifiers={'all' if shared == telling else 'some' if shared else 'other'}"
    if around.places and profile.type != "country":
        yield f"country={'unknown' if not profile.countries else 'same' if around.places & profile.countries else 'other'}"


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
