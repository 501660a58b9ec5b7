"""Pages that are written once and opened in the browser of tests/conftest.py, without a profile and without a way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.html import page, write_html
from kg.html.payload import Limits
from kg.model import Records
from tests.factories import hostile_records, sample_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass(kw_only=True)
class Opened:
    """A page that is open, with everything that it asked for or complained about."""

    page: Page
    path: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def to(self, state: str) -> None:
        """Goes to a state by its hash, as somebody does who was sent the address."""
        self.page.goto("about:blank")
        self.page.goto(self.path.as_uri() + state)

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()

    def quote(self) -> str:
        """The first sentence in the panel, without the words that only screen readers are told."""
        seen = "copy => { copy.querySelectorAll('.unseen').forEach((item) => item.remove()); return copy.textContent; }"
        return str(self.page.locator("#panel .quote").first.evaluate(f"quote => ({seen})(quote.cloneNode(true))"))

    def panel(self) -> str:
        """All that the panel shows, in one line."""
        for summary in self.page.locator("#panel summary").all():
            summary.click()
        return " ".join(self.page.locator("#panel").inner_text().split())

    def click_line(self) -> None:
        """Moves the mouse over the picture until it lies on a line, and clicks there: the panel shows a sentence."""
        box = self.page.locator("#canvas").bounding_box()
        assert box is not None
        for y in range(40, int(box["height"]) - 20, 12):
            for x in range(30, int(box["width"]) - 30, 12):
                self.page.mouse.move(box["x"] + x, box["y"] + y)
                if self.count("#canvas.over"):
                    self.page.mouse.click(box["x"] + x, box["y"] + y)
                    if self.count("#panel .quote"):
                        return
        pytest.fail("no line found under the mouse")


class Opener:
    """Writes pages once each and opens them."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder

    def write(self, name: str, records: Records, *, title: str = "Chirper under pressure", limits: Limits | None = None) -> Path:
        path = self._folder / f"{name}.html"
        if not path.exists():
            write_html(records, path, title=title, limits=limits)
        return path

    def open(self, path: Path, state: str = "", *, width: int = 1280, height: int = 800, before: str = "", **options: object) -> Opened:
        context = self._browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        tab = context.new_page()
        opened = Opened(page=tab, path=path)
        tab.on("request", lambda request: opened.requests.append(request.url))
        # Without a graphics card Chromium reads back what WebGL drew, and remarks on how slow that is.
        tab.on("console", lambda message: None if "GL Driver Message" in message.text else opened.complaints.append(message.text))
        tab.on("pageerror", lambda error: opened.complaints.append(str(error)))
        tab.on("dialog", lambda dialog: opened.complaints.append(f"dialog {dialog.message}"))
        if before:
            tab.add_init_script(before)
        tab.goto(path.as_uri() + state)
        return opened

    def sample(self, state: str = "", **options: object) -> Opened:
        return self.open(self.write("sample", sample_records()), state, **options)  # type: ignore[arg-type]

    def large(self, state: str = "", *, before: str = "", hostile: bool = False, **options: object) -> Opened:
        """The sample, or the hostile one, drawn as large graphs are; `before` is a script that runs before those of the page."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(page, "SMALL_EDGES", 1)
            path = self.write(*(("large-hostile", hostile_records()) if hostile else ("large", sample_records())))
        return self.open(path, state, before=before, **options)  # type: ignore[arg-type]

    def hostile(self, state: str = "", **options: object) -> Opened:
        return self.open(self.write("hostile", hostile_records(), title="</title><script>window.pwned=1</script>"), state, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Opener:
    """Opens pages; what stays open closes with the browser."""
    return Opener(browser, tmp_path_factory.mktemp("pages"))
