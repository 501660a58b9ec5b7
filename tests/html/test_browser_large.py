"""Pages of large graphs: drawn by WebGL, with the same panel, filters, addresses and files; without WebGL drawn all the same."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from kg.html import page
from kg.html.packed import to_block
from kg.html.page import libraries
from tests.factories import sample_records
from tests.html.conftest import Opened, Opener

pytestmark = pytest.mark.browser
# Of the SVG: left, top and size of a denial's cross, and the box of the label of a line.
CROSS = re.compile(r'd="M(\S+) (\S+?)l(\S+) \S+m0 \S+ \S+" stroke="#b3261e" stroke-width="\S+" stroke-linecap="round"')
LABEL = re.compile(r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)" rx="5"')
NO_WEBGL = """(() => {
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith("webgl") || kind.startsWith("experimental") ? null : own.call(this, kind, ...rest);
  };
})()"""


def _colours(png: bytes) -> set[tuple[int, ...]]:
    with Image.open(io.BytesIO(png)) as image:
        found = image.convert("RGB").getcolors(image.width * image.height)
    return {colour for _, colour in found or () if isinstance(colour, tuple)}


def _picture(opened: Opened) -> set[tuple[int, ...]]:
    opened.page.wait_for_timeout(150)
    return _colours(opened.page.locator("#picture").screenshot())


def test_above_two_thousand_lines_sigma_draws() -> None:
    assert libraries(page.SMALL_EDGES) == ("vis-network.min.js",)
    assert libraries(page.SMALL_EDGES + 1) == ("sigma.min.js", "vis-network.min.js")
    assert page.SMALL_EDGES == 2000


def test_it_opens_without_a_request_or_a_complaint(pages: Opener) -> None:
    opened = pages.large()
    assert opened.count("canvas.sigma-nodes") == 1
    opened.click_line()
    assert opened.count("#panel mark[data-role=trigger]") >= 1
    assert opened.requests == [opened.path.as_uri()]
    assert opened.complaints == []


def test_statuses_and_types_have_their_colours(pages: Opener) -> None:
    opened = pages.large()
    seen = _picture(opened)
    # Nodes are drawn whole: country, organisation, platform, law; of lines the arrowheads are.
    assert {(10, 95, 166), (0, 112, 90), (132, 53, 140), (122, 74, 33)} <= seen
    opened.to("#no-type=country")
    assert (10, 95, 166) not in _picture(opened)
    opened.page.context.close()
    dark = pages.large(color_scheme="dark")
    assert {(108, 180, 245), (63, 201, 160), (20, 23, 28)} <= _picture(dark)


@pytest.mark.parametrize("curve", ["0.14", "-0.42", "0"])
def test_lines_run_where_vis_network_runs_them(pages: Opener, curve: str) -> None:
    """Both stages take a line's points from one function; vis-network has its own, which must agree."""
    opened = pages.sample()
    found = opened.page.evaluate("""(curve) => {
      load_vis_network();
      const smooth = curve ? { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) } : false;
      const holder = document.createElement("div");
      const edges = [{ id: 0, from: 0, to: 1, smooth }];
      const network = new vis.Network(holder, { nodes: [{ id: 0, x: 10, y: -20 }, { id: 1, x: 310, y: 140 }], edges }, { physics: false });
      return [0.25, 0.5, 0.8].map((share) => network.body.edges[0].edgeType.getPoint(share)).map(({ x, y }) => [x, y]);
    }""", float(curve))
    script = (Path(page.__file__).parent / "js" / "geometry.js").read_text(encoding="utf-8")
    functions = "".join(re.findall(r"^function (?:viaOf|pointOn)\(.*?^}\n", script, flags=re.MULTILINE | re.DOTALL))
    ours = opened.page.evaluate(f"""(curve) => {{
      const places = [{{ x: 10, y: -20 }}, {{ x: 310, y: 140 }}];
      const [stage, drawing] = [{{ at: (node) => places[node] }}, {{ edges: [{{ from: 0, to: 1, curve }}] }}];
      {functions}
      return [0.25, 0.5, 0.8].map((share) => pointOn(0, share)).map(({{ x, y }}) => [x, y]);
    }}""", float(curve))
    assert ours == [pytest.approx(point, abs=0.01) for point in found]
    opened.page.context.close()


def test_filters_focus_path_search_and_undo(pages: Opener) -> None:
    opened = pages.large("#node=law%3Adigital-services-act")
    tab = opened.page
    tab.get_by_role("button", name="Within 1 step").click()
    assert tab.locator("#counts").inner_text() == "Shown: 2 actors · 1 relation · 1 claim · 1 document"
    tab.focus("#panel select")
    tab.locator("#panel select").select_option(label="Parrot")
    assert opened.count("#panel .path li") >= 3
    tab.get_by_role("button", name="Undo").click()
    tab.locator("#counts", has_text="Shown: 2 actors").wait_for()
    tab.keyboard.press("/")
    tab.keyboard.type("germany")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == "Germany"
    tab.get_by_role("button", name="Hide Germany").click()
    assert "Germany hidden" in tab.locator("#filters").inner_text()
    assert opened.complaints == []


def test_keys_go_pin_and_zoom(pages: Opener) -> None:
    opened = pages.large()
    tab = opened.page
    tab.focus("#canvas")
    tab.keyboard.press("ArrowRight")
    assert "Chirper, platform, 7 relations" in tab.locator("#live").inner_text()
    for key in ("Shift+ArrowUp", "+", "-", "0"):
        tab.keyboard.press(key)
    assert re.search(r"pin=-?\d+%2C-?\d+%2Cplatform%3Achirper", tab.url)
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == "Chirper"
    assert opened.complaints == []


def _node(opened: Opened) -> tuple[float, float]:
    """Where an actor stands on the screen: found by clicking until the panel shows one."""
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    for y in range(40, int(box["height"]) - 40, 14):
        for x in range(30, int(box["width"]) - 30, 14):
            opened.page.mouse.move(box["x"] + x, box["y"] + y)
            if opened.count("#canvas.over"):
                opened.page.mouse.click(box["x"] + x, box["y"] + y)
                if opened.count("#panel .actor"):
                    return box["x"] + x, box["y"] + y
    pytest.fail("no actor found under the mouse")


def test_an_actor_that_is_dragged_is_pinned_and_the_ground_moves_the_view(pages: Opener) -> None:
    opened = pages.large()
    tab = opened.page
    x, y = _node(opened)
    name = tab.locator("#panel .actor").inner_text().strip()
    tab.mouse.move(x, y - 2)
    tab.mouse.down()
    tab.mouse.move(x + 60, y + 40, steps=5)
    tab.mouse.up()
    tab.wait_for_url(re.compile("pin="))
    assert f"{name} pinned" in tab.locator("#filters").inner_text()
    box = tab.locator("#canvas").bounding_box()
    assert box is not None
    before, address = tab.locator("#picture").screenshot(), tab.url
    tab.mouse.move(box["x"] + 8, box["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 90, box["y"] + 60, steps=4)
    tab.mouse.up()
    tab.mouse.wheel(0, -200)
    tab.wait_for_timeout(400)
    assert tab.locator("#picture").screenshot() != before
    assert tab.url == address
    assert opened.complaints == []


def test_touch_opens_what_lies_near(pages: Opener) -> None:
    opened = pages.large(width=390, height=844, has_touch=True, is_mobile=True)
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    for y in range(60, int(box["height"]) - 60, 40):
        for x in range(60, int(box["width"]) - 60, 40):
            opened.page.touchscreen.tap(box["x"] + x, box["y"] + y)
            if opened.count("#panel .quote"):
                assert opened.complaints == []
                return
    pytest.fail("no tap opened a sentence")


def test_the_picture_is_saved_with_lines_nodes_and_names(pages: Opener) -> None:
    opened = pages.large()
    opened.page.wait_for_timeout(200)
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="Save the picture as PNG").click()
    assert {(10, 95, 166), (0, 112, 90), (132, 53, 140), (27, 31, 38)} <= _colours(Path(saved.value.path()).read_bytes())
    with opened.page.expect_download() as vector:
        opened.page.get_by_role("button", name="Save the picture as SVG").click()
    words = {item.text for item in ET.parse(vector.value.path()).getroot().iter("{http://www.w3.org/2000/svg}text")}
    assert {"Chirper", "Germany", "raided ×2", "denied", "organisation"} <= words
    assert opened.complaints == []


@pytest.mark.parametrize("large", [False, True])
def test_crosses_of_denials_can_be_seen_from_afar(pages: Opener, large: bool) -> None:
    opened = (pages.large if large else pages.sample)(reduced_motion="reduce")
    opened.page.focus("#canvas")
    for _ in range(12):
        opened.page.keyboard.press("-")
    opened.page.wait_for_timeout(200)
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="Save the picture as SVG").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    crosses = [float(width) for *_, width in CROSS.findall(text)]
    assert crosses
    assert {3 <= width < 6 for width in crosses} == {True}, crosses
    assert opened.complaints == []
    opened.page.context.close()


def test_no_label_hides_the_cross_of_a_denial(pages: Opener) -> None:
    """At no zoom: a red line whose cross lies below a label looks like one that has none."""
    sample = sample_records()
    denied = [replace(one, claims=tuple(replace(claim, polarity="negated") for claim in one.claims)) for one in sample.extractions]
    opened = pages.open(pages.write("denied", replace(sample, extractions=tuple(denied))), reduced_motion="reduce")
    opened.page.focus("#canvas")
    seen = 0
    for key in "0-+++++":
        opened.page.keyboard.press(key)
        opened.page.wait_for_timeout(60)
        with opened.page.expect_download() as saved:
            opened.page.get_by_role("button", name="Save the picture as SVG").click()
        text = Path(saved.value.path()).read_text(encoding="utf-8")
        labels = [tuple(map(float, found)) for found in LABEL.findall(text)]
        for left, top, size in (map(float, found) for found in CROSS.findall(text)):
            x, y = left + size / 2, top + size / 2
            assert not [label for label in labels if 0 < x - label[0] < label[2] and 0 < y - label[1] < label[3]], key
            seen += len(labels)
    assert seen
    assert opened.complaints == []
    opened.page.context.close()


def test_the_table_first_and_then_the_picture(pages: Opener) -> None:
    """The picture has no room while only the table is shown; it finds its size when it is."""
    opened = pages.large("#show=table")
    opened.page.click("[data-show=picture]")
    assert (10, 95, 166) in _picture(opened)
    opened.click_line()
    assert opened.complaints == []


def test_without_webgl_it_says_so_and_draws(pages: Opener) -> None:
    opened = pages.large(before=NO_WEBGL)
    assert "no WebGL" in opened.page.locator("#note").inner_text()
    assert opened.count("canvas.sigma-nodes") == 0
    assert (10, 95, 166) in _picture(opened)
    opened.click_line()
    assert opened.complaints == []


def test_when_webgl_is_lost_the_picture_goes_on(pages: Opener) -> None:
    opened = pages.large("#node=platform%3Achirper")
    opened.page.evaluate("document.querySelector('canvas.sigma-nodes').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()")
    opened.page.get_by_text("no WebGL").wait_for()
    assert (10, 95, 166) in _picture(opened)
    assert opened.page.locator("#panel h2").inner_text() == "Chirper"


def test_hostile_names_are_harmless_here_too(pages: Opener) -> None:
    opened = pages.large(hostile=True)
    opened.click_line()
    assert opened.page.evaluate("typeof window.pwned") == "undefined"
    assert opened.complaints == []


def test_data_that_is_packed_is_unpacked(pages: Opener) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "to_block", lambda value: to_block(value, short=10))
        path = pages.write("packed", sample_records())
    assert path.read_text(encoding="utf-8").count(" data-packed") == 2
    opened = pages.open(path, "#show=table")
    opened.page.locator("tbody tr").first.wait_for()
    assert opened.count("tbody tr") == 13
    assert opened.complaints == []
    opened.page.context.close()
    old = pages.open(path, before="delete window.DecompressionStream")
    old.page.get_by_text("This browser cannot unpack the page").wait_for()
