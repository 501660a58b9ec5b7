"""Word pieces are those of the encoder's own tokenizer."""

from __future__ import annotations

import pytest

from kg.learned.pieces import UNKNOWN, casing, pieces, vocabulary_rows


def _names(word: str) -> list[str]:
    rows = {number: piece for piece, number in vocabulary_rows().items()}
    return [rows[number] for number in pieces(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("raided", ["raided"]),
        ("Grok", ["gr", "##ok"]),
        ("Bundesnetzagentur", ["bun", "##des", "##net", "##za", "##gent", "##ur"]),
        ("São", ["sao"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("X's", ["x", "'", "s"]),
        ("\u200bban\u200b", ["ban"]),
        ("中国", ["中", "国"]),
    ],
)
def test_words_are_cut_as_the_encoder_learned_them(word: str, expected: list[str]) -> None:
    assert _names(word) == expected


@pytest.mark.parametrize("word", ["", "\u0301", "x" * 200, "\U0001f600"])
def test_what_has_no_piece_is_unknown(word: str) -> None:
    assert pieces(word) == (UNKNOWN,)


def test_special_rows_stand_where_the_encoder_has_them() -> None:
    rows = vocabulary_rows()
    assert [rows[piece] for piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")] == [0, 100, 101, 102]
    assert len(rows) == 30522


@pytest.mark.parametrize(("word", "expected"), [("ban", 0), ("2026", 0), ("Grok", 1), ("X", 1), ("IWF", 2), ("TikTok", 3), ("xAI", 3)])
def test_casing(word: str, expected: int) -> None:
    assert casing(word) == expected
