#!/usr/bin/env python3
"""What an export of a large graph costs: time, size and memory of each format, of made-up news.

    scripts/benchmark_exports.py export FOLDER FORMAT PATH      one export, which tells on its output what it took

In: the folder of a build. Out: rows for scripts/benchmark.py, each a format against N-Quads of the same graph.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import kg
from kg.export import FORMATS, write_export
from kg.ledger import Ledger

Row = dict[str, str | float]
AGAINST = "nquads"
MIB = 1024 * 1024


def exports(folder: Path, place: Path) -> list[Row]:
    """Seconds of each format; what it is told against is the size of the file or folder and the most memory that the process took."""
    taken = {format: _measure(folder, format, place / "export") for format in (AGAINST, *(one for one in FORMATS if one != AGAINST))}
    rows: list[Row] = []
    for format in FORMATS:
        seconds, size, memory = taken[format]
        told = f"{AGAINST}; {size / MIB:.1f} MiB written, {memory / MIB:.0f} MiB of memory"
        base = taken[AGAINST][0]
        rows.append({"what": f"export, {format}, seconds", "ours": seconds, "other": base, "against": told, "ratio": base / seconds})
    return rows


def claims(folder: Path) -> int:
    """How many claims the graph has."""
    with Ledger.open(folder) as ledger:
        return sum(1 for _ in ledger.claims())


def _measure(folder: Path, format: str, path: Path) -> tuple[float, int, int]:
    """Seconds, bytes written and bytes of memory of one export, in a process of its own."""
    command = [sys.executable, __file__, "export", str(folder), format, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(kg.__file__).parent.parent)}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=True)
    seconds, memory = json.loads(done.stdout)
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    return seconds, size, memory


def _export(folder: Path, format: str, path: Path) -> None:
    start = perf_counter()
    with Ledger.open(folder) as ledger:
        write_export(ledger, path, format)
    print(json.dumps([perf_counter() - start, _peak()]))


def _peak() -> int:
    """The most memory that this program took, in bytes, as Linux counts it since the program began."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[1] != "export":
        raise SystemExit(__doc__)
    _export(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
