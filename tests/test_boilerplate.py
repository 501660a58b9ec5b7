"""Lines that the lexicon knows, lines of stories that it must leave alone, and broken lexicons."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kg.boilerplate import is_cut_off, is_sentence, load_boilerplate, read_boilerplate, words_of
from kg.errors import DataError
from kg.resources import data_path
from tests.effort import at_most

SHIPPED = data_path("lexicon/boilerplate.toml")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- Advertisement -", "advertisement"),
        ("ADVERTISEMENT", "advertisement"),
        ("Advertisement - scroll to continue", "advertisement"),
        ("🔥 #AD Save on hosting today", "advertisement"),
        ("Get 30% off your first order", "advertisement"),
        ("Sponsored by Acme Bank", "advertisement"),
        ("✅ Follow THE EXAMPLE on Telegram, LinkedIn, and Google News.", "share bar"),
        ("Follow us on X", "share bar"),
        ("Share on Facebook", "share bar"),
        ("Share this article with your friends", "share bar"),
        ("Join our WhatsApp channel for the latest news", "share bar"),
        ("1,204 shares", "share bar"),
        ("Sign up for our daily newsletter", "newsletter"),
        ("Subscribe to our newsletter", "newsletter"),
        ("Get the best of tech in your inbox every Friday", "newsletter"),
        ("The best of tech, delivered to your inbox.", "newsletter"),
        ("You've reached your limit of free articles", "newsletter"),
        ("Read more: Chirper fined in Spain", "related link"),
        ("READ ALSO: Chirper fined in Spain", "related link"),
        ("Related: What the law says about Chirper", "related link"),
        ("See also Chirper fined in Spain", "related link"),
        ("Most read: Is Chirper losing France?", "related list"),
        ("Click here to read the ruling", "related link"),
        ("Reuters", "credit"),
        ("Source: AFP", "credit"),
        ("Jane Doe in Paris contributed to this report.", "credit"),
        ("The views expressed in this article are the author's own.", "credit"),
        ("Our Standards: The Thomson Reuters Trust Principles.", "credit"),
        ("© 2026 The Example Ltd.", "legal notice"),
        ("Copyright 2026 The Example. All rights reserved.", "legal notice"),
        ("We use cookies to give you the best experience. By staying you accept them.", "cookie notice"),
        ("12 Comments", "comment prompt"),
        ("Leave a comment below", "comment prompt"),
        ("5 min read", "reading time"),
        ("Estimated reading time: 4 minutes", "reading time"),
        ("Jane Doe is a freelance journalist in Bern.", "author note"),
        ("Tags: Chirper, France, fines", "tags"),
        ("", None),
        ("— * —", None),
    ],
)
def test_cues(line: str, kind: str | None) -> None:
    found = load_boilerplate().cue(line)
    assert (found.kind if found else None) == kind
    assert found is None or found.reason


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, the senator said on Monday.",
        "Advertisement revenue at Chirper fell by half last year, the company told a court in Paris.",
        "Share prices of Chirper fell after the fine.",
        "Sign language was banned from the platform by mistake.",
        "Subscribers of Chirper sued the company in Madrid.",
        "Related party transactions of Chirper were examined by the regulator.",
        "More from the hearing will be made public, the court said.",
        "Watch makers sued Chirper over fake goods.",
        "Sources: the regulator will fine Chirper, and a court is to hear its case in May.",
        "By signing up to the code, Chirper agreed to remove such posts within a day.",
        "By clicking a link, users were led to a false shop, police said.",
        "Powered by chips from Acme, the model was trained in secret, the ministry found.",
        "Sponsored by Senator Lind, the bill would ban Chirper from schools in the state.",
        "First published in 2019, the index of the institute ranks Chirper last.",
        "This report was commissioned by the ministry after the raid.",
        "Chirper changed its privacy policy after the regulator's order.",
        "Cookies on the site of Chirper break the law, the CNIL found.",
        "The copyright office rejected the claim of Chirper.",
        "Reuters sued Chirper in London.",
        "Comments by the minister angered Chirper.",
        "Privacy regulator fines Chirper",
        "Latest ban on Chirper divides Spain",
        "Read's proposal was rejected by the Senate.",
        "Premium accounts of Chirper are banned in Turkey.",
        "Signal banned in Russia",
        "Listen Labs sues Chirper over stolen voices",
        "Save the Children urged Chirper to act.",
        "Print media accused Chirper of theft.",
        "The app appeared first on phones of Acme in Spain.",
        "Disclosure of the files led to a raid on Chirper.",
        "Tag-along rights were denied to investors, Chirper said.",
    ],
)
def test_lines_of_stories_are_left_alone(line: str) -> None:
    lexicon = load_boilerplate()
    assert lexicon.cue(line) is None
    assert lexicon.heading(line) is None


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("Latest News", "story"),
        ("PREVIOUS ARTICLES:", "story"),
        ("» Must read «", "story"),
        ("More from The Example", "story"),
        ("You might also like", "story"),
        ("Editors’ Picks", "story"),
        ("Tags", "story"),
        ("About the author", "next"),
        ("Comments (3)", "end"),
        ("Leave a Reply", "end"),
        ("The latest fine", None),
        ("About the law", None),
        ("Related party transactions", None),
        ("More fines to come", None),
        ("", None),
    ],
)
def test_headings(line: str, until: str | None) -> None:
    found = load_boilerplate().heading(line)
    assert (found.until if found else None) == until


@pytest.mark.parametrize(
    ("line", "sentence", "cut_off"),
    [
        ("The regulator has fined the maker of it.", True, False),
        ("“The regulator has fined the maker of it.”", True, False),
        ("Fined.", False, False),
        ("The regulator has fined the maker of it...", False, True),
        ("The regulator has fined the maker of […]", False, True),
        ("The regulator has fined the maker of it", False, False),
    ],
)
def test_ends_of_lines(line: str, sentence: bool, cut_off: bool) -> None:
    assert is_sentence(line, len(line.split())) is sentence
    assert is_cut_off(line) is cut_off


def test_words() -> None:
    assert list(words_of("✅ Don’t miss: X.com, AT&T & e-mail #AD (c) 2026 ©")) == [
        "don't",
        "miss",
        "x.com",
        "at&t",
        "e-mail",
        "#ad",
        "(c)",
        "2026",
        "©",
    ]


def test_shipped_phrases_are_written_as_lines_are_compared() -> None:
    """A phrase with a capital, a comma or a curly apostrophe would never match."""
    content = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    phrases = [
        phrase for table in content["cue"] + content["heading"] for value in table.values() if isinstance(value, list) for phrase in value
    ]
    lists = [word for words in content["words"].values() for word in words]
    wild = re.compile(r"\*|\{platform\}|\{agency\}|\{number\}")
    wrong = [phrase for phrase in phrases if " ".join(words_of(wild.sub("9", phrase))) != wild.sub("9", phrase)]
    assert wrong == []
    assert [word for word in lists if word != word.lower().strip()] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[words]", "[words]\nplatfroms = []"), "words.platfroms: Extra inputs are not permitted"),
        (('until = "next"', 'until = "tomorrow"'), "until: Input should be 'story', 'end' or 'next'"),
        (("longest = 8\n", "longest = 0\n"), "longest: Input should be greater than or equal to 1"),
        (("[words]", "[words"), "cannot be read as TOML"),
        (("[tags]", "[tag]"), "tags: Field required"),
    ],
)
def test_broken_lexicon(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = tmp_path / "boilerplate.toml"
    path.write_text(SHIPPED.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_boilerplate(path)
    assert message in str(caught.value)
    assert str(caught.value).startswith("boilerplate.toml: ")


@pytest.mark.parametrize("text", ["follow ", "a ", "is a ", "read more: ", "©", "the post "])
def test_time_is_linear(text: str) -> None:
    lexicon = load_boilerplate()
    with at_most(250):
        for length in (10, 100, 100_000):
            lexicon.cue(text * length)
            lexicon.heading(text * length)
