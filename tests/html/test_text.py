"""Small things that stand between text and page: labels, offsets, addresses, JSON blocks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.html.addresses import link_address, web_address, web_uri
from kg.html.labels import LINE_LENGTH, label_lines, label_width, plain
from kg.html.offsets import Offsets
from kg.html.packed import json_block
from kg.model import Link


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("France", ("France",)),
        ("Internet Watch Foundation", ("Internet Watch", "Foundation")),
        ("Office of Strategy and Evidence Innocenti", ("Office of Strategy", "and Evidence Inno…")),
        ("Donaudampfschifffahrtsgesellschaft", ("Donaudampfschifff-", "ahrtsgesellschaft")),
        ("a\x00b\u202ec\nd", ("abc d",)),
        ("\u200b", ("?",)),
        ("", ("?",)),
    ],
)
def test_names_are_cut_into_lines(name: str, lines: tuple[str, ...]) -> None:
    assert label_lines(name) == lines


@given(st.text())
def test_labels_stay_short_and_visible(name: str) -> None:
    lines = label_lines(name)
    assert 1 <= len(lines) <= 2
    assert all(0 < len(line) <= LINE_LENGTH + 2 for line in lines)
    assert plain("".join(lines)) == "".join(lines).strip() or " " in name or not name.isprintable()


def test_wide_letters_take_more_room() -> None:
    assert label_width(("ill",)) < label_width(("nnn",)) < label_width(("WWW",)) < label_width(("漢漢漢漢",))


@given(st.text())
def test_offsets_are_those_of_utf16(text: str) -> None:
    offsets = Offsets(text)
    for place in range(len(text) + 1):
        assert offsets.utf16(place) == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://news.example/a?b=1&c=2#d", True),
        ("http://news.example", True),
        ("HTTPS://NEWS.EXAMPLE/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//news.example/a", False),
        ("https:///a", False),
        ("https://[bad/", False),
        ("https://news.example/\u202egpj", False),
        ("https://news.example/a b", False),
        ("ftp://news.example", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(address: str | None, safe: bool) -> None:
    assert web_address(address) == (address if safe else None)


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://news.example/2026/raid?a=1&b=%20#c", "https://news.example/2026/raid?a=1&b=%20#c"),
        ("https://news.example/ü/<b>[1]{2}|`\\^", "https://news.example/%C3%BC/%3Cb%3E%5B1%5D%7B2%7D%7C%60%5C%5E"),
        ("https://news.example/100%?a=%zz", "https://news.example/100%25?a=%25zz"),
        ("https://news.example/#a#b", "https://news.example/#a%23b"),
        ("https://zürich.example:8080/ü", "https://xn--zrich-kva.example:8080/%C3%BC"),
        ("https://[::1]:80/<", "https://[::1]:80/%3C"),
        (f"https://{'ü' * 80}.example/", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_a_web_address_is_written_as_a_uri(address: str | None, uri: str | None) -> None:
    assert web_uri(address) == uri
    assert web_uri(uri) == uri


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("wikidata", "Q142", "https://www.wikidata.org/wiki/Q142"),
        ("wikidata", "Q1/../evil", None),
        ("domain", "CNIL.fr", "https://cnil.fr/"),
        ("domain", "cnil.fr/@evil", None),
        ("domain", "localhost", None),
        ("iso3166", "FR", None),
    ],
)
def test_identifiers_lead_where_they_can_be_looked_up(scheme: str, value: str, address: str | None) -> None:
    assert link_address(Link(scheme=scheme, value=value)) == address


@given(st.text(st.characters(codec=None)))
def test_json_blocks_cannot_end_their_element(text: str) -> None:
    block = json_block({"text": text})
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == {"text": text}
    assert block.encode("utf-8")
