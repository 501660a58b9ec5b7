"""Web pages: what is kept of them, what they say of themselves, their encodings, and hostile ones."""

from __future__ import annotations

import pytest

from kg.read.page import LARGEST_PAGE, MOST_TAGS, article_text, declared_charset, read_page
from kg.read.place import Place
from kg.read.skipped import UnreadableError
from tests.effort import at_most

PLACE = Place(name="a", source="a.html", published="2026-01-01")
BODY = (
    "<p>France banned Grok on Monday, the minister said. The decision follows an inquiry that was opened in January.</p>"
    "<p>xAI rejected the claims &amp; said <a href=x>more</a> would follow. It runs the <b>Grok</b> chatbot.</p>"
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>France bans Grok | The Paper</title>
<meta property="og:title" content="France bans Grok"><meta property="og:site_name" content="The Paper">
<meta name="author" content="Jane Doe">
<link rel="canonical" href="https://paper.example/a"><meta property="article:published_time" content="2026-02-04T10:00:00Z"></head>
<body><nav><ul><li><a href=/>Home</a><li><a href=/b>World news</a></ul></nav><article><h1>France bans Grok</h1>{BODY}</article>
<aside>Subscribe to our newsletter</aside><footer>Copyright 2026 The Paper</footer>
<script>var a = "France raided xAI.";</script></body></html>"""


def page(html: str, charset: str = "utf-8") -> bytes:
    return html.encode(charset)


def test_article_and_what_the_page_says_of_itself() -> None:
    document = read_page(page(PAGE), PLACE)
    assert document.text == (
        "France bans Grok\n\nBy Jane Doe\n\n"
        "France banned Grok on Monday, the minister said. The decision follows an inquiry that was opened in January.\n\n"
        "xAI rejected the claims & said more would follow. It runs the Grok chatbot."
    )
    assert (document.title, document.published, document.outlet) == ("France bans Grok", "2026-02-04", "The Paper")
    assert (document.language, document.url, document.encoding) == ("en", "https://paper.example/a", "utf-8")
    assert (document.name, document.source) == ("a", "a.html")


def test_page_without_metadata_takes_the_date_it_is_given_and_guesses_none() -> None:
    document = read_page(page(f"<html><body><article>{BODY}</article></body></html>"), PLACE, url="https://e.org/x")
    assert (document.published, document.title, document.outlet) == ("2026-01-01", None, None)
    assert document.url == "https://e.org/x"


@pytest.mark.parametrize(
    ("head", "charset", "recorded"),
    [
        ('<meta charset="iso-8859-15">', "iso8859-15", "iso8859-15, declared"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252", "cp1252, declared"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "utf-8-sig", "utf-8"),
        ('<meta charset="iso-8859-2">', "utf-16", "utf-16-le"),
        ('<meta charset="utf-8">', "cp1252", "cp1252"),
        ('<meta charset="rot13">', "utf-8", "utf-8"),
        ('<meta charset="no-such-thing">', "utf-8", "utf-8"),
        ('<meta charset="latin1">', "utf-8", "utf-8, declared as cp1252"),
    ],
)
def test_encoding_is_found_and_recorded(head: str, charset: str, recorded: str) -> None:
    html = f"<html><head>{head}</head><body><article><p>La décision de Genève a été annoncée à l'été.</p>{BODY}</article></body></html>"
    document = read_page(page(html, charset), PLACE)
    assert "La décision de Genève a été annoncée" in document.text
    assert document.encoding == recorded


def test_short_page_is_read_too() -> None:
    html = "<html lang=en><head><title>Ban</title></head><body><nav>Home</nav><p>France banned Grok.</p><footer>2026</footer></body></html>"
    assert read_page(page(html), PLACE).text == "Ban\n\nFrance banned Grok."


def test_what_the_server_said_goes_before_what_the_page_says() -> None:
    html = f"<html><head><meta charset=utf-8></head><body><p>Zażółć gęślą jaźń, powiedział minister.</p>{BODY}</body></html>"
    assert "Zażółć gęślą jaźń" in read_page(page(html, "iso8859-2"), PLACE, charset="ISO-8859-2").text


def test_xml_declaration_names_an_encoding() -> None:
    assert declared_charset(b'<?xml version="1.0" encoding="koi8-r"?>') == "koi8-r"
    assert declared_charset(b"<html>") is None


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "no article"),
        ("<html><head><title>T</title></head><body></body></html>", "no article"),
        ("<html><body><script>France banned Grok</script></body></html>", "no article"),
        ("<div>" * 200_000 + "x", "tags"),
        ("<b>x</b>" * MOST_TAGS, "tags"),
        ("x" * (LARGEST_PAGE + 1), "MiB"),
    ],
)
def test_page_without_an_article_or_beyond_the_limits(html: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_page(page(html), PLACE)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5_000 + BODY,
        "<b><i>" * 5_000 + BODY,
        "<p " + "a=b " * 300_000 + ">x</p>" + BODY,
        "<!--" * 100_000 + BODY,
        "&lt;" * 500_000 + BODY,
        "<table>" * 3_000 + BODY,
        "<meta charset" * 300 + "<html lang" * 3_000 + BODY,
        "\0<\0p\ufffe" + BODY,
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]><p>&b;&a;</p>' + BODY,
    ],
)
def test_hostile_page_ends_soon_with_a_document_or_a_reason(html: str) -> None:
    with at_most(400):
        try:
            text = read_page(page(html), PLACE).text
        except UnreadableError:
            text = ""
        assert "root:" not in text


def test_markup_in_text_stays_text() -> None:
    html = f"<html><body><article><p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; there.</p>{BODY}</article></body></html>"
    document = read_page(page(html), PLACE)
    assert "He wrote <script>alert(1)</script> there." in document.text


def test_piece_of_html_is_all_article() -> None:
    html = "France <b>banned</b> Grok.<br>So it <i>was</i>.<ul><li>One<li>Two</ul><script>x</script><style>y</style>"
    assert article_text(html) == ["France banned Grok.", "So it was.", "One", "Two"]
    assert article_text("") == []
