"""The command line that the scripts share which fit weights on gold texts: train_names.py, train_antecedents.py.

In: the description of a script, its fitting function, the name of the file in data/models/. Out: that file, written whole.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path


def run(description: str | None, fit: Callable[[Sequence[Path]], dict[str, object]], name: str) -> int:
    """Read GOLD ... and --output from the command line, fit, write; 0 when done."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD", help="a file or folder of marked texts")
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent.parent / "data" / "models" / name)
    args = parser.parse_args()
    text = json.dumps(fit(args.gold), sort_keys=True, ensure_ascii=False, indent=0)
    args.output.write_text(text + "\n", encoding="utf-8")
    print(f"{args.output}: {len(text)} characters")
    return 0
