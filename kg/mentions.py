"""Where a document names an entity, and of which type: gazetteer first, runs of capitals, the text's own short forms.

In: parsed passages and the gazetteer. Out: Mentions in order, without overlaps; `entity` is set where the gazetteer knows the name.

>>> [(m.text, m.type) for m in find_mentions(passages, gazetteer)]      # 'The UK's Internet Watch Foundation (IWF)'   # doctest: +SKIP
[('UK', 'country'), ('Internet Watch Foundation', 'organisation'), ('IWF', 'organisation')]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.acronyms import defined, fits
from kg.candidates import Candidate, at_tokens, candidates, longest
from kg.entity_words import EntityWords, entity_words, type_of
from kg.evidence import evidence
from kg.gazetteer import Gazetteer
from kg.homonyms import Choice, choose, context_of
from kg.model import Mention, Origin
from kg.name_types import Decision, decide, is_label, load_name_weights, unless_guessed
from kg.names import normal
from kg.passage import Passage

_LONGEST_NAME = 14
_TOLD = frozenset(("ai_system",))
"""Types that a noun beside the name settles against the weights, which have seen few of them: 'the chatbot Foo'."""
_AMOUNT = re.compile(r"[$€£¥₹]\s?\d|\d\s?[$€£¥₹%]")
_UNSEEN = "ner=O"
"""What `evidence` says of an occurrence that the recogniser passes over: it tells nothing against what it says of others."""
_MISTAKEN = frozenset(("organisation", "platform", "ai_system", "product"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    candidate: Candidate
    type: str
    origin: Origin
    entity: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Mentions of a document in order, and the stretches that may be places or names of actors."""

    mentions: tuple[Mention, ...]
    doubtful: tuple[Mention, ...]


def find_mentions(passages: Sequence[Passage], gazetteer: Gazetteer) -> list[Mention]:
    """All mentions of a document by name. Deterministic; the longest stretch wins where two overlap."""
    return list(find_names(passages, gazetteer).mentions)


def find_names(passages: Sequence[Passage], gazetteer: Gazetteer) -> Names:
    """All mentions of a document by name, and what a better judge may still take for one (as organisations, with little score)."""
    words = entity_words()
    found, families, chosen = survey(passages, gazetteer, words)
    types = _types(found, families, chosen, gazetteer, words)
    settled = [one for candidate in found if (one := _settle(candidate, chosen.get(id(candidate)), families, types, gazetteer))]
    doubtful = [one for candidate in found if chosen.get(id(candidate)) is None and (one := _doubted(candidate, families, types))]
    mentions, doubts = (tuple(mention for one in some if (mention := _mention(one))) for some in (settled, doubtful))
    return Names(mentions=mentions, doubtful=doubts)


def survey(
    passages: Sequence[Passage], gazetteer: Gazetteer, words: EntityWords
) -> tuple[list[Candidate], dict[str, str], dict[int, Choice | None]]:
    """Candidates, the families of their names, and by id() of a candidate what the gazetteer made of it."""
    found = candidates(passages, gazetteer, words)
    short = _defined(passages, found)
    found = _with_defined(passages, found, short)
    context = context_of(found, gazetteer)
    chosen = {id(candidate): choose(candidate, context, gazetteer, words) for candidate in found if candidate.names}
    found = _without_refused(found, chosen)
    return found, _families(found, short, chosen), chosen


def _defined(passages: Sequence[Passage], found: Sequence[Candidate]) -> dict[str, str]:
    """Short form -> full name, both as they stand in the text, for the short forms that the text defines."""
    pairs: dict[str, str] = {}
    for passage in passages:
        names = [(one.first, one.last) for one in found if one.passage is passage]
        for full, short in defined(passage.doc, names):
            pairs.setdefault(passage.doc[short[0] : short[1]].text, passage.doc[full[0] : full[1]].text)
    return pairs


def _with_defined(passages: Sequence[Passage], found: Sequence[Candidate], short: dict[str, str]) -> list[Candidate]:
    """The candidates, with every further occurrence of a defined short form."""
    if not short:
        return list(found)
    result: list[Candidate] = []
    for passage in passages:
        own = [one for one in found if one.passage is passage]
        own += [at_tokens(passage, token.i, token.i + 1, "defined") for token in passage.doc if token.text in short]
        result += longest(own)
    return [replace(one, source="defined") if one.text in short and not one.names else one for one in result]


def _without_refused(found: Sequence[Candidate], chosen: dict[int, Choice | None]) -> list[Candidate]:
    """Refused names of the gazetteer go, unless they are written like a name of something else ('DPC' of an unnamed country)."""
    kept = []
    for one in found:
        if one.names and chosen.get(id(one)) is None:
            kinds = {name.kind for name in one.names}
            lone = one.last - one.first == 1
            if "capital" in kinds or any(name.key.startswith("country:") for name in one.names):
                continue
            doc = one.passage.doc
            if lone and (doc[one.first].is_sent_start or one.first == 0) and not one.text.isupper():
                continue
            if lone and len(one.text) == 1:
                continue
        kept.append(one)
    return kept


def _families(found: Sequence[Candidate], short: dict[str, str], chosen: dict[int, Choice | None]) -> dict[str, str]:
    """Normal form -> normal form of the longest name in the text that it is a short form of."""
    forms = {one.normal for one in found if one.source != "gazetteer" or chosen.get(id(one)) is None}
    known = {one.normal for one in found if chosen.get(id(one)) is not None}
    families: dict[str, str] = {normal(key): normal(full) for key, full in short.items()}
    fulls = sorted((form for form in forms | known if " " in form), key=lambda form: (-len(form), form))
    for form in sorted(forms):
        if form in families or form in known:
            continue
        parts = form.split()
        for full in fulls:
            pieces = full.split()
            if len(pieces) > len(parts) and (pieces[: len(parts)] == parts or (pieces[-len(parts) :] == parts and len(parts) == 1)):
                families[form] = full
                break
            if len(parts) == 1 and len(pieces) > 1 and 2 <= len(form) <= 6 and fits(form, full):
                families[form] = full
                break
    return families


def family(form: str, families: dict[str, str]) -> str:
    """The end of the chain of short forms."""
    seen = {form}
    while form in families and families[form] not in seen:
        form = families[form]
        seen.add(form)
    return form


def _types(
    found: Sequence[Candidate], families: dict[str, str], chosen: dict[int, Choice | None], gazetteer: Gazetteer, words: EntityWords
) -> dict[str, Decision]:
    """Family -> its type, by all evidence in the document."""
    weights = load_name_weights()
    plain = _plain_words(found, families, chosen, words)
    result = {}
    for head, features in name_features(found, families, chosen, gazetteer, words).items():
        if head in plain:
            result[head] = Decision(type="none", probability=1.0, reason="the text has it in small letters too")
            continue
        decision = unless_guessed(decide(features, weights), features)
        told = {feature.rpartition(":")[2] for feature in features if feature.startswith(("before=only:", "trailing=only:"))}
        if len(told) == 1 and told <= _TOLD and decision.type in _MISTAKEN:
            kind = told.pop()
            result[head] = Decision(type=kind, probability=0.8, reason=f"the text calls it {kind}")
        else:
            result[head] = decision
    return result


def _plain_words(
    found: Sequence[Candidate], families: dict[str, str], chosen: dict[int, Choice | None], words: EntityWords
) -> frozenset[str]:
    """Single unknown words that the document writes without their capital too: 'Laws' where 'laws' stands elsewhere."""
    small = {token.text for passage in {id(one.passage): one.passage for one in found}.values() for token in passage.doc if token.is_lower}
    heads: dict[str, bool] = {}
    for one in found:
        if chosen.get(id(one)) is None and one.source != "defined":
            head = family(one.normal, families)
            heads[head] = heads.get(head, True) and one.normal == head and one.text[1:].islower()
    return frozenset(head for head, alone in heads.items() if alone and head in small and head not in words.heads)


def name_features(
    found: Sequence[Candidate], families: dict[str, str], chosen: dict[int, Choice | None], gazetteer: Gazetteer, words: EntityWords
) -> dict[str, set[str]]:
    """Family of unknown names -> the features of all its occurrences; `most=LABEL` is what the recogniser says of two thirds of them."""
    known: dict[int, dict[int, str]] = {}
    for one in found:
        choice = chosen.get(id(one))
        if choice is not None:
            kind = gazetteer.records[choice.name.key].type
            known.setdefault(one.passage.index, {}).update(dict.fromkeys(range(one.first, one.last), kind))
    features: dict[str, set[str]] = {}
    labels: dict[str, Counter[str]] = {}
    for one in found:
        if chosen.get(id(one)) is None:
            head = family(one.normal, families)
            own = set(evidence(one, known.get(one.passage.index, {}), words))
            features.setdefault(head, set()).update(own)
            labels.setdefault(head, Counter())[next((name for name in sorted(own) if is_label(name)), "")] += 1
    for head, counts in labels.items():
        if len(counts) > 1:
            counts.pop(_UNSEEN, None)
        name, count = max(counts.items(), key=lambda item: (item[1], item[0]))
        if 3 * count >= 2 * counts.total():
            features[head].add(f"most={name.removeprefix('ner=')}")
    return features


def _settle(
    candidate: Candidate, choice: Choice | None, families: dict[str, str], types: dict[str, Decision], gazetteer: Gazetteer
) -> _Settled | None:
    if choice is not None:
        record = gazetteer.records[choice.name.key]
        return _Settled(candidate=candidate, type=record.type, origin=choice.origin, entity=record.key, score=1.0, reason=choice.reason)
    seen = types[family(candidate.normal, families)]
    if seen.type in ("place", "none") or not _plausible(candidate):
        return None
    origin: Origin = "acronym" if candidate.source == "defined" else "ner" if candidate.source == "recogniser" else "name"
    return _Settled(
        candidate=candidate, type=type_of(seen.type), origin=origin, entity="", score=seen.probability, reason=seen.reason
    )


def _doubted(candidate: Candidate, families: dict[str, str], types: dict[str, Decision]) -> _Settled | None:
    """An organisation by its weights that the recogniser alone takes for a place."""
    seen = types[family(candidate.normal, families)]
    if seen.type != "none" or not seen.guessed or not _plausible(candidate):
        return None
    doubt = round(1 - seen.probability, 2)
    return _Settled(candidate=candidate, type="organisation", origin="name", entity="", score=doubt, reason=seen.reason)


def _plausible(candidate: Candidate) -> bool:
    return candidate.last - candidate.first <= _LONGEST_NAME and not _AMOUNT.search(candidate.text)


def _mention(one: _Settled) -> Mention | None:
    """The mention in the document; None where a repair of the text runs through it."""
    start, end = one.candidate.passage.view.span(one.candidate.start, one.candidate.end)
    if end - start != one.candidate.end - one.candidate.start:
        return None
    return Mention(
        start=start,
        end=end,
        text=one.candidate.text,
        type=one.type,
        origin=one.origin,
        entity=one.entity,
        score=one.score,
        reason=one.reason,
    )
