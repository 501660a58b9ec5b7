"""Lines that belong together, and lines that do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.paragraphs import paragraphs

WRAPPED = """\
Regulator fines chatbot maker

The regulator in Bern has fined the maker of a chatbot. Its decision
of last week, which was made public on Friday, runs to forty pages.
The company said it would appeal, and that it had always done
what the law asks of it.

A court will hear the case in May. The last one took four years, and
Ms Gerber, who leads the office, hopes for less.
"""

LIST = """\
What is known about the case so far, in short:
The regulator has fined two companies
The ministry will answer on Monday
Courts in Bern and Basel are involved
"""


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One line.", ["One line."]),
        ("  One.  \n\n\n Two. ", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\nTwo.\rThree.\u2028Four.", ["One.", "Two.", "Three.", "Four."]),
        ("The regulator in Bern has fined the maker\nof a chatbot.", ["The regulator in Bern has fined the maker\nof a chatbot."]),
        ("The regulator in Bern has fined the maker\r\nof a chatbot.", ["The regulator in Bern has fined the maker\r\nof a chatbot."]),
        ("The regulator in Bern has fined the maker\n\nof a chatbot.", ["The regulator in Bern has fined the maker", "of a chatbot."]),
        ("The regulator in Bern has fined one maker.\nof a chatbot.", ["The regulator in Bern has fined one maker.", "of a chatbot."]),
        (
            "The regulator in Bern has fined the maker\niPhone sales rise.",
            ["The regulator in Bern has fined the maker", "iPhone sales rise."],
        ),
        ("The regulator in Bern has fined the maker\n- of a chatbot", ["The regulator in Bern has fined the maker", "- of a chatbot"]),
        ("Home\nnews", ["Home", "news"]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_wrapped_lines_are_joined_also_where_a_sentence_begins() -> None:
    assert [piece.count("\n") for piece in pieces(WRAPPED)] == [0, 3, 1]


def test_items_of_a_list_stay_apart() -> None:
    assert len(pieces(LIST)) == 4


@given(st.text(alphabet="ab .A\n\r\u2028\x85-•"))
def test_every_character_but_white_space_is_in_one_paragraph(text: str) -> None:
    spans = paragraphs(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
