"""The page as one file: template, styles, scripts and data put together under a strict content security policy.

In: Records. Out: graph.html. The same records give the same bytes. Text from documents stands in two JSON blocks and nowhere else;
the scripts show it as text only. The policy lets only the scripts and styles of this file run, by their hashes, and no request be made.

>>> json_block({"name": "</script>"})
'{"name":"\\\\u003c/script\\\\u003e"}'
"""

from __future__ import annotations

import json
import re
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
from kg.html.payload import Limits, to_payload
from kg.html.vendored import read_manifest, vendored_script
from kg.model import Records

TITLE = "Who did what to whom"
FOLDER = Path(__file__).resolve().parent
LIBRARY = "vis-network.min.js"
# In the order in which they stand in the page: each uses only names of itself and of those before, except inside functions.
SCRIPTS = (
    "dom.js", "words.js", "data.js", "matching.js", "state.js", "visible.js", "geometry.js", "labels.js", "pins.js", "picture.js",
    "pointer.js", "view.js", "sentence.js", "judgements.js", "correction.js", "review.js", "cards.js", "corroboration.js", "article.js",
    "panel.js", "filters.js", "search.js", "table.js", "save.js", "vector.js", "keys.js", "main.js",
)
STYLES = ("frame.css", "panel.css", "review.css", "table.css", "media.css")
Theme = Literal["system", "light", "dark"]
SYSTEM_DARK = "(prefers-color-scheme: dark)"
# What the browser is told of its own controls, and when the dark colours hold; paper is light in any case.
THEMES: dict[Theme, tuple[str, str]] = {"system": ("light dark", SYSTEM_DARK), "light": ("light", "not all"), "dark": ("dark", "screen")}
NODE_FIELDS = ("id", "x", "y", "size", "label")
EDGE_FIELDS = ("id", "from", "to", "members", "curve")
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_UNSAFE_CHARACTER = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def write_html(
    records: Records, path: Path, *, title: str = TITLE, limits: Limits | None = None, theme: Theme = "system", scope: str = ""
) -> None:
    """Writes the page; it is whole or not there. UsageError where the place cannot be written."""
    write_text(path, to_html(records, title=title, limits=limits, theme=theme, scope=scope))


def to_html(
    records: Records, *, title: str = TITLE, limits: Limits | None = None, theme: Theme = "system", scope: str = ""
) -> str:
    """The page as text. Titles are shown in one line and without characters that cannot be seen.

    `theme` follows the reader's system, or is always the one; `scope` says in words which part of a graph the records are.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    payload = to_payload(records, limits=limits)
    loader = FileSystemLoader(FOLDER, encoding="utf-8")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    drawn = payload.drawn
    network = {"nodes": _only(drawn.nodes, NODE_FIELDS), "edges": _only(drawn.edges, EDGE_FIELDS), "options": drawn.options}
    style, library, script = _style(theme), vendored_script(LIBRARY), _script()
    return environment.get_template("page.html.j2").render(
        title=plain(title) or TITLE,
        theme=THEMES[theme][0],
        policy=_policy(style, library, script),
        style=style,
        library=library,
        script=script,
        data=json_block(payload.data | {"scope": plain(scope)}),
        network=json_block(network),
        licences=[f"{file.package} {file.version} ({file.licence})" for file in read_manifest() if file.name == LIBRARY],
    )


def _only(items: Iterable[Plain], fields: Sequence[str]) -> list[Plain]:
    """Of what pyvis says of each node and edge, what the scripts read: types and arrows they know themselves."""
    return [{name: item[name] for name in fields} for item in items]


def json_block(value: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element, open a comment or break UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE_CHARACTER.sub(lambda found: _UNSAFE.get(found[0]) or f"\\u{ord(found[0]):04x}", text)


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
    return '\n(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"
