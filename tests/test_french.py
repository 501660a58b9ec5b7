"""French names of countries, peoples and bodies: found in French documents, sourced, and never looked for in English ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import spacy
from babel import Locale

from kg.gazetteer import Gazetteer, listed_language, load_gazetteer
from kg.gazetteer_files import read_rows
from kg.mentions import find_mentions
from kg.model import Block
from kg.passage import Passage, View
from kg.pipeline import Pipeline
from kg.resources import data_path
from tests.parsed import gazetteer

FILE = data_path("gazetteer") / "languages" / "fr.csv"


@cache
def french() -> Gazetteer:
    return load_gazetteer(language="fr")


def named(text: str, known: Gazetteer) -> list[str]:
    found: list[str] = []
    end = 0
    for hit in known.find(text):
        if hit.start >= end:
            found.append(hit.names[0].key)
            end = hit.end
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la Chine et l'Allemagne", ["country:CN", "country:DE"]),
        ("L’Égypte, l'Egypte et les États-Unis", ["country:EG", "country:EG", "country:US"]),
        ("les autorités françaises, le gouvernement néo-zélandais", ["country:FR", "country:NZ"]),
        ("les Américains, une entreprise turque", ["country:US", "country:TR"]),
        ("Londres, Moscou et Pékin", ["country:GB", "country:RU", "country:CN"]),
        ("la Maison-Blanche", ["country:US"]),
        ("l'OTAN et l'ONU", ["organisation:nato", "organisation:united-nations"]),
        ("la Commission européenne", ["organisation:european-commission"]),
        ("la Cour de justice de l'Union européenne", ["organisation:cjeu"]),
        ("la Côte d’Ivoire", ["country:CI"]),
        ("le RGPD et le règlement sur les services numériques", ["law:eu-gdpr", "law:eu-dsa"]),
        ("une grenade, une réunion, Maurice et Dominique", []),
        ("l'île Maurice", ["country:MU"]),
        ("UNICEF, Chirper", ["organisation:unicef"]),
    ],
)
def test_names_in_french_text(text: str, expected: list[str]) -> None:
    assert named(text, french()) == expected


@pytest.mark.parametrize("text", ["Chine and Allemagne", "a belge and turc word", "the Hexagone", "Londres, Pékin", "OTAN, ONU, RDC"])
def test_english_text_has_none_of_them(text: str) -> None:
    assert named(text, french())
    assert named(text, gazetteer()) == []


@pytest.mark.parametrize(
    ("language", "listed"), [("fr", "fr"), ("fr-CA", "fr"), ("FR_be", "fr"), ("en", None), ("de", None), (None, None), ("frr", None)]
)
def test_the_language_of_the_document_decides(language: str | None, listed: str | None) -> None:
    assert listed_language(language) == listed
    pipeline = Pipeline(nlp=None, gazetteer=gazetteer(), rules=None, lexicon=None)  # type: ignore[arg-type]
    assert (pipeline.names_in(language) is gazetteer()) == (listed is None)


def test_own_rows_lie_over_the_names_of_a_language(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("action,key,aliases\ndisable,country:CN,Chine\n", encoding="utf-8")
    assert named("la Chine", load_gazetteer([own], language="fr")) == []
    assert named("la Chine", french()) == ["country:CN"]
    assert not french().records["country:CN"].history


def test_mentions_of_a_french_text() -> None:
    text = "L'Allemagne écrit en français. Les autorités belges saluent l'OTAN. La Zampa se tait."
    doc = spacy.blank("fr")(text)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    for token in doc:
        token.pos_ = "PROPN" if token.text[0].isupper() and len(token) > 3 else "PUNCT" if token.is_punct else "NOUN"
    view = View(text=text, offsets=tuple(range(len(text))))
    passage = Passage(index=0, block=Block(start=0, end=len(text), kind="paragraph", kept=True), view=view, doc=doc)
    found = [(mention.text, mention.entity, mention.origin) for mention in find_mentions([passage], french())]
    assert found[:3] == [
        ("Allemagne", "country:DE", "gazetteer"),
        ("belges", "country:BE", "demonym"),
        ("OTAN", "organisation:nato", "gazetteer"),
    ]
    assert [name for name, *_ in found[3:]] in ([], ["Zampa"])


# The table


def test_every_row_says_where_it_is_from() -> None:
    rows = read_rows(FILE)
    assert len(rows) > 250
    assert len({row.key for _, row in rows}) == len(rows)
    for line, row in rows:
        assert row.action == "add", line
        assert "CLDR" in row.note or "editorial" in row.note, line
        assert not row.name, f"line {line}: the name of a known entity stays"
        assert row.key in gazetteer().records, line


def test_names_of_countries_are_those_of_cldr() -> None:
    territories = Locale("fr").territories
    noted = {row.key[-2:]: row for _, row in read_rows(FILE) if row.note.startswith("name: CLDR")}
    assert len(noted) > 150
    differ = {key for key, row in noted.items() if territories[key].replace("’", "'") not in row.names}
    assert len(differ) <= 3, "CLDR changes a few names with the years; take them over"


def test_demonyms_have_their_four_forms() -> None:
    for line, row in read_rows(FILE):
        forms = [form for form in row.demonyms.split("|") if form]
        assert all(form[0].islower() for form in forms), line
        assert not forms or any(form.endswith("s") for form in forms), line
        assert len(forms) == len(set(forms)), line
    assert set(french().records["country:FR"].demonyms) >= {"français", "française", "françaises", "French"}
    assert set(french().records["country:GR"].demonyms) >= {"grec", "grecque", "grecs", "grecques"}
