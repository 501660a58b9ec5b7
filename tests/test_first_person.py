"""Who 'we' is in an announcement, and that it is nobody elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.clean import clean
from kg.extract import extract, extract_document
from kg.model import Extraction
from kg.pipeline import Pipeline
from tests.factories import make_document

pytestmark = pytest.mark.model


def claims(extraction: Extraction) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return {(names[claim.subject], claim.predicate, names[claim.object]) for claim in extraction.claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ofcom has today fined Zampa Ltd. We have also fined Fjordbite GmbH. Our work goes on.", ("Ofcom", "fined", "Fjordbite GmbH")),
        (
            "PRESS RELEASE\nThe SHARE Foundation criticised Norway. We have sued Google. Our lawyers agree.",
            ("SHARE Foundation", "sued", "Google"),
        ),
        ("At Tidewatch we sued Google in May.", ("Tidewatch", "sued", "Google")),
    ],
)
def test_the_body_that_announces(text: str, expected: tuple[str, str, str], pipeline: Pipeline) -> None:
    extraction = extract(text, pipeline=pipeline)
    assert expected in claims(extraction)
    assert {mention.origin for mention in extraction.mentions if mention.text.lower() in ("we", "our")} == {"coref"}


@pytest.mark.parametrize(
    "text",
    [
        "Ofcom fined Zampa Ltd in May. We asked Google about it. Our reporter got no answer.",
        "Ofcom and Google today fined Zampa Ltd. We have sued Meta. Our work goes on.",
        '"We have sued Google," a lawyer said today. "We will win."',
        "Ofcom has today fined Zampa Ltd. We sued Google.",
        "Ofcom today praised the US. The US sued Meta.",
    ],
)
def test_nobody_else(text: str, pipeline: Pipeline) -> None:
    assert [mention for mention in extract(text, pipeline=pipeline).mentions if mention.text.lower() in ("we", "our")] == []


def test_the_outlet_speaks_where_the_text_names_it(pipeline: Pipeline) -> None:
    document = replace(clean(make_document("Tidewatch spent a week in Niger. We sued Google in May.")), outlet="Tidewatch")
    assert ("Tidewatch", "sued", "Google") in claims(extract_document(document, pipeline))
