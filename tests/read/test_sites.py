"""Pages after the structure of real sites: the words of the story that are kept, its title, day, outlet and author."""

from __future__ import annotations

import textwrap

import pytest
from trafilatura.utils import load_html

from kg.clean import clean
from kg.model import Document
from kg.read.page import article_text, read_page
from kg.read.place import Place
from kg.read.pruned import pruned
from tests.effort import at_most

STORY = (
    "Sudland fined the messaging platform Chirper 40 million euros on Tuesday over its failure to remove illegal content, an office said.",
    "The penalty is the largest that the office has imposed under the Platforms Act. Chirper, based in Dublin, said it would appeal.",
    "“We disagree with the findings,” said Anna Berg, a spokeswoman for the company. “We have invested heavily in moderation.”",
    "In a separate case, Norland opened an investigation into Chirper in March over its recommender systems.",
)
PARAGRAPHS = "".join(f"<p>{part}</p>" for part in STORY)
LD = '<script type="application/ld+json">{}</script>'
TITLE = "Sudland fines Chirper"

AMP = f"""<!doctype html><html ⚡ lang="en"><head><title>{TITLE} - The Sudland Times</title>
<link rel="canonical" href="https://sudland.example/2026/02/05/fine">{
    LD.format(
        '{"@type":"NewsArticle","headline":"Sudland fines Chirper","datePublished":"2026-02-04T23:30:00-05:00","dateModified":"2026-02-06",'
        '"author":{"@type":"Person","name":"Maria Lopez"},"publisher":{"@type":"Organization","name":"The Sudland Times"}}'
    )
}</head><body>
<amp-sidebar id="sidebar" layout="nodisplay"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></amp-sidebar>
<article class="amp-wp-article"><header><h1 class="amp-wp-title">{
    TITLE
}</h1><div class="amp-wp-meta amp-wp-byline"><span>Maria Lopez</span></div>
<div class="amp-wp-meta"><time datetime="2026-02-06">1 day ago</time></div></header>
<div class="amp-wp-article-content"><amp-ad><div fallback>Advertisement</div></amp-ad>{
    PARAGRAPHS
}<amp-social-share></amp-social-share></div>
<footer class="amp-wp-article-footer"><div>Categories: <a href="/t">Technology</a></div></footer></article>
<footer class="amp-wp-footer"><p>Powered by WordPress</p><a href="#top">Back to top</a></footer></body></html>"""

RELEASE = f"""<html lang="en"><head><title>Chirper Acquires Verita</title></head><body><div class="pr"><h1>Chirper Acquires Verita</h1>
<p>NEWS PROVIDED BY</p><p><a href=/c>Chirper Inc.</a></p><p>Feb 04, 2026, 09:00 ET</p><p>Share this article</p>
<p>DUBLIN, Feb. 4, 2026 /PRNewswire/ -- {STORY[0]}</p>{"".join(f"<p>{part}</p>" for part in STORY[1:])}
<p><b>Forward-Looking Statements</b></p><p>This press release contains forward-looking statements. Actual results may differ materially.</p>
<p><b>Media Contact:</b></p><p>Jane Doe</p><p>press@chirper.example</p><p>+353 1 555 0100</p>
<p>SOURCE Chirper Inc.</p></div></body></html>"""

INSTITUTION = f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE} | Office of Sudland - Office of Sudland</title></head><body>
<nav class="ecl-breadcrumb"><ol><li>Home</li><li>Press corner</li></ol></nav><div class="ecl-page-header"><ul><li>Press release</li>
<li>4 February 2026</li><li>Sudville</li><li>4 min read</li></ul><h1>{TITLE}</h1></div><main><div class="ecl-paragraph">{PARAGRAPHS}
<p><strong>For More Information</strong></p><ul><li><a href=a>Platforms Act</a></li></ul></div><div class="related"><h2>Related topics</h2>
<ul><li>Digital economy</li></ul></div><h2>Contacts for media</h2><p>Thomas Roe</p><p>Spokesperson</p><p>Phone +32 2 29 9 1099</p>
<p>If you do not work for a media organisation, you are welcome to contact us in writing or by calling 00 800 6 7 8 9.</p><p>IP/26/2934</p>
<blockquote>“No place online.”<footer>Henna Doe - 04/02/2026</footer></blockquote></main></body></html>"""

ENCYCLOPEDIA = f"""<!DOCTYPE html><html lang="en"><head><title>Chirper - Wikipedia</title>
<meta property="og:title" content="Chirper - Wikipedia">
{
    LD.format(
        '{"@type":"Article","name":"Chirper","author":{"@type":"Organization","name":"Contributors to Wikimedia projects"},'
        '"publisher":{"@type":"Organization","name":"Wikimedia Foundation"},"datePublished":"2015-01-17T03:34:18Z"}'
    )
}</head>
<body class="mediawiki"><h1 id="firstHeading">Chirper</h1><div id="siteSub">From Wikipedia, the free encyclopedia</div>
<div class="mw-parser-output"><div role="note" class="hatnote">This article is about the platform. For the call, see <a>Chirp</a>.</div>
<p>{
    STORY[0]
}<sup id="cite_ref-1" class="reference"><a href="#n">[1]</a></sup><sup class="noprint Inline-Template">[<i>citation needed</i>]</sup></p>
<div id="toc" class="toc"><h2>Contents</h2><ul><li>1 History</li></ul></div><p>{STORY[1]}<sup class="reference"><a>[2]</a></sup></p>
<h2><span>Fines</span><span class="mw-editsection">[<a>edit</a>]</span></h2><p>{STORY[2]}</p><p>{
    STORY[3]
}</p><h2>References</h2><div class="reflist">
<ol class="references"><li>^ Doe, Jane. "Chirper bought by Acme". Retrieved 2026-02-01.</li></ol></div></div>
<div id="catlinks" class="catlinks">Categories: Social media | 2015 establishments</div></body></html>"""

WALL = f"""<html lang=en><head><title>{TITLE} | The Ledger</title><meta property="og:site_name" content="The Ledger"><meta name="author"
content="Jane Doe"><meta property="article:published_time" content="2026-02-04T10:00:00+00:00"></head><body><header>The Ledger</header>
<main><h1>{TITLE}</h1><p>{STORY[0]}</p><div class="barrier"><h2>Subscribe to unlock this article</h2><p>Standard Digital</p>
<p>Try unlimited access</p><p>Only €1 for 4 weeks</p>
<p>Then €69 per month. Complete digital access on any device. Cancel anytime during your
trial.</p><p>Explore our full range of subscriptions.</p>
<p>See why over a million readers pay to read The Ledger.</p></div></main></body></html>"""

TABLES = f"""<HTML><HEAD><TITLE>THE NEWS | Europe | {TITLE}</TITLE>
<META NAME="OriginalPublicationDate" CONTENT="2006/02/04 10:00:00"></HEAD>
<BODY><TABLE><TR><TD WIDTH=120><A HREF=/>Front Page</A><BR><A>Africa</A><BR><A>Americas</A><BR><A>Europe</A></TD><TD>
<FONT SIZE=1>Last Updated:
Sunday, 5 February 2006, 10:00 GMT</FONT><BR><B>{TITLE}</B><BR><P><B>{STORY[0]}</B><P>{"<P>".join(STORY[1:])}</TD>
<TD WIDTH=200><B>SEE ALSO:</B>
<BR><A>Norland opens inquiry</A><BR><A>Chirper profile</A><BR>The site is not responsible for other sites</TD></TR></TABLE></BODY></HTML>"""

LETTER = f"""<html lang=en><head><title>{TITLE} - by Jane Doe - Platform Notes</title><meta property="og:title" content="{TITLE}">{
    LD.format(
        '[{"@type":"BreadcrumbList"},{"@type":"NewsArticle","datePublished":"2026-02-04",'
        '"author":[{"name":"Jane Doe"},{"name":"John Roe"}],'
        '"publisher":{"name":"Platform Notes"}}]'
    )
}</head><body><div class="main-menu"><a>Platform Notes</a><button>Subscribe</button></div><article><h1>{TITLE}</h1>
<div>Jane Doe and John Roe</div><div>Feb 04, 2026</div><div>Share</div><div class="body markup">{
    PARAGRAPHS
}<div class="subscription-widget"><p>Platform Notes
is a reader-supported publication. To receive new posts, consider
becoming a free or paid subscriber.</p></div></div></article></body></html>"""


@pytest.mark.parametrize(
    ("html", "count", "expected"),
    [
        (AMP, 4, (TITLE, "2026-02-04", "The Sudland Times", "Maria Lopez")),
        (RELEASE, 4, ("Chirper Acquires Verita", "2026-02-04", None, None)),
        (INSTITUTION, 4, (TITLE, "2026-02-04", None, None)),
        (ENCYCLOPEDIA, 4, ("Chirper", "2015-01-17", "Wikimedia Foundation", "Contributors to Wikimedia projects")),
        (WALL, 1, (TITLE, "2026-02-04", "The Ledger", "Jane Doe")),
        (TABLES, 4, (TITLE, "2006-02-04", None, None)),
        (LETTER, 4, (TITLE, "2026-02-04", "Platform Notes", "Jane Doe, John Roe")),
    ],
    ids=["amp", "release", "institution", "encyclopedia", "wall", "tables", "letter"],
)
def test_site(html: str, count: int, expected: tuple[str | None, ...]) -> None:
    document = clean(read_page(html.encode(), Place(name="a", source="a.html")))
    assert (document.title, document.published, document.outlet, document.author) == expected
    kept = [line for line in kept_lines(document) if line != document.title]
    assert [line for line in kept if line in STORY] == list(STORY[:count])
    assert [line for line in kept if line not in STORY] == []


def kept_lines(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kept]


def test_table_of_figures_stays_one() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{fine}</td></tr>" for name, fine in (("Chirper", 40), ("Verita", 2)))
    html = f"<html><body><article><h1>{TITLE}</h1>{PARAGRAPHS}<table>{rows}</table></article></body></html>"
    assert "Chirper | 40" in read_page(html.encode(), Place(name="a", source="a.html")).text


WIRE = f"""<html lang=en><head><title>{TITLE} | Wire</title><meta name="article:published_time" content="2026-02-04T10:00:00Z"></head><body>
<article><h1>{TITLE}</h1><div>By <a rel=author>Anna Schmidt</a> and <a rel=author>Bob Li</a></div><div class=article-body>
<div>SUDVILLE, Feb 4
(Reuters) - {STORY[0]}</div>{"".join(f"<div>{part}</div>" for part in STORY[1:])}</div><p>Reporting by Anna Schmidt; Editing by Carl
Doe</p><p>Our Standards: The Thomson Reuters Trust Principles.</p></article></body></html>"""
ARCHIVE = f"""<html><head><title>[announce] {TITLE}</title></head><body><h1>[announce] {TITLE}</h1><b>Jane Doe</b><br>
<i>Wed Feb  4 10:00:00 UTC 2026</i><hr><pre>{{}}</pre><hr></body></html>"""


def test_every_author_that_is_marked() -> None:
    document = clean(read_page(WIRE.encode(), Place(name="a", source="a.html")))
    assert document.author == "Anna Schmidt, Bob Li"
    assert kept_lines(document) == [TITLE, *STORY]


def test_lines_of_an_archive_of_mail_are_whole_and_those_of_code_stay() -> None:
    prose = "\n\n".join(textwrap.fill(part, 60) for part in STORY[:2])
    document = clean(read_page(ARCHIVE.format(prose).encode(), Place(name="a", source="a.html")))
    assert document.published == "2026-02-04"
    assert kept_lines(document) == [f"[announce] {TITLE}", *STORY[:2]]
    code = "for (i = 0; i &lt; 10; i++) {\n    total += price[i] * 2;\n    print(total);\n}\nreturn { total: total, count: i, x: 'y' };\n"
    assert "    print(total);" in lines_of_pre(code)


def lines_of_pre(content: str) -> list[str]:
    return str(pruned(load_html(f"<html><body><pre>{content}</pre></body></html>")).text_content()).split("\n")


@pytest.mark.parametrize("html", ["<pre>" * 20_000 + "France banned it. " * 20_000, "<pre>France banned the platform. </pre>" * 20_000])
def test_hostile_lines_end_soon(html: str) -> None:
    with at_most(300):
        article_text(html)
