"""Takes out of a page what its own marks say is no story: hidden parts, related articles, comments, consent, tables of contents, notes.

In: the tree of a page. Out: the same tree without the elements that are hidden, or whose class, id or role is the name of such a part.
An element that holds half of the page's text or more stays, whatever it is called. Tables that do but lay out the page are none
any more, and prose that was set with its line ends becomes paragraphs.

>>> from trafilatura.utils import load_html
>>> page = load_html("<body><p>France banned Grok on Monday.</p><div class='box related'><p>Storm hits coast</p></div></body>")
>>> pruned(page).text_content()
'France banned Grok on Monday.'
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LIST = "articles|posts|stories|links|content|news|items|box|block|list|widget|container|section|wrapper|area"
_NAMES = re.compile(
    rf"(?:related|recommended|recommendations|read-?(?:more|next|also)|most-?(?:read|popular|viewed)|popular|trending|more-on|see-also)(?:-(?:{_LIST}))?"
    rf"|(?:comments?|disqus(?:_thread)?|respond)(?:-(?:{_LIST}))?"
    r"|(?:cookie|consent|gdpr|privacy)(?:-(?:banner|notice|bar|wall|popup|modal|overlay|message|container))?"
    r"|(?:social|share|sharing)(?:-(?:links|buttons|bar|tools|icons|box|media|list))?|addtoany[\w-]{0,40}|sharedaddy"
    r"|newsletter-(?:signup|sign-up|form|box|promo|widget|subscribe)|(?:pay|reg|metered-?)-?wall(?:-[a-z]{1,20})?|barrier|subscription-(?:wall|prompt|banner)"
    r"|toc|table-of-contents|article-toc|breadcrumbs?|advert(?:isement)?|ad-(?:slot|container|wrapper|banner)|sponsored(?:-content)?|promo(?:-box)?"
    r"|mw-editsection|hatnote|reflist|references|navbox|catlinks|mw-jump-link|noprint"  # of MediaWiki
    r"|preheader|screen-reader-text|sr-only|visually-hidden",
    re.IGNORECASE,
)
_NOT_SHOWN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all", re.IGNORECASE)
_ROLES = frozenset(("dialog", "alertdialog", "navigation", "banner", "contentinfo", "complementary", "search", "menu"))
_KEPT = frozenset(("html", "head", "body", "article", "main", "h1", "h2", "h3", "p"))  # whatever they are called
_NO_TEXT = frozenset(("script", "style", "noscript", "template"))
_AS_WRITTEN = frozenset(("pre", "textarea", "script", "style"))
_LINE_ENDS = re.compile(r"[\r\n]+")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_SHORTEST_PROSE = 80  # characters
_PLAIN = 0.9  # share of letters and spaces from which a text is prose, not code
_MANY_BREAKS = 4  # in a cell: it holds paragraphs
_LONGEST = 2_000  # characters of an attribute that are looked at


def pruned(tree: HtmlElement) -> HtmlElement:
    """The tree, changed in place; the texts of its elements are counted once."""
    _unlay(tree)
    _unwrap(tree)
    _unbreak(tree)
    found = [element for element in tree.iter() if isinstance(element.tag, str) and _is_apart(element)]
    if not found:
        return tree
    lengths = _lengths(tree)
    for element in found:
        if element.getparent() is not None and 2 * lengths[element] < lengths[tree]:
            element.drop_tree()
    return tree


def _unlay(tree: HtmlElement) -> None:
    """Makes plain parts of tables whose cells hold paragraphs, headings, other tables or very much text."""
    for table in [one for one in tree.iter("table") if any(map(_is_laid_out, _cells(one)))]:
        for part in (table, *_rows(table), *_cells(table)):
            part.tag = "div"


def _unwrap(tree: HtmlElement) -> None:
    """Makes paragraphs of prose that was set with its line ends, as in archives of mailing lists; code stays as it is."""
    for element in [one for one in tree.iter("pre") if next(one.iterancestors("pre"), None) is None]:
        paragraphs = [part.split() for part in _EMPTY_LINE.split(element.text_content())]
        text = "\n".join(" ".join(words) for words in paragraphs if words)
        plain = sum(one.isalpha() or one.isspace() for one in text)
        if element.getparent() is None or len(text) < _SHORTEST_PROSE or plain < _PLAIN * len(text):
            continue
        tail = element.tail
        element.clear()
        element.tag, element.tail = "div", tail
        for line in text.split("\n"):
            paragraph = element.makeelement("p")
            paragraph.text = line
            element.append(paragraph)


def _unbreak(tree: HtmlElement) -> None:
    """Makes spaces of the ends of lines in the source: they are none on the page, but in what is shown as it is written."""
    kept: set[HtmlElement] = set()
    for element in tree.iter():
        inside = element.getparent() in kept
        if inside or element.tag in _AS_WRITTEN:
            kept.add(element)
        elif element.text:
            element.text = _LINE_ENDS.sub(" ", element.text)
        if element.tail and not inside:
            element.tail = _LINE_ENDS.sub(" ", element.tail)


def _rows(table: HtmlElement) -> list[HtmlElement]:
    bodies = [one for one in table if one.tag in ("thead", "tbody", "tfoot", "colgroup", "caption")]
    return [*bodies, *(row for holder in (table, *bodies) for row in holder if row.tag == "tr")]


def _cells(table: HtmlElement) -> list[HtmlElement]:
    return [cell for row in _rows(table) if row.tag == "tr" for cell in row if cell.tag in ("td", "th")]


def _is_laid_out(cell: HtmlElement) -> bool:
    if any(True for _ in cell.iter("table", "p", "h1", "h2", "h3", "blockquote")):
        return True
    return sum(1 for _ in islice(cell.iter("br"), _MANY_BREAKS)) == _MANY_BREAKS


def _lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of the text in each element, without scripts, styles and white space around it."""
    found: dict[HtmlElement, int] = {}
    for one in reversed(list(tree.iter())):
        own = len((one.text or "").strip()) if isinstance(one.tag, str) and one.tag not in _NO_TEXT else 0
        found[one] = own + sum(found[child] + len((child.tail or "").strip()) for child in one)
    return found


def _is_apart(element: HtmlElement) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or _NOT_SHOWN.search(attributes.get("style", "")[:_LONGEST]):
        return True
    if element.tag in _KEPT:
        return False
    if attributes.get("role") in _ROLES or (element.tag == "sup" and "reference" in attributes.get("class", "")[:_LONGEST].split()):
        return True
    return any(_NAMES.fullmatch(name) for name in f"{attributes.get('class', '')[:_LONGEST]} {attributes.get('id', '')[:_LONGEST]}".split())
