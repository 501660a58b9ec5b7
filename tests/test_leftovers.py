"""What a scraper left of HTML."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.leftovers import leftovers
from tests.effort import at_most


def without(text: str) -> str:
    spans = leftovers(text)
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ban on <b>X</b> in <a href='https://example.org/x?a=1'>Malaysia</a>.", "a ban on X in Malaysia."),
        ('<p class="lead">France</p><br/>', "France"),
        ("a <!-- note > here --> comment", "a  comment"),
        ("after a slug-name-12″ target=”_blank” rel=”nofollow noopener”>fine for X", "after a fine for X"),
        ('after a slug-name-12" target="_blank">fine for X', "after a fine for X"),
        ("after a slug-name-12' target='_blank' >fine for X", "after a fine for X"),
        ("see href=“https://example.org/a”>fine for X", "see fine for X"),
        ("see a href=“https://example.org/a”>fine for X", "see fine for X"),
        ('class="promo" data-slot="3"> Read more', " Read more"),
        ('style="width:100%" alt="Parcels on a belt">', ""),
        ('the fine target="_blank" rel="noopener" for X', "the fine  for X"),
        ("a fine</a> for X</strong>", "a fine for X"),
        ('he said "no" class="x">and left', 'he said "no" and left'),
        ("no quotes href=x>here", "no quotes href=x>here"),
        ("<3 and 1 < 2 and 3 > 2", "<3 and 1 < 2 and 3 > 2"),
        ("a <b unclosed tag", "a <b unclosed tag"),
        ("a <b unclosed <i>tag</i>", "a <b unclosed tag"),
        ('open href="value without end', 'open href="value without end'),
        ("plain text = text", "plain text = text"),
        ('the title="Chief" was his', "the  was his"),
        ("x <https://example.org> y", "x <https://example.org> y"),
    ],
)
def test_leftovers(text: str, expected: str) -> None:
    assert without(text) == expected


@given(st.text(alphabet="<>a=\"'”/ hrefclass-!\n"))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = leftovers(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("text", ["<a ", "<!--", 'href="', "href='x' ", '"', "<b>", "a href="])
def test_time_is_linear(text: str) -> None:
    with at_most(250):
        leftovers(text * (200_000 // len(text)))
