"""One entity out of several versions."""

from __future__ import annotations

import pytest

from kg.merge import merge_entities
from kg.model import Entity, Link
from tests.factories import make_entity

CASES: list[tuple[str, list[Entity], str]] = [
    ("one version", [make_entity("platform:x", "X")], "X"),
    ("majority", [make_entity("platform:x", name) for name in ("B", "A", "B")], "B"),
    ("a draw goes by the alphabet", [make_entity("platform:x", name) for name in ("B", "A")], "A"),
    (
        "gazetteer before majority",
        [make_entity("platform:x", "B"), make_entity("platform:x", "B"), make_entity("platform:x", "C", gazetteer="g")],
        "C",
    ),
]


@pytest.mark.parametrize(("versions", "name"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_name(versions: list[Entity], name: str) -> None:
    for order in (versions, versions[::-1]):
        merged = merge_entities(order)
        assert merged.name == name
        assert set(merged.aliases) == {version.name for version in versions}
        assert merged.reason == "named in the text"


def test_links_and_fields_are_united() -> None:
    a = make_entity("platform:x", "X", links=[Link(scheme="wikidata", value="Q918")], country="country:US")
    b = make_entity("platform:x", "X", links=[Link(scheme="domain", value="x.com"), Link(scheme="wikidata", value="Q918")])
    merged = merge_entities([a, b])
    assert [link.value for link in merged.links] == ["x.com", "Q918"]
    assert merged.country == "country:US"
    assert merged.sector is None
