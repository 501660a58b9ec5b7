"""kg.literals: whatever the text holds, every format can carry it and offsets stay true."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.literals import XSD, date, decimal, fit, hexadecimal, integer, literal, offset, parts
from tests.factories import HOSTILE

# Machines that run tests may be slow, and a run must give what the last one gave.
QUIET = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)


@QUIET
@given(TEXTS)
@example("".join(HOSTILE))
@example("\ud800\udfff\x00\ufffe\uffff\U0010ffff")
@example('\\"\\n\\u0041')
def test_any_text_survives_up_to_what_xml_cannot_hold(text: str) -> None:
    token = literal(text)
    kept = fit(text)
    assert len(kept) == len(text)
    assert parts(token) == (kept, None)
    [triple] = pyoxigraph.parse(f"<urn:s> <urn:p> {token} .\n".encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    assert triple.object == pyoxigraph.Literal(kept)
    escaped = kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    assert (ET.fromstring(f"<a>{escaped}</a>").text or "") == kept


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026", "gYear"),
        ("2026-02", "gYearMonth"),
        ("2024-02-29", "date"),
        ("2026-02-04T10:00:00Z", "dateTime"),
        ("2026-02-04T10:00:00.5+02:00", "dateTime"),
        ("2026-02-30", None),
        ("2026-13", None),
        ("0000", None),
        ("2026-02-30T10:00:00Z", None),
        ("2026-02-04T25:00:00Z", None),
        ("last week", None),
        ("2026-02-04\n", None),
        ("\u0662\u0660\u0662\u0666", None),
    ],
)
def test_dates_have_the_type_of_their_precision(text: str, kind: str | None) -> None:
    assert parts(date(text)) == (text, f"{XSD}{kind}" if kind else None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, "1.0"), (0, "0.0"), (0.9, "0.9"), (1e-9, "0.0"), (0.1 + 0.2, "0.3"), (0.123456789, "0.123457")],
)
def test_decimal_is_never_scientific(value: float, expected: str) -> None:
    assert decimal(value) == f'"{expected}"^^<{XSD}decimal>'


def test_numbers_and_digests() -> None:
    assert integer(-3) == f'"-3"^^<{XSD}integer>'
    assert offset(3) == f'"3"^^<{XSD}nonNegativeInteger>'
    assert hexadecimal('a"') == f'"a\\""^^<{XSD}hexBinary>'
