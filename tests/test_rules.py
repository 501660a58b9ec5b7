"""Every example of every shipped rule, as a test of its own; and files of rules that are wrong, with every problem named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.examples import run_examples
from kg.pipeline import Pipeline
from kg.resources import data_path
from kg.rules import Example, Rule, RuleBook, index, load_rules
from kg.vocabulary import vocabulary

BOOK = load_rules()
CASES = [(rule.id, number) for rule in BOOK.rules.values() for number in range(len(rule.examples))]


@pytest.mark.model
@pytest.mark.parametrize(("id", "number"), CASES, ids=[f"{id}-{number}" for id, number in CASES])
def test_examples(id: str, number: int, pipeline: Pipeline) -> None:
    rule = BOOK.rules[id]
    alone = rule.model_copy(update={"examples": (rule.examples[number],)})
    (outcome,) = run_examples([alone], pipeline)
    assert sorted(outcome.found) == sorted(outcome.expected), "\n".join([outcome.text, *outcome.slots])


def positive(example: Example, rule: Rule) -> bool:
    """Whether the rule finds what it is there for: a claim of its own polarity, or any claim where its verbs deny by themselves."""
    negated = rule.polarity == "negated" or all("(negated" in line for other in rule.examples for line in other.expect)
    return any(negated or "(negated" not in line for line in example.expect)


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_each_shipped_rule_says_what_it_finds_and_what_it_does_not(rule: Rule) -> None:
    """At least three sentences with a claim, two with none or a denied one, one with none at all; each sentence once."""
    found = [example for example in rule.examples if positive(example, rule)]
    assert len(found) >= 3
    assert len(rule.examples) - len(found) >= 2
    assert any(not example.expect for example in rule.examples)
    assert len({example.text for example in rule.examples}) == len(rule.examples)


def test_shipped_files_are_split_by_concept() -> None:
    for path in sorted(data_path("rules").glob("*.toml")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, path.name


def test_every_predicate_has_a_rule() -> None:
    assert {rule.predicate for rule in BOOK.rules.values()} == set(vocabulary().predicates)


GOOD = """
[[rule]]
id = "{id}"
predicate = "raided"
verbs = ["raid"]
subject = {{ slots = ["subject"] }}
object = {{ slots = ["object"] }}
examples = [
  {{ text = "[Norland|country] raided [Acme|organisation].", expect = ["Norland -> Acme"] }},
  {{ text = "[Norland|country] left [Acme|organisation].", expect = [] }},
]
"""


def good(id: str = "mine", **changes: str) -> str:
    """A sound rule in TOML, with lines replaced by key, or added."""
    text = GOOD.format(id=id)
    for key, value in changes.items():
        lines = [line for line in text.split("\n") if not line.startswith(f"{key} = ")]
        head, tail = "\n".join(lines[:2]), "\n".join(lines[2:])
        if key == "examples":
            tail = tail.partition("  {")[0]
        text = f"{head}\n{key} = {value}\n{tail}"
    return text


def load(folder: Path, **files: str) -> RuleBook:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_rules(folder)


def problems(folder: Path, **files: str) -> list[str]:
    """The problems of a folder of rule files, as the user reads them."""
    with pytest.raises(DataError) as caught:
        load(folder, **files)
    return [str(problem) for problem in caught.value.problems]


def test_own_rules_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    book = load(tmp_path, own=good("mine") + good("raid", note='"mine"'))
    assert set(book.rules) == {*BOOK.rules, "mine"}
    assert book.rules["raid"].note == "mine" and book.rules["raid"].verbs == ("raid",)
    assert BOOK.rules["raid"].note != "mine"


def test_a_later_file_replaces_a_rule_of_an_earlier_one(tmp_path: Path) -> None:
    assert load(tmp_path, a=good(note='"first"'), b=good(note='"second"')).rules["mine"].note == "second"


BAD: list[tuple[str, str, list[tuple[str, ...]]]] = [
    ("unknown key", good(verb='["raid"]'), [("rule mine", "verb", "unknown key", "verbs", "unless")]),
    (
        "unknown key of a slot",
        good(subject='{ slots = ["subject"], type = ["country"] }'),
        [("rule mine", "subject.type", "unknown key", "belongings, slots, types, via")],
    ),
    (
        "unknown key of an example",
        GOOD.format(id="mine").replace("expect = []", "expected = []"),
        [("rule mine", "examples.1.expected", "unknown key", "expect, text")],
    ),
    ("unknown predicate", good(predicate='"raids"'), [("rule mine", "predicate", "unknown predicate 'raids'", "raided")]),
    ("unknown type", good(subject='{ slots = ["subject"], types = ["firm"] }'), [("rule mine", "subject.types", "'firm'", "organisation")]),
    ("unknown type of names", good(names='["firm"]'), [("rule mine", "names", "'firm'", "organisation")]),
    ("unknown answer", good(infer='"actor"', answers='["raids"]'), [("rule mine", "answers", "'raids'", "raided")]),
    (
        "no trigger",
        GOOD.format(id="mine").replace('verbs = ["raid"]\n', ""),
        [("rule mine", "verbs", "no trigger", "verbs, nouns or names")],
    ),
    ("only_light without light", good(only_light="true"), [("rule mine", "light", "only_light without light verbs")]),
    (
        "no positive example",
        GOOD.format(id="mine").replace('["Norland -> Acme"]', "[]"),
        [("rule mine", "examples", "no positive example", "expect")],
    ),
    (
        "no negative example",
        GOOD.format(id="mine").replace("expect = []", 'expect = ["Norland -> Acme"]'),
        [("rule mine", "examples", "no negative example", "expect = []")],
    ),
    (
        "no example",
        good(examples="[]").partition("\n  {")[0].replace("\n]", "\n"),
        [("examples", "no positive"), ("examples", "no negative")],
    ),
    (
        "no predicate",
        GOOD.format(id="mine").replace('predicate = "raided"\n', ""),
        [("rule mine", "predicate", "is missing", "predicate = ...")],
    ),
    ("no slots", good(object="{ slots = [] }"), [("rule mine", "object.slots", "[] does not fit", "at least 1 of them")]),
    ("wrong kind of value", good(verbs='"raid"'), [("rule mine", "verbs", "'raid' does not fit", "a list: [...]")]),
    ("id with capitals", good("Mine"), [("rule Mine: id: 'Mine' does not fit", "lower-case letters, digits and hyphens")]),
    ("verb with capitals", good(verbs='["Raid"]'), [("rule mine: verbs.0: 'Raid' does not fit", "a verb in its base form")]),
    ("unknown slot", good(object='{ slots = ["sideways"] }'), [("object.slots.0: 'sideways' does not fit", "a preposition or one of")]),
    ("text for a truth", good(only_light='"perhaps"'), [("rule mine: only_light: 'perhaps' does not fit", "true or false")]),
    ("weight too high", good(weight="9"), [("rule mine", "weight", "9 does not fit", "5 or less")]),
    ("no id", GOOD.format(id="mine").replace('id = "mine"\n', ""), [("rule number 1", "id", "is missing")]),
    ("id twice", good() + good(), [("rule mine", "id", "used twice")]),
    ("unknown table", "[[rules]]\n" + GOOD.format(id="mine"), [("rules", "unknown key", "expected: rule)")]),
    ("no rule", "", [("rule", "is missing", "[[rule]] tables")]),
    ("no array of tables", GOOD.format(id="mine").replace("[[rule]]", "[rule]"), [("rule", "does not fit", "[[rule]] tables")]),
    ("a number for rules", "rule = 3", [("rule", "does not fit", "[[rule]] tables")]),
    ("a number for a rule", "rule = [3]", [("rule.0", "3 does not fit", "[[rule]] tables")]),
    ("no TOML", "[[rule]\nid = 1", [("cannot be read as TOML", "line 1", "[[rule]] tables")]),
    ("huge", "# " + "x" * 1_000_000 + "\n" + GOOD.format(id="mine"), [("cannot be read", "larger than 1000000 bytes")]),
    ("nested", "a = " + "[" * 5000 + "]" * 5000, [("cannot be read as TOML",)]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_wrong_files(text: str, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    found = problems(tmp_path, wrong=text)
    assert len(found) == len(expected), found
    for line, parts in zip(found, expected, strict=True):
        assert line.startswith(str(tmp_path / "wrong.toml"))
        assert [part for part in parts if part not in line] == [], line


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_bytes(b"\xff\xfe\x00")
    (problem,) = problems(tmp_path)
    assert "cannot be read as TOML" in problem


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    wrong = good(predicate='"raids"', verb='["raid"]').replace("expect = []", 'expect = ["Norland -> Acme"]')
    found = problems(tmp_path, a=wrong, b="[[rule]", c=good(names='["firm"]'))
    assert [line for line in found if "a.toml: rule mine: verb: unknown key" in line]
    assert [line for line in found if "a.toml: rule mine: predicate: unknown predicate 'raids'" in line]
    assert [line for line in found if "a.toml: rule mine: examples: no negative example" in line]
    assert [line for line in found if "b.toml: cannot be read as TOML" in line]
    assert [line for line in found if "c.toml: rule mine: names: unknown entity type 'firm'" in line]
    assert len(found) == 5


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_folder_without_rules(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"no folder with \.toml files; see docs/write-a-rule\.md"):
        load_rules(tmp_path / name)


def test_the_overlay_replaces_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "raids.toml").write_text(good(), encoding="utf-8")
    monkeypatch.setenv("KG_DATA", str(tmp_path))
    book = load_rules()
    assert "mine" in book.rules and "raid" not in book.rules and "enact" in book.rules


def test_rules_stand_under_their_forms() -> None:
    rule = BOOK.rules["raid"].model_copy(
        update={"verbs": ("ban from", "re-open"), "nouns": ("press inquiry", "*"), "names": frozenset({"law"})}
    )
    book = index([rule])
    assert {form for form in book.verbs if form.startswith("ban")} == {"ban", "bans", "banned", "banning"}
    assert book.verbs["banned"] == ((rule, ("from",)),) and book.verbs["re"] == ((rule, ("-", "open")),)
    assert book.nouns["inquiries"] == ((rule, ("press",)),) and book.nouns["*"] == ((rule, ()),)
    assert book.names == {"law": (rule,)}


def test_shipped_files_name_their_rules_once() -> None:
    ids = [
        line
        for path in sorted(data_path("rules").glob("*.toml"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.startswith("id = ")
    ]
    assert len(ids) == len(set(ids)) == len(BOOK.rules)
