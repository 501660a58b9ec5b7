"""The text that is parsed, and the place of each of its characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Block, Document
from kg.passage import View
from kg.repair import view
from tests.effort import at_most


def view_of(text: str, start: int = 0, end: int | None = None) -> View:
    document = Document(id="0", name="n", text=text, source="n.txt", sha256="0")
    return view(document, Block(start=start, end=len(text) if end is None else end, kind="paragraph", kept=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France banned Grok.", "France banned Grok."),
        ("“Deepfake” is X’s ‘word’", "\"Deepfake\" is X's 'word'"),
        ("a\u00a0ban\u2009on  X\tand\nY", "a ban on X and Y"),
        ("  a ban \n", "a ban"),
        ("safe\u00adty and\u200b ban\ufeff", "safety and ban"),
        ("AT&amp;T, R&amp;amp;D &#8217;s &#x27;x&#x27; &nbsp;y &eacute;", "AT&T, R&D 's 'x' y é"),
        ("AT&T & Co; fish &chips; &unknown;", "AT&T & Co; fish &chips; &unknown;"),
        ("• First", "First"),
        ("  – First", "First"),
        ("✅ ▪ First", "First"),
        ("🔥 #AD now", "#AD now"),
        ("- ", "-"),
        ("-5 per cent", "-5 per cent"),
        ("safety-\nby-design", "safety-by-design"),
        ("Bern -\nthe city", "Bern - the city"),
        ("a slug-1″ target=”_blank”>ban on Grok", "a ban on Grok"),
        ("One<br>two<b>three</b>", "One twothree"),
        ("see https://example.org/a-b?c=d and @user_1", "see https://example.org/a-b?c=d and @user_1"),
        ("\u0045\u0301lyse\u0301e", "Élysée"),
        ("𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴 ＮＥＷＳ", "Breaking NEWS"),
        ("tab\x00le\x1b x", "tab le x"),
        ("<p></p>", ""),
    ],
)
def test_repaired_text(text: str, expected: str) -> None:
    assert view_of(text).text == expected


def test_offsets_lead_back() -> None:
    text = "Head\n\nThe <b>“ban”</b> on&nbsp;X &amp; Y"
    found = view_of(text, start=6)
    assert found.text == 'The "ban" on X & Y'
    for word, original in (("The", "The"), ("ban", "ban"), ("X", "X"), ("Y", "Y"), ('"ban"', "“ban”")):
        at = found.text.index(word)
        start, end = found.span(at, at + len(word))
        assert text[start:end] == original
    assert found.inverse(text.index("ban"), text.index("ban") + 3) == (5, 8)


HARD = st.text(alphabet=st.sampled_from("ab<>/&;=#\"'”’amp nbsp\n\t\u00a0\u00ad\u200b\u0301é•- 𝗕x.")) | st.text()


@given(HARD, st.integers(0, 5), st.integers(0, 5))
def test_offsets_rise_within_the_block(text: str, before: int, after: int) -> None:
    start, end = min(before, len(text)), max(min(before, len(text)), len(text) - after)
    found = view_of(text, start, end)
    assert len(found.text) == len(found.offsets)
    assert all(start <= offset < end for offset in found.offsets)
    assert all(low < high for low, high in zip(found.offsets, found.offsets[1:], strict=False))


@given(st.lists(st.text(alphabet="abcXYZ,.?!$%0123456789:;()'", min_size=1), min_size=1).map(" ".join))
def test_plain_text_stays_as_it_is(text: str) -> None:
    found = view_of(text)
    assert found.text == text
    assert found.offsets == tuple(range(len(text)))


@given(HARD)
def test_repaired_text_holds_no_odd_spaces(text: str) -> None:
    found = view_of(text).text
    assert found == found.strip()
    assert all(character == " " or not character.isspace() for character in found)
    assert "  " not in found


@pytest.mark.parametrize("text", ["&amp;", "<b", "a ", "• ", "a\u0301", "“", "-\na", "&#", 'x="', "a\xad"])
def test_time_is_linear(text: str) -> None:
    with at_most(250):
        view_of(text * (200_000 // len(text)))
