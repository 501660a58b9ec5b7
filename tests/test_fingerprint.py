"""The fingerprint changes with whatever decides how a text is read, and with nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.fingerprint import DEFAULT_MODEL, Settings, file_digests, fingerprint, metadata_digest, model_version, parts_of
from kg.nlp import DEFAULT_MODEL as MODEL_OF_NLP
from tests.factories import make_document


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text("a", encoding="utf-8")
    (tmp_path / "own.csv").write_text("a", encoding="utf-8")
    return tmp_path


def mark(settings: Settings) -> str:
    return fingerprint(parts_of(settings))


def test_it_is_repeatable_and_short() -> None:
    assert mark(Settings()) == mark(Settings())
    assert len(mark(Settings())) == 16


def test_the_default_model_is_that_of_the_parser() -> None:
    assert DEFAULT_MODEL == MODEL_OF_NLP


def test_settings_and_contents_change_it(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Settings(rules_dir=files / "rules", gazetteers=(files / "own.csv",))
    found = [mark(settings) for settings in (Settings(), Settings(model="other"), replace(own, gazetteers=()), own)]
    (files / "rules" / "own.toml").write_text("b", encoding="utf-8")
    found.append(mark(own))
    (files / "own.csv").write_text("b", encoding="utf-8")
    found.append(mark(own))
    (files / "data" / "rules").mkdir(parents=True)
    (files / "data" / "rules" / "more.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv("KG_DATA", str(files / "data"))
    found.append(mark(own))
    monkeypatch.setattr("kg.__version__", "99")
    found.append(mark(own))
    assert len(set(found)) == len(found) == 8


def test_where_files_are_makes_no_difference(files: Path) -> None:
    before = mark(Settings(rules_dir=files / "rules"))
    (files / "rules").rename(files / "elsewhere")
    assert mark(Settings(rules_dir=files / "elsewhere")) == before


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(rules_dir=Path("nowhere")), "--rules nowhere: no folder with .toml files"),
        (Settings(gazetteers=(Path("nowhere.csv"),)), "nowhere.csv: cannot be read: No such file"),
    ],
)
def test_what_is_not_there(settings: Settings, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        mark(settings)


def test_metadata_count_and_names_do_not() -> None:
    document = make_document("Text.")
    same = [replace(document, name="other"), replace(document, source="other.txt"), replace(document, blocks=())]
    other = [replace(document, published="2026"), replace(document, title="T"), make_document("Text!")]
    assert {metadata_digest(version) for version in same} == {metadata_digest(document)}
    assert len({metadata_digest(version) for version in (document, *other)}) == 4


def test_versions_of_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_model" / "own_model-1.0").mkdir(parents=True)
    (tmp_path / "own_model" / "__init__.py").write_text("raise RuntimeError('loaded')", encoding="utf-8")
    (tmp_path / "own_model" / "own_model-1.0" / "meta.json").write_text(json.dumps({"version": "1.0"}), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert model_version("own-model") == "1.0"
    assert [model_version(name) for name in ("no_such_model", "no/model", "", "json")] == ["", "", "", ""]


def test_digests_of_files(files: Path) -> None:
    found = file_digests([files / "own.csv", files / "nowhere"])
    assert found == {"own.csv": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}
