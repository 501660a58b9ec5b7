"""Finding things in the page: filters, search, focus, paths, and addresses that bring a view back."""

from __future__ import annotations

import re

import pytest

from tests.html.conftest import Opener

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
