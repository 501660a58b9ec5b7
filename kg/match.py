"""Apply the rules to a parsed passage.

In: a Passage, its mentions by token, a RuleBook. Out: Matches: rule, trigger, subject and object, with the steps that led to each.

At one trigger the most specific reading wins: 'lifted the ban on X' is read by the rule with 'lift', not by the one for 'ban'.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.arguments import Argument, Wanted, arguments
from kg.lexicon import Lexicon
from kg.lists import enumerations
from kg.readings import ByToken, Reading, readings
from kg.rules import Rule, RuleBook
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A rule that found both arguments. `light` is the verb that lends a noun its clause.

    `inferred` tells what came from context; `about` heads what the act was over ('raided X over ...'). `elided` are a verb at or above
    the trigger and the one that stands for it in a clause of its own ('did' in 'so did Y'), whose cues count in place of the first's.
    """

    rule: Rule
    trigger: Token
    subject: Argument
    object: Argument
    light: Token | None = None
    inferred: str | None = None
    about: Token | None = None
    elided: tuple[Token, Token] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A reading that lacks an argument; `theme` are the words that head what stands in its place ('decision', 'ban')."""

    rule: Rule
    trigger: Token
    known: tuple[Argument, ...]
    lacks: Literal["subject", "object"]
    light: Token | None = None
    theme: frozenset[str] = frozenset()


_OF_ONE = ("participle", "relative clause", "reduced relative clause")
"""Paths of arguments that a clause within an enumeration describes alone: 'Chirper (owned by Acme) and Flicktube'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """The names of a passage: mentions by token, and the enumerations in which they stand."""

    mentions: ByToken
    members: Mapping[int, tuple[int, ...]]
    lexicon: Lexicon


def matches(doc: Doc, mentions: ByToken, book: RuleBook, lexicon: Lexicon) -> tuple[list[Match], list[Pending]]:
    """All matches in a passage by the place of their trigger, and the readings that lack one argument and may infer it (kg.infer)."""
    scene = _Scene(mentions=mentions, members=enumerations(doc, mentions), lexicon=lexicon)
    found: list[Match] = []
    pending: list[Pending] = []
    for token in doc:
        here, lacking = _at(token, readings(token, mentions, book, lexicon), scene)
        found += here
        if not here:
            pending += lacking
    return found, pending


def may_link(rule: Rule, subject: Argument, object_: Argument) -> bool:
    """Two different entities, of types that the vocabulary lets the predicate link."""
    first, second = subject.mention, object_.mention
    return first.entity != second.entity and vocabulary().allows(rule.predicate, first.type, second.type)


def _at(token: Token, listed: list[Reading], scene: _Scene) -> tuple[list[Match], list[Pending]]:
    """Matches of the heaviest readings that have both arguments, and the readings that lack one."""
    found: list[Match] = []
    lacking: list[Pending] = []
    best = -1
    for reading in listed:
        if reading.weight < best:
            break
        rule = reading.rule
        subjects = _fill(reading, "subject", scene)
        objects = _fill(reading, "object", scene, taken={subject.mention.entity for subject in subjects})
        pairs = [(subject, object_) for subject in subjects for object_ in objects if may_link(rule, subject, object_)]
        if pairs and rule.infer == "setting":
            continue  # such a rule is for what other rules cannot read
        if pairs:
            best = reading.weight
            about = _about(reading, pairs)
            found += [Match(rule=rule, trigger=token, subject=s, object=o, light=reading.light, about=about) for s, o in pairs]
        elif rule.infer != "none" and bool(subjects) != bool(objects):
            lacking.append(_pending(reading, subjects, objects))
    return found, lacking


def _about(reading: Reading, pairs: list[tuple[Argument, Argument]]) -> Token | None:
    taken = {argument.token.i for pair in pairs for argument in pair}
    fillers = [filler for slot in ("over", "about", "regarding", "concerning") for filler in reading.frame.get(slot)]
    return next((filler.token for filler in fillers if filler.token.i not in taken), None)


def _pending(reading: Reading, subjects: list[Argument], objects: list[Argument]) -> Pending:
    theme = {filler.token.lower_ for slot in reading.rule.object.slots for filler in reading.frame.get(slot)}
    return Pending(
        rule=reading.rule,
        trigger=reading.frame.trigger,
        known=tuple(subjects or objects),
        lacks="object" if subjects else "subject",
        light=reading.light,
        theme=frozenset(theme),
    )


def _fill(reading: Reading, side: Literal["subject", "object"], scene: _Scene, taken: Collection[str] = ()) -> list[Argument]:
    """Arguments of the first slot that has one of a wanted type, with the rest of the enumeration that it stands in.

    A slot that holds nothing but the one entity that the other side has `taken` is passed over.
    """
    slot = reading.rule.subject if side == "subject" else reading.rule.object
    predicate = vocabulary().predicates[reading.rule.predicate]
    words = scene.lexicon.arguments
    wanted = Wanted(
        types=slot.types or (predicate.domain if side == "subject" else predicate.range),
        via=slot.via | words.belongings if slot.belongings else slot.via,
        speaks=side == "subject",
        via_only=slot.via_only,
    )
    for name in slot.slots:
        found = [argument for filler in reading.frame.get(name) for argument in arguments(filler, scene.mentions, wanted, words)]
        if found and not (len(taken) == 1 and all(argument.mention.entity in taken for argument in found)):
            return found if name == "self" else _with_members(found, reading.frame.trigger, wanted, scene)
    return []


def _with_members(found: list[Argument], trigger: Token, wanted: Wanted, scene: _Scene) -> list[Argument]:
    known = {argument.mention.entity for argument in found}
    for argument in list(found):
        first = next((i for i in range(argument.token.i, -1, -1) if argument.mention not in scene.mentions.get(i - 1, ())), 0)
        members = scene.members.get(first, ())
        if argument.path.startswith(_OF_ONE) and members and trigger.i < members[-1]:
            continue
        for other in members:
            for mention in scene.mentions[other]:
                if mention.entity not in known and mention.type in wanted.types:
                    known.add(mention.entity)
                    path = f"{argument.path}; enumerated with '{argument.mention.text}'"
                    found.append(Argument(mention, argument.token.doc[other], path))
    return found
