"""Where a text names an entity, and of which type."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.tokens import Span

from kg.entity_words import entity_words
from kg.mentions import find_mentions, find_names, name_features, survey
from tests.parsed import gazetteer, mentions, passages

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UK's Internet Watch Foundation warned parents.", [("UK", "country"), ("Internet Watch Foundation", "organisation")]),
        (
            "A study led by UNICEF’s Office of Strategy and Evidence Innocenti came out.",
            [("UNICEF", "organisation"), ("Office of Strategy and Evidence Innocenti", "organisation")],
        ),
        ("Inspectors searched X's Paris offices on Monday.", [("X", "platform")]),
        ("The messaging app Zampa was blocked.", [("Zampa", "platform")]),
        ("Users complained about the chatbot Lumilo.", [("Lumilo", "ai_system")]),
        ("Senator Maria Oliveira said she would vote no.", [("Maria Oliveira", "person")]),
        ("Lawmakers passed the Clean Feeds and Screens Act on Friday.", [("Clean Feeds and Screens Act", "law")]),
        ("The group published a report, Across the River, last week.", [("Across the River", "work")]),
        (
            "The Ministry of Industry and Trade fined Lantern GmbH.",
            [("Ministry of Industry and Trade", "organisation"), ("Lantern GmbH", "organisation")],
        ),
        ("Seoul said it would appeal.", [("Seoul", "country")]),
        ("She flew to Seoul for a wedding.", []),
        ("He lives in Paris.", []),
        ("The hotel lies near Workington in North Africa.", []),
        ("They raised U.S.$2 million.", []),
        ("Surveillance worries Lantern GmbH. It calls surveillance a threat.", [("Lantern GmbH", "organisation")]),
        ("AI and Deepfakes were the topic on Tuesday in January.", []),
        ("They paid in US dollars.", []),
        ("The Kremlin denied it.", [("Kremlin", "country")]),
        ("Orange fined nobody and the orange was ripe.", []),
        ("Members of the People's Harbour Bank met.", [("People's Harbour Bank", "organisation")]),
        ("Talks between Tokyo and The Hague broke down.", [("Tokyo", "country"), ("Hague", "country")]),
        ("A hotel in The Hague was full.", []),
        ("On Tuesday Jakarta proposed nothing.", [("Jakarta", "country")]),
        ("That is what the activists asked of Athens.", [("Athens", "country")]),
        ("Coinbase has not been charged by the DoJ.", [("Coinbase", "platform"), ("DoJ", "organisation")]),
        ("The firm fell under the Framework Act on AI.", [("Framework Act on AI", "law")]),
        ("Lantern Technologies of Hungary sued nobody.", [("Lantern Technologies", "organisation"), ("Hungary", "country")]),
        ("The National Bank of Cambodia said nothing.", [("National Bank of Cambodia", "organisation")]),
        ("The Superior Court of Lima ruled on Monday.", [("Superior Court of Lima", "organisation")]),
        (
            "The Agency for the Promotion of Trade met the Committee of Ministers of the Harbour Council.",
            [
                ("Agency for the Promotion of Trade", "organisation"),
                ("Committee of Ministers", "organisation"),
                ("Harbour Council", "organisation"),
            ],
        ),
        (
            "The Harbour Ministry's Office of Grain Control froze it.",
            [("Harbour Ministry", "organisation"), ("Office of Grain Control", "organisation")],
        ),
        ("Lawmakers passed the Grain Markets (Fair Prices) Bill on Friday.", [("Grain Markets (Fair Prices) Bill", "law")]),
        ("Signal president Jane Roe said no.", [("Signal", "platform"), ("Jane Roe", "person")]),
        ("Signal processing is hard.", []),
    ],
)
def test_find_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.text, mention.type) for mention in mentions(text) if mention.text != "Orange"] == expected


LONG = (
    "BRUSSELS — The European Commission, which fined Zampa in May, told the Danish group Fjordbite to sell it.\n"
    "Fjordbite's founder, Ida Lund, said the Digital Markets Act (DMA) was a threat. Zampa users complained on Telegram.\n"
    "ZAMPA SAYS NO TO BRUSSELS"
)


def test_mentions_quote_the_text_in_order_without_overlaps() -> None:
    found = mentions(LONG)
    assert all(LONG[mention.start : mention.end] == mention.text for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(mention.reason for mention in found)
    assert all(0 < mention.score <= 1 for mention in found)


def test_the_same_text_gives_the_same_mentions() -> None:
    assert find_mentions(passages(LONG), gazetteer()) == find_mentions(passages(LONG), gazetteer())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "(", "X", "'s", "the", "A" * 500, "🔥🔥", "\u202eabc Acme", "Ltd. Inc. GmbH"])
def test_odd_texts_do_no_harm(text: str) -> None:
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.text


def test_what_only_the_recogniser_takes_for_a_place_is_doubtful_where_its_weights_say_otherwise() -> None:
    names = find_names(passages("Intesa Sanpaolo, KBC and Swedbank will not join the alliance."), gazetteer())
    assert "Swedbank" not in [mention.text for mention in names.mentions]
    assert [(mention.text, mention.type) for mention in names.doubtful] == [("Swedbank", "organisation")]
    assert find_names(passages("She flew to Seoul for a wedding in the Andes."), gazetteer()).doubtful == ()


@pytest.mark.parametrize(
    "text",
    ["Water is pumped out of the Mura River again.", "The group trades fish in Southern Africa.", "They met near Tallow Street on Monday."],
)
def test_rivers_streets_and_parts_of_continents_are_no_actors(text: str) -> None:
    assert find_mentions(passages(text), gazetteer()) == []


def test_most_occurrences_of_a_name_tell_what_the_recogniser_says() -> None:
    """One of three may differ: of a name, the label that two thirds of its occurrences have."""
    parsed, words = passages("Lumpo met Frello.\nLumpo met Frello.\nLumpo met Frello."), entity_words()
    labels = (("PERSON", "ORG"), ("PERSON", "GPE"), ("ORG", "PERSON"))
    for passage, (first, last) in zip(parsed, labels, strict=True):
        passage.doc.set_ents([Span(passage.doc, 0, 1, label=first), Span(passage.doc, 2, 3, label=last)])
    found, families, chosen = survey(parsed, gazetteer(), words)
    features = name_features(found, families, chosen, gazetteer(), words)
    most = {name: sorted(one for one in own if one.startswith("most=")) for name, own in features.items()}
    assert most == {"lumpo": ["most=PERSON"], "frello": []}
