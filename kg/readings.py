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
from kg.syntax import Filler, Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDOING = frozenset({("set", "aside"), ("strike", "down"), ("put", "off"), ("put", "aside"), ("take", "back"), ("take", "away")})
"""Verbs that say the contrary with a particle: who sets an order aside gives none."""

ByToken = Mapping[int, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One rule at one trigger, before its arguments are known; `weight` is how specific it is, `light` the verb that lends a clause."""

    rule: Rule
    frame: Frame
    weight: int
    light: Token | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Light:
    """A verb that lends a noun its clause: `kind` is 'own' (of the rule), 'agent' or 'patient', `slots` are those that it lends."""

    verb: Token | None
    kind: str
    slots: Mapping[str, list[Filler]]


def readings(token: Token, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> list[Reading]:
    """All readings of one word, the most specific first, then by rule."""
    found = [*_of_verb(token, book), *_of_noun(token, mentions, book, lexicon), *_of_name(token, mentions, book)]
    return sorted(found, key=lambda reading: (-reading.weight, reading.rule.id))


def _of_verb(token: Token, book: RuleBook) -> Iterator[Reading]:
    word = token.lower_
    if word not in book.verbs or not _verbal(token):
        return
    frame = verb_frame(token)
    for rule, after in book.verbs[word]:
        if _continues(frame, after) and _suits(rule, frame):
            yield Reading(rule=rule, frame=frame, weight=1 + len(after) + len(rule.where) + rule.weight)


def _verbal(token: Token) -> bool:
    """Whether a word is a verb by its tag, or by what hangs on it where the tag is wrong ('Bolt and Cargo block thousands')."""
    if token.tag_.startswith("VB") or (token.pos_ == "ADJ" and token.lower_.endswith("ed")):
        return True
    below = {child.dep_ for child in token.children}
    return token.pos_ in ("NOUN", "PROPN") and "nsubj" in below and bool(below & {"dobj", "aux"})


def _of_noun(token: Token, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> Iterator[Reading]:
    word = token.lower_
    nominal = token.pos_ in ("NOUN", "PROPN") and not _verbal(token)
    listed = book.nouns.get(word, ()) if nominal or (token.pos_ == "VERB" and word not in book.verbs) else ()
    general = book.nouns.get(ANY, ()) if token.pos_ == "NOUN" and token.i not in mentions else ()
    frame = noun_frame(token) if listed or general else None
    for rule, before in (*listed, *general):
        if frame is None or not _preceded(token, before):
            continue
        light = _light(token, frame, rule, lexicon)
        own = light is not None and light.kind == "own"
        if rule.only_light and not own:
            continue
        lifted = _lifted(frame, light)
        if _suits(rule, lifted):
            weight = (0 if ANY in rule.nouns else 1) + len(before) + len(rule.where) + 2 * own + rule.weight
            yield Reading(rule=rule, frame=lifted, weight=weight, light=light.verb if light else None)


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


def _light(noun: Token, frame: Frame, rule: Rule, lexicon: Lexicon) -> _Light | None:
    """The verb that governs an event noun, else a participle that describes it ('a permit granted by X to Y')."""
    token, preposition = noun, ""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    if token.dep_ == "pobj" and token.head.dep_ in ("prep", "dative"):
        preposition, token = token.head.lower_, token.head
    below = _participle(noun, rule, lexicon)
    if preposition or token.dep_ in ("dobj", "obj", "nsubjpass", "attr", "dative", "oprd"):
        verb = token.head
        kind = _kind(verb, preposition, rule, lexicon) if verb.pos_ in ("VERB", "AUX") else ""
        if kind:
            slots = {name.removeprefix("verb "): fillers for name, fillers in frame.slots.items() if name.startswith("verb ")}
            if below is not None and kind == "own":
                slots = {**below.slots, **{name: fillers for name, fillers in slots.items() if fillers}}
            return _Light(verb=verb, kind=kind, slots=slots)
        if preposition == "under" and verb.pos_ in ("PROPN", "NOUN", "PRON") and "be under" in lexicon.light.patient:
            return _Light(verb=None, kind="patient", slots={"subject": [Filler(verb, "'under' without a verb")]})
    return below


def _participle(noun: Token, rule: Rule, lexicon: Lexicon) -> _Light | None:
    """A participle that describes an event noun, as its light verb: 'the ban imposed by X on Y'."""
    for verb in noun.children:
        if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBN", "VBD"):
            kind = _kind(verb, "", rule, lexicon)
            if kind in ("own", "agent"):
                lent = verb_frame(verb)
                slots = {name: [filler for filler in fillers if filler.token.i != noun.i] for name, fillers in lent.slots.items()}
                return _Light(verb=verb, kind=kind, slots=slots)
    return None


def _kind(verb: Token, preposition: str, rule: Rule, lexicon: Lexicon) -> str:
    """Whether a verb is one of the rule's own, or lends its subject as the agent or as the patient; '' where it lends nothing."""
    words = {verb.lower_, verb.lemma_.casefold()}
    if any(child.dep_ == "prt" and (verb.lemma_, child.lower_) in _UNDOING for child in verb.children):
        words = set()
    keys = {f"{word} {preposition}" for word in words} if preposition else words
    keys |= {f"{verb.lower_} {child.lower_}" for child in verb.children if child.dep_ == "prt"}
    if keys & rule.light:
        return "own"
    if keys & lexicon.light.patient:
        return "patient"
    return "agent" if keys & lexicon.light.agent else ""


def _lifted(frame: Frame, light: _Light | None) -> Frame:
    """Slots of the noun with those that its light verb lends: the verb's subject acts, or, with verbs such as 'face', undergoes."""
    lifted = Frame(trigger=frame.trigger, kind=frame.kind, slots={name: list(fillers) for name, fillers in frame.slots.items()})
    if light is None:
        return lifted
    for slot, fillers in light.slots.items():
        target = {"subject": "object", "object": "light object"}.get(slot, slot) if light.kind == "patient" else slot
        lifted.fill(target, fillers, f"light verb, {fillers[0].path}" if fillers else "")
    return lifted
