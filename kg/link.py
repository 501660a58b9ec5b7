"""From mentions to entities: one node for all names of one thing in a document, each with a CURIE and a reason.

In: mentions, passages, the gazetteer. Out: Linked, with the mentions' `entity` and `sector` filled in and the entities by id.

>>> [entity.id for entity in link(mentions, passages, gazetteer).entities]      # doctest: +SKIP
['country:FR', 'organisation:fjordbite', 'platform:zampa']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from kg.acronyms import defined, fits
from kg.entity_words import EntityWords, entity_words
from kg.gazetteer import Gazetteer, Record
from kg.model import Entity, Mention
from kg.names import normal, slug
from kg.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Mentions in order of their place, and the entities that they name, by id."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


def link(mentions: Sequence[Mention], passages: Sequence[Passage], gazetteer: Gazetteer) -> Linked:
    """Give every mention its entity. Unknown names get a key of their own from their longest form in the text."""
    words = entity_words()
    short = _short_forms(mentions, passages)
    groups = _groups(mentions, short, gazetteer, words)
    linked = []
    for mention, (key, reason) in zip(mentions, groups, strict=True):
        sector = sector_of(mention, passages, words) if key.startswith("country:") else None
        joined = mention.reason if not reason else f"{mention.reason}; {reason}" if mention.reason else reason
        linked.append(replace(mention, entity=key, type=key.partition(":")[0], sector=sector, reason=joined))
    return Linked(mentions=tuple(linked), entities=tuple(entities_of(linked, gazetteer, _with_country(linked, passages))))


def _with_country(mentions: Sequence[Mention], passages: Sequence[Passage]) -> dict[str, list[str]]:
    """Key of a body -> its name as it stands with its country: 'Editors Guild of India', 'Norwegian Communications Authority'."""
    found: dict[str, list[str]] = {}
    for first, second in pairwise(mentions):
        kinds = first.type, second.type
        if kinds not in (("organisation", "country"), ("country", "organisation")):
            continue
        passage = next((one for one in passages if one.block.start <= first.start and second.end <= one.block.end), None)
        inside = None if passage is None else (passage.view.inverse(first.start, first.end), passage.view.inverse(second.start, second.end))
        if passage is None or inside is None or inside[0] is None or inside[1] is None:
            continue
        between = passage.view.text[inside[0][1] : inside[1][0]]
        if (between == " " and first.type == "country") or (between in (" of ", " of the ") and second.type == "country"):
            body = second if first.type == "country" else first
            found.setdefault(body.entity, []).append(passage.view.text[inside[0][0] : inside[1][1]])
    return found


def _short_forms(mentions: Sequence[Mention], passages: Sequence[Passage]) -> dict[str, str]:
    """Normal short form -> normal full name, for short forms that the text defines between two mentions."""
    pairs: dict[str, str] = {}
    for passage in passages:
        spans = {tokens: mention for mention in mentions if (tokens := passage.tokens((mention.start, mention.end)))}
        for full, brief in defined(passage.doc, sorted(spans)):
            if full in spans and brief in spans:
                pairs.setdefault(normal(spans[brief].text), normal(spans[full].text))
    return pairs


def _groups(mentions: Sequence[Mention], short: dict[str, str], gazetteer: Gazetteer, words: EntityWords) -> list[tuple[str, str]]:
    """For every mention its key and why, where it is not its own name that says so."""
    keys: dict[str, str] = {}
    types: dict[str, Counter[str]] = {}
    for mention in mentions:
        own = normal(mention.text)
        types.setdefault(own, Counter())[mention.type] += 1
        if mention.entity and mention.origin == "gazetteer":
            keys.setdefault(own, mention.entity)
    names = sorted((name for name in types if name), key=lambda name: (-len(name), name))
    fulls: dict[str, str] = {}
    result: list[tuple[str, str]] = []
    for index, mention in enumerate(mentions):
        if mention.entity:
            result.append((mention.entity, ""))
            continue
        own = normal(mention.text)
        full, reason = _full(own, mention.type, short, names, types)
        if not reason and mention.type == "organisation":
            earlier = _headed(own, mentions[:index], result, gazetteer, words)
            if earlier is not None:
                result.append(earlier)
                continue
        key = keys.get(full)
        if key is None:
            kind = types[full].most_common(1)[0][0] if full in types else mention.type
            key = fulls.setdefault(full, _own_key(kind, full, gazetteer))
        result.append((key, reason))
    return result


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


def _headed(
    own: str, before: Sequence[Mention], keys: Sequence[tuple[str, str]], gazetteer: Gazetteer, words: EntityWords
) -> tuple[str, str] | None:
    """'the Commission', 'the Court' alone: the body named last before whose name has that head."""
    if own not in words.heads or " " in own:
        return None
    for mention, (key, _) in zip(reversed(before), reversed(keys), strict=True):
        if mention.type != "organisation":
            continue
        record = gazetteer.get(key)
        forms = [normal(mention.text), *(normal(name) for name in (record.names if record is not None else ()))]
        if any(own in form.split() and form != own for form in forms):
            return key, f"the {own} named before"
    commission = "organisation:european-commission"
    if (
        own == "commission"
        and gazetteer.get(commission) is not None
        and any(key == "country:EU" or key.startswith("law:eu-") for key, _ in keys)
    ):
        return commission, "the Commission of the EU, which is named"
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


def sector_of(mention: Mention, passages: Sequence[Passage], words: EntityWords) -> str | None:
    """The sector of a generic national actor: 'French [authorities]', 'Serbia's interior [ministry]', '[police] in Zambia'."""
    for passage in passages:
        tokens = passage.tokens((mention.start, mention.end))
        if tokens is None:
            continue
        doc = passage.doc
        token = doc[tokens[1] - 1]
        head = token.head
        if (
            token.dep_ in ("amod", "compound", "poss", "nmod", "nsubj")
            and head.i > token.i
            and head.pos_ in ("NOUN", "PROPN")
            and head.lower_ in words.sectors
        ):
            return words.sectors[head.lower_]
        if token.dep_ == "pobj" and head.lower_ in ("in", "of") and head.head.lower_ in words.sectors and head.head.pos_ == "NOUN":
            return words.sectors[head.head.lower_]
        for index in range(tokens[1], min(len(doc), tokens[1] + 4)):
            if (
                doc[index].lower_ in words.sectors
                and doc[index].pos_ in ("NOUN", "PROPN")
                and all(doc[k].pos_ in ("ADJ", "NOUN", "PART", "PROPN") for k in range(tokens[1], index))
            ):
                return words.sectors[doc[index].lower_]
        return "government" if mention.origin == "metonym" else None
    return None


def entities_of(
    mentions: Sequence[Mention], gazetteer: Gazetteer, more: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> list[Entity]:
    """One entity a key, with every name that the text uses for it (and `more` names by key), by id."""
    names: dict[str, list[str]] = {}
    reasons: dict[str, list[str]] = {}
    for mention in mentions:
        reasons.setdefault(mention.entity, [])
        if mention.origin != "coref":
            names.setdefault(mention.entity, []).append(mention.text)
            if mention.reason not in reasons[mention.entity]:
                reasons[mention.entity].append(mention.reason)
    return [_entity(key, names.get(key, []), more.get(key, ()), gazetteer.get(key), reasons[key]) for key in sorted(reasons)]


def _entity(key: str, texts: Sequence[str], more: Sequence[str], record: Record | None, reasons: Sequence[str]) -> Entity:
    used = list(dict.fromkeys(texts))
    reason = "; ".join(reasons[:3])
    if record is None:
        name = max(used, key=lambda text: (len(text), text))
        return Entity(
            id=key,
            type=key.partition(":")[0],
            name=name,
            aliases=tuple(dict.fromkeys(text for text in (*used, *more) if text != name)),
            reason=reason,
        )
    known = [*record.names, *record.acronyms, *record.demonyms]
    aliases = tuple(dict.fromkeys(name for name in (*used, *more, *known) if name != record.name))
    return Entity(
        id=key,
        type=record.type,
        name=record.name,
        aliases=aliases,
        country=record.country,
        links=record.links,
        gazetteer=record.source,
        reason=reason,
    )
