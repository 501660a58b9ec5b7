"""Builds that are killed at random moments lose no document that they acknowledged, double none, and end as a build that was not killed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


@pytest.mark.slow
def test_a_build_that_is_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    spec = importlib.util.spec_from_file_location("benchmark_growth", SCRIPTS / "benchmark_growth.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "benchmark_growth", module)
    spec.loader.exec_module(module)
    row = module.kills(tmp_path, 6, documents=20)
    assert str(row["what"]).startswith("builds killed: 6;")
