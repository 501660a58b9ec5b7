"""Web pages of many shapes with the text that should be kept of each, made for tests and measurements.

In: nothing. Out: Pages: a name, the HTML, and the story in its order. What stands around the story is what pages put there.

>>> len(pages()), pages()[0].name
(48, 'article 1')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TITLE = "France bans Grok"
STORY = (
    "France banned Grok on Monday, the minister said in Paris. The decision follows an inquiry that was opened by the regulator.",
    "xAI rejected the claims and said that it would appeal. It runs the Grok chatbot since 2023.",
    "The regulator had asked the company for an answer twice, according to two officials.",
)
LENGTHS = (1, 2, 3)
HEAD = f"<h1>{TITLE}</h1>"
NAV = "<nav><ul><li><a href=/>Home</a><li><a href=/w>World news</a><li><a href=/t>Technology</a></ul></nav>"
FOOT = "<footer><p>Copyright 2026 The Paper. All rights reserved.</p><a href=/c>Contact us</a></footer>"
SIDE = "<aside><h3>Most read</h3><ul><li><a href=/1>Germany elects a chancellor</a><li><a href=/2>Storm hits coast</a></ul></aside>"
SHARE = "<div class=share><a href=x>Share on Facebook</a> <a href=y>Tweet</a></div>"
COMMENTS = "<section id=comments class=comments><h3>Comments</h3><div class=comment><p>A bad idea, said user42.</p></div></section>"
COOKIES = "<div class=cookie-banner><p>We use cookies to give you the best experience.</p><button>Accept</button></div>"
WALL = (
    "<div id=consent class=overlay role=dialog><h2>Your privacy is important to us</h2><p>We and our 842 partners store and access "
    "information on your device, such as cookies, to give you the best experience.</p><button>Accept all</button></div>"
)
PAYWALL = (
    "<div class=paywall><h3>Subscribe to continue reading</h3><p>Get unlimited access to all our articles for 1 euro a month.</p>"
    "<p>Already a subscriber? <a href=/in>Log in</a></p></div>"
)
RELATED = (
    "<div class=related><h4>Related articles</h4>"
    "<ul><li><a href=/3>Italy fines a search engine</a><li><a href=/4>Spain opens inquiry</a></ul></div>"
)
REMARKS = (
    "<div id=disqus_thread class=comments-area><h3>3 comments</h3><ol class=comment-list><li class=comment><p>I never used it anyway.</p>"
    "<a href=r>Reply</a><li class=comment><p>About time that somebody did something.</p><a href=r>Reply</a></ol></div>"
)
RIGHT_TO_LEFT = "<nav dir=rtl lang=ar><ul><li><a href=/>الرئيسية</a><li><a href=/w>أخبار العالم</a><li><a href=/t>تكنولوجيا</a></ul></nav>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, and the headings and paragraphs of its story in their order."""

    name: str
    html: str
    story: tuple[str, ...]


def pages() -> list[Page]:
    """All pages, shape by shape, each with stories of one, two and three paragraphs."""
    return [_page(shape, STORY[:count]) for shape in SHAPES for count in LENGTHS]


def _page(shape: str, story: tuple[str, ...]) -> Page:
    body = _body(shape, story)
    html = f"<html lang=en><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return Page(name=f"{shape} {len(story)}", html=html, story=(TITLE, *story))


def _paragraphs(story: Sequence[str]) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in story)


def _body(shape: str, story: tuple[str, ...]) -> str:
    text, first, rest = _paragraphs(story), _paragraphs(story[:1]), _paragraphs(story[1:])
    updates = "".join(
        f"<article class=post id=p{number}><time datetime=2026-02-04T1{number}:05:00Z>1{number}:05</time><p>{paragraph}</p></article>"
        for number, paragraph in enumerate(story)
    )
    sections = "".join(f"<section id=s{number}><p>{paragraph}</p></section>" for number, paragraph in enumerate(story))
    contents = "".join(f"<li><a href=#s{number}>{words}</a>" for number, words in enumerate(("The ban", "The appeal", "The answer")))
    cells = "".join(f"<tr><td style='padding:8px'><p>{paragraph}</p></td></tr>" for paragraph in story)
    picture = "<figure><img src=a.jpg><figcaption>Photo: The ministry in Paris / Example Pictures</figcaption></figure>"
    return {
        "article": f"{NAV}<article>{HEAD}<p class=byline>By Jane Doe</p>{text}</article>{SIDE}{FOOT}",
        "nested": f"<div>{NAV}</div><div class=main><div class=story>{HEAD}{text}</div>{SHARE}</div>{FOOT}",
        "inline": f"<main>{HEAD}{SHARE}{first}<p>Advertisement</p>{rest}</main>{FOOT}",
        "comments": f"{COOKIES}<article>{HEAD}{text}</article>{COMMENTS}{FOOT}",
        "breaks": f"{NAV}<div class=content>{HEAD}{'<br><br>'.join(story)}</div>{FOOT}",
        "bare": f"{HEAD}{text}",
        "live blog": f"{NAV}<main>{HEAD}<p class=live>Live updates</p>{updates}</main>{SIDE}{FOOT}",
        "paywall": f"{NAV}<article>{HEAD}{text}</article>{PAYWALL}{FOOT}",
        "remarks": f"{NAV}<div class=post>{HEAD}<div class=entry-content>{text}</div></div>{REMARKS}{FOOT}",
        "related": f"{NAV}<article>{HEAD}{first}{RELATED}{rest}</article>{SIDE}{FOOT}",
        "cookie wall": f"{WALL}{NAV}<article>{HEAD}{text}</article>{FOOT}",
        "contents": f"{NAV}<main>{HEAD}<div class=toc><h2>Contents</h2><ol>{contents}</ol></div>{sections}</main>{FOOT}",
        "gallery": f"{NAV}<article>{HEAD}{first}<div class=gallery>{picture * 2}</div>{rest}</article>{FOOT}",
        "amp": (
            f"<amp-sidebar id=m>{NAV}</amp-sidebar><article>{HEAD}<amp-ad type=x></amp-ad>{text}"
            f"<amp-social-share type=email></amp-social-share></article>{FOOT}"
        ),
        "newsletter": (
            "<table width=600><tr><td><a href=v>View this email in your browser</a></td></tr>"
            f"<tr><td>{HEAD}</td></tr>{cells}<tr><td>You are receiving this email because you signed up. "
            "<a href=u>Unsubscribe</a></td></tr></table>"
        ),
        "two languages": f"{RIGHT_TO_LEFT}<article dir=ltr>{HEAD}{text}</article><footer dir=rtl><p>جميع الحقوق محفوظة</p></footer>",
    }[shape]


SHAPES = (
    *("article", "nested", "inline", "comments", "breaks", "bare", "live blog", "paywall"),
    *("remarks", "related", "cookie wall", "contents", "gallery", "amp", "newsletter", "two languages"),
)
