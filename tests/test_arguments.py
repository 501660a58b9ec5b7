"""From a word in a slot to the names that it stands for, on trees written out by hand."""

from __future__ import annotations

import pytest

from kg.arguments import Wanted, arguments
from kg.lexicon import load_lexicon
from kg.lists import enumerations
from kg.syntax import Filler
from tests.trees import names, tree

KINDS = {"Norland": "country", "Sudland": "country", "Acme": "organisation", "Bolt": "organisation", "Chirper": "platform", "Roe": "person"}
ALL = Wanted(types=frozenset({"country", "organisation", "platform"}))
WITH_OFFICE = Wanted(types=ALL.types, via=frozenset({"office", "offices"}), speaks=False)

CASES: list[tuple[str, str, int, Wanted, list[tuple[str, str]]]] = [
    ("the name itself", "Acme/NNP/ROOT/0", 0, ALL, [("Acme", "")]),
    ("a type that is not wanted", "Roe/NNP/ROOT/0", 0, ALL, []),
    ("a common noun", "dog/NN/ROOT/0", 0, ALL, []),
    ("apposition", "regulator/NN/ROOT/0 ,/,/punct/0 Acme/NNP/appos/0", 0, ALL, [("Acme", "the same as 'regulator'")]),
    ("apposition before", "Acme/NNP/ROOT/0 ,/,/punct/0 regulator/NN/appos/0", 2, ALL, [("Acme", "the same as 'regulator'")]),
    ("copula", "Acme/NNP/nsubj/1 is/VBZ/ROOT/1 owner/NN/attr/1", 2, ALL, [("Acme", "the same as 'owner'")]),
    ("a class behind the name", "Chirper/NNP/compound/1 app/NN/ROOT/1", 1, ALL, [("Chirper", "the same as 'app'")]),
    ("a class behind a country", "Norland/NNP/compound/1 app/NN/ROOT/1", 1, ALL, []),
    (
        "such as",
        "firms/NNS/ROOT/0 such/JJ/amod/0 as/IN/prep/0 Acme/NNP/pobj/2 and/CC/cc/3 Bolt/NNP/conj/3",
        0,
        ALL,
        [("Acme", "'as' after 'firms'"), ("Bolt", "'as' after 'firms'")],
    ),
    ("including", "firms/NNS/ROOT/0 including/VBG/prep/0 Acme/NNP/pobj/1", 0, ALL, [("Acme", "'including' after 'firms'")]),
    ("as without such", "firms/NNS/ROOT/0 as/IN/prep/0 Acme/NNP/pobj/1", 0, ALL, []),
    ("some of", "some/DT/ROOT/0 of/IN/prep/0 Acme/NNP/pobj/1", 0, ALL, [("Acme", "'some of'")]),
    ("authorities", "Norland/NNP/compound/1 police/NN/ROOT/1", 1, ALL, [("Norland", "'police' of the country")]),
    ("authorities in", "authorities/NNS/ROOT/0 in/IN/prep/0 Norland/NNP/pobj/1", 0, ALL, [("Norland", "'authorities' of the country")]),
    ("police of a firm", "Acme/NNP/compound/1 police/NN/ROOT/1", 1, WITH_OFFICE, []),
    (
        "authorities of two countries",
        "Norland/NNP/amod/3 and/CC/cc/0 Sudland/NNP/conj/0 police/NN/ROOT/3",
        3,
        ALL,
        [("Norland", "'police' of the country"), ("Sudland", "'police' of the country")],
    ),
    ("a spokesman for", "spokesman/NN/ROOT/0 for/IN/prep/0 Acme/NNP/pobj/1", 0, ALL, [("Acme", "via 'spokesman'")]),
    ("a spokesman where nobody speaks", "spokesman/NN/ROOT/0 for/IN/prep/0 Acme/NNP/pobj/1", 0, WITH_OFFICE, []),
    ("an office of", "offices/NNS/ROOT/0 of/IN/prep/0 Acme/NNP/pobj/1", 0, WITH_OFFICE, [("Acme", "via 'offices'")]),
    ("an office that is owned", "Acme/NNP/poss/2 's/POS/case/0 office/NN/ROOT/2", 2, WITH_OFFICE, [("Acme", "via 'office'")]),
    (
        "the owner before the place",
        "Acme/NNP/poss/2 's/POS/case/0 office/NN/ROOT/2 in/IN/prep/2 Norland/NNP/pobj/3",
        2,
        WITH_OFFICE,
        [("Acme", "via 'office'")],
    ),
    ("a thing that is not listed", "dog/NN/ROOT/0 of/IN/prep/0 Acme/NNP/pobj/1", 0, WITH_OFFICE, []),
    (
        "only through a thing",
        "Acme/NNP/ROOT/0",
        0,
        Wanted(types=ALL.types, via=frozenset({"office"}), via_only=True),
        [],
    ),
    (
        "only through a thing that is there",
        "Acme/NNP/poss/2 's/POS/case/0 office/NN/ROOT/2",
        2,
        Wanted(types=ALL.types, via=frozenset({"office"}), via_only=True),
        [("Acme", "via 'office'")],
    ),
    ("a relative pronoun", "which/WDT/nsubj/1 left/VBD/ROOT/1", 0, ALL, []),
]


@pytest.mark.parametrize(("line", "number", "wanted", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_what_a_word_stands_for(line: str, number: int, wanted: Wanted, expected: list[tuple[str, str]]) -> None:
    doc = tree(line)
    found = arguments(Filler(doc[number]), names(doc, **KINDS), wanted, load_lexicon().arguments)
    assert [(argument.mention.text, argument.path) for argument in found] == expected


def test_path_of_the_slot_comes_first() -> None:
    doc = tree("offices/NNS/ROOT/0 of/IN/prep/0 Acme/NNP/pobj/1")
    (found,) = arguments(Filler(doc[0], "passive"), names(doc, **KINDS), WITH_OFFICE, load_lexicon().arguments)
    assert found.path == "passive; via 'offices'" and found.token.text == "Acme"


LISTS = [
    ("Acme/NNP/ROOT/0 and/CC/cc/0 Bolt/NNP/conj/0", {0: (0, 2), 2: (0, 2)}),
    ("Acme/NNP/ROOT/0 ,/,/punct/0 Chirper/NNP/conj/0 and/CC/cc/2 Bolt/NNP/conj/2", {0: (0, 2, 4), 2: (0, 2, 4), 4: (0, 2, 4)}),
    ("Acme/NNP/ROOT/0 or/CC/cc/0 the/DT/det/3 Bolt/NNP/conj/0", {0: (0, 3), 3: (0, 3)}),
    ("Acme/NNP/ROOT/0 ,/,/punct/0 Bolt/NNP/appos/0", {}),
    ("Acme/NNP/ROOT/0 sued/VBD/ROOT/1 Bolt/NNP/dobj/1", {}),
    ("Acme/NNP/ROOT/0 and/CC/cc/0 Norland/NNP/conj/0", {}),
    ("Acme/NNP/ROOT/0 and/CC/cc/0 Bolt/NNP/poss/4 's/POS/case/2 office/NN/conj/0", {}),
    ("Acme/NNP/poss/4 's/POS/case/0 and/CC/cc/0 Bolt/NNP/conj/0 office/NN/ROOT/4", {}),
    ("Acme/NNP/ROOT/0", {}),
    ("Acme/NNP/ROOT/0 (/./punct/2 Norland/NNP/appos/0 )/./punct/2 and/CC/cc/0 Bolt/NNP/conj/0", {0: (0, 5), 5: (0, 5)}),
    ("Acme/NNP/ROOT/0 and/CC/cc/0 Norland/NNP/poss/4 's/POS/case/2 Bolt/NNP/conj/0", {0: (0, 4), 4: (0, 4)}),
    ("Acme/NNP/ROOT/0 and/CC/cc/0 retailer/NN/compound/3 Bolt/NNP/conj/0", {0: (0, 3), 3: (0, 3)}),
    ("Acme/NNP/ROOT/0 ,/,/punct/0 and/CC/cc/0 Bolt/NNP/conj/0", {}),
    ("Acme/NNP/ROOT/0 along/IN/prep/0 with/IN/prep/1 Bolt/NNP/pobj/2", {0: (0, 3), 3: (0, 3)}),
]


@pytest.mark.parametrize(("line", "expected"), LISTS)
def test_enumerations(line: str, expected: dict[int, tuple[int, ...]]) -> None:
    doc = tree(line)
    assert enumerations(doc, names(doc, **KINDS)) == expected


def test_a_name_of_two_words_is_one_member() -> None:
    doc = tree("Acme/NNP/compound/1 Group/NNP/ROOT/1 and/CC/cc/1 Bolt/NNP/conj/1")
    known = names(doc, **KINDS)
    known[1] = known[0]
    assert enumerations(doc, known) == {0: (0, 3), 3: (0, 3)}
