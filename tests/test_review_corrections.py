"""What a person types as right becomes a reading, or a message that says what is wrong."""

from __future__ import annotations

import pytest

from kg.review_corrections import check_entities, corrected, typed_correction
from kg.reviewed import said
from tests.factories import make_claim, make_entity

ENTITIES = {
    entity.id: entity
    for entity in (
        make_entity("country:FR", "France", aliases=("French",)),
        make_entity("platform:chirper", "Chirper"),
        make_entity("organisation:acme", "Acme", aliases=("French",)),
        make_entity("organisation:acme-2", "Acme"),
        make_entity("person:mara-lind", "Mara Lind"),
    )
}
TYPES = {id: entity.type for id, entity in ENTITIES.items()}
OFFERED = ["platform:chirper", "organisation:acme", "person:mara-lind"]
CLAIM = make_claim(predicate="banned", time="2026-02-03", attributed_to="organisation:acme")
END = "(said by organisation:acme, 2026-02-03)"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("swap", f"platform:chirper banned country:FR {END}"),
        ("fined", f"country:FR fined platform:chirper {END}"),
        ("predicate=fined time=2026", "country:FR fined platform:chirper (said by organisation:acme, 2026)"),
        ("planned time=none attributed_to=none", "country:FR banned platform:chirper (planned)"),
        ("denied alleged", f"country:FR banned platform:chirper (negated, alleged, {END[1:]}"),
        ("subject=2", f"organisation:acme banned platform:chirper {END}"),
        ('subject="Mara Lind"', f"person:mara-lind banned platform:chirper {END}"),
        ("subject=acme", f"organisation:acme banned platform:chirper {END}"),
        ("object=person:mara-lind", f"country:FR banned person:mara-lind {END}"),
        ("swap fined modality=alleged", f"platform:chirper fined country:FR (alleged, {END[1:]}"),
    ],
)
def test_typed_corrections(typed: str, expected: str) -> None:
    assert said(typed_correction(typed, CLAIM, ENTITIES, OFFERED)) == expected


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("baned", "baned: says nothing.* did you mean banned"),
        ("predicate=baned", "no predicate is called 'baned'; did you mean banned"),
        ("subjct=1", "subjct: no part of a claim.* did you mean subject"),
        ("subject=9", "9: expected a number from 1 to 3"),
        ("subject=French", "more than one is called so|organisation:acme"),
        ("subject=Nobody", "no entity of this graph is called so"),
        ("subject=none", "subject: cannot be empty"),
        ("time=2026-02-30", "time: '2026-02-30' is no day"),
        ("time=2026-02-03T10:00:00Z", "is no day, month or year"),
        ("polarity=maybe", "no polarity is called 'maybe'"),
        ("fact", "changes nothing"),
        ("", "changes nothing"),
        ('subject="Mara', "No closing quotation"),
    ],
)
def test_what_says_nothing_is_told(typed: str, message: str) -> None:
    def read() -> str:
        return said(typed_correction(typed, CLAIM, ENTITIES, [] if "French" in typed else OFFERED))

    with pytest.raises(ValueError, match=message):
        read()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"subject": "country:XX"}, "subject: no entity of this graph is 'country:XX'"),
        ({"attributed_to": "person:mara-lin"}, "did you mean person:mara-lind"),
        ({"object": "country:FR"}, "links two different entities"),
        ({"predicate": "leads"}, "leads does not link country → platform; it takes person →"),
    ],
)
def test_entities_and_types_are_checked(changes: dict[str, str | None], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_entities(corrected(CLAIM, changes), TYPES)


def test_what_fits_passes() -> None:
    check_entities(corrected(CLAIM, {"predicate": "fined"}), TYPES)
