"""The wheel alone, in a fresh environment and another folder, builds the sample: nothing is found by accident in the checkout.

The libraries come from the environment that runs the tests (one .pth line), so nothing is fetched; kg itself must come from the wheel.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A wheel and a virtual environment that has only it; `run` starts a program of that environment from a folder of its own."""

    wheel: Path
    venv: Path
    folder: Path

    def run(self, *command: str) -> str:
        ours = ("PYTHON", "KG_", "COV", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        program = str(self.venv / "bin" / command[0])
        done = subprocess.run([program, *command[1:]], cwd=self.folder, env=kept, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    venv = folder / "venv"
    python = [sys.executable, "-m"]
    subprocess.run([*python, "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    subprocess.run([*python, "venv", "--without-pip", str(venv)], check=True)
    install = ["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*python, "pip", "--python", str(venv / "bin" / "python"), *install], check=True)
    (site,) = venv.glob("lib/python*/site-packages")
    # A folder named in a .pth line is searched last, and its own .pth files (the checkout's editable install) are not read.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return Installed(wheel=wheel, venv=venv, folder=elsewhere)


def test_kg_and_its_data_come_from_the_wheel(installed: Installed) -> None:
    code = "import kg, kg.resources as r; print(kg.__file__, r.data_path('documents'), r.ontology_path('actorgraph.ttl'), sep='\\n')"
    for path in map(Path, installed.run("python", "-c", code).splitlines()):
        assert path.is_relative_to(installed.venv)
        assert path.exists()


def test_everything_under_data_and_ontologies_is_in_the_wheel_but_what_is_measured_and_trained_with(installed: Installed) -> None:
    tracked = [path for folder in ("data", "ontologies") for path in (ROOT / folder).rglob("*") if path.is_file()]
    left = [ROOT / "data" / name for name in ("gold", "training")]
    wanted = {f"kg/_shipped/{path.relative_to(ROOT)}": path for path in tracked if not any(map(path.is_relative_to, left))}
    with zipfile.ZipFile(installed.wheel) as archive:
        shipped = {name for name in archive.namelist() if name.startswith("kg/_shipped/")}
        assert shipped == set(wanted)
        assert all(archive.read(name) == path.read_bytes() for name, path in wanted.items())


@pytest.mark.model
def test_the_sample_is_built_and_answers(installed: Installed) -> None:
    sample = installed.run("python", "-c", "from kg.resources import data_path; print(data_path('documents'))").strip()
    installed.run("kg", "build", sample, "-o", "graph")
    graph = installed.folder / "graph"
    assert json.loads((graph / "report.json").read_text(encoding="utf-8"))["documents"]
    assert (graph / "graph.trig").read_text(encoding="utf-8").startswith(("#", "@prefix", "PREFIX"))
    assert "<html" in (graph / "graph.html").read_text(encoding="utf-8")
    assert (graph / "ledger.sqlite").stat().st_size > 0
    for predicate in ("raided", "banned", "investigates"):
        asked = f"ASK {{ ?claim a ag:Claim ; rdf:predicate ag:{predicate} ; rdf:subject/skos:prefLabel ?who }}"
        assert json.loads(installed.run("kg", "query", "graph", asked, "--format", "json"))["boolean"], predicate
