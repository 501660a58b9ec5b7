"""What is kept of pages of many shapes: every word of the story, and hardly another, after cleaning."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from trafilatura.utils import load_html

from kg.clean import clean
from kg.read.mail import read_message
from kg.read.page import read_page
from kg.read.place import Place
from kg.read.pruned import pruned
from tests.effort import at_most

PLACE = Place(name="a", source="a.html")


def _made_up_pages() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "scripts" / "made_up_pages.py"
    spec = importlib.util.spec_from_file_location("made_up_pages", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["made_up_pages"] = module
    spec.loader.exec_module(module)
    return module


PAGES = _made_up_pages().pages()


@pytest.mark.parametrize("number", range(len(PAGES)), ids=[page.name for page in PAGES])
def test_words_of_the_story_are_kept_and_hardly_others(number: int) -> None:
    page = PAGES[number]
    document = clean(read_page(page.html.encode("utf-8"), PLACE))
    kept = Counter(re.findall(r"\w+", " ".join(document.text[block.start : block.end] for block in document.blocks if block.kept)))
    story = Counter(re.findall(r"\w+", " ".join(page.story)))
    assert (kept & story).total() / story.total() >= 0.99
    assert (kept & story).total() / kept.total() >= 0.92
    places = [document.text.index(part) for part in page.story]
    assert places == sorted(places)


LETTER = """<html><body><div style="display:none">Sudland fines Chirper; Norland to vote</div><table><tr><td><a href=x>View this email
in your
browser</a></td></tr><tr><td><h1>Sudland fines Chirper</h1><p>The regulator of Sudland fined Chirper on Monday, the agency
said.</p><a href=y>Read more</a></td></tr><tr><td><table><tr><td><h2>Norland to vote</h2></td></tr><tr><td><p>Norland's parliament
will vote on the Platforms Act on Thursday, its speaker said.</p><a href=z>Continue reading
&rarr;</a></td></tr></table></td></tr><tr><td> You are receiving this email because you signed up at
sudland.example.</td></tr><tr><td><a href=u>Unsubscribe</a> | <a href=p>Update your preferences</a></td></tr><tr><td>&copy; 2026
The Sudland Letter. All rights reserved.</td></tr></table></body></html>"""


def test_a_letter_of_several_stories() -> None:
    head = b"From: The Sudland Letter <l@s.example>\nSubject: Sudland fines Chirper\nContent-Type: text/html; charset=utf-8\n\n"
    (found,) = read_message(head + LETTER.encode(), PLACE)
    document = clean(found)  # type: ignore[arg-type]
    kept = [document.text[block.start : block.end] for block in document.blocks if block.kept]
    assert [" ".join(part.split()) for part in kept] == [
        "Sudland fines Chirper",
        "Sudland fines Chirper",
        "The regulator of Sudland fined Chirper on Monday, the agency said.",
        "Norland to vote",
        "Norland's parliament will vote on the Platforms Act on Thursday, its speaker said.",
    ]


HALF = "<div class=related><p>France banned Grok on Monday, the minister said in Paris. The decision follows an inquiry.</p></div>"


@pytest.mark.parametrize(
    ("body", "told", "untold"),
    [
        (f"{HALF}<p>And the end.</p>", "France banned Grok", "Nothing"),
        (f"{HALF}<p>And the end.</p><script>{'var x = 1; ' * 100}</script>", "France banned Grok", "var"),
        ("<p>France banned Grok on Monday.</p><div hidden><p>Secret.</p></div>", "France banned Grok", "Secret"),
        ("<p>France banned Grok on Monday.</p><div style='display: none'><p>Secret.</p></div>", "France banned Grok", "Secret"),
        ("<p>France banned Grok on Monday.</p><div class='x share-buttons y'>Tweet it</div>", "France banned Grok", "Tweet"),
        ("<p class=related>France banned Grok on Monday.</p>", "France banned Grok", "Nothing"),
        ("<div class=unrelated><p>France banned Grok on Monday.</p></div><div class=commentary><p>A word.</p></div>", "A word", "Nothing"),
        ("<p>France banned Grok on Monday.</p><div class='" + "a " * 100_000 + "'><p>More.</p></div>", "More", "Nothing"),
    ],
)
def test_marked_parts_go_unless_they_are_the_page(body: str, told: str, untold: str) -> None:
    text = read_page(f"<html><head><title>T</title></head><body>{body}</body></html>".encode(), PLACE).text
    assert told in text
    assert untold not in text


def test_lines_stay_in_what_is_shown_as_it_is_written_however_deep() -> None:
    tree = load_html("<html><body><p>France banned\nGrok.</p><pre><code>x = 1;\n<b>y</b>\nz;</code>\n</pre><p>So\nit is.</p></body></html>")
    assert pruned(tree).text_content() == "France banned Grok.x = 1;\ny\nz;\nSo it is."


@pytest.mark.parametrize("html", ["<pre><div>" * 100 + "word " * 30_000, "<div class=related>" * 240 + "<b>word</b>" * 30_000])
def test_parts_within_one_another_are_read_once(html: str) -> None:
    tree = load_html(f"<html><body>{html}</body></html>")
    with at_most(300):
        assert pruned(tree).text_content().count("word") == 30_000
