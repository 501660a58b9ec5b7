#!/usr/bin/env python3
"""How fast the page is in a browser, beside plain pyvis's page of the same edges: called by `scripts/benchmark.py --page`.

In: graphs of made-up news with 200 to 20,000 edges. Out: rows for each size and program: bytes of the file, seconds to the first picture
and to the first click that was answered, work of the main thread up to the first picture, and its work a frame while that is dragged.

Seconds are counted by the page itself from when its address was opened, in a browser that runs already, each time in a fresh profile; the
middle of five. The click is a real one: in our page on an actor of the panel, which must then show its claims, in pyvis's on the picture.
Work is what Chromium calls TaskDuration (https://chromedevtools.github.io/devtools-protocol/tot/Performance/): the compositor and the
graphics process are not in it. A frame is one in which something was drawn.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from made_up_news import made_up_news
from pyvis.network import Network

from kg.edges import to_edges
from kg.html import Limits, write_html
from kg.independence import origins
from kg.model import Claim, Copy, Document, Edge, Entity, Extraction, Mention

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

SIZES = (200, 1_000, 5_000, 20_000)
PATIENCE = 60
"""Seconds after which a page without a picture is given up."""
ROUNDS = 5
SETTLING = 4_000
"""Milliseconds that a browser is busy with itself after its start."""
# Counts the frames in which something is drawn, by whichever way of drawing, and notes the first, and when the first click was answered.
WATCH = """(() => {
  const seen = window.seen = { frames: 0, first: null, answered: null };
  const afterFrame = (work) => requestAnimationFrame(() => setTimeout(work));
  const [canvas, webgl] = [CanvasRenderingContext2D.prototype, WebGL2RenderingContext.prototype];
  const works = [[canvas, "fill"], [canvas, "stroke"], [canvas, "fillText"], [webgl, "drawArrays"], [webgl, "drawArraysInstanced"]];
  const own = works.map(([owner, name]) => [owner, name, owner[name]]);
  const watch = () => own.forEach(([owner, name, work]) => {
    owner[name] = function (...given) {
      if (this.canvas?.isConnected) {
        own.forEach(([owner, name, work]) => { owner[name] = work; });
        afterFrame(() => {
          seen.frames += 1;
          if (seen.first === null) console.debug("first picture drawn", seen.first = performance.now());
          watch();
        });
      }
      return work.apply(this, given);
    };
  });
  watch();
  addEventListener("click", () => afterFrame(() => console.debug("click answered", seen.answered ??= performance.now())), true);
})()"""
ARGUMENTS = (
    "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-accelerated-2d-canvas",
    "--disable-background-networking",
)

Row = dict[str, str | float]


@dataclass(kw_only=True)
class News:
    """Records in memory of as many stories as bear a number of edges."""

    extractions: list[Extraction]
    known: dict[str, Entity] = field(default_factory=dict)

    @staticmethod
    def of(edges: int) -> News:
        """Made-up news of at least so many edges."""
        stories: list[Extraction] = []
        seen: set[tuple[str, str, str, str]] = set()
        for story in made_up_news(edges):
            stories.append(story)
            seen |= {(claim.subject, claim.predicate, claim.object, claim.status) for claim in story.claims}
            if len(seen) >= edges:
                break
        return News(extractions=stories)

    def documents(self) -> Iterator[Document]:
        return (story.document for story in sorted(self.extractions, key=lambda story: story.document.id))

    def mentions(self, document: str) -> Iterator[Mention]:
        return (mention for story in self.extractions if story.document.id == document for mention in story.mentions)

    def entities(self) -> Iterator[Entity]:
        found = {entity.id: entity for story in self.extractions for entity in story.entities}
        return (found[id] for id in sorted(found))

    def claims(self) -> Iterator[Claim]:
        return iter(sorted({claim.id: claim for story in self.extractions for claim in story.claims}.values(), key=lambda claim: claim.id))

    def copies(self) -> Iterator[Copy]:
        return iter(())

    def edges(self) -> Iterator[Edge]:
        return iter(to_edges(self.claims(), origins(self.documents(), self.copies())))


def measure_pages(folder: Path, sizes: tuple[int, ...] = SIZES) -> list[Row]:
    """Rows of all sizes, ours and pyvis's in turn."""
    rows = []
    for size in sizes:
        for name, path in zip(("our page", "pyvis alone"), _write(folder, size), strict=True):
            row: Row = {"what": name, "edges": size, "megabytes": path.stat().st_size / 1e6}
            rows.append(row | _measured(path))
            print(_line(rows[-1]), flush=True)
    return rows


def _measured(path: Path) -> Row:
    """Measures a page in a process of its own: one that froze would not even let itself be asked whether it did."""
    command = [sys.executable, __file__, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, env=environment) as process:
        try:
            output = process.communicate(timeout=3 * PATIENCE)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return {"remark": f"no answer within {3 * PATIENCE} s"}
    if not output:
        raise SystemExit(f"benchmark: {path.name} could not be measured: exit code {process.returncode}")
    row: Row = json.loads(output)
    return row or {"remark": f"no picture within {PATIENCE} s"}


def main() -> None:
    """Measures the page that is named and prints what was found, for `_measured`; nothing where it never shows a picture."""
    from playwright.sync_api import Error, sync_playwright

    program = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("benchmark: install the package 'chromium' to measure the page")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=list(ARGUMENTS))
        browser.new_page().wait_for_timeout(SETTLING)
        try:
            print(json.dumps(_measure(browser, Path(sys.argv[1]))), flush=True)
        except Error:
            print("{}", flush=True)
            # A page that freezes does not let its browser be closed either.
            os.killpg(0, signal.SIGKILL)
        browser.close()


def _line(row: Row) -> str:
    """A row in words: its numbers, each with its name, and what is to be said beside them."""
    parts = [f"{row['what']:12}"]
    for name, value in row.items():
        if not isinstance(value, str):
            parts.append(f"{value:,.0f} {name}" if value >= 1000 else f"{value:.3g} {name}")
    return ", ".join([*parts, str(row["remark"])] if "remark" in row else parts)


def _write(folder: Path, size: int) -> tuple[Path, Path]:
    """Our page and pyvis's of the same edges."""
    news = News.of(size)
    ours, theirs = folder / f"ours-{size}.html", folder / f"pyvis-{size}.html"
    start = perf_counter()
    write_html(news, ours, limits=Limits(edges=size))
    print(f"written in {perf_counter() - start:.1f} s: {ours.name}", flush=True)
    network = Network(directed=True, cdn_resources="in_line")
    for entity in news.entities():
        network.add_node(entity.id, label=entity.name)
    for edge in list(news.edges())[:size]:
        network.add_edge(edge.subject, edge.object, title=edge.predicate)
    theirs.write_text(network.generate_html(), encoding="utf-8")
    return ours, theirs


def _measure(browser: Browser, path: Path) -> Row:
    """Opens a page again and again; the first time it is dragged and shows where to click, then it is timed."""
    page, session, _ = _open(browser, path)
    ours = page.locator("#panel").count() > 0
    dragged = _drag(page, session)
    spot = _middle(page, "#panel .cloud .entity" if ours else "canvas")
    page.context.close()
    pictures: list[float] = []
    answers: list[float] = []
    works: list[float] = []
    start = perf_counter()
    while len(works) < ROUNDS and (not works or perf_counter() - start < PATIENCE):
        page, session, work = _open(browser, path)
        with page.expect_console_message(lambda message: "click answered" in message.text):
            page.mouse.click(*spot)
        if ours and not page.locator("#panel .actor").count():
            raise SystemExit(f"benchmark: {path.name} did not show the actor that was clicked on")
        for times, name in ((pictures, "first"), (answers, "answered")):
            times.append(float(page.evaluate(f"seen.{name}")) / 1000)
        works.append(work)
        page.context.close()
    row: Row = {"s to interactive": median(answers), "s to first picture": median(pictures), "ms of work to first draw": median(works)}
    return row | dragged


def _open(browser: Browser, path: Path) -> tuple[Page, CDPSession, float]:
    """The page when its first picture is drawn, in a profile of its own and without a way out; with the milliseconds of work until then."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    with page.expect_console_message(lambda message: "first picture drawn" in message.text):
        page.goto(path.as_uri(), wait_until="commit")
    return page, session, _work(session)


def _middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    if box is None:
        raise SystemExit(f"benchmark: nothing to click on: {selector}")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _work(session: CDPSession) -> float:
    """Milliseconds that the main thread has worked so far."""
    metrics = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


def _drag(page: Page, session: CDPSession, steps: int = 40) -> Row:
    """The picture is dragged by its upper left corner, where no actor stands."""
    box = page.locator("canvas").last.bounding_box()
    if box is None:
        return {}
    x, y = box["x"] + 12, box["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 5)
    frames, work = int(page.evaluate("seen.frames")), _work(session)
    start = perf_counter()
    for step in range(steps):
        page.mouse.move(x + 6 * step, y + 4 * step)
        if perf_counter() - start > PATIENCE:
            break
    done = max(1, int(page.evaluate("seen.frames")) - frames)
    used = _work(session) - work
    page.mouse.up()
    return {"ms of work a frame": used / done, "frames a second": done / (perf_counter() - start)}


if __name__ == "__main__":
    main()
