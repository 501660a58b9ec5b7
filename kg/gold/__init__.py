"""Gold documents from files: JSON and the inline markup of annotators.

In: a path of a file or a folder (.json, .jsonl, .txt in markup, mixed). Out: `GoldDocument`s in the order of the files' names.

>>> from pathlib import Path
>>> read_gold(Path("data/gold/dev/d01.json"))[0].id  # doctest: +SKIP
'd01'
"""

from __future__ import annotations

from kg.gold.documents import GoldClaim, GoldDocument, GoldEntity, GoldMention, points_back
from kg.gold.files import read_gold

__all__ = ["GoldClaim", "GoldDocument", "GoldEntity", "GoldMention", "points_back", "read_gold"]
