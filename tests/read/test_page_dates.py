"""The day of a page: what it says of itself, in which order, and dates that say something else."""

from __future__ import annotations

import pytest
from trafilatura.utils import load_html

from kg.read.linked import Linked, linked_of
from kg.read.page import read_page
from kg.read.page_dates import published_of
from kg.read.place import Place
from tests.effort import at_most

STORY = "<p>" + "Sudland fined Chirper on 3 January 2026, the regulator said in a statement on its site. " * 3 + "</p>"


@pytest.mark.parametrize(
    ("html", "day"),
    [
        (
            f'<meta property="article:modified_time" content="2026-03-01"><h1>T</h1><time datetime=2026-02-04 pubdate>x</time>{STORY}',
            "2026-02-04",
        ),
        (f'<meta name="Date" content="2026-02-04"><h1>T</h1><time datetime=2026-03-01>x</time>{STORY}', "2026-02-04"),
        (f"<h1>T</h1><div class=meta>Published: <time datetime=2026-02-04>x</time></div>{STORY}", "2026-02-04"),
        (f"<h1>T</h1><time class=updated datetime=2026-03-01>x</time><time datetime=2026-02-04>x</time>{STORY}", "2026-02-04"),
        (f"<h1>T</h1><p>Published 4 February 2026, updated 1 March 2026</p>{STORY}", "2026-02-04"),
        (f"<h1>T</h1><p>Updated 1 March 2026</p>{STORY}", "2026-03-01"),
        (f'<meta name="govuk:first-published-at" content="2026-02-04T09:30:00+00:00"><h1>T</h1>{STORY}', "2026-02-04"),
        (f'<meta property="article:publisher" content="https://e.org/2026/02/04/"><h1>T</h1>{STORY}', None),
        (f"<h1>T</h1><span>4 February 2026, 18.00 GMT</span>{STORY}", "2026-02-04"),
        (f"<div class=head><ul><li>Press release<li>4 February 2026<li>Brussels</ul><h1>T</h1></div>{STORY}", "2026-02-04"),
        (f"<h1>T</h1><div class='post-date'>By Jane Doe in Sudville | Feb 4, 2026</div>{STORY}", "2026-02-04"),
        (f"<h1>T</h1><span itemprop=datePublished content=2026-02-04>Today</span>{STORY}", "2026-02-04"),
        (f'<meta property="og:updated_time" content="2026-03-01"><h1>T</h1>{STORY}', "2026-03-01"),
        (f"<article><h1>T</h1>{STORY}<footer><time datetime=2026-02-04>x</time></footer></article>", "2026-02-04"),
        (f"<div><div>Friday, 27 November 2026</div></div><div><div><div><h1>T</h1></div></div></div>{STORY}", None),
        (f"<h1>T</h1>{STORY}<p>04/02/2026</p><p>5 February 2026</p>", None),
        (f"<h1>T</h1><p>Chirper was fined on 4 February 2026.</p>{STORY}", None),
        (f"<h1>T</h1>{STORY}", None),
    ],
)
def test_what_a_page_says_of_its_day(html: str, day: str | None) -> None:
    tree = load_html(f"<html><body>{html}</body></html>")
    assert published_of(tree, linked_of(tree)) == day


def test_json_ld_comes_first_and_the_address_before_dates_that_stand_alone() -> None:
    tree = load_html(f"<html><body><h1>T</h1><span>5 March 2026</span>{STORY}</body></html>")
    assert published_of(tree, Linked(published="2026-02-04T10:00Z"), address="https://e.org/2026/02/05/x") == "2026-02-04"
    assert published_of(tree, Linked(), address="https://e.org/2026/02/05/x") == "2026-02-05"
    assert published_of(tree, Linked(), address="https://e.org/2026/99/05/x") == "2026-03-05"
    assert published_of(tree, Linked(modified="2026-04-01")) == "2026-03-05"


@pytest.mark.parametrize("others", [0, 1, 2, 5, 10, 50])
def test_only_what_stands_beside_the_headline_dates_the_page_from_above(others: int) -> None:
    around = "<li>Press" * others
    beside = f"<div><ul>{around}<li>4 February 2026{around}</ul><h1>T</h1></div>{STORY}"
    apart = f"<div><ul>{around}<li>27 November 2026{around}</ul></div><div><div><ul>{around}</ul><h1>T</h1></div></div>{STORY}"
    trees = [load_html(f"<html><body>{html}</body></html>") for html in (beside, apart)]
    assert [published_of(tree, Linked()) for tree in trees] == ["2026-02-04", None]


def test_a_signature_with_slashes_dates_no_page() -> None:
    html = f"<html><body><h1>Fine</h1>{STORY}<footer>Henna Doe - 04/02/2026</footer></body></html>"
    assert read_page(html.encode(), Place(name="a", source="a.html")).published is None


@pytest.mark.parametrize(
    "html", ["<div>" * 3_000 + "<span>1 May 2026</span>" * 3_000, "<time datetime=x>" * 20_000, "<h1><li>" + "<b class=date>1 " * 5_000]
)
def test_hostile_page_is_dated_soon(html: str) -> None:
    tree = load_html(f"<html><body>{html}</body></html>")
    with at_most(200):
        published_of(tree, Linked())
