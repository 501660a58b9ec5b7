"""What every test shares: the two graphs, one browser, and no way out to the environment of whoever runs the tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.factories import MemoryRecords, hostile_records, sample_records
from tests.programs import program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from kg.pipeline import Pipeline

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The shipped gazetteer, rules and word lists without the learned model, loaded once; for tests that are marked `model`."""
    from kg.pipeline import load_pipeline

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KG_DATA", raising=False)
        return load_pipeline(extractor="rules")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Where there is none, the tests are skipped; in CI they fail."""
    chromium = program("chromium", "chromium-browser", "google-chrome", package="chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def sample() -> MemoryRecords:
    """A small rich graph; see tests.factories.sample_records."""
    return sample_records()


@pytest.fixture
def hostile() -> MemoryRecords:
    """The same graph with payloads in its strings; see tests.factories.hostile_records."""
    return hostile_records()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's KG_DATA, SOURCE_DATE_EPOCH or wide terminal does not change a result."""
    monkeypatch.delenv("KG_DATA", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
