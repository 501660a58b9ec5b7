"""The report in a browser: payloads run nowhere, nothing is asked for, and it can be read in light, dark and on a narrow screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.dossier import write_dossier
from kg.narrowing import narrow
from tests.factories import hostile_records, sample_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, records in (("sample", sample_records()), ("hostile", hostile_records())):
        part = narrow(records, about=["platform:chirper"])
        write_dossier(part, folder / f"{name}.html", scope=part.words)
    return folder


@pytest.mark.parametrize("name", ["sample", "hostile"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1000), ("dark", 360)])
def test_nothing_runs_and_nothing_is_asked_for(name: str, scheme: str, width: int, written: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto((written / f"{name}.html").as_uri())
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert asked == [(written / f"{name}.html").as_uri()]
    assert complaints == []
    assert page.evaluate("document.querySelectorAll('script, img, iframe, object, embed, form').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground, ink = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert (sum(_numbers(ground)) < sum(_numbers(ink))) == (scheme == "dark")
    page.locator("td a").first.click()
    assert page.evaluate("document.querySelector(':target') !== null")
    context.close()


def _numbers(colour: str) -> list[int]:
    return [int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
