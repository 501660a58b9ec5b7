#!/usr/bin/env python3
"""Renew the tables of docs/quality.md from figures that were measured before.

    scripts/evaluate.py --json out/figures.json                                         all sets (about ten minutes on one core)
    scripts/evaluate.py --mentions gold --json out/figures.json                         the same with the marked mentions given
    scripts/evaluate.py --sets d01,dev-01..05,A,C,E,G,T --causes --json out/figures.json
    scripts/evaluate.py --sets none --public --json out/figures.json                    where the public sets lie beside the project
    scripts/benchmark.py --json out/speed.json
    scripts/quality.py out/figures.json --speed out/speed.json [--print]

Each call adds its part to the file; a part that is not there leaves its table as it was. `--print` shows the tables and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kg.evaluate.markdown import put, to_tables

QUALITY = Path(__file__).resolve().parents[1] / "docs" / "quality.md"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", type=Path, nargs="?", metavar="FIGURES", help="what scripts/evaluate.py --json wrote")
    parser.add_argument("--speed", type=Path, metavar="FILE", help="what scripts/benchmark.py --json wrote")
    parser.add_argument("--print", action="store_true", help="show the tables, write nothing")
    args = parser.parse_args()
    figures = json.loads(args.figures.read_text(encoding="utf-8")) if args.figures else {}
    if args.speed:
        figures["speed"] = json.loads(args.speed.read_text(encoding="utf-8"))
    tables = to_tables(figures)
    if args.print:
        print("\n\n".join(f"{name}\n\n{table}" for name, table in tables.items()))
        return 0
    QUALITY.write_text(put(QUALITY.read_text(encoding="utf-8"), tables), encoding="utf-8")
    print(f"{QUALITY.name}: {', '.join(tables) or 'no figures'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
