"""The public names: lazy, callable, typed."""

from __future__ import annotations

import importlib
import subprocess
import sys
import types

import pytest

import kg
from kg.errors import KgError


def test_import_loads_nothing_heavy() -> None:
    heavy = "('kg', 'spacy', 'rdflib', 'typer', 'rich', 'pydantic')"
    code = f"import sys, kg; print(sorted(name for name in sys.modules if name.partition('.')[0] in {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['kg']"


def test_types_are_found_when_they_are_asked_for() -> None:
    assert kg.KgError is KgError


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
