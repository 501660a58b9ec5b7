"""Web archives: pages that were fetched, with their addresses; damaged records and archives."""

from __future__ import annotations

import gzip
import hashlib
import sys
from pathlib import Path

import pytest

from kg.model import Document
from kg.read import Skipped, read

PAGE = "<html><head><title>Ban</title></head><body><p>La décision: France banned Grok.</p></body></html>"
Answer = tuple[str, str, str, bytes, dict[str, str]]
ANSWERS: list[Answer] = [
    ("https://p.example/a", "200 OK", "text/html; charset=iso-8859-15", PAGE.encode("iso8859-15"), {}),
    ("https://p.example/b", "404 Not Found", "text/html", b"<p>Gone</p>", {}),
    ("https://p.example/c.png", "200 OK", "image/png", b"\x89PNG", {}),
    ("https://p.example/d", "200 OK", "text/plain", b"Italy fined X.", {}),
    ("https://p.example/e", "200 OK", "text/html", b"<html></html>", {}),
    ("https://p.example/f", "200 OK", "application/rss+xml", b"<rss><channel><item><title>Spain sued Y</title></item></channel></rss>", {}),
    ("https://p.example/g", "200 OK", "text/html", gzip.compress(PAGE.encode("utf-8")), {"Content-Encoding": "gzip"}),
    ("https://p.example/h", "200 OK", "text/html", gzip.compress(bytes(40 * 2**20)), {"Content-Encoding": "gzip"}),
]


def archive(answers: list[Answer], *, packed: bool) -> bytes:
    """An archive as crawlers write it: each record packed by itself."""
    out = b""
    for url, status, kind, body, more in answers:
        headers = "".join(f"{name}: {value}\r\n" for name, value in {"Content-Type": kind, **more}.items())
        content = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:x:1>\r\nWARC-Date: 2026-02-04T00:00:00Z\r\n"
        )
        kinds = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
        record = (head + kinds).encode() + content + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_archive(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(archive(ANSWERS, packed=name.endswith(".gz")))
    found = list(read([str(tmp_path / name)], published="2026-02-04"))
    assert [(item.source, item.url, item.text) for item in found if isinstance(item, Document)] == [
        (f"{name}#1", "https://p.example/a", "Ban\n\nLa décision: France banned Grok."),
        (f"{name}#4", "https://p.example/d", "Italy fined X."),
        (f"{name}#6", "https://p.example/f", "Spain sued Y"),
        (f"{name}#7", "https://p.example/g", "Ban\n\nLa décision: France banned Grok."),
    ]
    skipped = [str(item) for item in found if isinstance(item, Skipped)]
    assert [item.partition(":")[0] for item in skipped] == [f"{name} record 5", f"{name} record 8"]
    assert "larger than 32 MiB" in skipped[1]


def test_archive_that_is_cut_off_keeps_what_stands_before(tmp_path: Path) -> None:
    noise = "".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(9_000))
    data = archive([ANSWERS[0], (*ANSWERS[3][:3], noise.encode(), {}), ANSWERS[3]], packed=True)
    (tmp_path / "a.warc.gz").write_bytes(data[:-40])
    found = list(read([str(tmp_path / "a.warc.gz")]))
    assert isinstance(found[0], Document) and found[0].source == "a.warc.gz#1"
    assert isinstance(found[-1], Skipped)


@pytest.mark.parametrize(
    "data", [b"", b"no archive\r\n\r\n", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", b"WARC/1.0\r\n" + b"A: b\r\n" * 10_000]
)
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    found = list(read([str(tmp_path / "a.warc")]))
    assert all(isinstance(item, Skipped) for item in found)


def test_without_warcio_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc").write_bytes(archive(ANSWERS[:1], packed=False))
    for name in [name for name in sys.modules if name.startswith("warcio")]:
        monkeypatch.setitem(sys.modules, name, None)
    (found,) = read([str(tmp_path / "a.warc")])
    assert isinstance(found, Skipped) and "pip install 'actorgraph[warc]'" in found.reason
