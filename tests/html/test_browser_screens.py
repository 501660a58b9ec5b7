"""The page on narrow screens, by touch, in light and in dark."""

from __future__ import annotations

from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.html.conftest import Opener

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"


def test_narrow_screens_have_no_sideways_scroll(pages: Opener) -> None:
    opened = pages.sample(width=390, height=844)
    page = opened.page

    def overflow() -> int:
        return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    assert overflow() <= 0
    assert not page.locator("#panel").is_visible()
    page.get_by_role("button", name="Legend & filters").click()
    assert page.locator("#filters").is_visible()
    page.get_by_role("button", name="Legend & filters").click()
    opened.click_line()
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert box["y"] > 844 * 0.4
    assert box["width"] == 390
    page.get_by_role("button", name="Close").click()
    page.click("[data-show=table]")
    assert overflow() <= 0
    assert page.locator("tbody tr").first.is_visible()


@pytest.mark.parametrize("width", [320, 390, 700, 1000, 1280])
def test_no_width_makes_the_page_itself_scroll(pages: Opener, width: int) -> None:
    """320 pixels are a screen of 1,280 at a zoom of 400 % (WCAG 1.4.10); a table that is wider scrolls in its own frame."""
    opened = pages.sample(width=width, height=700)
    page = opened.page
    for state in ("", "#show=both", "#show=table"):
        opened.to(state)
        page.locator("tbody tr:visible, #canvas canvas:visible").first.wait_for()
        page.evaluate("scrollTo(900, 900)")
        assert page.evaluate("[scrollX, scrollY]") == [0, 0], state
    opened.to("")
    overview, zoom = page.locator("#overview").bounding_box(), page.locator(".zoom").bounding_box()
    assert zoom is not None
    if overview is not None:
        assert overview["x"] + overview["width"] <= zoom["x"] or overview["y"] + overview["height"] <= zoom["y"]


def test_the_overview_is_a_sheet_on_narrow_screens(pages: Opener) -> None:
    opened = pages.sample(width=390, height=844)
    page = opened.page
    page.get_by_role("button", name="Overview").click()
    assert "The sentence behind every line" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.id") == "overview"
    page.get_by_role("button", name="Overview").click()
    page.locator("#panel .documents button").first.click()
    assert page.locator("#panel .article").is_visible()
    page.get_by_role("button", name="Close").click()
    assert not page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.id") == "overview"


def test_the_overview_can_be_had_while_something_is_open(pages: Opener) -> None:
    opened = pages.sample("#show=both", width=390, height=844)
    page = opened.page
    page.locator("tbody tr").first.locator(".act-link").click()
    assert opened.count("#panel .quote") >= 1
    page.locator("#overview").press("Enter")
    assert "The sentence behind every line" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.id") == "overview"


def test_what_is_opened_stands_where_the_sheet_does_not_cover_it(pages: Opener) -> None:
    opened = pages.sample("#show=both", width=390, height=844)
    page = opened.page
    page.locator("tbody tr").first.locator(".act-link").click()
    page.wait_for_timeout(500)
    with page.expect_download() as saved:
        page.evaluate("document.getElementById('save-vector').click()")
    root = ET.fromstring(Path(saved.value.path()).read_text(encoding="utf-8"))
    ends = {item.inner_text() for item in page.locator("#panel h2 .entity").all()}
    heights = [float(item.get("y", "0")) for item in root.iter(f"{SVG}text") if item.text in ends]
    canvas, sheet = page.locator("#canvas").bounding_box(), page.locator("#panel").bounding_box()
    assert canvas is not None
    assert sheet is not None
    assert len(heights) == 2
    assert all(20 < height < sheet["y"] - canvas["y"] for height in heights)


def test_touch_opens_what_lies_near(pages: Opener) -> None:
    opened = pages.sample(width=390, height=844, has_touch=True, is_mobile=True)
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    for y in range(60, int(box["height"]) - 60, 40):
        for x in range(60, int(box["width"]) - 60, 40):
            opened.page.touchscreen.tap(box["x"] + x, box["y"] + y)
            if opened.count("#panel .quote"):
                return
    pytest.fail("no tap opened a sentence")


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(251, 250, 248)"), ("dark", "rgb(20, 23, 28)")])
def test_light_and_dark_follow_the_system(pages: Opener, scheme: str, ground: str) -> None:
    opened = pages.sample(color_scheme=scheme)
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    tone = opened.page.evaluate("getComputedStyle(document.querySelector('#filters [data-status=denied] line')).stroke")
    assert tone == ("rgb(179, 38, 30)" if scheme == "light" else "rgb(255, 141, 133)")


def test_every_status_has_a_line_of_its_own_in_the_legend(pages: Opener) -> None:
    opened = pages.sample()
    lines = {}
    for name in ("fact", "alleged", "planned", "demanded", "denied"):
        sample = f"#filters svg[data-status={name}]"
        lines[name] = opened.page.locator(f"{sample} line").get_attribute("stroke-dasharray"), opened.count(f"{sample} path")
    assert len(set(lines.values())) == 5
    assert lines["fact"] == ("none", 0)
    assert lines["denied"] == ("none", 1)


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_it_works_inside_another_page(pages: Opener, tmp_path: Path, sandbox: str) -> None:
    """As a notebook shows it: in a frame without an address of its own."""
    inner = escape(pages.sample().path.read_text(encoding="utf-8"))
    outer = tmp_path / "outer.html"
    frames = f'<!doctype html><meta charset="utf-8"><iframe {sandbox} width="1200" height="700" srcdoc="{inner}"></iframe>'
    outer.write_text(frames, encoding="utf-8")
    opened = pages.open(outer, width=1280, height=800)
    frame = opened.page.frame_locator("iframe")
    frame.locator("[data-show=both]").click()
    frame.locator("tbody .act-link").first.click()
    assert frame.locator("#panel .quote").first.is_visible()
    assert opened.complaints == []


def test_paper_has_what_can_be_read_and_no_buttons(pages: Opener) -> None:
    opened = pages.sample("#node=platform%3Achirper")
    opened.page.locator("#panel .claim-link").first.click()
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#panel .quote").first.is_visible()
    assert opened.page.get_by_text("Actorgraph · vis-network").is_visible()
    for hidden in ("#filters", ".tools", ".zoom", "#panel .takeaway", "#panel .judge", ".card .source button"):
        assert not opened.page.locator(hidden).first.is_visible(), hidden
    opened.page.context.close()
