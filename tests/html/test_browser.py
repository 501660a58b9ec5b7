"""The page in a browser, as a reader uses it: clicks, keys, filters, links, narrow and dark."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kg.html.payload import Limits
from kg.model import Extraction
from tests.factories import MemoryRecords, make_claim, make_document, make_entity, make_evidence, sample_records
from tests.html.conftest import Opener

pytestmark = pytest.mark.browser
ALL_CLAIMS = 13


def test_it_opens_without_a_request_or_a_complaint(pages: Opener) -> None:
    opened = pages.sample()
    opened.click_line()
    opened.page.click("[data-show=both]")
    opened.page.click("[data-show=table]")
    assert opened.requests == [opened.path.as_uri()]
    assert opened.complaints == []


def test_a_click_on_a_line_shows_the_sentence_behind_it(pages: Opener) -> None:
    opened = pages.sample()
    opened.click_line()
    texts = {document.id: document.text for document in sample_records().documents()}
    places = [evidence for claim in sample_records().claims() for evidence in claim.evidence]
    assert opened.quote() in {texts[place.document][place.start : place.end] for place in places}
    assert opened.count("#panel mark[data-role=trigger]") >= 1
    assert re.search(r"#(edge|edges)=", opened.page.url)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The CNIL said Germany will ban", ["planned", "considered or threatened", "Said by CNIL", "About deepfakes", "Rule ban"]),
        ("Germany denied that", ["denied", "the text says that it is not so", "Contradicted by Germany banned Chirper fact, 1 source"]),
        ("reportedly fined", ["alleged", "reported or suspected, not asserted", "Confidence 90 %"]),
        ("An inquiry was", ["fact", "Inferred: subject and object taken from the sentence before", "January 2026", "50 %"]),
        ("French prosecutors", ["2 claims in 2 documents, 3 February 2026 to 9 February 2026", "judiciary", "The Daily Example"]),
    ],
)
def test_the_panel_tells_all_about_an_edge(pages: Opener, sentence: str, words: list[str]) -> None:
    opened = pages.sample("#show=table")
    opened.page.locator("tbody tr", has_text=sentence).first.locator(".act-link").click()
    assert sentence in opened.quote() or opened.count("#panel .quote") == 2
    text = opened.panel()
    assert [word for word in words if word not in text] == []


def test_marks_stand_on_the_words_of_the_evidence(pages: Opener) -> None:
    """The text begins with a bird outside the basic plane: offsets are those of the browser."""
    opened = pages.sample("#show=table")
    opened.page.locator("tr", has_text="Mara Lind accused").locator(".act-link").click()
    marks = opened.page.locator("#panel mark")
    roles = [(mark.get_attribute("data-role"), mark.evaluate("mark => mark.lastChild.textContent")) for mark in marks.all()]
    assert roles == [("subject", "Mara Lind"), ("trigger", "accused"), ("object", "Chirper")]


def test_links_are_for_the_web_only_and_open_elsewhere(pages: Opener) -> None:
    opened = pages.sample("#node=organisation%3Acnil")
    link = opened.page.locator("#panel a").first
    found = [link.get_attribute(name) for name in ("href", "rel", "target")]
    assert found == ["https://cnil.fr/", "noopener noreferrer", "_blank"]
    opened.to("#node=country%3AFR")
    assert opened.page.locator("#panel a").first.get_attribute("href") == "https://www.wikidata.org/wiki/Q142"


def test_an_actor_has_names_country_claims_and_neighbours(pages: Opener) -> None:
    opened = pages.sample("#node=organisation%3Acnil")
    text = opened.page.locator("#panel").inner_text()
    for words in ("CNIL", "organisation", "regulator", "France", "core.csv", "cnil.fr", "enacted", "fined", "investigates", "alleged"):
        assert words in text
    opened.page.locator("#panel .entity", has_text="France").click()
    assert opened.page.locator("#panel h2").inner_text() == "France"


@pytest.mark.parametrize(
    "state", ["#node=__proto__&edge=constructor&no-type=toString", "#%%%&sure=NaN&steps=99", "#text=" + "a" * 9999, "#show=<script>"]
)
def test_addresses_that_name_nothing_are_passed_over(pages: Opener, state: str) -> None:
    opened = pages.sample(state)
    assert opened.page.locator("h2", has_text="The sentence behind every line").is_visible()
    assert opened.complaints == []
    opened.page.context.close()


def test_the_picture_by_keyboard(pages: Opener) -> None:
    opened = pages.sample()
    page = opened.page
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    assert "Chirper, platform, 7 relations" in page.locator("#live").inner_text()
    page.keyboard.press("ArrowRight")
    name = page.locator("#live").inner_text().partition(",")[0]
    assert name != "Chirper"
    for key in ("+", "-", "0"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == name
    page.keyboard.press("Escape")
    assert opened.count("#panel.open") == 0
    assert opened.complaints == []


def test_the_table_by_keyboard(pages: Opener) -> None:
    opened = pages.sample()
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "table-title"
    head = page.locator("th button", has_text="Status")
    head.focus()
    page.keyboard.press("Enter")
    column = [cell.inner_text() for cell in page.locator("tbody td:nth-child(4)").all()]
    assert column == sorted(column)
    assert page.locator("th", has_text="Status").get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert page.locator("th", has_text="Status").get_attribute("aria-sort") == "descending"
    page.locator("tbody .act-link").first.focus()
    page.keyboard.press("Enter")
    assert opened.count("#panel .quote") >= 1
    assert opened.count("tr[data-current]") >= 1
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "act-link"


def test_a_document_shows_its_text_and_leads_back_to_claims(pages: Opener) -> None:
    opened = pages.sample()
    page = opened.page
    page.get_by_role("button", name="Chirper under pressure").click()
    assert "Left out (share bar: asks to share)" in page.locator(".dropped").inner_text()
    assert page.locator(".mention", has_text="French").count() == 1
    page.locator(".sentence", has_text="She called on France").click()
    made = page.locator(".made").inner_text().lower()
    assert "the chosen sentence made 2 claims" in made
    page.locator(".made .claim-link", has_text="France banned Parrot").click()
    assert page.locator("#panel .chip").inner_text() == "demanded"
    assert page.get_by_text("1 other claim from this sentence").is_visible()


def test_copies_as_csv_that_no_spreadsheet_runs(pages: Opener) -> None:
    opened = pages.hostile("#show=table", permissions=["clipboard-read", "clipboard-write"])
    page = opened.page
    page.get_by_role("button", name="Copy as CSV").click()
    page.get_by_text("Table copied").wait_for(state="attached")
    rows = list(csv.DictReader(io.StringIO(page.evaluate("navigator.clipboard.readText()"), newline="")))
    assert len(rows) == ALL_CLAIMS
    assert {row["object id"] for row in rows} >= {"platform:chirper", "ai_system:parrot"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@", "-"))]


def test_saves_the_picture_and_the_claims_that_are_shown(pages: Opener) -> None:
    opened = pages.sample("#show=both&no-status=fact")
    with opened.page.expect_download() as picture:
        opened.page.get_by_role("button", name="Save the picture as PNG").click()
    assert picture.value.suggested_filename == "chirper-under-pressure.png"
    assert Path(picture.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="Save as JSON").click()
    claims = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert sorted(claim["status"] for claim in claims) == ["alleged", "demanded", "denied", "planned"]
    assert {claim["evidence"][0]["text"] for claim in claims} >= {"The CNIL has reportedly fined Chirper."}
    assert opened.complaints == []


@pytest.mark.parametrize("status", ["alleged", "planned", "demanded", "denied"])
def test_no_words_make_a_fact_of_what_is_none(pages: Opener, status: str) -> None:
    """Names of relations are in the past: 'Germany banned Parrot' alone would say that a plan was carried out."""
    opened = pages.sample("#show=both")
    page = opened.page
    row = page.locator(f"tbody tr[data-status={status}]").first
    subject, act, target = row.locator("td").all_inner_texts()[:3]
    assert act.endswith(f" ({status})")
    row.locator(".act-link").click()
    assert act in page.locator("#panel h2").inner_text()
    done = act.removesuffix(f" ({status})")
    assert page.locator(".judge").first.get_attribute("aria-label") == f"Judge: {subject} {done} {target} ({status})"
    page.locator("#panel h2 .entity").first.click()
    assert page.locator("#panel .claim-link", has_text=status).count() >= 1


def test_a_fact_is_told_without_brackets(pages: Opener) -> None:
    opened = pages.sample("#show=table")
    assert "(" not in "".join(opened.page.locator("tbody tr[data-status=fact] td:nth-child(2)").all_inner_texts())


def test_many_relations_between_two_are_one_line_with_a_count(pages: Opener) -> None:
    document = make_document("France did much to Chirper.")
    done = ("banned", "charged", "fined", "ordered", "raided", "warned")
    claims = tuple(make_claim(make_evidence(document, trigger="did", rule=predicate), predicate=predicate) for predicate in done)
    entities = (make_entity("country:FR", "France"), make_entity())
    records = MemoryRecords(extractions=(Extraction(document=document, entities=entities, claims=claims),))
    opened = pages.open(pages.write("bundle", records))
    opened.click_line()
    assert "6 relations" in opened.page.locator("#panel h2").inner_text()
    assert opened.count("#panel .card") == 6
    state = opened.page.url.partition("#")[2]
    assert state.startswith("edges=")
    opened.to(f"#{state}&no-predicate=banned")
    assert opened.count("#panel .card") == 6
    assert "5 relations" in opened.page.locator("#counts").inner_text()


def test_of_a_long_list_the_first_are_shown_and_the_rest_when_asked_for(pages: Opener) -> None:
    document = make_document("They did it.")
    others = [make_entity(f"platform:{number:02}", f"Platform {number:02}") for number in range(70)]
    claims = tuple(make_claim(make_evidence(document, trigger="did"), object=other.id) for other in others)
    entities = (make_entity("country:FR", "France"), *others)
    records = MemoryRecords(extractions=(Extraction(document=document, entities=entities, claims=claims),))
    opened = pages.open(pages.write("long", records), "#node=country%3AFR")
    assert opened.count("#panel .claim-link") == 60
    opened.page.locator("#panel .group").get_by_role("button", name="Show 10 more").click()
    assert opened.count("#panel .claim-link") == 70
    assert opened.page.evaluate("document.activeElement.textContent") == "Platform 60"
    assert opened.count("#panel select option") == 1
    opened.page.focus("#panel select")
    assert opened.count("#panel select option") == 71
    opened.page.context.close()


def test_a_page_that_left_something_out_says_so(pages: Opener) -> None:
    opened = pages.open(pages.write("limited", sample_records(), limits=Limits(edges=3, text=0)))
    assert "the 3 strongest relations of 12" in opened.page.locator("#note").inner_text()
    assert "9 are left out" in opened.page.locator("#note").inner_text()
    opened.page.get_by_role("button", name="Chirper under pressure").click()
    assert opened.count("#panel .sentences li") >= 1
    assert not pages.sample().page.locator("#note").is_visible()


def test_an_empty_graph_says_so(pages: Opener) -> None:
    opened = pages.open(pages.write("empty", type(sample_records())()))
    assert opened.page.locator("#empty").inner_text() == "No claims were found in these documents."
    opened.page.click("[data-show=both]")
    assert opened.complaints == []




# vis-network clears its canvas once a picture; sigma draws nodes, straight and curved lines, and the arrowheads of either.
@pytest.mark.parametrize(
    ("large", "work", "calls"),
    [(False, "CanvasRenderingContext2D.prototype.clearRect", 1), (True, "WebGL2RenderingContext.prototype.drawArraysInstanced", 5)],
)
def test_the_first_picture_is_drawn_once(pages: Opener, large: bool, work: str, calls: int) -> None:
    """Without a graphics card a picture of many lines takes longer to draw than all else together."""
    owner, _, name = work.rpartition(".")
    watch = f"""(() => {{
      const work = {work};
      window.drawn = 0;
      {owner}.{name} = function (...given) {{
        window.drawn += this.canvas.isConnected ? 1 : 0;
        return work.apply(this, given);
      }};
    }})()"""
    opened = (pages.large if large else pages.sample)(before=watch)
    opened.page.wait_for_timeout(600)
    assert opened.page.evaluate("drawn") == calls
    opened.page.context.close()
