"""Claims judged in the page: buttons and keys, what the browser keeps, and a file that `kg review --import` takes."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest

from kg.ledger import Ledger
from kg.model import Claim, Judgement
from kg.review_lines import context_of, read_judgements
from tests.factories import HOSTILE, MemoryRecords, judged, sample_records
from tests.html.conftest import Opened, Opener

pytestmark = pytest.mark.browser
STORE = "actorgraph judgements"
WRONG = {"verdict": "corrected", "note": HOSTILE[1]}


def open_claim(opened: Opened, sentence: str) -> None:
    """Opens the first claim of a sentence from the table."""
    opened.page.locator("tbody tr", has_text=sentence).first.locator(".act-link").click()


def press(opened: Opened, name: str) -> None:
    opened.page.locator("#panel, #review").get_by_role("button", name=name, exact=True).first.click()


def counter(opened: Opened) -> str:
    return opened.page.locator("#judged").inner_text()


def saved(opened: Opened) -> str:
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name="Save judgements").click()
    assert download.value.suggested_filename == "judgements.jsonl"
    return Path(download.value.path()).read_text(encoding="utf-8")


def imported(text: str, folder: Path, *, by: str | None = None) -> list[Judgement]:
    with Ledger.open(folder / "ledger.sqlite", write=True) as ledger:
        for extraction in sample_records().extractions:
            ledger.write(extraction, key="k")
        return read_judgements(text, "judgements.jsonl", context_of(ledger, by=by))


def test_what_is_judged_in_the_page_is_imported(pages: Opener, tmp_path: Path) -> None:
    """The text of the claims begins with a bird outside the basic plane, so offsets must be turned back into code points."""
    opened = pages.sample("#show=table")
    page = opened.page
    assert not page.locator("#review").is_visible()
    open_claim(opened, "Mara Lind accused")
    press(opened, "Accept")
    open_claim(opened, "reportedly fined")
    press(opened, "Reject")
    open_claim(opened, "Germany denied")
    press(opened, "Correct")
    page.get_by_label("Did what", exact=True).select_option("criticised")
    page.get_by_label("As", exact=True).select_option("alleged")
    page.get_by_label("When", exact=True).fill("2026-02")
    page.get_by_label("Note", exact=True).fill("see </script> the statement")
    press(opened, "Keep correction")
    assert "Corrected: Germany criticised Chirper (denied, alleged, said by Germany, February 2026)" in opened.panel()
    assert counter(opened) == "3 of 13 claims judged here"
    page.get_by_label("Your name").fill("A. Editor")
    text = saved(opened)
    assert "kg review DIR --import judgements.jsonl" in page.locator("#review-hint").inner_text()
    found = imported(text, tmp_path)
    assert {(one.claim.predicate, one.verdict, one.by) for one in found} == {
        ("accused", "accepted", "A. Editor"), ("fined", "rejected", "A. Editor"), ("banned", "corrected", "A. Editor"),
    }  # fmt: skip
    correction = next(one for one in found if one.right and one.verdict == "corrected")
    assert correction.right is not None
    assert (correction.right.predicate, correction.right.modality, correction.right.time) == ("criticised", "alleged", "2026-02")
    assert (correction.right.polarity, correction.note) == ("negated", "see </script> the statement")
    claims = {claim.id: claim for claim in sample_records().claims()}
    gone = "\n".join(json.dumps({**json.loads(line), "claim": "gone"}) for line in text.splitlines())
    for judgement in imported(gone, tmp_path):
        assert judgement.at
        assert places(judgement.claim) in [places(claim) for claim in claims.values()]
    assert opened.complaints == []
    page.context.close()


def places(claim: Claim) -> list[object]:
    return [(one.document, one.start, one.end, one.trigger, one.subject_span, one.object_span, one.rule) for one in claim.evidence]


def test_the_browser_keeps_judgements_until_they_are_discarded(pages: Opener) -> None:
    opened = pages.sample("#show=table")
    open_claim(opened, "reportedly fined")
    press(opened, "Reject")
    opened.page.reload()
    assert counter(opened) == "1 of 13 claims judged here"
    assert opened.page.locator("#panel [data-verdict=rejected]").get_attribute("aria-pressed") == "true"
    press(opened, "Take back")
    assert not opened.count("#panel [aria-pressed=true][data-verdict]")
    press(opened, "Accept")
    press(opened, "Discard")
    assert counter(opened) == "1 of 13 claims judged here"
    press(opened, "Really discard 1?")
    assert counter(opened) == "0 of 13 claims judged here"
    assert opened.complaints == []
    opened.page.context.close()


def test_claims_by_keyboard_the_least_certain_first(pages: Opener, tmp_path: Path) -> None:
    opened = pages.sample()
    page = opened.page
    page.keyboard.press("n")
    assert "An inquiry was opened" in opened.quote()
    page.keyboard.press("a")
    page.keyboard.press("n")
    assert "She called on France" in opened.quote()
    page.keyboard.press("r")
    page.keyboard.press("x")
    page.keyboard.press("r")
    page.keyboard.press("n")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("arcnx")
    assert page.locator("#search").input_value() == "arcnx"
    page.keyboard.press("Escape")
    assert counter(opened) == "2 of 13 claims judged here"
    assert [one.verdict for one in imported(saved(opened), tmp_path, by="N.N.")] == ["rejected", "accepted"]
    assert opened.complaints == []
    page.context.close()


def test_a_correction_that_the_vocabulary_does_not_allow_cannot_be_kept(pages: Opener) -> None:
    opened = pages.sample("#show=table")
    open_claim(opened, "French prosecutors")
    press(opened, "Correct")
    keep, wrong = opened.page.get_by_role("button", name="Keep correction"), opened.page.locator(".wrong")
    changes: list[tuple[str, str, str]] = [
        ("Did what", "leads", "“leads” is said of: person."),
        ("Did what", "fined", ""),
        ("When", "2026-02-30", "When: a day, month or year"),
        ("When", "2026", ""),
        ("Who", "platform:chirper", "A claim links two different actors."),
    ]
    assert wrong.inner_text() == "Nothing is changed yet."
    for label, value, message in changes:
        field = opened.page.get_by_label(label, exact=True)
        if label == "When":
            field.fill(value)
        else:
            field.select_option(value)
        assert (wrong.inner_text().startswith(message), keep.is_disabled()) == (True, bool(message))
    press(opened, "Cancel")
    assert opened.count(".correction") == 0
    opened.page.context.close()


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        '{"a": 1}',
        json.dumps([["key", None], [7, {"verdict": "accepted"}], ["k", {"verdict": "corrected", "correction": {"__proto__": 1}}]]),
        json.dumps([["KEY", {**WRONG, "correction": {"predicate": "__proto__", "subject": HOSTILE[0]}}]]),
    ],
)
def test_whatever_the_browser_has_kept_is_data(pages: Opener, content: str) -> None:
    opened = pages.sample("#show=table")
    key = "claim => [claim.document, 'organisation:cnil', 'fined', 'platform:chirper', 'affirmed', 'alleged'].join('\\n')"
    document = next(document.id for document in sample_records().documents() if document.name == "raid")
    content = content.replace('"KEY"', json.dumps(opened.page.evaluate(f"({key})({{document: '{document}'}})")))
    opened.page.evaluate("([key, content]) => localStorage.setItem(key, content)", [STORE, content])
    opened.page.reload()
    open_claim(opened, "reportedly fined")
    if HOSTILE[1] in content:
        assert HOSTILE[1] in opened.panel()
        assert HOSTILE[0] in opened.panel()
    press(opened, "Correct")
    press(opened, "Reject")
    assert opened.page.evaluate("typeof window.pwned") == "undefined"
    assert opened.complaints == []
    opened.page.context.close()


def test_what_was_judged_before_is_told(pages: Opener) -> None:
    first, *others = sample_records().extractions
    claim, second, *claims = first.claims
    corrected = judged(second, before=replace(second, modality="alleged"), note=HOSTILE[1])
    named = judged(claim)
    assert named.judgement is not None
    accepted = replace(named, judgement=replace(named.judgement, by=HOSTILE[0]))
    records = MemoryRecords(extractions=(replace(first, claims=(accepted, corrected, *claims)), *others))
    opened = pages.open(pages.write("reviewed", records), "#show=table")
    open_claim(opened, "French prosecutors")
    assert f"Accepted by {HOSTILE[0]}, 11 February 2026" in opened.panel()
    open_claim(opened, "will ban Parrot")
    text = opened.panel()
    assert f"Corrected by A. Editor, 11 February 2026: {HOSTILE[1]}; it was read as country:DE banned ai_system:parrot (alleged" in text
    opened.page.keyboard.press("n")
    assert counter(opened) == "0 of 13 claims judged here, 2 before"
    assert "An inquiry was opened" in opened.quote()
    assert opened.complaints == []
    opened.page.context.close()


def test_a_frame_that_keeps_nothing_says_so(pages: Opener, tmp_path: Path) -> None:
    inner = escape(pages.sample().path.read_text(encoding="utf-8"))
    outer = tmp_path / "outer.html"
    frame = f'<!doctype html><meta charset="utf-8"><iframe sandbox="allow-scripts" width="1200" height="700" srcdoc="{inner}"></iframe>'
    outer.write_text(frame, encoding="utf-8")
    opened = pages.open(outer)
    page: Any = opened.page.frame_locator("iframe")
    page.get_by_role("button", name="Review claims").click()
    page.get_by_role("button", name="Accept", exact=True).click()
    assert page.locator("#judged").inner_text() == "1 of 13 claims judged here"
    assert page.locator("#review-hint").inner_text() == "This browser keeps nothing for the page: save before you close it"
    assert opened.complaints == []
    opened.page.context.close()
