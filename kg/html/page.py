"""The page as one file: template, styles, scripts and data put together under a strict content security policy.

In: Records. Out: graph.html. The same records give the same bytes. Text from documents stands in two JSON blocks and nowhere else;
the scripts show it as text only. The policy lets only the scripts and styles of this file run, by their hashes, and no request be made.

>>> libraries(2_001)
('sigma.min.js', 'vis-network.min.js')
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from kg.atomic import write_text
from kg.html.labels import plain
from kg.html.look import look_css
from kg.html.network import Plain
from kg.html.packed import to_block
from kg.html.payload import Limits, to_payload
from kg.html.ranking import EDGE_LIMIT
from kg.html.vendored import read_manifest, vendored_script
from kg.model import Records

TITLE = "Who did what to whom"
FOLDER = Path(__file__).resolve().parent
SMALL, LARGE = "vis-network.min.js", "sigma.min.js"
SMALL_EDGES = 2_000
"""Edges up to which vis-network draws; above, sigma does, and vis-network is there for browsers without WebGL."""
# In the order in which they stand in the page: each uses only names of itself and of those before, except inside functions.
SCRIPTS = (
    "dom.js", "words.js", "blocks.js", "data.js", "matching.js", "state.js", "visible.js", "geometry.js", "labels.js", "pins.js",
    "picture.js", "crosses.js", "pointer.js", "view.js", "stage_vis.js", "sigma_lines.js", "sigma_nodes.js", "stage_sigma.js",
    "sentence.js", "judgements.js", "correction.js", "review.js", "cards.js", "corroboration.js", "article.js", "panel.js", "timeline.js",
    "filters.js", "search.js", "table.js", "save.js", "vector.js", "keys.js", "main.js",
)
STYLES = ("frame.css", "panel.css", "review.css", "table.css", "media.css")
Theme = Literal["system", "light", "dark"]
SYSTEM_DARK = "(prefers-color-scheme: dark)"
# What the browser is told of its own controls, and when the dark colours hold; paper is light in any case.
THEMES: dict[Theme, tuple[str, str]] = {"system": ("light dark", SYSTEM_DARK), "light": ("light", "not all"), "dark": ("dark", "screen")}
NODE_FIELDS = ("id", "x", "y", "size", "label")
EDGE_FIELDS = ("id", "from", "to", "members", "curve")


def write_html(
    records: Records, path: Path, *, title: str = TITLE, limits: Limits | None = None, theme: Theme = "system", scope: str = "",
    whole: str = "",
) -> bool:
    """Writes the page; it is whole or not there. UsageError where the place cannot be written.

    True where it shows a part of more than EDGE_LIMIT edges: then the page names the file `whole` as the
    one beside it that does, and whoever calls writes that file.
    """
    text, partial = _render(records, title=title, limits=limits, theme=theme, scope=scope, whole=whole)
    write_text(path, text)
    return partial


def to_html(
    records: Records, *, title: str = TITLE, limits: Limits | None = None, theme: Theme = "system", scope: str = ""
) -> str:
    """The page as text. Titles are shown in one line and without characters that cannot be seen.

    `theme` follows the reader's system, or is always the one; `scope` says in words which part of a graph the records are.
    """
    return _render(records, title=title, limits=limits, theme=theme, scope=scope, whole="")[0]


def _render(records: Records, *, title: str, limits: Limits | None, theme: Theme, scope: str, whole: str) -> tuple[str, bool]:
    """The page, and whether it shows a part of what no page shows as a whole."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    payload = to_payload(records, limits=limits)
    loader = FileSystemLoader(FOLDER, encoding="utf-8")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    drawn = payload.drawn
    network = {"nodes": _only(drawn.nodes, NODE_FIELDS), "edges": _only(drawn.edges, EDGE_FIELDS), "options": drawn.options}
    used = libraries(payload.edges)
    style, scripts = _style(theme), [*(_loader(name, at_once=name == used[0]) for name in used), _script()]
    partial = payload.all_edges > EDGE_LIMIT and payload.edges < payload.all_edges
    data = payload.data | {"scope": plain(scope), "whole": plain(whole) if partial else ""}
    text = environment.get_template("page.html.j2").render(
        title=plain(title) or TITLE,
        theme=THEMES[theme][0],
        policy=_policy(style, *scripts),
        style=style,
        scripts=scripts,
        blocks={"data": to_block(data), "network": to_block(network)},
        licences=[f"{file.package} {file.version} ({file.licence})" for file in read_manifest() if file.name in used],
    )
    return text, partial


def libraries(edges: int) -> tuple[str, ...]:
    """The vendored scripts that a page of so many edges carries."""
    return (SMALL,) if edges <= SMALL_EDGES else (LARGE, SMALL)


def _loader(name: str, *, at_once: bool) -> str:
    """A library inside a function, `load_sigma` for sigma.min.js: only the one that draws is run.

    Browsers only skim a function until it is called, and read it a second time then, but one in brackets they read at once.
    """
    function = f"function () {{\n{vendored_script(name)}}}"
    return f"\nconst load_{name.partition('.')[0].replace('-', '_')} = {f'({function})' if at_once else function};\n"


def _only(items: Iterable[Plain], fields: Sequence[str]) -> list[Plain]:
    """Of what pyvis says of each node and edge, what the scripts read: types and arrows they know themselves."""
    return [{name: item[name] for name in fields} for item in items]


def _policy(style: str, *scripts: str) -> str:
    """The content security policy: nothing but the given style and scripts, and pictures that stand in the page."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@lru_cache(maxsize=len(THEMES))
def _style(theme: Theme) -> str:
    """All style sheets; those of a theme of its own ask the system for nothing."""
    text = "\n" + look_css() + "\n".join((FOLDER / "css" / name).read_text(encoding="utf-8") for name in STYLES)
    return text.replace(SYSTEM_DARK, THEMES[theme][1])


@lru_cache(maxsize=1)
def _script() -> str:
    """The page's own scripts, one after the other inside one function, so that they share names with nobody else."""
    parts = [(FOLDER / "js" / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return '\n(async () => {\n"use strict";\n' + "\n".join(parts) + "})();\n"
