"""What a reader takes away: the picture as PNG and SVG, claims as CSV and JSON, a citation; of what is seen, without code in any of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.html.conftest import Opened, Opener

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "g", "path", "rect", "text", "title", "desc"}


def _saved(opened: Opened, button: str) -> tuple[str, str]:
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name=button).click()
    return saved.value.suggested_filename, Path(saved.value.path()).read_text(encoding="utf-8")


def test_the_picture_as_svg_has_what_is_seen_its_legend_and_its_source(pages: Opener) -> None:
    opened = pages.sample("#no-status=fact")
    name, text = _saved(opened, "Save the picture as SVG")
    assert name == "chirper-under-pressure.svg"
    root = ET.fromstring(text)
    words = [item.text for item in root.iter(f"{SVG}text")]
    titles = [item.text for item in root.iter(f"{SVG}title")]
    assert {"Chirper", "CNIL", "Germany", "planned", "denied", "alleged", "country", "fined (alleged)"} <= set(words)
    assert not {"banned", "fined"} & set(words)
    assert "fact" not in words
    assert "Germany banned Chirper (denied)" in titles
    assert "France raided Chirper (fact)" not in titles
    source = " ".join(str(item.text) for item in root.findall(f"{SVG}g")[-1].iter(f"{SVG}text")).partition("denied ")[2]
    assert source.startswith("Chirper under pressure · Shown: 5 actors · 4 relations · 4 claims")
    assert source.endswith("documents of 4 February 2026 · Actorgraph")
    assert len([item for item in root.iter(f"{SVG}path") if item.get("stroke-dasharray")]) >= 6


def test_a_legend_that_is_wider_than_the_picture_takes_more_rows(pages: Opener) -> None:
    opened = pages.sample(width=390, height=844)
    root = ET.fromstring(_saved(opened, "Save the picture as SVG")[1])
    width = float(root.get("width") or 0)
    key = root.findall(f"{SVG}g")[-1]
    places = [(float(item.get("x") or 0), item.get("y"), item.text or "") for item in key.iter(f"{SVG}text")]
    assert len({y for _, y, _ in places}) >= 4
    assert all(x + 5 * len(text) < width for x, _, text in places)


def test_hostile_names_are_words_in_the_svg(pages: Opener) -> None:
    opened = pages.hostile()
    _, text = _saved(opened, "Save the picture as SVG")
    root = ET.fromstring(text)
    assert {item.tag.removeprefix(SVG) for item in root.iter()} <= ALLOWED
    assert not [name for item in root.iter() for name in item.attrib if name.startswith("on") or "href" in name]
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("state", "claims"),
    [("#node=organisation%3Acnil", 3), ("#node=country%3ADE", 3), ("#show=table&text=raided", 2)],
)
def test_what_is_open_or_shown_is_saved_as_csv_and_json(pages: Opener, state: str, claims: int) -> None:
    opened = pages.sample(state)
    kind = "Save what is open as" if "node" in state else "Save as"
    name, text = _saved(opened, f"{kind} CSV")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    _, other = _saved(opened, f"{kind} JSON")
    found = json.loads(other)
    assert name == "chirper-under-pressure.csv"
    assert len(rows) == len(found) == claims
    assert [row["claim"] for row in rows] == [claim["id"] for claim in found]
    assert all(claim["evidence"][0]["text"] in claim["citation"] for claim in found)
    opened.page.context.close()


def test_a_claim_is_cited_by_its_text_document_and_date(pages: Opener) -> None:
    opened = pages.sample("#show=table", permissions=["clipboard-read", "clipboard-write"])
    page = opened.page
    page.locator("tbody tr", has_text="Mara Lind accused").locator(".act-link").click()
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_text("Citation copied").wait_for(state="attached")
    cited = str(page.evaluate("navigator.clipboard.readText()"))
    said = "Mara Lind accused Chirper (fact): “Mara Lind accused Chirper of deceiving users.” Chirper under pressure, The Daily Example, "
    assert cited.startswith(f"{said}4 February 2026, https://news.example/2026/raid?a=1&b=2. Claim ")


def test_a_document_marks_the_words_that_claims_hang_on(pages: Opener) -> None:
    opened = pages.sample()
    opened.page.get_by_role("button", name="Chirper under pressure").click()
    marked = {(item.inner_text(), item.get_attribute("data-status")) for item in opened.page.locator(".article .trigger").all()}
    assert {("raided", "fact"), ("accused", "fact"), ("fined", "alleged"), ("ban", "planned"), ("banned", "denied")} <= marked
