"""From mentions to entities: demonyms, metonyms, short forms, homonyms, sectors, keys."""

from __future__ import annotations

import pytest

from tests.parsed import entities, linked

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "entity", "names"),
    [
        ("French authorities searched the office. France denied it.", "country:FR", ["French", "France"]),
        (
            "The Lantern Media Group sold a stake. Lantern kept the rest.",
            "organisation:lantern-media-group",
            ["Lantern Media Group", "Lantern"],
        ),
        ("Ida Lund said no. Later Lund said yes.", "person:ida-lund", ["Ida Lund", "Lund"]),
        ("Twitter, now called X, was fined.", "platform:x", ["Twitter", "X"]),
        ("The White House and Washington agreed.", "country:US", ["White House", "Washington"]),
        (
            "The European Commission opened a probe. The Commission said more.",
            "organisation:european-commission",
            ["European Commission", "Commission"],
        ),
    ],
)
def test_names_of_one_thing_are_one_entity(text: str, entity: str, names: list[str]) -> None:
    assert entities(text).get(entity) == names


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("French authorities acted.", "government"),
        ("French lawmakers voted.", "legislature"),
        ("French police acted.", "police"),
        ("Police in France acted.", "police"),
        ("France's privacy regulator acted.", "regulator"),
        ("The French navy acted.", "military"),
        ("French prosecutors acted.", "judiciary"),
        ("France won the match.", None),
    ],
)
def test_sectors(text: str, sector: str | None) -> None:
    assert [mention.sector for mention in linked(text).mentions if mention.entity == "country:FR"] == [sector]


def test_the_country_of_the_text_tells_bodies_of_one_name_apart() -> None:
    irish = entities("Ireland's Data Protection Commission fined Zampa.")
    ghanaian = entities("Ghana's Data Protection Commission fined Zampa.")
    assert "organisation:dpc-ireland" in irish
    assert "organisation:dpc-ghana" in ghanaian


def test_the_amazon_is_a_river_where_the_text_says_so() -> None:
    assert "organisation:amazon" in entities("Amazon said its profit rose.")


def test_entities_have_ids_types_reasons_and_all_their_names() -> None:
    found = linked("The Korea Communications Commission, or KCC, fined Zampa, a Danish app. The KCC gave no reason.")
    by_id = {entity.id: entity for entity in found.entities}
    assert list(by_id) == sorted(by_id)
    kcc = by_id["organisation:kcc"]
    assert kcc.gazetteer == "core.csv"
    assert kcc.country == "country:KR"
    assert "KCC" in kcc.aliases
    assert by_id["country:DK"].aliases[0] == "Danish"
    assert all(entity.reason for entity in found.entities)
    assert all(entity.id.partition(":")[0] == entity.type for entity in found.entities)
    assert {mention.entity for mention in found.mentions} == set(by_id)


def test_a_key_of_the_text_is_never_that_of_another_record() -> None:
    found = linked("Signal Foods, a bakery, closed. The bakery Signal sold bread.")
    assert all(entity.id != "platform:signal" or entity.gazetteer for entity in found.entities)
