"""docs/tutorial.md: every block runs, and gives what is shown; docs/python.md names all that there is to call."""

from __future__ import annotations

import inspect
import re
import runpy
from pathlib import Path

import pytest

import kg
from kg.graph import Graph
from kg.results import Result

ROOT = Path(__file__).resolve().parent.parent
REFRESH = runpy.run_path(str(ROOT / "scripts" / "refresh_tutorial.py"), run_name="refresh_tutorial")


@pytest.mark.model
def test_the_tutorial_gives_what_it_shows(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert text.count("```python") > 10
    assert REFRESH["refreshed"](text, tmp_path) == text, "run scripts/refresh_tutorial.py, and look at what has changed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n```python\nx = 1\n```\nb\n", "a\n```python\nx = 1\n```\nb\n"),
        ("```python\nprint(2)\n'three'\n```\n", "```python\nprint(2)\n'three'\n```\n\n```text\n2\n'three'\n```\n"),
        ("```python\n4\n```\n\n```text\nold\n```\n", "```python\n4\n```\n\n```text\n4\n```\n"),
        ("```python\nNone\n```\n\n```text\nold\n```\n", "```python\nNone\n```\n"),
        ("```python\ny = 5\n```\n```python\ny\n```\n", "```python\ny = 5\n```\n```python\ny\n```\n\n```text\n5\n```\n"),
    ],
)
def test_blocks_run_as_in_a_notebook(text: str, expected: str, tmp_path: Path) -> None:
    assert REFRESH["refreshed"](text, tmp_path) == expected
    assert REFRESH["refreshed"](expected, tmp_path / "again") == expected


def test_a_block_that_fails_is_no_output(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        REFRESH["refreshed"]("```python\n1 / 0\n```\n", tmp_path)


def test_all_that_can_be_called_is_described() -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert [name for name in kg.__all__ if f"`kg.{name}" not in text and name != "__version__"] == []
    for kind in (Graph, Result):
        public = [name for name, _ in inspect.getmembers(kind) if not name.startswith("_")]
        assert [name for name in public if not re.search(rf"`{name}[`(]", text)] == [], kind
        functions = [member for name, member in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")]
        assert all(inspect.getdoc(member) for member in functions)
