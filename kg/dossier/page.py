"""The report as one HTML file: no script, no request, styles by their hash; or as PDF, which Chromium prints of it.

In: the part of a graph that is about one entity. Out: a file. The same part gives the same bytes.

>>> check_suffix(Path("chirper.pdf"))
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import kg
from kg.atomic import write_bytes
from kg.dossier.paper import to_pdf
from kg.dossier.picture import NEIGHBOURS, to_picture
from kg.dossier.story import to_story
from kg.errors import UsageError
from kg.export.wording import days, kind
from kg.html.labels import plain
from kg.html.look import STATUSES, look_css, type_look
from kg.html.page import SYSTEM_DARK, THEMES, Theme
from kg.narrowing import Part
from kg.source_date import source_date

FOLDER = Path(__file__).resolve().parent
NAMES = 30
"""Other names that stand below the first one; the page says how many more there are."""
SUFFIXES = (".html", ".htm", ".pdf")


def write_dossier(part: Part, path: Path, *, theme: Theme = "system", scope: str = "") -> None:
    """Writes the report of the entity that a part is about; the suffix of `path` says whether as HTML or as PDF.

    `scope` says in words which part of the graph it is made of.

    Raises:
        UsageError: another suffix, no Chromium to print with, a SOURCE_DATE_EPOCH that is no time, or a place that cannot be written.
    """
    check_suffix(path)
    text = to_page(part, theme=theme, scope=scope)
    write_bytes(path, to_pdf(text, made=source_date()) if path.suffix.lower() == ".pdf" else text.encode("utf-8"))


def check_suffix(path: Path) -> None:
    """UsageError unless a report can be written to such a file."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: a report is a page or a PDF; expected a name that ends in .html or .pdf")


def to_page(part: Part, *, theme: Theme = "system", scope: str = "") -> str:
    """The page as text; the part must be about an entity (kg.narrowing.narrow with `about`)."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    story = to_story(part)
    environment = Environment(
        loader=FileSystemLoader(FOLDER, encoding="utf-8"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = _style(theme)
    names = dict.fromkeys(name for alias in story.entity.aliases if (name := plain(alias)) and name != story.name)
    text = environment.get_template("dossier.html.j2").render(
        story=story,
        names=list(names)[:NAMES],
        more_names=max(0, len(names) - NAMES),
        neighbours=len({end for edge in story.edges for end in (edge.subject, edge.object)} - {story.entity.id}),
        drawn=NEIGHBOURS,
        type=type_look(story.entity.type).name,
        kind=kind(story.entity.type),
        picture=to_picture(story.edges, story.entities, story.entity.id),
        looks=STATUSES,
        days=days,
        scope=plain(scope),
        theme=THEMES[theme][0],
        style=style,
        policy=f"default-src 'none'; style-src {_hash(style)}; base-uri 'none'; form-action 'none'",
        version=kg.__version__,
        made=source_date(),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@lru_cache(maxsize=len(THEMES))
def _style(theme: Theme) -> str:
    return ("\n" + look_css() + (FOLDER / "dossier.css").read_text(encoding="utf-8")).replace(SYSTEM_DARK, THEMES[theme][1])
