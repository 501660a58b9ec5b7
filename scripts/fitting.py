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
    text = written(fit(args.gold))
    args.output.write_text(text, encoding="utf-8")
    print(f"{args.output}: {len(text)} characters")
    return 0


def written(content: dict[str, object]) -> str:
    """JSON with a line for each key, and for each key of a table below it: a change of one weight is a change of one line."""
    return "{\n" + ",\n".join(f"{_json(key)}: {_value(content[key])}" for key in sorted(content)) + "\n}\n"


def _value(value: object) -> str:
    if not isinstance(value, dict):
        return _json(value)
    return "{\n" + ",\n".join(f"{_json(key)}: {_json(value[key])}" for key in sorted(value)) + "\n}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
