"""By which encoding each kind of file is read: mark, declaration, UTF-8, Windows-1252, statistics; and what was decoded wrongly before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Document
from kg.read import read

WORDS = "“Türkiye” – naïve café, 3 €"
CZECH = "Úřad pro ochranu osobních údajů zahájil šetření"
RUSSIAN = "Роскомнадзор заблокировал доступ к социальной сети. Суд в Москве признал запрет законным. " * 4
PAGE = "<html><head>{}<title>T</title></head><body><article><h1>T</h1><p>{}</p></article></body></html>"
FEED = '<?xml version="1.0"{}?><rss><channel><title>W</title><item><title>{}</title></item></channel></rss>'
MAIL = "From: a@b.example\nSubject: S\nMIME-Version: 1.0\nContent-Type: text/plain; charset={}\nContent-Transfer-Encoding: 8bit\n\n{}\n"
META = '<meta charset="{}">'


def page(text: str, declared: str | None = None) -> str:
    return PAGE.format(META.format(declared) if declared else "", text)


def feed(text: str, declared: str | None = None) -> str:
    return FEED.format(f' encoding="{declared}"' if declared else "", text)


CASES = [
    # byte order mark, whatever else is said
    ("a.txt", WORDS, "utf-8-sig", WORDS, "utf-8"),
    ("a.txt", WORDS, "utf-16", WORDS, "utf-16-le"),
    ("a.html", page(WORDS, "iso-8859-1"), "utf-8-sig", WORDS, "utf-8"),
    ("a.xml", feed(WORDS, "iso-8859-1"), "utf-16", WORDS, "utf-16-le"),
    ("a.jsonl", json.dumps({"text": WORDS}, ensure_ascii=False), "utf-16", WORDS, "utf-16"),
    ("a.csv", f'text\n"{WORDS}"\n', "utf-8-sig", WORDS, "utf-8"),
    # what is declared
    ("a.html", page(CZECH, "iso-8859-2"), "iso-8859-2", CZECH, "iso8859-2, declared"),
    ("a.html", page(WORDS, "iso-8859-1"), "cp1252", WORDS, "cp1252, declared"),
    ("a.html", page(RUSSIAN, "windows-1251"), "cp1251", RUSSIAN, "cp1251, declared"),
    ("a.html", page("東京で禁止", "shift_jis"), "shift_jis", "東京で禁止", "cp932, declared"),
    ("a.xml", feed(CZECH, "iso-8859-2"), "iso-8859-2", CZECH, "iso8859-2, declared"),
    ("a.eml", MAIL.format("iso-8859-2", CZECH), "iso-8859-2", CZECH, "iso8859-2, declared"),
    ("a.eml", MAIL.format("utf-8", WORDS), "utf-8", WORDS, "utf-8"),
    # a declaration that cannot be
    ("a.html", page(WORDS, "utf-8"), "cp1252", WORDS, "cp1252"),
    ("a.html", page(WORDS, "iso-8859-1"), "utf-8", WORDS, "utf-8, declared as cp1252"),
    ("a.xml", feed(CZECH, "iso-8859-2"), "utf-8", CZECH, "utf-8, declared as iso8859-2"),
    ("a.html", page(WORDS, "no-such-thing"), "utf-8", WORDS, "utf-8"),
    ("a.html", page(WORDS, "rot13"), "utf-8", WORDS, "utf-8"),
    # nothing is declared
    ("a.txt", WORDS, "utf-8", WORDS, "utf-8"),
    ("a.txt", WORDS, "cp1252", WORDS, "cp1252"),
    ("a.md", WORDS, "cp1252", WORDS, "cp1252"),
    ("a.csv", f'text\n"{WORDS}"\n', "cp1252", WORDS, "cp1252"),
    ("a.jsonl", json.dumps({"text": WORDS}, ensure_ascii=False), "cp1252", WORDS, "cp1252"),
    ("a.json", json.dumps({"text": WORDS}, ensure_ascii=False), "cp1252", WORDS, "cp1252"),
    ("a.txt", RUSSIAN, "cp1251", RUSSIAN, "cp1251"),
    ("a.txt", RUSSIAN, "koi8-r", RUSSIAN, "koi8_r"),
    # decoded wrongly before it was saved: repaired where texts are made anew, kept where offsets are those of the file
    ("a.html", page("La FranÃ§aise a dit Â« non Â»"), "utf-8", "La Française a dit « non »", "utf-8, mojibake repaired"),
    ("a.xml", feed("The minister didnâ€™t say"), "utf-8", "The minister didn’t say", "utf-8, mojibake repaired"),
    ("a.md", "CafÃ© and Malmö", "utf-8", "Café and Malmö", "utf-8, mojibake repaired"),
    ("a.eml", MAIL.format("utf-8", "FranÃ§ais"), "utf-8", "Français", "utf-8, mojibake repaired"),
    ("a.txt", "FranÃ§ais", "utf-8", "FranÃ§ais", "utf-8"),
    ("a.jsonl", '{"text": "FranÃ§ais"}', "utf-8", "FranÃ§ais", "utf-8"),
    ("a.html", page("Ángel and São Paulo, Ã is a letter"), "utf-8", "Ángel and São Paulo, Ã is a letter", "utf-8"),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{name}, {told}" for name, *_, told in CASES])
def test_text_and_encoding(case: tuple[str, str, str, str, str], tmp_path: Path) -> None:
    name, written, encoding, expected, told = case
    (tmp_path / name).write_bytes(written.encode(encoding))
    (document,) = read([str(tmp_path / name)])
    assert isinstance(document, Document), document
    assert expected.strip() in document.text
    assert document.encoding == told
