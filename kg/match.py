"""Apply the rules to a parsed passage.

In: a Passage, its mentions by token, a RuleBook. Out: Matches: rule, trigger, subject and object, with the steps that led to each.

At one trigger the most specific reading wins: 'lifted the ban on X' is read by the rule with 'lift', not by the one for 'ban'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.arguments import Argument, Wanted, arguments
from kg.clauses import verb_frame
from kg.lexicon import Lexicon
from kg.lists import enumerations
from kg.model import Mention
from kg.nominals import noun_frame
from kg.rules import ANY, Rule, RuleBook, Slot
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
class Pending:
    """A reading that lacks an argument; `theme` are the words that head what stands in its place ('decision', 'ban')."""

    rule: Rule
    trigger: Token
    known: tuple[Argument, ...]
    lacks: Literal["subject", "object"]
    light: Token | None = None
    theme: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One rule at one trigger, before its arguments are known; `weight` is how specific it is."""

    rule: Rule
    frame: Frame
    weight: int
    light: Token | None = None


def matches(doc: Doc, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> tuple[list[Match], list[Pending]]:
    """All matches in a passage by the place of their trigger, and the readings that lack one argument and may infer it (kg.infer)."""
    found: list[Match] = []
    pending: list[Pending] = []
    members = enumerations(doc, mentions)
    for token in doc:
        best = -1
        lacking: list[Pending] = []
        for reading in sorted(_readings(token, mentions, book, lexicon), key=lambda reading: (-reading.weight, reading.rule.id)):
            if reading.weight < best:
                break
            rule = reading.rule
            subjects = _fill(reading.frame, rule, rule.subject, "domain", mentions, members, lexicon)
            objects = _fill(reading.frame, rule, rule.object, "range", mentions, members, lexicon)
            pairs = [(s, o) for s in subjects for o in objects if s.mention.entity != o.mention.entity]
            if pairs:
                best = max(best, reading.weight)
                found += [Match(rule=rule, trigger=token, subject=s, object=o, light=reading.light) for s, o in pairs]
            elif rule.infer != "none" and bool(subjects) != bool(objects):
                theme = frozenset(filler.token.lower_ for slot in rule.object.slots for filler in reading.frame.get(slot))
                arguments = tuple(subjects or objects)
                lacking.append(Pending(rule=rule, trigger=token, known=arguments, lacks="object" if subjects else "subject", light=reading.light, theme=theme))
        if best < 0:
            pending += lacking
    return found, pending


def _readings(token: Token, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> Iterator[_Reading]:
    word = token.lower_
    if word in book.verbs and (token.tag_.startswith("VB") or (token.pos_ == "ADJ" and word.endswith("ed"))):
        frame: Frame | None = None
        for rule, after in book.verbs[word]:
            frame = frame or verb_frame(token)
            if _continues(frame, after) and _suits(rule, frame):
                yield _Reading(rule=rule, frame=frame, weight=1 + len(after) + len(rule.where))
    any_noun = book.nouns.get(ANY, ()) if token.pos_ == "NOUN" and token.i not in mentions else ()
    if any_noun or (word in book.nouns and token.pos_ in ("NOUN", "PROPN", "VERB") and not (token.pos_ == "VERB" and word in book.verbs)):
        frame = None
        for rule, before in (*book.nouns.get(word, ()), *any_noun):
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
                    rule=rule, frame=lifted, weight=(0 if ANY in rule.nouns else 1) + len(before) + len(rule.where) + 2 * own, light=light[0] if light else None
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
    """Whether the words behind the verb are there: a particle anywhere in the clause, other words at once or after one adverb."""
    if not after or (len(after) == 1 and after[0] in frame.particles):
        return True
    doc, start = frame.trigger.doc, frame.trigger.i + 1
    for begin in (start, start + 1):
        if tuple(token.lower_ for token in doc[begin : begin + len(after)]) == after:
            return True
    return after[0] in frame.particles and " ".join(after[1:]) in frame.slots


def _preceded(token: Token, before: tuple[str, ...]) -> bool:
    if not before:
        return True
    start = token.i - len(before)
    return start >= 0 and [one.lower_ for one in token.doc[start : token.i]] == list(before)


def _suits(rule: Rule, frame: Frame) -> bool:
    """The rule's `where` and `unless`: words that head the fillers of a slot, or modify it."""
    for slot, words in rule.where.items():
        if not any(ANY in words and frame.get(name) or _words(frame, name) & words for name in slot.split("/")):
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


def _fill(
    frame: Frame, rule: Rule, slot: Slot, side: str, mentions: ByToken, members: Mapping[int, tuple[int, ...]], lexicon: Lexicon
) -> list[Argument]:
    """Arguments of the first slot that has one of a wanted type, with the rest of the enumeration that it stands in."""
    predicate = vocabulary().predicates[rule.predicate]
    types = slot.types or (predicate.domain if side == "domain" else predicate.range)
    wanted = Wanted(types=types, via=slot.via | lexicon.arguments.belongings if slot.belongings else slot.via, speaks=side == "domain")
    for name in slot.slots:
        found = [argument for filler in frame.get(name) for argument in arguments(filler, mentions, wanted, lexicon.arguments)]
        if found:
            return _with_members(found, mentions, members, types)
    return []


def _with_members(
    found: list[Argument], mentions: ByToken, members: Mapping[int, tuple[int, ...]], types: frozenset[str]
) -> list[Argument]:
    known = {argument.mention.entity for argument in found}
    for argument in list(found):
        first = next((i for i in range(argument.token.i, -1, -1) if argument.mention not in mentions.get(i - 1, ())), 0)
        for other in members.get(first, ()):
            for mention in mentions[other]:
                if mention.entity not in known and mention.type in types:
                    known.add(mention.entity)
                    found.append(Argument(mention, argument.token.doc[other], f"{argument.path}; enumerated with '{argument.mention.text}'"))
    return found
