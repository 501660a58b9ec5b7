"""A page inside a notebook: in a frame that shares nothing with the notebook around it.

In: a whole HTML page. Out: an iframe element that holds the page as an attribute.

The frame is a sandbox of an origin of its own (https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox): the
page's scripts run, but reach neither the notebook nor its cookies, and no form, plug-in or navigation of the notebook is allowed. What the
page holds cannot end the attribute: `&`, `<`, `>` and both quotation marks are escaped.

>>> frame("<p class='x'>A & B</p>", title='"who"', height=300)[:52]
'<iframe title="&quot;who&quot;" sandbox="allow-scrip'
"""

from __future__ import annotations

from html import escape

HEIGHT = 600
"""Pixels of the screen."""


def frame(page: str, *, title: str, height: int = HEIGHT) -> str:
    """An iframe that shows a page; links of the page may open windows of their own, and what it saves may be downloaded."""
    allowed = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
    style = f"width: 100%; height: {int(height)}px; border: 1px solid #ccc"
    return (
        f'<iframe title="{escape(title)}" sandbox="{allowed}" referrerpolicy="no-referrer" loading="lazy" style="{style}" '
        f'srcdoc="{escape(page)}"></iframe>'
    )
