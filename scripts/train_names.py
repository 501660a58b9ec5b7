"""Fit data/models/names.json anew on marked texts (takes some minutes).

    python scripts/train_names.py GOLD ... [--output data/models/names.json]

GOLD is a file or folder of marked texts; the shipped weights come from data/gold/passages A, C, E, G, T and data/gold/dev 01 to 05.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kg.training import train_names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent.parent / "data" / "models" / "names.json")
    args = parser.parse_args()
    text = json.dumps(train_names(args.gold), sort_keys=True, ensure_ascii=False, indent=0)
    args.output.write_text(text + "\n", encoding="utf-8")
    print(f"{args.output}: {len(text)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
