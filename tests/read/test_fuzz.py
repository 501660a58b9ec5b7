"""Damaged files of every kind: cut, flipped, with pieces of others in them, doubled. They give documents and reasons, never an error.

More of it: `ROUNDS=100000 pytest tests/read/test_fuzz.py`.
"""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path

import pytest

from kg.model import Document
from kg.read import Skipped, read
from tests.effort import at_most
from tests.read.test_pdf import STORY, column, pdf

ROUNDS = int(os.environ.get("ROUNDS", "40"))
LARGEST = 200_000
WORDS = "Norland banned Chirper on Monday, the minister said. Acme “rejected” the claims – naïve café. "
PAGE = (
    "<html lang=en><head><meta charset=utf-8><title>T</title><meta name=author content='J D'></head><body><nav><a href=x>Home</a></nav>"
    f"<article><h1>T</h1><p>{WORDS}</p><table><tr><td>{WORDS}</td></tr></table></article><script>var x='<p>'</script></body></html>"
).encode()
DAY = "Wed, 04 Feb 2026 10:00:00 +0000"
ITEM = f"<item><title>T</title><author>a@b.c (J)</author><pubDate>{DAY}</pubDate><description>{WORDS}</description></item>"
FEED = f"<?xml version='1.0' encoding='utf-8'?><rss><channel><title>W</title>{ITEM * 3}</channel></rss>".encode()
MAIL = (
    "From: N <a@b.example>\nSubject: =?utf-8?b?w6k=?=\nDate: Wed, 04 Feb 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
    'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n'
    f"{WORDS}\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>{WORDS}</p>\n--b--\n"
).encode()


def _archive() -> bytes:
    records = []
    for kind, body in (("text/html", PAGE), ("application/rss+xml", FEED), ("text/plain", WORDS.encode())):
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\n"
        records.append(f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n")
    return b"".join(records)


SEEDS: dict[str, bytes] = {
    "txt": WORDS.encode(),
    "html": PAGE,
    "xml": FEED,
    "md": f"---\ntitle: T\n---\n# T\n\n{WORDS}\n\n* a\n* [b](c)\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>x</div>\n".encode(),
    "csv": ("id,text,title,published\n" + f'1,"{WORDS}",T,2026-02-04\n' * 4).encode(),
    "jsonl": (json.dumps({"id": 1, "text": WORDS, "authors": ["J"], "published": "2026-02-04"}) + "\n").encode() * 4,
    "json": json.dumps({"articles": [{"id": number, "text": WORDS} for number in range(4)]}).encode(),
    "eml": MAIL,
    "mbox": (b"From a@b Wed Feb  4 10:00:00 2026\n" + MAIL + b"\n") * 2,
    "warc": _archive(),
    "pdf": pdf(column(*STORY), column("Second page.")),
}
PIECES = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x1b", b"\f", b"\r", b"\n\n", b"---\n", b"|", b"("),
    *(b"<", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#0;", b"&a;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<p " * 50, b"charset=utf-16"),
    *(b'"', b"'", b"{", b"[", b"[[", b"\\ud800", b"\\u0000", b"9" * 5000, b"--b\n", b"stream", b"endobj", b"/Kids [2 0 R]"),
    *(b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n"),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data after one to six damages."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        size = len(found) or 1
        first, last = sorted((chance.randrange(size), chance.randrange(size)))
        match chance.randrange(5):
            case 0:
                del found[last:]
            case 1:
                for _ in range(chance.randint(1, 20)):
                    if found:
                        found[chance.randrange(len(found))] = chance.randrange(256)
            case 2:
                found[first:first] = chance.choice(PIECES) * chance.choice((1, 1, 3, 50))
            case 3:
                found[first:first] = found[first:last] * chance.choice((1, 2, 8))
            case _:
                del found[first:last]
        del found[LARGEST:]
    return bytes(found)


@pytest.mark.parametrize("kind", SEEDS)
def test_damage_gives_documents_and_reasons(kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(kind)
    for number in range(ROUNDS):
        data = damaged(SEEDS[kind], chance)
        packed = bytearray(gzip.compress(data, 1))
        if number % 4 == 1:
            packed[chance.randrange(len(packed))] ^= 1 << chance.randrange(8)
        path = tmp_path / (f"a.{kind}.gz" if number % 2 else f"a.{kind}")
        path.write_bytes(packed if number % 2 else data)
        for item in read([str(path)]):
            told = [item.source, item.reason] if isinstance(item, Skipped) else fields(item)
            assert all(value.strip() and value.encode("utf-8") for value in told), (number, told)
    assert capfd.readouterr() == ("", "")


def test_long_words_and_long_paragraphs_of_a_pdf_take_no_square(tmp_path: Path) -> None:
    with at_most(1000):
        pages = [[(1, 700, "9" * 100_000), (1, 690, "x-"), (1, 680, "y")], [(1, 700, "a" * 100_000)]]
        (tmp_path / "a.pdf").write_bytes(pdf(*pages, column(*["word and more of it"] * 2_000)))
        (document,) = read([str(tmp_path / "a.pdf")])
        assert isinstance(document, Document)


def fields(document: Document) -> list[str]:
    """All strings of a document."""
    known = (document.title, document.published, document.language, document.url, document.outlet, document.author, document.encoding)
    return [document.text, document.name, document.source, *(value for value in known if value is not None)]


@pytest.mark.parametrize("kind", SEEDS)
def test_the_seeds_themselves_are_read(kind: str, tmp_path: Path) -> None:
    (tmp_path / f"a.{kind}").write_bytes(SEEDS[kind])
    items = list(read([str(tmp_path / f"a.{kind}")]))
    assert items and all(isinstance(item, Document) for item in items), items


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.eml", b"Subject: x\n" + b" y\n" * 10_000 + b"\nText.", "a header that is far too long"),
        ("a.eml", b"X-A: b\n" * 200_000 + b"\nText.", "a header that is far too long"),
        ("a.eml", b"Content-Type: text/plain;\n" + b" a=b;\n" * 5_000 + b"\nText.", "a header that is far too long"),
        ("a.md", b"|a" * 6_000 + b"\n" + b"|-" * 6_000 + b"\n" + (b"|x" * 6_000 + b"\n") * 8, "more than 50,000 cells"),
        ("a.warc", b"WARC/1.0\r\nX: " + b"y" * 3_000_000, "a header of more than 1 MiB"),
        ("a.pdf", pdf(column("Norland."), [(1, 1, "x")] * 30_001), "more than 30,000 pieces of text"),
    ],
)
def test_what_would_take_too_long(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    skipped = [item for item in read([str(tmp_path / name)]) if isinstance(item, Skipped)]
    assert len(skipped) == 1
    assert reason in skipped[0].reason
