"""Blocks of data in the page: readable while short, packed when long, the same bytes each time."""

from __future__ import annotations

import gzip
import json
from base64 import b64decode

import pytest

from kg.html.packed import SHORT, to_block


def test_what_is_short_can_be_read() -> None:
    block = to_block({"name": "Zürich </script>"})
    assert (block.packed, json.loads(block.text)) == (False, {"name": "Zürich </script>"})
    assert "<" not in block.text


@pytest.mark.parametrize(("length", "packed"), [(SHORT - 2, False), (SHORT - 1, True)])
def test_the_border_counts_bytes(length: int, packed: bool) -> None:
    assert to_block("a" * length).packed is packed
    assert to_block("é" * (length // 2 + 1)).packed


def test_what_is_packed_unpacks_to_the_same() -> None:
    value = {"sentences": [f"France banned Chirper {number} times. 🐦 </script>" for number in range(9_000)]}
    block = to_block(value)
    assert block.packed
    assert json.loads(gzip.decompress(b64decode(block.text))) == value
    assert len(block.text) < SHORT / 2
    assert block == to_block(value)
