"""Markdown: its text without the marks, front matter, and hostile nesting."""

from __future__ import annotations

from contextlib import suppress

import pytest

from kg.read.markdown import LARGEST, read_markdown
from kg.read.place import Place
from kg.read.skipped import UnreadableError
from tests.effort import at_most

PLACE = Place(name="a", source="a.md", published="2026-01-01")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("# A *ban*\n\nFrance\nbanned **Grok**.", "A ban\n\nFrance banned Grok."),
        ("A [link](https://e.org 'T') and ![a picture](x.png) and `code`.", "A link and and code."),
        ("- One\n- Two\n  - Three\n\n1. Four", "One\n\nTwo\n\nThree\n\nFour"),
        ("> Quoted\n> text\n\nAfter", "Quoted text\n\nAfter"),
        ("```\ncode = 1\n```\nProse.", "Prose."),
        ("| A | B |\n|---|---|\n| c | d |", "A\n\nB\n\nc\n\nd"),
        ("<p>France <b>banned</b> Grok.</p>\n\nAfter <i>that</i>.", "France banned Grok.\n\nAfter that."),
        ("<script>alert(1)</script>\n\nText", "Text"),
        ("One  \ntwo\\\nthree", "One\n\ntwo\n\nthree"),
        ("AT&amp;T &copy; &#65;", "AT&T © A"),
        ("Title\r\n=====\r\n\r\nText\r\n", "Title\n\nText"),
    ],
)
def test_text_without_marks(written: str, text: str) -> None:
    assert read_markdown(written.encode("utf-8"), PLACE).text == text


def test_front_matter() -> None:
    fields = 'title: "A ban: how"\nDate: 2026-02-04T10:00:00Z\nlang: en\nurl: https://e.org/a\nauthor: J. Doe\n'
    front = f"---\n{fields}tags: [a, b]\nx: !!python/object:os.system\n---\n"
    document = read_markdown((front + "\nFrance banned Grok.").encode(), PLACE)
    assert document.text == "A ban: how\n\nBy J. Doe\n\nFrance banned Grok."
    assert (document.title, document.published, document.language, document.url) == ("A ban: how", "2026-02-04", "en", "https://e.org/a")


def test_without_front_matter_the_date_is_the_one_given() -> None:
    assert read_markdown(b"Text\n---\nmore", PLACE).published == "2026-01-01"


@pytest.mark.parametrize("written", ["", "---\ntitle:\n---\n", "![x](y)", "```\nx\n```"])
def test_file_without_text(written: str) -> None:
    with pytest.raises(UnreadableError, match="empty"):
        read_markdown(written.encode(), PLACE)


@pytest.mark.parametrize(
    "written",
    [
        ">" * 50_000 + "x",
        "[" * 20_000,
        "[a](" * 9_000,
        "*a_" * 30_000,
        "<a " * 30_000,
        "*" * 20_000 + "x",
        "- " * 20_000,
        "`" * 50_000,
        "<" * 50_000,
        "---\n" * 20_000,
    ],
)
def test_hostile_nesting_ends_soon(written: str) -> None:
    with at_most(250), suppress(UnreadableError):
        read_markdown(written.encode(), PLACE)


def test_larger_than_the_limit() -> None:
    with pytest.raises(UnreadableError, match="MiB"):
        read_markdown(b"x" * (LARGEST + 1), PLACE)
    with pytest.raises(UnreadableError, match="lines"):
        read_markdown(b"- x\n" * 50_000, PLACE)
