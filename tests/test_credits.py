"""Bylines, dates of publication, captions, sign-offs."""

from __future__ import annotations

import pytest

from kg.boilerplate import load_boilerplate
from kg.credits import credit_at_end, is_byline, is_caption, is_date_line
from tests.effort import at_most


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe", True),
        ("By JANE DOE and Omar Al-Farsi", True),
        ("by Jane Doe, Technology Correspondent", True),
        ("By Jane Doe in Brussels and J. P. Smith in Paris", True),
        ("By Jane Doe | 4 February 2026", True),
        ("By our technology desk, 29 January 2024", True),
        ("Written by Jane van der Doe", True),
        ("Jane Doe, senior reporter", True),
        ("Jane Doe | Staff writer", True),
        ("By Friday Chirper had complied.", False),
        ("By Friday Chirper had complied", False),
        ("By", False),
        ("Bypass of the law costs Chirper dear", False),
        ("Jane Doe", False),
        ("Chirper fires editor", False),
        ("Chirper, sued by France, fires its editor", False),
        ("By Jane Doe?", False),
        ("By — 12", False),
        ("* *", False),
    ],
)
def test_bylines(line: str, expected: bool) -> None:
    assert is_byline(line, load_boilerplate().words) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4 February 2026", True),
        ("Published: Feb 4, 2026, 10:30 am EST", True),
        ("Updated 3 hours ago", True),
        ("Mon 2 Jun 2025, 14.05 CEST", True),
        ("2026-02-04T10:30:00", False),
        ("Tuesday", False),
        ("12 14", False),
        ("In 2026 Chirper was fined", False),
        ("May 2026 bring peace", False),
    ],
)
def test_date_lines(line: str, expected: bool) -> None:
    assert is_date_line(line, load_boilerplate().words) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("FILE PHOTO: The logo of Chirper is seen in this illustration taken January 26, 2026.", True),
        ("The logo of Chirper. REUTERS/Jane Doe/Illustration", True),
        ("A man walks past the office of Chirper in Paris (AP Photo/Jane Doe)", True),
        ("A man walks past the office. Photo: Jane Doe/AFP", True),
        ("The office of Chirper [File: Jane Doe/Reuters]", True),
        ("The office of Chirper | Image credit: Shutterstock", True),
        ("The office of Chirper. Jane Doe/Getty Images", True),
        ("The office of Chirper via Getty Images", True),
        ("Chirper has sued Getty Images.", False),
        ("Paris (AFP) - France banned Chirper on Monday, a minister said.", False),
        ("The ban was first reported by AFP and Reuters.", False),
        ("He posted a photo: it showed the office of Chirper.", False),
        ("France asked for a credit: none came.", False),
        ("Photo: " + "word " * 60, False),
    ],
)
def test_captions(line: str, expected: bool) -> None:
    assert is_caption(line, load_boilerplate().words) is expected


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The fine stands. (Reporting by Jane Doe; Editing by John Smith)", "(Reporting by Jane Doe; Editing by John Smith)"),
        (
            "The fine stands.\nReporting by Jane Doe in Paris; additional reporting by Al Roe",
            "Reporting by Jane Doe in Paris; additional reporting by Al Roe",
        ),
        ("Reporting by Jane Doe, Editing by John Smith", "Reporting by Jane Doe, Editing by John Smith"),
        ("The fine stands. — AFP", "— AFP"),
        ("The fine stands. (Reuters)", "(Reuters)"),
        ("The fine stands. - Reuters/AP", "- Reuters/AP"),
        ("The fine stands.", None),
        ("Reporting by Chirper found that the fine stands.", None),
        ("The fine stands. Reporting by Chirper found no flaw in it.", None),
        ("The fine was upheld by the court (CNIL).", None),
        ("The fine was reported by AFP", None),
        ("The fine stands. - Chirper", None),
    ],
)
def test_credits_at_the_end(text: str, credit: str | None) -> None:
    start = credit_at_end(text, load_boilerplate().words)
    assert (None if start is None else text[start:]) == credit


@pytest.mark.parametrize("text", ["Photo: ", "Reporting by A ", ". ", "(AFP ", "- A"])
def test_time_is_linear(text: str) -> None:
    words = load_boilerplate().words
    line = text * (50_000 // len(text))
    with at_most(250):
        credit_at_end(line, words)
        is_caption(line, words)
        is_byline(line, words)
        is_date_line(line, words)
