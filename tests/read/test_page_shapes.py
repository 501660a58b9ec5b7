"""What is kept of pages of many shapes: every word of the story, and hardly another, after cleaning."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg.clean import clean
from kg.read.page import read_page
from kg.read.place import Place

TITLE = "France bans Grok"
STORY = (
    "France banned Grok on Monday, the minister said in Paris. The decision follows an inquiry that was opened by the regulator.",
    "xAI rejected the claims and said that it would appeal. It runs the Grok chatbot since 2023.",
    "The regulator had asked the company for an answer twice, according to two officials.",
)
HEAD = f"<h1>{TITLE}</h1>"
NAV = "<nav><ul><li><a href=/>Home</a><li><a href=/w>World news</a><li><a href=/t>Technology</a></ul></nav>"
FOOT = "<footer><p>Copyright 2026 The Paper. All rights reserved.</p><a href=/c>Contact us</a></footer>"
SIDE = "<aside><h3>Most read</h3><ul><li><a href=/1>Germany elects a chancellor</a><li><a href=/2>Storm hits coast</a></ul></aside>"
SHARE = "<div class=share><a href=x>Share on Facebook</a> <a href=y>Tweet</a></div>"
COMMENTS = "<section id=comments class=comments><h3>Comments</h3><div class=comment><p>A bad idea, said user42.</p></div></section>"
COOKIES = "<div class=cookie-banner><p>We use cookies to give you the best experience.</p><button>Accept</button></div>"


def _paragraphs(story: tuple[str, ...]) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in story)


def _body(shape: str, story: tuple[str, ...]) -> str:
    text = _paragraphs(story)
    return {
        "article": f"{NAV}<article>{HEAD}<p class=byline>By Jane Doe</p>{text}</article>{SIDE}{FOOT}",
        "nested": f"<div>{NAV}</div><div class=main><div class=story>{HEAD}{text}</div>{SHARE}</div>{FOOT}",
        "inline": f"<main>{HEAD}{SHARE}{_paragraphs(story[:1])}<p>Advertisement</p>{_paragraphs(story[1:])}</main>{FOOT}",
        "comments": f"{COOKIES}<article>{HEAD}{text}</article>{COMMENTS}{FOOT}",
        "breaks": f"{NAV}<div class=content>{HEAD}{'<br><br>'.join(story)}</div>{FOOT}",
        "bare": f"{HEAD}{text}",
    }[shape]


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("shape", ["article", "nested", "inline", "comments", "breaks", "bare"])
def test_words_of_the_story_are_kept_and_hardly_others(shape: str, count: int) -> None:
    html = f"<html lang=en><head><title>{TITLE}</title></head><body>{_body(shape, STORY[:count])}</body></html>"
    document = clean(read_page(html.encode("utf-8"), Place(name="a", source="a.html")))
    kept = Counter(re.findall(r"\w+", " ".join(document.text[block.start : block.end] for block in document.blocks if block.kept)))
    story = Counter(re.findall(r"\w+", " ".join((TITLE, *STORY[:count]))))
    assert (kept & story).total() / story.total() >= 0.99
    assert (kept & story).total() / kept.total() >= 0.95
