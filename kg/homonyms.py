"""Which of several bearers a known name means, or whether it is a name at all.

In: a candidate with names of the gazetteer, and the countries that the document speaks of. Out: the chosen name with a reason, or None.

>>> choose(candidate, context, gazetteer, words)      # 'Seoul said'      # doctest: +SKIP
Choice(name=Name(text='Seoul', key='country:KR', ...), origin='metonym', reason='capital as an actor: subject of "said"')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.candidates import Candidate
from kg.capitals import acts
from kg.entity_words import EntityWords
from kg.gazetteer import Gazetteer, Name
from kg.kinds import votes
from kg.model import Origin

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORIGINS: dict[str, Origin] = {
    "name": "gazetteer",
    "acronym": "gazetteer",
    "demonym": "demonym",
    "capital": "metonym",
    "metonym": "metonym",
}


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
    return Context(countries=countries, records=records)


def choose(candidate: Candidate, context: Context, gazetteer: Gazetteer, words: EntityWords) -> Choice | None:
    """The bearer that is meant; None where the stretch is a common word, a place or something the gazetteer does not know."""
    accepted = [
        (rank, choice)
        for name in candidate.names
        if (ranked := _accept(candidate, name, context, gazetteer, words))
        for rank, choice in [ranked]
    ]
    if not accepted:
        return None
    return max(accepted, key=lambda one: one[0])[1]


def _accept(candidate: Candidate, name: Name, context: Context, gazetteer: Gazetteer, words: EntityWords) -> tuple[float, Choice] | None:
    record = gazetteer.records[name.key]
    origin = _ORIGINS[name.kind]
    rank = 1.0 + context.countries[record.key] + (context.countries[record.country] if record.country else 0) + context.records[record.key]
    if name.kind == "capital":
        reason = acts(candidate, words)
        rank += 0.2 if record.subtype == "supranational" else 0.0
        return (rank - 0.5, Choice(name=name, origin=origin, reason=f"capital as an actor: {reason}")) if reason else None
    if name.kind == "metonym":
        return rank + 5, Choice(name=name, origin=origin, reason=f"{name.text} stands for the government of {record.name}")
    if record.type == "country":
        if _part_of_place(candidate):
            return None
        return rank + 1, Choice(
            name=name, origin=origin, reason=f"{'demonym' if name.kind == 'demonym' else 'name'} of {record.name} ({record.source})"
        )
    if name.guard == "context":
        reason = _cue(candidate, name, context, gazetteer, words)
        return (rank, Choice(name=name, origin=origin, reason=reason)) if reason else None
    return rank + 0.5, Choice(name=name, origin=origin, reason=f"{record.source}: {name.text}")


def _part_of_place(candidate: Candidate) -> bool:
    """True for 'New [Jersey]', 'Latin [America]', '[Mexico] City', '[Indian] Ocean'."""
    doc = candidate.passage.doc
    before = doc[candidate.first - 1].text if candidate.first else ""
    after = doc[candidate.last].text if candidate.last < len(doc) else ""
    return (
        before in ("New", "Latin", "North", "South", "Central", "West", "Northern")
        and candidate.text in ("Jersey", "America", "Mexico", "Guinea", "Ireland")
    ) or after in ("City", "Ocean", "Sea", "Beach", "Street", "dollar", "dollars", "Open")


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
    if (
        candidate.first
        and doc[candidate.first - 1].text[:1].isupper()
        and doc[candidate.first - 1].pos_ == "PROPN"
        and doc[candidate.first - 1].whitespace_
        and not first.is_sent_start
    ):
        return ""
    if candidate.last < len(doc) and doc[candidate.last].text == "-" and not doc[candidate.last - 1].whitespace_:
        return ""
    opening = first.is_sent_start or candidate.first == 0 or doc[candidate.first - 1].text in ('"', "“", ":", "•", "-")
    if not opening:
        return "capital inside a sentence"
    after = doc[candidate.last] if candidate.last < len(doc) else None
    if (
        after is not None
        and (after.text in ("'s", "’s", ",", "and") or after.lower_ in words.speech or after.pos_ in ("VERB", "AUX"))
        and first.pos_ == "PROPN"
    ):
        return f"{after.text!r} after it"
    if after is not None and _leads_name(after, words):
        return f"'{after.text}' and a name after it"
    return ""


def _leads_name(role: Token, words: EntityWords) -> bool:
    """Whether a word is a role and a capitalised name stands behind it: 'Signal president Jane Roe'."""
    doc = role.doc
    role_end = next((n for n in (1, 2) if doc[role.i : role.i + n].text.lower() in words.roles), 0)
    following = doc[role.i + role_end] if role_end and role.i + role_end < len(doc) else None
    return following is not None and following.text[:1].isupper() and following.pos_ == "PROPN"
