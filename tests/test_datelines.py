"""Places, dates and agencies before the first sentence."""

from __future__ import annotations

import pytest

from kg.boilerplate import load_boilerplate
from kg.datelines import dateline, label

REST = "The regulator has fined the maker of a chatbot."


@pytest.mark.parametrize(
    "head",
    [
        "LONDON (Reuters) - ",
        "KUALA LUMPUR, Jan 23 - ",
        "HANOI, June 12 (Staff) — ",
        "PARIS, France (AP) — ",
        "WASHINGTON, D.C. (AP) — ",
        "WASHINGTON — ",
        "BRUSSELS/PARIS, Feb 3 (Reuters) – ",
        "Paris (AFP) – ",
        "Berlin (dpa) - ",
        "Brussels, 4 February 2026 – ",
        "NEW DELHI: ",
        "Brussels: ",
        "SPRINGFIELD, March 3rd, 2026 (Globe Newswire) -- ",
        "(AP) — ",
        "DUBLIN, Feb. 4, 2026 /PRNewswire/ -- ",
        "SPRINGFIELD--(BUSINESS WIRE)--",
        "NEW YORK, Feb. 4, 2026 (GLOBE NEWSWIRE) --",
        "SHELBYVILLE — ",
        "DAR ES SALAAM — ",
    ],
)
def test_datelines(head: str) -> None:
    assert dateline(head + REST, load_boilerplate().words) == len(head)


@pytest.mark.parametrize(
    "text",
    [
        REST,
        "Chirper — the network that Acme owns — has been fined.",
        "CHIRPER — The network has been fined, and CHIRPER will appeal.",
        "EU - The bloc has fined a network.",
        "Chirper: The network has been fined.",
        "The Data Office (DPC) - It has fined a network.",
        "Mara Lind, 43 - The head of Chirper left.",
        "London - it is said - has banned Chirper.",
        "The minister said on Monday - The ban stands for now.",
        "LONDON - Rain",
        "Paris and Berlin agreed on a ban: The text is out.",
        "-",
        "",
    ],
)
def test_no_datelines(text: str) -> None:
    assert dateline(text, load_boilerplate().words) == 0


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("BREAKING: France bans Chirper", 10),
        ("UPDATE 2-France bans Chirper", 9),
        ("EXCLUSIVE - France bans Chirper", 12),
        ("FACT CHECK | France bans Chirper", 13),
        ("CNIL: France bans Chirper", 0),
        ("Breaking: France bans Chirper", 0),
        ("BREAKING: France", 0),
        ("ANALYSIS of a ban on Chirper", 0),
    ],
)
def test_labels(text: str, length: int) -> None:
    assert label(text, load_boilerplate().words) == length
