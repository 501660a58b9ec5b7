"""Apply the rules to a parsed passage.

In: a Passage, its mentions by token, a RuleBook. Out: Matches: rule, trigger, subject and object, with the steps that led to each.

At one trigger the most specific reading wins: 'lifted the ban on X' is read by the rule with 'lift', not by the one for 'ban'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.arguments import Argument, Wanted, arguments
from kg.clauses import verb_frame
from kg.lexicon import Lexicon
from kg.model import Mention
from kg.nominals import noun_frame
from kg.rules import Rule, RuleBook, Slot
from kg.syntax import Frame
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ByToken = Mapping[int, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A rule that found both arguments. `light` is the verb that lends a noun its clause; `inferred` tells what came from context."""

    rule: Rule
    trigger: Token
    subject: Argument
    object: Argument
    light: Token | None = None
    inferred: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One rule at one trigger, before its arguments are known; `weight` is how specific it is."""

    rule: Rule
    frame: Frame
    weight: int
    light: Token | None = None


def matches(doc: Doc, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> list[Match]:
    """All matches in a passage, by the place of their trigger."""
    found: list[Match] = []
    pending: list[tuple[_Reading, list[Argument], list[Argument]]] = []
    for token in doc:
        best = 0
        for reading in sorted(_readings(token, mentions, book, lexicon), key=lambda reading: (-reading.weight, reading.rule.id)):
            if reading.weight < best:
                break
            subjects = _fill(reading.frame, reading.rule, reading.rule.subject, "domain", mentions, lexicon)
            objects = _fill(reading.frame, reading.rule, reading.rule.object, "range", mentions, lexicon)
            pairs = [(s, o) for s in subjects for o in objects if s.mention.entity != o.mention.entity]
            if pairs:
                best = max(best, reading.weight)
                found += [Match(rule=reading.rule, trigger=token, subject=s, object=o, light=reading.light) for s, o in pairs]
            elif reading.rule.infer != "none" and bool(subjects) != bool(objects):
                pending.append((reading, subjects, objects))
    for reading, subjects, objects in pending:
        found += _inferred(reading, subjects, objects, found, mentions)
    return sorted(found, key=lambda match: (match.trigger.i, match.rule.id))


def _readings(token: Token, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> Iterator[_Reading]:
    word = token.lower_
    if word in book.verbs and (token.tag_.startswith("VB") or (token.pos_ == "ADJ" and word.endswith("ed"))):
        frame: Frame | None = None
        for rule, after in book.verbs[word]:
            frame = frame or verb_frame(token)
            if _continues(frame, after) and _suits(rule, frame):
                yield _Reading(rule=rule, frame=frame, weight=1 + len(after) + len(rule.where))
    if word in book.nouns and token.pos_ in ("NOUN", "PROPN", "VERB") and not (token.pos_ == "VERB" and word in book.verbs):
        frame = None
        for rule, before in book.nouns[word]:
            if not _preceded(token, before):
                continue
            frame = frame or noun_frame(token)
            light = _light(token, rule, lexicon)
            if rule.only_light and (light is None or light[1] != "own"):
                continue
            lifted = _lifted(frame, light[1] if light else "")
            if _suits(rule, lifted):
                own = light is not None and light[1] == "own"
                yield _Reading(
                    rule=rule, frame=lifted, weight=1 + len(before) + len(rule.where) + 2 * own, light=light[0] if light else None
                )
    if token.i in mentions:
        for mention in mentions[token.i]:
            rules = book.names.get(mention.type, ())
            if rules and _heads(token, mention, mentions):
                frame = noun_frame(token, "name")
                yield from (_Reading(rule=rule, frame=frame, weight=1) for rule in rules if _suits(rule, frame))


def _heads(token: Token, mention: Mention, mentions: ByToken) -> bool:
    """Whether the token is the head of the name, so that each name triggers once."""
    return mention.origin != "coref" and not (token.head.i != token.i and mention in mentions.get(token.head.i, ()))


def _continues(frame: Frame, after: tuple[str, ...]) -> bool:
    """Whether the words behind the verb are there: particles, prepositions, or the words of its object ('take legal action')."""
    if not after:
        return True
    joined = " ".join(after)
    if joined in frame.slots or all(word in frame.particles or word in frame.slots for word in after):
        return True
    following = frame.trigger.doc[frame.trigger.i + 1 : frame.trigger.i + 1 + len(after)]
    return [token.lower_ for token in following] == list(after)


def _preceded(token: Token, before: tuple[str, ...]) -> bool:
    if not before:
        return True
    start = token.i - len(before)
    return start >= 0 and [one.lower_ for one in token.doc[start : token.i]] == list(before)


def _suits(rule: Rule, frame: Frame) -> bool:
    """The rule's `where` and `unless`: words that head the fillers of a slot, or modify it."""
    for slot, words in rule.where.items():
        if not _words(frame, slot) & words:
            return False
    return not any(_words(frame, slot) & words for slot, words in rule.unless.items())


def _words(frame: Frame, slot: str) -> set[str]:
    if slot == "particle":
        return set(frame.particles)
    found: set[str] = set()
    for filler in frame.get(slot):
        found |= {filler.token.lower_, *(child.lower_ for child in filler.token.children if child.dep_ in ("compound", "amod"))}
    return found


def _light(noun: Token, rule: Rule, lexicon: Lexicon) -> tuple[Token, str] | None:
    """The verb that governs an event noun, and whether it is the rule's own, an agent's or a patient's."""
    token, preposition = noun, ""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    if token.dep_ == "pobj" and token.head.dep_ in ("prep", "dative"):
        preposition, token = token.head.lower_, token.head
    elif token.dep_ not in ("dobj", "obj", "nsubjpass", "attr", "dative", "oprd"):
        return None
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    keys = {f"{verb.lower_} {preposition}" if preposition else verb.lower_}
    keys |= {f"{verb.lemma_.casefold()} {preposition}" if preposition else verb.lemma_.casefold()}
    particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
    keys |= {f"{verb.lower_} {particle}" for particle in particles}
    if keys & rule.light:
        return verb, "own"
    if keys & lexicon.light.patient:
        return verb, "patient"
    if keys & lexicon.light.agent:
        return verb, "agent"
    return None


def _lifted(frame: Frame, light: str) -> Frame:
    """Slots of the noun with those that its light verb lends: the verb's subject acts, or, with verbs such as 'face', undergoes."""
    lifted = Frame(trigger=frame.trigger, kind=frame.kind, slots={name: list(fillers) for name, fillers in frame.slots.items()})
    if not light:
        return lifted
    for name, fillers in frame.slots.items():
        verb, _, slot = name.partition(" ")
        if verb == "verb" and slot:
            target = {"subject": "object", "object": "light object"}.get(slot, slot) if light == "patient" else slot
            lifted.fill(target, fillers, f"light verb, {fillers[0].path}" if fillers else "")
    return lifted


def _fill(frame: Frame, rule: Rule, slot: Slot, side: str, mentions: ByToken, lexicon: Lexicon) -> list[Argument]:
    """Arguments of the first slot that has one of a wanted type."""
    predicate = vocabulary().predicates[rule.predicate]
    types = slot.types or (predicate.domain if side == "domain" else predicate.range)
    wanted = Wanted(types=types, via=slot.via | lexicon.arguments.belongings if slot.belongings else slot.via)
    for name in slot.slots:
        found = [argument for filler in frame.get(name) for argument in arguments(filler, mentions, wanted, lexicon.arguments)]
        if found:
            return found
    return []


def _inferred(
    reading: _Reading, subjects: list[Argument], objects: list[Argument], found: list[Match], mentions: ByToken
) -> Iterator[Match]:
    """Take the missing argument from the event that this one is coordinated with, else from the only other event of the sentence."""
    if reading.rule.infer != ("object" if subjects else "subject"):
        return
    sentence = reading.frame.trigger.sent
    token = reading.frame.trigger
    beside = [match for match in found if match.trigger.sent == sentence and match.trigger.i != token.i]
    paired = [match for match in beside if token in match.trigger.conjuncts]
    if not paired:
        return
    predicate = vocabulary().predicates[reading.rule.predicate]
    side = "object" if subjects else "subject"
    wanted = predicate.range if subjects else predicate.domain
    for match in {match.object.mention.entity if subjects else match.subject.mention.entity: match for match in paired}.values():
        other = match.object if subjects else match.subject
        if other.mention.type not in wanted:
            continue
        note = f"{side} taken from '{match.trigger.text}', the event that this one is coordinated with"
        for own in subjects or objects:
            if own.mention.entity != other.mention.entity:
                pair = (own, other) if subjects else (other, own)
                yield Match(
                    rule=reading.rule, trigger=token, subject=pair[0], object=pair[1], light=reading.light, inferred=note
                )
