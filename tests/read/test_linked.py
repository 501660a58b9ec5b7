"""JSON-LD: articles in lists and graphs, authors by name and by reference, and descriptions that are none."""

from __future__ import annotations

import json

import pytest
from trafilatura.utils import load_html

from kg.clean import clean
from kg.read.linked import Linked, linked_of
from kg.read.page import read_page
from kg.read.place import Place
from tests.effort import at_most

PLACE = Place(name="a", source="a.html")
STORY = ("Sudland fined Chirper on Monday, the regulator said.", "Chirper said it would appeal.", "Norland is to decide in May.")


def page(*described: object, body: str = "<p>x</p>") -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in described)
    return f"<html><head><title>Fine | The Paper</title>{scripts}</head><body>{body}</body></html>"


PERSON = {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}
PAPER = {"@type": "NewsMediaOrganization", "@id": "#paper", "name": "The Paper"}
ARTICLE = {"@type": "NewsArticle", "headline": "Fine", "author": {"@id": "#jane"}, "publisher": {"@id": "#paper"}, "datePublished": "2026"}


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (
            [{"@graph": [PAPER, {"@type": "WebPage", "dateModified": "2026-03"}, ARTICLE, PERSON]}],
            ("Jane Doe", "The Paper", "2026", "2026-03"),
        ),
        ([[{"@type": "BreadcrumbList"}, ARTICLE], PERSON, PAPER], ("Jane Doe", "The Paper", "2026", None)),
        (
            [{"@type": ["Thing", "ReportageNewsArticle"], "author": ["Jane Doe", {"name": "John Roe"}, 7]}],
            ("Jane Doe; John Roe", None, None, None),
        ),
        ([{"@type": "Article", "author": PAPER, "publisher": PAPER}], ("", "The Paper", None, None)),
        ([{"@type": "Article", "author": "https://paper.example/jane"}, 7, None, "x"], ("", None, None, None)),
        ([{"@type": "WebPage", "datePublished": "2026-02-04", "author": PERSON}], ("", None, "2026-02-04", None)),
        ([{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "author": "A &amp; B"}}], ("A & B", None, None, None)),
        ([{"@type": "Organization", "name": "x"}], ("", None, None, None)),
    ],
)
def test_what_is_described(described: list[object], expected: tuple[str, ...]) -> None:
    found = linked_of(load_html(page(*described)))
    assert ("; ".join(found.authors), found.outlet, found.published, found.modified) == expected


def test_halves_of_surrogate_pairs_end_no_batch() -> None:
    broken = {**ARTICLE, "headline": "Fine \ud800", "author": "Jane \ud800", "publisher": "Paper \udfff"}
    found = linked_of(load_html(page(broken)))
    assert (found.headline, found.authors, found.outlet) == ("Fine \ufffd", ("Jane \ufffd",), "Paper \ufffd")
    document = read_page(page({**broken, "articleBody": "Sudland said \ud800. " * 99}).encode(), PLACE)
    assert "Sudland said \ufffd." in document.text
    assert document.outlet == "Paper \ufffd"


@pytest.mark.parametrize("written", ["{", "", "[" * 100_000, '{"@graph": "x"}', "<!-- -->", '{"@type": null, "author": {}}'])
def test_what_is_no_description_is_passed_over(written: str) -> None:
    html = page(ARTICLE, PERSON).replace("<head>", f"<head><script type='application/ld+json'>{written}</script>")
    assert linked_of(load_html(html)).authors == ("Jane Doe",)
    assert linked_of(load_html(page())) == Linked()


def test_endless_descriptions_end() -> None:
    with at_most(200):
        linked_of(load_html(page({"@graph": [{"@graph": [[]] * 10}] * 20_000}, *[{"@type": "x" * 100_000}] * 30)))


@pytest.mark.parametrize(
    "body", ["<div id=root></div>", "<main><nav>Home</nav><p>Loading…</p></main>", f"<article><p>{STORY[0]}</p></article>"]
)
def test_page_that_holds_its_text_in_json_ld_alone(body: str) -> None:
    document = clean(read_page(page({**ARTICLE, "articleBody": "\n".join(STORY)}, PERSON, body=body).encode(), PLACE))
    assert document.text == "\n\n".join(("Fine", "By Jane Doe", *STORY))
    assert [block.kind for block in document.blocks if not block.kept] == ["byline"]


def test_markup_in_a_described_text_goes() -> None:
    body = "".join(f"<p>{part} &amp; <b>so</b> on.</p>" for part in STORY)
    assert read_page(page({**ARTICLE, "articleBody": body}).encode(), PLACE).text.endswith("May. & so on.")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Chirper - Wikipedia</title>", "<h1>Chirper</h1>", "Chirper"),
        (
            "<title>The Paper | Europe | Sudland fines Chirper</title>",
            "<b>Europe</b><p><b>Sudland fines Chirper</b></p>",
            "Sudland fines Chirper",
        ),
        ("<title>Fine – as it happened | The Watch</title>", "<h1>Fine – as it happened</h1>", "Fine – as it happened"),
        ('<title>x</title><meta property="og:title" content="Sudland: a fine">', "<h1>A fine</h1>", "Sudland: a fine"),
        ("<title>Chirper – a short history | The Paper</title>", "<p><b>Chirper</b> is a platform.</p>", "Chirper – a short history"),
        ("", "", None),
    ],
)
def test_title(head: str, body: str, title: str | None) -> None:
    html = f"<html><head>{head}</head><body>{body}{''.join(f'<p>{part}</p>' for part in STORY)}</body></html>"
    assert read_page(html.encode(), PLACE).title == title


@pytest.mark.parametrize(
    ("author", "told"), [("Jane Doe", True), ("Ada van der Berg and José Roe", True), ("Contributors to this site", False)]
)
def test_a_byline_is_set_where_cleaning_knows_it_again(author: str, told: bool) -> None:
    html = page({**ARTICLE, "author": author}, body="".join(f"<p>{part}</p>" for part in STORY))
    document = clean(read_page(html.encode(), PLACE))
    assert document.author == author
    assert (f"By {author}" in document.text) == told
    assert not any(author in document.text[block.start : block.end] for block in document.blocks if block.kept)
