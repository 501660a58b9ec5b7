#!/usr/bin/env python3
"""Runs the code of docs/tutorial.md as a notebook would, and puts what it gives below it.

    scripts/refresh_tutorial.py            write what the code gives now
    scripts/refresh_tutorial.py --check    exit code 1 where the document shows something else

The Python blocks share their names and run from top to bottom in an empty folder with a copy of data/documents. What a block prints, and
the value of its last expression where that is not None, belongs in a text block behind it.
"""

from __future__ import annotations

import argparse
import ast
import io
import os
import re
import shutil
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)


def refreshed(text: str, folder: Path) -> str:
    """The document with what its code gives when it runs in a folder; whatever the code raises goes through."""
    shutil.copytree(ROOT / "data" / "documents", folder / "data" / "documents")
    names: dict[str, object] = {"__name__": "tutorial"}
    with chdir(folder):
        return BLOCK.sub(lambda block: _shown(block["code"], names), text)


def _shown(code: str, names: dict[str, object]) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        _run(code, names)
    lines = "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())
    return f"```python\n{code}```\n" + (f"\n```text\n{lines}```\n" if lines else "")


def _run(code: str, names: dict[str, object]) -> None:
    """Runs a block; the value of its last expression is printed as Python shows it."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "tutorial", "exec"), names)  # noqa: S102 (the document is our own)
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), "tutorial", "eval"), names)  # noqa: S307
        if value is not None:
            print(repr(value))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    os.environ.pop("KG_DATA", None)
    before = TUTORIAL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        after = refreshed(before, Path(folder))
    if not check:
        TUTORIAL.write_text(after, encoding="utf-8")
    elif after != before:
        sys.stderr.write("docs/tutorial.md shows something else than its code gives; run scripts/refresh_tutorial.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
