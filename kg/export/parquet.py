"""Parquet (https://parquet.apache.org/) of nodes, edges, claims and documents, for pandas, duckdb, polars, Spark.

In: Records. Out: a folder of nodes.parquet, edges.parquet, claims.parquet, documents.parquet and datapackage.json. Needs pyarrow, which is
an extra.

>>> BATCH
5000
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.atomic_folder import atomic_folder
from kg.errors import UsageError
from kg.export.datapackage import write_datapackage
from kg.export.tabular import SHEETS, Sheet, rows
from kg.model import Records

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 5_000
"""Rows of a row group: what is in memory at once."""


def write(records: Records, path: Path) -> None:
    """Writes the folder: format 2.6, Zstandard, lists as lists; no metadata of pandas or Arrow. The same records give the same bytes.

    Raises:
        UsageError: pyarrow is not installed, or as atomic_folder.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("--to parquet: needs pyarrow, which is not installed; pip install 'actorgraph[parquet]'") from None
    with atomic_folder(path) as folder:
        for name, sheet in SHEETS.items():
            schema = _schema(sheet)
            with pq.ParquetWriter(
                folder / f"{name}.parquet", schema, version="2.6", compression="zstd", compression_level=9, store_schema=False
            ) as writer:
                for batch in _batches(rows(records, name)):
                    columns = list(zip(*batch, strict=True))
                    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
                    writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=BATCH)
        write_datapackage(folder, "parquet")


def _batches(found: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    while batch := list(islice(found, BATCH)):
        yield batch


def _schema(sheet: Sheet) -> pa.Schema:
    import pyarrow as pa

    types: dict[str, Any] = {"text": pa.string(), "number": pa.float64(), "integer": pa.int64()}
    texts = pa.list_(pa.field("element", pa.string(), nullable=False))
    return pa.schema([pa.field(one.name, types.get(one.kind, texts), nullable=not one.needed) for one in sheet.columns])
