"""docs/write-a-rule.md tells the truth: its rules pass their examples, its slots hold what it says, and no key is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.clauses import verb_frame
from kg.examples import run_examples, try_sentence
from kg.nominals import noun_frame
from kg.pipeline import Pipeline
from kg.readings import readings
from kg.rules import Example, Rule, Slot, load_rules
from kg.syntax import Frame

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: part.partition("\n")[2] for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]}
TABLE_ROW = re.compile(r"^\| *(.*?) *\| (.*?) \| (.*?) *\|$", re.MULTILINE)
BLOCKS = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def table(section: str) -> list[tuple[str, str, str]]:
    """Rows of a section's table, without its head."""
    found = [
        (first, second, third.replace(r"\|", "|")) for first, second, third in TABLE_ROW.findall(SECTIONS[section].replace(r"\|", "\0"))
    ]
    return [(first, second, third.replace("\0", "|")) for first, second, third in found[2:]]


@pytest.mark.parametrize(
    ("section", "model"),
    [("The keys of a rule", Rule), ("The keys of a slot", Slot), ("Examples", Example)],
    ids=["rule", "slot", "example"],
)
def test_every_key_is_described_with_an_example(section: str, model: type[Rule | Slot | Example]) -> None:
    described = {name.strip("`"): example for name, _, example in table(section)}
    assert list(described) == list(model.model_fields)
    for name, example in described.items():
        assert example.startswith(f"`{name} = ") and example.endswith("`")


def test_the_rules_of_the_document_use_every_key() -> None:
    used = set(re.findall(r"^([a-z_]+) = ", "\n".join(BLOCKS), re.MULTILINE))
    assert used == set(Rule.model_fields)
    assert all(re.search(rf"\b{name} = ", "\n".join(BLOCKS)) for name in Slot.model_fields)


@pytest.mark.model
def test_the_rules_of_the_document_pass_their_examples(tmp_path: Path, pipeline: Pipeline) -> None:
    for number, block in enumerate(BLOCKS):
        (tmp_path / f"{number}.toml").write_text(block, encoding="utf-8")
    book = load_rules(tmp_path)
    ids = re.findall(r'^id = "(.*)"$', "\n".join(BLOCKS), re.MULTILINE)
    assert len(ids) == len(BLOCKS) > 4
    outcomes = list(run_examples([book.rules[id] for id in ids], replace(pipeline, rules=book)))
    assert [(outcome.text, outcome.found, outcome.slots) for outcome in outcomes if not outcome.passed] == []


@pytest.mark.model
def test_what_is_printed_for_a_near_miss(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "own.toml").write_text(BLOCKS[0], encoding="utf-8")
    book = load_rules(tmp_path)
    sentence = re.findall(r'kg rules try --rules my-rules "(.*?)"', SECTIONS["Examples"])[0]
    (shown,) = re.findall(r"```text\n(.*?)\n```", TEXT, re.DOTALL)
    extraction, slots = try_sentence(sentence, replace(pipeline, rules=book))
    assert [claim for claim in extraction.claims if claim.rule == "dawn-visit"] == []
    head, _, rest = shown.partition(": ")
    assert any(line.startswith(head.partition(";")[0]) and line.endswith(rest) and "dawn-visit" in line for line in slots), slots


def slot_rows() -> list[tuple[str, str]]:
    """(slot, example) of the table; a row without a name goes on with the one above."""
    rows, name = [], ""
    for first, _, example in table("The slots"):
        name = first.split(",")[0].strip("`") or name
        rows.append((name, example))
    return rows


@pytest.mark.model
@pytest.mark.parametrize(("slot", "example"), slot_rows(), ids=lambda value: str(value).replace("*", ""))
def test_the_example_of_a_slot(slot: str, example: str, pipeline: Pipeline) -> None:
    (trigger,) = re.findall(r"\*\*(\w+)\*\*", example)
    (filler,) = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", example)
    doc = pipeline.nlp(example.replace("*", ""))
    (token,) = [token for token in doc if token.text == trigger]
    frames: list[Frame] = [verb_frame(token) if token.pos_ in ("VERB", "AUX") else noun_frame(token)]
    frames += [reading.frame for reading in readings(token, {}, pipeline.rules, pipeline.lexicon)]
    found = {one.token.text for frame in frames for name in (slot, example_preposition(slot, example)) for one in frame.get(name)}
    if slot == "particle":
        found = {word for frame in frames for word in frame.particles}
    assert filler.split()[-1] in found, [{name: [one.token.text for one in all_] for name, all_ in frame.slots.items()} for frame in frames]


def example_preposition(slot: str, example: str) -> str:
    """'on' stands for all prepositions: that of the example is the one before the filler; 'verb subject' for all slots of a verb."""
    if slot == "verb subject":
        return "verb object"
    return re.findall(r"(\w+) \*\w", example)[-1] if slot == "on" else slot


def test_every_slot_of_the_code_is_described() -> None:
    names = ("clauses", "complements", "nominals", "readings")
    source = "\n".join((ROOT / "kg" / f"{name}.py").read_text(encoding="utf-8") for name in names)
    literal = set(re.findall(r'(?:add|fill)\(\s*"([a-z ]+)"', source)) | set(re.findall(r'"([a-z ]+)" if clause\.i > verb\.i else', source))
    literal |= set(re.findall(r'if clause\.i > verb\.i else "([a-z ]+)"', source)) | set(re.findall(r'"object": "([a-z ]+)"', source))
    described = {name.strip("` ") for first, _, _ in table("The slots") for name in first.split(",")}
    assert {"subject", "quoted subject", "light object", "clause modal"} <= literal
    assert literal <= described
    assert {"dative", "attribute", "orderer", "particle"} <= described
