"""Compressed files, and the limits that a hostile one meets."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from kg.model import Document
from kg.read import Skipped, read, streams

CUT = "gzip data that ends too early: the file was cut off; what stands before that is read"


def only(path: Path) -> Document | Skipped:
    (item,) = read([str(path)])
    return item


def test_compressed_text(tmp_path: Path) -> None:
    path = tmp_path / "story.txt.GZ"
    path.write_bytes(gzip.compress("“Türkiye”\n".encode(), mtime=0))
    document = only(path)
    assert isinstance(document, Document)
    assert (document.name, document.source, document.text) == ("story", "story.txt.GZ", "“Türkiye”\n")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"France banned Grok.", "damaged gzip data (Not a gzipped file (b'Fr'))"),
        (gzip.compress(b"France banned Grok.", mtime=0)[:10], "gzip data that ends too early: the file was cut off"),
        (gzip.compress(b"France banned Grok.", mtime=0)[:5], "gzip data that ends too early: the file was cut off"),
        (b"", "empty"),
        (gzip.compress(b"France banned Grok.", mtime=0)[:-8] + bytes(8), "damaged gzip data (CRC check failed"),
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
    data = gzip.compress("".join(lines).encode(), mtime=0)
    (tmp_path / "news.jsonl.gz").write_bytes(data[: len(data) // 2])
    items = list(read([str(tmp_path / "news.jsonl.gz")]))
    assert 5_000 < len(items) < 15_000
    assert items[-1] == Skipped("news.jsonl.gz", CUT)


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv", "xml", "mbox", "txt", "html", "md", "warc"])
def test_what_stands_before_the_cut_is_kept(tmp_path: Path, kind: str) -> None:
    random.seed(1)
    texts = [f"Norland banned Chirper on day {random.random()}." for _ in range(60)]
    records = [json.dumps({"text": text}) for text in texts]
    whole = {
        "jsonl": "\n".join(records),
        "json": f"[{','.join(records)}]",
        "csv": "text\n" + "\n".join(texts),
        "xml": f"<rss><channel>{''.join(f'<item><title>{text}</title></item>' for text in texts)}</channel></rss>",
        "mbox": "".join(f"From a@b.example Wed Feb  4 10:00:00 2026\nSubject: S\n\n{text}\n\n" for text in texts),
        "txt": "\n".join(texts),
        "html": f"<html><body><article>{''.join(f'<p>{text}</p>' for text in texts)}</article></body></html>",
        "md": "\n\n".join(texts),
        "warc": "".join(
            f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n{text}\r\n\r\n"
            for text in texts
        ),
    }[kind]
    data = gzip.compress(whole.encode(), mtime=0)
    path = tmp_path / f"news.{kind}.gz"
    path.write_bytes(data[: len(data) // 2])
    items = list(read([str(path)]))
    found = "\n".join(item.text for item in items if isinstance(item, Document))
    assert sum(text in found for text in texts) >= 20, items[-3:]
    assert items[-1] == Skipped(path.name, CUT)
    path.write_bytes(data)
    assert not [item for item in read([str(path)]) if isinstance(item, Skipped)]


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
def test_bomb(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(bytes(40 * 2**20), compresslevel=1, mtime=0))
    assert only(tmp_path / name) == Skipped(name, "unpacks to more than 200 times its size, as no text does")


def test_text_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LARGEST_TEXT", 2**20)
    (tmp_path / "large.txt").write_bytes(b"a" * (2**20 + 1))
    (tmp_path / "fits.txt").write_bytes(b"a" * 2**20)
    item = only(tmp_path / "large.txt")
    assert isinstance(item, Skipped)
    assert item.reason.startswith("larger than 1 MiB (expected: ")
    assert isinstance(only(tmp_path / "fits.txt"), Document)
