"""Colours that can be read, and a look for every type and status of the vocabulary."""

from __future__ import annotations

import itertools

import pytest

from kg.html.look import DARK_GROUND, LIGHT_GROUND, OTHER, STATUSES, TYPES, look_css, status_look, type_look
from kg.model import STATUSES as WORDS
from kg.vocabulary import vocabulary


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [*TYPES, OTHER, *STATUSES], ids=lambda look: look.name)
def test_colours_can_be_read_on_both_grounds(look: object) -> None:
    light, dark = look.light, look.dark  # type: ignore[attr-defined]
    assert _contrast(light, LIGHT_GROUND) >= 4.5
    assert _contrast(light, "#ffffff") >= 4.5
    assert _contrast(dark, DARK_GROUND) >= 4.5
    assert _contrast(dark, "#1b1f26") >= 4.5


def test_every_type_of_the_vocabulary_has_a_look_of_its_own() -> None:
    assert {look.name for look in TYPES} == set(vocabulary().types)
    for field in ("outline", "light", "dark"):
        assert len({getattr(look, field) for look in TYPES}) == len(TYPES)
    assert type_look("galaxy") is OTHER


def test_every_status_can_be_told_without_colour() -> None:
    assert tuple(look.name for look in STATUSES) == WORDS
    for one, other in itertools.combinations(STATUSES, 2):
        assert (one.dash, one.cross) != (other.dash, other.cross)
    assert status_look("denied").cross


def test_css_names_every_look_for_light_dark_and_paper() -> None:
    css = look_css()
    assert css.count("--status-denied:") == 3
    assert '[data-type="ai_system"]{--tone:var(--type-ai_system)}' in css
