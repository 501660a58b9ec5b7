"""Word lists and their forms: what is read, and what is wrong with a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.inflect import noun_forms, verb_forms
from kg.lexicon import Light, load_lexicon, read_toml
from kg.resources import data_files


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("fine", {"fine", "fines", "fined", "fining"}),
        ("sue", {"sue", "sues", "sued", "suing"}),
        ("take", {"take", "takes", "took", "taken", "taking"}),
        ("geoblock", {"geoblock", "geoblocks", "geoblocked", "geoblocking"}),
        ("-", {"-"}),
        ("*", {"*"}),
    ],
)
def test_forms_of_verbs(verb: str, forms: set[str]) -> None:
    assert forms <= verb_forms(verb)
    assert all(form == form.casefold() for form in verb_forms(verb))


@pytest.mark.parametrize(
    ("noun", "forms"),
    [("inquiry", {"inquiry", "inquiries"}), ("ban", {"ban", "bans"}), ("watchdog", {"watchdog", "watchdogs"}), ("%", {"%"})],
)
def test_forms_of_nouns(noun: str, forms: set[str]) -> None:
    assert forms <= noun_forms(noun)


def test_the_word_that_bends_is_the_first_of_verbs_and_the_last_of_nouns(tmp_path: Path) -> None:
    path = tmp_path / "light.toml"
    path.write_text('agent = ["Carry out"]\npatient = ["be under"]\n', encoding="utf-8")
    light = read_toml(path, Light)
    assert {"carry out", "carries out", "carried out", "carrying out"} == light.agent
    assert {"is under", "was under", "been under"} <= light.patient
    assert "press releases" in load_lexicon().arguments.representatives


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agent = [", ["cannot be read as TOML"]),
        ('agent = []\npatient = []\nagents = ["x"]\n', ["agents: Extra inputs"]),
        ('agent = ["x"]\n', ["patient: Field required"]),
        ('agent = "x"\npatient = [1]\nmore = 2', ["agent: ", "patient.0: ", "more: "]),
        ("a = " + "[" * 3000, ["cannot be read as TOML"]),
    ],
)
def test_problems_of_a_word_list(text: str, expected: list[str], tmp_path: Path) -> None:
    path = tmp_path / "light.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_toml(path, Light)
    lines = [str(problem) for problem in caught.value.problems]
    assert len(lines) == len(expected)
    assert all(any(part in line for line in lines) for part in expected)
    assert all(line.startswith("light.toml: ") for line in lines)


def test_shipped_lists_are_clean() -> None:
    for path in data_files("lexicon", "*.toml"):
        words = re.findall(r'"([^"]*)"', re.sub(r"^#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
        assert words and [word for word in words if not word or word != word.strip() or "  " in word] == []


def test_lists_that_exclude_each_other() -> None:
    light, status = load_lexicon().light, load_lexicon().status
    assert light.agent & light.patient == frozenset()
    assert status.denying_verbs & status.negating_verbs == frozenset()
    assert status.planning_modals & status.demanding_modals == frozenset()
