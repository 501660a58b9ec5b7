"""Windows hold every sentence, and say of every mention what is known of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.learned.pieces import FIRST, LAST, pieces
from kg.learned.windows import MOST_PIECES, TYPES, UNKNOWN_TYPE, kind_of, spans, windows
from tests.learned.readings import reading


@given(st.lists(st.integers(min_value=1, max_value=200), max_size=40), st.integers(min_value=1, max_value=4))
def test_every_sentence_is_in_a_window_and_neighbours_share_one_where_there_is_room(lengths: list[int], most: int) -> None:
    found = spans(lengths, most=most)
    assert sorted({number for start, end in found for number in range(start, end)}) == list(range(len(lengths)))
    for start, end in found:
        assert 1 <= end - start <= most
        assert end - start == 1 or sum(lengths[start:end]) <= MOST_PIECES
    for (start, end), (other, _) in pairwise(found):
        assert other == (end - 1 if end - start > 1 else end)


def test_pieces_bear_what_is_known_of_the_mention_over_them() -> None:
    (window,) = windows(reading(["[0 CNIL] fined [1 Acme Inc]", "[1< It] appealed"], known=[True]), most=2)
    words = [word for sentence in (("CNIL", "fined", "Acme", "Inc"), ("It", "appealed")) for word in sentence]
    assert list(window.ids) == [FIRST, *(number for word in words for number in pieces(word)), LAST]
    organisation = TYPES.index("organisation")
    first, acme, it = (window.words[place] for place in ((0, 0), (0, 2), (1, 0)))
    assert window.kind[first] == kind_of(organisation, guess=False, reference=False)
    assert window.kind[acme] == kind_of(organisation, guess=True, reference=False)
    assert window.kind[it] == kind_of(organisation, guess=True, reference=True)
    assert window.kind[window.words[0, 1]] == window.slot[window.words[0, 1]] == 0
    assert window.slot[acme] == window.slot[it] == 2
    assert (window.edge[acme], window.edge[window.words[0, 3]]) == (1, 2)


def test_an_unknown_type_has_kinds_of_its_own() -> None:
    (window,) = windows(reading(["[0 Zampa] fell"], types=[""]))
    assert window.kind[1] == kind_of(UNKNOWN_TYPE, guess=True, reference=False)
    views = ((False, False), (True, False), (False, True))
    assert len({kind_of(type_, guess=guess, reference=back) for type_ in range(9) for guess, back in views}) == 27


def test_pairs_are_ordered_and_know_how_near_they_come() -> None:
    (window,) = windows(reading(["[0 CNIL] fined [1 Acme]", "[2 Bolt] , far away from them , watched [0< it]"]), most=2)
    near = {(i, j): bits for i, j, bits in window.pairs()}
    assert set(near) == {(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)}
    assert near[0, 1] & 1
    assert near[0, 2] & 1
    assert not near[1, 2] & 1
    assert near[0, 1] & 2
    assert not near[1, 0] & 2
    assert max(near.values()) < 64


def test_a_mention_knows_its_place_in_the_reading() -> None:
    first, second = windows(reading(["[0 CNIL] fined [1 Acme]", "[1< It] appealed to [0< the regulator]"]))
    assert [cover.place for cover in (*first.covers, *second.covers)] == [0, 1, 2, 3]
    assert [second.actors[cover.actor] for cover in second.covers] == [1, 0]


@pytest.mark.parametrize("sentences", [[], ["nothing happened"], ["[0 Acme] " + "word " * 500]])
def test_no_window_without_a_mention_or_for_a_sentence_beyond_all_measure(sentences: list[str]) -> None:
    assert windows(reading(sentences)) == []
