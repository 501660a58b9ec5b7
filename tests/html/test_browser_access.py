"""What axe-core finds wrong for people who cannot see, or cannot use a mouse: nothing serious, in any view."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import sample_records
from tests.html.conftest import Opener
from tests.html.test_browser_corroboration import disputed_records

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(
    ("state", "width", "scheme"),
    [
        ("", 1280, "light"),
        ("#show=both&node=country%3AFR", 1280, "dark"),
        ("document", 1280, "light"),
        ("edge", 1280, "dark"),
        ("#show=table", 390, "light"),
    ],
)
def test_axe_finds_nothing(pages: Opener, scheme: str, state: str, width: int) -> None:
    start = state if state.startswith("#") else ""
    records = disputed_records() if state == "edge" else sample_records()
    path = pages.write("disputed" if state == "edge" else "sample", records)
    opened = pages.open(path, start, width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = opened.page
    if state == "document":
        page.evaluate("location.hash = `document=${JSON.parse(document.getElementById('data').textContent).documents[0].id}`")
    elif state == "edge":
        page.evaluate("location.hash = `edge=${JSON.parse(document.getElementById('data').textContent).edges[0].key}`")
    if state in {"document", "edge"}:
        page.locator("#panel.open").wait_for()
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate("(tags) => axe.run({ runOnly: { type: 'tag', values: tags } })", TAGS)
    page.context.close()
    problems = [(item["id"], item["impact"], [node["html"][:120] for node in item["nodes"]][:4]) for item in found["violations"]]
    assert len(found["passes"]) > 10
    assert problems == []
