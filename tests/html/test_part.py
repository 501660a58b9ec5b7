"""A page of a part of a graph, and in colours of one's own choice."""

from __future__ import annotations

import pytest

from kg.html.page import Theme, to_html
from kg.narrowing import narrow
from tests.factories import sample_records
from tests.html.conftest import Opener


def test_the_same_part_gives_the_same_page() -> None:
    pages = [to_html(narrow(sample_records(), about=names)) for names in (["France"], ["country:FR"])]
    assert pages[0] == pages[1]


@pytest.mark.browser
def test_a_page_of_a_part_says_so(pages: Opener) -> None:
    path = pages.write("part", sample_records())
    part = narrow(sample_records(), about=["France"])
    path.write_text(to_html(part, scope=part.words), encoding="utf-8")
    opened = pages.open(path)
    assert opened.page.locator("#note").inner_text().startswith("This page is about France: 4 of 13 claims.")
    assert opened.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "system", "ground"), [("dark", "light", "rgb(20, 23, 28)"), ("light", "dark", "rgb(251, 250, 248)")])
def test_a_theme_holds_whatever_the_system_says(pages: Opener, theme: Theme, system: str, ground: str) -> None:
    path = pages.write(f"theme-{theme}", sample_records())
    path.write_text(to_html(sample_records(), theme=theme), encoding="utf-8")
    opened = pages.open(path, color_scheme=system)
    colours = [f"getComputedStyle(document.{item}).backgroundColor" for item in ("body", "querySelector('.top')")]
    assert opened.page.evaluate(colours[0]) == ground
    assert (opened.page.evaluate(colours[1]) == "rgb(255, 255, 255)") == (theme == "light")
    opened.page.emulate_media(media="print")
    assert opened.page.evaluate(colours[0]) == "rgb(251, 250, 248)"
    assert opened.complaints == []
