"""The public names: lazy, callable, typed."""

from __future__ import annotations

import importlib
import subprocess
import sys
import types
from dataclasses import replace

import pytest

import kg
from kg.errors import KgError
from kg.graph import Graph, open_graph
from kg.model import Extraction
from tests.factories import MemoryRecords


def test_import_loads_nothing_heavy() -> None:
    heavy = "('kg', 'spacy', 'rdflib', 'typer', 'rich', 'pydantic')"
    code = f"import sys, kg; print(sorted(name for name in sys.modules if name.partition('.')[0] in {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['kg']"


def test_types_are_found_when_they_are_asked_for() -> None:
    assert kg.KgError is KgError


def test_a_graph_is_opened_by_the_function_of_its_module() -> None:
    assert kg.open is open_graph
    assert kg.Graph is Graph


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = kg.nonsense


def test_dir_names_what_is_public() -> None:
    assert set(kg.__all__) <= set(dir(kg))


def test_a_module_named_like_its_function_can_be_called() -> None:
    package, module = type(kg)("package"), types.ModuleType("package.extract")
    module.extract = lambda text, *, model: f"{text}/{model}"  # type: ignore[attr-defined]
    package.extract = module  # type: ignore[attr-defined]
    assert package.extract("a", model="b") == "a/b"
    assert package.extract.extract("a", model="b") == "a/b"


@pytest.mark.parametrize("name", sorted({"build", "extract", "query", "validate"}))
def test_public_functions_exist(name: str) -> None:
    module = importlib.import_module(f"kg.{name}")
    assert getattr(kg, name) is module
    assert callable(module)
    assert callable(getattr(module, name))


def test_what_was_extracted_can_be_read_by_a_person(sample: MemoryRecords) -> None:
    raid, ban = sample.extractions
    assert str(raid).splitlines()[0] == (
        "France --raided--> Chirper   [fact]   'French prosecutors raided the offices of Chirper on Tuesday.'"
    )
    assert "Germany --banned--> Chirper   [denied]   'Germany denied that it had banned Chirper.'" in str(raid)
    assert str(replace(ban, claims=())).startswith("no claims; 7 entities: CNIL, Chirper")
    assert str(Extraction(document=ban.document)) == "no claims; 0 entities: none"


@pytest.mark.model
def test_the_first_example_of_the_readme() -> None:
    assert str(kg.extract("France banned Grok.")) == "France --banned--> Grok   [fact]   'France banned Grok.'"
