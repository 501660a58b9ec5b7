"""Fit data/models/antecedents.json anew on marked texts (takes some minutes).

    python scripts/train_antecedents.py data/gold/passages data/gold/dev/dev-0[1-5].txt [--output data/models/antecedents.json]

These are the texts that the shipped weights come from; data/gold/dev 06 to 09 are left to measure them on.
"""

from __future__ import annotations

import sys

from fitting import run

from kg.training import train_antecedents

if __name__ == "__main__":
    sys.exit(run(__doc__, train_antecedents, "antecedents.json"))
