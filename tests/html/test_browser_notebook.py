"""The page in the frame of a notebook: it draws and answers, and nothing of it reaches the notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.html.page import to_html
from kg.notebook import frame
from tests.factories import hostile_records, sample_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_the_page_works_and_is_kept_apart(browser: Browser, tmp_path: Path, kind: str) -> None:
    records = sample_records() if kind == "sample" else hostile_records()
    notebook = tmp_path / "notebook.html"
    shown = frame(to_html(records), title='"><script>window.pwned=1</script>')
    notebook.write_text(f"<!doctype html><meta charset=utf-8><body><script>window.secret = 7</script>{shown}", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(notebook.as_uri())
    inside = page.frame_locator("iframe")
    inside.locator("#canvas canvas").first.wait_for()
    inside.locator("#search").fill("Germany" if kind == "sample" else "<script>")
    inside.locator("#hits li[role=option]").first.click()
    inside.locator("#panel h2").first.wait_for()
    embedded = page.frames[1]
    reach = "() => { try { return String(parent.secret) } catch (error) { return error.name } }"
    assert embedded.evaluate(reach) == "SecurityError"
    assert embedded.evaluate("() => typeof window.pwned") == "undefined"
    assert page.evaluate("() => typeof window.pwned") == "undefined"
    assert [url for url in requests if url != notebook.as_uri() and not url.startswith("about:")] == []
    assert complaints == []
    page.close()
