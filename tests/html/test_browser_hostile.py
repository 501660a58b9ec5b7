"""Documents, names and rules that try to be code: nothing runs, nothing breaks, nothing is asked for."""

from __future__ import annotations

import re

import pytest

from tests.html.conftest import Opened, Opener

pytestmark = pytest.mark.browser
STATES = ("", "#show=both", "#show=table", "#node=country%3AFR", "#node=organisation%3Acnil", "#node=platform%3Achirper")


def _unharmed(opened: Opened) -> None:
    page = opened.page
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert opened.complaints == []
    assert opened.requests == [url for url in opened.requests if url.startswith((opened.path.as_uri(), "about:blank"))]
    assert page.evaluate("[...document.querySelectorAll('a')].every((item) => /^https?:$/.test(item.protocol))")
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, form, body script[src]').length") == 0
    assert page.evaluate("document.querySelectorAll('script').length") == 4


@pytest.mark.parametrize("state", STATES)
def test_no_payload_runs_in_any_view(pages: Opener, state: str) -> None:
    opened = pages.hostile(state)
    for summary in opened.page.locator("#panel summary").all():
        summary.click()
    _unharmed(opened)
    opened.page.context.close()


def test_no_payload_runs_under_a_real_mouse(pages: Opener) -> None:
    opened = pages.hostile()
    opened.click_line()
    assert "<img src=x onerror=window.pwned=1>" in opened.panel()
    opened.page.locator("#panel .source .quiet").first.click()
    for sentence in opened.page.locator(".sentence").all():
        sentence.click()
    _unharmed(opened)


def test_every_claim_can_be_opened(pages: Opener) -> None:
    opened = pages.hostile("#show=table")
    buttons = opened.page.locator("tbody .act-link")
    for number in range(buttons.count()):
        buttons.nth(number).click()
        assert opened.count("#panel .card") >= 1
        assert "</script><script>window.pwned=1</script>" in opened.quote()
    _unharmed(opened)


def test_search_shows_payloads_as_text(pages: Opener) -> None:
    opened = pages.hostile()
    for text in ("<script>", "onerror", "javascript:", "{{", "HYPERLINK"):
        opened.page.fill("#search", text)
        assert opened.count("#hits li[role=option]") >= 1
        opened.page.keyboard.press("Enter")
    _unharmed(opened)


def test_the_title_is_text(pages: Opener) -> None:
    opened = pages.hostile()
    assert opened.page.title() == "</title><script>window.pwned=1</script>"
    assert opened.page.locator("h1").inner_text() == "</title><script>window.pwned=1</script>"


@pytest.mark.parametrize(
    "attack",
    [
        "const s = document.createElement('script'); s.text = 'window.pwned=1'; document.body.append(s)",
        "document.body.innerHTML = '<b onclick=1>x</b>'",
        "document.body.setAttribute('onclick', 'window.pwned=1'); document.body.click()",
        "const s = document.createElement('style'); s.textContent = 'body{display:none}'; document.head.append(s)",
    ],
)
def test_the_policy_stops_what_the_page_does_not_do_itself(pages: Opener, attack: str) -> None:
    """Were there a hole in the page, the browser would still not run what comes through it."""
    opened = pages.sample()
    opened.page.evaluate(f"() => {{ try {{ {attack} }} catch (error) {{ console.error(String(error)) }} }}")
    assert opened.page.evaluate("typeof window.pwned") == "undefined"
    assert opened.page.locator("h1").is_visible()
    assert any(re.search("Content Security Policy|Trusted", complaint) for complaint in opened.complaints)


@pytest.mark.parametrize("address", ["https://news.example/a.png", "http://127.0.0.1:9/a.png"])
def test_the_policy_lets_no_request_out(pages: Opener, address: str) -> None:
    opened = pages.sample()
    opened.page.evaluate("(address) => { new Image().src = address; fetch(address).catch(() => {}); }", address)
    opened.page.wait_for_timeout(200)
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)
