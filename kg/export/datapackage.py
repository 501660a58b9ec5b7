"""What tables hold, for programs: a Data Package (https://specs.frictionlessdata.io/) that stands beside them.

In: a folder with one file a sheet. Out: datapackage.json with the columns, their types and meanings, keys, sizes and hashes.

>>> _field(SHEETS["nodes"].columns[0])["constraints"]
{'required': True, 'unique': True}
"""

from __future__ import annotations

import json
from hashlib import file_digest
from pathlib import Path
from typing import Any

from kg.export.tabular import SHEETS, Column, Sheet

FILE = "datapackage.json"
_TYPES = {"text": "string", "number": "number", "integer": "integer", "list": "array"}
_CSV = {"dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True}, "encoding": "utf-8"}


def write_datapackage(folder: Path, suffix: str) -> None:
    """Writes datapackage.json for the sheets of a folder, whose files are SHEET.suffix ('csv' or 'parquet')."""
    package = {
        "profile": "tabular-data-package" if suffix == "csv" else "data-package",
        "name": "actorgraph",
        "title": "Who did what to whom: nodes, edges, claims and documents of a graph",
        "resources": [_resource(folder / f"{name}.{suffix}", name, sheet) for name, sheet in SHEETS.items()],
    }
    (folder / FILE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _resource(path: Path, name: str, sheet: Sheet) -> dict[str, Any]:
    csv = path.suffix == ".csv"
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource" if csv else "data-resource",
        "name": name,
        "path": path.name,
        "description": sheet.meaning,
        "format": path.suffix[1:],
        "mediatype": "text/csv" if csv else "application/vnd.apache.parquet",
        **(_CSV if csv else {}),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_field(column) for column in sheet.columns],
            "missingValues": [""],
            "primaryKey": "id",
            "foreignKeys": [
                {"fields": column.name, "reference": {"resource": column.refers, "fields": "id"}}
                for column in sheet.columns
                if column.refers
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {"required": True} if column.needed else {}
    if column.name == "id":
        constraints["unique"] = True
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.meaning,
        **({"constraints": constraints} if constraints else {}),
    }
