"""Which of several bearers a known name means, or whether it is a name at all.

In: a candidate with names of the gazetteer, and the countries that the document speaks of. Out: the chosen name with a reason, or None.

>>> choose(candidate, context, gazetteer, words)      # 'Seoul said'      doctest: +SKIP
Choice(name=Name(text='Seoul', key='country:KR', ...), origin='metonym', reason='capital as an actor: subject of "said"')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.candidates import Candidate
from kg.entity_words import EntityWords
from kg.gazetteer import Gazetteer, Name
from kg.kinds import votes
from kg.model import Origin

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORIGINS: dict[str, Origin] = {"name": "gazetteer", "acronym": "gazetteer", "demonym": "demonym", "capital": "metonym", "metonym": "metonym"}
_GONE_TO = frozenset(
    "visit leave reach enter flee quit link cross tour include move fly travel go come return arrive ship send extradite bring relocate transfer drive run work "
    "operate stream broadcast sail head hurry flock deport bear bring take carry live stay land fetch recall summon post deliver drive walk migrate emigrate open train".split()
)
_WITH_ACTOR = frozenset("by with against between on about despite than without like unlike towards toward via for to from".split())
_LOCATIVE = frozenset("in near at around outside via central downtown northern southern eastern western inside across throughout".split())
_ACTOR_NOUNS = frozenset("prosecutors police authorities officials regulators lawmakers ministers government diplomats detectives investigators".split())
_IN_NOUNS = frozenset("regulators ministers authorities officials junta administration prosecutors government lawmakers".split())
_OF_NOUNS = frozenset("request behest government list lists orders side behalf part ally allies ask demand".split())
_ACTS = frozenset(
    "decision ban order request demand plan plans move response refusal reaction threat threats approval stance policy sanctions government offer rules law position behalf interests favour "
    "bid proposal pressure probe blacklist list crackdown tariffs investigation inquiry laws consent approach strategy reply complaint ally allies enemies".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A name, what made it a mention, and why."""

    name: Name
    origin: Origin
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the whole document tells: how often each country and each record is named without doubt."""

    countries: Counter[str]
    records: Counter[str]


def context_of(found: Sequence[Candidate], gazetteer: Gazetteer) -> Context:
    """Countries and records that unguarded names of a document point to."""
    countries: Counter[str] = Counter()
    records: Counter[str] = Counter()
    for candidate in found:
        keys = {name.key for name in candidate.names if name.kind in ("name", "acronym", "demonym", "metonym") and name.guard != "context"}
        if len(keys) == 1:
            key = keys.pop()
            records[key] += 1
            record = gazetteer.records[key]
            if record.type == "country":
                countries[key] += 1
            elif record.country and record.type == "organisation":
                countries[record.country] += 0
        for name in candidate.names:
            if name.kind == "capital":
                countries[name.key] += 1
    return Context(countries=countries, records=records)


def choose(candidate: Candidate, context: Context, gazetteer: Gazetteer, words: EntityWords) -> Choice | None:
    """The bearer that is meant; None where the stretch is a common word, a place or something the gazetteer does not know."""
    accepted = [(rank, choice) for name in candidate.names if (ranked := _accept(candidate, name, context, gazetteer, words)) for rank, choice in [ranked]]
    if not accepted:
        return None
    return max(accepted, key=lambda one: one[0])[1]


def _accept(candidate: Candidate, name: Name, context: Context, gazetteer: Gazetteer, words: EntityWords) -> tuple[float, Choice] | None:
    record = gazetteer.records[name.key]
    origin = _ORIGINS[name.kind]
    rank = 1.0 + context.countries[record.key] + (context.countries[record.country] if record.country else 0) + context.records[record.key]
    if name.kind == "capital":
        reason = acts(candidate, words)
        return (rank - 0.5, Choice(name=name, origin=origin, reason=f"capital as an actor: {reason}")) if reason else None
    if name.kind == "metonym":
        return rank + 5, Choice(name=name, origin=origin, reason=f"{name.text} stands for the government of {record.name}")
    if record.type == "country":
        if _part_of_place(candidate):
            return None
        return rank + 1, Choice(name=name, origin=origin, reason=f"{'demonym' if name.kind == 'demonym' else 'name'} of {record.name} ({record.source})")
    if name.guard == "context":
        reason = _cue(candidate, name, context, gazetteer, words)
        return (rank, Choice(name=name, origin=origin, reason=reason)) if reason else None
    return rank + 0.5, Choice(name=name, origin=origin, reason=f"{record.source}: {name.text}")


def _part_of_place(candidate: Candidate) -> bool:
    """True for 'New [Jersey]', 'Latin [America]', '[Mexico] City', '[Indian] Ocean'."""
    doc = candidate.passage.doc
    before = doc[candidate.first - 1].text if candidate.first else ""
    after = doc[candidate.last].text if candidate.last < len(doc) else ""
    return (before in ("New", "Latin", "North", "South", "Central", "West", "Northern") and candidate.text in ("Jersey", "America", "Mexico", "Guinea", "Ireland")) or after in ("City", "Ocean", "Sea", "Beach", "Street")


def acts(candidate: Candidate, words: EntityWords) -> str:
    """Why a capital is an actor here, '' where it is a place: by its part in the clause, or by the noun that it determines."""
    doc = candidate.passage.doc
    token = doc[candidate.last - 1]
    before = doc[candidate.first - 1] if candidate.first else None
    after = doc[candidate.last] if candidate.last < len(doc) else None
    if before is not None and (before.lower_ in ("the", "a", "an") or before.lower_ in _LOCATIVE and not (before.lower_ == "in" and before.head.lower_ in _IN_NOUNS)):
        return ""
    if before is not None and before.text[:1].isupper() and before.pos_ == "PROPN" and not before.is_sent_start and before.whitespace_:
        return ""
    if after is not None and after.text == "," and candidate.last + 1 < len(doc) and doc[candidate.last + 1].text[:1].isupper() and before is not None and before.lower_ in ("in", "from"):
        return ""
    if after is not None and after.text in ("—", "–", "-", "(") and candidate.first == 0:
        return ""
    if after is not None and after.text in ("'s", "’s", "'", "’"):
        return _possessor(candidate, words)
    if after is not None and after.lower_ in _ACTOR_NOUNS:
        return f"{after.text!r} after it"
    if after is not None and after.pos_ in ("NOUN", "PROPN") and token.dep_ == "compound" or after is not None and after.text == "-":
        return ""
    return _part(token, words) or (f"{after.text!r} after it" if after is not None and after.pos_ in ("VERB", "AUX") and (before is None or token.is_sent_start) else "")


def _possessor(candidate: Candidate, words: EntityWords) -> str:
    """Why 'Seoul's' is the state: an act or a body of the state follows."""
    doc = candidate.passage.doc
    for index in range(candidate.last + 1, min(len(doc), candidate.last + 4)):
        noun = doc[index]
        if noun.text[:1].isupper() or noun.pos_ not in ("NOUN", "ADJ"):
            return ""
        if noun.lower_ in _ACTS or noun.lower_ in words.sectors and words.sectors[noun.lower_] not in ("judiciary", "police"):
            return f"its {noun.text!r}"
    return ""


def _part(token: Token, words: EntityWords) -> str:
    """The part in the clause that makes a capital an actor, '' for a place."""
    head = token
    hops = 0
    while head.dep_ in ("conj", "appos") and head.head.i != head.i and hops < 6:
        head = head.head
        hops += 1
    verb = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and (verb.lower_ in words.metonym_verbs or verb.pos_ in ("VERB", "AUX")):
        return f"subject of {verb.text!r}"
    if head.dep_ in ("dobj", "dative", "obj") and verb.lemma_ not in _GONE_TO:
        return f"object of {verb.text!r}"
    if head.dep_ != "pobj":
        return ""
    governor = verb.head
    if verb.lower_ == "in" and governor.lower_ in _IN_NOUNS:
        return f"{governor.text} in it"
    if verb.lower_ == "of":
        return f"{governor.text!r} of it" if governor.lower_ in _OF_NOUNS else ""
    if verb.lower_ not in _WITH_ACTOR or governor.lemma_ in _GONE_TO or governor.lower_ in ("office", "offices", "headquarters", "train", "flight", "road", "man", "woman", "men", "based", "hackers", "plant", "base", "arrival", "trip"):
        return ""
    if verb.lower_ in ("from", "for", "on", "to") and governor.pos_ not in ("VERB", "AUX") and governor.lower_ not in _ACTS and governor.lower_ not in _ACTED:
        return ""
    return f"{verb.text} after {governor.text!r}"


_ACTED = frozenset("pressure threats threat support help approval letter letters complaint complaints appeal appeals subsidies warning warnings orders order permission money link links tie ties signal request requests response answer concession concessions clearance retaliation".split())


def _cue(candidate: Candidate, name: Name, context: Context, gazetteer: Gazetteer, words: EntityWords) -> str:
    """The reason why a guarded name is taken for its record, '' where there is none."""
    record = gazetteer.records[name.key]
    doc = candidate.passage.doc
    if context.records[record.key]:
        return f"{record.name} is named beside it"
    weights: dict[str, float] = {}
    for vote in votes(doc, candidate.first, candidate.last, words):
        weights[vote.type] = weights.get(vote.type, 0.0) + vote.weight
    strong = {kind for kind, weight in weights.items() if weight >= 2.8}
    shortform = name.kind == "acronym" or (name.text.isupper() and len(name.text) > 1) or " " in name.text
    if shortform and record.country:
        return f"{gazetteer.records[record.country].name} is named in the text" if context.countries[record.country] else ""
    if strong and record.type not in strong:
        return ""
    if record.type in strong:
        return f"a word beside it says {record.type}"
    first = doc[candidate.first]
    if candidate.first and doc[candidate.first - 1].text[:1].isupper() and doc[candidate.first - 1].pos_ == "PROPN" and doc[candidate.first - 1].whitespace_ and not first.is_sent_start:
        return ""
    if candidate.last < len(doc) and doc[candidate.last].text == "-" and not doc[candidate.last - 1].whitespace_:
        return ""
    opening = first.is_sent_start or candidate.first == 0 or doc[candidate.first - 1].text in ('"', "“", ":", "•", "-")
    if not opening:
        return "capital inside a sentence"
    after = doc[candidate.last] if candidate.last < len(doc) else None
    if after is not None and (after.text in ("'s", "’s", ",", "and") or after.lower_ in words.speech or after.pos_ in ("VERB", "AUX")) and first.pos_ == "PROPN":
        return f"{after.text!r} after it"
    return ""
