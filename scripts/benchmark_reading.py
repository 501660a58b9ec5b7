#!/usr/bin/env python3
"""Measures the reading of web pages: how much of their stories is kept, how much else, and at what speed, beside trafilatura alone.

Usage: benchmark_reading.py [--rounds 20]

Words are counted with their number: precision is the share of kept words that are of the story, recall that of the story's that are kept.
Speeds are those of this machine in this run; the ratio is what can be compared. `kept` is what a build reads: read, then cleaned.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

from made_up_pages import Page, pages

from kg.clean import clean
from kg.read.page import read_page
from kg.read.place import Place

PLACE = Place(name="a", source="a.html")


def kept(html: str) -> str:
    """The text that is read of a page after cleaning."""
    document = clean(read_page(html.encode("utf-8"), PLACE))
    return "\n\n".join(document.text[block.start : block.end] for block in document.blocks if block.kept)


def alone(html: str) -> str:
    """The text and the title that trafilatura finds by itself, with the options that it is called with here."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Found

    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    found = bare_extraction(
        html, fast=True, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dates
    )
    if not isinstance(found, Found):
        return ""
    text, title = found.text or "", found.title or ""
    return text if title in text else f"{title}\n{text}"


def score(texts: Sequence[str], given: Sequence[Page]) -> tuple[float, float]:
    """(precision, recall) over all pages."""
    right = found = wanted = 0
    for text, page in zip(texts, given, strict=True):
        words, story = (Counter(re.findall(r"\w+", part)) for part in (text, " ".join(page.story)))
        right += (words & story).total()
        found += words.total()
        wanted += story.total()
    return right / max(found, 1), right / wanted


def speed(read: Callable[[str], str], given: Sequence[Page], rounds: int) -> float:
    """Pages a second."""
    start = time.perf_counter()
    for _ in range(rounds):
        for page in given:
            read(page.html)
    return rounds * len(given) / (time.perf_counter() - start)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is read for the speed")
    given = pages()
    rounds = parser.parse_args().rounds
    ways = {"trafilatura alone": alone, "kept": kept}
    texts = {name: [read(page.html) for page in given] for name, read in ways.items()}
    speeds = {name: speed(read, given, rounds) for name, read in ways.items()}
    print(f"{len(given)} pages\n\n| | precision | recall | pages a second | ratio |\n| --- | --- | --- | --- | --- |")
    for name in ways:
        precision, recall = score(texts[name], given)
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {speeds[name]:.0f} | {speeds[name] / speeds['trafilatura alone']:.2f} |")
    print()
    for number, page in enumerate(given):
        results = [score([texts[name][number]], [page]) for name in ways]
        if results[1] != (1.0, 1.0):
            shown = "; ".join(f"{name} {p:.3f} {r:.3f}" for name, (p, r) in zip(ways, results, strict=True))
            print(f"{page.name}: {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
