#!/usr/bin/env python3
"""The screenshots of docs/page.md, made anew: small PNGs of few colours.

    scripts/page_images.py                  all of them into docs/images
    scripts/page_images.py --only narrow    those whose name holds a word

In: the sample of data/documents, and made-up news of 300 and 3,000 relations. Out: docs/images/page-GRAPH-THEME[-narrow].png.
Needs Chromium and Pillow.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from benchmark_page import ARGUMENTS, News

from kg.build import build
from kg.html import Limits, write_html
from kg.resources import data_path

if TYPE_CHECKING:
    from PIL import Image
    from playwright.sync_api import Browser, Page

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZES = {"": (1440, 900), "-narrow": (390, 844)}
COLOURS = 160
MOST = 150_000
"""Bytes of an image; it is made smaller until it fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One image; `found` is what is searched for first, so that the panel shows something."""

    graph: str
    theme: Literal["light", "dark"]
    width: str = ""
    found: str = ""

    @property
    def name(self) -> str:
        return f"page-{self.graph}-{self.theme}{self.width}"


SHOTS = (
    *(Shot(graph="seed", theme="light", width=width, found="banned Grok") for width in SIZES),
    *(Shot(graph="seed", theme="dark", width=width) for width in SIZES),
    *(Shot(graph=graph, theme="light", width=width) for graph in ("300", "3000") for width in SIZES),
    *(Shot(graph=graph, theme="dark", width=width) for graph in ("300", "3000") for width in SIZES),
    Shot(graph="statuses", theme="light"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="WORD")
    wanted = [shot for shot in SHOTS if parser.parse_args().only in shot.name]
    from playwright.sync_api import sync_playwright

    program = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=list(ARGUMENTS))
        for shot in wanted:
            _take(browser, shot, Path(place))
            print(f"{shot.name}: {_small(Path(place) / 'shot.png', IMAGES / f'{shot.name}.png'):,} bytes", flush=True)
        browser.close()


def _page(graph: str, folder: Path) -> Path:
    """The page of a graph, written once."""
    path = folder / f"{graph}.html"
    if path.exists():
        return path
    if graph == "seed":
        build([str(data_path("documents"))], folder / "seed")
        return (folder / "seed" / "graph.html").rename(path)
    edges = 300 if graph == "statuses" else int(graph)
    write_html(News.of(edges), path, title=f"Made-up news, {edges:,} relations", limits=Limits(edges=edges))
    return path


def _take(browser: Browser, shot: Shot, folder: Path) -> None:
    width, height = SIZES[shot.width]
    page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=shot.theme).new_page()
    page.goto(_page(shot.graph, folder).as_uri())
    page.locator("#filters fieldset").first.wait_for(state="attached")
    if shot.graph == "statuses":
        _statuses(page)
    if shot.found:
        page.fill("#search", shot.found)
        page.locator("#hits li").first.click()
        page.locator("#panel .quote").first.wait_for()
    page.mouse.move(2, 2)
    page.wait_for_timeout(4000)
    page.screenshot(path=folder / "shot.png")
    page.context.close()


def _statuses(page: Page) -> None:
    """Only what is near an actor of whom something of every status is said."""
    page.locator("#panel .cloud .entity").first.click()
    page.get_by_role("button", name="Within 1 step").click()
    page.keyboard.press("Escape")


def _small(source: Path, target: Path) -> int:
    """Writes the image with few colours, and smaller where it would be too large; its bytes."""
    from PIL import Image

    with Image.open(source) as image:
        for share in (1, 0.85, 0.75, 0.65, 0.55):
            size = round(image.width * share), round(image.height * share)
            resized = image.convert("RGB").resize(size, Image.Resampling.LANCZOS) if share < 1 else image.convert("RGB")
            resized.quantize(palette=_palette(resized), dither=Image.Dither.NONE).save(target, optimize=True)
            if target.stat().st_size <= MOST:
                break
    return target.stat().st_size


def _palette(image: Image.Image) -> Image.Image:
    """The most frequent colours as they are, for grounds and letters, and others that cover all that occur."""
    from PIL import Image

    found = image.getcolors(image.width * image.height) or []
    ranked = sorted(found, key=lambda entry: (-entry[0], entry[1]))[: COLOURS // 4]
    exact = [part for _, colour in ranked for part in (colour if isinstance(colour, tuple) else ())]
    others = image.quantize(COLOURS - len(ranked), method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(exact + others)
    return palette


if __name__ == "__main__":
    main()
