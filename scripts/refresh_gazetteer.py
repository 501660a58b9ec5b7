"""Write data/gazetteer/ anew from the folder of raw reference tables.

    python scripts/refresh_gazetteer.py RAW_FOLDER [--output data/gazetteer]

RAW_FOLDER holds countries.csv, core.csv, reserve.csv, alias_guards.csv and entities.csv as data/SOURCES.md describes them. Columns that
the program does not read are left out; rows keep their order. additions.csv is ours and is never touched.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.errors import KgError
from kg.gazetteer_refresh import refresh


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path)
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent.parent / "data" / "gazetteer")
    args = parser.parse_args()
    try:
        for path, rows in refresh(args.raw, args.output):
            print(f"{path}: {rows} rows")
    except KgError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
