"""What pronouns and descriptions point back to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import coref, name_types
from kg.errors import DataError
from tests.parsed import linked, references


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ofcom fined TikTok on Monday. The regulator said more would follow.", ("The regulator", "organisation:ofcom")),
        ("Ofcom fined TikTok on Monday. The app has a week to pay.", ("The app", "platform:tiktok")),
        ("Ida Lund founded the company Lantern. She left in May.", ("She", "person:ida-lund")),
        ("TikTok said it would appeal.", ("it", "platform:tiktok")),
        ("Google removed the game from its store.", ("its", "organisation:google")),
        ("Grok was blocked in Malaysia. The chatbot had made fake pictures.", ("The chatbot", "ai_system:grok")),
        ("Malaysia blocked Grok. The country gave no reason.", ("The country", "country:MY")),
        ("TikTok and Snapchat were sued. The latter denied it.", ("The latter", "platform:snapchat")),
        ("TikTok and Snapchat were sued. The former denied it.", ("The former", "platform:tiktok")),
        ("OpenAI, which makes ChatGPT, was fined.", ("which", "organisation:openai")),
        ("Ofcom fined TikTok on Monday. Critics accused the regulator of haste.", ("the regulator", "organisation:ofcom")),
        ("Ofcom fined TikTok on Monday. Critics told the regulator that it was late.", ("the regulator", "organisation:ofcom")),
        ("OpenAI was fined on Monday. The start-up said it would appeal.", ("The start-up", "organisation:openai")),
        ("Ofcom turned down Meta and ordered it to pay.", ("it", "organisation:meta-platforms")),
        ("X, the network into which Grok is built, denied that it had talked to advertisers.", ("it", "platform:x")),
        ("Congress obliges Meta to sell its shop.", ("its", "organisation:meta-platforms")),
        ("The Bank of Lithuania fined Baltpay Connect. The firm will appeal.", ("The firm", "organisation:baltpay-connect")),
    ],
)
def test_references(text: str, expected: tuple[str, str]) -> None:
    assert expected in references(text)


@pytest.mark.model
def test_a_plural_points_to_each_of_them() -> None:
    found = references("Apple sued Google. The two companies had been friends.")
    assert [entity for text, entity in found if text == "The two companies"] == ["organisation:apple", "organisation:google"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ByteDance, which owns TikTok, objected. A court ruled against TikTok's owner.", ("owner", "organisation:bytedance")),
        ("Lumpo is owned by Ferrel Holdings. On Monday Lumpo and its owner were fined.", ("owner", "organisation:ferrel-holdings")),
        ("xAI said Grok was safe. Grok was blocked and its developer was sued.", ("developer", "organisation:xai")),
    ],
)
def test_an_owner_is_one_that_the_document_names(text: str, expected: tuple[str, str]) -> None:
    assert expected in references(text)


@pytest.mark.model
@pytest.mark.parametrize("text", ["Grok was blocked and its developer was sued.", "TikTok's owner, ByteDance, was sued."])
def test_an_owner_without_a_name_or_with_its_name_beside_it_is_none(text: str) -> None:
    assert all(word not in ("developer", "owner") for word, _ in references(text))


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "It is clear that Malaysia blocked Grok.",
        "It emerged that TikTok was fined.",
        "The company that made the toys closed.",
        "Ida Lund named the owner of nine dogs. It rained.",
        "He left.",
        "Its owner left.",
        "Lantern, the Danish group, was fined.",
        "The Defence Ministry banned Grok. The finance ministry was silent.",
    ],
)
def test_some_words_point_to_nothing(text: str) -> None:
    assert references(text) == []


@pytest.mark.model
def test_references_quote_the_text_and_keep_the_entities() -> None:
    text = "Ofcom fined TikTok on Monday.\nThe regulator said the app had ignored it."
    found = linked(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found.mentions)
    known = {entity.id for entity in found.entities}
    assert all(mention.entity in known for mention in found.mentions)
    assert [mention.start for mention in found.mentions] == sorted(mention.start for mention in found.mentions)
    assert all("points back" in mention.reason for mention in found.mentions if mention.origin == "coref")


@pytest.mark.parametrize("content", ["", "[]", '{"features": {}}', '{"features": {"a": "x"}, "least": {}}', '{"features": 3, "least": {}}'])
def test_damaged_weights_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / "antecedents.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(coref, "data_path", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"antecedents\.json"):
        coref.load_weights.__wrapped__()


@pytest.mark.parametrize("content", ["", "[]", '{"classes": ["a"], "rows": {"x": [1, 2]}}', '{"classes": ["a"], "rows": {"x": ["y"]}}'])
def test_damaged_weights_of_names_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / "names.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(name_types, "data_path", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"names\.json"):
        name_types.load_name_weights.__wrapped__()


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"always", "ner=GPE"}, "none"),
        ({"always", "ner=GPE", "ner=ORG"}, "organisation"),
        ({"always", "ner=GPE", "head=court:more"}, "organisation"),
        ({"always", "ner=EVENT", "nsubj:speech"}, "organisation"),
        ({"always", "ner=PERSON", "most=PERSON", "ner=PERSON:2", "ner=PERSON:whole"}, "person"),
        ({"always", "ner=PERSON", "ner=ORG", "most=PERSON", "ner=PERSON:2", "ner=PERSON:whole"}, "person"),
        ({"always", "ner=PERSON", "ner=ORG", "most=ORG", "ner=PERSON:2", "ner=PERSON:whole"}, "organisation"),
        ({"always", "ner=PERSON", "most=PERSON", "ner=PERSON:1", "ner=PERSON:whole"}, "organisation"),
        ({"always", "ner=O"}, "organisation"),
        ({"always", "ner=O", "geography"}, "none"),
        ({"always", "ner=O", "geography", "nsubj:speech"}, "organisation"),
        ({"always", "ner=O", "geography", "noun=marketplace"}, "organisation"),
    ],
)
def test_no_organisation_by_mere_frequency(found: set[str], expected: str) -> None:
    guess = name_types.Decision(type="organisation", probability=0.7, reason="always")
    assert name_types.unless_guessed(guess, found).type == expected


def test_a_name_without_evidence_takes_the_first_class() -> None:
    weights = name_types.NameWeights(classes=("organisation", "none"), rows={"a": (1.0, 0.0)})
    assert name_types.decide({"a", "unknown"}, weights).type == "organisation"
    assert name_types.decide({"a"}, weights).reason == "a"
    assert json.dumps(weights.rows)
