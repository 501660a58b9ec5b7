"""Compressed files, and the limits that a hostile one meets."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from kg.model import Document
from kg.read import Skipped, read, streams


def only(path: Path) -> Document | Skipped:
    (item,) = read([str(path)])
    return item


def test_compressed_text(tmp_path: Path) -> None:
    path = tmp_path / "story.txt.GZ"
    path.write_bytes(gzip.compress("“Türkiye”\n".encode()))
    document = only(path)
    assert isinstance(document, Document)
    assert (document.name, document.source, document.text) == ("story", "story.txt.GZ", "“Türkiye”\n")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"France banned Grok.", "damaged gzip data (Not a gzipped file (b'Fr'))"),
        (gzip.compress(b"France banned Grok.")[:-5], "gzip data that ends too early: the file was cut off"),
        (gzip.compress(b"France banned Grok.")[:-8] + bytes(8), "damaged gzip data (CRC check failed"),
    ],
)
def test_damaged(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "story.txt.gz"
    path.write_bytes(data)
    item = only(path)
    assert isinstance(item, Skipped)
    assert item.reason.startswith(reason)


def test_records_before_the_damage_are_kept(tmp_path: Path) -> None:
    random.seed(1)
    lines = [f'{{"text": "Number {random.random()}"}}\n' for _ in range(20_000)]
    data = gzip.compress("".join(lines).encode())
    (tmp_path / "news.jsonl.gz").write_bytes(data[: len(data) // 2])
    items = list(read([str(tmp_path / "news.jsonl.gz")]))
    assert 5_000 < len(items) < 15_000
    assert items[-1] == Skipped("news.jsonl.gz", "gzip data that ends too early: the file was cut off")


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
def test_bomb(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(bytes(40 * 2**20), compresslevel=1))
    assert only(tmp_path / name) == Skipped(name, "unpacks to more than 200 times its size, as no text does")


def test_text_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LARGEST_TEXT", 2**20)
    (tmp_path / "large.txt").write_bytes(b"a" * (2**20 + 1))
    (tmp_path / "fits.txt").write_bytes(b"a" * 2**20)
    item = only(tmp_path / "large.txt")
    assert isinstance(item, Skipped)
    assert item.reason.startswith("larger than 1 MiB (expected: ")
    assert isinstance(only(tmp_path / "fits.txt"), Document)
