"""Feeds: items as documents, dates, addresses, encodings, and hostile XML."""

from __future__ import annotations

import pytest

from kg.inbox import Inbox
from kg.model import Document
from kg.read.feed import read_feed
from kg.read.place import Place
from kg.read.skipped import Skipped, UnreadableError
from tests.effort import at_most

PLACE = Place(name="news", source="in/news.xml")
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Paper</title><link>https://paper.example/</link><language>en-gb</language>
<item><title>Ban &amp; appeal</title><link>https://paper.example/a</link><pubDate>Wed, 04 Feb 2026 23:30:00 -0500</pubDate>
<dc:creator>Jane Doe</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>France <b>banned</b> Grok.</p><p>La décision a été annoncée.</p><script>x</script>]]></content:encoded></item>
<item><description>&lt;p&gt;Italy fined X.&lt;/p&gt;</description><guid>https://paper.example/b</guid></item>
<item><link>https://paper.example/c</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><link href="https://wire.example/feed" rel="self"/>
<link href="https://wire.example/"/>
<entry><title type="html">Ban &lt;i&gt;now&lt;/i&gt;</title><link rel="enclosure" href="https://x.example/a.mp3"/><link href="/a"/>
<published>2026-02-04T09:00:00Z</published><updated>2026-02-05T09:00:00Z</updated><author><name>A. Poe</name><email>a@b.c</email></author>
<summary>S</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>France banned <em>Grok</em>.</p><p>So it was.</p></div></content>
</entry><entry><title>Text</title><content type="text">1 &lt; 2 and 3 &amp; 4.</content></entry></feed>"""


def items(feed: str | bytes) -> list[Document | Skipped]:
    return list(read_feed(feed.encode("utf-8") if isinstance(feed, str) else feed, PLACE))


def documents(feed: str | bytes) -> list[Document]:
    return [item for item in items(feed) if isinstance(item, Document)]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-15", "utf-16"])
def test_rss(encoding: str) -> None:
    first, second, third = items(RSS.format(encoding=encoding).encode(encoding))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.text == "Ban & appeal\n\nBy Jane Doe\n\nFrance banned Grok.\n\nLa décision a été annoncée."
    assert (first.title, first.published, first.url) == ("Ban & appeal", "2026-02-04", "https://paper.example/a")
    assert (first.outlet, first.language, first.source, first.name) == ("The Paper", "en-gb", "in/news.xml#1", "news#1")
    assert (second.text, second.title, second.url, second.published) == ("Italy fined X.", None, "https://paper.example/b", None)
    assert third == Skipped("in/news.xml item 3", "has neither a title nor a text")


def test_atom() -> None:
    first, second = documents(ATOM)
    assert first.text == "Ban now\n\nBy A. Poe\n\nFrance banned Grok.\n\nSo it was."
    assert (first.url, first.published, first.title, first.outlet) == ("https://wire.example/a", "2026-02-04", "Ban now", "Wire")
    assert second.text == "Text\n\n1 < 2 and 3 & 4."


def test_rss_1_with_its_namespaces() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>N</title></channel>'
        "<item><title>Ban</title><description>France banned Grok.</description></item></rdf:RDF>"
    )
    assert [(item.text, item.outlet) for item in documents(feed)] == [("Ban\n\nFrance banned Grok.", "N")]


def test_an_aggregator_names_the_outlet_of_each_item() -> None:
    feed = (
        "<rss><channel><title>All</title><item><title>Ban</title><source url='https://p.example'>The Paper</source></item></channel></rss>"
    )
    assert [item.outlet for item in documents(feed)] == ["The Paper"]


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel><item><title>Ban & more</title><description>A &nbsp; B</description></item></channel></rss>",
        "<rss><channel><item><title>Ban</title><description>A</description></item><item><title>cut o",
        "<rss><channel><item><title>Ban\x0b</title><description>A</description></wrong></item></channel></rss>",
        "   \n<?xml version='1.0'?><rss><channel><item><title>Ban</title></item></channel></rss>",
    ],
)
def test_malformed_feed_is_read_as_far_as_it_goes(feed: str) -> None:
    assert documents(feed)[0].text.startswith("Ban")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "'
    + "x" * 1000
    + '">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    + "]><rss><channel><item><title>Ban &a8;</title></item></channel></rss>"
)


@pytest.mark.parametrize(
    "feed",
    [
        BOMB,
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>Ban &a;</title></item></channel></rss>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><rss><channel><item><title>Ban</title></item></channel></rss>',
        "<rss><channel><item>" + "<b>" * 100_000 + "Ban",
        "<rss><channel><item " + "a='b' " * 100_000 + "><title>Ban</title></item></channel></rss>",
    ],
)
def test_hostile_xml_does_no_harm(feed: str) -> None:
    with at_most(250):
        try:
            texts = [item.text for item in documents(feed)]
        except UnreadableError:
            texts = []
        assert all(len(text) < 5_000 and "root:" not in text for text in texts)


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ("", "cannot be parsed"),
        ("no xml at all", "cannot be parsed|no XML|no feed"),
        ("<html><body>x</body></html>", "no feed: its root is <html>"),
        ("<rss><channel><title>T</title></channel></rss>", "without items"),
    ],
)
def test_what_is_no_feed(feed: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        items(feed)


def test_more_items_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.feed.MOST_ITEMS", 2)
    found = items("<rss><channel>" + "<item><title>Ban</title></item>" * 5 + "</channel></rss>")
    assert [type(item) for item in found] == [Document, Document, Skipped]
    assert "more than 2 items" in str(found[2])


DESCRIPTION = "&lt;p&gt;The ministry of\nSudland fined Chirper, it said.&lt;/p&gt;&lt;img src=pixel.gif&gt;&lt;p hidden&gt;Secret&lt;/p&gt;"


def test_an_item_of_two_feeds_is_one_document() -> None:
    rss = (
        "<rss><channel><title>One</title><item><title>Fine</title><link>https://e.example/1?utm=a</link>"
        f"<pubDate>Wed, 04 Feb 2026 23:30:00 -0500</pubDate><description>{DESCRIPTION}</description></item></channel></rss>"
    )
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Two</title><entry><title>Fine</title><link href="https://e.example/1"/>'
        f'<published>2026-02-05T04:30:00Z</published><content type="html">{DESCRIPTION}</content></entry></feed>'
    )
    one, other = (next(iter(read_feed(data.encode(), Place(name=name, source=name)))) for name, data in (("a", rss), ("b", atom)))
    assert isinstance(one, Document) and isinstance(other, Document)
    assert one.text == other.text == "Fine\n\nThe ministry of Sudland fined Chirper, it said."
    assert (one.published, other.published) == ("2026-02-04", "2026-02-05")
    with Inbox() as inbox:
        inbox.add(one, place="a")
        inbox.add(other, place="b")
        ((_, (first, second)),) = inbox.appearances()
        assert (first.published, second.published) == ("2026-02-04", "2026-02-05")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Wed, 04 Feb 2026 10:00:00 GMT", "2026-02-04"),
        ("Wed, 4 Feb 2026 23:59:59 -1100", "2026-02-04"),
        ("04 Feb 2026 00:10 +1300", "2026-02-04"),
        ("4 Feb 26 10:00:00 EST", "2026-02-04"),
        ("2026-02-04T23:30:00.123-05:00", "2026-02-04"),
        ("2026-02-04", "2026-02-04"),
        ("Wed, 32 Feb 2026 10:00:00 GMT", None),
        ("soon", None),
    ],
)
def test_days_of_items(written: str, day: str | None) -> None:
    feed = f"<rss><channel><item><title>Fine</title><pubDate>{written}</pubDate></item></channel></rss>"
    (found,) = read_feed(feed.encode(), Place(name="a", source="a"))
    assert isinstance(found, Document)
    assert found.published == day


TEXTS = "<item>" + "<description>x</description>" * 100_000 + "</item>"


@pytest.mark.parametrize("middle", [" " * 2_000_000, TEXTS], ids=["space", "texts"])
def test_time_for_a_hostile_feed_is_bounded(middle: str) -> None:
    with at_most(300):
        feed = f"<?xml version='1.0'?><rss><channel>{middle}<item><title>Fine</title></item></channel></rss>"
        found = list(read_feed(feed.encode(), Place(name="a", source="a")))
        assert isinstance(found[-1], Document) and found[-1].text == "Fine"
