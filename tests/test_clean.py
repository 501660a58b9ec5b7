"""Pages of several makes: what is kept of them, what is dropped, and why."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.boilerplate import words_of
from kg.clean import clean
from kg.model import Block, Document
from kg.resources import data_path
from tests.effort import at_most

STORY = (
    "The data protection office in Bern has fined Chirper, a social network, two million francs for keeping messages that users deleted.",
    "Chirper said it would appeal. Its lawyer called the decision of the office wrong in every respect, and the fine without measure.",
    "The office opened its inquiry in March after a complaint by Privacy Alps, which has long asked for such a step against the network.",
)
HEADLINE = "Swiss office fines Chirper over deleted messages"


def cleaned(text: str) -> Document:
    return clean(Document(id="0", name="n", text=text, source="n.txt", sha256="0"))


def page(*paragraphs: str) -> Document:
    return cleaned("\n\n".join(paragraphs))


def kept(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kept]


def dropped(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks if not block.kept]


def test_plain_story() -> None:
    document = page(HEADLINE, *STORY)
    assert [(block.kind, block.kept, block.reason) for block in document.blocks] == [
        ("headline", True, ""), ("paragraph", True, ""), ("paragraph", True, ""), ("paragraph", True, "")
    ]  # fmt: skip
    assert document.title == HEADLINE


def test_title_of_a_record_stays() -> None:
    document = clean(Document(id="0", name="n", text=HEADLINE + "\n\n" + STORY[0], source="n.txt", sha256="0", title="Another"))
    assert document.title == "Another"
    assert document.blocks[0].kind == "headline"


def test_the_sample_article() -> None:
    text = data_path("documents/unicef-deepfakes.txt").read_text(encoding="utf-8")
    document = cleaned(text)
    assert document.title == "UNICEF urges criminalizing AI deepfakes of child abuse"
    kinds = [block.kind for block in document.blocks if block.kept]
    assert kinds == ["headline", "subheadline", *["bullet"] * 3, *["paragraph"] * 6]
    story = " ".join(kept(document))
    for name in ("French authorities", "European Commission", "Internet Watch Foundation", "Philippines", "South Korean"):
        assert name in story
    for name in (
        "CFTC",
        "Commodity",
        "Multicoin",
        "AMD",
        "Qualcomm",
        "Bitcoin",
        "Telegram",
        "LinkedIn",
        "Hostinger",
        "Advertisement",
        "BITNEWSBOT",
    ):
        assert name not in story
    assert story.endswith("digital risks facing minors worldwide.")
    assert all(block.reason for block in document.blocks if not block.kept)


def test_page_with_a_menu_and_a_foot() -> None:
    document = page(
        "Skip to content",
        "Home\nWorld\nBusiness\nTech\nSearch",
        HEADLINE,
        "By Jane Doe and Omar Roe",
        "Published: 4 February 2026, 10:30 GMT",
        "4 min read",
        "Share\nFacebook\nX\nCopy link",
        "The office of Chirper in Bern. Photo: Jane Doe/AFP",
        STORY[0],
        "Read more: Chirper fined in Spain",
        STORY[1],
        STORY[2],
        "(Reporting by Jane Doe; Editing by Omar Roe)",
        "Tags: Chirper, Switzerland",
        "Related Articles",
        "Spain fines Chirper for the third time",
        "Acme buys a stake in Chirper",
        "12 Comments",
        "alps_reader: Chirper should be banned in Austria, and so should Acme. I have said so for years.",
        "© 2026 The Example. All rights reserved.",
    )
    assert kept(document) == [HEADLINE, *STORY]
    kinds = [kind for kind, _ in dropped(document)]
    assert kinds == [
        "related link", *["menu"] * 5, "byline", "date line", "reading time", *["share bar"] * 4, "caption", "related link", "credit",
        "tags",
        "related list", "related list", "related list", "comments", "comments", "legal notice",
    ]  # fmt: skip
    assert document.title == HEADLINE


def test_page_whose_lines_hold_many_things() -> None:
    document = page(
        "BERN DAILY",
        "HOME   WORLD   BUSINESS   OPINION",
        HEADLINE,
        "Wed 4 Feb 2026, 14.05 CET   Facebook   Bluesky   Copy link",
        STORY[0],
        'class="promo" data-slot="3"> Read more: Acme buys a stake in Chirper',
        STORY[1],
        'src="/img/office.webp" alt="An office">',
        'target="_blank" class="tag">Markets',
        STORY[2],
    )
    assert kept(document) == [HEADLINE, *STORY]
    assert [kind for kind, _ in dropped(document)] == ["menu", "menu", "date line", "related link", "markup", "markup"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home / World / Business", "menu"),
        ("Home &gt; Tech &gt; Networks", "menu"),
        ("Home News Sport Business Opinion", "menu"),
        ("≡ THE EXAMPLE", "menu"),
        ("Alps · Lakes · Cities · Snow", "menu"),
        ("Politics", "menu"),
        ("Jane Doe · 4 February 2026 · 3 min read", "date line"),
        ("Posted by Jane Doe on March 3, 2026", "date line"),
        ("SMI +1.2% DAX -0.4%", "menu"),
        ("&copy; 2026 The Example", "legal notice"),
        ('{"@context": "https://schema.org", "@type": "NewsArticle"}', "markup"),
        ("(adsbygoogle = window.adsbygoogle || []).push({});", "markup"),
        ("[caption id=12]", "markup"),
        ("Next story →", "related link"),
    ],
)
def test_lines_above_a_headline(line: str, kind: str) -> None:
    document = page(line, HEADLINE, *STORY)
    assert dropped(document) == [(kind, line)]
    assert document.title == HEADLINE


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("→ Spain fines Chirper (Example)", "→ Acme buys in (Example)"), "related link"),
        (("1. Spain fines Chirper 2. Acme buys in 3. Rain",), "related list"),
        (("Tech",), "menu"),
        (("More: Spain fines Chirper",), "related link"),
        (("#Chirper #Bern",), "tags"),
        (("https://example.org/a",), "related link"),
    ],
)
def test_lines_below_a_story(lines: tuple[str, ...], kind: str) -> None:
    document = page(HEADLINE, *STORY, *lines)
    assert dropped(document) == [(kind, line) for line in lines]


def test_a_sites_name_and_an_author_above_the_story() -> None:
    document = page("The Bern Daily", HEADLINE, "Jane Doe", "4 February 2026", *STORY)
    assert kept(document) == [HEADLINE, *STORY]
    assert [kind for kind, _ in dropped(document)] == ["menu", "byline", "date line"]


def test_a_short_headline_over_a_longer_one_is_kept() -> None:
    assert kept(page("Chirper fined", HEADLINE, *STORY)) == ["Chirper fined", HEADLINE, *STORY]


@pytest.mark.parametrize("heading", ["Related Articles", "Most read", "Recommended for you", "LATEST NEWS:", "You may also like"])
def test_a_box_inside_a_story_ends_where_the_story_goes_on(heading: str) -> None:
    box = (heading, "Spain fines Chirper for the third time", "Acme Buys a Stake in Chirper After Long Talks")
    assert kept(page(HEADLINE, STORY[0], *box, STORY[1], STORY[2])) == [HEADLINE, *STORY]
    assert kept(page(HEADLINE, STORY[0], heading, STORY[1], STORY[2])) == [HEADLINE, *STORY]


def test_teasers_with_whole_sentences_below_a_heading() -> None:
    teasers = (
        "Spain Fines Chirper for the Third Time",
        "The regulator in Madrid has fined the network once more.",
        "Acme Buys a Stake in Chirper After Long Talks",
        "The maker of phones pays a billion for a tenth of the network.",
    )
    document = page(HEADLINE, *STORY, "Top Stories", *teasers)
    assert kept(document) == [HEADLINE, *STORY]
    assert dropped(document)[1][0] == "related list"
    assert "below 'Top Stories'" in document.blocks[-1].reason


def test_teasers_that_break_off_need_no_heading() -> None:
    teasers = (
        "Spain Fines Chirper Again",
        "The regulator in Madrid has fined the network once more, and this…",
        "Acme Buys In",
        "The maker of phones pays a billion for...",
    )
    document = page(HEADLINE, *STORY, *teasers)
    assert kept(document) == [HEADLINE, *STORY]
    assert {kind for kind, _ in dropped(document)} == {"teaser"}


def test_headlines_below_the_story() -> None:
    links = ("Spain fines Chirper for the third time", "Acme buys a stake in Chirper", "Chirper to leave Russia, chief says")
    assert kept(page(HEADLINE, *STORY, *links)) == [HEADLINE, *STORY]


@pytest.mark.parametrize(
    "line",
    [
        "What happens next",
        "Video games, movies, and more",
        "Chirper in figures: 12 million users in Switzerland",
        "- 4 March: the office opens its inquiry",
        "Austria\nGermany\nItaly",
        "“It is a bad day for speech...”",
        "The complaints in full:\nPrivacy Alps against Chirper in Bern\nPrivacy Alps against Acme in Vienna",
    ],
)
def test_what_may_be_of_the_story_is_kept(line: str) -> None:
    assert "".join(kept(page(HEADLINE, *STORY[:2], line, STORY[2]))) == "".join([HEADLINE, *STORY[:2], *line.split("\n"), STORY[2]])
    assert line.split("\n", maxsplit=1)[0] in kept(page(HEADLINE, *STORY, line))


def test_bullets_and_lines_below_the_headline() -> None:
    document = page(
        HEADLINE, "Chirper kept messages that users had deleted, the office found.", "• Fine of two million\n• Chirper to appeal", *STORY
    )
    assert [block.kind for block in document.blocks] == [
        "headline",
        "subheadline",
        "bullet",
        "bullet",
        "paragraph",
        "paragraph",
        "paragraph",
    ]
    assert all(block.kept for block in document.blocks)


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        (
            "BERN, Feb 4 (Reuters) - The office fined Chirper.",
            [("dateline", "BERN, Feb 4 (Reuters) -"), ("paragraph", "The office fined Chirper.")],
        ),
        ("BREAKING: The office fined Chirper.", [("label", "BREAKING:"), ("paragraph", "The office fined Chirper.")]),
        (
            "It is the first fine for Chirper. (Reporting by Jane Doe)",
            [("paragraph", "It is the first fine for Chirper."), ("credit", "(Reporting by Jane Doe)")],
        ),
        (
            "The office fined Chirper. [Read also: Spain fines Acme] It will appeal.",
            [
                ("paragraph", "The office fined Chirper."),
                ("related link", "[Read also: Spain fines Acme]"),
                ("paragraph", "It will appeal."),
            ],
        ),
        (
            "It fined it. - Advertisement - It will appeal.",
            [("paragraph", "It fined it."), ("advertisement", "- Advertisement -"), ("paragraph", "It will appeal.")],
        ),
    ],
)
def test_parts_of_a_paragraph(paragraph: str, parts: list[tuple[str, str]]) -> None:
    document = page(HEADLINE, paragraph, *STORY)
    found = [(block.kind, document.text[block.start : block.end]) for block in document.blocks[1 : 1 + len(parts)]]
    assert found == parts
    assert kept(document)[-3:] == list(STORY)


@pytest.mark.parametrize(
    "text",
    [
        "France banned Grok.",
        "France banned Grok",
        "Grok",
        "Photo: France banned Grok on Monday, a minister said in Paris.",
        "Latest news\nFrance banned Grok on Monday.\nSpain has not.",
        "Telegram\nSignal",
        "By Friday X had complied with the order of the court in Paris.",
    ],
)
def test_short_texts_are_kept_whole(text: str) -> None:
    assert kept(cleaned(text)) == text.split("\n")


@pytest.mark.parametrize("text", ["- Advertisement -", "Share on Facebook\n\nSubscribe to our newsletter", "© 2026 The Example"])
def test_pure_boilerplate_is_dropped_even_alone(text: str) -> None:
    assert kept(cleaned(text)) == []


def test_wrapped_text_is_put_together() -> None:
    story = "The office in Bern has fined Chirper, a social network,\nfor keeping messages. Chirper said that it\nwould appeal.\n"
    text = f"Office fines Chirper\n\n{story}"
    assert [block.kind for block in cleaned(text).blocks] == ["headline", "paragraph"]


LINES = st.sampled_from(
    [
        HEADLINE,
        *STORY,
        "Latest News",
        "Home",
        "News",
        "World",
        "12 Comments",
        "By Jane Doe",
        "- Advertisement -",
        "BERN (AP) - Rain fell on it all.",
        "“X”",
        "a…",
    ]
)


def assert_covered(document: Document) -> None:
    text = document.text
    blocks: tuple[Block, ...] = document.blocks
    assert all(block.start < block.end for block in blocks)
    assert all(before.end <= after.start for before, after in pairwise(blocks))
    assert "".join("".join(text[block.start : block.end].split()) for block in blocks) == "".join(text.split())
    assert all(text[block.start : block.end] == text[block.start : block.end].strip() for block in blocks)
    assert all(block.kept == (not block.reason) for block in blocks)


ODD = st.text(alphabet="aA1.:|·-–/→>•*&;,@#©(){}[]<=\"' \n\t", max_size=80)


@given(st.lists(LINES | ODD).map("\n\n".join), st.text() | ODD)
def test_blocks_cover_all_but_white_space(text: str, more: str) -> None:
    assert_covered(cleaned(text))
    assert_covered(cleaned(more))
    assert_covered(cleaned(text + more))


@pytest.mark.parametrize(
    "text", ["Latest News\n\n", "a. ", "Headline Here\nshort text…\n", "[read: ", "---- ", "By A\n", "X\n", "FILE - ", "<a href='"]
)
def test_time_is_linear(text: str) -> None:
    with at_most(600):
        cleaned(text * (20_000 // len(text)))


PROSE = "France banned the platform on Monday, a minister said in Paris after the meeting.\n" * 3


@pytest.mark.parametrize(
    "text",
    [
        "It is over. " + "(Reporting by A " * 20_000,
        PROSE + "\n" + "@." * 3_000 + " x",
        PROSE + "\n" + "a@" + "." * 30_000 + " x",
        "Foo bar\n" * 15_000 + PROSE,
        PROSE + "Comments\n" * 15_000,
    ],
    ids=["credits", "addresses", "dots", "short lines", "headings"],
)
def test_long_hostile_text_takes_no_more_than_linear_time(text: str) -> None:
    with at_most(600):
        cleaned(text)


def test_words_of_long_lines_are_not_remembered() -> None:
    line = "word " * 10_000
    assert words_of(line) == ("word",) * 10_000
    assert words_of(line) is not words_of(line)
    assert words_of("France banned") is words_of("France banned")


@pytest.mark.parametrize("line", ["press@chirper.example", "news@a.co.uk."])
def test_addresses_of_mail(line: str) -> None:
    assert ("related link", line) in dropped(page(HEADLINE, *STORY, line))


def test_lines_of_nothing_but_the_authors_names_go() -> None:
    text = "\n\n".join((HEADLINE, "Jane Doe and John Roe", *STORY, "Jane Doe", "Jane Doe was fined, too."))
    document = clean(Document(id="0", name="n", text=text, source="n.txt", sha256="0", author="Jane Doe, John Roe"))
    assert kept(document) == [HEADLINE, *STORY, "Jane Doe was fined, too."]
    assert [kind for kind, _ in dropped(document)] == ["byline", "byline"]


@pytest.mark.parametrize(
    ("foot", "left"),
    [
        (["Forward-Looking Statements", "Such statements speak of the future.", "The sale ends today."], ["The sale ends today."]),
        (["Media Contact:", "Jane Doe", "+353 1 555 0100", "Write to the office of Chirper in Dublin by post."], []),
        (["Then €69 per month. Complete digital access to journalism.", "Norland is to decide."], ["Norland is to decide."]),
    ],
)
def test_foot_of_a_release_and_offers_of_a_wall(foot: list[str], left: list[str]) -> None:
    assert kept(page(HEADLINE, *STORY, *foot)) == [HEADLINE, *STORY, *left]


def test_items_of_a_letter_that_are_whole_sentences_are_of_the_story() -> None:
    items = ["* Norland opened an inquiry into Verita on Monday.", "* Westland blocked Chirper, its office said on Tuesday."]
    foot = ["----------------", "Unsubscribe https://letters.example/2/eyJl"]
    document = page(HEADLINE, *STORY, "In other news", *items, *foot)
    assert kept(document) == [HEADLINE, *STORY, *items]
    assert [kind for kind, _ in dropped(document)] == ["related list", "markup", "newsletter"]
