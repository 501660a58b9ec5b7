"""Bytes to text, by the right encoding."""

from __future__ import annotations

import pytest

from kg.read.decode import decode
from kg.read.skipped import UnreadableError

TEXT = "“Türkiye’s ban” – naïve café, Malmö\r\n"
RUSSIAN = "Роскомнадзор заблокировал доступ к социальной сети в России, сообщили в ведомстве. Суд в Москве признал запрет законным. " * 3
JAPANESE = "個人情報保護委員会は、対話型の人工知能を提供する企業に対し、利用者の情報を集めないよう注意を促した。" * 3


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode("utf-8"), (TEXT, "utf-8")),
        (TEXT.encode("utf-8-sig"), (TEXT, "utf-8")),
        (TEXT.encode("utf-16"), (TEXT, "utf-16-le")),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), (TEXT, "utf-16-be")),
        (TEXT.encode("utf-32"), (TEXT, "utf-32-le")),
        (TEXT.encode("cp1252"), (TEXT, "cp1252")),
        (b"plain", ("plain", "utf-8")),
        (b"", ("", "utf-8")),
        (b"one\x1b[0m\ftwo", ("one\x1b[0m\ftwo", "utf-8")),
    ],
)
def test_decodes(data: bytes, expected: tuple[str, str]) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize(
    ("text", "encodings"), [(RUSSIAN, {"cp1251"}), (RUSSIAN, {"koi8_r"}), (JAPANESE, {"cp932", "shift_jis"}), (JAPANESE, {"euc_jp"})]
)
def test_guesses_what_is_hardly_western(text: str, encodings: set[str]) -> None:
    decoded, name = decode(text.encode(min(encodings)))
    assert decoded == text
    assert name


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    data = ("Zürich and Malmö. " * 20).encode() + b"\xff end"
    text, name = decode(data)
    assert text == "Zürich and Malmö. " * 20 + "\ufffd end"
    assert name == "utf-8, 1 broken byte replaced"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a\0b\0c\0", "holds NUL bytes"),
        (b"%PDF-1.7\n%...", "is a PDF"),
        (b"{\\rtf1\\ansi France}", "is a document in RTF"),
        (b"PK\x03\x04\x14", "is a ZIP archive"),
        (b"\x1f\x8b\x08", "is a gzip archive"),
        (b"\x89PNG\r\n\x1a\n\x01\x02\x03\x04\x05\xff\xfe", "holds control bytes"),
        (b"\xff\xfea\0b", "starts with the byte order mark of utf-16-le"),
        (b"\xff\xfe\0\0\xff\xff\xff\xff", "starts with the byte order mark of utf-32-le"),
    ],
)
def test_refuses_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data)
