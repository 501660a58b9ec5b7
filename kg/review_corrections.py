"""What a person says is right instead: words typed in a review, or the `correction` of a line of judgements.

In: 'swap predicate=fined modality=planned time=2026-02', the claim and the entities of the graph. Out: the Reading that is right, or a
ValueError that says what is wrong with it.

>>> from tests.factories import make_claim
>>> from kg.reviewed import said
>>> said(typed_correction("planned time=2026-02", make_claim(), {}, []))
'country:FR raided platform:chirper (planned, 2026-02)'
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.judgement_records import READING
from kg.literals import date, literal
from kg.model import Claim, Entity, Reading
from kg.review import near
from kg.reviewed import reading_of
from kg.vocabulary import vocabulary

_STANDINGS: Mapping[str, Mapping[str, str]] = {
    "fact": {"polarity": "affirmed", "modality": "actual"},
    "denied": {"polarity": "negated"},
}
_ENTITIES = ("subject", "object", "attributed_to")
_NOTHING = {"", "none", "-"}


def typed_correction(text: str, claim: Claim, entities: Mapping[str, Entity], offered: Sequence[str]) -> Reading:
    """The reading that a typed line makes of a claim: FIELD=VALUE, 'swap', or a predicate, polarity, modality or status by itself.

    Entities are named by their number in `offered` (from 1), by id, or by a name that only one of them has.

    Raises:
        ValueError: a word that says nothing.
    """
    changes: dict[str, str | None] = {}
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise ValueError(f"{text}: {error}") from error
    for word in words:
        field, sign, value = word.partition("=")
        if word == "swap":
            changes |= {"subject": claim.object, "object": claim.subject}
        elif not sign:
            changes |= _bare(word)
        elif field not in READING:
            raise ValueError(f"{field}: no part of a claim; expected one of {', '.join(READING)}{near(field, READING)}")
        elif value.casefold() in _NOTHING:
            changes[field] = None
        else:
            changes[field] = named_entity(value, entities, offered) if field in _ENTITIES else value
    return corrected(claim, changes)


def corrected(claim: Claim, changes: Mapping[str, str | None]) -> Reading:
    """The claim's reading with the changes; ValueError where a field has no value that it may have, or nothing changes."""
    words = vocabulary()
    allowed = {"predicate": words.predicates, "polarity": words.polarities, "modality": words.modalities}
    for field, value in changes.items():
        if value is None and field not in {"attributed_to", "time"}:
            raise ValueError(f"{field}: cannot be empty")
        if field in allowed and value not in allowed[field]:
            raise ValueError(f"{field}: no {field} is called {value!r}{near(str(value), allowed[field])}")
    time = changes.get("time")
    if time is not None and (date(time) == literal(time) or "T" in time):
        raise ValueError(f"time: {time!r} is no day, month or year of the calendar; expected 2026-02-03, 2026-02 or 2026")
    before = reading_of(claim)
    right = replace(before, **changes)  # type: ignore[arg-type]
    if right == before:
        raise ValueError("the correction changes nothing; accept the claim instead")
    return right


def check_entities(reading: Reading, types: Mapping[str, str]) -> None:
    """ValueError where the graph lacks an entity of a reading, or the predicate does not link such entities.

    `types` gives the type of each entity of the graph.
    """
    for field in _ENTITIES:
        id = getattr(reading, field)
        if id is not None and id not in types:
            raise ValueError(f"{field}: no entity of this graph is {id!r}{near(id, types)}")
    if reading.subject == reading.object:
        raise ValueError("object: a claim links two different entities")
    subject, object_ = types[reading.subject], types[reading.object]
    if not vocabulary().allows(reading.predicate, subject, object_):
        known = vocabulary().predicates[reading.predicate]
        takes = f"{', '.join(sorted(known.domain))} → {', '.join(sorted(known.range))}"
        raise ValueError(f"predicate: {reading.predicate} does not link {subject} → {object_}; it takes {takes}")


def named_entity(text: str, entities: Mapping[str, Entity], offered: Sequence[str]) -> str:
    """The id of the entity that a person means; ValueError where it is none or more than one."""
    if text.isascii() and text.isdigit():
        if not 1 <= int(text) <= len(offered):
            raise ValueError(f"{text}: expected a number from 1 to {len(offered)}")
        return offered[int(text) - 1]
    if text in entities:
        return text
    wanted = text.casefold()
    found = [id for id, entity in entities.items() if wanted in {name.casefold() for name in (entity.name, *entity.aliases)}]
    here = [id for id in found if id in offered] or found
    if len(here) == 1:
        return here[0]
    if here:
        raise ValueError(f"{text}: more than one is called so: {', '.join(here[:8])}; name one by its id")
    raise ValueError(f"{text}: no entity of this graph is called so{near(text, entities)}")


def _bare(word: str) -> Mapping[str, str]:
    words = vocabulary()
    for field, known in (("predicate", words.predicates), ("polarity", words.polarities), ("modality", words.modalities)):
        if word in known:
            return {field: word}
    if word in _STANDINGS:
        return _STANDINGS[word]
    known_words = [*words.predicates, *words.polarities, *words.modalities, *_STANDINGS, "swap"]
    raise ValueError(f"{word}: says nothing; expected FIELD=VALUE, swap, a predicate or a standing{near(word, known_words)}")
