"""Which rules a word can trigger, and the slots that they would read: verbs, event nouns with their light verbs, names.

In: a token, the mentions by token, a RuleBook. Out: Readings; the heavier one is the more specific ('lifted the ban' before 'ban').
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.clauses import verb_frame
from kg.lexicon import Lexicon
from kg.model import Mention
from kg.nominals import noun_frame
from kg.rules import ANY, Rule, RuleBook
from kg.syntax import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

ByToken = Mapping[int, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One rule at one trigger, before its arguments are known; `weight` is how specific it is, `light` the verb that lends a clause."""

    rule: Rule
    frame: Frame
    weight: int
    light: Token | None = None


def readings(token: Token, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> list[Reading]:
    """All readings of one word, the most specific first, then by rule."""
    found = [*_of_verb(token, book), *_of_noun(token, mentions, book, lexicon), *_of_name(token, mentions, book)]
    return sorted(found, key=lambda reading: (-reading.weight, reading.rule.id))


def _of_verb(token: Token, book: RuleBook) -> Iterator[Reading]:
    word = token.lower_
    if word not in book.verbs or not (token.tag_.startswith("VB") or (token.pos_ == "ADJ" and word.endswith("ed"))):
        return
    frame = verb_frame(token)
    for rule, after in book.verbs[word]:
        if _continues(frame, after) and _suits(rule, frame):
            yield Reading(rule=rule, frame=frame, weight=1 + len(after) + len(rule.where) + rule.weight)


def _of_noun(token: Token, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> Iterator[Reading]:
    word = token.lower_
    listed = book.nouns.get(word, ()) if token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "VERB" and word not in book.verbs) else ()
    general = book.nouns.get(ANY, ()) if token.pos_ == "NOUN" and token.i not in mentions else ()
    frame = noun_frame(token) if listed or general else None
    for rule, before in (*listed, *general):
        if frame is None or not _preceded(token, before):
            continue
        light = _light(token, rule, lexicon)
        if rule.only_light and (light is None or light[1] != "own"):
            continue
        lifted = _lifted(frame, light[1] if light else "")
        if _suits(rule, lifted):
            own = light is not None and light[1] == "own"
            weight = (0 if ANY in rule.nouns else 1) + len(before) + len(rule.where) + 2 * own + rule.weight
            yield Reading(rule=rule, frame=lifted, weight=weight, light=light[0] if light else None)


def _of_name(token: Token, mentions: ByToken, book: RuleBook) -> Iterator[Reading]:
    for mention in mentions.get(token.i, ()):
        rules = book.names.get(mention.type, ())
        if rules and _heads(token, mention, mentions):
            frame = _without_itself(noun_frame(token, "name"), mention, mentions)
            yield from (Reading(rule=rule, frame=frame, weight=1 + rule.weight) for rule in rules if _suits(rule, frame))


def _without_itself(frame: Frame, mention: Mention, mentions: ByToken) -> Frame:
    """Slots of a name without the words of the name: 'the Women's Institute' belongs to no women."""
    for slot, fillers in frame.slots.items():
        if slot != "self":
            frame.slots[slot] = [filler for filler in fillers if mention not in mentions.get(filler.token.i, ())]
    return frame


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
        if not any((ANY in words and frame.get(name)) or _words(frame, name) & words for name in slot.split("/")):
            return False
    return not any((ANY in words and frame.get(slot)) or _words(frame, slot) & words for slot, words in rule.unless.items())


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
