"""From mentions to entities: one node for all names of one thing in a document, each with a CURIE and a reason.

In: mentions, passages, the gazetteer. Out: Linked, with the mentions' `entity` and `sector` filled in and the entities by id.

>>> [entity.id for entity in link(mentions, passages, gazetteer).entities]      # doctest: +SKIP
['country:FR', 'organisation:fjordbite', 'platform:zampa']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.acronyms import defined, fits
from kg.bodies import Beside, Home, beside, homes, is_common, known_body, without_country
from kg.entities import entities_of
from kg.entity_words import EntityWords, entity_words
from kg.gazetteer import Gazetteer
from kg.model import Entity, Mention
from kg.names import normal, slug
from kg.passage import Passage
from kg.sectors import sector_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Mentions in order of their place, and the entities that they name, by id."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


def link(mentions: Sequence[Mention], passages: Sequence[Passage], gazetteer: Gazetteer) -> Linked:
    """Give every mention its entity. Unknown names get a key of their own from their longest form in the text."""
    words = entity_words()
    near = beside(mentions, passages)
    groups = _groups(mentions, _short_forms(mentions, passages), near, gazetteer, words)
    linked = []
    quotes: dict[str, list[str]] = {}
    countries: dict[str, str] = {}
    for number, (mention, group) in enumerate(zip(mentions, groups, strict=True)):
        sector = sector_of(mention, passages, words) if group.key.startswith("country:") else None
        reason = "; ".join(part for part in (mention.reason, group.reason) if part)
        linked.append(replace(mention, entity=group.key, type=group.key.partition(":")[0], sector=sector, reason=reason))
        if number in near and (group.country or near[number].plain):
            quotes.setdefault(group.key, []).append(near[number].quote)
        if group.country:
            countries.setdefault(group.key, group.country)
    return Linked(mentions=tuple(linked), entities=tuple(entities_of(linked, gazetteer, quotes, countries)))


def _short_forms(mentions: Sequence[Mention], passages: Sequence[Passage]) -> dict[str, str]:
    """Normal short form -> normal full name, for short forms that the text defines between two mentions."""
    pairs: dict[str, str] = {}
    for passage in passages:
        spans = {tokens: mention for mention in mentions if (tokens := passage.tokens((mention.start, mention.end)))}
        for full, brief in defined(passage.doc, sorted(spans)):
            if full in spans and brief in spans:
                pairs.setdefault(normal(spans[brief].text), normal(spans[full].text))
    return pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What a mention leads to, why (where it is not its own name that says so), and the country that is part of its key."""

    key: str
    reason: str = ""
    country: str = ""


def _groups(
    mentions: Sequence[Mention], short: dict[str, str], near: Mapping[int, Beside], gazetteer: Gazetteer, words: EntityWords
) -> list[_Group]:
    """For every mention what it leads to."""
    keys: dict[str, str] = {}
    types: dict[str, Counter[str]] = {}
    for mention in mentions:
        own = normal(mention.text)
        types.setdefault(own, Counter())[mention.type] += 1
        if mention.entity and mention.origin == "gazetteer":
            keys.setdefault(own, mention.entity)
    names = sorted((name for name in types if name), key=lambda name: (-len(name), name))
    fulls = [_full(normal(mention.text), mention.type, short, names, types) for mention in mentions]
    home = homes(mentions, _forms(mentions, fulls, gazetteer), near, gazetteer, words)
    made: dict[str, str] = {}
    stood: dict[str, str] = {}
    result: list[_Group] = []
    for index, mention in enumerate(mentions):
        full, reason = fulls[index]
        own = normal(mention.text)
        if mention.entity:
            found = _Group(key=mention.entity)
        else:
            earlier = None if reason or mention.type != "organisation" else _headed(own, mentions[:index], result, gazetteer, words)
            if home[index] is None and earlier is not None:
                found = earlier
            elif full in keys:
                found = _Group(key=keys[full], reason=reason)
            else:
                kind = types[full].most_common(1)[0][0] if full in types else mention.type
                found = _Group(key=made.setdefault(full, _own_key(kind, full, gazetteer)), reason=reason)
        if index in near:
            stood[own] = near[index].country
        there = home[index]
        country = there.country if there is not None else stood.get(own)
        split = _split(found, mention, country, gazetteer)
        if split is None:
            found = _at_home(found, home[index], (own, full), gazetteer, words)
            split = _split(found, mention, country, gazetteer)
        result.append(split or found)
    return result


def _forms(mentions: Sequence[Mention], fulls: Sequence[tuple[str, str]], gazetteer: Gazetteer) -> list[list[str]]:
    """The normal names that each mention may stand for: its own, the longer one in the text, those of its record."""
    found = []
    for mention, (full, _) in zip(mentions, fulls, strict=True):
        record = gazetteer.get(mention.entity) if mention.type == "organisation" and mention.entity else None
        names = record.names if record is not None and record.country else ()
        found.append(list(dict.fromkeys((normal(mention.text), full, *(normal(name) for name in names)))))
    return found


def _at_home(found: _Group, home: Home | None, names: Sequence[str], gazetteer: Gazetteer, words: EntityWords) -> _Group:
    """A body whose name many countries share, with the country that the text gives it: as a record of that country, or in its key."""
    if home is None:
        return found
    record = gazetteer.get(found.key)
    if record is not None and record.country in (None, home.country, "country:EU"):
        return found
    known = () if record is None else tuple(normal(name) for name in record.names)
    bases = [without_country(name, gazetteer, words)[0] for name in (names if record is None else (names[0], *known))]
    base = next((base for base in bases if is_common(base, words)), None)
    if base is None:
        return found
    country = gazetteer.records[home.country]
    other = known_body(base, country, gazetteer)
    reason = f"the one of {country.name}: {home.reason}"
    key = other or _own_key("organisation", f"{base} of {country.name}", gazetteer)
    return _Group(key=key, reason=reason, country="" if other else home.country)


def _split(found: _Group, mention: Mention, country: str | None, gazetteer: Gazetteer) -> _Group | None:
    """Where a user's row says that this name (with this country beside it) is something else: that."""
    split = gazetteer.splits.find(found.key, mention.text, country)
    if split is None:
        return None
    name = normal(mention.text) if split.country is None else f"{normal(mention.text)} of {gazetteer.records[split.country].name}"
    key = gazetteer.moved.get(split.into, split.into) or _own_key(found.key.partition(":")[0], name, gazetteer)
    return _Group(key=key, reason=split.reason, country=split.country or "" if gazetteer.get(key) is None else "")


def _own_key(kind: str, full: str, gazetteer: Gazetteer) -> str:
    """A key for a name that only the text knows; never that of a record with another name."""
    key = f"{kind}:{slug(full)}"
    return f"{key}-unlinked" if gazetteer.get(key) is not None else key


def _full(own: str, kind: str, short: dict[str, str], names: Sequence[str], types: dict[str, Counter[str]]) -> tuple[str, str]:
    """The longest name in the text that `own` stands for, and why; `own` itself where there is none."""
    full, reason = own, ""
    if own in short:
        full, reason = short[own], "short form that the text defines"
    else:
        longer = _longer(own, kind, names, types)
        if longer:
            full, reason = longer, f"short for {longer!r}"
    if short.get(full, own) != own:
        full = short[full]
    return full, reason


def _headed(own: str, before: Sequence[Mention], groups: Sequence[_Group], gazetteer: Gazetteer, words: EntityWords) -> _Group | None:
    """'the Commission', 'the Court' alone: the body named last before whose name has that head."""
    if own not in words.heads or " " in own:
        return None
    for mention, group in zip(reversed(before), reversed(groups), strict=True):
        if mention.type != "organisation":
            continue
        record = gazetteer.get(group.key)
        forms = [normal(mention.text), *(normal(name) for name in (record.names if record is not None else ()))]
        if any(own in form.split() and form != own for form in forms):
            return replace(group, reason=f"the {own} named before")
    commission = "organisation:european-commission"
    if (
        own == "commission"
        and gazetteer.get(commission) is not None
        and any(group.key == "country:EU" or group.key.startswith("law:eu-") for group in groups)
    ):
        return _Group(key=commission, reason="the Commission of the EU, which is named")
    return None


def _longer(own: str, kind: str, names: Sequence[str], types: dict[str, Counter[str]]) -> str | None:
    """The longer name in the text of which `own` is the beginning, the initials, or (persons) the end."""
    parts = own.split()
    for name in names:
        pieces = name.split()
        if len(pieces) <= len(parts):
            continue
        other = types[name].most_common(1)[0][0]
        if kind == "person" and other == "person" and pieces[-len(parts) :] == parts:
            return name
        if kind == other and kind != "person" and pieces[: len(parts)] == parts:
            return name
        if kind == other == "organisation" and len(parts) == 1 and 2 <= len(own) <= 6 and fits(own, name):
            return name
    return None
