"""How things look: one shape and colour a type, one line a status, so that neither has to be read.

In: nothing. Out: outlines (SVG paths around 0,0 with a radius of about 10), dash patterns in pixels, and the CSS that gives them colours.
Every colour has a contrast of at least 4.5:1 to the ground it stands on, in light and in dark; hue, lightness and shape all differ,
so that the picture holds for colour-blind readers (hues after Okabe and Ito 2008, darkened for light and lightened for dark grounds).

>>> status_look("alleged").dash
(7, 5)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Status

LIGHT_GROUND, DARK_GROUND = "#fbfaf8", "#14171c"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeLook:
    """The outline and colours of an entity type; `name` is also the suffix of its CSS variable."""

    name: str
    plural: str
    outline: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLook:
    """The line and colours of a status; `meaning` is what the page says about it. `cross` puts a cross on the line."""

    name: Status
    meaning: str
    dash: tuple[int, ...]
    light: str
    dark: str
    cross: bool = False


TYPES: tuple[TypeLook, ...] = (
    TypeLook(name="country", plural="Countries", light="#0a5fa6", dark="#6cb4f5", outline="M10 0A10 10 0 1 1 -10 0A10 10 0 1 1 10 0Z"),
    TypeLook(
        name="organisation", plural="Organisations", light="#00705a", dark="#3fc9a0",
        outline="M-6.5 -9H6.5A2.5 2.5 0 0 1 9 -6.5V6.5A2.5 2.5 0 0 1 6.5 9H-6.5A2.5 2.5 0 0 1 -9 6.5V-6.5A2.5 2.5 0 0 1 -6.5 -9Z",
    ),
    TypeLook(name="platform", plural="Platforms", light="#84358c", dark="#dc98e6", outline="M-10.5 0L-5.3 -9.2H5.3L10.5 0L5.3 9.2H-5.3Z"),
    TypeLook(
        name="ai_system", plural="AI systems", light="#a34a00", dark="#f5a54b",
        outline="M0 -12C1.4 -5 5 -1.4 12 0C5 1.4 1.4 5 0 12C-1.4 5 -5 1.4 -12 0C-5 -1.4 -1.4 -5 0 -12Z",
    ),
    TypeLook(
        name="person", plural="People", light="#6e6200", dark="#d9cb4f",
        outline="M4.6 -6A4.6 4.6 0 1 1 -4.6 -6A4.6 4.6 0 1 1 4.6 -6ZM-9 10C-9 3.6 -5.4 .4 0 .4C5.4 .4 9 3.6 9 10Z",
    ),
    TypeLook(name="law", plural="Laws", light="#7a4a21", dark="#d2a67c", outline="M0 -11.5L11.5 0L0 11.5L-11.5 0Z"),
    TypeLook(name="work", plural="Works", light="#016a83", dark="#5fcbe3", outline="M-8 -10.5H3.2L8 -5.7V10.5H-8Z"),
    TypeLook(name="product", plural="Products", light="#a8285f", dark="#f48fb8", outline="M0 -10.5L11 9H-11Z"),
)

OTHER = TypeLook(name="other", plural="Others", light="#555b66", dark="#aab2bf", outline="M-9 -9L9 9M-9 9L9 -9M-9 -9H9V9H-9Z")

STATUSES: tuple[StatusLook, ...] = (
    StatusLook(name="fact", meaning="the text asserts it", dash=(), light="#3d4653", dark="#b9c3d1"),
    StatusLook(name="alleged", meaning="reported or suspected, not asserted", dash=(7, 5), light="#8a5200", dark="#e5ad52"),
    StatusLook(name="planned", meaning="announced, considered or threatened", dash=(2, 4), light="#1f5fbf", dark="#86b4ff"),
    StatusLook(name="demanded", meaning="somebody asks for it", dash=(15, 5), light="#73399c", dark="#cba0f5"),
    StatusLook(name="denied", meaning="the text says that it is not so", dash=(), light="#b3261e", dark="#ff8d85", cross=True),
)


def type_look(name: str) -> TypeLook:
    """The look of an entity type; that of OTHER where the type is unknown."""
    return next((look for look in TYPES if look.name == name), OTHER)


def status_look(name: Status) -> StatusLook:
    """The look of a status."""
    return next(look for look in STATUSES if look.name == name)


def look_css() -> str:
    """CSS variables --type-NAME and --status-NAME for both grounds; the style sheets and the picture read them."""
    light, dark = "".join(_variables("light")), "".join(_variables("dark"))
    return (
        f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n@media print{{:root{{{light}}}}}\n"
        + "".join(f'[data-type="{look.name}"]{{--tone:var(--type-{look.name})}}\n' for look in (*TYPES, OTHER))
        + "".join(f'[data-status="{look.name}"]{{--tone:var(--status-{look.name})}}\n' for look in STATUSES)
    )


def _variables(ground: str) -> Iterator[str]:
    yield f"--ground:{LIGHT_GROUND if ground == 'light' else DARK_GROUND};"
    for kind, looks in (("type", (*TYPES, OTHER)), ("status", STATUSES)):
        for look in looks:
            yield f"--{kind}-{look.name}:{look.light if ground == 'light' else look.dark};"
