"""Programs of others, checked by hash, by which tests read exports: JavaScript that runs in the browser of the tests.

In: a name in vendor/readers.toml. Out: a page in which the program is loaded.

>>> [file["package"] for file in LIST if file["name"].endswith(".xz")]
['cytoscape', 'mermaid', 'graphology', 'graphology-library']
"""

from __future__ import annotations

import lzma
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parent / "vendor"
LIST: list[dict[str, str]] = tomllib.loads((FOLDER / "readers.toml").read_text(encoding="utf-8"))["file"]


def content(file: dict[str, str]) -> bytes:
    """A vendored file as its package has it."""
    kept = (FOLDER / file["name"]).read_bytes()
    return lzma.decompress(kept) if file["name"].endswith(".xz") else kept


def open_reader(browser: Browser, *packages: str) -> Page:
    """An empty page, without a way out, with the scripts of packages."""
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 700})
    page = context.new_page()
    page.set_content('<!doctype html><html><body style="margin:0"><div id="picture" style="width:1000px;height:700px"></div></body></html>')
    for package in packages:
        (file,) = [file for file in LIST if file["package"] == package and file["name"].endswith(".xz")]
        script = content(file)
        assert sha256(script).hexdigest() == file["sha256"]
        page.add_script_tag(content=script.decode("utf-8"))
    return page
