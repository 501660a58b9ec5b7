"""CSV (RFC 4180) of nodes, edges, claims and documents, with a Data Package that describes them.

In: Records. Out: a folder of nodes.csv, edges.csv, claims.csv, documents.csv and datapackage.json.

Every value is written as it is, so that what a program reads is what was written; lists are JSON arrays. A spreadsheet takes a cell that
begins with = + - or @ for a formula: kg.export.excel is for those.

>>> _cell(("a", "b;c"))
'["a", "b;c"]'
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from kg.atomic_folder import atomic_folder
from kg.export.datapackage import write_datapackage
from kg.export.tabular import SHEETS, rows
from kg.model import Records


def write(records: Records, path: Path) -> None:
    """Writes the folder: UTF-8 without a byte order mark, lines end in CR LF, the first names the columns, what is unknown is empty."""
    with atomic_folder(path) as folder:
        for name, sheet in SHEETS.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(column.name for column in sheet.columns)
                writer.writerows(map(_cell, row) for row in rows(records, name))
        write_datapackage(folder, "csv")


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
