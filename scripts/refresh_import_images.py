"""Draws anew the pictures of docs/import-into.md: a made-up graph with every status, by Graphviz, Cytoscape.js and Mermaid themselves.

    python scripts/refresh_import_images.py

Needs Graphviz and Chromium.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT))

from kg.export import write_export  # noqa: E402 (the checkout comes first)
from tests.conftest import ARGUMENTS  # noqa: E402
from tests.export.readers import open_reader  # noqa: E402
from tests.samples import sample_records  # noqa: E402

CYTOSCAPE = """graph => {
  const cy = cytoscape({...graph, container: document.getElementById('picture')});
  cy.fit(undefined, 30);
}"""
MERMAID = """async text => {
  mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
  const {svg} = await mermaid.render('drawn', text);
  const place = document.getElementById('picture');
  place.style.height = 'auto';
  place.innerHTML = svg;
}"""


def main() -> int:
    """Writes the three pictures; exit code 1 where a program is missing."""
    programs = {name: shutil.which(name) for name in ("dot", "chromium")}
    if missing := [name for name, found in programs.items() if found is None]:
        print(f"not on this machine: {', '.join(missing)}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for format in ("dot", "cytoscape", "mermaid"):
            write_export(sample_records(), place / format, format)
        drawn = IMAGES / "import-graphviz.png"
        subprocess.run([str(programs["dot"]), "-Tpng", "-Gdpi=80", str(place / "dot"), "-o", str(drawn)], check=True)
        _photograph(place, str(programs["chromium"]))
    for path in sorted(IMAGES.glob("import-*.png")):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0


def _photograph(place: Path, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(ARGUMENTS))
        page = open_reader(browser, "cytoscape")
        page.evaluate(CYTOSCAPE, json.loads((place / "cytoscape").read_text(encoding="utf-8")))
        page.wait_for_timeout(500)
        page.locator("#picture").screenshot(path=IMAGES / "import-cytoscape.png")
        page = open_reader(browser, "mermaid")
        page.evaluate(MERMAID, (place / "mermaid").read_text(encoding="utf-8"))
        page.locator("#picture svg").first.screenshot(path=IMAGES / "import-mermaid.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
