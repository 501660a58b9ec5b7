"""Finding things in the page: filters, search, focus, paths, and addresses that bring a view back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.html import page as page_module
from tests.html.conftest import Opened, Opener

pytestmark = pytest.mark.browser
ALL_CLAIMS = 13


@pytest.mark.parametrize(
    ("field", "name", "left"),
    [("status", "denied", 12), ("status", "fact", 4), ("type", "person", 11), ("type", "platform", 5), ("predicate", "raided", 11)],
)
def test_filters_narrow_picture_table_and_counts(pages: Opener, field: str, name: str, left: int) -> None:
    opened = pages.sample("#show=both")
    page = opened.page
    page.evaluate("document.querySelectorAll('#filters details').forEach((item) => { item.open = true; })")
    page.locator(f"#filters input[data-field={field}][data-name={name}]").uncheck()
    assert opened.count("tbody tr") == left
    assert f"{left} claims" in page.locator("#counts").inner_text()
    assert f"no-{field}={name}" in page.url
    page.get_by_role("button", name="Show all").click()
    assert opened.count("tbody tr") == ALL_CLAIMS


@pytest.mark.parametrize(
    ("state", "left"),
    [("country=country%3AFR", 7), ("sure=0.8", 11), ("from=2026-02-09", 5), ("to=2026-01", 1), ("text=deepfakes", 1), ("text=nothing", 0)],
)
def test_country_confidence_time_and_text_narrow_too(pages: Opener, state: str, left: int) -> None:
    opened = pages.sample(f"#show=table&{state}")
    assert opened.count("tbody tr") == left
    assert opened.page.locator("#empty").evaluate("item => item.hidden") == (left > 0)


def test_focus_path_and_hiding(pages: Opener) -> None:
    opened = pages.sample("#show=table&node=law%3Adigital-services-act")
    page = opened.page
    page.get_by_role("button", name="Within 1 step").click()
    assert opened.count("tbody tr") == 1
    page.get_by_role("button", name="Within 2 steps").press("Enter")
    assert opened.count("tbody tr") == 3
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Within 2 steps"
    page.focus("#panel select")
    page.locator("#panel select").select_option(label="Parrot")
    path = [item.inner_text().strip() for item in page.locator("#panel .path .entity").all()]
    assert (path[0], path[1], path[-1]) == ("Digital Services Act", "CNIL", "Parrot")
    ends = {row.inner_text() for row in page.locator("tbody td:nth-child(1)").all()}
    assert "CNIL" in ends
    assert "Digital Services Act" not in ends
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="Hide Digital Services Act").click()
    assert opened.count("tbody tr") == ALL_CLAIMS - 1


def test_search_by_keyboard_and_undo(pages: Opener) -> None:
    opened = pages.sample()
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("federal rep")
    assert page.locator("#hits li").first.inner_text().replace("\n", " ") == "Germany also Federal Republic of Germany"
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "hit-0"
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Germany"
    page.fill("#search", "inquiry was")
    page.locator("#hits li").first.click()
    assert opened.quote() == "An inquiry was opened last month."
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(re.compile("node="))
    assert page.locator("#panel h2").inner_text() == "Germany"
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="The sentence behind every line").wait_for()
    assert page.get_by_role("button", name="Undo").is_disabled()


def test_an_address_restores_what_was_seen(pages: Opener) -> None:
    opened = pages.sample()
    page = opened.page
    page.click("[data-show=both]")
    page.locator("#filters input[data-name=denied]").uncheck()
    opened.click_line()
    state, sentence = page.url.partition("#")[2], opened.quote()
    opened.to(f"#{state}")
    assert opened.quote() == sentence
    assert not page.locator("#filters input[data-name=denied]").is_checked()
    assert page.locator("body").get_attribute("data-view") == "both"


@pytest.mark.parametrize(
    ("text", "first", "claims"),
    [
        ("FÉDERAL republic", "Germany also Federal Republic of Germany", 3),
        ("chirper france", "Only the 2 claims with “chirper france”", 2),
        ('"banned chirper"', "Germany has banned Chirper.", 2),
        ("pressure", "Chirper under pressure document", 0),
        ("nowhere at all", "Nothing found", 0),
        ('"', "", 13),
    ],
)
def test_search_takes_all_words_in_any_order_whatever_their_accents(pages: Opener, text: str, first: str, claims: int) -> None:
    opened = pages.sample()
    opened.page.fill("#search", text)
    found = [" ".join(item.inner_text().split()) for item in opened.page.locator("#hits li").all()]
    assert first in (found[0], next((item for item in found if item.startswith("Only")), ""), next(iter(found[1:]), ""))
    opened.to(f"#show=table&text={quote(text)}")
    assert opened.count("tbody tr") == claims
    opened.page.context.close()


def test_a_title_that_was_found_opens_its_document(pages: Opener) -> None:
    opened = pages.sample()
    opened.page.fill("#search", "under pressure")
    opened.page.locator("#hits li", has_text="document").click()
    assert opened.page.locator("#panel .article").is_visible()


def test_pinned_actors_stay_where_and_in_sight(pages: Opener) -> None:
    opened = pages.sample("#node=law%3Adigital-services-act")
    page = opened.page
    page.get_by_role("button", name="Pin Digital Services Act").click()
    assert re.search(r"pin=-?\d+%2C-?\d+%2Claw%3Adigital-services-act", page.url)
    assert page.get_by_role("button", name="Pin Digital Services Act").get_attribute("aria-pressed") == "true"
    page.locator("#filters input[data-name=fact]").uncheck()
    assert "6 actors" in page.locator("#counts").inner_text()
    page.get_by_role("button", name="Digital Services Act pinned ✕").click()
    assert "5 actors" in page.locator("#counts").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(re.compile("pin="))
    assert "6 actors" in page.locator("#counts").inner_text()


def test_dragging_and_shift_arrows_move_and_undo_puts_back(pages: Opener) -> None:
    opened = pages.sample()
    page = opened.page
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    first = str(page.evaluate("location.href"))
    page.keyboard.press("Shift+ArrowUp")
    places = [re.findall(r"pin=(-?\d+)%2C(-?\d+)%2Cplatform%3Achirper", url)[0] for url in (first, page.evaluate("location.href"))]
    moved = [abs(int(one) - int(other)) for one, other in zip(*places, strict=True)]
    assert min(moved) == 0
    assert 10 < max(moved) < 60
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(first)
    picture = page.locator("#canvas canvas")
    before = picture.screenshot()
    opened.to("#")
    page.wait_for_timeout(100)
    assert page.locator("#canvas canvas").screenshot() != before
    opened.to("#" + first.partition("#")[2])
    assert "Chirper pinned" in page.locator("#filters").inner_text()


@pytest.mark.parametrize("pin", ["a,b,platform:chirper", "1,2", "1,2,nobody", "9999999,1,platform:chirper", ",,", "1,2,person:"])
def test_pins_that_name_nothing_are_passed_over(pages: Opener, pin: str) -> None:
    opened = pages.sample(f"#pin={quote(pin)}&sort=nothing")
    assert "pinned" not in opened.page.locator("#filters").inner_text()
    assert opened.complaints == []
    opened.page.context.close()


def test_the_order_of_the_table_is_in_the_address(pages: Opener) -> None:
    opened = pages.sample("#show=table&sort=-sure")
    sure = [int(cell.inner_text().split()[0]) for cell in opened.page.locator("tbody td:nth-child(9)").all()]
    assert sure == sorted(sure, reverse=True)
    assert opened.page.locator("th", has_text="Sure").get_attribute("aria-sort") == "descending"
    opened.page.locator("th button", has_text="Subject").click()
    assert "sort=subject" in opened.page.url
    opened.page.get_by_role("button", name="Undo").click()
    opened.page.wait_for_url(re.compile("sort=-sure"))
    assert opened.page.locator("th", has_text="Sure").get_attribute("aria-sort") == "descending"


def test_an_actor_that_is_dragged_is_pinned_where_it_was_let_go(pages: Opener) -> None:
    opened = pages.sample()
    page = opened.page
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    places = ((box["x"] + x, box["y"] + y) for y in range(40, int(box["height"]) - 40, 14) for x in range(30, int(box["width"]) - 30, 14))
    for x, y in places:
        page.mouse.move(x, y)
        if opened.count("#canvas.over"):
            page.mouse.click(x, y)
            if opened.count("#panel .actor"):
                break
    name = page.locator("#panel .actor").inner_text().strip()
    page.mouse.move(x, y - 2)
    page.mouse.down()
    page.mouse.move(x + 50, y + 40, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("pin="))
    assert f"{name} pinned" in page.locator("#filters").inner_text()
    assert opened.complaints == []


def _bars(opened: Opened) -> dict[str, float]:
    read = "bars => bars.map((bar) => [bar.dataset.step, Number(bar.getAttribute('height'))])"
    return dict(opened.page.locator(".histogram rect").evaluate_all(read))


def test_the_histogram_has_a_bar_for_every_day_empty_ones_too(pages: Opener) -> None:
    opened = pages.sample()
    bars = _bars(opened)
    first = date(2026, 1, 1)
    assert list(bars) == [str(first + timedelta(days=day)) for day in range(41)]
    # One claim of an unnamed day in January is spread over them; four days of February have the others.
    assert {bars[f"2026-01-{day:02}"] for day in range(1, 32)} == {1.5}
    assert [day for day in range(1, 11) if bars[f"2026-02-{day:02}"] == 0] == [1, 2, 5, 6, 7, 8]
    slider = opened.page.get_by_label("From", exact=True)
    slider.press("End")
    assert "from=2026-02-10" in opened.page.url
    assert opened.count(".histogram rect.outside") == 40
    slider.press("Home")
    assert "from" not in opened.page.url


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        (("2026-01-30", "2026-03-02"), ["2026-01-30", "2026-01-31", "2026-02-01"]),
        (("2024-02", "2024-05"), ["2024-02", "2024-03", "2024-04", "2024-05"]),
        (("2023-11-05", "2024-04-02"), ["2023-11", "2023-12", "2024-01"]),
        (("1999", "2003-07-01"), ["1999-01", "1999-02", "1999-03"]),
        (("1999", "2003"), ["1999", "2000", "2001", "2002", "2003"]),
        (("1801", "2026-05-01"), ["1801", "1804", "1807"]),
    ],
)
def test_steps_are_days_months_or_years(pages: Opener, days: tuple[str, str], steps: list[str]) -> None:
    script = (Path(page_module.__file__).parent / "js" / "timeline.js").read_text(encoding="utf-8")
    opened = pages.sample()
    found = opened.page.evaluate(f"(dates) => {{ {script}; return calendar(dates); }}", list(days))
    assert [step["start"] for step in found][: len(steps)] == steps
    assert len(found) <= 100
    assert found[-1]["end"] >= days[1][: len(found[-1]["end"])]
    opened.page.context.close()


def test_a_relation_is_found_by_who_and_what(pages: Opener) -> None:
    opened = pages.sample()
    opened.page.fill("#search", "banned parrot germany")
    hits = [hit.inner_text().split() for hit in opened.page.locator("#hits li").all()]
    assert hits[0] == ["Germany", "banned", "Parrot", "(planned)"]
    opened.page.locator("#hits li").first.click()
    assert "The CNIL said Germany will ban" in opened.quote()
    opened.page.fill("#search", "denied germany")
    assert opened.page.locator("#hits li").first.inner_text().split() == ["Germany", "banned", "Chirper", "(denied)"]
    opened.page.context.close()
